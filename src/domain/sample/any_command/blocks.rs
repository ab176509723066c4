//! Times: the block of the day, lessons of the week, quarters of the year and how minutes are shared.

use super::desk::Desk;
use super::{Drawn, Kind, done};
use crate::domain::Date;
use crate::domain::calendar::{monday, plus_days};
use crate::domain::command::{
    EditBlock, EditQuarter, FollowPlan, RemoveBlock, RemoveLesson, SaveLesson, SetQuarters, SetTimePolicy,
    SetWeekA,
};
use crate::domain::id::LessonId;
use crate::domain::minutes::{is_logged, policy_of, quarters, slots_of_a_day, slots_of_a_week};
use crate::domain::rotation::{members, running_cycle, whole_class_on};
use crate::domain::subject::TimePolicy;
use crate::domain::week::{Lesson, block, is_school_day, rotation_day};

pub(super) const KINDS: &[Kind] = &[
    Kind("EditBlock", 4, edit_block),
    Kind("RemoveBlock", 2, remove_block),
    Kind("SetWeekA", 2, set_week_a),
    Kind("SaveLesson", 6, save_lesson),
    Kind("RemoveLesson", 3, remove_lesson),
    Kind("SetQuarters", 2, set_quarters),
    Kind("EditQuarter", 4, edit_quarter),
    Kind("FollowPlan", 4, follow_plan),
    Kind("SetTimePolicy", 3, set_time_policy),
];

/// Lessons are in the afternoon, where no block is.
const AFTERNOON: u32 = 13 * 60 + 30;

fn edit_block(desk: &mut Desk<'_>) -> Drawn {
    let weekday = if desk.chance(0.5) { 0 } else { desk.within(1, 5) };
    let week = if desk.chance(0.9) { 0 } else { desk.within(1, 2) };
    done(EditBlock {
        weekday,
        week,
        starts_at: 8 * 60 + 15 * desk.within(0, 8),
        slots: desk.within(2, 4),
        slot_minutes: desk.within(10, 25),
        transition_minutes: desk.within(0, 4),
    })
}

fn remove_block(desk: &mut Desk<'_>) -> Drawn {
    let (_, own) = desk.one(&desk.class.blocks)?;
    done(RemoveBlock { weekday: own.weekday, week: own.week })
}

fn set_week_a(desk: &mut Desk<'_>) -> Drawn {
    let day = monday(desk.today);
    done(SetWeekA { monday: desk.maybe(0.7, day) })
}

/// Lessons that are held from today on.
fn held(desk: &Desk<'_>) -> Vec<(LessonId, Lesson)> {
    let open = |lesson: &Lesson| lesson.until.is_none_or(|until| until >= desk.today);
    let held = desk.class.lessons.iter().filter(|(_, lesson)| open(lesson));
    held.map(|(id, lesson)| (id.clone(), lesson.clone())).collect()
}

fn save_lesson(desk: &mut Desk<'_>) -> Drawn {
    let held = held(desk);
    let old = desk.pick(&held).filter(|_| held.len() > 7 || desk.chance(0.4));
    let subject = desk.subject()?;
    let standard = desk.standard(&subject);
    let fresh = Lesson {
        weekday: desk.within(if held.is_empty() { 0 } else { 1 }, 5),
        starts_at: AFTERNOON + 30 * desk.within(0, 4),
        ..Lesson::default()
    };
    let (id, at) = old.map_or((None, fresh), |(id, lesson)| (Some(id), lesson));
    let lesson = Lesson {
        title: desk.text("lesson"),
        minutes: desk.within(15, 30),
        subject: desk.maybe(0.8, subject),
        standard: desk.maybe(0.6, standard),
        reach: desk.reach(),
        ..at
    };
    done(SaveLesson { id, lesson })
}

fn remove_lesson(desk: &mut Desk<'_>) -> Drawn {
    let held = held(desk);
    done(RemoveLesson { id: desk.pick(&held)?.0 })
}

fn set_quarters(desk: &mut Desk<'_>) -> Drawn {
    done(SetQuarters { n: desk.within(1, 6) })
}

fn edit_quarter(desk: &mut Desk<'_>) -> Drawn {
    let all = quarters(desk.class, desk.today);
    let (id, quarter) = desk.pick(&all)?;
    let (starts, ends) = (quarter.starts?, quarter.ends?);
    let ends = if desk.chance(0.3) { plus_days(ends, -i64::from(desk.below(5))) } else { ends };
    let most = slots_of_a_week(desk.class, desk.today);
    let (group, subject) = (desk.group(), desk.subject()?);
    let standard = desk.standard(&subject);
    done(EditQuarter {
        id,
        starts,
        ends: ends.max(starts),
        slots_per_week: desk.below(most + 1),
        focus_group: group.filter(|_| desk.chance(0.5)),
        focus_standard: desk.maybe(0.3, standard),
    })
}

/// Each group at the table about equally often in what is left of a week.
fn follow_plan(desk: &mut Desk<'_>) -> Drawn {
    let first = rotation_day(desk.class, desk.today);
    let week = (0..5).map(|nth| plus_days(monday(first), nth)).filter(|day| *day >= first);
    let open = |day: &Date| {
        is_school_day(desk.class, *day)
            && !is_logged(desk.class, *day)
            && whole_class_on(desk.class, *day).is_none()
    };
    let days: Vec<Date> = week.filter(open).collect();
    let cycle = running_cycle(desk.class, *days.first()?)?;
    let groups = members(desk.class, &cycle, first);
    let most = days.len() * block(desk.class, first).slots as usize;
    let room: u32 = days.iter().map(|day| slots_of_a_day(desk.class, *day)).sum();
    let each = room / u32::try_from(groups.len()).ok().filter(|n| *n > 0)?;
    let each = each.min(u32::try_from(most).unwrap_or(0));
    let slots = groups.into_iter().map(|(group, _)| (group, each)).collect();
    done(FollowPlan { days, slots })
}

fn set_time_policy(desk: &mut Desk<'_>) -> Drawn {
    policy_of(desk.class)?;
    done(SetTimePolicy {
        policy: desk.pick(TimePolicy::ALL)?,
        floor_minutes: desk.within(0, 60),
        focus_weight: f64::from(desk.within(1, 5)),
        unseen_days: desk.within(3, 15),
        one_to_one: desk.within(0, 3),
    })
}
