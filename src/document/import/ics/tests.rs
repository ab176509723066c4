//! What is read of an event, and what is named instead.

use super::*;
use crate::document::import::school_days::read_school_days;
use crate::domain::calendar::school_year;

fn read(events: &[&str]) -> SchoolDays {
    let events: String =
        events.iter().map(|event| format!("BEGIN:VEVENT\r\n{event}\r\nEND:VEVENT\r\n")).collect();
    let text = format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n");
    read_school_days(&text, school_year(Date::constant(2026, 11, 21)))
}

fn spans(found: &SchoolDays) -> Vec<String> {
    found.stretches.iter().map(|it| format!("{} {} {}", it.from, it.to, it.reason)).collect()
}

#[test]
fn an_end_of_whole_days_is_not_in_it() {
    for (event, expected) in [
        (
            "SUMMARY:Thanksgiving\r\nDTSTART;VALUE=DATE:20261126\r\nDTEND;VALUE=DATE:20261128",
            "2026-11-26 2026-11-27 Thanksgiving",
        ),
        (
            "SUMMARY:Winter br\r\n eak\\, no school\r\nDTSTART;VALUE=DATE:20261221\r\nDTEND;VALUE=DATE:20270102",
            "2026-12-21 2027-01-01 Winter break, no school",
        ),
        ("SUMMARY:One day\r\nDTSTART;VALUE=DATE:20270118", "2027-01-18 2027-01-18 One day"),
        (
            "SUMMARY:Early\r\nDTSTART;TZID=\"A:B\":20270118T120000\r\nDTEND:20270118T150000",
            "2027-01-18 2027-01-18 Early",
        ),
        (
            "SUMMARY:Night\r\nDTSTART:20270118T200000Z\r\nDTEND:20270119T000000Z",
            "2027-01-18 2027-01-18 Night",
        ),
        ("SUMMARY:Week\r\nDTSTART;VALUE=DATE:20270301\r\nDURATION:P1W", "2027-03-01 2027-03-07 Week"),
        (
            "BEGIN:VALARM\r\nSUMMARY:Ring\r\nEND:VALARM\r\nSUMMARY:Own\r\nDTSTART:20270301",
            "2027-03-01 2027-03-01 Own",
        ),
    ] {
        assert_eq!(spans(&read(&[event])), [expected]);
    }
}

#[test]
fn simple_repetition_is_read_and_other_is_named() {
    let weekly =
        "SUMMARY:PLC\r\nDTSTART:20261102\r\nRRULE:FREQ=WEEKLY;BYDAY=MO,WE;COUNT=3\r\nEXDATE:20261104";
    assert_eq!(spans(&read(&[weekly])), ["2026-11-02 2026-11-02 PLC", "2026-11-09 2026-11-09 PLC"]);
    let other_weeks = "SUMMARY:B\r\nDTSTART:20261102\r\nRRULE:FREQ=WEEKLY;INTERVAL=2;UNTIL=20261130T000000Z";
    assert_eq!(read(&[other_weeks]).stretches.len(), 3);
    let yearly = "SUMMARY:Veterans Day\r\nDTSTART:20101111\r\nRRULE:FREQ=YEARLY";
    assert_eq!(spans(&read(&[yearly])), ["2026-11-11 2026-11-11 Veterans Day"]);
    let set = "SUMMARY:Pay day\r\nDTSTART:20260930\r\nRRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1";
    let found = read(&[set]);
    assert_eq!((found.stretches.len(), found.problems[0].sentence.key), (1, "school_days.repeats"));
}

/// The days of a rule from a first day, as month and day.
fn on(first: &str, rule: &str) -> Vec<String> {
    let found = read(&[&format!("SUMMARY:E\r\nDTSTART:{first}\r\nRRULE:{rule}")]);
    if found.problems.iter().any(|it| it.sentence.key == "school_days.repeats") {
        return vec!["not read".into()];
    }
    found.stretches.iter().map(|it| format!("{}/{}", it.from.month(), it.from.day())).collect()
}

