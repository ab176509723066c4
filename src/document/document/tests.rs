//! Merge laws beyond those of three documents: copies that travel in any order, the same stamp twice, clocks that are
//! years off, and what a preview and an undo promise.

use proptest::prelude::*;

use super::*;
use crate::document::preview::{Fate, Preview};
use crate::document::tests::{any_document, any_value, stamp};
use crate::document::{Book, file, line};
use crate::domain::command::{AddStudents, EditStudent, NewStudent};
use crate::domain::record::Value;
use crate::domain::{Date, Sentence};

fn cases() -> ProptestConfig {
    ProptestConfig::with_cases(if std::env::var("RONDO_LONG").is_ok() { 100_000 } else { 10_000 })
}

/// Something that happens among writers of one class.
#[derive(Debug, Clone)]
enum Event {
    /// A writer changes a field.
    Write { by: usize, place: (usize, usize), value: Value },
    /// A writer removes a record for good.
    Remove { by: usize, id: usize },
    /// A copy that somebody once saved, of late or long ago, is brought in.
    File { copy: prop::sample::Index, to: usize },
    /// One line that somebody once wrote is taken in alone.
    Line { line: prop::sample::Index, to: usize },
}

fn any_event() -> impl Strategy<Value = Event> {
    prop_oneof![
        6 => (0..4_usize, (0..3_usize, 0..2_usize), any_value())
            .prop_map(|(by, place, value)| Event::Write { by, place, value }),
        1 => (0..4_usize, 0..3_usize).prop_map(|(by, id)| Event::Remove { by, id }),
        4 => (any::<prop::sample::Index>(), 0..4_usize).prop_map(|(copy, to)| Event::File { copy, to }),
        2 => (any::<prop::sample::Index>(), 0..4_usize).prop_map(|(line, to)| Event::Line { line, to }),
    ]
}

fn place((id, field): (usize, usize)) -> Place {
    let field = ["given", "unheard_of"][field];
    Place { kind: "student".into(), id: format!("s{id}"), field: field.into() }
}

/// Whether everything of `before` still stands in `after`, or gave way to a later write.
fn grew(before: &Document, after: &Document) -> bool {
    before.records.iter().all(|(kind, records)| {
        records.iter().all(|(id, was)| {
            let Some(is) = after.records.get(kind).and_then(|records| records.get(id)) else { return false };
            let later = |(name, field): (&String, &Field)| {
                is.gone.is_some() || is.fields.get(name).is_some_and(|now| now.stamp >= field.stamp)
            };
            is.gone >= was.gone && was.fields.iter().all(later)
        })
    })
}

fn values(document: &Document) -> Vec<(Place, Value)> {
    let all = document.places().map(|(place, field)| (place, field.value.clone()));
    all.filter(|(_, value)| *value != Value::Null).collect()
}

