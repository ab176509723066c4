//! Packages and tables, good and bad. `tests/shared_cases.rs` reads real ones.

use std::collections::BTreeSet;

use super::*;
use crate::document::case;
use crate::document::{Book, Document, ReplicaId};
use crate::domain::command::{Command, Context};
use crate::domain::id::{FrameworkId, Mint};
use crate::domain::standards::tests::math;
use crate::domain::{Class, Date};
use crate::view::text;

const TODAY: Date = Date::constant(2026, 11, 22);

/// A package as the specification wants it: every level of a framework, codes with their prefix.
const STRICT: &[u8] = include_bytes!("../../../../tests/fixtures/case/strict-1.1.json");
/// A package as version 1.0 is exported: no version, grades as one text, links without titles and to other frameworks.
const EXPORT: &[u8] = include_bytes!("../../../../tests/fixtures/case/export-1.0.json");
/// What the specification asks of the fields that are written, in our own words.
const SCHEMA: &[u8] = include_bytes!("../../../../tests/fixtures/case/package.schema.json");

fn said(file: &FrameworkFile) -> Vec<String> {
    file.problems.iter().map(|problem| text::say(&problem.sentence)).collect()
}

fn links(file: &FrameworkFile, links: &Links) -> Vec<String> {
    links.iter().map(|(from, to)| format!("{} {}", file.name(*from), file.name(*to))).collect()
}

fn brought(class: &mut Class, file: &FrameworkFile, title: &str) -> Brought {
    let brought = bring(class, &math(), file, title);
    let mut context = Context { today: TODAY, mint: Mint::new("t") };
    let changes = brought.command.changes(class, &mut context).unwrap();
    class.apply(&changes.0);
    brought
}

#[test]
fn the_strict_package_loads_whole() {
    let file = read_framework(STRICT).unwrap();
    assert_eq!((file.layout.tag(), file.items.len()), ("case-1.1", 11));
    assert_eq!((file.prerequisites.len(), file.related.len(), file.parts.len()), (2, 1, 10));
    assert!(file.problems.is_empty(), "{:?}", said(&file));
    let mut class = Class::default();
    let brought = brought(&mut class, &file, &file.title);
    assert_eq!((brought.new, brought.known, brought.headings), (0, 7, 4));
    let standard = class.own_standards.get(&"5.NF.A.1".into()).unwrap();
    assert_eq!(standard.grade, "5");
    assert!(standard.domain.starts_with("Parts Of A Whole"), "{}", standard.domain);
    assert_eq!(standard.code, "CCSS.Math.Content.5.NF.A.1");
    assert!(case::is_identifier(&standard.case_id));
    let laid = math().with_own(&class);
    assert_eq!(laid.len(), 317, "headings are nothing to master");
    assert_eq!(laid.prerequisites(&"5.NF.B.5".into()), math().prerequisites(&"5.NF.B.5".into()));
}

#[test]
fn an_export_of_version_1_0_loads_and_says_what_it_leaves_out() {
    let file = read_framework(EXPORT).unwrap();
    assert_eq!((file.layout.tag(), file.items.len(), file.prerequisites.len()), ("case-1.0", 6, 1));
    assert_eq!(file.parts.len(), 4, "one cluster stands under the document");
    let said = said(&file).join("\n");
    assert!(said.contains("\"precedes\""), "{said}");
    assert!(said.contains("2 associations \"exactMatchOf\" are left out"), "{said}");
    assert!(file.items.iter().any(|item| item.label == "Item 𝑑 without a code"));
    let mut class = Class::default();
    brought(&mut class, &file, &file.title);
    assert!(class.own_standards.get(&"6.RP.A.3.a".into()).is_some(), "the built-in one, as people type it");
}

const SMALL: &str = r#"{"CFDocument":{"identifier":"D0","title":"Habits","creator":"We"},"CFItems":[
    {"identifier":"3e3b4383-86df-4fc9-ad73-5940da7872c9","fullStatement":"Talk","CFItemType":"Domain","educationLevel":["03","04","05"]},
    {"identifier":"b","fullStatement":"Disagree kindly","humanCodingScheme":"T.2"},
    {"identifier":"A","fullStatement":"Listen","humanCodingScheme":"T.1","educationLevel":"KG"},
    {"identifier":"c","fullStatement":"Sum up","humanCodingScheme":"T.3"}],
    "CFAssociations":[
    {"associationType":"isChildOf","originNodeURI":{"identifier":"3e3b4383-86df-4fc9-ad73-5940da7872c9"},"destinationNodeURI":{"identifier":"d0"}},
    {"associationType":"isChildOf","originNodeURI":{"identifier":"b"},"destinationNodeURI":{"identifier":"3e3b4383-86df-4fc9-ad73-5940da7872c9"},"sequenceNumber":"10"},
    {"associationType":"isChildOf","originNodeURI":{"identifier":"a"},"destinationNodeURI":{"identifier":"3e3b4383-86df-4fc9-ad73-5940da7872c9"},"sequenceNumber":2},
    {"associationType":"isChildOf","originNodeURI":"https://x.invalid/items/c","destinationNodeURI":{"identifier":"b"}},
    {"associationType":"isChildOf","originNodeURI":{"identifier":"c"},"destinationNodeURI":{"identifier":"a"}},
    {"associationType":"precedes","originNodeURI":{"identifier":"a"},"destinationNodeURI":{"identifier":"b"}},
    {"associationType":"precedes","originNodeURI":{"identifier":"b"},"destinationNodeURI":{"identifier":"c"}},
    {"associationType":"precedes","originNodeURI":{"identifier":"c"},"destinationNodeURI":{"identifier":"a"}},
    {"associationType":"precedes","originNodeURI":{"identifier":"c"},"destinationNodeURI":{"identifier":"zzz"}}]}"#;

