//! What was read from a file, to one command: which standard of the class or of the catalog each item is.
//!
//! An item is the standard with the same identifier, else the one with its code (as people type it, so that marks that
//! are here already belong to it), unless that is of another framework or was taken by an item before it. What is new is
//! called by its code, and by its identifier where it has none; so two teachers who bring in the same file have the same
//! standards.

use std::collections::{BTreeMap, BTreeSet};

use super::{FileItem, FrameworkFile, Outside};
use crate::document::case::identifier;
use crate::document::import::bring::resolve;
use crate::document::import::names::name_key;
use crate::document::import::problem::Problem;
use crate::domain::command::{ImportFramework, ImportedStandard};
use crate::domain::id::{FrameworkId, StandardId};
use crate::domain::standards::{Catalog, is_heading};
use crate::domain::{Class, Sentence};

/// What a file would bring.
#[derive(Debug, Clone, PartialEq)]
pub struct Brought {
    /// The command that brings it.
    pub command: ImportFramework,
    /// Standards that the class does not have.
    pub new: usize,
    /// Standards that are here already, and get the file's words.
    pub known: usize,
    /// Items that only hold others together.
    pub headings: usize,
    /// What was left out, and why.
    pub problems: Vec<Problem>,
}

/// Decides what each item is. `title`: what the framework is called.
pub fn bring(class: &Class, catalog: &Catalog, file: &FrameworkFile, title: &str) -> Brought {
    let framework = framework_id(class, file, title);
    let ids = Ids::of(class, &framework).all(class, catalog, &file.items);
    let mut problems = file.problems.clone();
    let at = |links: &[(usize, usize)]| -> Vec<(StandardId, StandardId)> {
        links.iter().map(|(from, to)| (ids[*from].clone(), ids[*to].clone())).collect()
    };
    let mut prerequisites = at(&file.prerequisites);
    for Outside { item, code, row } in &file.outside {
        match resolve(class, catalog, code).filter(|before| *before != ids[*item]) {
            Some(before) => prerequisites.push((before, ids[*item].clone())),
            None => {
                let unknown = Sentence::new("standards.row_unknown_before").with("code", code);
                problems.push(Problem::at(*row, unknown));
            }
        }
    }
    let is_standard = |item: &&FileItem| !is_heading(&item.kind);
    let n_standards = file.items.iter().filter(is_standard).count();
    let known = file.items.iter().zip(&ids).filter(|(item, id)| {
        is_standard(item) && (class.own_standards.get(id).is_some() || catalog.get(id).is_some())
    });
    let known = known.count();
    let standards = file.items.iter().zip(&ids).map(|(item, id)| imported(id, item)).collect();
    let command = ImportFramework {
        id: framework,
        title: title.trim().to_owned(),
        case_id: file.case_id.clone(),
        creator: file.creator.clone(),
        notes: file.notes.clone(),
        standards,
        parts: at(&file.parts),
        prerequisites,
        related: at(&file.related),
    };
    Brought { command, new: n_standards - known, known, headings: file.items.len() - n_standards, problems }
}

fn imported(id: &StandardId, item: &FileItem) -> ImportedStandard {
    ImportedStandard {
        id: id.clone(),
        code: item.code.clone(),
        label: item.label.clone(),
        short: item.short.clone(),
        kind: item.kind.clone(),
        grade: item.grade.clone(),
        domain: item.domain.clone(),
        case_id: item.case_id.clone(),
    }
}

/// The framework that is here under this identifier or title, else a new one with the same id on every computer.
fn framework_id(class: &Class, file: &FrameworkFile, title: &str) -> FrameworkId {
    let is_it = |(id, own): &(&FrameworkId, &crate::domain::standards::Framework)| {
        if file.case_id.is_empty() {
            name_key(&own.title) == name_key(title)
        } else {
            identifier(&own.case_id, id.as_str()) == file.case_id || id.as_str() == file.case_id
        }
    };
    let known = class.frameworks.iter().find(is_it).map(|(id, _)| id.clone());
    let new =
        if file.case_id.is_empty() { format!("table {}", name_key(title)) } else { file.case_id.clone() };
    known.unwrap_or(FrameworkId(new))
}

/// Which ids are known by identifier, and which are given away.
struct Ids<'a> {
    framework: &'a FrameworkId,
    by_case_id: BTreeMap<String, &'a StandardId>,
    taken: BTreeSet<StandardId>,
}

impl<'a> Ids<'a> {
    fn of(class: &'a Class, framework: &'a FrameworkId) -> Self {
        let own = class.own_standards.iter();
        let by_case_id = own.map(|(id, own)| (identifier(&own.case_id, id.as_str()), id)).collect();
        Self { framework, by_case_id, taken: BTreeSet::new() }
    }

    fn all(mut self, class: &Class, catalog: &Catalog, items: &[FileItem]) -> Vec<StandardId> {
        // What the file itself identifies is given away first, so that no code takes it.
        let known: Vec<Option<StandardId>> = items
            .iter()
            .map(|item| self.by_case_id.get(item.case_id.as_str()).map(|id| (*id).clone()))
            .collect();
        self.taken.extend(known.iter().flatten().cloned());
        let id = |(item, known): (&FileItem, Option<StandardId>)| {
            let id = known.unwrap_or_else(|| self.new_id(class, catalog, item));
            self.taken.insert(id.clone());
            id
        };
        items.iter().zip(known).map(id).collect()
    }

    fn new_id(&self, class: &Class, catalog: &Catalog, item: &FileItem) -> StandardId {
        let meant = if is_heading(&item.kind) { None } else { resolve(class, catalog, &item.code) };
        let by_code = (!item.code.is_empty()).then(|| StandardId::new(&item.code));
        let found = meant.into_iter().chain(by_code).find(|id| self.is_free(class, item, id));
        found.unwrap_or_else(|| {
            if item.case_id.is_empty() {
                StandardId(format!("{} {}", self.framework, item.code))
            } else {
                StandardId(item.case_id.clone())
            }
        })
    }

    /// Nobody else's: not given away, and of no other framework.
    fn is_free(&self, class: &Class, item: &FileItem, id: &StandardId) -> bool {
        let own = class.own_standards.get(id);
        let is_ours = own.is_none_or(|own| {
            own.framework.as_ref().is_none_or(|framework| framework == self.framework)
                && (own.case_id.is_empty() || item.case_id.is_empty() || own.case_id == item.case_id)
        });
        is_ours && !self.taken.contains(id)
    }
}
