//! What the cells are coloured by: level, how sure it is, or how old the newest mark is.

use super::grid::CellRow;
use crate::domain::calendar::days_between;
use crate::domain::mastery::Sure;
use crate::domain::{Date, Sentence};
use crate::view::mark::MarkRow;
use crate::view::text;

/// What a grid is coloured by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shade {
    /// The level, with its shape.
    #[default]
    Level,
    /// How sure the level is, with the marks that it rests on.
    Sure,
    /// Weeks since the newest mark.
    Age,
}

/// A cell that is coloured by something else than its level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShadeRow {
    /// "72".
    pub text: String,
    /// 1, pale, to 4, strong.
    pub shade: u32,
    /// "sure, 3 marks".
    pub words: String,
}

/// How a cell looks; `None` by level, or where nothing is known.
pub fn shaded(cell: &CellRow, shade: Shade, today: Date) -> Option<ShadeRow> {
    let (n, shade, key) = match shade {
        Shade::Level => return None,
        Shade::Sure => {
            let (sure, marks) = cell.sure?;
            let (shade, key) = match sure {
                Sure::Sure => (4, "mastery.shade_sure_is"),
                Sure::Fairly => (3, "mastery.shade_fairly_is"),
                Sure::OneMoreCheck => (1, "mastery.shade_check_is"),
            };
            (marks, shade, key)
        }
        Shade::Age => {
            let days = u32::try_from(days_between(cell.newest?, today).max(0)).unwrap_or(0);
            let weeks = days / 7;
            let shade = match weeks {
                0..=1 => 4,
                2..=3 => 3,
                4..=7 => 2,
                _ => 1,
            };
            (weeks, shade, "mastery.shade_age_is")
        }
    };
    let words = Sentence::new(key).with("n", usize::try_from(n).unwrap_or_default());
    Some(ShadeRow { text: n.to_string(), shade, words: text::say(&words) })
}

/// What a cell shows: its mark, or a colour in its place, or neither while levels are hidden.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Look {
    /// "Mateo V., 5.NF.A.1: level 2, tentative".
    pub label: String,
    /// It is blank while levels are hidden.
    pub mark: MarkRow,
    /// Coloured by something else than the level.
    pub shade: Option<ShadeRow>,
}

impl Look {
    /// How a cell looks.
    pub fn of(cell: &CellRow, shade: Shade, hidden: bool, today: Date) -> Self {
        if hidden {
            let who = cell.label.split(": ").next().unwrap_or_default();
            let label = format!("{who}: {}", text::of("mastery.hidden_level"));
            return Self { label, ..Self::default() };
        }
        let shade = shaded(cell, shade, today);
        let label = match &shade {
            Some(shade) => format!("{}, {}", cell.label, shade.words),
            None => cell.label.clone(),
        };
        Self { label, mark: cell.mark.clone(), shade }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hidden_cell_says_neither_level_nor_how_sure() {
        let today = Date::constant(2026, 11, 19);
        let mark = MarkRow { level: Some(2), digit: "2".into(), ..MarkRow::default() };
        let cell = CellRow {
            mark,
            label: "Ana, S.1: level 2".into(),
            counts: true,
            sure: Some((Sure::Fairly, 3)),
            newest: None,
        };
        let hidden = Look::of(&cell, Shade::Sure, true, today);
        assert_eq!(hidden, Look { label: "Ana, S.1: level hidden".into(), ..Look::default() });
        let shown = Look::of(&cell, Shade::Sure, false, today);
        assert_eq!(shown.label, "Ana, S.1: level 2, fairly sure, 3 marks");
        assert_eq!(Look::of(&cell, Shade::Level, false, today).mark.digit, "2");
    }

    #[test]
    fn how_sure_and_how_old_have_strengths_and_nothing_has_none() {
        let today = Date::constant(2026, 11, 19);
        let cell = |sure, newest| CellRow {
            mark: MarkRow::default(),
            label: String::new(),
            counts: true,
            sure,
            newest,
        };
        let of = |cell: &CellRow, shade| shaded(cell, shade, today).map(|row| (row.text, row.shade));
        for (sure, shade) in [(Sure::OneMoreCheck, 1), (Sure::Fairly, 3), (Sure::Sure, 4)] {
            let row = of(&cell(Some((sure, 5)), None), Shade::Sure);
            assert_eq!(row, Some(("5".to_owned(), shade)));
        }
        for (day, text, shade) in [(19, "0", 4), (6, "1", 4), (5, "2", 3), (1, "2", 3)] {
            let row = of(&cell(None, Some(Date::constant(2026, 11, day))), Shade::Age);
            assert_eq!(row, Some((text.to_owned(), shade)));
        }
        let old = of(&cell(None, Some(Date::constant(2026, 9, 1))), Shade::Age);
        assert_eq!(old, Some(("11".to_owned(), 1)));
        assert_eq!(of(&cell(None, None), Shade::Sure), None);
        assert_eq!(of(&cell(Some((Sure::Sure, 2)), Some(today)), Shade::Level), None);
        let said =
            shaded(&cell(Some((Sure::OneMoreCheck, 1)), None), Shade::Sure, today).map(|row| row.words);
        assert_eq!(said.as_deref(), Some("one more check would tell, 1 mark"));
    }
}
