//! Which standard leads to which: direct edges, and what lies several steps before or after.
//!
//! The coherence map ties some edges to a standard and some to its parts. So where a standard has no edge of its own in
//! the asked direction, those of its parts count for it; where a part has none, those that count for the whole do. Lent
//! edges inside the family are left out: no standard is its own prerequisite. Because edges are lent to the one that
//! asks, `after(a)` need not list every `b` whose `before(b)` lists `a`.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::framework::Catalog;
use crate::domain::Sentence;
use crate::domain::id::StandardId;
use crate::domain::order::Order;

/// How far back unfinished learning is looked for unless a caller says otherwise: "one or two steps".
pub const NEAREST_STEPS: usize = 2;

/// What an edge says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum EdgeKind {
    /// `from` is best mastered before `to`.
    Prerequisite,
    /// The two belong together; no order.
    Related,
}

impl EdgeKind {
    /// Reads the word of the table: `prereq` or `related`.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "prereq" => Some(Self::Prerequisite),
            "related" => Some(Self::Related),
            _ => None,
        }
    }
}

/// A standard that was reached, and in how many steps (1 is direct).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step<'a> {
    pub id: &'a StandardId,
    /// The fewest edges between it and the start.
    pub distance: usize,
}

type Edges = BTreeMap<StandardId, BTreeSet<StandardId>>;

/// The edges by either end. Every endpoint is a standard of the catalog.
#[derive(Debug, Clone, Default)]
pub(super) struct Links {
    before: Edges,
    after: Edges,
    related: Edges,
}

impl Catalog {
    /// Adds an edge; adding it again changes nothing. The error names the end that the catalog does not know.
    pub fn add_edge(&mut self, from: &StandardId, to: &StandardId, kind: EdgeKind) -> Result<(), Sentence> {
        if let Some(unknown) = [from, to].into_iter().find(|id| self.get(id).is_none()) {
            return Err(Sentence::new("standards.unknown_code").with("code", unknown.as_str()));
        }
        let mut link = |edges: fn(&mut Links) -> &mut Edges, at: &StandardId, end: &StandardId| {
            edges(&mut self.links).entry(at.clone()).or_default().insert(end.clone());
        };
        match kind {
            EdgeKind::Prerequisite => {
                link(|links| &mut links.before, to, from);
                link(|links| &mut links.after, from, to);
            }
            EdgeKind::Related => {
                link(|links| &mut links.related, from, to);
                link(|links| &mut links.related, to, from);
            }
        }
        Ok(())
    }

    /// What is best mastered directly before this standard, in teaching order.
    pub fn prerequisites(&self, id: &StandardId) -> Vec<&StandardId> {
        self.neighbors(&self.links.before, id)
    }

    /// What this standard directly leads to, in teaching order.
    pub fn dependants(&self, id: &StandardId) -> Vec<&StandardId> {
        self.neighbors(&self.links.after, id)
    }

    /// What belongs together with this standard, in teaching order.
    pub fn related(&self, id: &StandardId) -> Vec<&StandardId> {
        self.neighbors(&self.links.related, id)
    }

