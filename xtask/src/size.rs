//! What a first visit costs: the sizes of `dist/` under brotli at its highest quality, against the budget.

use std::path::{Path, PathBuf};

use crate::install::empty;
use crate::node::Node;
use crate::protect;
use crate::shell::{Done, root};

/// Above this the main part of the program makes the build speak up.
const WASM_WARNS: u64 = 250_000;
/// Above this it makes the build fail.
const WASM_FAILS: u64 = 300_000;
/// Scripts, styles and the page itself, together.
const TEXT_FAILS: u64 = 40_000;

/// A file of the page: its name and its two sizes in bytes.
#[derive(Debug, PartialEq, Eq)]
struct Measured {
    name: String,
    plain: u64,
    compressed: u64,
}

/// Where the compressed files lie, for the server.
pub fn compressed() -> PathBuf {
    root().join("target/brotli")
}

/// Measures `dist/`, prints the sizes, and fails when one is over the budget.
pub fn check(node: &Node) -> Done {
    let files = measure(node, &root().join("dist"))?;
    for file in &files {
        println!("    {:>9} {:>8} br  {}", file.plain, file.compressed, file.name);
    }
    let (summary, verdict) = judge(&files);
    println!("    {summary}");
    verdict
}

fn measure(node: &Node, folder: &Path) -> Done<Vec<Measured>> {
    let target = compressed();
    empty(&target)?;
    let mut script = node.command();
    script.args(["--input-type=module", "--eval", include_str!("size.mjs")]).arg(folder).arg(target);
    let output = script.output().map_err(|error| format!("Node could not be started: {error}."))?;
    if !output.status.success() {
        return Err(format!("The page could not be measured: {}", String::from_utf8_lossy(&output.stderr)));
    }
    let text = String::from_utf8_lossy(&output.stdout);
    text.lines().map(|line| read(line).ok_or_else(|| format!("`{line}` is no measured file."))).collect()
}

fn read(line: &str) -> Option<Measured> {
    let mut parts = line.splitn(3, ' ');
    let (plain, compressed) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    Some(Measured { name: parts.next()?.to_owned(), plain, compressed })
}

/// One line that tells the sizes, and the verdict.
fn judge(files: &[Measured]) -> (String, Done) {
    // The worker of protected copies comes when it is asked for, and has its own place in the summary.
    let (protect, files): (Vec<&Measured>, Vec<&Measured>) =
        files.iter().partition(|file| file.name.starts_with(protect::NAMED));
    let protect: u64 = protect.iter().map(|file| file.compressed).sum();
    let is_text =
        |file: &&&Measured| [".js", ".css", ".html"].iter().any(|ending| file.name.ends_with(ending));
    let of_wasm = |ending: &str| -> u64 {
        let ours = files.iter().filter(|file| file.name.starts_with("rondo-") && file.name.ends_with(ending));
        ours.map(|file| file.compressed).sum()
    };
    let (wasm, all) = (of_wasm("_bg.wasm"), of_wasm(".wasm"));
    let text: u64 = files.iter().filter(is_text).map(|file| file.compressed).sum();
    let said: u64 =
        files.iter().filter(|file| file.name.ends_with("_texts.txt")).map(|file| file.compressed).sum();
    let warning = if wasm > WASM_WARNS { "; the main wasm is above 250 KB, have a look" } else { "" };
    let kilobytes = |bytes: u64| bytes as f64 / 1000.0;
    let summary = format!(
        "brotli -11: main wasm {:.1} KB of 300, {:.1} KB with all parts, js + css + html {:.1} KB of 40, texts {:.1} KB, protected copies {:.1} KB{warning}",
        kilobytes(wasm),
        kilobytes(all),
        kilobytes(text),
        kilobytes(said),
        kilobytes(protect)
    );
    let verdict = match (wasm, text) {
        (0, _) => Err("dist/ holds no wasm of ours; look for `rel=\"rust\"` in index.html.".to_owned()),
        (wasm, _) if wasm > WASM_FAILS => {
            Err("The main wasm is over its budget of 300 KB: see what could come later, as a part."
                .to_owned())
        }
        (_, text) if text > TEXT_FAILS => Err("js + css + html are over their budget of 40 KB.".to_owned()),
        _ => Ok(()),
    };
    (summary, verdict)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(wasm: u64, text: u64) -> Vec<Measured> {
        let file = |name: &str, compressed| Measured { name: name.to_owned(), plain: 1, compressed };
        let (js, html) = (file("rondo-1.js", text / 2), file("index.html", text - text / 2));
        vec![file("rondo-1_bg.wasm", wasm), file("rondo-1_split_plans.wasm", 400_000), js, html]
    }

    #[test]
    fn the_budget_is_kept() {
        for (wasm, text, fits) in
            [(WASM_FAILS, 40_000, true), (WASM_FAILS + 1, 10, false), (10, 40_001, false), (0, 10, false)]
        {
            assert_eq!(judge(&files(wasm, text)).1.is_ok(), fits, "{wasm} {text}");
        }
    }

    #[test]
    fn a_growing_wasm_is_named_before_it_fails() {
        assert!(judge(&files(250_001, 10)).0.contains("have a look"));
        assert!(!judge(&files(250_000, 10)).0.contains("have a look"));
    }

    #[test]
    fn names_may_hold_spaces() {
        let expected = Measured { name: "a b.js".to_owned(), plain: 3, compressed: 2 };
        assert_eq!(read("3 2 a b.js"), Some(expected));
        assert_eq!(read("x"), None);
    }
}
