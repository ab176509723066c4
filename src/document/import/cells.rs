//! One score cell: what a teacher or a gradebook writes where a number of points is expected.

/// What a cell says about the work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellState {
    /// A score stands there.
    Scored,
    /// The student need not do it.
    Excused,
    /// The work is not there, or the student was not.
    Missing,
    /// Nothing was entered. Nothing is never zero.
    Blank,
}

/// A score cell, read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cell {
    /// What the cell says.
    pub state: CellState,
    /// Points; a percentage counts out of 100.
    pub score: Option<f64>,
    /// Points possible, where the cell itself says so (`8 / 10`, `80%`).
    pub of: Option<f64>,
}

impl Cell {
    const fn without_score(state: CellState) -> Self {
        Self { state, score: None, of: None }
    }
}

/// Why a cell could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    /// Excel turned a score such as `10/1` into a date (`1-Oct`, `45931`).
    ExcelDate,
    /// No number and no word that is known here.
    Other,
}

const EXCUSED: &[&str] =
    &["ex", "exc", "exempt", "excused", "exento", "exenta", "justificado", "justificada"];
const MISSING: &[&str] =
    &["m", "mi", "missing", "not submitted", "a", "ab", "abs", "absent", "ausente", "falta", "no entregado"];
const BLANK: &[&str] =
    &["", "-", "--", "---", "–", "—", "n/a", "na", "n.a.", "none", "null", "not graded", "ungraded"];

/// Reads one cell. `8 / 10`, `8 of 10`, `80%`, `3`, `2,5`, and the words above in any case.
pub fn read_cell(cell: &str) -> Result<Cell, Unreadable> {
    let text = cell.trim();
    let word = text.to_lowercase();
    let is = |words: &[&str]| words.contains(&word.as_str());
    if is(BLANK) {
        return Ok(Cell::without_score(CellState::Blank));
    }
    if is(EXCUSED) {
        return Ok(Cell::without_score(CellState::Excused));
    }
    if is(MISSING) {
        return Ok(Cell::without_score(CellState::Missing));
    }
    if let Some((score, of)) = split_fraction(&word) {
        return fraction(score, of).ok_or(Unreadable::Other);
    }
    if let Some(percent) = word.strip_suffix('%') {
        let score = number(percent).ok_or(Unreadable::Other)?;
        return Ok(Cell { state: CellState::Scored, score: Some(score), of: Some(100.0) });
    }
    let word = ["points", "point", "pts", "pt", "puntos"].iter().find_map(|unit| word.strip_suffix(unit));
    match number(word.unwrap_or(text)) {
        Some(score) if is_excel_date(score) => Err(Unreadable::ExcelDate),
        Some(score) => Ok(Cell { state: CellState::Scored, score: Some(score), of: None }),
        None if is_day_and_month(text) => Err(Unreadable::ExcelDate),
        None => Err(Unreadable::Other),
    }
}

/// `A` or `M` alone: absent and missing in a column of numbers, grades in a column of letters.
pub fn may_be_a_grade(cell: &str) -> bool {
    matches!(cell.trim(), "A" | "a" | "M" | "m")
}

fn split_fraction(word: &str) -> Option<(&str, &str)> {
    ["/", " out of ", " of ", " de "].iter().find_map(|between| word.split_once(between))
}

fn fraction(score: &str, of: &str) -> Option<Cell> {
    let of = number(of)?;
    if BLANK.contains(&score.trim()) {
        return Some(Cell::without_score(CellState::Blank)); // Google Forms writes "-- / 0" under what has no score.
    }
    let score = number(score)?;
    (of > 0.0).then_some(Cell { state: CellState::Scored, score: Some(score), of: Some(of) })
}

/// A plain number that is not negative, with a decimal point or a decimal comma; `1,250` is a thousand.
pub fn number(text: &str) -> Option<f64> {
    let text = text.trim();
    let plain = |text: &str| {
        let digits = text.chars().filter(char::is_ascii_digit).count();
        let dots = text.chars().filter(|c| *c == '.').count();
        let ok = digits > 0 && digits <= 15 && dots <= 1 && digits + dots == text.chars().count();
        if ok { text.parse::<f64>().ok() } else { None }
    };
    match text.split_once(',') {
        None => plain(text),
        Some((whole, after)) => {
            let thousands = after.split('.').next().is_some_and(|part| part.len() == 3) && whole != "0";
            let between = if thousands { "" } else { "." };
            plain(&format!("{whole}{between}{after}"))
        }
    }
}

/// Days since 1900 for the years 2000 to 2099: no quiz has so many points, and Excel writes them for `10/1`.
fn is_excel_date(score: f64) -> bool {
    score.fract() == 0.0 && (36_526.0..=73_050.0).contains(&score)
}

/// `1-Mar`, `Mar-01`: what Excel shows where somebody typed `3/1`.
fn is_day_and_month(text: &str) -> bool {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    text.to_lowercase().split_once('-').is_some_and(|(one, two)| {
        let is_month = |part: &str| MONTHS.contains(&part);
        let is_number = |part: &str| number(part).is_some();
        (is_month(one) && is_number(two)) || (is_number(one) && is_month(two))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_gradebooks_write() {
        let scored = |score, of| Ok(Cell { state: CellState::Scored, score: Some(score), of });
        let state = |state| Ok(Cell::without_score(state));
        let cases = [
            ("8 / 10", scored(8.0, Some(10.0))),
            ("8/10", scored(8.0, Some(10.0))),
            ("1.00 / 1", scored(1.0, Some(1.0))),
            ("8 out of 10", scored(8.0, Some(10.0))),
            ("8 de 10", scored(8.0, Some(10.0))),
            ("80%", scored(80.0, Some(100.0))),
            ("80 %", scored(80.0, Some(100.0))),
            (" 3 ", scored(3.0, None)),
            ("2,5", scored(2.5, None)),
            ("2.5", scored(2.5, None)),
            (".5", scored(0.5, None)),
            ("1,250", scored(1250.0, None)),
            ("7 pts", scored(7.0, None)),
            ("EX", state(CellState::Excused)),
            ("excused", state(CellState::Excused)),
            ("M", state(CellState::Missing)),
            ("Missing", state(CellState::Missing)),
            ("Absent", state(CellState::Missing)),
            ("N/A", state(CellState::Blank)),
            ("--", state(CellState::Blank)),
            ("", state(CellState::Blank)),
            ("-- / 0", state(CellState::Blank)),
            ("1-Mar", Err(Unreadable::ExcelDate)),
            ("45931", Err(Unreadable::ExcelDate)),
            ("8 / 0", Err(Unreadable::Other)),
            ("-3", Err(Unreadable::Other)),
            ("nan", Err(Unreadable::Other)),
            ("1e9", Err(Unreadable::Other)),
            ("9999999999999999999", Err(Unreadable::Other)),
            ("seven", Err(Unreadable::Other)),
            ("1.2.3", Err(Unreadable::Other)),
        ];
        for (cell, expected) in cases {
            assert_eq!(read_cell(cell), expected, "{cell}");
        }
    }
}
