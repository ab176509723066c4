//! Days without school, from lines that a person wrote or pasted: "2026-11-26 to 2026-11-27 Thanksgiving". A calendar
//! file is read by `ics`; both give the same preview.

pub(super) mod bounded;

use bounded::bounded;

use super::ics::read_ics;
use super::kinds::is_calendar;
use super::problem::Problem;
use super::records::{Most, one_line_end};
use super::stretch::{Clock, LONGEST, SchoolDays, Stretch};
use crate::domain::calendar::{Period, days_between};
use crate::domain::{Date, Sentence};

/// Lines that are read: a day without school for every day of twenty years.
const MOST_LINES: usize = 5_000;
/// Characters of a line that are read.
const LONGEST_LINE: usize = 500;

/// The same as [`read_school_days_by`] where no clock is at hand: times in UTC are taken as they are written.
pub fn read_school_days(text: &str, year: Period) -> SchoolDays {
    read_school_days_by(text, year, &|zone, at| if zone.is_none() { Some(at) } else { None })
}

/// Reads lines or a calendar file. A day without a year is the one of the school year.
pub fn read_school_days_by(text: &str, year: Period, clock: Clock) -> SchoolDays {
    if is_calendar(text) {
        return bounded(read_ics(text, year, clock));
    }
    let mut found = SchoolDays::default();
    let lines = || (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
    if one_line_end(text, &Most::OF_A_CLASS).is_err() || lines().nth(MOST_LINES).is_some() {
        let many = Sentence::new("school_days.too_many_lines").with("limit", MOST_LINES);
        found.problems.push(Problem::file(many));
        return found;
    }
    for (row, line) in lines() {
        match stretch(beginning(line.trim()), year) {
            Ok(stretch) => found.stretches.push(stretch),
            Err(key) => {
                let line: String = line.trim().chars().take(40).collect();
                found.problems.push(Problem::at(row, Sentence::new(key).with("line", line)));
            }
        }
    }
    bounded(found)
}

/// As much of a line as is read.
fn beginning(line: &str) -> &str {
    line.char_indices().nth(LONGEST_LINE).map_or(line, |(at, _)| &line[..at])
}

/// One line: a date or two, and a reason before or behind them.
fn stretch(line: &str, year: Period) -> Result<Stretch, &'static str> {
    let starts = line.char_indices().filter(|(at, c)| {
        c.is_alphanumeric() && !line[..*at].chars().next_back().is_some_and(char::is_alphanumeric)
    });
    let first = starts.map(|(at, _)| at).find_map(|at| Some((at, date(&line[at..], year)?)));
    let (at, (from, rest)) = first.ok_or("school_days.no_date")?;
    let (to, rest) = until(rest, from, year).unwrap_or((from, rest));
    match days_between(from, to) {
        ..0 => return Err("school_days.backwards"),
        LONGEST.. => return Err("school_days.too_long"),
        _ => {}
    }
    let edge = |c: char| c.is_whitespace() || matches!(c, ':' | ',' | ';' | '-' | '–' | '—' | '(' | ')');
    let parts = [&line[..at], rest].map(|part| part.trim_matches(edge));
    let reason = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    Ok(Stretch { from, to, reason, likely: true })
}

/// The last day of a range, behind a dash or a word for it.
fn until(rest: &str, from: Date, year: Period) -> Option<(Date, &str)> {
    // "26-27": a day of the same month.
    if let Some(day) = rest.strip_prefix(['-', '–', '—']) {
        let (number, after) = digits(day, 2);
        let ends = !after.starts_with(|c: char| c.is_alphanumeric() || c == '/' || c == '-');
        let day = number.and_then(|n| Date::new(from.year(), from.month(), u8::try_from(n).ok()?));
        if let Some(day) = day.filter(|day| ends && *day > from) {
            return Some((day, after));
        }
    }
    if let Some(cell) = rest.strip_prefix('\t') {
        return date(cell.trim_start(), year);
    }
    let rest = rest.trim_start();
    let words = ["-", "–", "—", ",", ";", "to ", "through ", "thru ", "until "];
    let after = words.into_iter().find_map(|word| {
        rest.get(..word.len()).filter(|start| start.eq_ignore_ascii_case(word)).map(|_| &rest[word.len()..])
    })?;
    date(after.trim_start(), year)
}

/// A date at the start of a text, and what stands behind it: `2026-11-26`, `11/26/2026`, `11/26`, `Nov. 26th, 2026`.
fn date(text: &str, year: Period) -> Option<(Date, &str)> {
    if text.starts_with(char::is_alphabetic) {
        return named(text, year);
    }
    let (first, rest) = digits(text, 4);
    let mark = rest.chars().next().filter(|c| matches!(c, '-' | '/' | '.'))?;
    let (second, rest) = digits(&rest[1..], 2);
    let third = rest.strip_prefix(mark).map(|rest| digits(rest, 4));
    let (first, second) = (first?, second?);
    if first >= 1000 {
        let (third, rest) = third?;
        return Some((day(first, second, third?)?, rest));
    }
    // What is behind "12/21-" is no year of this date.
    let (in_year, rest) = match third {
        Some((Some(n), rest)) => (Some(if n < 100 { 2000 + n } else { n }), rest),
        _ if mark == '/' => (None, rest),
        _ => return None,
    };
    let (month, of_month) = if first > 12 { (second, first) } else { (first, second) };
    let found = match in_year {
        Some(in_year) => day(in_year, month, of_month),
        None => of_school_year(month, of_month, year),
    };
    Some((found?, rest))
}

