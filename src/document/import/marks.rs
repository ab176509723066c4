//! Reads the marks of a score file, row by row, by a mapping.

use std::collections::{BTreeMap, BTreeSet};

use super::cells::{CellState, Unreadable, may_be_a_grade, number, read_cell};
use super::codes::standard_in;
use super::columns::{about_names, left_out};
use super::dates::read_date;
use super::growth::Diagnostics;
use super::interim::Interim;
use super::items::{holds_scores, points_row};
use super::layout::{Layout, layout_of};
use super::people::read_people;
use super::problem::{MOST_TOLD, Problem, few};
use super::scores::{Mark, MarkState, Measure, ScoreColumn, ScoresMapping, ScoresPreview};
use super::table::Table;
use crate::domain::Date;
use crate::domain::Sentence;

/// Reads students and marks. A mapping with a fault reads nobody and says why. `today` dates a day without a year.
pub fn read_scores(table: &Table, mapping: &ScoresMapping, today: Date) -> ScoresPreview {
    let layout = layout_of(table);
    let (diagnostics, interim) = (Diagnostics::of(table, layout), Interim::of(table, layout));
    let mut read: BTreeSet<usize> = diagnostics.iter().flat_map(Diagnostics::columns).collect();
    read.extend(interim.iter().flat_map(Interim::columns));
    let is_skipped = |at: usize| mapping.columns.get(at) == Some(&ScoreColumn::Skip) && !read.contains(&at);
    let left_out = |private: bool| left_out(table, private, is_skipped);
    let mut preview = ScoresPreview {
        layout,
        encoding: table.encoding,
        delimiter: table.delimiter,
        students: Vec::new(),
        marks: Vec::new(),
        diagnosed: Vec::new(),
        skipped_columns: left_out(true),
        unread_columns: left_out(false),
        problems: table.problems.clone(),
    };
    if let Some(fault) = mapping.fault(table) {
        preview.problems.push(Problem::file(fault));
        return preview;
    }
    let columns = mapping.person_columns();
    preview.problems.extend(about_names(table, &columns).map(Problem::file));
    preview.problems.extend(about_marks(layout, mapping).map(Problem::file));
    let unfit = unfit_columns(table, mapping, today);
    preview.problems.extend(unfit.iter().map(|(_, sentence)| Problem::file(sentence.clone())));
    let unfit: BTreeSet<usize> = unfit.into_iter().map(|(at, _)| at).collect();
    let people = read_people(table, &columns, layout.repeats_students() || mapping.is_long());
    preview.students = people.students;
    preview.problems.extend(people.problems);
    if preview.students.is_empty() && columns.name_anybody() {
        preview.problems.push(Problem::file(Sentence::new("import.no_names")));
    }
    let attempts = BTreeMap::new();
    let letters = mapping.scored().map(|(at, ..)| at).filter(|at| !holds_scores(table, *at)).collect();
    let mut reader =
        Reader { table, mapping, today, unfit, letters, attempts, diagnostics, interim, n_noted: 0, preview };
    let points = points_row(table);
    for (row, student) in people.of_row.iter().enumerate() {
        if let Some(student) = student.filter(|_| Some(row) != points) {
            reader.read_row(row, student, layout);
        }
    }
    reader.ask_for_maxima()
}

/// What the teacher should know about the marks as a whole.
fn about_marks(layout: Layout, mapping: &ScoresMapping) -> Option<Sentence> {
    if layout.is_diagnostic() {
        return Some(Sentence::new("import.scale_scores"));
    }
    if mapping.scored().next().is_none() {
        return Some(Sentence::new("import.no_scores"));
    }
    (layout == Layout::GoogleFormsSheet).then(|| Sentence::new("import.totals_only"))
}

