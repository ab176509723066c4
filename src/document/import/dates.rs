//! Dates as files write them. The order of day and month is a column's, never a cell's: see [`guess_order`].

use crate::domain::Date;
/// Which of the first two numbers of `9/1/2025` is the month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DateOrder {
    /// September 1: also the answer where nothing tells.
    #[default]
    MonthFirst,
    /// 9 January.
    DayFirst,
}

/// Day first when some cell must be read so and none must be read the other way.
pub fn guess_order<'a>(cells: impl Iterator<Item = &'a str>) -> DateOrder {
    let (mut day_first, mut month_first) = (false, false);
    for cell in cells {
        if let [a, b, _] = numbers(day_part(cell)).as_slice() {
            day_first |= (13..=31).contains(a) && (1..=12).contains(b);
            month_first |= (1..=12).contains(a) && (13..=31).contains(b);
        }
    }
    if day_first && !month_first { DateOrder::DayFirst } else { DateOrder::MonthFirst }
}

/// `2025-09-01`, `2026/10/02 9:14:03 AM EST`, `2023-08-23T13:07:55.097Z`, `9/1/2025`, `9/1/25`, `9/1`, `1.9.2025`,
/// `Sep 1, 2025`, `1 September 2025`, `12012022`, an Excel day number. A time of day is left out; the day is the one
/// written, whatever the time zone. Without a year it is the last such day up to `today`.
pub fn read_date(cell: &str, order: DateOrder, today: Date) -> Option<Date> {
    let text = day_part(cell);
    if let Some(found) = with_month_name(cell, today) {
        return Some(found);
    }
    match numbers(text).as_slice() {
        [serial] if text.len() == 5 => excel_day(*serial),
        [_] if text.len() == 8 && text.is_ascii() => {
            let part = |from: usize, to: usize| text.get(from..to).and_then(|part| part.parse::<i32>().ok());
            let year_first = day(part(0, 4)?, part(4, 6)?, part(6, 8)?);
            year_first.or_else(|| day(part(4, 8)?, part(0, 2)?, part(2, 4)?))
        }
        [year, month, of_month] if *year >= 1000 => day(*year, *month, *of_month),
        [a, b, year] => {
            let year = if *year < 100 { 2000 + *year } else { *year };
            in_order(*a, *b, order, |month, of_month| day(year, month, of_month))
        }
        [a, b] if text.contains('/') => {
            in_order(*a, *b, order, |month, of_month| last_such_day(month, of_month, today))
        }
        _ => None,
    }
}

/// Reads in the column's order and, where that is no date, in the other.
fn in_order(a: i32, b: i32, order: DateOrder, read: impl Fn(i32, i32) -> Option<Date>) -> Option<Date> {
    match order {
        DateOrder::MonthFirst => read(a, b).or_else(|| read(b, a)),
        DateOrder::DayFirst => read(b, a).or_else(|| read(a, b)),
    }
}

/// What stands before a time of day.
fn day_part(cell: &str) -> &str {
    let text = cell.trim();
    let end = text.find(|c: char| c.is_whitespace() || c == 'T' || c == ',').unwrap_or(text.len());
    &text[..end]
}

/// The numbers between `-`, `/` and `.`; empty when anything else stands there.
fn numbers(text: &str) -> Vec<i32> {
    let part = |part: &str| if part.len() <= 8 { part.parse::<u32>().ok() } else { None };
    let parts: Option<Vec<u32>> = text.split(['-', '/', '.']).map(part).collect();
    parts.unwrap_or_default().into_iter().filter_map(|n| i32::try_from(n).ok()).collect()
}

/// Years that a class file can speak of; outside them a number is something else.
fn day(year: i32, month: i32, of_month: i32) -> Option<Date> {
    if !(1990..=2100).contains(&year) {
        return None;
    }
    Date::new(year, u8::try_from(month).ok()?, u8::try_from(of_month).ok()?)
}

fn last_such_day(month: i32, of_month: i32, today: Date) -> Option<Date> {
    // Two leap days may be eight years apart.
    let mut days = (0..=8).filter_map(|back| day(today.year() - back, month, of_month));
    days.find(|found| *found <= today)
}

/// Excel counts days from 1899-12-30 (its 1900 had a February 29).
fn excel_day(serial: i32) -> Option<Date> {
    let plausible = (36_526..=73_050).contains(&serial);
    if plausible { Date::constant(1899, 12, 30).plus(serial) } else { None }
}

