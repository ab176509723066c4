//! The sources as the house rules read them.

use std::fs;
use std::path::{Path, PathBuf};

/// The folder that everything is read from: that of the workspace.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Files of a folder with this extension, by path from the root.
pub fn sources(folder: &str, extension: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|known| known == extension) {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path.strip_prefix(root()).unwrap().to_owned(), text));
            }
        }
    }
    found.sort();
    assert!(!found.is_empty(), "{folder}");
    found
}

/// Every Rust file of the repository.
pub fn rust_files() -> Vec<(PathBuf, String)> {
    ["src", "crates", "xtask/src", "examples", "tests", "fuzz"]
        .iter()
        .flat_map(|folder| sources(folder, "rs"))
        .filter(|(path, _)| !path.components().any(|part| part.as_os_str() == "target"))
        .collect()
}

/// The code of a file that is no test, without comments.
pub fn code(text: &str) -> String {
    let code =
        live(text).into_iter().map(|(_, line)| line).filter(|line| !line.trim_start().starts_with("//"));
    code.flat_map(|line| [line, "\n"]).collect()
}

/// The lines of a file with their numbers, without what stands under `#[cfg(test)]`, wherever in the file that is.
pub fn live(text: &str) -> Vec<(usize, &str)> {
    let mut live = Vec::new();
    let mut lines = (1..).zip(text.lines());
    while let Some((number, line)) = lines.next() {
        if line.trim() != "#[cfg(test)]" {
            live.push((number, line));
            continue;
        }
        // The item ends with its first line where that is one, else with a bracket as far left as the item.
        let left = line.len() - line.trim_start().len();
        let mut item = lines.by_ref().skip_while(|(_, line)| line.trim_start().starts_with(['#', '/']));
        if item.next().is_some_and(|(_, first)| !first.trim_end().ends_with([';', '}'])) {
            let ends = |(_, line): &(usize, &str)| {
                line.trim_start().starts_with(['}', ')', ']']) && line.find(['}', ')', ']']) == Some(left)
            };
            lines.by_ref().find(ends);
        }
    }
    live
}

/// Whether a file is of tests alone: it is called so, or the file beside or above it declares it under `#[cfg(test)]`.
pub fn is_test(path: &Path) -> bool {
    let named =
        path.components().any(|part| ["tests", "tests.rs"].iter().any(|name| part.as_os_str() == *name));
    named || path.ancestors().any(declared_for_tests)
}

fn declared_for_tests(path: &Path) -> bool {
    let (Some(folder), Some(name)) = (path.parent(), path.file_stem().and_then(|name| name.to_str())) else {
        return false;
    };
    let above = [folder.join("mod.rs"), folder.join("lib.rs"), folder.with_extension("rs")];
    let declared = |text: String| {
        let flat = text.replace("pub ", "").replace("pub(crate) ", "");
        flat.contains(&format!("#[cfg(test)]\nmod {name};"))
    };
    above.iter().filter_map(|file| fs::read_to_string(root().join(file)).ok()).any(declared)
}

#[test]
fn what_stands_under_cfg_test_is_no_code() {
    let text = "use a::b;\n#[cfg(test)]\nmod tests;\nfn one() {\n}\n#[cfg(test)]\npub mod more {\n    fn two() {\n    }\n}\nfn three() {\n    // four\n}\n";
    assert_eq!(code(text), "use a::b;\nfn one() {\n}\nfn three() {\n}\n");
    assert!(is_test(Path::new("src/domain/order/tests.rs")));
    assert!(is_test(Path::new("src/document/document/causality.rs")), "declared so in document.rs");
    assert!(!is_test(Path::new("src/document/document.rs")));
}
