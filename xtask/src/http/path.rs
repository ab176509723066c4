//! From the path in a request to a file in the folder, and nowhere else.

/// What a path asks for.
#[derive(Debug, PartialEq, Eq)]
pub enum Target {
    /// A file, named from the served folder.
    File(String),
    /// A folder without its slash: the address with it.
    Folder(String),
    /// Nothing that we serve.
    Refused,
}

/// Finds the file that a request's path names under `base`. Any path that could lead out of the folder is refused, not
/// repaired: our own page never asks for one.
pub fn target(path: &str, base: &str) -> Target {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    if !path.is_empty() && format!("{path}/") == base {
        return Target::Folder(base.to_owned());
    }
    let Some(decoded) = path.strip_prefix(base).and_then(decode) else {
        return Target::Refused;
    };
    let file = if decoded.is_empty() || decoded.ends_with('/') { decoded + "index.html" } else { decoded };
    let is_plain =
        |part: &str| !part.is_empty() && !part.starts_with('.') && !part.contains(['\\', ':', '\0']);
    if file.split('/').all(is_plain) { Target::File(file) } else { Target::Refused }
}

fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            let both_hex = digits.iter().all(u8::is_ascii_hexdigit);
            let digits = std::str::from_utf8(&digits).ok().filter(|_| both_hex)?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// The media type by the file's ending. With `nosniff` a wrong one would stop the page.
pub fn media_type(file: &str) -> &'static str {
    match file.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "csv" => "text/csv; charset=utf-8",
        "txt" | "md" => "text/plain; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str) -> Target {
        Target::File(name.to_owned())
    }

    #[test]
    fn plain_paths_name_files() {
        for (path, base, expected) in [
            ("/", "/", "index.html"),
            ("/?x=1", "/", "index.html"),
            ("/a.js", "/", "a.js"),
            ("/data/ccss%20k8.csv?v=2", "/", "data/ccss k8.csv"),
            ("/data/", "/", "data/index.html"),
            ("/some/folder/", "/some/folder/", "index.html"),
            ("/some/folder/a.js", "/some/folder/", "a.js"),
        ] {
            assert_eq!(target(path, base), file(expected), "{path}");
        }
    }

    #[test]
    fn a_folder_without_its_slash_is_sent_on() {
        assert_eq!(target("/some/folder", "/some/folder/"), Target::Folder("/some/folder/".to_owned()));
    }

    #[test]
    fn nothing_outside_the_folder_is_served() {
        for path in [
            "/../secret",
            "/a/../../secret",
            "/%2e%2e/secret",
            "/..%2fsecret",
            "/a/%2E%2e%2Fsecret",
            "/..\\secret",
            "/%5c..%5csecret",
            "//etc/passwd",
            "/%2fetc/passwd",
            "/c:/secret",
            "/.git/config",
            "/a%00.html",
            "/%",
            "/%zz",
            "/%+1",
            "/%ff",
            "",
            "a.js",
        ] {
            assert_eq!(target(path, "/"), Target::Refused, "{path}");
        }
        assert_eq!(target("/a.js", "/some/folder/"), Target::Refused);
        assert_eq!(target("/some/folder/../../a.js", "/some/folder/"), Target::Refused);
    }

    #[test]
    fn wasm_and_tables_have_their_types() {
        assert_eq!(media_type("rondo-1_bg.wasm"), "application/wasm");
        assert_eq!(media_type("data/ccss.csv"), "text/csv; charset=utf-8");
        assert_eq!(media_type("unknown"), "application/octet-stream");
    }
}
