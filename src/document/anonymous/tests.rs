//! Promise P10: no name, note or tag occurs in any value of an anonymous copy.

use proptest::prelude::*;

use super::*;
use crate::document::file;
use crate::document::meaning::KINDS;
use crate::domain::Class;
use crate::domain::id::Mint;
use crate::domain::order::Order;
use crate::domain::record::Change;
use crate::domain::sample;

const CLASS: &str = "00000009";

fn say(sentence: &Sentence) -> String {
    crate::view::text::say(sentence)
}

fn anonymous(document: &Document, secret: u64) -> Document {
    copy(document, CLASS, secret, &say)
}

fn typed(document: &Document) -> Class {
    crate::document::Book::new(document.clone(), ReplicaId::default()).class().clone()
}

fn sample() -> Document {
    let mut document = Document::new("c1");
    let changes = sample::changes("2026-11-21".parse().unwrap(), &mut Mint::new("1.0000000a")).0;
    document.write(Stamp { clock: 1, replica: ReplicaId::new(10) }, changes);
    document
}

/// Text that stands in no label, code, tag or stamp, as names and notes have it: capitals, accents, quotes, blanks.
fn secret_text() -> impl Strategy<Value = String> {
    "[QXZŁ][qxzjłễ]{4,7}( [QXZ]'?[qxzj]{4,7}|/[qxzj]{5}|\"[qxzj]{5}|\\+[qxzj]{5}|, [qxzj]{5}\u{202e}){0,2}"
}

/// A record of any kind, known or not, with secrets wherever a text can stand.
fn any_change() -> impl Strategy<Value = Vec<(String, String, String, Value)>> {
    let of_kind = 0..=KINDS.len();
    (of_kind, proptest::collection::vec(secret_text(), 12), any::<u32>()).prop_map(|(at, secrets, bits)| {
        let pick = |nth: usize| secrets[nth % secrets.len()].clone();
        let Some(kind) = KINDS.get(at) else {
            return vec![
                ("hologram".into(), pick(0), "size".into(), Value::Text(pick(1))),
                (
                    pick(2),
                    "id".into(),
                    pick(3),
                    Value::Raw(format!("{{\"x\":{}}}", crate::document::json::quote(&pick(4)))),
                ),
            ];
        };
        let flip = |nth: usize| bits >> (nth % 32) & 1 == 0;
        let parts = kind.id.iter().enumerate().map(|(nth, part)| match part {
            Part::Day if flip(nth) => "2026-11-20".into(),
            Part::Count if flip(nth) => "2".into(),
            Part::Only if flip(nth) => "class".into(),
            Part::Place => format!("{}+{}", pick(nth), pick(nth + 1)),
            _ => pick(nth),
        });
        let id = id::join(&parts.collect::<Vec<_>>());
        let fields = kind.fields.iter().map(|(name, _)| *name).chain(["retracted", "unheard_of"]);
        let values = fields.enumerate().map(|(nth, name)| {
            let value = match (name, nth % 7) {
                ("retracted", _) => Value::Null,
                (_, 5) => Value::Raw(format!("[{}]", crate::document::json::quote(&pick(nth)))),
                _ => Value::Text(pick(nth + 3)),
            };
            (kind.name.to_owned(), id.clone(), name.to_owned(), value)
        });
        values.collect()
    })
}

/// Every run of five letters and more in a text: none of a secret's may be in the file.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().count() > 4);
    words.map(str::to_lowercase).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if std::env::var("RONDO_LONG").is_ok() { 20_000 } else { 1_000 }))]

    #[test]
    fn nothing_that_was_typed_is_in_the_file(
        records in proptest::collection::vec(any_change(), 1..12), header in secret_text(), secret in any::<u64>(),
    ) {
        let mut document = Document::new("c1");
        document.header.insert(header.clone(), crate::document::json::quote(&header));
        let mut secrets = words(&header);
        let stamp = Stamp { clock: 1, replica: ReplicaId::new(1) };
        for (kind, id, field, value) in records.into_iter().flatten() {
            for text in [&kind, &id, &field, &crate::document::json::to_json(&value)] {
                secrets.extend(words(text).into_iter().filter(|word| word.contains(['q', 'x', 'z', 'j', 'ł', 'ễ'])));
            }
            let entry = document.records.entry(kind).or_default().entry(id).or_default();
            entry.fields.insert(field, Field { value, stamp, past: Past::default() });
        }
        // Words of the format itself that hold such a letter are no secrets.
        secrets.retain(|word| word.chars().all(|c| "qxzjłễ".contains(c)));
        prop_assert!(!secrets.is_empty());
        let text = file::write(&anonymous(&document, secret));
        let lower = text.to_lowercase();
        for word in secrets {
            prop_assert!(!lower.contains(&word), "{word} in {text}");
        }
        prop_assert!(file::read(text.as_bytes()).is_ok_and(|opened| opened.intact));
    }
}