fn said(entry: &Entry) -> (bool, Vec<(&String, &Value, Stamp)>) {
    (
        entry.gone.is_some(),
        entry.fields.iter().map(|(name, field)| (name, &field.value, field.stamp)).collect(),
    )
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn copies_that_travel_in_any_order_end_alike(
        writers in 2..=4_usize,
        events in proptest::collection::vec(any_event(), 1..25),
        last in any::<prop::sample::Index>(),
    ) {
        let mut documents = vec![Document::new("c"); writers];
        let (mut copies, mut lines) = (Vec::new(), Vec::new());
        for event in events {
            match event {
                Event::Write { by, place: at, value } => {
                    let by = by % writers;
                    let document = &mut documents[by];
                    let mut delta = Delta { stamp: document.next_stamp(ReplicaId::new(by as u64)), writes: Vec::new() };
                    document.write_one(&mut delta, place(at), value);
                    lines.push(line::write(&line::Line::Delta(delta)));
                    copies.push(document.clone());
                }
                Event::Remove { by, id } => {
                    let document = &mut documents[by % writers];
                    let stamp = document.next_stamp(ReplicaId::new((by % writers) as u64));
                    document.remove_for_good("student", &format!("s{id}"), stamp);
                    copies.push(document.clone());
                }
                Event::File { copy, to } if !copies.is_empty() => {
                    let before = documents[to % writers].clone();
                    documents[to % writers].merge(copy.get(&copies));
                    prop_assert!(grew(&before, &documents[to % writers]));
                }
                Event::Line { line, to } if !lines.is_empty() => {
                    let line = line::read(&lines[line.index(lines.len())]).unwrap();
                    let before = documents[to % writers].clone();
                    crate::document::line::take_in(&mut documents[to % writers], line);
                    prop_assert!(grew(&before, &documents[to % writers]));
                }
                Event::File { .. } | Event::Line { .. } => {}
            }
        }
        let all = documents.clone();
        let start = last.index(writers);
        for (at, document) in documents.iter_mut().enumerate() {
            // Each hears the others in another order, and one of them twice.
            for step in 0..=writers {
                document.merge(&all[(at * 3 + start + step) % writers]);
            }
        }
        let first = file::write(&documents[0]);
        for document in &documents {
            prop_assert_eq!(&file::write(document), &first);
        }
    }

    #[test]
    fn a_preview_counts_what_is_applied_and_one_undo_gives_it_back(a in any_document(), b in any_document()) {
        let preview = Preview::of(&a, &b);
        let mut book = Book::new(a.clone(), ReplicaId::new(99));
        let class = book.class().clone();
        let (merged, _) = book.take_document(&b, Vec::new(), Sentence::new("undo.import_file"));
        prop_assert_eq!(preview.conflicts, merged.conflicts);
        prop_assert_eq!(preview.clashes, merged.clashes.len());
        let mut counts: BTreeMap<String, (usize, usize, usize)> = BTreeMap::new();
        for (kind, records) in &book.document().records {
            for (id, now) in records {
                let before = a.records.get(kind).and_then(|records| records.get(id));
                // What is only known of other writes is no change that a person sees.
                if before.is_some_and(|before| said(before) == said(now)) {
                    continue;
                }
                let count = counts.entry(kind.clone()).or_default();
                *(match (now.gone, before) {
                    (Some(_), _) => &mut count.2,
                    (None, Some(_)) => &mut count.1,
                    (None, None) => &mut count.0,
                }) += 1;
            }
        }
        for (kind, count) in &counts {
            let told = |fates: &[Fate]| -> usize {
                fates.iter().filter_map(|fate| preview.counts.get(kind)?.get(fate)).sum()
            };
            let (new, unseen) = (told(&[Fate::New]), told(&[Fate::Unseen]));
            let changed = told(&[Fate::Changed, Fate::Back, Fate::Returns]);
            prop_assert!(new <= count.0 && changed <= count.1, "{kind} {new} {changed} {count:?}");
            prop_assert_eq!((new + changed + unseen, told(&[Fate::Gone])), (count.0 + count.1, count.2));
        }
        prop_assert_eq!(preview.counts.keys().collect::<Vec<_>>(), counts.keys().collect::<Vec<_>>());

        let was = values(&a);
        book.undo();
        prop_assert_eq!(values(book.document()), was);
        prop_assert_eq!(book.class(), &class);
        let read = Book::new(book.document().clone(), ReplicaId::new(98));
        prop_assert_eq!(read.class(), &class);
    }

    #[test]
    fn what_is_not_understood_is_kept_to_the_letter(value in any_json(), header in any_json()) {
        let text = format!(
            "{{\"format\":\"rondo-class\",\"version\":2,\"checksum\":\"0\",\n\"class\":\"c\",\n\"seen\":{{\"00000001\":3}},\n\"aura\":{header},\n\"records\":[\n{{\"kind\":\"hologram\",\"id\":\"h\",\"at\":\"3.00000001\",\"fields\":{{\"size\":{value}}}}},\n{{\"kind\":\"student\",\"id\":\"s\",\"at\":\"3.00000001\",\"fields\":{{\"given\":{value},\"unheard_of\":{value}}}}}\n]}}\n"
        );
        let mut document = Document::new("c");
        document.merge(&file::read(text.as_bytes()).unwrap().document);
        let delta = Delta { stamp: stamp(3, 1), writes: document.places().map(|(place, field)| Write { place, field: field.clone() }).collect() };
        let again = line::read(&line::write(&line::Line::Delta(delta.clone())));
        prop_assert_eq!(again, Some(line::Line::Delta(delta)));
        let packed = file::unpack(&file::pack(&document)).unwrap();
        let sum = |text: &str| text.replacen(&text[48..64], "", 1);
        prop_assert_eq!(sum(&file::write(&packed)), sum(&text.replacen("\"0\"", "\"0000000000000000\"", 1)));
    }
}

