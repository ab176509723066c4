//! Files of every released format version open for ever, and the written form does not change unnoticed.
//!
//! `tests/fixtures/v1/` holds what version 1 left behind: a class file with every kind and every form of a value, and a
//! browser's storage with the same class in slots and lines (as a rescue file, in each form that a slot or line had).
//! A new version gets a folder of its own: `cargo test --test fixtures -- --ignored` writes it.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use rondo::document::seal::{seal, unseal};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use rondo::document::document::{Delta, Field, Merged, Place, Write};
use rondo::document::json::quote;
use rondo::document::line::{self, Line};
use rondo::document::shelf::MemoryShelf;
use rondo::document::store::Journal;
use rondo::document::{Book, Document, ReplicaId, Stamp, file, limits, pack, rescue};
use rondo::domain::Class;
use rondo::domain::record::Value;

fn folder(version: u64) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/fixtures/v{version}"))
}

fn fixture(version: u64, name: &str) -> String {
    fs::read_to_string(folder(version).join(name)).unwrap()
}

/// A class with one field of one record.
fn class_of(kind: &str, id: &str, field: &str, value: &Value) -> Class {
    let mut class = Class::default();
    class.set(kind, id, field, value);
    class
}

/// Whether the typed class takes the value for what it says, and not for something that a later version wrote.
fn is_understood(kind: &str, id: &str, field: &str, value: &Value) -> bool {
    class_of(kind, id, field, value) != class_of(kind, id, field, &Value::Raw("{}".into()))
}

#[test]
fn every_version_opens_with_everything_in_it() {
    for version in 1..=file::VERSION {
        let opened = file::read(fixture(version, "class.rondo.json").as_bytes()).unwrap();
        assert!(opened.intact, "version {version}");
        let kinds = Class::kinds();
        let book = Book::new(opened.document, ReplicaId::default());
        for (place, field) in book.document().places() {
            let Place { kind, id, field: name } = &place;
            let is_known =
                kinds.iter().any(|(known, fields)| known == kind && fields.contains(&name.as_str()));
            let later = place.kind == "hologram" || place.field == "unheard_of" || place.id == "forms";
            assert!(later || is_known, "{place:?} needs a migration: files of version {version} have it");
            assert!(later || is_understood(kind, id, name, &field.value), "{place:?}");
        }
        assert_eq!(book.class().about().name, "Class 5B");
        let stored = rescue::read(fixture(version, "storage.json").as_bytes()).unwrap();
        let [stored] = stored.as_slice() else { unreachable!("one class") };
        assert!(stored.intact);
        assert_eq!(file::write(&stored.document), file::write(book.document()), "version {version}");
    }
}

#[test]
fn the_written_form_of_this_version_stands() {
    let text = fixture(file::VERSION, "class.rondo.json");
    let document = file::read(text.as_bytes()).unwrap().document;
    assert_eq!(file::write(&document), text, "a new form needs a new version and a fixture");
    let stored: serde_json::Value = serde_json::from_str(&fixture(file::VERSION, "storage.json")).unwrap();
    let mut forms = BTreeSet::new();
    for (key, text) in stored["keys"].as_object().unwrap() {
        let text = text.as_str().unwrap();
        let body = unseal(text).expect("sealed");
        if key.contains("/j/") {
            let line = line::read(text).unwrap();
            forms.insert(body[2..6].to_owned());
            assert!(matches!(line, Line::Document(_)) || line::write(&line) == text, "{key}");
        }
    }
    assert_eq!(forms, ["at\":", "docu", "pack"].map(String::from).into());
    assert!(limits::check(&document).is_ok());
}

/// Every text in double quotes after an equals sign in the sources of `tags!`: the tags.
fn tags() -> Vec<String> {
    let mut tags = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src/domain")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = fs::read_to_string(path).unwrap();
            for line in text.lines().filter(|_| text.contains("tags!")) {
                let tag = line.trim().strip_suffix("\",").and_then(|line| line.split_once(" = \""));
                tags.extend(tag.map(|(_, tag)| tag.to_owned()));
            }
        }
    }
    tags.sort();
    tags
}

/// An id that the kind can have: the parts that its key takes.
fn id_of(kind: &str) -> String {
    const PARTS: [&str; 3] = ["x1", "2", "2026-11-21"];
    if kind == "class" {
        return "class".into();
    }
    let mut ids: Vec<String> = PARTS.map(String::from).to_vec();
    for at in 0.. {
        let id = ids[at].clone();
        if class_of(kind, &id, "retracted", &Value::Bool(true)) != Class::default() {
            return id;
        }
        ids.extend(PARTS.map(|part| format!("{id}/{part}")));
    }
    unreachable!("every kind has a key")
}

