//! The week as plain rows: whole-class lessons, and the days that can have times of their own.

use serde::Serialize;

use super::board::time;
use super::text;
use crate::domain::order::Order;
use crate::domain::week::{Lesson, span_of_lesson, week_of};
use crate::domain::{Class, Date, Sentence};
use crate::view::words::WEEKDAYS;

/// The week's whole-class lessons, and which week it is now.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct WeekRows {
    /// A day of an A week, as in `2026-11-23`; empty where all weeks are the same.
    pub week_a: String,
    /// "This is an A week."
    pub now: String,
    /// By day and time.
    pub lessons: Vec<LessonRow>,
}

/// A whole-class lesson of the week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LessonRow {
    pub id: String,
    /// "Number talk".
    pub title: String,
    /// "Monday, 8:30 to 9:00".
    pub when: String,
    /// Its standard; may be empty.
    pub standard: String,
}

/// What a weekday (0 is every school day) in a week (0 is every week) is called.
pub fn day_name(weekday: u32, week: u32) -> String {
    let name = |n: u32| WEEKDAYS[usize::try_from(n).unwrap_or(0) % 7];
    let name = weekday.checked_sub(1).map_or("week.every_day", name);
    let key = ["week.every", "week.in_a", "week.in_b"][usize::try_from(week).unwrap_or(0) % 3];
    text::say(&Sentence::new(key).with("day", Sentence::new(name)))
}

/// The days that can be chosen, with weekday and week; A and B weeks only where the class has them.
pub fn day_choices(class: &Class) -> Vec<(u32, u32, String)> {
    let weeks: &[u32] = if class.about().week_a.is_some() { &[0, 1, 2] } else { &[0] };
    let days = (0..=7).flat_map(|day| weeks.iter().map(move |week| (day, *week)));
    days.map(|(day, week)| (day, week, day_name(day, week))).collect()
}

/// The weeks in which something recurs, where the class has A and B weeks or it has one of them already.
pub fn weeks(class: &Class, now: u32) -> Vec<(u32, String)> {
    if class.about().week_a.is_none() && now == 0 {
        return Vec::new();
    }
    let keys = ["week.all_weeks", "week.a_weeks", "week.b_weeks"];
    (0_u32..).zip(keys).map(|(n, key)| (n, text::of(key).to_owned())).collect()
}

/// The section, as the week stands from today on.
pub fn week(class: &Class, today: Date) -> WeekRows {
    let mut held: Vec<_> = class.lessons.iter().collect();
    held.retain(|(_, lesson)| lesson.until.is_none_or(|until| today <= until));
    held.order_by_key(|(id, lesson)| (lesson.weekday, lesson.week, lesson.starts_at, (*id).clone()));
    let when = |lesson: &Lesson| {
        let (from, to) = span_of_lesson(lesson);
        let words = Sentence::new("week.lesson_row").with("days", day_name(lesson.weekday, lesson.week));
        text::say(&words.with("from", time(from)).with("to", time(to)))
    };
    let row = |(id, lesson): (&crate::domain::id::LessonId, &Lesson)| LessonRow {
        id: id.0.clone(),
        title: lesson.title.clone(),
        when: when(lesson),
        standard: lesson.standard.clone().unwrap_or_default().0,
    };
    let now = match week_of(class, today) {
        0 => "",
        1 => text::of("week.now_a"),
        _ => text::of("week.now_b"),
    };
    let week_a = class.about().week_a.map(|day| day.to_string()).unwrap_or_default();
    WeekRows { week_a, now: now.to_owned(), lessons: held.into_iter().map(row).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::command::{Command, Context, SaveLesson, SetWeekA};
    use crate::domain::id::Mint;

    #[test]
    fn lessons_stand_by_day_and_time() {
        let mut class = Class::default();
        let today = Date::constant(2026, 11, 18);
        assert_eq!(day_choices(&class).len(), 8);
        let lesson = |weekday, week, starts_at| Lesson {
            title: "Number talk".into(),
            weekday,
            week,
            starts_at,
            minutes: 30,
            ..Lesson::default()
        };
        let commands: [&dyn Command; 3] = [
            &SetWeekA { monday: Some(Date::constant(2026, 11, 9)) },
            &SaveLesson { id: None, lesson: lesson(2, 1, 510) },
            &SaveLesson { id: None, lesson: lesson(0, 0, 700) },
        ];
        for (n, command) in commands.into_iter().enumerate() {
            let mint = Mint::new(format!("t{n}"));
            let changes = command.changes(&class, &mut Context { today, mint }).unwrap();
            class.apply(&changes.0);
        }
        let rows = week(&class, today);
        assert_eq!((rows.week_a.as_str(), rows.now.as_str()), ("2026-11-09", "This is a B week."));
        let when: Vec<&str> = rows.lessons.iter().map(|row| row.when.as_str()).collect();
        assert_eq!(when, ["every school day, 11:40 to 12:10", "Tuesday, A weeks, 8:30 to 9:00"]);
        assert_eq!(day_choices(&class).len(), 24);
        assert_eq!((weeks(&Class::default(), 0).len(), weeks(&Class::default(), 2).len()), (0, 3));
        assert_eq!(weeks(&class, 0)[2], (2, "B weeks".into()));
    }
}
