//! An edit that two people made without seeing each other, in words.

use super::text;
use crate::domain::mastery::EvidenceState;
use crate::domain::record::Value;
use crate::domain::{Class, Date, Sentence};

/// What two people wrote of one record without seeing each other: the fields that the edit which lost had written.
#[derive(Debug, Clone, PartialEq)]
pub struct Contested<'a> {
    /// Kind of the record, as a file spells it.
    pub kind: &'a str,
    pub id: &'a str,
    /// Each field, the value that stands, and the one that does not.
    pub fields: Vec<(&'a str, &'a Value, &'a Value)>,
}

/// "Ana Ruiz's group: Oak stands, Elm does not."
pub fn sentence(class: &Class, contested: &Contested<'_>) -> Sentence {
    Sentence::new("conflict.is")
        .with("what", what(class, contested.kind, contested.id))
        .with("stands", said_together(class, contested.fields.iter().map(|it| (it.0, it.1))))
        .with("other", said_other(class, contested))
}

/// The values that do not stand, as a teacher reads them.
pub fn said_other(class: &Class, contested: &Contested<'_>) -> String {
    said_together(class, contested.fields.iter().map(|it| (it.0, it.2)))
}

/// Several values in one line; where some say something, the empty ones are left out, and that a score is one.
fn said_together<'a>(class: &Class, values: impl Iterator<Item = (&'a str, &'a Value)>) -> String {
    let mut all: Vec<(&str, &Value)> = values.collect();
    let is_scored = |value: &Value| matches!(value, Value::Text(tag) if tag == EvidenceState::Scored.tag());
    let says = |field: &str, value: &Value| *value != Value::Null && !(field == "state" && is_scored(value));
    if all.iter().any(|(field, value)| says(field, value)) {
        all.retain(|(field, value)| says(field, value));
    } else {
        all.truncate(1);
    }
    let said: Vec<String> = all.into_iter().map(|(field, value)| said_of(class, field, value)).collect();
    said.join(", ")
}

/// The value of a field: whether a record was taken back is no yes or no, and a ticket that stands is an id.
fn said_of(class: &Class, field: &str, value: &Value) -> String {
    match (field, value) {
        ("retracted", Value::Bool(true)) => text::of("conflict.taken_back").to_owned(),
        ("retracted", _) => text::of("conflict.stays").to_owned(),
        // Of the answer to "same ticket?".
        ("stands", Value::Null) => text::of("conflict.two_tickets").to_owned(),
        ("stands", _) => text::of("conflict.one_ticket").to_owned(),
        _ => said(class, value),
    }
}

/// A value as a teacher reads it: names instead of ids.
fn said(class: &Class, value: &Value) -> String {
    let key = match value {
        Value::Null => "conflict.nothing",
        Value::Bool(true) => "conflict.yes",
        Value::Bool(false) => "conflict.no",
        Value::Raw(_) => "conflict.unreadable",
        Value::Int(n) => return n.to_string(),
        Value::Number(n) => return n.to_string(),
        Value::Text(text) => return said_text(class, text),
    };
    text::of(key).to_owned()
}

fn said_text(class: &Class, text: &str) -> String {
    if let Ok(date) = text.parse::<Date>() {
        return text::say(&Sentence::new("conflict.date").with("date", date));
    }
    // What was taken back has a name, too.
    let group = class.groups.ever(&text.into()).map(|group| group.name.clone());
    let student = || class.students.ever(&text.into()).map(crate::domain::roster::Student::full);
    let adult = || class.adults.ever(&text.into()).map(|adult| adult.name.clone());
    let station = || class.stations.ever(&text.into()).map(|station| station.name.clone());
    let subject = || class.subjects.ever(&text.into()).map(|subject| subject.name.clone());
    let name = group.or_else(student).or_else(adult).or_else(station).or_else(subject);
    name.unwrap_or_else(|| text.to_owned())
}

