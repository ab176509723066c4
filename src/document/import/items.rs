//! Which columns of a score file hold what: by the layout where the file is somebody's export, else by heads and cells.

use super::cells::{Cell, Unreadable, number, read_cell};
use super::codes::{points_in, standard_in};
use super::columns::{by_cells, by_heads, is_counting};
use super::dates::{DateOrder, guess_order};
use super::heads::{Meaning, head_key, meaning};
use super::layout::{Layout, is_question_score, layout_of};
use super::people::PersonColumns;
use super::scores::{Measure, ScoreColumn, ScoresMapping};
use super::table::Table;

/// Above this a number is an id, a year or a scale score, not the points of a quiz.
const MOST_POINTS: f64 = 1000.0;

/// Guesses what each column of a score file holds.
pub fn guess_scores(table: &Table) -> ScoresMapping {
    let layout = layout_of(table);
    let has_head = table.head_row.is_some();
    let person = if has_head { by_heads(table) } else { by_cells(table) };
    let mut columns = vec![ScoreColumn::Skip; table.head.len()];
    set_person(&mut columns, &person);
    if has_head && let Some(at) = date_column(table, layout) {
        columns[at] = ScoreColumn::Date;
    }
    match layout {
        Layout::CanvasMastery => canvas_mastery(table, &mut columns),
        Layout::CanvasGradebook => canvas_gradebook(table, &mut columns),
        Layout::GoogleForms => google_forms(table, &mut columns),
        Layout::GoogleFormsSheet => google_forms_sheet(table, &mut columns),
        Layout::StarStandards => star_standards(table, &mut columns),
        Layout::IlearnCheckpoint => ilearn(table, &mut columns),
        Layout::Table if is_long(table) => long(table, &mut columns),
        Layout::Table => wide(table, &mut columns),
        _ => {}
    }
    let order = columns.iter().position(|column| *column == ScoreColumn::Date);
    let order = order.map_or(DateOrder::MonthFirst, |at| guess_order(table.column(at)));
    ScoresMapping { columns, order, done_on: None }
}

fn set_person(columns: &mut [ScoreColumn], person: &PersonColumns) {
    let places = [
        (person.grade, ScoreColumn::Grade),
        (person.id, ScoreColumn::Id),
        (person.preferred, ScoreColumn::Preferred),
        (person.full_name, ScoreColumn::FullName),
        (person.family, ScoreColumn::Family),
        (person.given, ScoreColumn::Given),
    ];
    for (at, column) in places {
        if let Some(place) = at.and_then(|at| columns.get_mut(at)) {
            *place = column;
        }
    }
}

/// The first column with days; Star has three, of which the local one is the day in the classroom.
fn date_column(table: &Table, layout: Layout) -> Option<usize> {
    let is_date = |head: &String| meaning(head) == Some(Meaning::Date);
    let local = |head: &String| layout == Layout::StarStandards && head_key(head) == "completeddatelocal";
    table.head.iter().position(local).or_else(|| table.head.iter().position(is_date))
}

/// `Grade 3 > 3.NF.A.1 result` holds a level; the column beside it the level that counts as mastery.
fn canvas_mastery(table: &Table, columns: &mut [ScoreColumn]) {
    for (head, column) in table.head.iter().zip(columns) {
        if head.to_lowercase().ends_with(" result") {
            *column = ScoreColumn::Item { standard: standard_in(head), measure: Measure::Levels };
        }
    }
}

/// Canvas ends the head of every assignment with its number, and of nothing else; points stand in a row of their own.
fn canvas_gradebook(table: &Table, columns: &mut [ScoreColumn]) {
    let points = points_row(table);
    for (at, column) in columns.iter_mut().enumerate() {
        let number_of = table.head[at].strip_suffix(')').and_then(|head| head.rsplit_once('('));
        let is_assignment =
            number_of.is_some_and(|(_, id)| !id.is_empty() && id.chars().all(|c| c.is_ascii_digit()));
        if is_assignment && *column == ScoreColumn::Skip {
            let of = points.and_then(|row| number(table.cell(row, at))).filter(|of| *of > 0.0);
            *column =
                ScoreColumn::Item { standard: standard_in(&table.head[at]), measure: Measure::Points(of) };
        }
    }
}

/// `Question [Score]` holds `1.00 / 1`; questions without points hold `-- / 0`.
fn google_forms(table: &Table, columns: &mut [ScoreColumn]) {
    for (at, column) in columns.iter_mut().enumerate() {
        let has_score =
            table.column(at).any(|cell| read_cell(cell).map_or(true, |cell| cell.score.is_some()));
        if is_question_score(&table.head[at]) && has_score {
            *column =
                ScoreColumn::Item { standard: standard_in(&table.head[at]), measure: Measure::Points(None) };
        }
    }
}

