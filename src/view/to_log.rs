//! School days that can still be logged.

use serde::Serialize;

use super::text;
use super::words::day_words;
use crate::domain::minutes::days_to_log;
use crate::domain::{Class, Date, Sentence};

/// A day that can be logged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LogRow {
    /// "2026-11-20".
    pub day: String,
    /// "Log Friday, 20 November as planned".
    pub words: String,
}

/// School days of the last week that can still be logged.
pub fn to_log(class: &Class, today: Date) -> Vec<LogRow> {
    let row = |day: Date| {
        let words = text::say(&Sentence::new("rotation.log_what").with("day", day_words(day)));
        LogRow { day: day.to_string(), words }
    };
    days_to_log(class, today).into_iter().map(row).collect()
}