    /// Everything up to `steps` prerequisites back, the nearest first, then in teaching order. Never the start.
    pub fn before(&self, id: &StandardId, steps: usize) -> Vec<Step<'_>> {
        self.reached(&self.links.before, id, steps)
    }

    /// Everything that this standard leads to in up to `steps` steps, the nearest first. Never the start.
    pub fn after(&self, id: &StandardId, steps: usize) -> Vec<Step<'_>> {
        self.reached(&self.links.after, id, steps)
    }

    /// Where to look for unfinished learning, the best place first: fewest steps, then the latest grade, then major
    /// work, then teaching order. Use [`NEAREST_STEPS`] unless the teacher chose otherwise.
    pub fn nearest_prerequisites(&self, id: &StandardId, steps: usize) -> Vec<Step<'_>> {
        let mut found = self.before(id, steps);
        found.order_by_key(|step| {
            let standard = self.get(step.id);
            (step.distance, standard.map(|own| Reverse(own.grade)), standard.map(|own| own.emphasis))
        });
        found
    }

    fn neighbors<'a>(&'a self, edges: &'a Edges, id: &StandardId) -> Vec<&'a StandardId> {
        let mut found: Vec<&StandardId> = match edges.get(id) {
            Some(own) => own.iter().collect(),
            None => self.lent(edges, id).into_iter().collect(),
        };
        found.order_by_key(|id| self.place(id));
        found
    }

    /// The edges of the parts, or where those have none, what counts for the whole; without those inside the family.
    fn lent<'a>(&'a self, edges: &'a Edges, id: &StandardId) -> BTreeSet<&'a StandardId> {
        let of_parts = |whole: &StandardId| {
            let parts: BTreeSet<_> = self.children(whole).collect();
            let ends = parts.iter().filter_map(|part| edges.get(*part)).flatten();
            let outside: BTreeSet<_> = ends.filter(|end| *end != whole && !parts.contains(end)).collect();
            (parts, outside)
        };
        let (_, lent) = of_parts(id);
        let whole = self.get(id).and_then(|standard| standard.parent.as_ref());
        let Some(whole) = whole.filter(|_| lent.is_empty()) else {
            return lent;
        };
        let (family, of_siblings) = of_parts(whole);
        match edges.get(whole) {
            Some(own) => own.iter().filter(|end| *end != whole && !family.contains(end)).collect(),
            None => of_siblings,
        }
    }

    /// Breadth first, so that each standard is met at its fewest steps and a cycle ends.
    fn reached<'a>(&'a self, edges: &'a Edges, start: &StandardId, steps: usize) -> Vec<Step<'a>> {
        let mut found: Vec<Step<'a>> = Vec::new();
        let mut seen = BTreeSet::new();
        let mut frontier = vec![start];
        for distance in 1..=steps {
            let mut next: Vec<&'a StandardId> =
                frontier.iter().flat_map(|id| self.neighbors(edges, id)).collect();
            next.retain(|id| *id != start && seen.insert(*id));
            if next.is_empty() {
                break;
            }
            next.order_by_key(|id| self.place(id));
            found.extend(next.iter().map(|id| Step { id, distance }));
            frontier = next;
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::super::framework::Standard;
    use super::*;
    use crate::domain::standards::tests::{codes, id, math, own};

    /// A catalog of own standards `1`, `2`, `2.a`... in grade 5 with these prerequisite edges.
    fn small(names: &[&str], edges: &[(&str, &str)]) -> Catalog {
        let mut catalog = Catalog::default();
        for name in names {
            let parent = name.split_once('.').map(|(whole, _)| id(whole));
            catalog.add_own(Standard { parent, ..own(name, 5) });
        }
        for (from, to) in edges {
            catalog.add_edge(&id(from), &id(to), EdgeKind::Prerequisite).unwrap();
        }
        catalog
    }

    fn steps(steps: &[Step]) -> Vec<(String, usize)> {
        steps.iter().map(|step| (step.id.to_string(), step.distance)).collect()
    }

    #[track_caller]
    fn check(catalog: &Catalog, start: &str, n: usize, expect: &[(&str, usize)]) {
        let expect: Vec<_> = expect.iter().map(|(name, steps)| ((*name).to_owned(), *steps)).collect();
        assert_eq!(steps(&catalog.before(&id(start), n)), expect, "before {start}");
    }

    #[test]
    fn walks_back_by_the_fewest_steps() {
        let catalog = small(&["1", "2", "3", "4"], &[("1", "2"), ("2", "3"), ("3", "4"), ("1", "3")]);
        check(&catalog, "4", 0, &[]);
        check(&catalog, "4", 1, &[("3", 1)]);
        check(&catalog, "4", 2, &[("3", 1), ("1", 2), ("2", 2)]);
        check(&catalog, "4", 9, &[("3", 1), ("1", 2), ("2", 2)]);
        check(&catalog, "unknown", 9, &[]);
        let after = steps(&catalog.after(&id("1"), 2));
        assert_eq!(after, [("2".to_owned(), 1), ("3".to_owned(), 1), ("4".to_owned(), 2)]);
    }

    #[test]
    fn survives_cycles() {
        let catalog = small(&["1", "2", "3"], &[("1", "2"), ("2", "3"), ("3", "1"), ("3", "3")]);
        check(&catalog, "3", 9, &[("2", 1), ("1", 2)]);
    }

    #[test]
    fn parts_lend_their_edges_to_the_whole() {
        let catalog = small(&["1", "2", "2.a", "2.b"], &[("1", "2.a"), ("2.a", "2.b")]);
        check(&catalog, "2", 1, &[("1", 1)]);
    }

    #[test]
    fn a_part_without_edges_borrows_what_its_siblings_lend_to_the_whole() {
        let catalog = small(&["1", "2", "2.a", "2.b", "2.c"], &[("1", "2.a"), ("2.c", "2.a")]);
        check(&catalog, "2.b", 1, &[("1", 1)]);
        check(&catalog, "2.c", 1, &[("1", 1)]);
    }

    #[test]
    fn the_whole_lends_its_edges_to_a_part() {
        let names = ["1", "2", "2.a", "2.b", "3"];
        let catalog = small(&names, &[("1", "2"), ("3", "2.b"), ("2.a", "2")]);
        check(&catalog, "2.a", 1, &[("1", 1)]);
        check(&catalog, "2.b", 1, &[("3", 1)]);
        assert!(catalog.prerequisites(&id("2.a")).iter().all(|end| **end != id("2.a")));
    }

    #[test]
    fn a_standard_with_edges_borrows_none() {
        let catalog = small(&["1", "2", "2.a", "3"], &[("1", "2"), ("3", "2.a")]);
        check(&catalog, "2", 1, &[("1", 1)]);
        check(&catalog, "2.a", 1, &[("3", 1)]);
    }

    #[test]
    fn an_edge_to_an_unknown_standard_is_refused() {
        let mut catalog = small(&["1"], &[]);
        let refused = catalog.add_edge(&id("1"), &id("2"), EdgeKind::Related);
        assert_eq!(refused, Err(crate::domain::Sentence::new("standards.unknown_code").with("code", "2")));
        assert!(catalog.related(&id("1")).is_empty());
    }

    #[test]
    fn knows_the_coherence_map() {
        let math = math();
        assert_eq!(codes(math.prerequisites(&id("5.NF.B.4"))), ["3.MD.C.7.b", "4.NF.B.4"]);
        assert!(math.dependants(&id("4.NF.A.1")).contains(&&id("5.NF.A.1")));
        // The map gives 4.NF.B.4 what it leads to, and its parts what they need.
        assert_eq!(
            codes(math.prerequisites(&id("4.NF.B.4"))),
            ["3.OA.A.1", "3.OA.A.3", "3.NF.A.1", "4.OA.A.2"]
        );
        assert_eq!(codes(math.dependants(&id("4.NF.B.4.c"))), ["4.MD.A.2"]);
        assert_eq!(codes(math.dependants(&id("6.RP.A.3.b"))), ["7.RP.A.2", "7.RP.A.3"]);
        let related = math.related(&id("8.EE.A.2"));
        assert!(related.iter().all(|end| math.related(end).contains(&&id("8.EE.A.2"))));
    }

    #[test]
    fn no_prerequisite_is_of_a_later_grade() {
        let math = math();
        for standard in math.iter() {
            for before in math.prerequisites(&standard.id) {
                assert!(math.get(before).unwrap().grade <= standard.grade, "{before} before {}", standard.id);
            }
        }
    }

    #[test]
    fn the_nearest_come_first_then_the_latest_grade() {
        let math = math();
        let found = math.nearest_prerequisites(&id("5.NF.B.4"), NEAREST_STEPS);
        let found = steps(&found);
        assert_eq!(found[..2], [("4.NF.B.4".to_owned(), 1), ("3.MD.C.7.b".to_owned(), 1)]);
        assert_eq!(found[2], ("4.OA.A.2".to_owned(), 2));
        assert!(found.iter().all(|(_, distance)| *distance <= 2));
    }
}