fn with_month_name(cell: &str, today: Date) -> Option<Date> {
    const MONTHS: [[&str; 2]; 12] = [
        ["jan", "ene"],
        ["feb", "feb"],
        ["mar", "mar"],
        ["apr", "abr"],
        ["may", "may"],
        ["jun", "jun"],
        ["jul", "jul"],
        ["aug", "ago"],
        ["sep", "sep"],
        ["oct", "oct"],
        ["nov", "nov"],
        ["dec", "dic"],
    ];
    let lower = cell.trim().to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let month_at = words.iter().position(|word| {
        let start: String = word.chars().take(3).collect();
        word.chars().all(char::is_alphabetic) && MONTHS.iter().any(|names| names.contains(&start.as_str()))
    })?;
    let start: String = words[month_at].chars().take(3).collect();
    let month = MONTHS.iter().position(|names| names.contains(&start.as_str()))?;
    let month = i32::try_from(month).ok()? + 1;
    let mut numbers = words.iter().enumerate().filter(|(i, _)| *i != month_at).filter_map(|(_, word)| {
        word.trim_end_matches(|c: char| c.is_alphabetic()).parse::<u16>().ok().map(i32::from)
    });
    match (numbers.next()?, numbers.next()) {
        (of_month @ 1..=31, Some(year @ 1000..)) => day(year, month, of_month),
        (year @ 1000.., Some(of_month)) => day(year, month, of_month),
        (of_month @ 1..=31, Some(year @ 20..=99)) => day(2000 + year, month, of_month),
        (of_month @ 1..=31, None) => last_such_day(month, of_month, today),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Date = Date::constant(2026, 11, 21);

    #[test]
    fn reads_what_files_write() {
        let cases = [
            ("2025-09-01", Some(Date::constant(2025, 9, 1))),
            ("2026/10/02 9:14:03 AM EST", Some(Date::constant(2026, 10, 2))),
            ("2023-08-23T13:07:55.097Z", Some(Date::constant(2023, 8, 23))),
            ("2023-08-23 13:07", Some(Date::constant(2023, 8, 23))),
            ("9/1/2025", Some(Date::constant(2025, 9, 1))),
            ("09/01/25", Some(Date::constant(2025, 9, 1))),
            ("9/1/2025 14:03:00", Some(Date::constant(2025, 9, 1))),
            ("13/9/2025", Some(Date::constant(2025, 9, 13))),
            ("1.9.2025", Some(Date::constant(2025, 1, 9))),
            ("9/1", Some(Date::constant(2026, 9, 1))),
            ("12/1", Some(Date::constant(2025, 12, 1))),
            ("2/29", Some(Date::constant(2024, 2, 29))),
            ("Feb 29", Some(Date::constant(2024, 2, 29))),
            ("2/30", None),
            ("45931", Some(Date::constant(2025, 10, 1))),
            ("12012022", Some(Date::constant(2022, 12, 1))),
            ("20221201", Some(Date::constant(2022, 12, 1))),
            ("Sep 1, 2025", Some(Date::constant(2025, 9, 1))),
            ("September 1st, 2025", Some(Date::constant(2025, 9, 1))),
            ("1 de septiembre de 2025", Some(Date::constant(2025, 9, 1))),
            ("1-Sep-25", Some(Date::constant(2025, 9, 1))),
            ("2/30/2025", None),
            ("31/31/2025", None),
            ("0000-00-00", None),
            ("tomorrow", None),
            ("8 / 10", None),
            ("7", None),
            ("99999999999", None),
            ("", None),
        ];
        for (cell, expected) in cases {
            assert_eq!(read_date(cell, DateOrder::MonthFirst, TODAY), expected, "{cell}");
        }
    }

    #[test]
    fn the_column_tells_the_order() {
        let order = |cells: &[&str]| guess_order(cells.iter().copied());
        assert_eq!(order(&["9/1/2025", "10/1/2025"]), DateOrder::MonthFirst);
        assert_eq!(order(&["9/1/2025", "13/1/2025"]), DateOrder::DayFirst);
        assert_eq!(order(&["9/1/2025", "9/13/2025", "13/1/2025"]), DateOrder::MonthFirst);
        assert_eq!(read_date("9/1/2025", DateOrder::DayFirst, TODAY), Some(Date::constant(2025, 1, 9)));
    }
}
