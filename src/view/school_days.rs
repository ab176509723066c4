//! Days without school, as stretches with a reason.

use serde::Serialize;

use super::text;
use crate::domain::calendar::{days_between, is_weekday, plus_days, school_year};
use crate::domain::week::is_school_day;
use crate::domain::{Class, Date, Sentence};

/// The days without school of a school year, counted and in stretches.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct SchoolDaysRows {
    /// "172 school days this year, 8 of the weekdays are lost."
    pub count: String,
    /// First to last.
    pub stretches: Vec<StretchRow>,
}

/// Days without school, with nothing but weekends between them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StretchRow {
    /// First day, as in `2026-11-26`.
    pub from: String,
    /// The last day, written as the first one is.
    pub to: String,
    /// "26 November to 27 November".
    pub days: String,
    /// Why; may be empty.
    pub reason: String,
}

/// "26 November to 27 November".
pub fn days_words(from: Date, to: Date) -> String {
    let key = if from == to { "school_days.one_day" } else { "school_days.some_days" };
    text::say(&Sentence::new(key).with("from", from).with("to", to))
}

/// The section of the school year that today belongs to.
pub fn school_days(class: &Class, today: Date) -> SchoolDaysRows {
    let (about, usual) = (class.about(), school_year(today));
    let (starts, ends) = (about.starts.unwrap_or(usual.starts), about.ends.unwrap_or(usual.ends));
    let length = days_between(starts, ends).clamp(0, 400);
    let days = (0..=length).map(|ahead| plus_days(starts, ahead));
    let school = days.clone().filter(|day| is_school_day(class, *day)).count();
    let lost = days.filter(|day| is_weekday(*day) && !is_school_day(class, *day)).count();
    let count = Sentence::new("school_days.count").with("days", school).with("lost", lost);
    let mut stretches: Vec<(Date, Date, &str)> = Vec::new();
    for ((day, _), about) in class.lost_days.iter().filter(|(_, day)| day.lost) {
        let joins = |(_, to, reason): &(Date, Date, &str)| {
            let mut between = 1..days_between(*to, *day);
            *reason == about.reason && between.all(|n| !is_weekday(plus_days(*to, n)))
        };
        match stretches.last_mut().filter(|last| joins(last)) {
            Some(last) => last.1 = *day,
            None => stretches.push((*day, *day, &about.reason)),
        }
    }
    let row = |(from, to, reason): (Date, Date, &str)| StretchRow {
        from: from.to_string(),
        to: to.to_string(),
        days: days_words(from, to),
        reason: reason.to_owned(),
    };
    SchoolDaysRows { count: text::say(&count), stretches: stretches.into_iter().map(row).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::command::{Command, Context, HaveSchool, LoseDays};
    use crate::domain::id::Mint;

    #[test]
    fn days_in_a_row_are_one_stretch() {
        let mut class = Class::default();
        let day = |text: &str| text.parse::<Date>().unwrap();
        let mut run = |command: &dyn Command| {
            let mut context = Context { today: day("2026-11-21"), mint: Mint::new("t") };
            let changes = command.changes(&class, &mut context).unwrap();
            class.apply(&changes.0);
            school_days(&class, day("2026-11-21"))
        };
        let lose = |from: &str, to: &str, why: &str| (day(from), day(to), why.to_owned());
        let rows = run(&LoseDays {
            stretches: vec![
                lose("2026-12-21", "2027-01-01", "Winter break"),
                lose("2026-11-26", "2026-11-27", "Thanksgiving"),
                lose("2026-11-11", "2026-11-11", ""),
            ],
        });
        let shown: Vec<_> = rows.stretches.iter().map(|it| (it.days.as_str(), it.reason.as_str())).collect();
        assert_eq!(
            shown,
            [
                ("11 November", ""),
                ("26 November to 27 November", "Thanksgiving"),
                ("21 December to 1 January", "Winter break")
            ]
        );
        assert_eq!(rows.count, "193 school days this year, 13 of the weekdays are lost.");
        let rows = run(&HaveSchool { from: day("2026-12-22"), to: day("2026-12-22") });
        assert_eq!(rows.stretches.len(), 4, "a day in the middle parts it in two");
    }
}
