//! Which file imports which: no circle goes through two folders, and none has more than three files.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::sources::{code, is_test, sources};

/// A module, by the names that lead to it from the root of the crate.
type Module = Vec<String>;
/// Which modules a module imports.
type Imports = BTreeMap<Module, BTreeSet<Module>>;

/// No part of a circle: it names the records of every room, and every rule reads a class.
const HUB: [&str; 2] = ["domain", "class"];

/// Most files that may import each other.
const MOST: usize = 3;

fn module_of(path: &Path) -> Module {
    let mut names: Module =
        path.with_extension("").iter().skip(1).map(|part| part.to_string_lossy().into_owned()).collect();
    if names.last().is_some_and(|last| ["mod", "lib", "main"].contains(&last.as_str())) {
        names.pop();
    }
    names
}

/// Every path that a `use` brings in, or that the code names in full.
fn paths(code: &str) -> Vec<Module> {
    let mut found = Vec::new();
    let mut rest = code;
    while let Some(at) = rest.find("use ") {
        let (before, after) = (&rest[..at], &rest[at + 4..]);
        in_full(before, &mut found);
        let starts_line =
            before.trim_end_matches(' ').ends_with(['\n', ' ', ')', '{', '}']) || before.is_empty();
        match after.find(';').filter(|_| starts_line) {
            Some(end) => {
                tree(&after[..end], &Vec::new(), &mut found);
                rest = &after[end..];
            }
            None => rest = after,
        }
    }
    in_full(rest, &mut found);
    found
}

fn in_full(code: &str, found: &mut Vec<Module>) {
    let is_path = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == ':';
    for word in code.split(|letter| !is_path(letter)) {
        if ["crate::", "super::", "self::"].iter().any(|start| word.starts_with(start)) {
            found.push(names(word));
        }
    }
}

fn names(path: &str) -> Module {
    let path = path.split(" as ").next().unwrap_or_default();
    path.split("::").map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// The leaves of a `use` tree.
fn tree(text: &str, before: &Module, found: &mut Vec<Module>) {
    let (mut depth, mut from) = (0_usize, 0);
    let mut parts = Vec::new();
    for (at, letter) in text.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                parts.push(&text[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[from..]);
    for part in parts.into_iter().map(str::trim).filter(|part| !part.is_empty()) {
        match part.split_once('{') {
            Some((start, inner)) => {
                let start = [before.clone(), names(start)].concat();
                tree(inner.strip_suffix('}').unwrap_or(inner), &start, found);
            }
            None => found.push([before.clone(), names(part)].concat()),
        }
    }
}

/// The module that a path leads to; nothing for a path of another crate.
fn target(path: &Module, own: &Module, modules: &BTreeSet<Module>) -> Option<Module> {
    let mut at = match path.first()?.as_str() {
        "crate" => path[1..].to_vec(),
        "self" => [own.clone(), path[1..].to_vec()].concat(),
        "super" => {
            let up = path.iter().take_while(|name| *name == "super").count();
            [own[..own.len().saturating_sub(up)].to_vec(), path[up..].to_vec()].concat()
        }
        _ => return None,
    };
    while !at.is_empty() && !modules.contains(&at) {
        at.pop();
    }
    Some(at)
}

/// Who imports whom in a room, by module. A folder's own file brings its parts in and hands them on: what a part takes
/// from it is no import of its own.
fn imports(room: &str) -> Imports {
    let files: Vec<_> =
        sources(&format!("src/{room}"), "rs").into_iter().filter(|(path, _)| !is_test(path)).collect();
    let modules: BTreeSet<Module> = files.iter().map(|(path, _)| module_of(path)).collect();
    let edges = files.iter().map(|(path, text)| {
        let own = module_of(path);
        let targets = paths(&code(text)).into_iter().filter_map(|path| target(&path, &own, &modules));
        let counts = |to: &Module| {
            to.first() == own.first() && !own.starts_with(to) && !to.starts_with(&HUB.map(str::to_owned))
        };
        let targets = targets.filter(counts).collect();
        (own, targets)
    });
    edges.filter(|(own, _)| !own.starts_with(&HUB.map(str::to_owned))).collect()
}

/// The same between the files and folders of one folder: whatever a folder has in it is one node.
fn imports_in(folder: &Module, files: &Imports) -> Imports {
    let node = |module: &Module| (module.len() > folder.len()).then(|| module[..=folder.len()].to_vec());
    let inside = |module: &Module| node(module).filter(|_| module.starts_with(folder));
    let mut nodes = Imports::new();
    for (from, targets) in files {
        let Some(from) = inside(from) else { continue };
        let targets = targets.iter().filter_map(inside).filter(|to| *to != from);
        nodes.entry(from.clone()).or_default().extend(targets);
    }
    nodes
}

/// Sets of nodes that reach each other.
fn circles(edges: &Imports) -> BTreeSet<BTreeSet<Module>> {
    let reach = |from: &Module| {
        let (mut seen, mut open) = (BTreeSet::new(), vec![from.clone()]);
        while let Some(at) = open.pop() {
            for to in edges.get(&at).into_iter().flatten() {
                if seen.insert(to.clone()) {
                    open.push(to.clone());
                }
            }
        }
        seen
    };
    let all: BTreeMap<&Module, BTreeSet<Module>> = edges.keys().map(|node| (node, reach(node))).collect();
    let circle = |node: &&Module| {
        let back = |other: &&Module| all.get(other).is_some_and(|reached| reached.contains(*node));
        all[*node].iter().filter(|other| back(other)).cloned().collect::<BTreeSet<_>>()
    };
    edges.keys().map(|node| circle(&node)).filter(|circle| circle.len() > 1).collect()
}

#[test]
fn no_circle_of_imports_goes_through_two_folders() {
    let mut found = Vec::new();
    for room in ["domain", "document", "view", "app"] {
        let files = imports(room);
        let above = |module: &Module| (1..module.len()).map(|n| module[..n].to_vec()).collect::<Vec<_>>();
        let folders: BTreeSet<Module> = files.keys().flat_map(above).collect();
        for folder in &folders {
            for circle in circles(&imports_in(folder, &files)) {
                let goes_out = circle.iter().any(|node| folders.contains(node));
                if goes_out || circle.len() > MOST {
                    found.push(circle.iter().map(|node| node.join("::")).collect::<Vec<_>>().join(", "));
                }
            }
        }
    }
    assert!(found.is_empty(), "these import each other:\n{}", found.join("\n"));
}

#[test]
fn a_circle_is_seen() {
    let module = |name: &str| vec!["domain".to_owned(), name.to_owned()];
    let edges: Imports =
        [("a", "b"), ("b", "c"), ("c", "b")].map(|(from, to)| (module(from), [module(to)].into())).into();
    assert_eq!(circles(&edges), [[module("b"), module("c")].into()].into());
    let found =
        paths("use crate::domain::{a::{b, c as d}, e};\npub use super::f;\nlet x = crate::g::h(1);\n");
    let text: Vec<String> = found.iter().map(|path| path.join("::")).collect();
    assert_eq!(
        text,
        ["crate::domain::a::b", "crate::domain::a::c", "crate::domain::e", "super::f", "crate::g::h"]
    );
}
