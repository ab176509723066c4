//! School days: who is absent, what was taught, which days are lost.

use super::desk::Desk;
use super::{Drawn, Kind, done};
use crate::domain::Date;
use crate::domain::calendar::plus_days;
use crate::domain::command::log::SessionKey;
use crate::domain::command::{
    ConfirmDay, EditSession, FocusSession, HaveSchool, LogDay, LogDays, LoseDays, MarkPresent, RecordAbsence,
    SeatGuests, SwapGroup, UnlogDay,
};
use crate::domain::id::{GroupId, StudentId};
use crate::domain::minutes::{days_to_log, is_logged, present, sessions_of_slots};
use crate::domain::roster::enrolled;
use crate::domain::rotation::{away, members_on, repair, running_cycle};
use crate::domain::week::{block, is_school_day};

pub(super) const KINDS: &[Kind] = &[
    Kind("RecordAbsence", 70, record_absence),
    Kind("LogDay", 40, log_day),
    Kind("LogDays", 8, log_days),
    Kind("UnlogDay", 3, unlog_day),
    Kind("ConfirmDay", 15, confirm_day),
    Kind("EditSession", 15, edit_session),
    Kind("FocusSession", 10, focus_session),
    Kind("MarkPresent", 20, mark_present),
    Kind("SwapGroup", 8, swap_group),
    Kind("SeatGuests", 6, seat_guests),
    Kind("LoseDays", 4, lose_days),
    Kind("HaveSchool", 5, have_school),
];

fn record_absence(desk: &mut Desk<'_>) -> Drawn {
    if let Some(((student, day, slot), _)) = desk.late(&desk.class.absences, 40)
        && desk.class.students.get(student).is_some()
        && desk.chance(0.2)
    {
        return done(RecordAbsence { student: student.clone(), day: *day, slot: *slot, absent: false });
    }
    let student = desk.student()?;
    let day = if desk.chance(0.7) { desk.today } else { desk.past_day(3) };
    let slots = block(desk.class, day).slots.max(1);
    let slot = if desk.chance(0.8) { 0 } else { desk.within(1, slots) };
    done(RecordAbsence { student, day, slot, absent: true })
}

/// Days that can be logged, today among them.
fn open_days(desk: &Desk<'_>) -> Vec<Date> {
    let mut open = days_to_log(desk.class, desk.today);
    let today = desk.today;
    let runs = running_cycle(desk.class, today).is_some();
    if runs && is_school_day(desk.class, today) && !is_logged(desk.class, today) {
        open.push(today);
    }
    open
}

fn log_day(desk: &mut Desk<'_>) -> Drawn {
    let open = open_days(desk);
    done(LogDay { day: desk.pick(&open)?, rotation: None })
}

fn log_days(desk: &mut Desk<'_>) -> Drawn {
    let days = open_days(desk);
    if days.len() < 2 { None } else { done(LogDays { days }) }
}

/// A session of a slot, among the last that were logged.
fn session(desk: &mut Desk<'_>) -> Option<SessionKey> {
    let (key, _) = desk.late(&desk.class.sessions, 30)?;
    (key.1 > 0 && key.0 <= desk.today).then(|| key.clone())
}

fn unlog_day(desk: &mut Desk<'_>) -> Drawn {
    done(UnlogDay { day: session(desk)?.0 })
}

fn confirm_day(desk: &mut Desk<'_>) -> Drawn {
    let day = session(desk)?.0;
    let open = sessions_of_slots(desk.class, day).any(|(_, session)| !session.confirmed);
    if open { done(ConfirmDay { day }) } else { None }
}

fn edit_session(desk: &mut Desk<'_>) -> Drawn {
    let (day, slot, station, adult) = session(desk)?;
    done(EditSession { day, slot, station, adult, minutes: desk.within(0, 45) })
}

fn focus_session(desk: &mut Desk<'_>) -> Drawn {
    let (key, subject) = (session(desk)?, desk.taught_subject()?);
    let standard = desk.standard(&subject);
    let standard = desk.maybe(0.9, standard);
    done(FocusSession { key, standard, reach: desk.reach() })
}

fn mark_present(desk: &mut Desk<'_>) -> Drawn {
    let key = session(desk)?;
    let there: Vec<_> = present(desk.class, &key).cloned().collect();
    let gone = desk.pick(&there).filter(|student| desk.class.students.get(student).is_some());
    match gone.filter(|_| desk.chance(0.6)) {
        Some(student) => done(MarkPresent { key, student, present: false }),
        None => done(MarkPresent { key, student: desk.student()?, present: true }),
    }
}

fn swap_group(desk: &mut Desk<'_>) -> Drawn {
    let key = session(desk)?;
    let cycle = running_cycle(desk.class, key.0)?;
    let here = |student: &StudentId| {
        enrolled(desk.class, student, key.0) && !away(desk.class, student, key.0, key.1)
    };
    let groups = members_on(desk.class, &cycle, key.0);
    let here = groups.into_iter().filter(|(_, students)| students.iter().any(here));
    let here: Vec<GroupId> = here.map(|(group, _)| group).collect();
    done(SwapGroup { group: desk.pick(&here)?, key })
}

fn seat_guests(desk: &mut Desk<'_>) -> Drawn {
    let (cycle, groups) = desk.cycle()?;
    let day = desk.today;
    let mut guests = repair(desk.class, &cycle, day).guests;
    if guests.is_empty() && desk.chance(0.7) {
        for student in desk.some_students(1, 2) {
            guests.push((student, desk.pick(&groups)?));
        }
    }
    done(SeatGuests { cycle, day, guests })
}

fn lose_days(desk: &mut Desk<'_>) -> Drawn {
    let mut stretches = Vec::new();
    for _ in 0..desk.within(1, 2) {
        let from = desk.day_ahead(0, 40);
        let to = plus_days(from, i64::from(desk.within(0, 2)));
        stretches.push((from, to, desk.text("no school")));
    }
    let command = LoseDays { stretches };
    if command.days(desk.class).is_empty() { None } else { done(command) }
}

fn have_school(desk: &mut Desk<'_>) -> Drawn {
    let lost = desk.class.lost_days.iter().filter(|(_, day)| day.lost);
    let lost: Vec<Date> = lost.map(|((day, _), _)| *day).collect();
    let from = desk.pick(&lost)?;
    done(HaveSchool { from, to: plus_days(from, i64::from(desk.below(2))) })
}
