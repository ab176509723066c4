//! What the cells are coloured by: level, chance of mastery, or how old the newest mark is.

use super::grid::CellRow;
use crate::domain::calendar::days_between;
use crate::domain::{Date, Sentence};
use crate::view::mark::MarkRow;
use crate::view::text::english;

/// What a grid is coloured by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shade {
    /// The level, with its shape.
    #[default]
    Level,
    /// The chance of mastery, 0 to 100.
    Chance,
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
    /// "chance of mastery 72%".
    pub words: String,
}

/// How a cell looks; `None` by level, or where nothing is known.
pub fn shaded(cell: &CellRow, shade: Shade, today: Date) -> Option<ShadeRow> {
    let (n, shade, key) = match shade {
        Shade::Level => return None,
        Shade::Chance => {
            let chance = cell.chance?;
            (chance, 1 + chance.min(99) / 25, "mastery.shade_chance_is")
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
    Some(ShadeRow { text: n.to_string(), shade, words: english().say(&words) })
}

/// What a cell shows: its mark, or a colour in its place, or neither while levels are hidden.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Look {
    /// "Mateo V., 5.NF.A.1: level 2, tentative".
    pub label: String,
    /// The mark.
    pub mark: MarkRow,
    /// Coloured by something else than the level.
    pub shade: Option<ShadeRow>,
}

impl Look {
    /// How a cell looks.
    pub fn of(cell: &CellRow, shade: Shade, hidden: bool, today: Date) -> Self {
        if hidden {
            let who = cell.label.split(": ").next().unwrap_or_default();
            let label = format!("{who}: {}", english().text("mastery.hidden_level"));
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
    fn a_hidden_cell_says_neither_level_nor_chance() {
        let today = Date::constant(2026, 11, 19);
        let mark = MarkRow { level: Some(2), digit: "2".into(), ..MarkRow::default() };
        let cell =
            CellRow { mark, label: "Ana, S.1: level 2".into(), counts: true, chance: Some(72), newest: None };
        let hidden = Look::of(&cell, Shade::Chance, true, today);
        assert_eq!(hidden, Look { label: "Ana, S.1: level hidden".into(), ..Look::default() });
        let shown = Look::of(&cell, Shade::Chance, false, today);
        assert_eq!(shown.label, "Ana, S.1: level 2, chance of mastery 72%");
        assert_eq!(Look::of(&cell, Shade::Level, false, today).mark.digit, "2");
    }

    #[test]
    fn chance_and_age_have_four_strengths_and_nothing_has_none() {
        let today = Date::constant(2026, 11, 19);
        let cell = |chance, newest| CellRow {
            mark: MarkRow::default(),
            label: String::new(),
            counts: true,
            chance,
            newest,
        };
        let of = |cell: &CellRow, shade| shaded(cell, shade, today).map(|row| (row.text, row.shade));
        for (chance, shade) in [(0, 1), (24, 1), (25, 2), (50, 3), (75, 4), (100, 4)] {
            let row = of(&cell(Some(chance), None), Shade::Chance);
            assert_eq!(row, Some((chance.to_string(), shade)));
        }
        for (day, text, shade) in [(19, "0", 4), (6, "1", 4), (5, "2", 3), (1, "2", 3)] {
            let row = of(&cell(None, Some(Date::constant(2026, 11, day))), Shade::Age);
            assert_eq!(row, Some((text.to_owned(), shade)));
        }
        let old = of(&cell(None, Some(Date::constant(2026, 9, 1))), Shade::Age);
        assert_eq!(old, Some(("11".to_owned(), 1)));
        assert_eq!(of(&cell(None, None), Shade::Chance), None);
        assert_eq!(of(&cell(Some(50), Some(today)), Shade::Level), None);
        let said = shaded(&cell(Some(72), None), Shade::Chance, today).map(|row| row.words);
        assert_eq!(said.as_deref(), Some("chance of mastery 72%"));
    }
}
