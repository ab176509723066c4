//! "Same ticket?" in words: what a file has that the class has already, and tickets that are there twice.

use super::mastery::kind_words;
use super::text;
use crate::domain::command::Meeting;
use crate::domain::id::{CheckId, StudentId, SubjectId};
use crate::domain::mastery::same_ticket::{Cell, Differs, Double, doubles};
use crate::domain::mastery::{Evidence, EvidenceState, Scale};
use crate::domain::roster::Student;
use crate::domain::{Class, Sentence};

/// Marks and names that are said one by one; the others are counted.
const SAID: usize = 6;

/// What a file says of one check of the class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetingRow {
    /// "Exit ticket, 2 November is in your class already." or "Same ticket as Exit ticket, 2 November?"
    pub says: String,
    /// "3 new, 1 changed, 20 as before"
    pub counts: String,
    /// Both in one sentence, where it is asked without a page.
    pub question: String,
    /// Changed marks, who is missing, what stays taken back.
    pub details: Vec<String>,
    /// The teacher is asked.
    pub is_asked: bool,
}

/// Two checks that look like one ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DoubleRow {
    /// The smaller id, and the larger.
    pub pair: (CheckId, CheckId),
    /// Asks whether the two are one ticket.
    pub says: String,
    /// "Marks that agree: 20. That differ: 1. In one of them alone: 3."
    pub counts: String,
    /// Marks that differ.
    pub details: Vec<String>,
}

/// "Exit ticket, 2 November"
pub fn check_title(class: &Class, id: &CheckId) -> String {
    let check = class.checks.get(class.counts_as(id)).cloned().unwrap_or_default();
    let title = if check.title.is_empty() { kind_words(check.kind).to_owned() } else { check.title };
    match check.done_on {
        Some(on) => text::say(&Sentence::new("same.title").with("title", title).with("on", on)),
        None => title,
    }
}

/// What a file says of a check.
pub fn meeting_row(class: &Class, meeting: &Meeting) -> MeetingRow {
    let title = check_title(class, &meeting.same.check);
    let key = match (meeting.is_sure, meeting.is_all_as_before()) {
        (false, _) => "same.ask",
        (true, true) => "same.all_as_before",
        (true, false) => "same.here",
    };
    let counts = Sentence::new("same.counts").with("added", meeting.added);
    let counts = counts.with("changed", meeting.changed.len()).with("same", meeting.as_before);
    let mut details = differ(class, "same.changed", &meeting.changed, |mark| (&mark.one, &mark.other));
    if !meeting.vanished.is_empty() {
        let who = meeting.vanished.iter().map(|student| name(class, student));
        details.push(text::say(&Sentence::new("same.vanished").with("who", some(who.collect()))));
    }
    if !meeting.without.is_empty() {
        let items = some(meeting.without.clone());
        details.push(text::say(&Sentence::new("same.without").with("items", items)));
    }
    if meeting.taken_back > 0 {
        details.push(text::say(&Sentence::new("same.taken_back").with("n", meeting.taken_back)));
    }
    MeetingRow {
        question: text::say(
            &Sentence::new("same.question").with("title", title.as_str()).with("counts", counts.clone()),
        ),
        says: text::say(&Sentence::new(key).with("title", title)),
        counts: text::say(&counts),
        details,
        is_asked: !meeting.is_sure,
    }
}

/// Tickets of the class that are there twice.
pub fn double_rows(class: &Class) -> Vec<DoubleRow> {
    let row = |double: &Double| double_row(class, double, double, ["same.double", "same.differs"]);
    doubles(class).iter().map(row).collect()
}

/// Tickets that would be there twice only after a file was brought in: `with` is the class as it would be then. The one
/// that is here stands first.
pub fn new_double_rows(before: &Class, with: &Class) -> Vec<DoubleRow> {
    let known: Vec<(CheckId, CheckId)> =
        doubles(before).into_iter().map(|known| (known.one, known.other)).collect();
    let new = doubles(with).into_iter().filter(|new| !known.contains(&(new.one.clone(), new.other.clone())));
    let is_here = |check: &CheckId| before.checks.get(check).is_some();
    let row = |double: Double| match (is_here(&double.one), is_here(&double.other)) {
        (true, false) => double_row(with, &double, &double, ["same.double_brings", "same.changed"]),
        (false, true) => {
            double_row(with, &double, &turned(double.clone()), ["same.double_brings", "same.changed"])
        }
        _ => double_row(with, &double, &double, ["same.double_new", "same.differs"]),
    };
    new.map(row).collect()
}

/// The same two the other way round.
fn turned(double: Double) -> Double {
    let turn = |it: Differs| Differs { one: it.other, other: it.one, ..it };
    Double {
        one: double.other,
        other: double.one,
        differs: double.differs.into_iter().map(turn).collect(),
        only_one: double.only_other,
        only_other: double.only_one,
        ..double
    }
}

