//! Days and names as they stand in the middle of a sentence.

use super::text;
use crate::domain::calendar::days_between;
use crate::domain::{Date, Sentence};

/// Texts of the weekdays, Monday first.
pub const WEEKDAYS: [&str; 7] = [
    "today.monday",
    "today.tuesday",
    "today.wednesday",
    "today.thursday",
    "today.friday",
    "today.saturday",
    "today.sunday",
];

/// "Monday, 23 November".
pub fn day_words(day: Date) -> String {
    let weekday = WEEKDAYS[usize::from(day.weekday()) % 7];
    text::say(&Sentence::new("today.title_on").with("weekday", text::of(weekday)).with("day", day))
}

/// "today", "yesterday", "18 days ago".
pub fn ago(on: Date, today: Date) -> String {
    let days = usize::try_from(days_between(on, today)).unwrap_or(0);
    let key = if days == 0 { "plans.today" } else { "plans.days_ago" };
    text::say(&Sentence::new(key).with("n", days))
}

/// A name in the middle of a sentence: "Unlike denominators" becomes "unlike denominators", "Pythagorean proof" stays.
pub fn inside(name: &str) -> String {
    let mut letters = name.chars();
    match letters.next() {
        Some(first)
            if !name.starts_with("Pythag") && letters.clone().next().is_some_and(char::is_lowercase) =>
        {
            first.to_lowercase().chain(letters).collect()
        }
        _ => name.to_owned(),
    }
}