/// Columns in which nothing is what they are taken for. One sentence says so, not one for each row.
fn unfit_columns(table: &Table, mapping: &ScoresMapping, today: Date) -> Vec<(usize, Sentence)> {
    let columns = mapping.columns.iter().take(table.head.len()).enumerate();
    let found = columns.filter_map(|(at, column)| {
        let none = |fits: &dyn Fn(&str) -> bool| {
            let cells: Vec<&str> = table.column(at).filter(|cell| !cell.is_empty()).collect();
            // One such cell is that row's own mistake.
            cells.len() > 1 && !cells.iter().any(|cell| fits(cell))
        };
        let (key, is_none) = match column {
            ScoreColumn::Date => {
                ("import.no_dates", none(&|cell| read_date(cell, mapping.order, today).is_some()))
            }
            ScoreColumn::Item { .. } | ScoreColumn::Score(_) => {
                let letters = !holds_scores(table, at);
                let fits = |cell: &str| {
                    read_cell(cell) != Err(Unreadable::Other) && !(letters && may_be_a_grade(cell))
                };
                ("import.no_scores_there", none(&fits))
            }
            ScoreColumn::FullName | ScoreColumn::Given | ScoreColumn::Family => {
                ("import.no_names_there", none(&|cell| cell.chars().any(char::is_alphabetic)))
            }
            _ => return None,
        };
        is_none.then(|| (at, Sentence::new(key).with("column", table.column_name(at))))
    });
    found.collect()
}

/// The day of a row is after today.
struct Late;

/// Reads row by row into the preview.
struct Reader<'a> {
    table: &'a Table,
    mapping: &'a ScoresMapping,
    today: Date,
    /// Columns of which one sentence has said all.
    unfit: BTreeSet<usize>,
    /// Columns without a number: an `A` or `M` there is a grade.
    letters: BTreeSet<usize>,
    attempts: BTreeMap<(usize, usize, String), usize>,
    diagnostics: Option<Diagnostics>,
    interim: Option<Interim>,
    /// Cells that are no scores.
    n_noted: usize,
    preview: ScoresPreview,
}

