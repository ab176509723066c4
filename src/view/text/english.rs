//! English: its files and its rules.

use std::sync::OnceLock;

use super::{Catalogue, Language};
use crate::domain::Date;

/// The program in parts brings its texts as a file of their own, so that the first part stays small: see [`read`].
#[cfg(feature = "split")]
const FILES: &[&str] = &[];
#[cfg(not(feature = "split"))]
const FILES: &[&str] = &[
    include_str!("en/agenda.txt"),
    include_str!("en/anonymous.txt"),
    include_str!("en/board.txt"),
    include_str!("en/class.txt"),
    include_str!("en/common.txt"),
    include_str!("en/equity.txt"),
    include_str!("en/file.txt"),
    include_str!("en/groups.txt"),
    include_str!("en/growth.txt"),
    include_str!("en/import.txt"),
    include_str!("en/mastery.txt"),
    include_str!("en/nav.txt"),
    include_str!("en/results.txt"),
    include_str!("en/people.txt"),
    include_str!("en/plans.txt"),
    include_str!("en/minutes.txt"),
    include_str!("en/protect.txt"),
    include_str!("en/race.txt"),
    include_str!("en/report.txt"),
    include_str!("en/rotation.txt"),
    include_str!("en/same_ticket.txt"),
    include_str!("en/school_days.txt"),
    include_str!("en/share.txt"),
    include_str!("en/sheet.txt"),
    include_str!("en/small_group.txt"),
    include_str!("en/standards.txt"),
    include_str!("en/standing.txt"),
    include_str!("en/start.txt"),
    include_str!("en/student.txt"),
    include_str!("en/subject.txt"),
    include_str!("en/team.txt"),
    include_str!("en/today.txt"),
    include_str!("en/undo.txt"),
    include_str!("en/year.txt"),
    include_str!("en/unit.txt"),
    include_str!("en/week.txt"),
];

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

struct English;

impl Language for English {
    fn plural(&self, n: usize) -> &'static str {
        if n == 1 { ".one" } else { "" }
    }

    fn date(&self, date: Date) -> String {
        let month = MONTHS[usize::from(date.month() - 1)];
        format!("{} {month}", date.day())
    }

    fn list(&self, names: &[String]) -> String {
        match names {
            [] => String::new(),
            [one] => one.clone(),
            [first @ .., last] => format!("{} and {last}", first.join(", ")),
        }
    }

    fn number(&self, number: f64) -> String {
        let text = format!("{number:.2}");
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    }
}

static ENGLISH: OnceLock<Catalogue> = OnceLock::new();

/// The English catalogue, read once.
pub fn english() -> &'static Catalogue {
    ENGLISH.get_or_init(|| Catalogue::new(FILES, &English))
}

/// Takes the texts of all files, where they did not come with the program: before anything is said.
pub fn read(texts: String) {
    // They are needed as long as the page is open. Whoever is second changes nothing.
    let _ = ENGLISH.set(Catalogue::new(&[Box::leak(texts.into_boxed_str())], &English));
}
