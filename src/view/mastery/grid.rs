//! The grid: a column for each standard, a row for each student, and what the class as a whole shows.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::Serialize;

use super::cache::{Cache, Computed, Head};
use super::columns::{StandardName, in_teaching_order, standard_name};
use crate::domain::Date;
use crate::domain::id::{StandardId, StudentId, SubjectId, UnitId};
use crate::domain::letters::fold;
use crate::domain::mastery::{Scale, Sure};
use crate::domain::order::Order;
use crate::domain::roster::{by_name, enrolled};
use crate::domain::standards::{Catalog, ForWhom};
use crate::domain::{Class, Sentence};
use crate::view::mark::{MarkRow, look};
use crate::view::text;

/// Order of the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// By what students are called.
    #[default]
    Name,
    /// Who has the fewest standards mastered comes first.
    FewestMastered,
}

/// What a student shows on a standard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CellRow {
    /// What it shows.
    pub mark: MarkRow,
    /// "Mateo V., 5.NF.A.1: level 2, tentative".
    pub label: String,
    /// The standard counts for this student. Where it does not, the cell is blank until there is a mark.
    #[serde(skip)]
    pub counts: bool,
    /// How sure it is, and on how many marks it rests; `None` without evidence.
    #[serde(skip)]
    pub sure: Option<(Sure, u32)>,
    /// Day of the newest evidence.
    #[serde(skip)]
    pub newest: Option<Date>,
}

/// One column, with what the class shows on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ColumnRow {
    /// Id of the standard.
    pub id: String,
    pub code: String,
    /// What it is about, in a few words.
    pub short: String,
    /// The same in full.
    pub label: String,
    /// A prerequisite of the unit, not one of its standards.
    pub pre: bool,
    /// "20 of 26": at mastery, of those with evidence for whom it counts.
    pub count: String,
    /// Students with look 4, 3, 2, 1 and without evidence, of those for whom it counts.
    pub spread: [usize; 5],
    /// The spread in words.
    pub words: String,
    /// Students at mastery, of those with evidence for whom it counts.
    #[serde(skip)]
    pub mastered: usize,
    /// Students with evidence for whom it counts.
    #[serde(skip)]
    pub known: usize,
}

/// A student's row in the grid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StudentRow {
    pub id: String,
    /// "Mateo V.".
    pub name: String,
    /// One for each column, in their order.
    pub cells: Vec<Arc<CellRow>>,
    /// Standards mastered, prerequisites not counted.
    pub mastered: usize,
}

/// The grid: a row a student, a column a standard.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct MasteryRows {
    /// "20 of 26 have mastered 5.NF.A.1, Unlike denominators."
    pub lead: String,
    /// "Six are still on the way."
    pub but: String,
    /// "At 3+".
    pub at_mastery: String,
    /// How many levels there are to type.
    pub levels: usize,
    /// They are counted down: 1 is the best.
    #[serde(skip)]
    pub down: bool,
    /// The level of mastery, as it is shown.
    #[serde(skip)]
    pub mastery: u32,
    /// The standards; none where nothing is chosen or marked yet.
    pub columns: Vec<ColumnRow>,
    pub rows: Vec<Arc<StudentRow>>,
}

impl MasteryRows {
    /// The score of a level as it is typed; what is not on the scale stays as it was typed.
    pub fn typed(&self, level: f64) -> f64 {
        let levels = u32::try_from(self.levels).map_or(level, f64::from);
        if self.down && (1.0..=levels).contains(&level) { levels + 1.0 - level } else { level }
    }
}

/// The grid, computed from nothing. Without a unit it has every standard that is marked or a priority.
pub fn mastery(
    class: &Class,
    catalog: &Catalog,
    subject: &SubjectId,
    unit: Option<&UnitId>,
    today: Date,
    sort: Sort,
) -> MasteryRows {
    let mut grid = Cache::default().grid(class, catalog, subject, unit, today);
    let order = order(&grid, sort);
    grid.rows.order_by_key(|row| order.iter().position(|id| *id == row.id));
    grid
}

/// The grid on these standards, by name, in teaching order.
pub(in crate::view) fn mastery_on(
    class: &Class,
    catalog: &Catalog,
    subject: &SubjectId,
    standards: BTreeSet<StandardId>,
    today: Date,
) -> MasteryRows {
    let head = |id| Head { name: standard_name(class, catalog, &id), id, pre: false };
    let heads: Vec<Head> = in_teaching_order(catalog, standards).into_iter().map(head).collect();
    Cache::default().grid_under(class, catalog, subject, &heads, today)
}

/// The ids of the students in an order, for a page that keeps it still.
pub fn order(grid: &MasteryRows, sort: Sort) -> Vec<String> {
    let mut rows: Vec<&Arc<StudentRow>> = grid.rows.iter().collect();
    // Stable: students with equally many stay by name.
    rows.order_by_key(|row| (fold(&row.name), row.id.clone()));
    if sort == Sort::FewestMastered {
        rows.order_by_key(|row| row.mastered);
    }
    rows.into_iter().map(|row| row.id.clone()).collect()
}

impl Cache {
    /// The grid by name of those who belong to the class today, computed where the class has changed since the last
    /// call.
    pub fn grid(
        &mut self,
        class: &Class,
        catalog: &Catalog,
        subject: &SubjectId,
        unit: Option<&UnitId>,
        today: Date,
    ) -> MasteryRows {
        let heads = self.heads(class, catalog, subject, unit);
        self.grid_under(class, catalog, subject, &heads, today)
    }

