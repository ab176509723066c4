//! Every edit that is lost without having been seen is told, and only such: against a plain model that knows for each
//! copy which edits went into it.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::document::{file, line};

/// Something that happens among people with one class.
#[derive(Debug, Clone)]
enum Event {
    /// Somebody comes back on another day: a new replica.
    Visit { by: usize },
    /// Somebody changes a field.
    Write { by: usize, field: usize, value: i64 },
    /// A copy that somebody once saved, of late or long ago, is brought in.
    File { copy: prop::sample::Index, to: usize },
    /// One line that somebody once wrote is heard by another tab.
    Line { line: prop::sample::Index, to: usize },
}

/// One field as the model has it: the edit that stands, and all that went into the copy.
#[derive(Debug, Clone, Default)]
struct Known {
    stands: Option<(usize, i64)>,
    edits: BTreeSet<usize>,
}

#[derive(Debug, Clone)]
struct Person {
    document: Document,
    replica: u64,
    fields: Vec<Known>,
}

const FIELDS: [&str; 2] = ["given", "family"];

fn place(field: usize) -> Place {
    Place { kind: "student".into(), id: "s".into(), field: FIELDS[field].into() }
}

/// What the model says of a meeting: whether it is a loss that nobody had seen.
fn meet(ours: &mut Known, theirs: &Known, later_is_theirs: bool) -> bool {
    let (Some(mine), Some(other)) = (ours.stands, theirs.stands) else {
        ours.stands = ours.stands.or(theirs.stands);
        ours.edits.extend(&theirs.edits);
        return false;
    };
    let apart = !ours.edits.contains(&other.0) && !theirs.edits.contains(&mine.0);
    if later_is_theirs {
        ours.stands = Some(other);
    }
    ours.edits.extend(&theirs.edits);
    apart && mine.1 != other.1
}

fn any_event() -> impl Strategy<Value = Event> {
    prop_oneof![
        2 => (0..4_usize).prop_map(|by| Event::Visit { by }),
        6 => (0..4_usize, 0..2_usize, 0..3_i64).prop_map(|(by, field, value)| Event::Write { by, field, value }),
        5 => (any::<prop::sample::Index>(), 0..4_usize).prop_map(|(copy, to)| Event::File { copy, to }),
        2 => (any::<prop::sample::Index>(), 0..4_usize).prop_map(|(line, to)| Event::Line { line, to }),
    ]
}

fn stamp_of(document: &Document, field: usize) -> Option<Stamp> {
    document.field(&place(field)).map(|field| field.stamp)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(5_000))]

    #[test]
    fn every_loss_that_nobody_had_seen_is_told_once(
        events in proptest::collection::vec(any_event(), 1..40),
    ) {
        let start = Person { document: Document::new("c"), replica: 0, fields: vec![Known::default(); FIELDS.len()] };
        let mut people = vec![start; 4];
        let (mut next, mut edits) = (0, 0);
        for person in &mut people {
            next += 1;
            person.replica = next;
        }
        let (mut copies, mut lines): (Vec<Person>, Vec<(Delta, usize, Known)>) = (Vec::new(), Vec::new());
        for event in events {
            match event {
                Event::Visit { by } => {
                    next += 1;
                    people[by].replica = next;
                }
                Event::Write { by, field, value } => {
                    let person = &mut people[by];
                    let stamp = person.document.next_stamp(ReplicaId::new(person.replica));
                    let mut delta = Delta { stamp, writes: Vec::new() };
                    person.document.write_one(&mut delta, place(field), Value::Int(value));
                    edits += 1;
                    let known = &mut person.fields[field];
                    known.stands = Some((edits, value));
                    known.edits.insert(edits);
                    lines.push((delta, field, known.clone()));
                    copies.push(person.clone());
                }
                Event::File { copy, to } if !copies.is_empty() => {
                    let copy = copy.get(&copies).clone();
                    let other = file::read(file::write(&copy.document).as_bytes()).unwrap().document;
                    let person = &mut people[to];
                    let mut told = BTreeSet::new();
                    for (field, name) in FIELDS.iter().enumerate() {
                        let later = stamp_of(&other, field) > stamp_of(&person.document, field);
                        if meet(&mut person.fields[field], &copy.fields[field], later) {
                            told.insert((*name).to_owned());
                        }
                    }
                    let merged = person.document.merge(&other);
                    let said: BTreeSet<String> = merged.conflicts.iter().map(|it| it.place.field.clone()).collect();
                    prop_assert_eq!(said, told);
                    copies.push(person.clone());
                }
                Event::Line { line: at, to } if !lines.is_empty() => {
                    let (delta, field, known) = at.get(&lines).clone();
                    let heard = line::read(&line::write(&line::Line::Delta(delta.clone()))).unwrap();
                    let person = &mut people[to];
                    let later = Some(delta.stamp) > stamp_of(&person.document, field);
                    let told = meet(&mut person.fields[field], &known, later);
                    let merged = line::take_in(&mut person.document, heard);
                    prop_assert_eq!(merged.conflicts.len(), usize::from(told));
                }
                Event::File { .. } | Event::Line { .. } => {}
            }
            for person in &people {
                for (field, known) in person.fields.iter().enumerate() {
                    let value = person.document.field(&place(field)).map(|field| field.value.clone());
                    prop_assert_eq!(value, known.stands.map(|(_, value)| Value::Int(value)));
                }
            }
        }
    }
}

