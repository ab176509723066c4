//! A hundred years, and the faults that they have to find.

use super::*;
use crate::domain::standards::tests::math;

#[test]
fn a_hundred_years_break_nothing() {
    let years = std::env::var("RONDO_YEARS").ok().and_then(|years| years.parse().ok()).unwrap_or(2);
    let mut all = Report::default();
    let catalog = math();
    for seed in 1..=years {
        let report = year(seed, &catalog, None);
        assert!(report.violations.is_empty(), "{:#?}", report.violations);
        all.events += report.events;
        all.exchanges += report.exchanges;
        all.conflicts_reported += report.conflicts_reported;
    }
    println!("{years} years: {all:?}");
    assert!(all.exchanges > 10 * usize::try_from(years).unwrap_or_default());
    assert!(all.conflicts_reported > usize::try_from(years).unwrap_or_default());
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

#[test]
#[ignore = "replays one seed: RONDO_SEED"]
fn one_year() {
    let seed = std::env::var("RONDO_SEED").unwrap().parse().unwrap();
    println!("{:#?}", year(seed, &math(), None));
}
