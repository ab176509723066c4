//! A check brought in whole, as from a file of results: items pooled by points into one piece of evidence for each
//! student and standard (`pools`). What the class has already is found by `again`, and only the differences are written.

mod again;
mod pools;

use std::collections::BTreeMap;

use super::mastery::{not_later_than_today, on_the_scale};
use super::off_roster::arrive;
use super::{Command, Context, NewDiagnostic, NewStandard, NewStudent, Rejected, same_ticket};
use crate::domain::Date;
use crate::domain::id::{CheckId, Mint, StandardId, StudentId, SubjectId};
use crate::domain::mastery::{Check, CheckKind, EvidenceState, Item, ItemStandard, Scale};
use crate::domain::record::Changes;
use crate::domain::{Class, Sentence};

pub use again::{Meeting, News};
use pools::{Target, write_difference, write_new};

/// An item of a check as a file names it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NewItem {
    /// Its head in the file, or its question.
    pub title: String,
    /// Points possible; `None` where its scores are levels, or where each mark says it.
    pub points: Option<f64>,
    /// What it shows; one at least.
    pub standards: Vec<StandardId>,
}

/// Whose mark it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MarkOf {
    /// A student of the class.
    Known(StudentId),
    /// An index into the new students of the same command.
    New(usize),
}

impl MarkOf {
    /// The student's id, once the new ones have theirs.
    pub(super) fn id<'a>(&'a self, new: &'a [StudentId]) -> &'a StudentId {
        match self {
            Self::Known(id) => id,
            Self::New(at) => &new[*at],
        }
    }
}

/// One cell of a file of results.
#[derive(Debug, Clone, PartialEq)]
pub struct NewMark {
    pub student: MarkOf,
    /// Index into the items.
    pub item: usize,
    /// Points, or a level where neither `of` nor the item's points say it.
    pub score: Option<f64>,
    /// Points possible; `None` takes those of the item.
    pub of: Option<f64>,
    /// Whether there is a score.
    pub state: EvidenceState,
    /// The day of the work, where it is not the check's.
    pub done_on: Option<Date>,
    /// 1, or more where the student did the check again.
    pub attempt: u32,
}

/// Results of a check, all at once.
///
/// The marks of a student on one standard become one piece of evidence: points are added up, levels alone are
/// averaged. An excused or missing item counts nothing; where nothing else is there, that state is what is kept.
/// Marks of several days make one check a day. What is the `same` as a check of the class makes none.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordCheck {
    pub subject: SubjectId,
    /// What kind it is.
    pub kind: CheckKind,
    /// What the teacher calls it.
    pub title: String,
    /// The day of the work.
    pub done_on: Date,
    /// In the file's order.
    pub items: Vec<NewItem>,
    /// In any order.
    pub marks: Vec<NewMark>,
    /// What a publisher's diagnostic says beside them.
    pub diagnostics: Vec<NewDiagnostic>,
    /// Students whom the class does not have yet, or who are off the roster with this school id.
    pub new_students: Vec<NewStudent>,
    /// Standards of the class's own that it does not have yet.
    pub new_standards: Vec<NewStandard>,
    /// What is a check that the class has already: only the differences come in.
    pub same: Vec<Same>,
    /// Checks that the class has, and that this is not, by the day of the work.
    pub apart: Vec<(Date, CheckId)>,
}

/// Items of one day that are a check which the class has already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Same {
    /// The day of their marks as they come in.
    pub day: Date,
    /// Indices into the items.
    pub items: Vec<usize>,
    /// Standards of which only some of the check's items are here: points are added up, so they are left as they are.
    pub left: Vec<StandardId>,
    /// The check of the class that the items are.
    pub check: CheckId,
}

impl RecordCheck {
    /// One without items and marks.
    pub fn of(subject: SubjectId, kind: CheckKind, title: impl Into<String>, done_on: Date) -> Self {
        Self {
            subject,
            kind,
            title: title.into(),
            done_on,
            items: Vec::new(),
            marks: Vec::new(),
            diagnostics: Vec::new(),
            new_students: Vec::new(),
            new_standards: Vec::new(),
            same: Vec::new(),
            apart: Vec::new(),
        }
    }

