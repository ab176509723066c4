//! What the pages of marks say: the grid, its panel, the student's page, the class on a standard, term reports, growth.

use super::{Collected, Room};
use crate::domain::id::{ReportId, StandardId};
use crate::domain::mastery::Standings;
use crate::domain::subject::in_order;
use crate::view::growth::stood_on;
use crate::view::mastery::{MasteryRows, panel_of, standard_name};
use crate::view::report::report_page;
use crate::view::standards::{from_address, on_standard};
use crate::view::text;

pub(super) fn collect(room: &Room<'_>, grid: &MasteryRows, standings: &mut Standings, said: &mut Collected) {
    cells(room, grid, standings, said);
    student_pages(room, said);
    for standard in &room.standards {
        whole_class(room, standard, said);
    }
    for (id, report) in room.class.reports.iter() {
        // One that was given out says what was, not what is.
        if report.given_out.is_none() {
            term_report(room, id, said);
        }
    }
    for (student, standard, text) in stood_on(room.class, room.catalog, &room.subject, room.today) {
        said.say(&student, &standard, "growth", text);
    }
}

fn cells(room: &Room<'_>, grid: &MasteryRows, standings: &mut Standings, said: &mut Collected) {
    for (row, student) in grid.rows.iter().zip(&room.students) {
        for (cell, standard) in row.cells.iter().zip(&room.standards) {
            if !cell.counts && cell.mark.is_not_for() {
                continue;
            }
            said.say(student, standard, "mastery", cell.label.clone());
            let panel = panel_of(standings, student, standard);
            let chance = panel.chance.map(|chance| chance.words).unwrap_or_default();
            for text in [panel.verdict, panel.next, chance, panel.surer, panel.set.unwrap_or_default()] {
                said.say(student, standard, "panel", text);
            }
        }
    }
}

fn student_pages(room: &Room<'_>, said: &mut Collected) {
    for (student, page) in room.pages {
        let subjects = page.subjects.iter().filter(|rows| rows.subject == room.subject);
        for line in subjects.flat_map(|rows| &rows.domains).flat_map(|domain| &domain.rows) {
            let standard = from_address(&line.address);
            for text in [&line.mark.words, &line.standing, &line.rests_on] {
                said.say(student, &standard, "student", text.clone());
            }
        }
    }
}

/// In which of the lists of the class on a standard, where they are by this subject's scale.
fn whole_class(room: &Room<'_>, standard: &StandardId, said: &mut Collected) {
    let found = on_standard(room.class, room.catalog, standard, room.today);
    let Some(lists) = found.filter(|lists| lists.subject == room.subject) else { return };
    for (head, list) in [
        ("small_group.not_yet_head", lists.not_yet),
        ("small_group.no_mark_head", lists.no_mark),
        ("small_group.mastered_head", lists.mastered),
        ("small_group.others_head", lists.others),
    ] {
        for row in list {
            said.say(&row.id, standard, "whole_class", format!("{}: {}", text::of(head), row.mark.words));
        }
    }
}

fn term_report(room: &Room<'_>, id: &ReportId, said: &mut Collected) {
    let Some(page) = report_page(room.class, room.catalog, id, room.today) else { return };
    let name = in_order(room.class).into_iter().find(|(subject, _)| *subject == room.subject);
    let name = name.map(|(_, name)| name).unwrap_or_default();
    for (at, head) in page.heads.iter().enumerate().filter(|(_, head)| head.subject == name) {
        let is_it =
            |standard: &&StandardId| standard_name(room.class, room.catalog, standard).code == head.code;
        let Some(standard) = room.standards.iter().find(is_it) else { continue };
        for row in &page.rows {
            let cell = &row.cells[at];
            let words = [cell.mark.words.as_str(), cell.name.as_str()];
            let words: Vec<&str> = words.into_iter().filter(|words| !words.is_empty()).collect();
            said.say(&row.id.as_str().into(), standard, "report", words.join(", "));
        }
    }
}
