//! Commands on term reports.

use super::roster::{known, name_of};
use super::{Command, Context, Rejected};
use crate::domain::class::Snapshot;
use crate::domain::id::{ReportId, SnapshotId, StudentId};
use crate::domain::record::{Changes, MAX_TEXT, longer};
use crate::domain::report::{Report, ReportComment, StudentSheet, TERM_REPORT, write_sheet};
use crate::domain::roster::Student;
use crate::domain::{Class, Sentence};

/// Most characters of a comment, so that it goes into one snapshot with the levels.
pub const MAX_COMMENT: usize = 1_500;

/// Begins a term report.
#[derive(Debug, Clone, PartialEq)]
pub struct BeginReport {
    /// "Fall term".
    pub title: String,
}

impl Command for BeginReport {
    fn changes(&self, class: &Class, context: &mut Context) -> Result<Changes, Rejected> {
        let title = self.title.trim();
        if title.is_empty() {
            return Err(Rejected::because("report.needs_a_title"));
        }
        if class.reports.iter().any(|(_, report)| report.title == title) {
            return Err(Sentence::new("report.title_twice").with("title", title).into());
        }
        let id: ReportId = context.mint.id();
        let mut changes = Changes::default();
        changes.set(&id, Report::TITLE, title.to_owned()).set(&id, Report::BEGUN, context.today);
        Ok(changes)
    }

    fn label(&self, _: &Class) -> Sentence {
        Sentence::new("undo.begin_report").with("title", self.title.trim())
    }
}

/// Writes the comment of a student; an empty one takes it back.
#[derive(Debug, Clone, PartialEq)]
pub struct WriteComment {
    pub report: ReportId,
    pub student: StudentId,
    pub text: String,
}

impl Command for WriteComment {
    fn changes(&self, class: &Class, _: &mut Context) -> Result<Changes, Rejected> {
        still_open(class, &self.report)?;
        known(class, &self.student)?;
        let text = self.text.trim();
        if longer(text, MAX_COMMENT) {
            let name = name_of(class, &self.student);
            return Err(Sentence::new("report.long_comment")
                .with("name", name)
                .with("most", MAX_COMMENT)
                .into());
        }
        let key = (self.report.clone(), self.student.clone());
        let before = class.report_comments.get(&key).map(|comment| comment.text.as_str()).unwrap_or_default();
        let mut changes = Changes::default();
        if before != text {
            changes.set(&key, ReportComment::TEXT, text.to_owned());
        }
        Ok(changes)
    }

    fn label(&self, class: &Class) -> Sentence {
        Sentence::new("undo.write_comment").with("name", name_of(class, &self.student))
    }
}

/// Gives a report out: every sheet is kept as it is now, and later marks no longer change it.
#[derive(Debug, Clone, PartialEq)]
pub struct GiveOutReport {
    pub report: ReportId,
    /// A sheet for each student.
    pub sheets: Vec<(StudentId, StudentSheet)>,
}

impl Command for GiveOutReport {
    fn changes(&self, class: &Class, context: &mut Context) -> Result<Changes, Rejected> {
        still_open(class, &self.report)?;
        if self.sheets.is_empty() {
            return Err(Rejected::because("report.nobody"));
        }
        let mut changes = Changes::default();
        changes.set(&self.report, Report::GIVEN_OUT, context.today);
        for (student, sheet) in &self.sheets {
            known(class, student)?;
            let content = write_sheet(sheet);
            if longer(&content, MAX_TEXT) {
                let name = name_of(class, student);
                return Err(Sentence::new("report.long_sheet").with("name", name).into());
            }
            let id: SnapshotId = context.mint.id();
            changes
                .set(&id, Snapshot::WHAT, TERM_REPORT.to_owned())
                .set(&id, Snapshot::STUDENT, student.clone())
                .set(&id, Snapshot::REPORT, self.report.clone())
                .set(&id, Snapshot::ON, context.today)
                .set(&id, Snapshot::CONTENT, content);
        }
        Ok(changes)
    }

    fn label(&self, class: &Class) -> Sentence {
        let title = class.reports.get(&self.report).map(|report| report.title.clone()).unwrap_or_default();
        Sentence::new("undo.give_out_report").with("title", title)
    }
}

/// Puts students in the order in which the school system lists them.
#[derive(Debug, Clone, PartialEq)]
pub struct OrderRoster {
    /// In that order; who is not among them comes after them.
    pub students: Vec<StudentId>,
}

