//! Calendars, a zip and a rescue file among the shared cases; where they are absent each says "skipped" and passes.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its case has failed")]

use std::path::Path;

use rondo::document::import::{read_file, read_school_days_by};
use rondo::document::rescue;
use rondo::document::store::backup::Moment;
use rondo::domain::Date;
use rondo::domain::calendar::{Period, plus_days, school_year};

fn shared(name: &str) -> Option<Vec<u8>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/cases").join(name);
    let read = std::fs::read(&path).ok();
    if read.is_none() {
        println!("skipped: no {}", path.display());
    }
    read
}

/// The entries of a calendar on a computer that is so many hours before UTC, or behind. It knows New York, in summer.
fn entries(text: &str, year: Period, hours: i64) -> Vec<String> {
    let clock = |zone: Option<&str>, at: Moment| {
        let hours = match zone {
            None => hours,
            Some("America/New_York") => -4,
            Some(_) => return None,
        };
        let minutes = i64::from(at.minute) + hours * 60;
        let minute = u32::try_from(minutes.rem_euclid(24 * 60)).ok()?;
        Some(Moment { on: plus_days(at.on, minutes.div_euclid(24 * 60)), minute })
    };
    let found = read_school_days_by(text, year, &clock);
    assert!(found.problems.len() <= 21);
    found.stretches.iter().map(|it| format!("{} {} {}", it.from, it.to, it.reason)).collect()
}

#[test]
fn days_without_school_in_utc_are_those_of_the_school() {
    let Some(bytes) = shared("calendar/utc.ics") else { return };
    let text = String::from_utf8(bytes).unwrap();
    let year = school_year(Date::constant(2026, 11, 21));
    let new_york = entries(&text, year, -4);
    assert_eq!(new_york[0], "2027-04-07 2027-04-07 No School (Wednesday in UTC)");
    assert_eq!(new_york[1], "2027-04-13 2027-04-13 No School (floating one day)");
    let tokyo = entries(&text, year, 9);
    assert_eq!(tokyo[2], "2027-04-21 2027-04-21 No School (Tokyo 21 April, in UTC)");
    assert_eq!(tokyo[..2], new_york[..2]);
}

#[test]
fn hundreds_of_events_that_come_daily_are_a_few_rows() {
    let Some(bytes) = shared("calendar/rrule-500-events-43KB.ics") else { return };
    let year = school_year(Date::constant(2026, 11, 21));
    let found = entries(&String::from_utf8(bytes).unwrap(), year, -4);
    assert!((1..=4).contains(&found.len()), "{found:?}");
}

#[test]
fn a_zip_with_a_changed_letter_is_refused() {
    let Some(bytes) = shared("zip/stored-wrongcrc.zip") else { return };
    assert_eq!(read_file(&bytes).unwrap_err().key, "import.damaged_zip");
}

#[test]
fn half_a_letter_in_a_rescue_file_leaves_all_else() {
    let Some(bytes) = shared("merge/rescue-lone-surrogate.json") else { return };
    let rescued = rescue::read_parts(&bytes).unwrap();
    assert_eq!(rescued.len(), 1);
    assert_eq!(rescued[0].unread, ["j/zzzzzzzz/9"]);
    let students = rescued[0].opened.document.records.get("student").map_or(0, |records| records.len());
    assert!(students > 20, "{students}");
}
