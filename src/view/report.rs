//! Term reports: the list of them, and one with a row a student, a column a standard and a comment.
//!
//! A report that is still open shows levels as they are now; one that was given out shows what its snapshots hold.

use std::collections::BTreeMap;

use serde::Serialize;

use super::mark::MarkRow;
use super::mastery::{legend, sheet_columns, standard_name};
use super::sheet::Sheet;
use super::text;
use crate::domain::id::{ReportId, StudentId, SubjectId};
use crate::domain::mastery::{Scale, StandardMastery};
use crate::domain::order::Order;
use crate::domain::report::{Report, SheetLine, StudentSheet, in_roster_order, read_sheet};
use crate::domain::roster::enrolled;
use crate::domain::standards::{Catalog, ForWhom, StandardId, is_priority};
use crate::domain::subject::in_order;
use crate::domain::{Class, Date, Sentence};

/// One report in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReportLine {
    pub id: String,
    pub title: String,
    /// "given out on 20 November", or that it is open.
    pub state: String,
}

/// A column, which is a standard of a subject.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReportHead {
    /// "Math".
    pub subject: String,
    /// Code of the standard.
    pub code: String,
    /// In a few words.
    pub label: String,
}

/// A level in a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReportCell {
    /// How it looks.
    pub mark: MarkRow,
    /// The number as it is shown; `None` without a mark.
    pub level: Option<u32>,
    /// "mastered"; empty without a mark.
    pub name: String,
}

/// A student's row: a cell for each column, and the comment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReportRow {
    /// Id of the student.
    pub id: String,
    /// "Vargas, Mateo".
    pub name: String,
    /// "Mateo Vargas".
    pub full: String,
    /// The school system's id.
    pub school_id: String,
    /// One a column; blank where the standard is not for the student.
    pub cells: Vec<ReportCell>,
    /// The teacher's words.
    pub comment: String,
}

/// A report: a row a student, a column a standard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReportPage {
    /// "Fall term".
    pub title: String,
    /// "5B".
    pub class: String,
    /// "26 students, 12 standards."
    pub lead: String,
    /// What is missing, or when it was given out.
    pub but: String,
    /// It was given out, on that day.
    pub given_out: Option<String>,
    pub heads: Vec<ReportHead>,
    /// In the school system's order.
    pub rows: Vec<ReportRow>,
}

/// All reports, the newest first.
pub fn report_lines(class: &Class) -> Vec<ReportLine> {
    let mut all: Vec<_> = class.reports.iter().collect();
    all.order_by_key(|(id, report)| std::cmp::Reverse((report.begun, (*id).clone())));
    let state = |report: &Report| match report.given_out {
        Some(on) => Sentence::new("report.given_out_on").with("on", on),
        None => Sentence::new("report.open"),
    };
    let line = |(id, report): (&ReportId, &Report)| ReportLine {
        id: id.0.clone(),
        title: report.title.clone(),
        state: text::say(&state(report)),
    };
    all.into_iter().map(line).collect()
}

/// One report; `None` where the class does not know it.
pub fn report_page(class: &Class, catalog: &Catalog, id: &ReportId, today: Date) -> Option<ReportPage> {
    let report = class.reports.get(id)?;
    let (heads, rows) = match report.given_out {
        Some(_) => kept(class, catalog, id),
        None => current(class, catalog, id, today),
    };
    let asked = |cell: &&ReportCell| cell.level.is_none() && !cell.mark.is_not_for();
    let missing = rows.iter().flat_map(|row| &row.cells).filter(asked).count();
    let given_out =
        report.given_out.map(|on| text::say(&Sentence::new("report.given_out_on").with("on", on)));
    let but = match (&given_out, missing) {
        (Some(given_out), _) => format!("{given_out}."),
        (None, 0) => String::new(),
        (None, n) => text::say(&Sentence::new("report.missing").with("n", n)),
    };
    let standards = text::say(&Sentence::new("report.standards").with("n", heads.len()));
    let lead = Sentence::new("report.lead").with("n", rows.len()).with("standards", standards);
    Some(ReportPage {
        title: report.title.clone(),
        class: class.about().name,
        lead: text::say(&lead),
        but,
        given_out,
        heads,
        rows,
    })
}

/// Levels as they are now.
fn current(
    class: &Class,
    catalog: &Catalog,
    id: &ReportId,
    today: Date,
) -> (Vec<ReportHead>, Vec<ReportRow>) {
    let (mut heads, mut columns) = (Vec::new(), Vec::new());
    let whom = ForWhom::of(class, catalog);
    for (subject, name) in in_order(class) {
        let names = level_names(class, &subject);
        for standard in on_report(class, catalog, &subject) {
            heads.push(head(class, catalog, name.clone(), &standard));
            columns.push((StandardMastery::of(class, &subject, &standard), names.clone()));
        }
    }
    let here = in_roster_order(class).into_iter().filter(|(student, _)| enrolled(class, student, today));
    let rows = here.map(|(student, about)| {
        let cells = columns.iter().map(|(mastery, names)| {
            let standing = mastery.standing(class, student);
            let name = standing.level.and_then(|level| names.get(&level).cloned()).unwrap_or_default();
            let is_blank = standing.level.is_none() && !whom.counts(&mastery.standard, student);
            let mark = if is_blank { MarkRow::not_for() } else { MarkRow::of(&mastery.scale, &standing) };
            let level = standing.level.map(|level| mastery.scale.shown(level));
            ReportCell { mark, level, name }
        });
        let comment = class.report_comments.get(&(id.clone(), student.clone()));
        ReportRow {
            id: student.0.clone(),
            name: listed(about),
            full: about.full(),
            school_id: about.school_id.clone(),
            cells: cells.collect(),
            comment: comment.map(|comment| comment.text.clone()).unwrap_or_default(),
        }
    });
    (heads, rows.collect())
}