fn put(document: &mut Document, place: [&str; 3], value: Value, at: (u64, u64), past: &str) {
    let stamp = |(clock, replica)| Stamp { clock, replica: ReplicaId::new(replica) };
    let [kind, id, field] = place.map(String::from);
    let field_value = Field { value, stamp: stamp(at), past: past.parse().unwrap_or_default() };
    document.take(Write { place: Place { kind, id, field }, field: field_value }, &mut Merged::default());
}

/// Every kind with every field, and every form that a value can have.
fn everything() -> Document {
    let text = |text: &str| Value::Text(text.into());
    let mut document = Document::new("fixture");
    let tags = tags();
    for (clock, (kind, fields)) in (1..).zip(Class::kinds()) {
        let id = id_of(kind);
        // What is taken back is not seen: these two are.
        let seen = ["class", "student"].contains(&kind);
        for field in fields.iter().filter(|field| !seen || **field != "retracted") {
            let said = match *field {
                "name" if kind == "class" => "Class 5B".to_owned(),
                "given" => "Ana".to_owned(),
                "family" => "Nguyễn".to_owned(),
                other => other.replace('_', " "),
            };
            let plain =
                [text(&said), Value::Number(2.5), Value::Int(2), Value::Bool(true), text("2026-11-21")];
            let mut values = plain.into_iter().chain(tags.iter().map(|tag| text(tag)));
            let value = values.find(|value| is_understood(kind, &id, field, value));
            put(&mut document, [kind, &id, field], value.expect("a value that fits"), (clock, 1), "");
        }
    }
    let forms = [
        "null",
        "false",
        "-7",
        "0.125",
        "\"\"",
        "\"a \\\"b\\\" \\\\ \\n é 🍁\"",
        "\"\\ud800\"",
        "1.0",
        "1e400",
        "[1,{\"a\":[]}]",
    ];
    for (n, form) in forms.iter().enumerate() {
        let value = rondo::document::json::from_json(serde_json::from_str(form).unwrap());
        put(&mut document, ["student", "forms", &format!("form_{n}")], value, (60, 2), "");
    }
    put(&mut document, ["student", "x1", "given"], text("Anna"), (61, 2), "+1.00000001");
    put(
        &mut document,
        ["student", "x1", "unheard_of"],
        text("kept"),
        (62, 2),
        "4.00000005+7.00000001+9.00000003",
    );
    put(&mut document, ["hologram", "h/%2F", "size"], Value::Raw("[1,2]".into()), (63, 3), "+62.00000002");
    document.remove_for_good("note", "gone", Stamp { clock: 64, replica: ReplicaId::new(3) });
    document.header.insert("aura".into(), "{\"x\":1}".into());
    document
}

#[test]
#[ignore = "writes the fixtures of a new version; those of a released one are never written again"]
fn writes_the_fixtures_of_a_new_version() {
    let folder = folder(file::VERSION);
    assert!(!folder.join("class.rondo.json").exists(), "{} is released", folder.display());
    let document = everything();
    // The class in pieces, each in a form that a browser's storage had.
    let mut pieces = vec![Document { records: Default::default(), ..document.clone() }; 4];
    let mut delta = Delta { stamp: Stamp { clock: 20, replica: ReplicaId::new(1) }, writes: Vec::new() };
    for (nth, (kind, records)) in document.records.iter().enumerate() {
        let is_line = records.values().all(|it| it.fields.values().all(|field| field.stamp == delta.stamp));
        if is_line && !records.values().any(|it| it.gone.is_some()) {
            let ours = document.places().filter(|(place, _)| place.kind == *kind);
            delta.writes.extend(ours.map(|(place, field)| Write { place, field: field.clone() }));
        } else {
            pieces[nth % 4].records.insert(kind.clone(), records.clone());
        }
    }
    assert!(!delta.writes.is_empty());
    let mut shelf = MemoryShelf::default();
    Journal::new("fixture").fold(&mut shelf, &pieces[0]).unwrap();
    let old_slot = seal(&format!("2 {}", pack::pack(file::write(&pieces[1]).as_bytes())));
    let old_line = seal(&format!("{{\"document\":{}}}", quote(&file::write(&pieces[2]))));
    let new_line = line::write(&Line::Document(Box::new(pieces[3].clone())));
    for (key, text) in [
        ("slot/b", old_slot),
        ("j/00000001/20", line::write(&Line::Delta(delta))),
        ("j/00000002/62", old_line),
        ("j/00000003/63", new_line),
    ] {
        shelf.texts.insert(format!("rondo/1/fixture/{key}"), text);
    }
    let keys: Vec<String> = shelf.texts.keys().cloned().collect();
    let stored = rescue::write(&shelf, &keys).unwrap();
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("class.rondo.json"), file::write(&document)).unwrap();
    fs::write(folder.join("storage.json"), stored).unwrap();
}
