//! The same class gives the same everywhere: estimates, groups, rotations and every line that a page prints, natively
//! and in a browser.
//!
//! The native test writes what it found into `target/`; the wasm test, in headless Chromium, is held to it.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::fmt::{Debug, Write};

use rondo::document::{Book, Document, ReplicaId, file};
use rondo::domain::command::UseGroups;
use rondo::domain::grouping::{Ask, GroupSearch, GroupSettings, Purpose};
use rondo::domain::id::SubjectId;
use rondo::domain::mastery::estimate::{Piece, class_prior, estimate};
use rondo::domain::sample::OpenSample;
use rondo::domain::sample::generate::generate;
use rondo::domain::standards::{Catalog, running_unit};
use rondo::domain::subject::in_order;
use rondo::domain::{Class, Date};
use rondo::view::{self, mastery::Sort};

const MINUTE: u32 = 9 * 60;
/// A search is stopped here, done or not.
const SLICES: u32 = 200;

fn catalog() -> Catalog {
    Catalog::from_csv(
        include_str!("../data/standards/ccss-math.csv"),
        include_str!("../data/standards/ccss-math-edges.csv"),
        include_str!("../data/standards/domains.csv"),
    )
    .unwrap()
}

/// Everything that is calculated or searched for, as text; numbers to the last bit.
fn found() -> String {
    let today: Date = "2026-11-18".parse().unwrap();
    let catalog = catalog();
    let mut out = String::new();
    let mut book = Book::new(Document::new("alike"), ReplicaId::default());
    book.dispatch(&OpenSample, today).unwrap();
    pages(&mut out, book.class(), &catalog, today);
    let subject = first_subject(book.class());
    for purpose in [Purpose::Skill, Purpose::Mixed] {
        let ask = Ask { subject: subject.clone(), purpose, settings: GroupSettings::default(), today };
        let mut search = GroupSearch::new(book.class(), &catalog, &ask).unwrap();
        for _ in 0..SLICES {
            search.slice();
        }
        let proposal = search.proposal().unwrap();
        line(&mut out, "proposal", &proposal);
        book.dispatch(&UseGroups::from(proposal), today).unwrap();
    }
    pages(&mut out, book.class(), &catalog, today);
    out.push_str(&file::write(book.document()));
    let mut class = Class::default();
    class.apply(&generate(&catalog, 35, 20, 4, 1).0);
    pages(&mut out, &class, &catalog, today);
    for step in 1..=400_u32 {
        let share = |n: u32| f64::from((step * n) % 97) / 96.0;
        let item = |n: u32| Piece::item(share(n));
        let ticket = |n: u32| Piece::ticket(share(n), 5.0);
        let class =
            vec![vec![item(1), ticket(5)], vec![item(7)], vec![item(11), ticket(13), item(17)], vec![]];
        let prior = class_prior(&class);
        for pieces in &class {
            let found = estimate(prior, pieces);
            let (low, high) = found.band();
            line(
                &mut out,
                "estimate",
                &[found.belief.mean(), found.chance(0.7), low, high].map(f64::to_bits),
            );
        }
    }
    out
}

fn first_subject(class: &Class) -> SubjectId {
    in_order(class).into_iter().next().map_or_else(SubjectId::default, |(id, _)| id)
}

/// The rows that every page prints.
fn pages(out: &mut String, class: &Class, catalog: &Catalog, today: Date) {
    let subject = first_subject(class);
    let unit = running_unit(class, &subject, today);
    line(out, "mastery", &view::mastery::mastery(class, catalog, &subject, unit.as_ref(), today, Sort::Name));
    line(out, "plans", &view::plans::list(class, catalog, &subject, today));
    for purpose in [Purpose::Skill, Purpose::Mixed] {
        let query = view::groups::GroupsQuery {
            subject: subject.clone(),
            purpose,
            today,
            hidden: false,
            proof: None,
        };
        line(out, "groups", &view::groups::groups_page(class, catalog, &query));
    }
    line(out, "rotation", &view::rotation::rotation(class, today, MINUTE));
    line(out, "minutes", &view::minutes::minutes(class, catalog, today));
    line(out, "conferences", &view::conferences::turns(class, &subject, today));
    line(out, "equity", &view::equity::equity(class, catalog, today));
    line(out, "today", &view::today::today(class, catalog, today, MINUTE));
}

fn line(out: &mut String, what: &str, value: &impl Debug) {
    writeln!(out, "{what} {value:?}").unwrap();
}

#[cfg(not(target_arch = "wasm32"))]
#[test]
fn the_same_twice_and_written_for_the_browser() {
    let found = found();
    assert_eq!(found, self::found());
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/target");
    std::fs::write(format!("{folder}/found-natively.txt"), found).unwrap();
}

#[cfg(target_arch = "wasm32")]
mod in_a_browser {
    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

    wasm_bindgen_test_configure!(run_in_browser);

    /// Written by the native test of this file, which runs first.
    const NATIVELY: &str = include_str!("../target/found-natively.txt");

    #[wasm_bindgen_test]
    fn the_same_as_natively() {
        let found = super::found();
        for (line, (here, there)) in found.lines().zip(NATIVELY.lines()).enumerate() {
            let differs =
                here.bytes().zip(there.bytes()).position(|(here, there)| here != there).unwrap_or(0);
            let part =
                |text: &str| text.chars().skip(differs.saturating_sub(40)).take(120).collect::<String>();
            assert!(here == there, "line {line}: {} here, {} natively", part(here), part(there));
        }
        assert_eq!(found.len(), NATIVELY.len());
    }
}