impl Reader<'_> {
    fn read_row(&mut self, row: usize, student: usize, layout: Layout) {
        let number = self.table.row_numbers.get(row).copied().unwrap_or(row + 1);
        let is_form = matches!(layout, Layout::GoogleForms | Layout::GoogleFormsSheet);
        let name = self.preview.students.get(student).filter(|known| is_form && known.row != number);
        if let Some(sentence) =
            name.map(|known| Sentence::new("import.answered_twice").with("name", known.full_name()))
        {
            self.preview.problems.push(Problem::at(number, sentence));
        }
        let Ok(done_on) = self.read_day(row, number) else { return };
        let (at, whose, problems) = ((row, number), (student, done_on), &mut self.preview.problems);
        if let Some(diagnostics) = &self.diagnostics {
            let found = diagnostics.read_row(self.table, at, whose, problems);
            self.preview.diagnosed.extend(found);
        }
        if let Some(interim) = &self.interim {
            self.preview.marks.extend(interim.read_row(self.table, at, whose, problems));
        }
        let mapping = self.mapping;
        let unfit = self.unfit.clone();
        for (at, standard, measure) in mapping.scored().filter(|(at, ..)| !unfit.contains(at)) {
            self.read_mark(row, number, (at, standard, measure), student, done_on);
        }
    }

    /// The day of a row; an error is a day that is still to come: the row is left out, and named.
    fn read_day(&mut self, row: usize, number: usize) -> Result<Option<Date>, Late> {
        let Some(at) = self.mapping.at(&ScoreColumn::Date) else { return Ok(self.mapping.done_on) };
        let cell = self.table.cell(row, at);
        let found = read_date(cell, self.mapping.order, self.today);
        if found.is_none() && !cell.is_empty() && !self.unfit.contains(&at) {
            self.preview
                .problems
                .push(Problem::at(number, Sentence::new("import.bad_date").with("cell", cell)));
        }
        if found.is_some_and(|day| day > self.today) {
            let sentence = Sentence::new("import.future_date").with("cell", cell);
            self.preview.problems.push(Problem::at(number, sentence));
            return Err(Late);
        }
        Ok(found.or(self.mapping.done_on))
    }

    fn read_mark(
        &mut self,
        row: usize,
        number: usize,
        (at, standard, measure): (usize, Option<&String>, Measure),
        student: usize,
        done_on: Option<Date>,
    ) {
        let text = self.table.cell(row, at);
        let about = |key: &'static str| {
            Sentence::new(key).with("cell", text).with("column", self.table.column_name(at))
        };
        let is_grade = may_be_a_grade(text) && self.letters.contains(&at);
        let cell = match if is_grade { Err(Unreadable::Other) } else { read_cell(text) } {
            Ok(cell) => cell,
            Err(why) => {
                let key = match why {
                    Unreadable::ExcelDate => "import.excel_date",
                    Unreadable::Other => "import.bad_score",
                };
                let problem = Problem::at(number, about(key));
                self.note(problem);
                return;
            }
        };
        let state = match cell.state {
            CellState::Scored => MarkState::Scored,
            CellState::Excused => MarkState::Excused,
            CellState::Missing => MarkState::Missing,
            CellState::Blank => return,
        };
        let of = match (cell.of, measure) {
            (Some(of), _) => Some(of),
            (None, Measure::Levels) => None,
            (None, Measure::Points(of)) => self.points_of_row(row).or(of),
        };
        if let (Some(score), Some(of)) = (cell.score, of)
            && score > of
        {
            let problem = Problem::at(number, about("import.above_maximum").with("of", of));
            self.note(problem);
        }
        let is_item = matches!(self.mapping.columns.get(at), Some(ScoreColumn::Item { .. }));
        let (column, row_standard) = if is_item { (None, None) } else { self.item_of_row(row) };
        let column = column.unwrap_or_else(|| self.table.column_name(at));
        let attempt = self.attempts.entry((student, at, column.clone())).or_default();
        *attempt += 1;
        self.preview.marks.push(Mark {
            student,
            column,
            standard: standard.cloned().or(row_standard),
            score: cell.score,
            of: if state == MarkState::Scored { of } else { None },
            done_on,
            state,
            attempt: *attempt,
            row: number,
        });
    }

    /// A file may have a hundred thousand cells that are no scores.
    fn note(&mut self, problem: Problem) {
        if self.n_noted < MOST_TOLD {
            self.preview.problems.push(problem);
        }
        self.n_noted += 1;
    }

    fn points_of_row(&self, row: usize) -> Option<f64> {
        let at = self.mapping.at(&ScoreColumn::OutOf)?;
        number(self.table.cell(row, at)).filter(|of| *of > 0.0)
    }

    /// Name and standard of a long table's row.
    fn item_of_row(&self, row: usize) -> (Option<String>, Option<String>) {
        let cell = |wanted: &ScoreColumn| {
            self.mapping.at(wanted).map(|at| self.table.cell(row, at)).filter(|cell| !cell.is_empty())
        };
        let (name, standard) = (cell(&ScoreColumn::ItemName), cell(&ScoreColumn::Standard));
        let code = standard.and_then(standard_in).or_else(|| name.and_then(standard_in));
        (name.or(standard).map(str::to_owned), code)
    }

    /// A score without points possible could be anything: the teacher is asked, once for all such columns.
    fn ask_for_maxima(mut self) -> ScoresPreview {
        let levels = self.mapping.scored().filter(|(_, _, measure)| *measure == Measure::Levels);
        let levels: BTreeSet<String> = levels.map(|(at, _, _)| self.table.column_name(at)).collect();
        let long_levels = self.mapping.columns.contains(&ScoreColumn::Score(Measure::Levels));
        let open = self.preview.marks.iter().filter(|mark| {
            mark.score.is_some() && mark.of.is_none() && !long_levels && !levels.contains(&mark.column)
        });
        let open: BTreeSet<&String> = open.map(|mark| &mark.column).collect();
        if !open.is_empty() {
            // A sentence with forty heads is not read; three show what is meant.
            let n = open.len();
            let key = if n > 4 { "import.no_maximum_many" } else { "import.no_maximum" };
            let columns: Vec<String> = open.into_iter().take(if n > 4 { 3 } else { n }).cloned().collect();
            let sentence = Sentence::new(key).with("n", n).with("columns", columns);
            self.preview.problems.push(Problem::file(sentence));
        }
        few(&mut self.preview.problems, self.n_noted.saturating_sub(MOST_TOLD));
        self.preview
    }
}
