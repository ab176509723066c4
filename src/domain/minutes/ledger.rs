//! Minutes that each student was really taught, from the log: per student, not per group, because groups change.

use super::lessons::add_lessons;
use super::records::Session;
use super::session_place;
use crate::domain::calendar::plus_days;
use crate::domain::grouping::Purpose;
use crate::domain::id::{AdultId, StationId, StudentId};
use crate::domain::roster::{absent, enrolled};
use crate::domain::standards::{Catalog, OwnReach, Reach};
use crate::domain::week::is_school_day;
use crate::domain::{Class, Date};

/// What one student was taught in a period.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    pub student: StudentId,
    /// Minutes of sessions at which the student was present; one with everybody does not count.
    pub minutes: u32,
    /// Minutes whose focus is known: of these, and of whole-class lessons.
    pub focused: u32,
    /// Of those with a focus, minutes on grade-level work or beyond.
    pub grade_level: u32,
    /// Logged days on which the student belonged to the class.
    pub days: u32,
}

/// What everybody was taught in a period.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Ledger {
    /// Students who belonged to the class on a logged day, by id.
    pub lines: Vec<Line>,
    /// Sessions that were logged.
    pub sessions: usize,
    /// Days with at least one session.
    pub days: u32,
}

impl Ledger {
    /// Minutes as they would be had the student belonged to the class on every logged day, so that who joined late
    /// is not taken for somebody who was left out.
    pub fn as_if_here_all_along(&self, line: &Line) -> f64 {
        f64::from(line.minutes) * f64::from(self.days) / f64::from(line.days.max(1))
    }

    /// The same of those who belong to the class on a day: who left is compared with nobody any more.
    #[must_use]
    pub fn of_those_here(mut self, class: &Class, day: Date) -> Self {
        self.lines.retain(|line| enrolled(class, &line.student, day));
        self
    }

    /// Whether a student belonged to the class on nine of ten logged days: then minutes as if here all along are close
    /// to what was taught. From a few days they would be a guess.
    pub fn tells_of_all(&self, student: &StudentId) -> bool {
        let own = self.lines.iter().find(|line| line.student == *student).map_or(0, |line| line.days);
        own * 10 >= self.days * 9
    }
}

/// Sessions of a period, first to last.
pub fn sessions(
    class: &Class,
    from: Date,
    to: Date,
) -> impl Iterator<Item = (&(Date, u32, StationId, AdultId), &Session)> {
    let start = (from, 0, StationId::default(), AdultId::default());
    class.sessions.range(start..).take_while(move |((day, ..), _)| *day <= to)
}

/// The sessions of a day's slots, first to last: without small groups, which meet outside of them.
pub fn sessions_of_slots(
    class: &Class,
    day: Date,
) -> impl Iterator<Item = (&(Date, u32, StationId, AdultId), &Session)> {
    sessions(class, day, day).filter(|((_, slot, ..), _)| *slot > 0)
}

/// Whether the rotation of a day was logged.
pub fn is_logged(class: &Class, day: Date) -> bool {
    sessions_of_slots(class, day).next().is_some()
}

/// Who was at a session: who was logged as present, belongs to the class, and was not marked absent since.
pub fn present<'a>(
    class: &'a Class,
    key: &'a (Date, u32, StationId, AdultId),
) -> impl Iterator<Item = &'a StudentId> {
    let (day, slot, station, adult) = key;
    let place = session_place(station, adult);
    let from = (*day, *slot, place.clone(), StudentId::default());
    class
        .attendance
        .range(from..)
        .take_while(move |((on, at, where_, _), _)| on == day && at == slot && *where_ == place)
        .filter(|(_, attendance)| attendance.present)
        .map(|((.., student), _)| student)
        .filter(|student| {
            class.students.get(student).is_some()
                && enrolled(class, student, *day)
                && !absent(class, student, *day, *slot)
        })
}

/// Whether a session was with the whole class.
pub(super) fn with_everybody(class: &Class, session: &Session) -> bool {
    let group = session.group.as_ref().and_then(|group| class.groups.get(group));
    let cycle = group.and_then(|group| class.cycles.get(group.cycle.as_ref()?));
    cycle.is_some_and(|cycle| cycle.purpose == Purpose::WholeClass)
}

/// Adds the log of a period up. Grade-level work is what was logged as such for the class.
pub fn ledger(class: &Class, from: Date, to: Date) -> Ledger {
    add_up(class, &OwnReach::of(class, &Catalog::default()), from, to)
}

/// The same, with grade-level work judged by each student's own grade.
pub fn ledger_by_grade(class: &Class, catalog: &Catalog, from: Date, to: Date) -> Ledger {
    add_up(class, &OwnReach::of(class, catalog), from, to)
}

fn add_up(class: &Class, own: &OwnReach<'_>, from: Date, to: Date) -> Ledger {
    let mut ledger = Ledger::default();
    let mut lines: Vec<Line> = class
        .students
        .iter()
        .map(|(id, _)| Line { student: id.clone(), minutes: 0, focused: 0, grade_level: 0, days: 0 })
        .collect();
    let mut last = None;
    for (key, session) in sessions(class, from, to) {
        if last != Some(key.0) {
            last = Some(key.0);
            ledger.days += 1;
            for line in lines.iter_mut().filter(|line| enrolled(class, &line.student, key.0)) {
                line.days += 1;
            }
            add_lessons(class, own, key.0, &mut lines);
        }
        ledger.sessions += 1;
        let together = with_everybody(class, session);
        for student in present(class, key) {
            // Students are sorted by id, as the lines are.
            let Ok(at) = lines.binary_search_by(|line| line.student.cmp(student)) else { continue };
            let line = &mut lines[at];
            // A lesson with everybody is no time in a group.
            line.minutes += if together { 0 } else { session.minutes };
            if session.standard.is_some() {
                line.focused += session.minutes;
                let reach = own.reach(session.standard.as_ref(), student, session.reach);
                line.grade_level += if reach == Reach::EarlierGrade { 0 } else { session.minutes };
            }
        }
    }
    lines.retain(|line| line.days > 0);
    ledger.lines = lines;
    ledger
}

/// School days from the first logged one on (or from `from`, if that is later) on which nothing was logged.
pub fn unlogged_days(class: &Class, from: Date, to: Date) -> Vec<Date> {
    let first = class.sessions.iter().find(|((_, slot, ..), _)| *slot > 0);
    let Some(first) = first.map(|((day, ..), _)| *day) else { return Vec::new() };
    let mut days = Vec::new();
    let mut day = first.max(from);
    while day <= to {
        if is_school_day(class, day) && !is_logged(class, day) {
            days.push(day);
        }
        let next = plus_days(day, 1);
        if next == day {
            break;
        }
        day = next;
    }
    days
}