/// Compact JSON that holds more than a class does.
fn any_json() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("null".to_owned()),
        Just("true".to_owned()),
        any::<i64>().prop_map(|n| n.to_string()),
        "-?(0|[1-9][0-9]{0,20})(\\.[0-9]{1,4})?([eE][+-]?[0-9]{1,3})?",
        "[a-zé🍁 {}\\[\\]:,]{0,6}".prop_map(|text| format!("\"{text}\"")),
        Just("\"\\ud800\"".to_owned()),
    ];
    leaf.prop_recursive(4, 20, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(|all| format!("[{}]", all.join(","))),
            proptest::collection::vec(("[a-z\\\\\\\\\"]{0,2}", inner), 0..4).prop_map(|all| {
                let pair = |(name, value): (String, String)| {
                    format!("{}:{value}", crate::document::json::quote(&name))
                };
                format!("{{{}}}", all.into_iter().map(pair).collect::<Vec<_>>().join(","))
            }),
        ]
    })
}

#[test]
fn the_same_stamp_with_different_content_is_settled_alike_and_told() {
    let with = |value: Value| {
        let mut document = Document::new("c");
        let field = Field { value, stamp: stamp(4, 1), past: Past::default() };
        document.take(Write { place: place((0, 0)), field }, &mut Merged::default());
        document
    };
    let copies = [with(Value::Text("Ana".into())), with(Value::Text("Bo".into())), with(Value::Int(7))];
    let mut results = Vec::new();
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        let mut all = copies[order[0]].clone();
        for at in &order[1..] {
            assert_eq!(all.merge(&copies[*at]).clashes, [place((0, 0))]);
        }
        assert!(all.merge(&all.clone()).clashes.is_empty());
        results.push(file::write(&all));
    }
    results.dedup();
    assert_eq!(results.len(), 1);
}

#[test]
fn a_clock_ten_years_off_decides_nothing() {
    let day = |year| Date::constant(year, 11, 21);
    let name = |given: &str| NewStudent { given: given.into(), ..NewStudent::default() };
    let outcome = |mine_year: i32, theirs_year: i32| {
        let mut mine = Book::new(Document::new("c"), ReplicaId::new(1));
        mine.dispatch(&AddStudents { students: vec![name("Ana"), name("Ben")] }, day(mine_year)).unwrap();
        let mut theirs = Book::new(mine.document().clone(), ReplicaId::new(2));
        let ids: Vec<_> = mine.class().students.iter().map(|(id, _)| id.clone()).collect();
        let edit = |book: &mut Book, at: usize, given: &str, year| {
            let id = ids[at].clone();
            book.dispatch(&EditStudent { id, student: name(given) }, day(year)).unwrap();
        };
        edit(&mut theirs, 0, "Anna", theirs_year);
        edit(&mut mine, 1, "Benno", mine_year);
        edit(&mut mine, 0, "Anne", mine_year);
        edit(&mut theirs, 1, "Benji", theirs_year);
        let mut all = mine.document().clone();
        let merged = all.merge(theirs.document());
        (file::write(&all), merged.conflicts.len())
    };
    let now = outcome(2026, 2026);
    assert_eq!(now.1, 2);
    for (mine, theirs) in [(2016, 2026), (2026, 2016), (2036, 2016), (2016, 2036)] {
        assert_eq!(outcome(mine, theirs), now);
    }
}
