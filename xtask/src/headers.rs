//! The headers that every answer carries. They stand in `_headers`, which many static hosts read as it is; the meta
//! element of `index.html` repeats the policy for hosts that read nothing, and a test compares the two.

use std::path::Path;

use crate::shell::Done;

/// The headers of answers: for which path (a `*` at its end stands for anything), name and value.
#[derive(Debug, Default)]
pub struct Headers(Vec<(String, String, String)>);

impl Headers {
    /// The headers of a file, named from the served folder.
    pub fn of(&self, file: &str) -> Vec<(&str, &str)> {
        let path = if file == "index.html" { "/".to_owned() } else { format!("/{file}") };
        let fits = |pattern: &str| match pattern.strip_suffix('*') {
            Some(start) => path.starts_with(start),
            None => path == pattern,
        };
        let ours = self.0.iter().filter(|(pattern, ..)| fits(pattern));
        ours.map(|(_, name, value)| (name.as_str(), value.as_str())).collect()
    }

    /// Reads the text of a `_headers` file: a path, and indented below it its headers.
    pub fn parse(text: &str) -> Self {
        let mut found = Vec::new();
        let mut path = "";
        for line in text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            match line.strip_prefix([' ', '\t']).map(|header| header.split_once(':')) {
                None => path = line.trim(),
                Some(Some((name, value))) => {
                    found.push((path.to_owned(), name.trim().to_owned(), value.trim().to_owned()));
                }
                Some(None) => {}
            }
        }
        Self(found)
    }
}

/// Reads `_headers` out of a folder.
pub fn read(folder: &Path) -> Done<Headers> {
    let file = folder.join("_headers");
    let text = std::fs::read_to_string(&file)
        .map_err(|error| format!("{} cannot be read ({error}); run `cargo xtask build`.", file.display()))?;
    Ok(Headers::parse(&text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shell::root;

    fn policy() -> String {
        let headers = read(root()).unwrap();
        let all = headers.of("data/x.csv");
        all.iter().find(|(name, _)| *name == "Content-Security-Policy").unwrap().1.to_owned()
    }

    #[test]
    fn each_path_has_its_headers() {
        let headers = Headers::parse(
            "# a comment\n/*\n  X-One: a: b \n\n\tX-Two:c\n/a-*\n  X-Three: d\n/\n  X-Four: e",
        );
        let all = vec![("X-One", "a: b"), ("X-Two", "c")];
        assert_eq!(headers.of("b.js"), all);
        assert_eq!(headers.of("a-1.js")[2..], [("X-Three", "d")]);
        assert_eq!(headers.of("index.html")[2..], [("X-Four", "e")]);
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
