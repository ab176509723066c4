//! What the pages of plans and conferences say: goals, their paths, the playlist, why a talk is due.

use super::{Collected, Room, names};
use crate::domain::id::StudentId;
use crate::view::conferences::turns;
use crate::view::plans::{PlanPage, list, one};

pub(super) fn collect(room: &Room<'_>, said: &mut Collected) {
    for line in list(room.class, room.catalog, &room.subject, room.today).rows {
        let student = StudentId::from(line.student.as_str());
        for text in [line.goal_line, line.due] {
            named(room, &student, "plans", &text, said);
        }
    }
    for turn in turns(room.class, &room.subject, room.today).rows {
        named(room, &StudentId::from(turn.student.as_str()), "conferences", &turn.why, said);
    }
    for student in &room.students {
        if let Some(page) = one(room.class, room.catalog, &room.subject, student, room.today) {
            plan(student, page, said);
        }
    }
}

/// A text on each standard that it names.
fn named(room: &Room<'_>, student: &StudentId, page: &'static str, text: &str, said: &mut Collected) {
    for standard in room.standards.iter().filter(|standard| names(text, standard.as_str())) {
        said.say(student, standard, page, text.to_owned());
    }
}

fn plan(student: &StudentId, page: PlanPage, said: &mut Collected) {
    for goal in page.goals {
        for text in [goal.line, goal.known] {
            said.say(student, &goal.goal.standard, "plans", text);
        }
        for step in goal.path {
            said.say(student, &step.standard, "plans", format!("{}: {}", step.line, step.level));
        }
    }
    for item in page.must.into_iter().chain(page.may) {
        if let Some(standard) = &item.item.practises {
            let words = [item.title, item.serves];
            let words: Vec<String> = words.into_iter().filter(|words| !words.is_empty()).collect();
            said.say(student, standard, "plans", words.join(". "));
        }
    }
}