#[test]
fn sequences_parents_and_circles() {
    let file = read_framework(SMALL.as_bytes()).unwrap();
    let codes: Vec<_> = file.items.iter().map(|item| item.code.as_str()).collect();
    assert_eq!(codes, ["", "T.1", "T.3", "T.2"], "by sequence, and a part after the first of its wholes");
    assert_eq!(links(&file, &file.parts), ["T.1 Talk", "T.2 Talk", "T.3 T.2", "T.3 T.1"]);
    assert_eq!(links(&file, &file.prerequisites).len(), 2);
    let said = said(&file);
    assert!(said.iter().any(|said| said.contains("would close a circle")), "{said:?}");
    assert!(said.iter().any(|said| said.contains("not in this file")), "{said:?}");
    let last = file.items.last().unwrap();
    assert_eq!((last.grade.as_str(), last.domain.as_str()), ("3-5", "Talk"), "from above");
    assert_eq!(file.items[1].grade, "K");
    assert_eq!(file.items[1].case_id, "a", "identifiers are compared in small letters");
}

#[test]
fn bad_packages_are_told_by_field_and_fix() {
    let refused = |text: &str| text::say(&read_framework(text.as_bytes()).unwrap_err());
    assert!(refused("{\"CFItems\":\n[").contains("Line 2"));
    assert!(refused("{\"x\":1}").contains("CFItems"));
    assert!(refused("{\"format\":\"rondo-class\"}").contains("class file"));
    assert!(refused("{\"CFItems\":[]}").contains("No standard"));
    let text = r#"[{"CFItems":[7,{"identifier":"a"},{"fullStatement":"x"},{"identifier":"a","fullStatement":"Good"},
        {"identifier":"A","fullStatement":"Twice"}],"CFAssociations":[3,{"originNodeURI":{"identifier":"a"}}]}]"#;
    let file = read_framework(text.as_bytes()).unwrap();
    assert_eq!(file.items.len(), 1, "the good one is there");
    assert_eq!(file.problems.len(), 6, "{:?}", said(&file));
}

#[test]
fn tables_are_read_by_their_heads() {
    let text = "Our habits\nCode;Standard text;Parent;Grade;Prerequisites\nT;Talk;;;\nT.1;Listen;T;3-5;\n\
        T.2;Disagree kindly;T;4;T.1, 4.NF.A.1, Nowhere\nT.2;Again;;;\n;No code;;;\nT.9;;;;\nT.3;Sum up;Z;;T.2";
    let file = read_framework(text.as_bytes()).unwrap();
    assert_eq!(links(&file, &file.parts), ["T.1 T", "T.2 T"]);
    assert_eq!(links(&file, &file.prerequisites), ["T.1 T.2", "T.2 T.3"]);
    let rows: Vec<_> = file.problems.iter().map(|problem| problem.row).collect();
    assert_eq!(rows, [Some(6), Some(7), Some(8), Some(9)], "{:?}", said(&file));
    let mut class = Class::default();
    let brought = brought(&mut class, &file, "Habits");
    assert_eq!((brought.new, brought.known), (4, 0));
    assert_eq!(brought.problems.len(), 5, "a prerequisite is nowhere");
    assert!(
        class.prerequisites.get(&("4.NF.A.1".into(), "T.2".into())).is_some(),
        "a built-in one leads to an own"
    );
    for (text, key) in [("Ana\nBen", "standards.no_heads"), ("code,text\n", "standards.no_items")] {
        assert_eq!(read_framework(text.as_bytes()).unwrap_err().key, key, "{text}");
    }
    let two = read_framework(b"code,text\nA.x,Ask\nB.x,Share").unwrap();
    assert_eq!(two.items.len(), 2);
}

#[test]
fn two_frameworks_with_the_same_codes_stay_two_and_the_same_file_is_nothing_new() {
    let mut class = Class::default();
    let file = |text: &str| read_framework(format!("code,text\n{text}").as_bytes()).unwrap();
    brought(&mut class, &file("1.1,Plants"), "Science");
    brought(&mut class, &file("1.1,Maps"), "Social studies");
    let labels: BTreeSet<_> = class.own_standards.iter().map(|(_, own)| own.label.as_str()).collect();
    assert_eq!(labels, ["Maps", "Plants"].into());
    let again = bring(&class, &math(), &file("1.1,Plants"), " Science");
    let mut context = Context { today: TODAY, mint: Mint::new("t") };
    assert_eq!(again.command.changes(&class, &mut context).unwrap_err().0.key, "standards.nothing_new");
}

