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
    let nth = "SUMMARY:Labor Day\r\nDTSTART:20260907\r\nRRULE:FREQ=YEARLY;BYDAY=1MO;BYMONTH=9";
    let found = read(&[nth]);
    assert_eq!((found.stretches.len(), found.problems[0].sentence.key), (1, "school_days.repeats"));
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
    assert_eq!(likely, [false, true]);
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