#[test]
fn the_sample_names_nobody_and_counts_the_same() {
    let document = sample();
    let real = typed(&document);
    let copied = anonymous(&document, 77);
    let text = file::write(&copied);
    let opened = file::read(text.as_bytes()).unwrap();
    assert!(opened.intact);
    let class = typed(&opened.document);
    for (real, copied) in [
        (real.students.len(), class.students.len()),
        (real.evidence.len(), class.evidence.len()),
        (real.checks.len(), class.checks.len()),
        (real.placements.len(), class.placements.len()),
        (real.sessions.len(), class.sessions.len()),
        (real.attendance.len(), class.attendance.len()),
        (real.absences.len(), class.absences.len()),
        (real.units.len(), class.units.len()),
        (real.goals.len(), class.goals.len()),
        (real.pair_rules.len(), class.pair_rules.len()),
    ] {
        assert_eq!(real, copied);
    }
    assert!(real.attendance.len() > 100 && real.evidence.len() > 1_000);
    let words: BTreeSet<&str> = text.split(|c: char| !c.is_alphabetic()).collect();
    for (_, student) in real.students.iter() {
        for name in [&student.given, &student.family, &student.preferred] {
            assert!(name.is_empty() || !words.contains(name.as_str()), "{name}");
        }
    }
    assert!(class.tags.is_empty() && class.tagged.is_empty() && class.notes.is_empty());
}

#[test]
fn weekdays_stay_and_marks_keep_their_order() {
    let document = sample();
    let (real, copied) = (typed(&document), typed(&anonymous(&document, 3)));
    let days = |class: &Class| {
        let mut days: Vec<Date> = class.checks.iter().filter_map(|(_, check)| check.done_on).collect();
        days.order();
        days
    };
    let (real_days, days) = (days(&real), days(&copied));
    let back = real_days[0].number() - days[0].number();
    assert!(back >= 28 && back % 7 == 0);
    assert!(real_days.iter().zip(&days).all(|(real, copied)| real.number() - copied.number() == back));
    let sessions = |class: &Class| {
        class
            .sessions
            .iter()
            .map(|(key, session)| (key.0.weekday(), key.1, session.minutes))
            .collect::<Vec<_>>()
    };
    assert_eq!(sessions(&real), sessions(&copied));
    let other = typed(&anonymous(&document, 4));
    assert_ne!(other.about().starts, copied.about().starts, "another secret, another shift");
}

#[test]
fn a_subject_goes_on_following_a_built_in_framework_and_no_other() {
    let mut document = Document::new("c1");
    let stamp = Stamp { clock: 1, replica: ReplicaId::new(1) };
    let follows = |id: &str, framework: &str| Change {
        kind: "subject",
        id: id.into(),
        field: "framework",
        value: Value::Text(framework.into()),
    };
    document.write(stamp, vec![follows("a", "ccss-ela"), follows("b", "ccss-math"), follows("c", "lincoln")]);
    let class = typed(&anonymous(&document, 1));
    let found: Vec<&str> =
        class.subjects.iter().filter_map(|(_, it)| Some(it.framework.as_ref()?.as_str())).collect();
    assert_eq!(found.len(), 3);
    assert!(found.contains(&"ccss-ela") && found.contains(&"ccss-math") && !found.contains(&"lincoln"));
}

#[test]
fn the_roster_is_not_in_its_old_order() {
    let document = sample();
    let order = |secret| Names::of(&document, secret).ids[&Of::Student].clone();
    assert_ne!(order(1), order(2));
    assert_eq!(order(1), order(1));
}

#[test]
fn what_was_taken_back_or_removed_for_good_is_not_there() {
    let mut document = Document::new("c1");
    let stamp = Stamp { clock: 1, replica: ReplicaId::new(1) };
    let change = |id: &str, field, value| Change { kind: "student", id: id.into(), field, value };
    let name = |id: &str| change(id, "given", Value::Text("Ana".into()));
    document.write(stamp, vec![name("a"), name("b"), name("c"), change("b", "retracted", Value::Bool(true))]);
    document.remove_for_good("student", "c", stamp);
    let text = file::write(&anonymous(&document, 1));
    assert_eq!(text.matches("\"kind\":\"student\"").count(), 1);
    assert!(text.contains("\"Student 1\"") && !text.contains("Ana"), "{text}");
    assert!(text.contains(CLASS) && !text.contains("c1"));
}
