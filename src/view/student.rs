//! One student across standards and years: every standard of every subject, with what it rests on, and where the
//! student stood at the end of each earlier school year.

use serde::Serialize;

use super::mark::MarkRow;
use super::mastery::{sheet_columns, standard_name};
use super::standards::address;
use super::standing::standing_words;
use super::text;
use crate::domain::calendar::school_year;
use crate::domain::id::{StandardId, StudentId, SubjectId};
use crate::domain::mastery::StandardMastery;
use crate::domain::order::Order;
use crate::domain::standards::{Catalog, ForWhom};
use crate::domain::subject::in_order;
use crate::domain::{Class, Date, Sentence};
use crate::view::words::ago;

/// The page of one student.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StudentPage {
    /// "Mateo Vargas".
    pub name: String,
    /// "18 of 25 standards mastered.".
    pub lead: String,
    /// "3 rest on one mark."
    pub but: String,
    /// Subjects in the class's order; those without a standard are left out.
    pub subjects: Vec<SubjectRows>,
}

/// The standards of a subject.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SubjectRows {
    #[serde(skip)]
    pub subject: SubjectId,
    /// "Math".
    pub name: String,
    /// Earlier school years with marks, the first one first: "2025-26".
    pub years: Vec<String>,
    /// Standards by domain, in teaching order.
    pub domains: Vec<DomainRows>,
}

/// The standards of a domain.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DomainRows {
    /// "Number and operations: fractions"; empty where it is not known.
    pub name: String,
    pub rows: Vec<StandardLine>,
}

/// A standard as the student's page prints it, now and at the end of earlier years.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StandardLine {
    pub code: String,
    /// What it is about.
    pub label: String,
    /// Where its page is.
    pub address: String,
    /// The level at the end of each earlier year, as `years` lists them.
    pub earlier: Vec<Option<MarkRow>>,
    /// The level now.
    pub mark: MarkRow,
    /// "Mastered, fairly sure"; empty without evidence.
    pub standing: String,
    /// "3 marks, the newest 12 days ago".
    pub rests_on: String,
}

/// The page of a student; `None` where the class does not know the student.
pub fn student_page(
    class: &Class,
    catalog: &Catalog,
    student: &StudentId,
    today: Date,
) -> Option<StudentPage> {
    let about = class.students.get(student)?;
    let (mut mastered, mut marked, mut tentative, mut open) = (0_usize, 0_usize, 0_usize, 0_usize);
    let mut subjects = Vec::new();
    let whom = ForWhom::of(class, catalog);
    for (subject, name) in in_order(class) {
        let columns: Vec<StandardMastery> = sheet_columns(class, catalog, &subject)
            .iter()
            .map(|standard| StandardMastery::of(class, &subject, standard))
            .filter(|mastery| whom.counts(&mastery.standard, student) || knows_of(class, mastery, student))
            .collect();
        if columns.is_empty() {
            continue;
        }
        let counted = columns.iter().filter(|mastery| whom.counts(&mastery.standard, student));
        for standing in counted.map(|mastery| mastery.standing(class, student)) {
            marked += usize::from(standing.score.is_some());
            open += usize::from(standing.score.is_none());
            mastered += usize::from(standing.mastered());
            tentative += usize::from(standing.score.is_some() && standing.tentative());
        }
        subjects.push(subject_rows(class, catalog, (subject, name), student, &columns, today));
    }
    let lead = match marked + open {
        0 => Sentence::new("student.nothing"),
        n => Sentence::new("student.lead").with("mastered", mastered).with("n", n),
    };
    let but = match (tentative, open) {
        (0, 0) => None,
        (0, open) => Some(Sentence::new("student.but_open").with("n", open)),
        (tentative, _) => Some(Sentence::new("student.but_tentative").with("n", tentative)),
    };
    Some(StudentPage {
        name: about.full(),
        lead: text::say(&lead),
        but: but.map(|but| text::say(&but)).unwrap_or_default(),
        subjects,
    })
}

/// Whether anything is known: what is not for the student is listed only then.
fn knows_of(class: &Class, mastery: &StandardMastery, student: &StudentId) -> bool {
    !mastery.evidence(student).is_empty() || mastery.standing(class, student).score.is_some()
}

fn subject_rows(
    class: &Class,
    catalog: &Catalog,
    (subject, name): (SubjectId, String),
    student: &StudentId,
    columns: &[StandardMastery],
    today: Date,
) -> SubjectRows {
    let this_year = year_of(class.about().starts.unwrap_or(today));
    let marked_on =
        columns.iter().flat_map(|mastery| mastery.evidence(student)).filter_map(|piece| piece.done_on);
    let mut years: Vec<i32> = marked_on.map(year_of).filter(|year| *year < this_year).collect();
    years.order();
    years.dedup();
    let mut domains: Vec<DomainRows> = Vec::new();
    for mastery in columns {
        let line = line(class, catalog, mastery, student, &years, today);
        let name = domain_name(class, catalog, &mastery.standard);
        match domains.last_mut().filter(|last| last.name == name) {
            Some(last) => last.rows.push(line),
            None => domains.push(DomainRows { name, rows: vec![line] }),
        }
    }
    let years = years.into_iter().map(|year| format!("{year}–{:02}", (year + 1) % 100)).collect();
    SubjectRows { subject, name, years, domains }
}

