//! Results of publishers' diagnostics: scale scores, placements and typical growth, by the heads of the export.
//!
//! None of these is a share of a standard, so none becomes a mark: they are kept for growth. What the file calls
//! "percent correct" in a test that fits its questions to the student says nothing of a standard and is not read.

use std::collections::BTreeSet;

use super::cells::number;
use super::heads::head_key;
use super::layout::Layout;
use super::map_growth;
use super::placements::read_placement;
use super::problem::Problem;
use super::table::Table;
use crate::domain::growth::{Placement, Publisher};
use crate::domain::{Date, Sentence};

/// One result of one student in one part of a diagnostic.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagnosed {
    /// Index into the preview's students.
    pub student: usize,
    /// Whose diagnostic it is.
    pub publisher: Publisher,
    /// 0 for the whole; a part keeps its number in every file of the publisher.
    pub part: u32,
    /// What the part is called; empty for the whole.
    pub name: String,
    /// It is a scale score, in the publisher's own points.
    pub score: Option<f64>,
    /// National percentile, 1 to 99; `None` where the file has none.
    pub percentile: Option<f64>,
    /// Where the publisher places the student.
    pub placement: Option<Placement>,
    /// The publisher's own words for that, for the preview.
    pub words: String,
    /// Growth that is typical, in scale points.
    pub typical: Option<f64>,
    /// Percent of typical growth so far, as the file says it.
    pub of_typical: Option<f64>,
    /// The day of the work.
    pub done_on: Option<Date>,
    /// Row of the file (1-based).
    pub row: usize,
}

/// Where one part stands in a row.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct PartColumns {
    part: u32,
    name: String,
    score: Option<usize>,
    percentile: Option<usize>,
    placement: Option<usize>,
    typical: Option<usize>,
    of_typical: Option<usize>,
}

/// What of a table is a diagnostic's result.
pub(super) struct Diagnostics {
    publisher: Publisher,
    layout: Layout,
    keys: Vec<String>,
    parts: Vec<PartColumns>,
}

impl Diagnostics {
    /// `None` for a table of another layout.
    pub(super) fn of(table: &Table, layout: Layout) -> Option<Self> {
        let publisher = match layout {
            Layout::Iready => Publisher::Iready,
            Layout::NweaMap => Publisher::NweaMap,
            Layout::MclassDibels => Publisher::Mclass,
            Layout::IlearnCheckpoint => Publisher::Ilearn,
            Layout::StaarInterim => Publisher::Staar,
            _ => return None,
        };
        let keys: Vec<String> = table.head.iter().map(|head| head_key(head)).collect();
        let parts = match layout {
            Layout::Iready => iready(table, &keys),
            Layout::MclassDibels => mclass(table, &keys),
            Layout::NweaMap => vec![whole(&keys, "testritscore", "testpercentile", map_growth::LEVEL)],
            Layout::IlearnCheckpoint => {
                let percentile = "ilearncheckpointspercentilerank";
                vec![whole(&keys, "overallscalescore", percentile, "overallproficiencylevel")]
            }
            _ => vec![whole(&keys, "totalscalescore", "", "")],
        };
        Some(Self { publisher, layout, keys, parts })
    }

    /// The columns that are read here.
    pub(super) fn columns(&self) -> BTreeSet<usize> {
        let named = |part: &PartColumns| {
            [part.score, part.percentile, part.placement, part.typical, part.of_typical].into_iter().flatten()
        };
        let mut columns: BTreeSet<usize> = self.parts.iter().flat_map(named).collect();
        if self.layout == Layout::NweaMap {
            columns.extend(map_growth::columns(&self.keys));
        }
        columns.extend(self.keys.iter().position(|key| Some(key.as_str()) == subject_head(self.layout)));
        columns
    }

    /// The results of a row. What stands there and is not understood is named.
    pub(super) fn read_row(
        &self,
        table: &Table,
        (row, number): (usize, usize),
        (student, done_on): (usize, Option<Date>),
        problems: &mut Vec<Problem>,
    ) -> Vec<Diagnosed> {
        if self.layout == Layout::NweaMap && !map_growth::measures_growth(table, &self.keys, row) {
            problems.push(Problem::at(number, Sentence::new("import.no_growth_measure")));
            return Vec::new();
        }
        let mut found = Vec::new();
        for columns in &self.parts {
            let mut cells = Cells { table, row, number, problems };
            let (part, name) = self.part_of_row(table, row, columns);
            let growth = match self.layout {
                Layout::NweaMap => map_growth::typical(table, &self.keys, row),
                _ => (cells.number(columns.typical), cells.number(columns.of_typical)),
            };
            let (placement, words) = cells.placement(self.publisher, columns.placement);
            let result = Diagnosed {
                student,
                publisher: self.publisher,
                part,
                name,
                score: cells.score(columns.score),
                percentile: cells.number(columns.percentile),
                placement,
                words,
                typical: growth.0,
                of_typical: growth.1,
                done_on,
                row: number,
            };
            if result.score.is_some() || result.placement.is_some() {
                found.push(result);
            }
        }
        found
    }

    /// Files with several subjects name each row's.
    fn part_of_row(&self, table: &Table, row: usize, columns: &PartColumns) -> (u32, String) {
        let head = subject_head(self.layout).and_then(|head| self.keys.iter().position(|key| key == head));
        let Some(said) = head.map(|at| table.cell(row, at)).filter(|said| !said.is_empty()) else {
            return (columns.part, columns.name.clone());
        };
        let name = match self.layout {
            Layout::IlearnCheckpoint => {
                said.trim_start_matches("ILEARN ").split(" Grade").next().unwrap_or(said).to_owned()
            }
            _ => said.to_owned(),
        };
        (subject_number(&name, self.layout), name)
    }
}

