//! What is read of an event, and what is named instead.

use super::*;
use crate::document::import::school_days::{read_school_days, read_school_days_by};
use crate::document::store::backup::Moment;
use crate::domain::calendar::school_year;

fn calendar(head: &str, events: &[&str]) -> String {
    let events: String =
        events.iter().map(|event| format!("BEGIN:VEVENT\r\n{event}\r\nEND:VEVENT\r\n")).collect();
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{head}{events}END:VCALENDAR\r\n")
}

fn read(events: &[&str]) -> SchoolDays {
    read_school_days(&calendar("", events), school_year(Date::constant(2026, 11, 21)))
}

/// Read on a computer that is so many hours before UTC, or behind; it knows New York, in summer.
fn read_at(hours: i64, text: &str) -> Vec<String> {
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
    spans(&read_school_days_by(text, school_year(Date::constant(2026, 11, 21)), &clock))
}

fn one(head: &str, event: &str) -> String {
    calendar(head, &[&format!("SUMMARY:E\r\n{event}")])
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

#[test]
fn a_time_in_utc_is_on_the_day_that_it_is_at_the_school() {
    const EAST: i64 = -4;
    const TOKYO: i64 = 9;
    let named = "X-WR-TIMEZONE:America/New_York\r\n";
    let defined = "BEGIN:VTIMEZONE\r\nTZID:America/New_York\r\nEND:VTIMEZONE\r\n";
    let unknown = "X-WR-TIMEZONE:Eastern Standard Time\r\n";
    for (hours, head, event, expected) in [
        // Midnight to midnight is whole days.
        (EAST, "", "DTSTART:20270407T040000Z\r\nDTEND:20270408T040000Z", "2027-04-07 2027-04-07"),
        (EAST, "", "DTSTART:20270329T040000Z\r\nDTEND:20270403T040000Z", "2027-03-29 2027-04-02"),
        (TOKYO, "", "DTSTART:20270420T150000Z\r\nDTEND:20270421T150000Z", "2027-04-21 2027-04-21"),
        // Where the calendar was made, if it says where.
        (TOKYO, named, "DTSTART:20270407T040000Z\r\nDTEND:20270408T040000Z", "2027-04-07 2027-04-07"),
        (TOKYO, defined, "DTSTART:20270407T040000Z\r\nDTEND:20270408T040000Z", "2027-04-07 2027-04-07"),
        (EAST, unknown, "DTSTART:20270407T040000Z\r\nDTEND:20270408T040000Z", "2027-04-07 2027-04-07"),
        // Or where it is read, if only there it is midnight.
        (TOKYO, named, "DTSTART:20270420T150000Z\r\nDTEND:20270421T150000Z", "2027-04-21 2027-04-21"),
        // An evening is on the day before the one in UTC.
        (EAST, "", "DTSTART:20270408T003000Z\r\nDTEND:20270408T013000Z", "2027-04-07 2027-04-07"),
        (TOKYO, named, "DTSTART:20270408T003000Z\r\nDTEND:20270408T013000Z", "2027-04-07 2027-04-07"),
        (TOKYO, "", "DTSTART:20270408T003000Z", "2027-04-08 2027-04-08"),
        (EAST, "", "DTSTART:20270407T040000Z\r\nDURATION:P2D", "2027-04-07 2027-04-08"),
        (EAST, "", "DURATION:P2D\r\nDTSTART:20270407T040000Z", "2027-04-07 2027-04-08"),
        // What is written without UTC is on the day that is written.
        (TOKYO, named, "DTSTART:20270413T030000\r\nDTEND:20270414T000000", "2027-04-13 2027-04-13"),
        (
            TOKYO,
            defined,
            "DTSTART;TZID=America/New_York:20270413T200000\r\nDTEND;TZID=America/New_York:20270413T220000",
            "2027-04-13 2027-04-13",
        ),
        (TOKYO, named, "DTSTART;VALUE=DATE:20270413\r\nDTEND;VALUE=DATE:20270415", "2027-04-13 2027-04-14"),
    ] {
        assert_eq!(read_at(hours, &one(head, event)), [format!("{expected} E")], "{hours} {head} {event}");
    }
}

#[test]
fn what_is_repeated_in_utc_moves_with_its_first_day() {
    for (event, expected) in [
        // Midnight in New York is still the same day in UTC; the evening before is not.
        ("DTSTART:20270407T040000Z\r\nRRULE:FREQ=WEEKLY;COUNT=2", "04-07 04-14"),
        ("DTSTART:20270408T003000Z\r\nRRULE:FREQ=WEEKLY;BYDAY=TH;COUNT=2", "04-07 04-14"),
        ("DTSTART:20270408T003000Z\r\nRRULE:FREQ=WEEKLY;UNTIL=20270415T003000Z", "04-07 04-14"),
        ("DTSTART:20270408T003000Z\r\nRRULE:FREQ=WEEKLY;COUNT=3\r\nEXDATE:20270415T003000Z", "04-07 04-21"),
        // A class at 8 in the evening ends with the 13th, which is the 14th in UTC.
        (
            "DTSTART;TZID=America/New_York:20270406T200000\r\nRRULE:FREQ=DAILY;INTERVAL=7;UNTIL=20270414T000000Z",
            "04-06 04-13",
        ),
        (
            "DTSTART;TZID=America/New_York:20270407T080000\r\nRRULE:FREQ=WEEKLY;UNTIL=20270414T035959Z",
            "04-07",
        ),
        (
            "DTSTART;TZID=America/New_York:20270406T200000\r\nRRULE:FREQ=WEEKLY;COUNT=2\r\nEXDATE:20270414T000000Z",
            "04-06",
        ),
        ("DTSTART;VALUE=DATE:20270407\r\nRRULE:FREQ=WEEKLY;UNTIL=20270414T000000Z", "04-07 04-14"),
    ] {
        let found = read_at(-4, &one("X-WR-TIMEZONE:America/New_York\r\n", event));
        let days: Vec<&str> = found.iter().map(|it| &it[5..10]).collect();
        assert_eq!(days.join(" "), expected, "{event}");
    }
}

#[test]
fn a_calendar_that_is_too_large_is_refused_before_it_is_read() {
    let many = |n: usize| calendar("", &vec!["SUMMARY:E\r\nDTSTART:20261102"; n]);
    let first = |text: &str| {
        let found = read_school_days(text, school_year(Date::constant(2026, 11, 21)));
        (found.stretches.len(), found.problems.first().map(|it| it.sentence.key))
    };
    assert_eq!(first(&many(MOST_EVENTS)), (1, None));
    assert_eq!(first(&many(MOST_EVENTS + 1)), (0, Some("school_days.too_many_events")));
}

#[test]
fn one_line_of_a_million_costs_no_more_than_what_is_read_of_it() {
    // Each day of the year would be held to each of these weekdays.
    let rule =
        format!("SUMMARY:E\r\nDTSTART:20260901\r\nRRULE:FREQ=MONTHLY;BYDAY=5MO{}", ",5MO".repeat(1_000_000));
    let found = read(&[&rule]);
    assert_eq!((found.stretches.len(), found.problems[0].sentence.key), (1, "school_days.repeats"));
    let folded = format!("SUMMARY:E{}\r\nDTSTART:20260901", "\r\n x".repeat(1_000_000));
    assert_eq!(read(&[&folded]).stretches[0].reason.len(), LONGEST_NAME);
    let picture = format!("ATTACH:{}\r\nSUMMARY:E\r\nDTSTART:20260901", "QUJD\r\n ".repeat(100_000));
    assert_eq!(spans(&read(&[&picture])), ["2026-09-01 2026-09-01 E"]);
    let mut lines = Lines::new("a\n b\n\n\tc\nd");
    assert_eq!(lines.next(), Some("ab"));
    assert_eq!(lines.next(), Some("c"));
    assert_eq!((lines.next().map(str::to_owned), lines.next()), (Some("d".into()), None));
    let long = format!("{}\n x", "é".repeat(40_000));
    assert!(Lines::new(&long).next().unwrap().len() <= 64_000);
}

#[test]
fn days_without_school_in_utc_are_those_of_the_school() {
    let text = include_str!("../../../../tests/fixtures/calendar/utc.ics");
    let new_york = read_at(-4, text);
    assert_eq!(new_york[0], "2027-04-12 2027-04-12 No School (a Monday in UTC)");
    assert_eq!(new_york[1], "2027-04-19 2027-04-19 No School (one day without a zone)");
    let tokyo = read_at(9, text);
    assert_eq!(tokyo[2], "2027-05-05 2027-05-05 No School (5 May in Tokyo, in UTC)");
    assert_eq!(tokyo[..2], new_york[..2]);
}

#[test]
fn hundreds_of_events_that_come_daily_are_a_few_rows() {
    let daily = "DTSTART;VALUE=DATE:20260101\r\nRRULE:FREQ=DAILY\r\nSUMMARY:No school";
    let found = read_at(-4, &calendar("", &[daily; 500]));
    assert!((1..=4).contains(&found.len()), "{found:?}");
}