/// The sheet has one score for the whole form: a standard's score only if every question names the same standard.
fn google_forms_sheet(table: &Table, columns: &mut [ScoreColumn]) {
    let mut codes: Vec<String> = table.head.iter().filter_map(|head| standard_in(head)).collect();
    codes.dedup();
    let standard = if codes.len() == 1 { codes.pop() } else { None };
    let score =
        table.head.iter().position(|head| matches!(meaning(head), Some(Meaning::Score | Meaning::Total)));
    if let Some(column) = score.and_then(|at| columns.get_mut(at)) {
        *column = ScoreColumn::Item { standard, measure: Measure::Points(None) };
    }
}

fn star_standards(table: &Table, columns: &mut [ScoreColumn]) {
    for (head, column) in table.head.iter().zip(columns) {
        match head_key(head).as_str() {
            "standardname" => *column = ScoreColumn::Standard,
            "standardpercentmastery" => *column = ScoreColumn::Score(Measure::Points(Some(100.0))),
            _ => {}
        }
    }
}

/// Percent correct in a reporting category is a share of points; the other columns are scale scores and words.
fn ilearn(table: &Table, columns: &mut [ScoreColumn]) {
    for (head, column) in table.head.iter().zip(columns) {
        if head_key(head).ends_with("percentcorrect") {
            let measure = Measure::Points(Some(100.0));
            *column = ScoreColumn::Item { standard: None, measure };
        }
    }
}

/// A long table has one column of scores and one that says what each is for.
fn is_long(table: &Table) -> bool {
    let n = |wanted: fn(&Meaning) -> bool| {
        table.head.iter().filter(|head| meaning(head).is_some_and(|found| wanted(&found))).count()
    };
    let has_items = (0..table.head.len()).any(|at| match meaning(&table.head[at]) {
        Some(Meaning::Standard) => true,
        // "Quiz" over numbers is an item of a wide table; over words it says which.
        Some(Meaning::Item) => {
            let cells = table.column(at).filter(|cell| !cell.is_empty());
            let (words, all) = cells
                .fold((0, 0), |(words, all), cell| (words + usize::from(number(cell).is_none()), all + 1));
            words * 2 > all
        }
        _ => false,
    });
    has_items && n(|found| matches!(found, Meaning::Score | Meaning::Total)) > 0
}

fn long(table: &Table, columns: &mut [ScoreColumn]) {
    let at = |wanted: &[Meaning]| {
        wanted.iter().find_map(|wanted| table.head.iter().position(|head| meaning(head) == Some(*wanted)))
    };
    let mut set = |at: Option<usize>, column: ScoreColumn| {
        if let Some(place) =
            at.and_then(|at| columns.get_mut(at)).filter(|place| **place == ScoreColumn::Skip)
        {
            *place = column;
        }
    };
    let out_of = at(&[Meaning::OutOf]);
    set(out_of, ScoreColumn::OutOf);
    set(at(&[Meaning::Standard]), ScoreColumn::Standard);
    set(at(&[Meaning::Item]), ScoreColumn::ItemName);
    let score = at(&[Meaning::Score, Meaning::Total]);
    set(score, ScoreColumn::Score(Measure::Points(None)));
    if let Some(score) = columns.iter().position(|column| matches!(column, ScoreColumn::Score(_))) {
        columns[score] = ScoreColumn::Score(score_measure(table, columns, score));
    }
}

/// How the scores of a long table count: out of what the rows say, else by what stands in the column.
pub(super) fn score_measure(table: &Table, columns: &[ScoreColumn], score: usize) -> Measure {
    if columns.contains(&ScoreColumn::OutOf) {
        return Measure::Points(None);
    }
    let has_standard = columns.contains(&ScoreColumn::Standard);
    let values = plain_scores(table, score);
    let ones_are_levels = values.iter().any(|value| *value > 1.0);
    measure_of(&table.head[score], &values, has_standard, ones_are_levels)
}

/// Every column that is not about the person and mostly holds scores is an item; sums are items only if alone.
fn wide(table: &Table, columns: &mut [ScoreColumn]) {
    let open = |at: &usize| columns[*at] == ScoreColumn::Skip;
    let candidates: Vec<usize> = (0..columns.len()).filter(open).filter(|at| is_item(table, *at)).collect();
    let is_sum = |at: &usize| meaning(&table.head[*at]) == Some(Meaning::Total);
    let only_sums = candidates.iter().all(is_sum);
    let items: Vec<usize> = candidates.into_iter().filter(|at| only_sums || !is_sum(at)).collect();
    let beyond_one = items.iter().any(|at| plain_scores(table, *at).iter().any(|value| *value > 1.0));
    for at in items {
        columns[at] = item_of(table, at, beyond_one);
    }
}