/// The calendar year in which a day's school year starts.
fn year_of(day: Date) -> i32 {
    school_year(day).starts.year()
}

fn domain_name(class: &Class, catalog: &Catalog, standard: &StandardId) -> String {
    let own = class.own_standards.get(standard).map(|own| own.domain.clone());
    let built_in =
        || catalog.get(standard).and_then(|known| catalog.domain_name(&known.domain)).map(str::to_owned);
    own.filter(|name| !name.is_empty()).or_else(built_in).unwrap_or_default()
}

fn line(
    class: &Class,
    catalog: &Catalog,
    mastery: &StandardMastery,
    student: &StudentId,
    years: &[i32],
    today: Date,
) -> StandardLine {
    let standing = mastery.standing(class, student);
    let about = standard_name(class, catalog, &mastery.standard);
    let at_end = |year: &i32| {
        let score = mastery.score_of_days(student, |day| year_of(day) == *year)?;
        Some(MarkRow::plain(&mastery.scale, mastery.scale.level(score)))
    };
    let n = standing.n();
    let rests_on = match standing.newest {
        _ if n == 0 => Sentence::new("student.no_mark"),
        Some(newest) => Sentence::new("student.rests_on").with("n", n).with("ago", ago(newest, today)),
        None => Sentence::new("student.rests_on_undated").with("n", n),
    };
    StandardLine {
        code: about.code,
        label: about.label,
        address: address(&mastery.standard),
        earlier: years.iter().map(at_end).collect(),
        mark: MarkRow::of(&mastery.scale, &standing),
        standing: if standing.score.is_some() { standing_words(&standing) } else { String::new() },
        rests_on: text::say(&rests_on),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::Value;

    fn text(value: &str) -> Value {
        Value::Text(value.into())
    }

    /// Ana has a mark on H.1 of last spring, two of this fall; none on H.2, which is a priority.
    fn class() -> Class {
        let mut class = Class::default();
        class.set("subject", "math", "name", &text("Math"));
        class.set("class", "class", "starts", &text("2026-09-01"));
        class.set("student", "a", "given", &text("Ana"));
        class.set("priority", "math/H.2", "priority", &Value::Bool(true));
        for (check, on, level) in [("c1", "2026-04-10", 2), ("c2", "2026-10-01", 3), ("c3", "2026-11-10", 4)]
        {
            class.set("check", check, "done_on", &text(on));
            class.set("check", check, "subject", &text("math"));
            class.set("evidence", &format!("a/H.1/{check}/1"), "score", &Value::Int(level));
        }
        class
    }

    #[test]
    fn each_standard_with_what_it_rests_on_and_its_earlier_years() {
        let page =
            student_page(&class(), &Catalog::default(), &"a".into(), "2026-11-20".parse().unwrap()).unwrap();
        assert_eq!(
            (page.lead.as_str(), page.but.as_str()),
            ("1 of 2 standards mastered.", "One has no mark yet.")
        );
        let math = &page.subjects[0];
        assert_eq!(math.years, ["2025–26"]);
        let rows = &math.domains[0].rows;
        assert_eq!(rows[0].earlier[0].as_ref().map(|mark| mark.digit.as_str()), Some("2"));
        assert_eq!(rows[0].rests_on, "2 marks, the newest 10 days ago");
        assert_eq!((rows[1].earlier[0].clone(), rows[1].rests_on.as_str()), (None, "No mark yet"));
    }

    #[test]
    fn what_is_for_others_is_listed_only_with_marks_and_counts_nowhere() {
        let mut class = class();
        class.set("student", "b", "given", &text("Ben"));
        let page = |class: &Class| {
            let today = "2026-11-20".parse().unwrap();
            let page = student_page(class, &Catalog::default(), &"a".into(), today).unwrap();
            let codes: Vec<String> =
                page.subjects[0].domains[0].rows.iter().map(|row| row.code.clone()).collect();
            (codes.join(" "), page.lead, page.but)
        };
        class.set("standard_for", "H.2/b", "included", &Value::Bool(true));
        let said = |codes: &str, lead: &str| (codes.to_owned(), lead.to_owned(), String::new());
        assert_eq!(page(&class), said("H.1", "1 of one standard mastered."));
        class.set("standard_for", "H.1/b", "included", &Value::Bool(true));
        assert_eq!(page(&class), said("H.1", "Nothing has been checked yet."));
    }

    #[test]
    fn a_class_without_marks_says_so_and_a_stranger_has_no_page() {
        let mut class = Class::default();
        class.set("student", "a", "given", &text("Ana"));
        let today = "2026-11-20".parse().unwrap();
        let page = student_page(&class, &Catalog::default(), &"a".into(), today).unwrap();
        assert_eq!(page.lead, "Nothing has been checked yet.");
        assert_eq!(student_page(&class, &Catalog::default(), &"b".into(), today), None);
    }
}
