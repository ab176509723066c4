//! Everything that the pages say of each student on each standard, beside where the student stands: one answer on every
//! page. What a page says is read from the rows that it prints; no word is written here.

mod goals;
mod lessons;
mod listed;
mod marks;

use std::collections::BTreeMap;

use serde::Serialize;

use super::mastery::mastery_on;
use super::student::{StudentPage, student_page};
use crate::domain::id::{StandardId, StudentId, SubjectId};
use crate::domain::mastery::Standings;
use crate::domain::standards::Catalog;
use crate::domain::subject::in_order;
use crate::domain::{Class, Date};
use listed::listed;

/// All that is said.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct SaidRows {
    /// By subject in the class's order, by standard in teaching order, by student's name.
    pub rows: Vec<SaidRow>,
    /// By standard; of one that two subjects have, as the first of them counts.
    pub counts: BTreeMap<String, CountRow>,
}

/// One student on one standard.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SaidRow {
    /// Id of the student.
    pub student: String,
    /// "Mateo V.".
    pub name: String,
    /// Id of the standard.
    pub standard: String,
    /// Id of the subject.
    pub subject: String,
    /// The score's level; `None` without evidence.
    pub level: Option<u32>,
    /// On the subject's scale.
    pub score: Option<f64>,
    /// Tag of what the level says.
    pub verdict: &'static str,
    /// Tag of how sure that is.
    pub sure: &'static str,
    /// Marks that count.
    pub pieces: usize,
    /// Tag of what comes next.
    pub next_step: &'static str,
    /// What the pages say.
    pub said: Vec<Said>,
    /// The standard is for the student: needs and next steps follow from it.
    #[serde(skip)]
    pub counts: bool,
}

/// One thing that a page says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Said {
    pub page: &'static str,
    pub text: String,
}

/// The class on a standard, of those for whom it counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct CountRow {
    /// At mastery or beyond.
    pub mastered: usize,
    /// With evidence, mastered or not.
    pub with_marks: usize,
}

/// What is said, by student and standard, while it is collected for one subject.
#[derive(Default)]
struct Collected(BTreeMap<(StudentId, StandardId), Vec<Said>>);

impl Collected {
    fn say(&mut self, student: &StudentId, standard: &StandardId, page: &'static str, text: String) {
        if !text.is_empty() {
            self.0.entry((student.clone(), standard.clone())).or_default().push(Said { page, text });
        }
    }
}

/// What a collector is given.
struct Room<'a> {
    class: &'a Class,
    catalog: &'a Catalog,
    subject: SubjectId,
    /// The standards that are asked about, in teaching order.
    standards: Vec<StandardId>,
    /// Who belongs to the class today, by name.
    students: Vec<StudentId>,
    /// The page of each student, on all subjects.
    pages: &'a [(StudentId, StudentPage)],
    today: Date,
    /// In minutes after midnight.
    minute: u32,
}

/// What the pages say today; `minute` is the time, in minutes after midnight.
pub fn standing_rows(class: &Class, catalog: &Catalog, today: Date, minute: u32) -> SaidRows {
    let mut all = SaidRows::default();
    let page = |id: &StudentId| Some((id.clone(), student_page(class, catalog, id, today)?));
    let pages: Vec<_> = class.students.iter().filter_map(|(id, _)| page(id)).collect();
    for (subject, _) in in_order(class) {
        of_subject(class, catalog, &subject, (today, minute), &pages, &mut all);
    }
    all
}

fn of_subject(
    class: &Class,
    catalog: &Catalog,
    subject: &SubjectId,
    (today, minute): (Date, u32),
    pages: &[(StudentId, StudentPage)],
    all: &mut SaidRows,
) {
    let grid = mastery_on(class, catalog, subject, listed(class, catalog, subject), today);
    let room = Room {
        class,
        catalog,
        subject: subject.clone(),
        standards: grid.columns.iter().map(|column| column.id.as_str().into()).collect(),
        students: grid.rows.iter().map(|row| row.id.as_str().into()).collect(),
        pages,
        today,
        minute,
    };
    let mut said = Collected::default();
    let mut standings = Standings::new(class, catalog, subject);
    marks::collect(&room, &grid, &mut standings, &mut said);
    lessons::collect(&room, &mut said);
    goals::collect(&room, &mut said);
    for (at, (column, standard)) in grid.columns.iter().zip(&room.standards).enumerate() {
        let count = CountRow { mastered: column.mastered, with_marks: column.known };
        all.counts.entry(column.id.clone()).or_insert(count);
        for (row, student) in grid.rows.iter().zip(&room.students) {
            let standing = standings.standing(student, standard);
            if !row.cells[at].counts && standing.score.is_none() {
                continue;
            }
            let key = (student.clone(), standard.clone());
            all.rows.push(SaidRow {
                student: row.id.clone(),
                name: row.name.clone(),
                standard: column.id.clone(),
                subject: subject.to_string(),
                level: standing.level,
                score: standing.score,
                verdict: standing.verdict.tag(),
                sure: standing.sure.tag(),
                pieces: standing.n(),
                next_step: standings.next(student, standard).step.tag(),
                said: said.0.remove(&key).unwrap_or_default(),
                counts: row.cells[at].counts,
            });
        }
    }
}

/// Whether a text names a standard by its code: "5.NF.A.1" is not named by "5.NF.A.12", nor by "15.NF.A.1".
fn names(text: &str, code: &str) -> bool {
    let is_part = |letter: char| letter.is_alphanumeric();
    text.match_indices(code).any(|(at, _)| {
        let before = text[..at].chars().next_back().is_some_and(|letter| is_part(letter) || letter == '.');
        let mut after = text[at + code.len()..].chars();
        let goes_on = match after.next() {
            Some('.') => after.next().is_some_and(is_part),
            letter => letter.is_some_and(is_part),
        };
        !code.is_empty() && !before && !goes_on
    })
}

#[cfg(test)]
mod tests;