/// One column as an item. `ones_are_levels`: some item of the file holds more than 1.
fn item_of(table: &Table, at: usize, ones_are_levels: bool) -> ScoreColumn {
    let head = &table.head[at];
    let standard = standard_in(head);
    let in_row = points_row(table).and_then(|row| number(table.cell(row, at))).filter(|of| *of > 0.0);
    let measure = match in_row {
        Some(of) => Measure::Points(Some(of)),
        None => measure_of(head, &plain_scores(table, at), standard.is_some(), ones_are_levels),
    };
    ScoreColumn::Item { standard, measure }
}

/// A column that the teacher takes for an item, beside the items that are known.
pub(super) fn item_column(table: &Table, columns: &[ScoreColumn], at: usize) -> ScoreColumn {
    let known = columns.iter().enumerate().filter(|(_, column)| matches!(column, ScoreColumn::Item { .. }));
    let mut items = known.map(|(at, _)| at).chain([at]);
    let beyond_one = items.any(|at| plain_scores(table, at).iter().any(|value| *value > 1.0));
    item_of(table, at, beyond_one)
}

/// What the numbers of one column can be, where no row of points says it.
fn measure_of(head: &str, values: &[f64], has_standard: bool, ones_are_levels: bool) -> Measure {
    let all = |fits: fn(f64) -> bool| !values.is_empty() && values.iter().all(|value| fits(*value));
    let said = points_in(head).filter(|of| values.iter().all(|value| value <= of));
    let says_level = ["level", "rubric", "nivel"].iter().any(|word| head.to_lowercase().contains(word));
    let only_ones = all(|value| value == 1.0);
    if said.is_some() {
        Measure::Points(said)
    } else if all(|value| value == 0.0 || value == 1.0) && !(only_ones && has_standard && ones_are_levels) {
        Measure::Points(Some(1.0))
    } else if (has_standard || says_level)
        && all(|value| (1.0..=4.0).contains(&value) && (value * 2.0).fract() == 0.0)
    {
        Measure::Levels
    } else {
        Measure::Points(None)
    }
}

/// Scores of a column whose cells do not say themselves what they are out of.
fn plain_scores(table: &Table, at: usize) -> Vec<f64> {
    let points = points_row(table);
    let cells = table.column(at).enumerate().filter(|(row, _)| Some(*row) != points);
    let cells = cells.filter_map(|(_, cell)| read_cell(cell).ok());
    cells.filter(|cell| cell.of.is_none()).filter_map(|cell| cell.score).collect()
}

/// At least half of what stands in the column reads as scores, and some of it is one.
fn is_item(table: &Table, at: usize) -> bool {
    let said = meaning(&table.head[at]);
    if !matches!(said, None | Some(Meaning::Score | Meaning::Total | Meaning::Grade | Meaning::Item)) {
        return false;
    }
    let cells: Vec<&str> = table.column(at).filter(|cell| !cell.is_empty()).collect();
    let read: Vec<Result<Cell, Unreadable>> = cells.iter().map(|cell| read_cell(cell)).collect();
    let too_large = |cell: &&Cell| cell.score.is_some_and(|score| score > MOST_POINTS);
    if read.iter().flatten().any(|cell| too_large(&cell)) || is_counting(table, at) {
        return false;
    }
    let n_read = read.iter().filter(|cell| **cell != Err(Unreadable::Other)).count();
    read.iter().any(was_score) && n_read * 2 >= cells.len()
}

/// A date that Excel made was a score once: the row's problem says so.
fn was_score(cell: &Result<Cell, Unreadable>) -> bool {
    match cell {
        Ok(cell) => cell.score.is_some(),
        Err(why) => *why == Unreadable::ExcelDate,
    }
}

/// Whether a student has a number in the column. Only there `A` and `M` are absent and missing.
pub(super) fn holds_scores(table: &Table, at: usize) -> bool {
    let points = points_row(table);
    let mut cells = table.column(at).enumerate().filter(|(row, _)| Some(*row) != points);
    cells.any(|(_, cell)| was_score(&read_cell(cell)))
}

/// The row, under the heads or at the end, that says how many points each item has.
pub(super) fn points_row(table: &Table) -> Option<usize> {
    let says_points = |row: &Vec<String>| {
        let cells = row.iter().filter(|cell| !cell.is_empty());
        cells.take(3).any(|cell| meaning(cell) == Some(Meaning::OutOf))
    };
    let n = table.rows.len();
    let near_an_edge = |row: &usize| *row < 10 || row + 3 >= n;
    (0..n).filter(near_an_edge).find(|row| says_points(&table.rows[*row]))
}