/// `told` is the double as it is told of; an answer is about the pair itself.
fn double_row(class: &Class, double: &Double, told: &Double, [key, differs]: [&'static str; 2]) -> DoubleRow {
    let says = Sentence::new(key).with("one", check_title(class, &told.one));
    let counts = Sentence::new("same.double_counts").with("same", told.same);
    let counts = counts.with("differs", told.differs.len()).with("only", told.only_one + told.only_other);
    let mut details = differ(class, differs, &told.differs, |mark| (&mark.one, &mark.other));
    if !details.is_empty() {
        details.push(text::of("same.stands").to_owned());
    }
    DoubleRow {
        pair: (double.one.clone(), double.other.clone()),
        says: text::say(&says.with("other", check_title(class, &told.other))),
        counts: text::say(&counts),
        details,
    }
}

fn differ(
    class: &Class,
    key: &'static str,
    marks: &[Differs],
    sides: impl Fn(&Differs) -> (&Evidence, &Evidence),
) -> Vec<String> {
    let line = |differs: &Differs| {
        let (was, now) = sides(differs);
        let (student, standard, _): &Cell = &differs.cell;
        let line = Sentence::new(key).with("who", name(class, student)).with("standard", standard.as_str());
        text::say(&line.with("was", mark_words(class, was)).with("now", mark_words(class, now)))
    };
    let mut lines: Vec<String> = marks.iter().take(SAID).map(line).collect();
    if marks.len() > SAID {
        lines.push(text::say(&Sentence::new("same.more").with("n", marks.len() - SAID)));
    }
    lines
}

/// The first names of a list, and how many more there are.
fn some(mut all: Vec<String>) -> Vec<String> {
    if all.len() > SAID {
        let more = text::say(&Sentence::new("same.more").with("n", all.len() - SAID));
        all.truncate(SAID);
        all.push(more);
    }
    all
}

fn name(class: &Class, student: &StudentId) -> String {
    class.students.get(student).map(Student::full).unwrap_or_default()
}

/// "3 of 4", "level 3", "absent"
fn mark_words(class: &Class, mark: &Evidence) -> String {
    let key = match (mark.state, mark.score, mark.of) {
        (EvidenceState::Absent, ..) => "same.absent",
        (EvidenceState::Excused, ..) => "same.excused",
        (EvidenceState::Missing, ..) => "same.missing",
        (EvidenceState::Scored, None, _) => "same.no_mark",
        (EvidenceState::Scored, Some(points), Some(of)) => {
            return text::say(&Sentence::new("same.of").with("points", points).with("of", of));
        }
        (EvidenceState::Scored, Some(level), None) => {
            let subject = class.subjects.iter().next().map_or_else(SubjectId::default, |(id, _)| id.clone());
            let level = Scale::of(class, &subject).shown_score(level);
            return text::say(&Sentence::new("same.level").with("level", level));
        }
    };
    text::of(key).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::Value;

    fn class() -> Class {
        let mut class = Class::default();
        class.set("student", "s1", "given", &Value::Text("Ana".into()));
        class.set("student", "s2", "given", &Value::Text("Ben".into()));
        for (check, ben) in [("c1", 3), ("c2", 2)] {
            class.set("check", check, "subject", &Value::Text("m".into()));
            class.set("check", check, "done_on", &Value::Text("2026-11-02".into()));
            class.set("evidence", &format!("s1/5.NF.A.1/{check}/1"), "score", &Value::Int(3));
            class.set("evidence", &format!("s2/5.NF.A.1/{check}/1"), "score", &Value::Int(ben));
        }
        class.set("check", "c2", "title", &Value::Text("Fractions".into()));
        class
    }

    #[test]
    fn a_double_says_what_differs_and_one_that_was_there_is_not_new() {
        let class = class();
        let [row] = double_rows(&class).try_into().unwrap();
        assert_eq!(
            row.says,
            "Same ticket? Exit ticket, 2 November and Fractions, 2 November have the same day, standards and \
             students, so both count."
        );
        assert_eq!(row.counts, "Marks that agree: 1. That differ: 1. In one of them alone: 0.");
        assert_eq!(row.details[0], "Ben, 5.NF.A.1: level 3 and level 2");
        assert!(new_double_rows(&class, &class).is_empty());
        let said = |before: &Class| {
            let [row] = new_double_rows(before, &class).try_into().unwrap();
            assert_eq!((row.pair.0.0.as_str(), row.pair.1.0.as_str()), ("c1", "c2"));
            (row.says.clone(), row.details[0].clone())
        };
        let (says, differs) = said(&Class::default());
        assert!(says.starts_with("Same ticket? With this file there would be Exit ticket, 2 November and"));
        assert_eq!(differs, "Ben, 5.NF.A.1: level 3 and level 2");
        // The one that is here is named first, whichever id is the smaller.
        for (here, one, other, differs) in [
            ("c1", "Exit ticket", "Fractions", "level 3 here, level 2"),
            ("c2", "Fractions", "Exit ticket", "level 2 here, level 3"),
        ] {
            let mut before = Class::default();
            before.set("check", here, "subject", &Value::Text("m".into()));
            let expected = format!(
                "Same ticket? {one}, 2 November is in your class, and this file brings {other}, 2 November"
            );
            let (says, details) = said(&before);
            assert!(says.starts_with(&expected), "{says}");
            assert_eq!(details, format!("Ben, 5.NF.A.1: {differs} in what comes in"));
        }
    }

    #[test]
    fn marks_as_they_were_entered() {
        let class = class();
        let said = |score: Option<f64>, of: Option<f64>, state| {
            mark_words(&class, &Evidence { score, of, state, ..Evidence::default() })
        };
        assert_eq!(said(Some(3.0), Some(4.0), EvidenceState::Scored), "3 of 4");
        assert_eq!(said(None, None, EvidenceState::Missing), "not handed in");
        assert_eq!(said(None, None, EvidenceState::Scored), "no mark");
    }
}