#[test]
fn the_first_or_last_weekday_of_a_month_is_read() {
    for (first, rule, expected) in [
        ("20250901", "FREQ=YEARLY;BYDAY=1MO;BYMONTH=9", "9/7"),
        ("20200525", "FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO", "5/31"),
        ("20241128", "FREQ=YEARLY;BYDAY=4TH;BYMONTH=11;INTERVAL=2", "11/26"),
        ("20241128", "FREQ=YEARLY;BYDAY=4TH;BYMONTH=11;INTERVAL=3", ""),
        ("20260914", "FREQ=MONTHLY;BYDAY=2MO;COUNT=3", "9/14 10/12 11/9"),
        ("20260902", "FREQ=MONTHLY;BYDAY=1WE,3WE;UNTIL=20261021", "9/2 9/16 10/7 10/21"),
        ("20260901", "FREQ=MONTHLY;INTERVAL=3;BYDAY=-1FR;COUNT=3", "9/25 12/25 3/26"),
        ("20261031", "FREQ=MONTHLY;COUNT=3", "10/31 12/31 1/31"),
        ("20260930", "FREQ=MONTHLY;BYDAY=5WE;COUNT=2", "9/30 12/30"),
        ("20260907", "FREQ=WEEKLY;BYMONTH=9;COUNT=9", "9/7 9/14 9/21 9/28"),
        ("20260907", "FREQ=YEARLY;BYDAY=20MO", "not read"),
        ("20260907", "FREQ=YEARLY;BYDAY=1MO", "not read"),
        ("20260907", "FREQ=WEEKLY;BYDAY=1MO", "not read"),
        ("20261113", "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "not read"),
        ("20260907", "FREQ=MONTHLY;BYDAY=XX", "not read"),
    ] {
        assert_eq!(on(first, rule).join(" "), expected, "{rule}");
    }
}

#[test]
fn what_is_no_day_of_this_school_year_is_left_out_and_said() {
    let found = read(&[
        "SUMMARY:Old\r\nDTSTART:20241126",
        "SUMMARY:Gone\r\nDTSTART:20261126\r\nSTATUS:CANCELLED",
        "SUMMARY:No day",
        "SUMMARY:Concert\r\nDTSTART:20261210",
        "SUMMARY:Fall Break\r\nDTSTART:20261012",
        "SUMMARY:Forever\r\nDTSTART:20260901\r\nDTEND:20270601",
    ]);
    let likely: Vec<bool> = found.stretches.iter().map(|it| it.likely).collect();
    assert_eq!(likely, [true, false], "by day");
    let keys: Vec<_> = found.problems.iter().map(|it| it.sentence.key).collect();
    assert_eq!(keys, ["school_days.no_start", "school_days.event_too_long", "school_days.outside"]);
    assert_eq!(read(&[]).problems[0].sentence.key, "school_days.no_events");
}

#[test]
fn any_bytes_are_read_without_a_fall() {
    for event in [
        "DTSTART:é0261126",
        "DTSTART:2026é126",
        "RRULE:=\r\nDTSTART:20261102",
        "DTSTART:20261102\r\nRRULE:FREQ=DAILY;INTERVAL=0",
        "DURATION:P9999999999999D\r\nDTSTART:20261102",
        "DTEND:00000101",
        ";:",
        "é",
    ] {
        assert!(read(&[event]).stretches.len() <= 1, "{event}");
    }
}

#[test]
fn events_that_come_daily_for_ever_are_a_few_rows() {
    let one = "SUMMARY:No school\r\nDTSTART:20260101\r\nRRULE:FREQ=DAILY";
    let found = read(&vec![one; 2_000]);
    assert!(found.stretches.len() <= 4, "{}", found.stretches.len());
    assert_eq!(found.problems[0].sentence.key, "school_days.too_many");
    let named: Vec<String> =
        (0..2_000).map(|n| format!("SUMMARY:Event {n}\r\nDTSTART:20260901\r\nRRULE:FREQ=WEEKLY")).collect();
    let found = read(&named.iter().map(String::as_str).collect::<Vec<_>>());
    assert!(found.stretches.len() <= 60 && !found.stretches.is_empty());
    // A rule that never comes does not look for ever.
    let never = "SUMMARY:Never\r\nDTSTART:18000101\r\nRRULE:FREQ=YEARLY;BYMONTH=2;BYDAY=5MO";
    assert_eq!(read(&vec![never; 500]).problems[0].sentence.key, "school_days.too_many");
}
