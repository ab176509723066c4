//! Who is due for a conference, and why: the days since the last one, a goal whose date is near, a need that no group
//! covers this cycle.

use std::collections::{BTreeMap, BTreeSet};

use super::records::Conference;
use crate::domain::calendar::days_between;
use crate::domain::grouping::Purpose;
use crate::domain::id::{ConferenceId, CycleId, StandardId, StudentId, SubjectId};
use crate::domain::learning_plan::{current, goals, items};
use crate::domain::order::Order;
use crate::domain::roster::{Student, enrolled, name_order};
use crate::domain::week::year_of;
use crate::domain::{Class, Date, Sentence};

/// After so many days without a talk, one is due.
const USUAL_DAYS: i64 = 14;
/// A goal whose date is this near is talked about...
const NEAR_DAYS: i64 = 7;
/// ...unless there was a talk in the last days.
const FRESH_DAYS: i64 = 7;

/// What makes a conference due, the strongest reason first.
#[derive(Debug, Clone, PartialEq)]
pub enum DueWhy {
    /// A need that no group covers in the running cycle.
    Uncovered(StandardId),
    /// A need that another group covers than the student's own.
    Elsewhere(StandardId),
    /// The date of a goal is near, or past.
    GoalNear(StandardId, Date),
    /// None was held yet.
    NoneYet,
    /// The last one is so many days ago.
    Days(i64),
}

/// One student's turn.
#[derive(Debug, Clone, PartialEq)]
pub struct Due {
    pub student: StudentId,
    /// Day of the last talk.
    pub last: Option<Date>,
    /// Why it is due; nothing where it is not.
    pub why: Vec<DueWhy>,
    /// Days of waiting, with a week for each other reason; the order follows it.
    pub weight: i64,
}

impl Due {
    /// Whether a talk is due now.
    pub fn now(&self) -> bool {
        !self.why.is_empty()
    }

    /// The strongest reason in a sentence.
    pub fn reason(&self) -> Option<Sentence> {
        self.why.first().map(|why| match why {
            DueWhy::Uncovered(standard) => {
                Sentence::new("plans.due_uncovered").with("code", standard.as_str())
            }
            DueWhy::Elsewhere(standard) => {
                Sentence::new("plans.due_elsewhere").with("code", standard.as_str())
            }
            DueWhy::GoalNear(standard, by) => {
                Sentence::new("plans.due_goal").with("code", standard.as_str()).with("by", *by)
            }
            DueWhy::NoneYet => Sentence::new("plans.due_none_yet"),
            DueWhy::Days(days) => {
                Sentence::new("plans.due_days").with("n", usize::try_from(*days).unwrap_or(0))
            }
        })
    }
}

/// Everybody who is in the class, in the order in which a talk is due.
pub fn due(class: &Class, subject: &SubjectId, today: Date) -> Vec<Due> {
    let last = last_talks(class);
    let cycle = running_skill_cycle(class, subject, today);
    let mut rows: Vec<Due> = students_here(class, today)
        .into_iter()
        .map(|(id, _)| one(class, subject, id, last.get(id).copied(), cycle, today))
        .collect();
    // Stable: those of one weight stay in the order of their names.
    rows.order_by_key(|row| (!row.now(), std::cmp::Reverse(row.weight)));
    rows
}

