//! Each limit: one below, at it, and one above; and what is over it is told, not kept and not fatal.

use super::*;
use crate::document::document::{Merged, Place, Write};
use crate::document::file;
use crate::document::past::Past;
use crate::document::seal::seal;
use crate::document::stamp::{MAX_CLOCK, ReplicaId, Stamp};
use crate::document::together::check_together;
use crate::document::{Book, line, rescue};
use crate::domain::Date;
use crate::domain::command::{AddStudents, Command, NewStudent, StartClass};

fn head(seen: &str, records: &str) -> String {
    format!(
        "{{\"format\":\"rondo-class\",\"version\":1,\"class\":\"c\",\"seen\":{{{seen}}},\"records\":[{records}]}}"
    )
}

fn record(kind: &str, id: &str, fields: &str) -> String {
    format!("{{\"kind\":\"{kind}\",\"id\":\"{id}\",\"at\":\"1.00000001\",\"fields\":{{{fields}}}}}")
}

fn over(text: &str) -> Option<Limit> {
    match file::read(text.as_bytes()) {
        Ok(_) => None,
        Err(LoadError::Over(limit, _)) => Some(limit),
        Err(error) => panic!("{error:?}"),
    }
}

/// `make` gives a file with so much of something.
fn check_limit(most: usize, limit: Limit, make: impl Fn(usize) -> String) {
    assert_eq!(over(&make(most - 1)), None);
    assert_eq!(over(&make(most)), None);
    assert_eq!(over(&make(most + 1)), Some(limit));
}

fn nested(depth: usize) -> String {
    format!("{}{}", "[".repeat(depth), "]".repeat(depth))
}

#[test]
fn limits_of_a_record() {
    let one = |kind: &str, id: &str, fields: &str| head("", &record(kind, id, fields));
    // Characters are counted, not bytes.
    let text = |n| format!("\"note\":\"{}\"", "ễ".repeat(n));
    check_limit(MAX_TEXT, Limit::Text, |n| one("student", "s", &text(n)));
    check_limit(MAX_ID, Limit::Id, |n| one("student", &"ễ".repeat(n), "\"given\":1"));
    check_limit(MAX_NAME, Limit::Name, |n| one(&"k".repeat(n), "s", "\"given\":1"));
    check_limit(MAX_NAME, Limit::Name, |n| one("student", "s", &format!("\"{}\":1", "f".repeat(n))));
    check_limit(MAX_DEPTH, Limit::Depth, |n| one("student", "s", &format!("\"x\":{}", nested(n))));
    check_limit(MAX_UNKNOWN, Limit::Unknown, |n| one("student", "s", &format!("\"x\":{}", "9".repeat(n))));
    let fields = |n: usize| (0..n).map(|n| format!("\"f{n}\":1")).collect::<Vec<_>>().join(",");
    check_limit(MAX_FIELDS, Limit::Fields, |n| one("student", "s", &fields(n)));
}

#[test]
fn limits_of_a_file() {
    let records =
        |n: usize| (0..n).map(|n| record("x", &n.to_string(), "\"a\":1")).collect::<Vec<_>>().join(",\n");
    check_limit(MAX_RECORDS, Limit::Records, |n| head("", &records(n)));
    let seen = |n: usize| {
        let clocks = (0..n as u64).map(|n| format!("\"{}\":1", ReplicaId::new(n)));
        clocks.collect::<Vec<_>>().join(",")
    };
    check_limit(MAX_REPLICAS, Limit::Replicas, |n| head(&seen(n), ""));
    let empty = head("", "");
    check_limit(MAX_BYTES, Limit::Bytes, |n| format!("{empty}{}", " ".repeat(n - empty.len())));
    let header = |n: usize| {
        let more: String = (0..n).map(|n| format!("\"h{n}\":1,")).collect();
        empty.replace("\"records\"", &format!("{more}\"records\""))
    };
    check_limit(MAX_FIELDS, Limit::Fields, header);
    let deep = |n: usize| empty.replace("\"records\"", &format!("\"more\":{},\"records\"", nested(n)));
    check_limit(MAX_DEPTH, Limit::Depth, deep);
}