/// The column that names the subject of a row.
const fn subject_head(layout: Layout) -> Option<&'static str> {
    match layout {
        Layout::NweaMap => Some("subject"),
        Layout::IlearnCheckpoint => Some("testname"),
        Layout::StaarInterim => Some("testcode"),
        _ => None,
    }
}

/// The same number in every file, so that fall finds its spring. STAAR's test codes end in the subject's letter.
fn subject_number(name: &str, layout: Layout) -> u32 {
    let key = head_key(name);
    let begins = |words: &[&str]| words.iter().any(|word| key.starts_with(word));
    let letter = (layout == Layout::StaarInterim).then(|| key.chars().next_back()).flatten();
    match letter {
        Some('m') => 1,
        Some('r') => 2,
        Some('c') => 4,
        Some('s') => 5,
        Some(_) => 9,
        None if begins(&["math", "algebra", "geometry"]) => 1,
        None if begins(&["reading", "english"]) => 2,
        None if begins(&["language"]) => 3,
        None if begins(&["science"]) => 4,
        None if begins(&["social"]) => 5,
        None => 9,
    }
}

fn whole(keys: &[String], score: &str, percentile: &str, placement: &str) -> PartColumns {
    let at = |wanted: &str| keys.iter().position(|key| !wanted.is_empty() && key == wanted);
    let (score, percentile, placement) = (at(score), at(percentile), at(placement));
    PartColumns { score, percentile, placement, ..PartColumns::default() }
}

/// "Overall Scale Score" and "Overall Relative Placement", then the same of each domain.
fn iready(table: &Table, keys: &[String]) -> Vec<PartColumns> {
    let at = |wanted: &str| keys.iter().position(|key| key == wanted);
    let mut all = vec![PartColumns {
        typical: at("annualtypicalgrowthmeasure"),
        of_typical: at("percentprogresstoannualtypicalgrowth"),
        ..whole(keys, "overallscalescore", "percentile", "overallrelativeplacement")
    }];
    for (score, key) in keys.iter().enumerate() {
        let Some(domain) = key.strip_suffix("scalescore") else { continue };
        let Some(placement) = at(&format!("{domain}relativeplacement")).filter(|_| domain != "overall")
        else {
            continue;
        };
        let name = table.head[score].trim_end_matches(" Scale Score").to_owned();
        let part = u32::try_from(all.len()).unwrap_or_default();
        let (score, placement) = (Some(score), Some(placement));
        all.push(PartColumns { part, name, score, placement, ..PartColumns::default() });
    }
    all
}

/// "Composite Score" and "Composite Level", then "Letter Names (LNF) - Score" and so on.
fn mclass(table: &Table, keys: &[String]) -> Vec<PartColumns> {
    let mut all = vec![whole(keys, "compositescore", "compositenationalnormpercentile", "compositelevel")];
    for (score, head) in table.head.iter().enumerate() {
        let Some(name) = head.strip_suffix(" - Score") else { continue };
        let at = |end: &str| {
            table.head.iter().position(|head| head.strip_prefix(name).is_some_and(|rest| rest == end))
        };
        let Some(placement) = at(" - Level") else { continue };
        let (part, name) = (u32::try_from(all.len()).unwrap_or_default(), name.to_owned());
        let percentile = at(" - National Norm Percentile");
        let (score, placement) = (Some(score), Some(placement));
        all.push(PartColumns { part, name, score, percentile, placement, ..PartColumns::default() });
    }
    all
}

/// The cells of a row.
struct Cells<'a> {
    table: &'a Table,
    row: usize,
    number: usize,
    problems: &'a mut Vec<Problem>,
}

impl Cells<'_> {
    fn number(&self, at: Option<usize>) -> Option<f64> {
        signed(self.table.cell(self.row, at?))
    }

    fn score(&mut self, at: Option<usize>) -> Option<f64> {
        let cell = self.table.cell(self.row, at?);
        let read = number(cell).filter(|score| *score >= 0.0);
        if read.is_none() && !says_nothing(cell) {
            self.name("import.bad_score", cell, at);
        }
        read
    }

    fn placement(&mut self, publisher: Publisher, at: Option<usize>) -> (Option<Placement>, String) {
        let cell = at.map_or("", |at| self.table.cell(self.row, at));
        let read = read_placement(publisher, cell);
        if read.is_none() && !says_nothing(cell) {
            self.name("import.unknown_placement", cell, at);
        }
        (read, cell.to_owned())
    }

    fn name(&mut self, key: &'static str, cell: &str, at: Option<usize>) {
        let column = self.table.column_name(at.unwrap_or_default());
        self.problems
            .push(Problem::at(self.number, Sentence::new(key).with("cell", cell).with("column", column)));
    }
}

/// A number that may be below zero: scores go down too.
pub(super) fn signed(cell: &str) -> Option<f64> {
    match cell.trim().strip_prefix(['-', '−']) {
        Some(rest) => number(rest).map(|size| -size),
        None => number(cell),
    }
}

fn says_nothing(cell: &str) -> bool {
    matches!(head_key(cell).as_str(), "" | "na" | "none" | "notassessed" | "discontinue" | "discontinued")
}