fn one(
    class: &Class,
    subject: &SubjectId,
    student: &StudentId,
    last: Option<Date>,
    cycle: Option<&CycleId>,
    today: Date,
) -> Due {
    // Without a talk, the waiting began with school, or when the student joined.
    let since = last.unwrap_or_else(|| began(class, student, today));
    let waited = days_between(since, today).max(0);
    let fresh = last.is_some_and(|_| waited < FRESH_DAYS);
    let mut why = Vec::new();
    let plan = current(class, student, subject).filter(|_| !fresh);
    let goals = plan.map(|(id, _)| goals(class, id)).unwrap_or_default();
    if let (Some((plan, _)), Some(cycle)) = (plan, cycle) {
        let practised = items(class, plan).into_iter().filter_map(|(_, item)| item.practises.as_ref());
        let wanted: BTreeSet<&StandardId> =
            goals.iter().filter_map(|(_, goal)| goal.standard.as_ref()).chain(practised).collect();
        let group = class.placements.get(&(cycle.clone(), student.clone()));
        let group = group.and_then(|placed| placed.group.as_ref()).and_then(|id| class.groups.get(id));
        let covered =
            [group.and_then(|group| group.focus.as_ref()), group.and_then(|group| group.serves.as_ref())];
        if !covered.into_iter().flatten().any(|standard| wanted.contains(standard)) {
            let first = goals.first().and_then(|(_, goal)| goal.standard.clone());
            why.extend(first.map(|standard| match works_on(class, cycle, &standard) {
                true => DueWhy::Elsewhere(standard),
                false => DueWhy::Uncovered(standard),
            }));
        }
    }
    let near = goals.iter().filter_map(|(_, goal)| Some((goal.standard.clone()?, goal.by?)));
    let near = near.filter(|(_, by)| days_between(today, *by) <= NEAR_DAYS).min_by_key(|(_, by)| *by);
    why.extend(near.map(|(standard, by)| DueWhy::GoalNear(standard, by)));
    if waited >= USUAL_DAYS {
        why.push(if last.is_some() { DueWhy::Days(waited) } else { DueWhy::NoneYet });
    }
    let others = why.iter().filter(|why| !matches!(why, DueWhy::NoneYet | DueWhy::Days(_))).count();
    let weight = waited + NEAR_DAYS * i64::try_from(others).unwrap_or(0);
    Due { student: student.clone(), last, why, weight }
}

/// Whether a group of the cycle works on a standard, or on what leads to it.
fn works_on(class: &Class, cycle: &CycleId, standard: &StandardId) -> bool {
    let mut groups = class.groups.iter().filter(|(_, group)| group.cycle.as_ref() == Some(cycle));
    groups.any(|(_, group)| [&group.focus, &group.serves].into_iter().flatten().any(|on| on == standard))
}

fn began(class: &Class, student: &StudentId, today: Date) -> Date {
    let school = year_of(class, today).starts;
    let stays = class.enrolments.iter().filter(|((who, _), _)| who == student);
    stays.filter_map(|(_, stay)| stay.joined).max().map_or(school, |joined| joined.max(school))
}

/// The day of each student's last conference.
pub fn last_talks(class: &Class) -> BTreeMap<StudentId, Date> {
    let mut last = BTreeMap::new();
    let held = |(_, talk): (&ConferenceId, &Conference)| Some((talk.student.clone()?, talk.on?));
    for (student, on) in class.conferences.iter().filter_map(held) {
        let newest = last.entry(student).or_insert(on);
        *newest = on.max(*newest);
    }
    last
}

/// Who is in the class on a day, by name.
pub fn students_here(class: &Class, today: Date) -> Vec<(&StudentId, &Student)> {
    let mut found: Vec<_> = class.students.iter().filter(|(id, _)| enrolled(class, id, today)).collect();
    found.order_by_key(|(id, _)| name_order(class, id));
    found
}