#[test]
fn what_is_over_a_limit_is_not_read_to_its_end() {
    // Each has something behind the limit that would be refused as damaged, had it been read.
    let names = |n: usize| (0..n).map(|n| format!("\"h{n}\":1,")).collect::<String>();
    let header = head("", "").replace("\"records\"", &format!("{}nothing,\"records\"", names(300)));
    assert_eq!(over(&header), Some(Limit::Fields));
    let clocks: String = (0..=MAX_REPLICAS as u64).map(|n| format!("\"{}\":1,", ReplicaId::new(n))).collect();
    assert_eq!(over(&head(&format!("{clocks}\"x\":\"y\""), "")), Some(Limit::Replicas));
    for beside in ["later", "base"] {
        let stamps: String = (0..=MAX_FIELDS).map(|n| format!("\"f{n}\":\"1.00000001\",")).collect();
        let record = record("student", "s", "\"given\":1")
            .replace("\"fields\"", &format!("\"{beside}\":{{{stamps}\"given\":\"nonsense\"}},\"fields\""));
        assert_eq!(over(&head("", &record)), Some(Limit::Fields), "{beside}");
    }
    // Another program's file is named as such, however large.
    let other = format!("{{{}\"format\":\"other\"}}", names(300));
    assert_eq!(file::read(other.as_bytes()), Err(LoadError::OtherApp));
}

#[test]
fn a_rescue_file_holds_no_more_than_a_browser() {
    let rescue = |n: usize| {
        let keys: Vec<String> = (0..n).map(|n| format!("\"rondo/1/c{n}/slot/a\":\"x\"")).collect();
        rescue::read(
            format!("{{\"format\":\"rondo-rescue\",\"version\":1,\"keys\":{{{}}}}}", keys.join(","))
                .as_bytes(),
        )
    };
    assert_eq!(rescue(MAX_KEYS), Err(LoadError::Damaged("keys".into())));
    assert_eq!(rescue(MAX_KEYS + 1), Err(LoadError::Over(Limit::Keys, String::new())));
}

#[test]
fn millions_of_brackets_do_not_take_the_stack() {
    for brackets in [nested(5_000_000), "[".repeat(5_000_000), "{\"a\":".repeat(2_000_000)] {
        let value = record("student", "s", &format!("\"x\":{brackets}"));
        let in_header = head("", "").replace("\"records\"", &format!("\"more\":{brackets},\"records\""));
        for text in [head("", &value), head("", &brackets), in_header, brackets] {
            assert!(file::read(text.as_bytes()).is_err());
            assert_eq!(line::read(&seal(&format!("{{\"at\":\"1.00000001\",\"writes\":{text}}}"))), None);
        }
    }
}

#[test]
fn the_sentence_says_where_and_is_short() {
    let long = format!("\"note\":\"{}\"", "x".repeat(MAX_TEXT + 1));
    let text = head("", &record("student", &"i".repeat(MAX_ID), &long));
    let Err(LoadError::Over(Limit::Text, at)) = file::read(text.as_bytes()) else { panic!() };
    assert_eq!(at, format!("student {}... note", "i".repeat(40)));
    let damaged = head("", &record("student", &"i".repeat(9_000), "").replace("\"at\":\"1", "\"at\":\"x"));
    let Err(LoadError::Damaged(at)) = file::read(damaged.as_bytes()) else { panic!() };
    assert!(at.len() < 100, "{at}");
}

#[test]
fn what_a_command_writes_opens_again() {
    let mut book = Book::new(Document::new("c"), ReplicaId::new(1));
    let mut add = |given: String| {
        let students = vec![NewStudent { given, ..NewStudent::default() }];
        let command: &dyn Command = &AddStudents { students };
        book.dispatch(command, Date::constant(2026, 11, 21)).map_err(|rejected| rejected.0.key)?;
        assert!(file::read(file::write(book.document()).as_bytes()).is_ok());
        Ok::<(), &str>(())
    };
    assert_eq!(add("ễ".repeat(MAX_TEXT)), Ok(()));
    assert_eq!(add("ễ".repeat(MAX_TEXT + 1)), Err("class.long_text"));
}