impl Command for OrderRoster {
    fn changes(&self, class: &Class, _: &mut Context) -> Result<Changes, Rejected> {
        if self.students.is_empty() {
            return Err(Rejected::because("report.nobody_listed"));
        }
        let mut changes = Changes::default();
        for (student, about) in class.students.iter() {
            let place = self.students.iter().position(|listed| listed == student);
            let rank = place.and_then(|place| u32::try_from(place + 1).ok());
            if about.rank != rank {
                changes.set(student, Student::RANK, rank);
            }
        }
        Ok(changes)
    }

    fn label(&self, _: &Class) -> Sentence {
        Sentence::new("undo.order_roster")
    }
}

fn still_open(class: &Class, id: &ReportId) -> Result<(), Rejected> {
    let report = class.reports.get(id).ok_or_else(|| Rejected::because("report.unknown"))?;
    match report.given_out {
        Some(on) => Err(Sentence::new("report.given_out_already").with("on", on).into()),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::Mint;
    use crate::domain::record::Value;
    use crate::domain::report::{in_roster_order, read_sheet};

    fn class() -> Class {
        let mut class = Class::default();
        for (id, given, family) in [("s1", "Ana", "Zeller"), ("s2", "Ben", "Adams"), ("s3", "Cy", "Mori")] {
            class.set("student", id, "given", &Value::Text(given.into()));
            class.set("student", id, "family", &Value::Text(family.into()));
        }
        class
    }

    fn run(class: &mut Class, command: impl Command) -> Result<(), &'static str> {
        let mint = Mint::new((class.reports.len() + class.snapshots.len()).to_string());
        let mut context = Context { today: "2026-11-20".parse().unwrap(), mint };
        let changes = command.changes(class, &mut context).map_err(|why| why.0.key)?;
        class.apply(&changes.0);
        Ok(())
    }

    fn only(class: &Class) -> ReportId {
        class.reports.iter().next().unwrap().0.clone()
    }

    #[test]
    fn what_was_given_out_stays_as_it_was() {
        let mut class = class();
        run(&mut class, BeginReport { title: " Fall ".into() }).unwrap();
        let (report, student) = (only(&class), StudentId::from("s1"));
        let comment =
            |text: &str| WriteComment { report: report.clone(), student: "s1".into(), text: text.into() };
        run(&mut class, comment("Asks good questions.")).unwrap();
        let sheet = StudentSheet { lines: Vec::new(), comment: "Asks good questions.".into() };
        let give = GiveOutReport { report: report.clone(), sheets: vec![(student, sheet.clone())] };
        run(&mut class, give.clone()).unwrap();
        let kept = class.snapshots.iter().next().unwrap().1.clone();
        assert_eq!((read_sheet(&kept.content), kept.report), (sheet, Some(report.clone())));
        assert_eq!(run(&mut class, comment("Later.")), Err("report.given_out_already"));
        assert_eq!(run(&mut class, give), Err("report.given_out_already"));
    }

    #[test]
    fn what_cannot_be_written_is_said() {
        let mut class = class();
        assert_eq!(run(&mut class, BeginReport { title: "  ".into() }), Err("report.needs_a_title"));
        run(&mut class, BeginReport { title: "Fall".into() }).unwrap();
        assert_eq!(run(&mut class, BeginReport { title: "Fall".into() }), Err("report.title_twice"));
        let report = only(&class);
        let long = WriteComment { report: report.clone(), student: "s1".into(), text: "x".repeat(1_501) };
        assert_eq!(run(&mut class, long), Err("report.long_comment"));
        let unknown = WriteComment { report: "r".into(), student: "s1".into(), text: "x".into() };
        assert_eq!(run(&mut class, unknown), Err("report.unknown"));
        assert_eq!(run(&mut class, GiveOutReport { report, sheets: Vec::new() }), Err("report.nobody"));
    }

    #[test]
    fn the_school_systems_order_comes_first() {
        let mut class = class();
        let order = |class: &Class| {
            in_roster_order(class).into_iter().map(|(id, _)| id.0.clone()).collect::<String>()
        };
        assert_eq!(order(&class), "s2s3s1");
        run(&mut class, OrderRoster { students: vec!["s3".into(), "s1".into()] }).unwrap();
        assert_eq!(order(&class), "s3s1s2");
        assert_eq!(run(&mut class, OrderRoster { students: Vec::new() }), Err("report.nobody_listed"));
    }
}