/// The standards of a subject on a report: its priorities, or without any all that have marks.
fn on_report(class: &Class, catalog: &Catalog, subject: &SubjectId) -> Vec<StandardId> {
    let mut all = sheet_columns(class, catalog, subject);
    if all.iter().any(|standard| is_priority(class, subject, standard)) {
        all.retain(|standard| is_priority(class, subject, standard));
    }
    all
}

/// What was given out: columns are those of all sheets, each where the first sheet that has it puts it.
fn kept(class: &Class, catalog: &Catalog, id: &ReportId) -> (Vec<ReportHead>, Vec<ReportRow>) {
    let snapshots = class.snapshots.iter().filter(|(_, snapshot)| snapshot.report.as_ref() == Some(id));
    let sheets: BTreeMap<&StudentId, StudentSheet> = snapshots
        .filter_map(|(_, snapshot)| Some((snapshot.student.as_ref()?, read_sheet(&snapshot.content))))
        .collect();
    let mut columns: Vec<(String, String)> = Vec::new();
    for line in sheets.values().flat_map(|sheet| &sheet.lines) {
        let column = (line.subject.clone(), line.code.clone());
        if !columns.contains(&column) {
            columns.push(column);
        }
    }
    let scales: BTreeMap<String, Scale> =
        in_order(class).into_iter().map(|(subject, name)| (name, Scale::of(class, &subject))).collect();
    let cell = |line: Option<&SheetLine>| {
        // A sheet without a line: the standard was not for this student.
        if line.is_none() {
            return ReportCell { mark: MarkRow::not_for(), level: None, name: String::new() };
        }
        let level = line.and_then(|line| line.level);
        let scale = line.and_then(|line| scales.get(&line.subject)).cloned().unwrap_or_default();
        let none = MarkRow {
            digit: "·".into(),
            words: text::of("common.no_evidence").to_owned(),
            ..MarkRow::default()
        };
        // A sheet says the level as it was read; turned over twice, its number stays.
        let mark = level.map_or(none, |level| MarkRow::plain(&scale, scale.shown(level)));
        ReportCell { mark, level, name: line.map(|line| line.name.clone()).unwrap_or_default() }
    };
    let given = in_roster_order(class).into_iter().filter_map(|(student, about)| {
        let sheet = sheets.get(student)?;
        let line = |(subject, code): &(String, String)| {
            sheet.lines.iter().find(|line| line.subject == *subject && line.code == *code)
        };
        Some(ReportRow {
            id: student.0.clone(),
            name: listed(about),
            full: about.full(),
            school_id: about.school_id.clone(),
            cells: columns.iter().map(|column| cell(line(column))).collect(),
            comment: sheet.comment.clone(),
        })
    });
    let rows = given.collect();
    let heads = columns
        .iter()
        .map(|(subject, code)| head(class, catalog, subject.clone(), &StandardId(code.clone())));
    (heads.collect(), rows)
}

fn head(class: &Class, catalog: &Catalog, subject: String, standard: &StandardId) -> ReportHead {
    let about = standard_name(class, catalog, standard);
    ReportHead { subject, code: about.code, label: about.label }
}

/// "Vargas, Mateo", as a school system lists names.
fn listed(student: &crate::domain::roster::Student) -> String {
    if student.family.is_empty() || student.first() == student.family {
        return student.first().to_owned();
    }
    format!("{}, {}", student.family, student.first())
}

/// What each level of a subject is called.
fn level_names(class: &Class, subject: &SubjectId) -> BTreeMap<u32, String> {
    let all = legend(class, subject).into_iter().zip(1..);
    all.take(Scale::of(class, subject).len()).map(|((_, name), level)| (level, name)).collect()
}

/// The sheets of a report as they are now, for those who give it out.
pub fn sheets(page: &ReportPage) -> Vec<(StudentId, StudentSheet)> {
    let sheet = |row: &ReportRow| {
        let cells = page.heads.iter().zip(&row.cells).filter(|(_, cell)| !cell.mark.is_not_for());
        let lines = cells.map(|(head, cell)| SheetLine {
            subject: head.subject.clone(),
            code: head.code.clone(),
            level: cell.level,
            name: cell.name.clone(),
        });
        StudentSheet { lines: lines.collect(), comment: row.comment.clone() }
    };
    page.rows.iter().map(|row| (StudentId(row.id.clone()), sheet(row))).collect()
}

/// A report for a spreadsheet or a school system: a row a student, in the system's order.
pub fn report_sheet(page: &ReportPage) -> Sheet {
    let text = |key| text::of(key).to_owned();
    let mut first = vec![text("sheet.school_id"), text("sheet.student")];
    first.extend(page.heads.iter().map(|head| format!("{} {}", head.subject, head.code)));
    first.push(text("report.comment"));
    let rows = page.rows.iter().map(|row| {
        let mut cells = vec![row.school_id.clone(), row.name.clone()];
        cells.extend(
            row.cells.iter().map(|cell| cell.level.map(|level| level.to_string()).unwrap_or_default()),
        );
        cells.push(row.comment.clone());
        cells
    });
    std::iter::once(first).chain(rows).collect()
}

#[cfg(test)]
mod tests;
