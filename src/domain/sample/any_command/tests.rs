//! Every kind is drawn, most are accepted, and a seed repeats.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::*;
use crate::document::{Book, Document, ReplicaId};
use crate::domain::calendar::plus_days;
use crate::domain::standards::tests::math;

/// Commands that nothing draws, each with the reason.
const NOT_DRAWN: [(&str, &str); 0] = [];

const SEEDS: u64 = 20;
const COMMANDS: u32 = 400;

/// Kinds by name: how often each was drawn, and accepted.
type Tally = BTreeMap<&'static str, (u32, u32)>;

/// A class of a seed after so many commands, a school day every few of them. Every fourth book is not started first.
fn play(seed: u64, commands: u32, tally: &mut Tally) -> Book {
    let catalog = math();
    let mut book = Book::new(Document::new("c"), ReplicaId::new(1));
    let mut draw = Draw::new(seed, 9);
    let first: Date = "2026-09-01".parse().unwrap();
    if !seed.is_multiple_of(4) {
        for command in first_commands(&mut draw) {
            book.dispatch(command.as_ref(), first).unwrap();
        }
    }
    for nth in 0..commands {
        let today = plus_days(first, i64::from(nth / 2));
        let (name, command) = any_named(book.class(), &catalog, today, &mut draw);
        let done = book.dispatch(command.as_ref(), today);
        if let Err(why) = &done {
            println!("{name}: {why}");
        }
        let (drawn, accepted) = tally.entry(name).or_default();
        *drawn += 1;
        *accepted += u32::from(done.is_ok());
    }
    book
}

#[test]
fn every_command_is_drawn() {
    let names: BTreeSet<&str> = names().into_iter().collect();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src/domain")];
    let mut found = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(path).unwrap();
            for line in text.lines().filter_map(|line| line.strip_prefix("impl Command for ")) {
                let name = line.trim_end_matches(" {");
                let excepted = NOT_DRAWN.iter().any(|(known, _)| *known == name);
                assert!(names.contains(name) != excepted, "{name}");
                found += 1;
            }
        }
    }
    assert_eq!(found, names.len() + NOT_DRAWN.len(), "a name that no command has");
}

#[test]
fn most_commands_are_accepted_and_every_kind_is() {
    let mut tally = Tally::new();
    for seed in 0..SEEDS {
        play(seed, COMMANDS, &mut tally);
    }
    let (mut drawn, mut accepted) = (0, 0);
    for (name, (of, n)) in &tally {
        println!("{name:20} {of:5} drawn {n:5} accepted");
        drawn += of;
        accepted += n;
    }
    println!("{accepted} of {drawn} accepted");
    assert!(accepted * 10 >= drawn * 7, "{accepted} of {drawn}");
    let never = names().into_iter().filter(|name| tally.get(name).is_none_or(|(_, n)| *n == 0));
    assert_eq!(never.collect::<Vec<_>>(), Vec::<&str>::new(), "never accepted");
}

#[test]
fn one_seed_makes_one_class() {
    let mut tally = Tally::new();
    let book = play(3, 200, &mut tally);
    assert!(*book.class() == *play(3, 200, &mut tally).class());
    assert!(*book.class() != *play(5, 200, &mut tally).class());
}
