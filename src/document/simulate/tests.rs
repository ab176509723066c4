//! Some years, and the faults that they have to find.

use super::*;
use crate::domain::standards::tests::math;

/// Years of each of the two tests that run side by side; `headless simulate --long` lives many more.
const YEARS: u64 = 5;

fn live(first: u64) {
    let mut all = Report::default();
    let catalog = math();
    for seed in first..first + YEARS {
        let report = year(seed, &catalog, None);
        assert!(report.violations.is_empty(), "{:#?}", report.violations);
        all.events += report.events;
        all.exchanges += report.exchanges;
        all.conflicts_reported += report.conflicts_reported;
    }
    println!("{YEARS} years: {all:?}");
    let years = usize::try_from(YEARS).unwrap_or_default();
    assert!(all.events > 200 * years && all.exchanges > 20 * years && all.conflicts_reported > years);
}

#[test]
fn years_break_nothing() {
    live(1);
}

#[test]
fn more_years_break_nothing() {
    live(1_000);
}

#[test]
fn a_seed_lives_the_same_year_again() {
    assert_eq!(year(7, &math(), None), year(7, &math(), None));
}

#[test]
#[ignore = "some minutes"]
fn every_planted_fault_is_found() {
    let catalog = math();
    for fault in Fault::ALL {
        let found = (1..400).find_map(|seed| {
            let report = year(seed, &catalog, Some(*fault));
            report.violations.first().cloned()
        });
        println!("{fault}: {}", found.as_deref().unwrap_or("NOT FOUND"));
        assert!(found.is_some(), "{fault}");
    }
}