/// What a record is: whose mark on which standard, whose group, which check.
fn what(class: &Class, kind: &str, id: &str) -> Sentence {
    let parts: Vec<&str> = id.split('/').collect();
    let key = match kind {
        "evidence" => "conflict.evidence",
        "diagnostic" => "conflict.diagnostic",
        "judgement" => "conflict.judgement",
        "standard_for" => "conflict.standard_for",
        "placement" | "guest" => "conflict.placement",
        "student" | "enrolment" | "tagged" => "conflict.student",
        "absence" => "conflict.absence",
        "plan" | "goal" | "playlist_item" | "support" | "reflection" => "conflict.plan",
        "conference" => "conflict.conference",
        "group" => "conflict.group",
        "station" => "conflict.station",
        "check" => "conflict.check",
        "alias" => "conflict.alias",
        "session" | "attendance" => "conflict.session",
        "class" | "subject" | "level" | "unit" | "unit_standard" | "priority" => "conflict.class",
        _ => "conflict.entry",
    };
    let who = parts.iter().find_map(|part| class.students.ever(&(*part).into())).or_else(|| {
        let of = match kind {
            "plan" => class.plans.get(&id.into()).map(|plan| &plan.student),
            "goal" => class
                .goals
                .get(&id.into())
                .and_then(|goal| class.plans.get(goal.plan.as_ref()?))
                .map(|plan| &plan.student),
            "conference" => class.conferences.get(&id.into()).map(|talk| &talk.student),
            _ => None,
        };
        class.students.ever(of?.as_ref()?)
    });
    let name = match kind {
        "group" => class.groups.ever(&id.into()).map(|group| group.name.clone()),
        "station" => class.stations.ever(&id.into()).map(|station| station.name.clone()),
        "check" => class.checks.get(&id.into()).map(|check| check.title.clone()),
        _ => None,
    };
    let somebody = || text::of("conflict.somebody").to_owned();
    Sentence::new(key)
        .with("who", who.map_or_else(somebody, crate::domain::roster::Student::full))
        .with("standard", parts.get(usize::from(kind != "standard_for")).copied().unwrap_or_default())
        .with("name", name.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(value: &str) -> Value {
        Value::Text(value.into())
    }

    #[test]
    fn a_mark_and_a_ticket_are_said_in_words() {
        let class = Class::default();
        let said = |kind, fields: Vec<(&str, &Value, &Value)>| {
            text::say(&sentence(&class, &Contested { kind, id: "s1/5.NF.A.1/k1/1", fields }))
        };
        let (four, scored, absent) = (Value::Int(4), text("scored"), text("absent"));
        let mark = vec![("score", &four, &Value::Null), ("state", &scored, &absent)];
        let expect = "a student's mark on 5.NF.A.1: “4” stands, “absent” does not.";
        assert_eq!(said("evidence", mark), expect);
        let ticket = said("alias", vec![("stands", &Value::Null, &text("k1"))]);
        assert_eq!(ticket, "Whether a ticket came in twice: “two tickets” stands, “one ticket” does not.");
    }

    #[test]
    fn names_instead_of_ids() {
        let mut class = Class::default();
        for (kind, id, field, value) in [
            ("student", "s1", "given", "Ana"),
            ("student", "s1", "family", "Ruiz"),
            ("group", "g1", "name", "Oak"),
            ("group", "g2", "name", "Elm"),
            ("plan", "p1", "student", "s1"),
            ("goal", "o1", "plan", "p1"),
        ] {
            class.set(kind, id, field, &text(value));
        }
        class.set("student", "s1", "retracted", &Value::Bool(true));
        class.set("group", "g1", "retracted", &Value::Bool(true));
        let words = |kind, id, fields: &[(&str, Value, Value)]| {
            let fields = fields.iter().map(|(field, stands, other)| (*field, stands, other)).collect();
            text::say(&sentence(&class, &Contested { kind, id, fields }))
        };
        let back = [("retracted", Value::Bool(true), Value::Null)];
        let words_of_back = words("evidence", "s1/5.NF.A.1/k1/1", &back);
        assert_eq!(
            words_of_back,
            "Ana Ruiz's mark on 5.NF.A.1: “taken back” stands, “not taken back” does not."
        );
        let say = |kind, id, stands: Value, other: Value| words(kind, id, &[("any", stands, other)]);
        for (kind, id, stands, other, expected) in [
            ("placement", "c1/s1", text("g1"), text("g2"), "Ana Ruiz's group: “Oak” stands, “Elm” does not."),
            (
                "evidence",
                "s1/5.NF.A.1/k1/1",
                Value::Int(3),
                Value::Number(2.5),
                "Ana Ruiz's mark on 5.NF.A.1: “3” stands, “2.5” does not.",
            ),
            (
                "goal",
                "o1",
                text("2026-11-19"),
                Value::Null,
                "Ana Ruiz's learning plan: “19 November” stands, “nothing” does not.",
            ),
            (
                "standard_for",
                "H.1/s1",
                Value::Bool(true),
                Value::Bool(false),
                "Whether H.1 is for Ana Ruiz: “yes” stands, “no” does not.",
            ),
            ("group", "g1", text("Oak"), text("Ash"), "The group Oak: “Oak” stands, “Ash” does not."),
            (
                "hologram",
                "x",
                Value::Raw("{}".into()),
                Value::Bool(true),
                "An entry: “something that this version does not know” stands, “yes” does not.",
            ),
        ] {
            assert_eq!(say(kind, id, stands, other), expected);
        }
        let level =
            [("level", Value::Int(3), Value::Int(4)), ("reason", Value::Null, text("Showed it twice"))];
        assert_eq!(
            words("judgement", "s1/5.NF.A.1", &level),
            "The level that was set for Ana Ruiz on 5.NF.A.1: “3” stands, “4, Showed it twice” does not."
        );
    }
}
