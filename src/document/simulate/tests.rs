//! A hundred years, and the faults that they have to find.

use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use super::*;
use crate::domain::standards::tests::math;

/// Years of one test; `headless simulate --long` lives many more.
const YEARS: u64 = 100;

/// Lives the years from a seed on, on every core.
fn live(first: u64, years: u64) -> Report {
    let (catalog, next) = (math(), AtomicU64::new(first));
    let some = || {
        let seeds = std::iter::repeat_with(|| next.fetch_add(1, Ordering::Relaxed));
        seeds.take_while(|seed| *seed < first + years).fold(Report::default(), |mut all, seed| {
            all.join(year(seed, &catalog, None));
            all
        })
    };
    thread::scope(|scope| {
        let cores = thread::available_parallelism().map_or(1, usize::from);
        let lives: Vec<_> = (0..cores).map(|_| scope.spawn(some)).collect();
        lives.into_iter().fold(Report::default(), |mut all, life| {
            all.join(life.join().expect("a year that panics"));
            all
        })
    })
}

#[test]
fn a_hundred_years_break_nothing() {
    let all = live(1, YEARS);
    println!(
        "{YEARS} years: {} events, {} exchanges, {} told",
        all.events, all.exchanges, all.conflicts_reported
    );
    assert!(all.violations.is_empty(), "{:#?}", all.violations);
    let years = usize::try_from(YEARS).unwrap_or_default();
    assert!(all.events > 200 * years && all.exchanges > 20 * years && all.conflicts_reported > years);
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