    fn check(&self, class: &Class, context: &Context) -> Result<(), Rejected> {
        not_later_than_today(self.done_on, context)?;
        if self.marks.is_empty() && self.diagnostics.is_empty() {
            return Err(Rejected::because("mastery.no_marks"));
        }
        if let Some(item) = self.items.iter().find(|item| item.standards.is_empty()) {
            return Err(Sentence::new("mastery.item_needs_a_standard").with("item", &item.title).into());
        }
        if let Some(row) = self.new_students.iter().position(|student| !student.named()) {
            return Err(Sentence::new("roster.needs_a_name").with("row", row + 1).into());
        }
        let levels = Scale::of(class, &self.subject).len();
        for diagnostic in &self.diagnostics {
            self.is_somebody(class, &diagnostic.student)?;
            diagnostic.check(self.done_on, context)?;
        }
        for mark in &self.marks {
            self.is_somebody(class, &mark.student)?;
            not_later_than_today(mark.done_on.unwrap_or(self.done_on), context)?;
            let Some(item) = self.items.get(mark.item) else {
                return Err(Rejected::because("mastery.no_marks"));
            };
            let Some(score) = mark.score.filter(|_| mark.state == EvidenceState::Scored) else { continue };
            let about = |key: &'static str| Sentence::new(key).with("item", &item.title).with("score", score);
            if !score.is_finite() || score < 0.0 {
                return Err(about("mastery.not_a_score").into());
            }
            match mark.of.or(item.points) {
                Some(of) if of.is_finite() && of > 0.0 => {}
                Some(of) => return Err(about("mastery.not_points").with("of", of).into()),
                None if on_the_scale(score, levels).is_ok() => {}
                None => return Err(about("mastery.needs_points").with("levels", levels).into()),
            }
        }
        Ok(())
    }

    fn is_somebody(&self, class: &Class, student: &MarkOf) -> Result<(), Rejected> {
        let is_known = match student {
            MarkOf::Known(id) => class.students.get(id).is_some(),
            MarkOf::New(at) => *at < self.new_students.len(),
        };
        if is_known { Ok(()) } else { Err(Rejected::because("roster.unknown_student")) }
    }

    fn write_check(&self, entered_on: Date, day: Date, mint: &mut Mint, changes: &mut Changes) -> CheckId {
        let id: CheckId = mint.id();
        changes
            .set(&id, Check::SUBJECT, self.subject.clone())
            .set(&id, Check::KIND, self.kind)
            .set(&id, Check::TITLE, self.title.trim().to_owned())
            .set(&id, Check::DONE_ON, day)
            .set(&id, Check::ENTERED_ON, entered_on);
        let is_elsewhere =
            |at: usize| self.same.iter().any(|same| same.day == day && same.items.contains(&at));
        for (at, (n, item)) in (1..).zip(&self.items).enumerate() {
            if is_elsewhere(at) {
                continue;
            }
            changes.set(&(id.clone(), n), Item::TITLE, item.title.clone());
            changes.set_some(&(id.clone(), n), Item::POINTS, item.points);
            for standard in &item.standards {
                changes.set(&(id.clone(), n, standard.clone()), ItemStandard::SHOWS, true);
            }
        }
        id
    }
}

impl Command for RecordCheck {
    fn changes(&self, class: &Class, context: &mut Context) -> Result<Changes, Rejected> {
        self.check(class, context)?;
        let mut changes = Changes::default();
        for standard in &self.new_standards {
            standard.write(class, &mut changes);
        }
        let mut ids: Vec<StudentId> = Vec::new();
        for student in &self.new_students {
            ids.push(arrive(class, student, context, &mut changes).0);
        }
        let mut checks: BTreeMap<Date, CheckId> = BTreeMap::new();
        let mut new_check = |day: Date, changes: &mut Changes, mint: &mut Mint| {
            let id = checks.entry(day).or_insert_with(|| self.write_check(context.today, day, mint, changes));
            id.clone()
        };
        for diagnostic in &self.diagnostics {
            let student = diagnostic.student.id(&ids);
            let day = diagnostic.done_on.unwrap_or(self.done_on);
            let check = match diagnostic.known(class, student, day) {
                Some(known) => known,
                None => new_check(day, &mut changes, &mut context.mint),
            };
            diagnostic.write(student, &check, &mut changes);
        }
        for ((target, student, standard, attempt), mark) in self.pooled(class, &ids) {
            match target {
                Target::New(day) => {
                    let check = new_check(day, &mut changes, &mut context.mint);
                    write_new(&mut changes, &(student, standard, check, attempt), &mark);
                }
                Target::Known(check) => {
                    write_difference(class, &mut changes, &(student, standard, check, attempt), &mark);
                }
            }
        }
        for (day, other) in &self.apart {
            if let Some(new) = checks.get(day) {
                same_ticket::write(&mut changes, new, other, false);
            }
        }
        Ok(changes)
    }

    fn label(&self, class: &Class) -> Sentence {
        let marks = match self.same.is_empty() {
            true => self.marks.len(),
            false => {
                let news = self.news(class);
                news.added + news.changed
            }
        };
        let n = marks + self.diagnostics.len();
        match self.title.trim() {
            "" => Sentence::new("undo.record_check_of_day").with("n", n).with("on", self.done_on),
            title => Sentence::new("undo.record_check").with("n", n).with("title", title),
        }
    }
}

#[cfg(test)]
mod tests;