#[test]
fn one_undo_takes_it_all_back() {
    let mut book = Book::new(Document::new("c"), ReplicaId::new(1));
    let file = read_framework(SMALL.as_bytes()).unwrap();
    let command = bring(book.class(), &math(), &file, "Habits").command;
    book.dispatch(&command, TODAY).unwrap();
    assert_eq!(book.class().own_standards.len(), 4);
    book.undo().unwrap();
    let class = book.class();
    assert!(class.own_standards.is_empty() && class.frameworks.is_empty() && class.prerequisites.is_empty());
}

/// What a class says of a framework, whichever class it is in.
fn content(class: &Class) -> Vec<String> {
    let own = class.own_standards.iter();
    let mut all: Vec<String> = own
        .map(|(id, own)| {
            let texts = [&own.code, &own.label, &own.short, &own.kind, &own.grade, &own.domain];
            format!("{id} {texts:?} {:?}", own.rank)
        })
        .collect();
    all.extend(class.standard_parts.iter().map(|(ends, _)| format!("part {ends:?}")));
    all.extend(class.prerequisites.iter().map(|(ends, _)| format!("before {ends:?}")));
    all.extend(class.related_standards.iter().map(|(ends, _)| format!("related {ends:?}")));
    all.extend(
        class.frameworks.iter().map(|(_, own)| format!("{} {} {}", own.title, own.creator, own.notes)),
    );
    all
}

fn saved(class: &Class) -> String {
    let id: FrameworkId = class.frameworks.iter().next().unwrap().0.clone();
    case::write(class, &id, TODAY).unwrap()
}

/// Saved, brought into an empty class, and into the class that it came from.
#[track_caller]
fn round(bytes: &[u8], title: &str) {
    let file = read_framework(bytes).unwrap();
    let mut class = Class::default();
    brought(&mut class, &file, title);
    let text = saved(&class);
    let again = read_framework(text.as_bytes()).unwrap();
    assert!(again.problems.is_empty(), "{:?}", said(&again));
    let mut other = Class::default();
    brought(&mut other, &again, title);
    assert_eq!(content(&other), content(&class));
    let same = bring(&class, &math(), &again, title).command;
    assert_eq!(
        (same.standards.len(), same.id),
        (class.own_standards.len(), class.frameworks.iter().next().unwrap().0.clone())
    );
    assert!(same.standards.iter().all(|standard| class.own_standards.get(&standard.id).is_some()));
    validate(&text);
}

fn validate(text: &str) {
    let schema = serde_json::from_slice(SCHEMA).unwrap();
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
    let package: serde_json::Value = serde_json::from_str(text).unwrap();
    let wrong: Vec<String> = validator
        .iter_errors(&package)
        .map(|error| format!("{} at {}", error, error.instance_path))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    let mut bad = package;
    bad["CFItems"][0]["identifier"] = "no".into();
    assert!(!validator.is_valid(&bad), "the schema tells");
}

#[test]
fn what_is_saved_is_valid_and_comes_back_the_same() {
    round(SMALL.as_bytes(), "Habits");
    round(b"code,text,parent,grade,prerequisites,domain\nT,Talk,,K,,Habits\nT.1,Listen,T,3-5,,\nT.2,Ask,T,4,T.1; 4.NF.A.1,", "Own");
    for package in [STRICT, EXPORT] {
        round(package, "Of a file");
    }
}

#[test]
fn a_file_of_more_than_a_framework_needs_is_refused() {
    let key =
        |text: &str| read_framework(text.as_bytes()).map(|file| file.items.len()).map_err(|why| why.key);
    let package = |n: usize| {
        let item = "{\"identifier\":\"i\",\"fullStatement\":\"t, [and, so on]\"}";
        format!("{{\"CFItems\":[{item}],\"more\":[{}1]}}", "[],".repeat(n))
    };
    assert_eq!(key(&package(499_000)), Ok(1));
    assert_eq!(key(&package(500_000)), Err("standards.too_many_values"));
    let table = |n: usize, column: &str| {
        let rows: String = (0..n).map(|n| format!("A.{n},t,\"{}\"\n", "A.1;".repeat(100))).collect();
        format!("code,text,{column}\n{rows}")
    };
    assert_eq!(key(&table(1_000, "prerequisites")), Ok(1_000));
    assert_eq!(key(&table(1_001, "prerequisites")), Err("standards.too_many"));
    assert_eq!(key(&table(1_001, "parent")), Err("standards.too_many"));
    assert_eq!(key(&"code,text,".repeat(300)), Err("standards.too_many_columns"));
    assert_eq!(key(&format!("code,text\nA,{}", "x".repeat(60_000))), Err("import.long_cell"));
}