    /// The grid under these heads.
    fn grid_under(
        &mut self,
        class: &Class,
        catalog: &Catalog,
        subject: &SubjectId,
        heads: &[Head],
        today: Date,
    ) -> MasteryRows {
        let here = by_name(class).into_iter().filter(|(id, _)| enrolled(class, id, today));
        let (students, scale) = (here.collect::<Vec<_>>(), Scale::of(class, subject));
        let whom = ForWhom::of(class, catalog);
        let computed = self.columns(class, &whom, subject, &students, heads);
        let column = |(head, computed): (&Head, &Arc<Computed>)| {
            let Head { id: StandardId(id), name: StandardName { code, short, label }, pre } = head.clone();
            let OfClass { count, spread, words, mastered, known } = computed.of_class.clone();
            ColumnRow { id, code, short, label, pre, count, spread, words, mastered, known }
        };
        let columns: Vec<ColumnRow> = heads.iter().zip(&computed).map(column).collect();
        let rows = students.into_iter().enumerate().map(|(at, (StudentId(id), name))| {
            let cells = computed.iter().map(|computed| computed.cells[at].clone()).collect();
            let own = columns.iter().zip(&computed).filter(|(column, _)| !column.pre);
            let mastered = own.filter(|(_, computed)| computed.mastered[at] == Some(true)).count();
            Arc::new(StudentRow { id, name, cells, mastered })
        });
        let rows: Vec<_> = rows.collect();
        let (lead, but) = lead(&columns, &computed);
        let key = if scale.down { "mastery.at_mastery_down" } else { "mastery.at_mastery" };
        let level = Sentence::new(key).with("level", scale.shown_score(scale.mastery));
        let (at_mastery, levels, down) = (text::say(&level), scale.len(), scale.down);
        let mastery = scale.shown(scale.level(scale.mastery));
        MasteryRows { lead, but, at_mastery, levels, down, mastery, columns, rows }
    }
}

/// What the class as a whole shows on a standard.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct OfClass {
    /// "20 of 26".
    count: String,
    /// Students with look 4, 3, 2, 1 and without evidence.
    spread: [usize; 5],
    /// The spread in words.
    words: String,
    /// Students at mastery.
    mastered: usize,
    /// Students with evidence.
    known: usize,
}

impl OfClass {
    /// From the cells, and who has mastered it where anything is known.
    pub(super) fn of(cells: &[Arc<CellRow>], mastered: &[Option<bool>]) -> Self {
        let mut spread = [0; 5];
        for cell in cells.iter().filter(|cell| cell.counts) {
            let look = cell.mark.level.and_then(|level| usize::try_from(level).ok()).unwrap_or(0);
            spread[4 - look.min(4)] += 1;
        }
        let known = mastered.iter().flatten();
        let (mastered, known) = (known.clone().filter(|mastered| **mastered).count(), known.count());
        let about = |key: &'static str| Sentence::new(key).with("mastered", mastered).with("of", known);
        let count = match known {
            0 => text::of("mastery.nobody_yet").to_owned(),
            _ => text::say(&about("mastery.count")),
        };
        let words = text::say(&about("mastery.spread").with("none", spread[4]));
        Self { count, spread, words, mastered, known }
    }
}

/// What the newest work shows: of the standards worked on last the first.
fn lead(columns: &[ColumnRow], computed: &[Arc<Computed>]) -> (String, String) {
    let say = |key: &'static str| text::of(key).to_owned();
    let mut best: Option<(Date, usize)> = None;
    for (at, (column, computed)) in columns.iter().zip(computed).enumerate() {
        if let Some(day) = computed.newest.filter(|_| !column.pre)
            && best.is_none_or(|(newest, _)| newest < day)
        {
            best = Some((day, at));
        }
    }
    let Some((_, at)) = best else {
        return (say("mastery.lead_nothing"), say("mastery.lead_nothing_but"));
    };
    let OfClass { mastered, known, .. } = computed[at].of_class;
    let key = if columns[at].short.is_empty() { "mastery.lead_code" } else { "mastery.lead" };
    let about = Sentence::new(key).with("mastered", mastered).with("of", known);
    let about = about.with("code", &columns[at].code).with("what", &columns[at].short);
    let on_the_way = known - mastered;
    let but = match on_the_way {
        0 => say("mastery.lead_all"),
        n => text::say(&Sentence::new("mastery.lead_way").with("n", n).with("count", in_words(n))),
    };
    (text::say(&about), but)
}

/// "Six" at the start of a sentence; figures from thirteen on.
fn in_words(n: usize) -> String {
    let words = text::of("mastery.numbers");
    words.split(' ').nth(n).map_or_else(|| n.to_string(), str::to_owned)
}

/// Every look with its name, for the legend.
pub fn legend(class: &Class, subject: &SubjectId) -> Vec<(MarkRow, String)> {
    let scale = Scale::of(class, subject);
    let usual = ["mastery.level_1", "mastery.level_2", "mastery.level_3", "mastery.level_4"];
    let mut rows: Vec<(MarkRow, String)> = (1..)
        .zip(&scale.names)
        .map(|(level, name)| {
            let key = usual[usize::try_from(look(&scale, level)).map_or(0, |look| look.clamp(1, 4) - 1)];
            let name = if name.is_empty() { text::of(key).to_owned() } else { name.clone() };
            (MarkRow::plain(&scale, level), name)
        })
        .collect();
    let few = MarkRow { tentative: true, ..MarkRow::plain(&scale, 2) };
    let set = MarkRow { set_by_teacher: true, ..MarkRow::plain(&scale, scale.level(scale.mastery)) };
    let none = MarkRow { digit: "·".into(), ..MarkRow::default() };
    rows.push((few, text::of("mastery.legend_tentative").to_owned()));
    rows.push((set, text::of("mastery.legend_set").to_owned()));
    rows.push((none, text::of("common.no_evidence").to_owned()));
    rows
}
