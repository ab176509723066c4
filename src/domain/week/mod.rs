//! The timetable of a class: its school days, A and B weeks, rotation blocks with their slots, whole-class lessons, and
//! what overlaps.
mod block;
mod days;
pub mod records;

pub use block::{MOST_SLOTS, Slot, block, block_in, block_key, slots, span_of_block};
pub use days::{is_school_day, rotation_day, year_of};
pub use records::{Block, Lesson, LostDay};

use super::calendar::{days_between, monday};
use super::id::LessonId;
use super::order::Order;
use super::{Class, Date};

/// 1 in an A week, 2 in a B week, 0 where the class has none. Weeks without school count on: the letter follows the
/// calendar, so that a snow week changes no other.
pub fn week_of(class: &Class, day: Date) -> u32 {
    let Some(week_a) = class.about().week_a else { return 0 };
    let weeks = days_between(monday(week_a), monday(day)) / 7;
    if weeks.rem_euclid(2) == 0 { 1 } else { 2 }
}

/// The lessons that a day has, by start.
pub fn lessons_on(class: &Class, day: Date) -> Vec<(&LessonId, &Lesson)> {
    let (weekday, week) = (u32::from(day.weekday()) + 1, week_of(class, day));
    let on = |(_, lesson): &(&LessonId, &Lesson)| {
        [0, weekday].contains(&lesson.weekday)
            && [0, week].contains(&lesson.week)
            && lesson.from.is_none_or(|from| from <= day)
            && lesson.until.is_none_or(|until| day <= until)
    };
    let mut lessons: Vec<_> = class.lessons.iter().filter(on).collect();
    lessons.order_by_key(|(id, lesson)| (lesson.starts_at, (*id).clone()));
    lessons
}

/// Whether two stretches of a day share a minute; each from its first minute to the one after its last.
pub fn overlap(one: (u32, u32), other: (u32, u32)) -> bool {
    one.0 < other.1 && other.0 < one.1
}

/// First minute of a lesson, and the one after its last.
pub fn span_of_lesson(lesson: &Lesson) -> (u32, u32) {
    (lesson.starts_at, lesson.starts_at.saturating_add(lesson.minutes))
}

/// The first lesson that shares a minute with the rotation block or an earlier lesson of its day, as the week stands
/// from a day on: the lesson, and the other lesson where it is not the block.
pub fn clash(class: &Class, from: Date) -> Option<(LessonId, Option<LessonId>)> {
    let held = |lesson: &&(&LessonId, &Lesson)| lesson.1.until.is_none_or(|until| from <= until);
    let lessons: Vec<_> = class.lessons.iter().collect();
    let lessons: Vec<_> = lessons.iter().filter(held).collect();
    for (weekday, week) in (1..=7).flat_map(|weekday| [(weekday, 1), (weekday, 2)]) {
        let of_day = |lesson: &Lesson| {
            let every = lesson.weekday == 0 && weekday <= 5;
            (every || lesson.weekday == weekday) && [0, week].contains(&lesson.week)
        };
        let block = span_of_block(&block_in(class, weekday, week));
        let mut before: Vec<(&LessonId, (u32, u32))> = Vec::new();
        for (id, lesson) in lessons.iter().filter(|(_, lesson)| of_day(lesson)) {
            let span = span_of_lesson(lesson);
            if overlap(block, span) {
                return Some(((*id).clone(), None));
            }
            if let Some((other, _)) = before.iter().find(|(_, other)| overlap(*other, span)) {
                return Some(((*id).clone(), Some((*other).clone())));
            }
            before.push((id, span));
        }
    }
    None
}

#[cfg(test)]
mod tests;
