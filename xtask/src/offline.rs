//! What lets the page open without the net: `sw.js` in `dist/`, with the list of all other files and their SHA-256.
//! It runs last, when every file has its name.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::files::{hash, read, read_bytes, write};
use crate::node::Node;
use crate::shell::{Done, root};

/// The worker's file: at the top, because a worker answers for the folder it lies in.
const WORKER: &str = "sw.js";
/// What the build fills in there.
const VERSION: &str = "const VERSION = \"\";";
const FILES: &str = "const FILES = {};";
/// Where the page names its files for boot.js.
const NAMED: &str = "data-js=";

/// Puts the worker into `dist/`, and its name into `index.html`.
pub fn worker(node: &Node) -> Done {
    let dist = root().join("dist");
    put_in_place(&dist, &read(&root().join(WORKER))?, |names| sums(node, &dist, names))
}

fn put_in_place(dist: &Path, worker: &str, sums: impl Fn(&[String]) -> Done<Vec<String>>) -> Done {
    let mut names = Vec::new();
    listed(dist, "", &mut names)?;
    names.sort();
    let page = dist.join("index.html");
    let html = read(&page)?;
    if !(html.contains(NAMED) && worker.contains(VERSION) && worker.contains(FILES)) {
        return Err(
            "index.html or sw.js has no place for the version; look at xtask/src/offline.rs.".to_owned()
        );
    }
    // The page holds the version and is in the list, so the version is of the page before it got it, and of the
    // worker before its list. What a change of any file changes is what a browser must notice.
    let version = version(dist, worker, &names)?;
    let named = format!("data-worker=\"{WORKER}?{version}\" {NAMED}");
    write(&page, html.replacen(NAMED, &named, 1).as_bytes())?;
    let sums: BTreeMap<&String, String> = names.iter().zip(sums(&names)?).collect();
    let lines: Vec<String> = sums.iter().map(|(name, sum)| format!("  \"{name}\": \"{sum}\",\n")).collect();
    let listed = format!("const FILES = {{\n{}}};", lines.concat());
    let worker = worker.replace(VERSION, &format!("const VERSION = \"{version}\";")).replace(FILES, &listed);
    write(&dist.join(WORKER), worker.as_bytes())
}

/// The files that the page may ask for, named from `dist/`: not what is for the host or for people.
fn listed(dist: &Path, folder: &str, names: &mut Vec<String>) -> Done {
    let place = dist.join(folder);
    let entries =
        fs::read_dir(&place).map_err(|error| format!("{} cannot be read: {error}.", place.display()))?;
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{folder}{name}");
        if entry.path().is_dir() {
            listed(dist, &format!("{path}/"), names)?;
        } else if !(name.starts_with(['.', '_']) || name == "README.md" || path == WORKER) {
            if path.contains(['"', '\\', '#', '?', '%']) {
                return Err(format!("{path} cannot be listed in {WORKER}; give it a plain name."));
            }
            names.push(path);
        }
    }
    Ok(())
}

fn version(dist: &Path, worker: &str, names: &[String]) -> Done<String> {
    let bytes = names.iter().map(|name| read_bytes(&dist.join(name))).collect::<Done<Vec<_>>>()?;
    let files = names.iter().zip(&bytes).flat_map(|(name, bytes)| [name.as_bytes(), bytes.as_slice()]);
    Ok(format!("{:016x}", hash(files.chain([worker.as_bytes()]))))
}

