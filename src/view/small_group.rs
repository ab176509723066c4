//! Small groups as Today prints them: those of today, those to come, and those of the last days that were not logged.

use serde::Serialize;

use super::board::first_names;
use super::text;
use crate::domain::calendar::plus_days;
use crate::domain::command::lead_adult;
use crate::domain::grouping::small::{SmallGroup, place_in_log, small_groups};
use crate::domain::id::CycleId;
use crate::domain::roster::absent;
use crate::domain::{Class, Date, Sentence};
use crate::view::words::day_words;

/// A group that was not logged is shown so many days.
const SHOWN_AFTER: i64 = 7;
/// What a small group is logged with unless the teacher says otherwise, in minutes.
const USUAL_MINUTES: u32 = 15;

/// One small group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SmallGroupRow {
    #[serde(skip)]
    pub cycle: CycleId,
    /// Its neutral name.
    pub name: String,
    /// "Monday, 23 November: 5.NF.A.1".
    pub head: String,
    /// Who, by first names; those who are absent that day are left out.
    pub names: Vec<String>,
    /// It can be logged: the day has come, and it was not.
    pub to_log: bool,
    /// The minutes to begin with.
    pub minutes: u32,
    /// "Met for 15 minutes".
    pub met: Option<String>,
}

/// The small groups that Today shows.
pub fn small_group_rows(class: &Class, today: Date) -> Vec<SmallGroupRow> {
    let names = first_names(class);
    let row = |small: SmallGroup<'_>| {
        let session = class.sessions.get(&place_in_log(small.on, small.id, lead_adult(class)));
        if small.on < today && session.is_some() {
            return None;
        }
        let here = small.students.iter().filter(|id| !absent(class, id, small.on, 0));
        let code = small.group.focus.as_ref().map(|focus| focus.0.clone()).unwrap_or_default();
        let head = if small.on == today {
            Sentence::new("small_group.today")
        } else {
            Sentence::new("small_group.on").with("day", day_words(small.on))
        };
        let met =
            session.map(|session| Sentence::new("small_group.met").with("n", f64::from(session.minutes)));
        Some(SmallGroupRow {
            cycle: small.cycle.clone(),
            name: small.group.name.clone(),
            head: text::say(&head.with("code", code)),
            names: here.filter_map(|id| names.get(*id).cloned()).collect(),
            to_log: small.on <= today && session.is_none(),
            minutes: USUAL_MINUTES,
            met: met.map(|met| text::say(&met)),
        })
    };
    small_groups(class, plus_days(today, -SHOWN_AFTER), Date::LAST).into_iter().filter_map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::command::{Command, Context, LogSmallGroup, PlanSmallGroup, RecordAbsence};
    use crate::domain::id::Mint;
    use crate::domain::rotation::tests::{class_with_groups, monday};
    use crate::domain::standards::Reach;

    fn run(class: &mut Class, today: Date, command: &dyn Command) {
        let changes = command.changes(class, &mut Context { today, mint: Mint::new("t") }).unwrap();
        class.apply(&changes.0);
    }

    #[test]
    fn announced_then_logged_then_gone() {
        let mut class = class_with_groups(&[3]);
        let plan = PlanSmallGroup {
            subject: "math".into(),
            standard: "5.NF.A.1".into(),
            reach: Reach::GradeLevel,
            students: vec!["g1-1".into(), "g1-2".into()],
            on: plus_days(monday(), 1),
        };
        run(&mut class, monday(), &plan);
        let row = small_group_rows(&class, monday())[0].clone();
        assert!(row.head.starts_with("Tuesday") && row.head.ends_with(": 5.NF.A.1"), "{}", row.head);
        assert_eq!((row.names.len(), row.to_log), (2, false));
        let absent = RecordAbsence { student: "g1-1".into(), day: plan.on, slot: 0, absent: true };
        run(&mut class, plan.on, &absent);
        let row = small_group_rows(&class, plan.on)[0].clone();
        assert_eq!((row.head.as_str(), row.names.len(), row.to_log), ("Today: 5.NF.A.1", 1, true));
        run(&mut class, plan.on, &LogSmallGroup { cycle: row.cycle, minutes: 12 });
        let row = small_group_rows(&class, plan.on)[0].clone();
        assert_eq!((row.met.as_deref(), row.to_log), (Some("Met for 12 minutes"), false));
        assert!(small_group_rows(&class, plus_days(plan.on, 1)).is_empty());
    }
}
