//! Term reports: begun, written, given out; the order of the school's list.

use super::desk::Desk;
use super::{Drawn, Kind, done};
use crate::domain::command::{BeginReport, GiveOutReport, OrderRoster, WriteComment};
use crate::domain::id::{ReportId, SubjectId};
use crate::domain::report::{SheetLine, StudentSheet};
use crate::domain::subject::in_order;

pub(super) const KINDS: &[Kind] = &[
    Kind("BeginReport", 6, begin_report),
    Kind("WriteComment", 15, write_comment),
    Kind("GiveOutReport", 5, give_out_report),
    Kind("OrderRoster", 2, order_roster),
];

fn open_report(desk: &mut Desk<'_>) -> Option<ReportId> {
    let open = desk.class.reports.iter().filter(|(_, report)| report.given_out.is_none());
    let open: Vec<ReportId> = open.map(|(id, _)| id.clone()).collect();
    desk.pick(&open)
}

fn begin_report(desk: &mut Desk<'_>) -> Drawn {
    if open_report(desk).is_some() && desk.chance(0.8) {
        return None;
    }
    done(BeginReport { title: desk.text("Term") })
}

fn write_comment(desk: &mut Desk<'_>) -> Drawn {
    let (report, student) = (open_report(desk)?, desk.student()?);
    let text = if desk.chance(0.95) { desk.text("comment") } else { String::new() };
    done(WriteComment { report, student, text })
}

fn give_out_report(desk: &mut Desk<'_>) -> Drawn {
    let report = open_report(desk)?;
    let subjects: Vec<(SubjectId, String)> = in_order(desk.class);
    let mut sheets = Vec::new();
    for student in desk.students() {
        let mut lines = Vec::new();
        for (id, subject) in &subjects {
            let code = desk.standard(id).as_str().to_owned();
            let level = desk.within(1, 4);
            lines.push(SheetLine {
                subject: subject.clone(),
                code,
                level: desk.maybe(0.9, level),
                name: String::new(),
            });
        }
        let comment = desk.class.report_comments.get(&(report.clone(), student.clone()));
        let comment = comment.map(|comment| comment.text.clone()).unwrap_or_default();
        sheets.push((student, StudentSheet { lines, comment }));
    }
    if sheets.is_empty() { None } else { done(GiveOutReport { report, sheets }) }
}

fn order_roster(desk: &mut Desk<'_>) -> Drawn {
    let students = desk.students();
    let students = desk.several(&students, students.len());
    if students.is_empty() { None } else { done(OrderRoster { students }) }
}