fn running_skill_cycle<'a>(class: &'a Class, subject: &SubjectId, today: Date) -> Option<&'a CycleId> {
    let cycles = class.cycles.iter().filter(|(_, cycle)| {
        cycle.purpose == Purpose::Skill
            && cycle.subject.as_ref().is_none_or(|own| own == subject)
            && cycle.starts.is_some_and(|starts| starts <= today)
            && cycle.ends.is_none_or(|ends| today <= ends)
    });
    cycles.max_by_key(|(id, cycle)| (cycle.starts, (*id).clone())).map(|(id, _)| id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::learning_plan::{Goal, LearningPlan};
    use crate::domain::record::Changes;
    use crate::domain::{class::ClassInfo, grouping::Cycle};

    const TODAY: Date = Date::constant(2026, 11, 20);

    /// Students a, b and c; a talked 3 days ago, b 16 days ago, c never, in a school that began on 1 September.
    fn class() -> Class {
        let mut changes = Changes::default();
        changes.set(&ClassInfo::key(), ClassInfo::STARTS, Date::constant(2026, 9, 1));
        for (id, on) in [("a", Some(17)), ("b", Some(4)), ("c", None)] {
            changes.set(&id.into(), Student::GIVEN, id.to_owned());
            if let Some(day) = on {
                let talk = ConferenceId(format!("t{id}"));
                changes.set(&talk, Conference::STUDENT, StudentId::from(id));
                changes.set(&talk, Conference::ON, Date::constant(2026, 11, day));
            }
        }
        let mut class = Class::default();
        class.apply(&changes.0);
        class
    }

    fn with_goal(class: &mut Class, student: &str, by: Date) {
        let mut changes = Changes::default();
        changes.set(&"p".into(), LearningPlan::STUDENT, StudentId::from(student));
        changes.set(&"g".into(), Goal::PLAN, crate::domain::id::PlanId::from("p"));
        changes.set(&"g".into(), Goal::STANDARD, StandardId::from("5.NF.A.1"));
        changes.set(&"g".into(), Goal::BY, by);
        class.apply(&changes.0);
    }

    fn order(class: &Class) -> Vec<(String, bool)> {
        let rows = due(class, &SubjectId::default(), TODAY);
        rows.into_iter().map(|row| (row.student.to_string(), row.now())).collect()
    }

    #[test]
    fn who_waited_longest_comes_first() {
        let expect = [("c", true), ("b", true), ("a", false)].map(|(id, now)| (id.to_owned(), now));
        assert_eq!(order(&class()), expect);
    }

    #[test]
    fn a_goal_makes_a_talk_due_only_when_its_date_is_near() {
        for (by, expect) in [(Date::constant(2026, 11, 27), 2), (Date::constant(2026, 11, 28), 1)] {
            let mut class = class();
            with_goal(&mut class, "b", by);
            let rows = due(&class, &SubjectId::default(), TODAY);
            assert_eq!(
                rows.iter().find(|row| row.student.as_str() == "b").unwrap().why.len(),
                expect,
                "{by}"
            );
        }
    }

    #[test]
    fn a_talk_this_week_answers_a_near_goal() {
        let mut class = class();
        with_goal(&mut class, "a", TODAY);
        assert!(
            !due(&class, &SubjectId::default(), TODAY)
                .iter()
                .any(|row| row.student.as_str() == "a" && row.now())
        );
    }

    #[test]
    fn a_goal_that_no_group_covers_makes_a_talk_due() {
        let mut class = class();
        with_goal(&mut class, "b", Date::constant(2027, 1, 1));
        let mut changes = Changes::default();
        let cycle = CycleId::from("k");
        changes.set(&cycle, Cycle::STARTS, Date::constant(2026, 11, 16));
        changes.set(&"oak".into(), crate::domain::grouping::Group::FOCUS, StandardId::from("4.NF.A.1"));
        let key = (cycle, StudentId::from("b"));
        changes.set(&key, crate::domain::grouping::Placement::GROUP, crate::domain::id::GroupId::from("oak"));
        class.apply(&changes.0);
        let why = |class: &Class| {
            let rows = due(class, &SubjectId::default(), TODAY);
            rows.into_iter().find(|row| row.student.as_str() == "b").unwrap().why
        };
        assert_eq!(why(&class)[0], DueWhy::Uncovered("5.NF.A.1".into()));
        let text = |text: &str| crate::domain::record::Value::Text(text.into());
        class.set("group", "elm", "cycle", &text("k"));
        class.set("group", "elm", "focus", &text("5.NF.A.1"));
        assert_eq!(why(&class)[0], DueWhy::Elsewhere("5.NF.A.1".into()), "another group works on it");
        class.set("group", "oak", "serves", &text("5.NF.A.1"));
        assert_eq!(why(&class), [DueWhy::Days(16)]);
    }

    #[test]
    fn who_left_is_not_due() {
        let mut class = class();
        class.set("enrolment", "c/1", "left", &crate::domain::record::Value::Text("2026-11-19".into()));
        assert_eq!(order(&class).len(), 2);
    }
}
