//! One standard, and the catalog that finds and lists the standards of a framework. Reading is in `read`, edges are in
//! `graph`.

use std::collections::{BTreeMap, BTreeSet};

use super::code::{self, Piece};
use super::grade::Grade;
use super::graph::Links;
use crate::domain::Sentence;
use crate::domain::id::StandardId;

/// One thing to master.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standard {
    /// The framework's code.
    pub id: StandardId,
    /// The grade it belongs to.
    pub grade: Grade,
    /// Code of its domain, such as `NF`; [`Catalog::domain_name`] has the name.
    pub domain: String,
    /// Code of its cluster, such as `5.NF.A`.
    pub cluster: String,
    /// How much of the year it is meant to take.
    pub emphasis: Emphasis,
    /// What it is about, in at most 60 characters where built in.
    pub label: String,
    /// The same for a column head, in at most 28 characters where built in.
    pub short: String,
    /// The standard of which this is a part: `3.NF.A.3` for `3.NF.A.3.a`.
    pub parent: Option<StandardId>,
}

/// How the authors of the framework weigh a cluster within its grade.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Emphasis {
    /// Most of the year's time.
    Major,
    /// Supports the major work.
    Supporting,
    /// Beside the major work.
    Additional,
    /// The framework weighs nothing.
    Unsaid,
}

impl Emphasis {
    /// Reads the word of the tables, in any case.
    pub fn parse(text: &str) -> Option<Self> {
        match text.trim().to_ascii_lowercase().as_str() {
            "major" => Some(Self::Major),
            "supporting" => Some(Self::Supporting),
            "additional" => Some(Self::Additional),
            "" => Some(Self::Unsaid),
            _ => None,
        }
    }

    /// "major work", "supporting work", "additional work"; nothing where nothing is weighed.
    pub fn label(self) -> Option<Sentence> {
        Some(Sentence::new(match self {
            Self::Major => "standards.major",
            Self::Supporting => "standards.supporting",
            Self::Additional => "standards.additional",
            Self::Unsaid => return None,
        }))
    }
}

/// Where a standard stands in teaching order: grade, domain, then the code with its numbers by value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place(Grade, usize, Vec<Piece>);

impl Place {
    /// The pieces of the standard's code.
    pub(super) fn code(&self) -> &[Piece] {
        &self.2
    }
}

#[derive(Debug, Clone)]
struct Entry {
    standard: Standard,
    place: Place,
}

/// The standards of one framework, with a class's own laid over them.
#[derive(Debug, Clone, Default)]
pub struct Catalog {
    entries: BTreeMap<StandardId, Entry>,
    order: BTreeSet<(Place, StandardId)>,
    keys: BTreeMap<String, BTreeSet<StandardId>>,
    children: BTreeMap<StandardId, BTreeSet<StandardId>>,
    domains: Vec<(String, String)>,
    pub(super) links: Links,
}

impl Catalog {
    /// An empty catalog with these domains (code, name) in teaching order.
    pub fn new(domains: Vec<(String, String)>) -> Self {
        Self { domains, ..Self::default() }
    }

    /// Lays a standard over the catalog: a new id joins, a known one is replaced and keeps its edges.
    pub fn add_own(&mut self, standard: Standard) {
        let place = self.place_of(&standard, code::pieces(standard.id.as_str()));
        let key = code::key(place.code());
        self.keys.entry(key).or_default().insert(standard.id.clone());
        self.put(standard, place);
    }

    /// The same for a standard without a code: it stands at its place in its framework, and no typed code means it.
    pub(super) fn add_own_at(&mut self, standard: Standard, rank: Option<u32>) {
        let place = self.place_of(&standard, vec![Piece::Number(rank.unwrap_or(u32::MAX))]);
        self.put(standard, place);
    }

    /// Adds a domain after the others; adding it again changes nothing.
    pub(super) fn add_domain(&mut self, code: String, name: String) {
        if self.domain_name(&code).is_none() {
            self.domains.push((code, name));
        }
    }

    fn put(&mut self, standard: Standard, place: Place) {
        self.forget(&standard.id, code::key(place.code()));
        let id = standard.id.clone();
        self.order.insert((place.clone(), id.clone()));
        if let Some(parent) = &standard.parent {
            self.children.entry(parent.clone()).or_default().insert(id.clone());
        }
        self.entries.insert(id, Entry { standard, place });
    }

    /// The standard with this id.
    pub fn get(&self, id: &StandardId) -> Option<&Standard> {
        self.entries.get(id).map(|entry| &entry.standard)
    }

    /// The standard that a typed code means, however it was typed: see [`normalize`](super::normalize).
    ///
    /// Where several share the key form, the one with the typed cluster letter is meant, else the first.
    pub fn find(&self, code: &str) -> Option<&Standard> {
        if let Some(entry) = self.entries.get(code.trim()) {
            return Some(&entry.standard);
        }
        let key = code::normalize(code);
        let candidates = self.keys.get(&key).filter(|_| !key.is_empty())?;
        let spelled = code::spelled(code);
        let meant = candidates.iter().find(|id| code::spelled(id.as_str()) == spelled);
        meant.or(candidates.first()).and_then(|id| self.get(id))
    }

    /// All standards in teaching order: grade, domain, code.
    pub fn iter(&self) -> impl Iterator<Item = &Standard> {
        self.order.iter().filter_map(|(_, id)| self.get(id))
    }

    /// The standards of a grade in teaching order.
    pub fn in_grade(&self, grade: Grade) -> impl Iterator<Item = &Standard> {
        self.iter().filter(move |standard| standard.grade == grade)
    }

    /// The standards of one domain of a grade in teaching order.
    pub fn in_domain<'a>(&'a self, grade: Grade, domain: &'a str) -> impl Iterator<Item = &'a Standard> {
        self.in_grade(grade).filter(move |standard| standard.domain == domain)
    }

    /// The domains (code, name) in teaching order.
    pub fn domains(&self) -> impl Iterator<Item = (&str, &str)> {
        self.domains.iter().map(|(code, name)| (code.as_str(), name.as_str()))
    }

    /// The name of a domain.
    pub fn domain_name(&self, domain: &str) -> Option<&str> {
        self.domains().find(|(code, _)| *code == domain).map(|(_, name)| name)
    }

    /// The parts of a standard, in order.
    pub fn children(&self, id: &StandardId) -> impl Iterator<Item = &StandardId> {
        self.children.get(id).into_iter().flatten()
    }

    /// How many standards there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Where a standard stands in teaching order.
    pub(super) fn place(&self, id: &StandardId) -> Option<&Place> {
        self.entries.get(id).map(|entry| &entry.place)
    }

    fn place_of(&self, standard: &Standard, code: Vec<Piece>) -> Place {
        let known = self.domains.iter().position(|(code, _)| *code == standard.domain);
        Place(standard.grade, known.unwrap_or(self.domains.len()), code)
    }

    /// Takes a standard out that comes again; its new key form stays.
    fn forget(&mut self, id: &StandardId, new_key: String) {
        let Some(Entry { standard, place }) = self.entries.remove(id) else {
            return;
        };
        let key = code::key(place.code());
        if let Some(ids) = self.keys.get_mut(&key).filter(|_| key != new_key) {
            ids.remove(id);
        }
        self.order.remove(&(place, id.clone()));
        if let Some(siblings) = standard.parent.as_ref().and_then(|parent| self.children.get_mut(parent)) {
            siblings.remove(id);
        }
    }
}
