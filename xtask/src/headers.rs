//! The headers that every answer carries. They stand in `_headers`, which many static hosts read as it is; the meta
//! element of `index.html` repeats the policy for hosts that read nothing, and a test compares the two.

use std::path::Path;

use crate::shell::Done;

/// The headers of every page: name and value.
pub type Headers = Vec<(String, String)>;

/// Reads `_headers` out of a folder.
pub fn read(folder: &Path) -> Done<Headers> {
    let file = folder.join("_headers");
    let text = std::fs::read_to_string(&file)
        .map_err(|error| format!("{} cannot be read ({error}); run `cargo xtask build`.", file.display()))?;
    Ok(parse(&text))
}

/// A line that is indented belongs to the paths above it, and ours are for all paths.
fn parse(text: &str) -> Headers {
    let indented = text.lines().filter(|line| line.starts_with([' ', '\t']));
    let pairs = indented.filter_map(|line| line.split_once(':'));
    pairs.map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shell::root;

    fn policy() -> String {
        let headers = read(root()).unwrap();
        let found = headers.into_iter().find(|(name, _)| name == "Content-Security-Policy");
        found.map(|(_, value)| value).unwrap()
    }

    #[test]
    fn names_and_values_are_trimmed_and_paths_are_left_out() {
        let headers = parse("# a comment\n/*\n  X-One: a: b \n\n\tX-Two:c\n");
        let expected =
            [("X-One", "a: b"), ("X-Two", "c")].map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert_eq!(headers, expected);
    }

    #[test]
    fn the_meta_element_repeats_the_policy() {
        // A meta element cannot hold frame-ancestors; browsers would warn on every visit.
        let expected = policy().replace("; frame-ancestors 'none'", "");
        let page = std::fs::read_to_string(root().join("index.html")).unwrap();
        assert!(
            page.contains(&format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{expected}\">"))
        );
    }

    #[test]
    fn the_policy_lets_nothing_out_and_no_inline_code_in() {
        let policy = policy();
        assert!(policy.starts_with("default-src 'none'; ") && policy.ends_with("; frame-ancestors 'none'"));
        for barred in ["unsafe-inline", "'unsafe-eval'", "http:", "https:", "*"] {
            assert!(!policy.contains(barred), "{barred}");
        }
    }
}