fn at_clock(clock: u64) -> Document {
    let mut document = Document::new("c");
    let stamp = Stamp { clock, replica: ReplicaId::new(3) };
    let place = Place { kind: "student".into(), id: "s".into(), field: "given".into() };
    let field = Field { value: Value::Text("Ana".into()), stamp, past: Past::default() };
    document.take(Write { place, field }, &mut Merged::default());
    document
}

#[test]
fn no_copy_brings_the_counting_to_its_end() {
    let ours = at_clock(40);
    assert_eq!(check_together(&ours, &at_clock(40 + MAX_AHEAD)), Ok(()));
    let ahead = check_together(&ours, &at_clock(41 + MAX_AHEAD));
    assert_eq!(ahead, Err(LoadError::Over(Limit::Ahead, String::new())));
    let last = MAX_CLOCK - LEFT_TO_WRITE;
    assert!(file::read(file::write(&at_clock(last)).as_bytes()).is_ok());
    for clock in [last + 1, MAX_CLOCK] {
        let full = file::read(file::write(&at_clock(clock)).as_bytes());
        assert!(
            matches!(full, Err(LoadError::Over(Limit::Clock, _))),
            "nothing could be written after a merge"
        );
    }
    let text = file::write(&at_clock(MAX_CLOCK));
    let beyond = text.replace(&MAX_CLOCK.to_string(), &(MAX_CLOCK + 1).to_string());
    assert!(matches!(file::read(beyond.as_bytes()), Err(LoadError::Damaged(_))));
    let start = StartClass { name: "5B".into(), ..StartClass::default() };
    for (clock, rejected) in [(MAX_CLOCK - 1, None), (MAX_CLOCK, Some("class.no_more_changes"))] {
        let mut book = Book::new(at_clock(clock), ReplicaId::new(1));
        let said = book.dispatch(&start, Date::constant(2026, 11, 21)).err();
        assert_eq!(said.map(|rejected| rejected.0.key), rejected);
    }
}

/// A class with `n` pairs of joined checks, each `size` checks one family.
fn joined(pairs: usize, size: usize) -> Document {
    let mut document = Document::new("c");
    for n in 0..pairs {
        for (field, value) in [("of", "check"), ("stands", "a")] {
            let family = n / (size - 1);
            let place = Place { kind: "alias".into(), id: format!("a{family}/b{n}"), field: field.into() };
            let stamp = Stamp { clock: 1, ..Stamp::default() };
            let field = Field { value: Value::Text(value.into()), stamp, past: Past::default() };
            document.take(Write { place, field }, &mut Merged::default());
        }
    }
    document
}

#[test]
fn joined_tickets_are_few_and_families_small() {
    let joined_too_much = Err(LoadError::Over(Limit::Joined, "alias".into()));
    assert_eq!(check(&joined(MAX_JOINED, 2)), Ok(()));
    assert_eq!(check(&joined(MAX_JOINED + 1, 2)), joined_too_much);
    assert_eq!(check(&joined(MOST_JOINED - 1, MOST_JOINED)), Ok(()));
    assert_eq!(check(&joined(MOST_JOINED, MOST_JOINED + 1)), joined_too_much);
}

#[test]
fn two_copies_within_the_limits_may_not_be_so_together() {
    let with = |prefix: char, fields: usize| {
        let mut document = Document::new("c");
        let mut merged = Merged::default();
        for n in 0..fields {
            let place = Place { kind: "student".into(), id: "s".into(), field: format!("{prefix}{n}") };
            let field = Field {
                value: Value::Bool(true),
                stamp: Stamp { clock: 1, ..Stamp::default() },
                past: Past::default(),
            };
            document.take(Write { place, field }, &mut merged);
        }
        document
    };
    assert_eq!(check_together(&with('a', 100), &with('b', 100)), Ok(()));
    assert_eq!(check_together(&with('a', 150), &with('a', 150)), Ok(()));
    let over = check_together(&with('a', 101), &with('b', 100));
    assert_eq!(over, Err(LoadError::Over(Limit::Fields, "student s".into())));
}
