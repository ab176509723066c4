//! What is decided when all of a file has been read: circles are opened, items stand in the order of their framework,
//! headings are told from standards, and grade and domain come down from above.

use std::collections::BTreeSet;

use super::circles::open_circles;
use super::{FrameworkFile, Links};
use crate::domain::Sentence;
use crate::domain::standards::is_heading;

/// Circles that are named one by one; more would only be scrolled past.
const NAMED: usize = 20;
/// Characters of a domain's name.
const LONGEST_DOMAIN: usize = 80;

pub(super) fn settle(file: &mut FrameworkFile) {
    let n = file.items.len();
    for (key, links) in [
        ("standards.circle_parts", std::mem::take(&mut file.parts)),
        ("standards.circle", std::mem::take(&mut file.prerequisites)),
    ] {
        let mut open = links.clone();
        let closing = open_circles(n, &mut open);
        tell(file, key, &closing);
        let closing: BTreeSet<_> = closing.into_iter().collect();
        let kept = without_repeats(links.into_iter().filter(|link| !closing.contains(link)));
        *(if key == "standards.circle" { &mut file.prerequisites } else { &mut file.parts }) = kept;
    }
    let related = std::mem::take(&mut file.related);
    let both = related.into_iter().filter(|(one, other)| one != other);
    file.related = without_repeats(both.map(|(one, other)| (one.min(other), one.max(other))));
    mark_headings(file);
    put_in_order(file);
    inherit(file);
}

fn tell(file: &mut FrameworkFile, key: &'static str, closing: &Links) {
    for (from, to) in closing.iter().take(NAMED) {
        let sentence = Sentence::new(key).with("from", file.name(*from)).with("to", file.name(*to));
        file.problem(sentence);
    }
    if closing.len() > NAMED {
        file.problem(Sentence::new("standards.more_circles").with("n", closing.len() - NAMED));
    }
}

fn without_repeats(links: impl Iterator<Item = (usize, usize)>) -> Links {
    let mut seen = BTreeSet::new();
    links.filter(|link| seen.insert(*link)).collect()
}

/// Where a file does not say what an item is, one that has parts and no code is a heading.
fn mark_headings(file: &mut FrameworkFile) {
    let wholes: BTreeSet<usize> = file.parts.iter().map(|(_, whole)| *whole).collect();
    for (at, item) in file.items.iter_mut().enumerate() {
        if item.kind.is_empty() && item.code.is_empty() && wholes.contains(&at) {
            "Heading".clone_into(&mut item.kind);
        }
    }
}

/// Wholes before their parts, parts in the order in which they were linked.
fn put_in_order(file: &mut FrameworkFile) {
    let n = file.items.len();
    let mut parts: Vec<Vec<usize>> = vec![Vec::new(); n];
    let mut has_whole = vec![false; n];
    for (part, whole) in &file.parts {
        parts[*whole].push(*part);
        has_whole[*part] = true;
    }
    let mut new_place = vec![None; n];
    let mut next = 0;
    let mut waiting: Vec<usize> = (0..n).rev().filter(|at| !has_whole[*at]).collect();
    while let Some(at) = waiting.pop() {
        if new_place[at].is_none() {
            new_place[at] = Some(next);
            next += 1;
            waiting.extend(parts[at].iter().rev());
        }
    }
    let place = |at: usize| new_place[at].unwrap_or(at);
    let mut ordered = vec![super::FileItem::default(); n];
    for (at, item) in std::mem::take(&mut file.items).into_iter().enumerate() {
        ordered[place(at)] = item;
    }
    file.items = ordered;
    for links in [&mut file.parts, &mut file.prerequisites, &mut file.related] {
        for (from, to) in links.iter_mut() {
            (*from, *to) = (place(*from), place(*to));
        }
    }
    for outside in &mut file.outside {
        outside.item = place(outside.item);
    }
}

/// Grade and domain of what stands above, where an item has none. Wholes stand before their parts.
fn inherit(file: &mut FrameworkFile) {
    let mut whole_of = vec![None; file.items.len()];
    for (part, whole) in file.parts.iter().filter(|(part, whole)| whole < part) {
        whole_of[*part].get_or_insert(*whole);
    }
    for (at, whole) in whole_of.into_iter().enumerate() {
        let Some(whole) = whole.map(|whole: usize| file.items[whole].clone()) else { continue };
        let item = &mut file.items[at];
        if item.grade.is_empty() {
            item.grade.clone_from(&whole.grade);
        }
        if item.domain.is_empty() {
            item.domain = if gives_domain(&whole.kind) && whole.domain.is_empty() {
                whole.label.chars().take(LONGEST_DOMAIN).collect()
            } else {
                whole.domain
            };
        }
    }
}

/// A heading that says what its standards are about; a grade does not.
fn gives_domain(kind: &str) -> bool {
    is_heading(kind) && !kind.to_lowercase().starts_with("grade")
}
