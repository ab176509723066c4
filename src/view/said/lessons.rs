//! What the pages of groups say: lessons, needs that are left, small groups, the teacher's table, marks that are missing.

use super::{Collected, Room, names};
use crate::domain::Date;
use crate::domain::equity::{without_any, without_mark};
use crate::domain::grouping::Purpose;
use crate::domain::grouping::focus::Focus;
use crate::domain::grouping::small::small_groups;
use crate::domain::id::{GroupId, StandardId, StudentId};
use crate::domain::minutes::policy_of;
use crate::domain::standards::{ForWhom, running_unit, unit_standards};
use crate::view::board::first_names;
use crate::view::equity::{Figure, equity};
use crate::view::groups::{GroupsPage, GroupsQuery, groups_page};
use crate::view::small_group::small_group_rows;
use crate::view::today::today;

pub(super) fn collect(room: &Room<'_>, said: &mut Collected) {
    let query = GroupsQuery {
        subject: room.subject.clone(),
        purpose: Purpose::Skill,
        today: room.today,
        hidden: false,
        proof: None,
    };
    groups(room, &groups_page(room.class, room.catalog, &query), said);
    small(room, said);
    table_and_marks(room, said);
}

fn groups(room: &Room<'_>, page: &GroupsPage, said: &mut Collected) {
    let mut seats: Vec<(&str, StandardId)> = Vec::new();
    for row in &page.groups {
        let group = room.class.groups.get(&GroupId::from(row.id.as_str()));
        let focus = group.map(Focus::of).unwrap_or_default();
        let Some(lesson) = focus.lesson_standard() else { continue };
        for member in &row.members {
            let student = StudentId::from(member.id.as_str());
            // Who is there for an own reason is told that, the others the group's.
            let why = if member.reason.is_empty() { &row.card.why } else { &member.reason };
            let text = format!("{}: {} ({why})", row.name, row.card.step);
            for standard in &room.standards {
                if standard == lesson || names(&member.reason, standard.as_str()) {
                    said.say(&student, standard, "groups", text.clone());
                }
            }
            let level = member.mark.as_ref().map(|mark| mark.words.clone()).unwrap_or_default();
            said.say(&student, lesson, "groups", level);
            seats.push((member.id.as_str(), lesson.clone()));
        }
    }
    let whom = ForWhom::of(room.class, room.catalog);
    for left in &page.left {
        let seat = seats.iter().find(|(student, _)| *student == left.student.as_str());
        // What names no standard is on the lesson, where that is one of the student's own.
        let lesson = seat.map(|(_, lesson)| lesson).filter(|lesson| whom.counts(lesson, &left.student));
        let standard = left.standard.as_ref().or(lesson);
        if let Some(standard) = standard {
            said.say(&left.student, standard, "groups", left.words.clone());
        }
    }
}

fn small(room: &Room<'_>, said: &mut Collected) {
    let firsts = first_names(room.class);
    let all = small_groups(room.class, Date::FIRST, Date::LAST);
    for row in small_group_rows(room.class, room.today) {
        let of_subject = room
            .class
            .cycles
            .get(&row.cycle)
            .is_some_and(|cycle| cycle.subject.as_ref().is_none_or(|own| *own == room.subject));
        for small in all.iter().filter(|small| of_subject && *small.cycle == row.cycle) {
            let Some(standard) = &small.group.focus else { continue };
            for student in &small.students {
                if firsts.get(*student).is_some_and(|name| row.names.contains(name)) {
                    said.say(student, standard, "small_groups", format!("{}: {}", row.name, row.head));
                }
            }
        }
    }
}

/// Who is at the teacher's table on what, and who has no mark in the running unit.
fn table_and_marks(room: &Room<'_>, said: &mut Collected) {
    let subject = policy_of(room.class).map(|(subject, _)| subject);
    if subject.as_ref() != Some(&room.subject) {
        return;
    }
    let page = today(room.class, room.catalog, room.today, room.minute);
    let firsts = first_names(room.class);
    if let Some(now) = page.now.filter(|now| !now.focus.is_empty()) {
        let standard = StandardId::from(now.focus.as_str());
        let here = firsts.iter().filter(|(_, name)| now.names.contains(name));
        for (student, _) in here {
            said.say(student, &standard, "today", format!("{}: {}, {}", now.slot, now.group, now.focus));
        }
    }
    let unit = running_unit(room.class, &room.subject, room.today);
    let standards = unit.map(|unit| unit_standards(room.class, &unit)).unwrap_or_default();
    let missing = without_mark(room.class, room.catalog, &room.subject, &standards, room.today);
    let nowhere = without_any(&missing);
    let notice = page.notices.into_iter().find(|notice| notice.act.1 == "mastery").map(|notice| notice.text);
    let lens =
        equity(room.class, room.catalog, room.today).lenses.into_iter().find(|lens| lens.key == "missing");
    for (at, row) in missing.iter().enumerate() {
        for student in &row.without {
            if let Some(lens) = &lens
                && let Figure::Bars(bars) = &lens.figure
            {
                let bar = bars.get(at).map(|bar| format!("{}: {}", bar.label, bar.words));
                said.say(student, &row.standard, "equity", bar.unwrap_or_default());
            }
            if nowhere.contains(student) {
                said.say(
                    student,
                    &row.standard,
                    "equity",
                    lens.as_ref().map(|lens| lens.say.clone()).unwrap_or_default(),
                );
                said.say(student, &row.standard, "today", notice.clone().unwrap_or_default());
            }
        }
    }
}