fn named(text: &str, year: Period) -> Option<(Date, &str)> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let end = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    let word = text[..end].to_lowercase();
    let month = MONTHS.iter().position(|month| word.starts_with(month))?;
    let month = u32::try_from(month).ok()? + 1;
    let (of_month, rest) = digits(text[end..].trim_start_matches(['.', ' ']), 2);
    let of_month = of_month?;
    let suffix = ["st", "nd", "rd", "th"].into_iter().find_map(|suffix| rest.strip_prefix(suffix));
    let rest = suffix.unwrap_or(rest);
    let (in_year, behind) = digits(rest.trim_start_matches([',', ' ']), 4);
    match in_year.filter(|n| *n >= 1000) {
        Some(in_year) => Some((day(in_year, month, of_month)?, behind)),
        None => Some((of_school_year(month, of_month, year)?, rest)),
    }
}

/// Up to so many digits as a number, and the rest.
fn digits(text: &str, most: usize) -> (Option<u32>, &str) {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len()).min(most);
    (text[..end].parse().ok(), &text[end..])
}

fn day(year: u32, month: u32, of_month: u32) -> Option<Date> {
    let plausible = (1990..=2100).contains(&year);
    let year = i32::try_from(year).ok().filter(|_| plausible)?;
    Date::new(year, u8::try_from(month).ok()?, u8::try_from(of_month).ok()?)
}

/// The day of that month in the school year; between two school years, in the calendar year in which it starts.
fn of_school_year(month: u32, of_month: u32, year: Period) -> Option<Date> {
    let of = |year: i32| day(u32::try_from(year).ok()?, month, of_month);
    let both = [of(year.starts.year()), of(year.ends.year())];
    both.into_iter().flatten().find(|day| year.has(*day)).or(both[0]).or(both[1])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::school_year;

    fn year() -> Period {
        school_year(Date::constant(2026, 11, 21))
    }

    #[test]
    fn reads_what_a_school_writes() {
        for (line, from, to, reason) in [
            ("2026-11-26 to 2026-11-27 Thanksgiving", "2026-11-26", "2026-11-27", "Thanksgiving"),
            ("12/21/2026-1/1/2027 Winter break", "2026-12-21", "2027-01-01", "Winter break"),
            ("12/21 - 1/1 Winter break", "2026-12-21", "2027-01-01", "Winter break"),
            ("1/18/27 MLK Day", "2027-01-18", "2027-01-18", "MLK Day"),
            ("Nov 26-27: Thanksgiving", "2026-11-26", "2026-11-27", "Thanksgiving"),
            ("Thanksgiving: Nov. 26th – Nov. 27th", "2026-11-26", "2026-11-27", "Thanksgiving"),
            (
                "Winter break, December 21, 2026 through January 1, 2027",
                "2026-12-21",
                "2027-01-01",
                "Winter break",
            ),
            ("2026-10-12\t2026-10-13\tFall break", "2026-10-12", "2026-10-13", "Fall break"),
            ("2026-10-12,2026-10-13,Fall break", "2026-10-12", "2026-10-13", "Fall break"),
            ("3/15 2nd grade trip", "2027-03-15", "2027-03-15", "2nd grade trip"),
            ("2026-11-11", "2026-11-11", "2026-11-11", ""),
        ] {
            let found = read_school_days(line, year());
            let stretch = &found.stretches[0];
            assert_eq!(
                (stretch.from.to_string().as_str(), stretch.to.to_string().as_str()),
                (from, to),
                "{line}"
            );
            assert_eq!(stretch.reason, reason, "{line}");
        }
    }

    #[test]
    fn names_what_it_does_not_read() {
        let text = "Snow day\n\n2026-12-24 to 2026-12-20 Break\n2026-02-30 Nothing\n2026-09-01 to 2027-06-01 Year\n1/4 Late start";
        let found = read_school_days(text, year());
        let problems: Vec<_> = found.problems.iter().map(|it| (it.row.unwrap(), it.sentence.key)).collect();
        assert_eq!(
            problems,
            [
                (1, "school_days.no_date"),
                (3, "school_days.backwards"),
                (4, "school_days.no_date"),
                (5, "school_days.too_long")
            ]
        );
        assert_eq!(found.stretches.len(), 1);
    }

    #[test]
    fn many_lines_are_refused_and_a_long_one_is_read_at_its_beginning() {
        let first = |text: &str| {
            let found = read_school_days(text, year());
            (found.stretches.len(), found.problems.first().map(|it| it.sentence.key))
        };
        assert_eq!(first(&"1/4/27 Snow\n\n".repeat(MOST_LINES)), (1, None));
        assert_eq!(first(&"1/4/27 Snow\n".repeat(MOST_LINES + 1)), (0, Some("school_days.too_many_lines")));
        let long = |n: usize| format!("{}1/4/27 Snow", "é ".repeat(n));
        assert_eq!(first(&long(200)), (1, None));
        assert_eq!(first(&long(1_000_000)), (0, Some("school_days.no_date")));
    }

    #[test]
    fn any_text_is_read_without_a_fall() {
        for text in [
            "é-/",
            "–",
            "1/",
            "1//2",
            "99/99",
            "may",
            "\u{0301}5/5",
            "12/21-",
            "5/5–é",
            "BEGIN:VCALENDAR",
            "२/3",
            "1-é",
        ] {
            let found = read_school_days(text, year());
            assert!(found.stretches.len() + found.problems.len() <= 1, "{text}");
        }
    }
}