/// The SHA-256 of each file. Node has it; our Rust side keeps to the standard library.
fn sums(node: &Node, dist: &Path, names: &[String]) -> Done<Vec<String>> {
    let mut script = node.command();
    script.args(["--input-type=module", "--eval", include_str!("sha256.mjs")]).arg(dist).args(names);
    let output = script.output().map_err(|error| format!("Node could not be started: {error}."))?;
    let sums: Vec<String> = String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect();
    if output.status.success() && sums.len() == names.len() {
        return Ok(sums);
    }
    Err(format!("The files could not be listed: {}", String::from_utf8_lossy(&output.stderr)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::install::empty;
    use crate::shell::on_path;
    use std::path::PathBuf;

    const PAGE: &str = "<meta data-js=\"./rondo-1.js\">";

    fn dist(name: &str) -> PathBuf {
        let dist = std::env::temp_dir().join(format!("rondo-offline-{}-{name}", std::process::id()));
        empty(&dist.join("data")).unwrap();
        for (name, text) in [
            ("index.html", PAGE),
            ("rondo-1.js", "1"),
            ("data/a.csv", "a"),
            ("data/README.md", "for people"),
            ("data/.gitkeep", ""),
            ("_headers", "for the host"),
        ] {
            fs::write(dist.join(name), text).unwrap();
        }
        dist
    }

    /// Stands for a hash: the names are enough to see what is listed.
    fn no_sums(names: &[String]) -> Done<Vec<String>> {
        Ok(names.iter().map(|name| format!("sum of {name}")).collect())
    }

    fn worker_text() -> String {
        read(&root().join(WORKER)).unwrap()
    }

    fn version_in(dist: &Path) -> String {
        put_in_place(dist, &worker_text(), no_sums).unwrap();
        let worker = read(&dist.join(WORKER)).unwrap();
        worker.split("const VERSION = \"").nth(1).unwrap().split('"').next().unwrap().to_owned()
    }

    #[test]
    fn every_file_of_the_page_is_listed_and_the_page_names_the_worker() {
        let dist = dist("listed");
        let version = version_in(&dist);
        assert_eq!(version.len(), 16);
        let worker = read(&dist.join(WORKER)).unwrap();
        let list = worker.split("const FILES = {\n").nth(1).unwrap().split("};").next().unwrap();
        let line = |name: &str| format!("  \"{name}\": \"sum of {name}\",\n");
        assert_eq!(list, ["data/a.csv", "index.html", "rondo-1.js"].map(line).concat());
        let expected = PAGE.replace("data-js", &format!("data-worker=\"sw.js?{version}\" data-js"));
        assert_eq!(read(&dist.join("index.html")).unwrap(), expected);
        fs::remove_dir_all(dist).unwrap();
    }

    #[test]
    fn the_version_follows_every_file_and_nothing_else() {
        let first = version_in(&dist("same"));
        let again = dist("same");
        assert_eq!(version_in(&again), first);
        fs::remove_dir_all(again).unwrap();
        for (name, differs) in [("index.html", true), ("data/a.csv", true), ("_headers", false)] {
            let dist = dist("changed");
            fs::write(dist.join(name), format!("{PAGE} changed")).unwrap();
            assert_eq!(version_in(&dist) != first, differs, "{name}");
            fs::remove_dir_all(dist).unwrap();
        }
        let dist = dist("worker");
        put_in_place(&dist, &(worker_text() + "// changed"), no_sums).unwrap();
        assert!(!read(&dist.join(WORKER)).unwrap().contains(&first), "sw.js");
        fs::remove_dir_all(dist).unwrap();
    }

    #[test]
    fn the_sums_are_of_the_page_as_it_is_served() {
        // Any Node will do: no package is needed.
        let Some(node) = on_path("node") else { return };
        let dist = dist("sums");
        put_in_place(&dist, &worker_text(), |names| sums(&Node::bare(&node), &dist, names)).unwrap();
        let worker = read(&dist.join(WORKER)).unwrap();
        // The SHA-256 of "a", as in any table of test vectors.
        let of_a = "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb";
        assert!(worker.contains(&format!("\"data/a.csv\": \"{of_a}\"")));
        let of_the_page = sums(&Node::bare(&node), &dist, &["index.html".to_owned()]).unwrap();
        assert!(worker.contains(&format!("\"index.html\": \"{}\"", of_the_page[0])));
        fs::remove_dir_all(dist).unwrap();
    }

    #[test]
    fn a_missing_place_is_said() {
        let dist = dist("missing");
        assert!(put_in_place(&dist, "no list", no_sums).is_err());
        fs::write(dist.join("index.html"), "<p>").unwrap();
        assert!(put_in_place(&dist, &worker_text(), no_sums).is_err());
        fs::remove_dir_all(dist).unwrap();
    }
}