#[test]
fn an_edit_of_two_visits_beside_another_is_told_in_both_directions() {
    let write = |document: &mut Document, by: u64, value: &str| {
        let mut delta = Delta { stamp: document.next_stamp(ReplicaId::new(by)), writes: Vec::new() };
        document.write_one(&mut delta, place(0), Value::Text(value.into()));
    };
    let mut mine = Document::new("c");
    write(&mut mine, 1, "Ann");
    let mut theirs = mine.clone();
    write(&mut theirs, 2, "Anna");
    for visit in 3..100 {
        write(&mut mine, visit, &format!("Anouk {visit}"));
        for (one, other) in [(&mine, &theirs), (&theirs, &mine)] {
            let merged = one.clone().merge(other);
            assert_eq!(merged.conflicts.len(), 1, "visit {visit}");
            assert_eq!(merged.conflicts[0].loser.value, Value::Text("Anna".into()));
        }
    }
    mine.merge(&theirs);
    assert!(mine.clone().merge(&theirs).is_nothing(), "it was told");
    assert!(theirs.merge(&mine).conflicts.is_empty(), "and is settled for both");
}

#[test]
fn an_old_file_is_believed_as_far_as_it_can_tell() {
    let file = |seen: &str, given: &str, at: &str, base: &str| {
        let text = format!(
            "{{\"format\":\"rondo-class\",\"version\":1,\"checksum\":\"0\",\n\"class\":\"c\",\n\"seen\":{{{seen}}},\n\"records\":[\n{{\"kind\":\"student\",\"id\":\"s\",\"at\":\"{at}\",\"fields\":{{\"given\":\"{given}\"}}{base}}}\n]}}\n"
        );
        file::read(text.as_bytes()).unwrap().document
    };
    let base = |stamp: &str| format!(",\"base\":{{\"given\":\"{stamp}\"}}");
    let theirs = file("\"00000001\":2,\"00000002\":3", "Anna", "3.00000002", &base("2.00000001"));
    // Two visits, and the copy never held anything of the other writer.
    let apart = file("\"00000001\":4,\"00000003\":5", "Anouk", "5.00000003", &base("4.00000001"));
    assert_eq!(apart.clone().merge(&theirs).conflicts.len(), 1);
    assert_eq!(theirs.clone().merge(&apart).conflicts.len(), 1);
    // This one held it, so the bound stands for what was seen.
    let seen =
        file("\"00000001\":4,\"00000002\":3,\"00000003\":5", "Anouk", "5.00000003", &base("4.00000001"));
    assert_eq!(seen.clone().merge(&theirs).conflicts.len(), 0);
}
