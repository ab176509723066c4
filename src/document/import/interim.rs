//! Interims that give a score for every item in one cell: STAAR writes `1101` for four items, and their standards in
//! the cell named alike (`5.2.3.6.B 5.3.5.8.D`: grade tested, reporting category, then the standard's own code).

use std::collections::BTreeMap;

use super::heads::head_key;
use super::layout::Layout;
use super::problem::Problem;
use super::scores::{Mark, MarkState};
use super::table::Table;
use crate::domain::{Date, Sentence};

/// Where the scores of one form stand, and the standards that they show.
struct Segment {
    scores: usize,
    standards: usize,
}

/// The item scores of a table.
pub(super) struct Interim {
    segments: Vec<Segment>,
    /// The most points that anybody in the file has on an item; the file does not say how many there are.
    most: BTreeMap<(usize, usize, String), f64>,
}

/// One item of a row: its place in the form, its standard, its score; `None` is nothing answered.
type ItemScore = (usize, String, Option<f64>);

impl Interim {
    /// `None` for a table without item scores.
    pub(super) fn of(table: &Table, layout: Layout) -> Option<Self> {
        if layout != Layout::StaarInterim {
            return None;
        }
        let keys: Vec<String> = table.head.iter().map(|head| head_key(head)).collect();
        let segment = |(scores, key): (usize, &String)| {
            let form = key.strip_prefix("itemstudentscores")?;
            let standards = keys.iter().position(|key| key.strip_prefix("sealignment") == Some(form))?;
            Some(Segment { scores, standards })
        };
        let segments: Vec<Segment> = keys.iter().enumerate().filter_map(segment).collect();
        if segments.is_empty() {
            return None;
        }
        let mut interim = Self { segments, most: BTreeMap::new() };
        for row in 0..table.rows.len() {
            for form in 0..interim.segments.len() {
                for (at, standard, score) in interim.items(table, row, form).unwrap_or_default() {
                    let most = interim.most.entry((form, at, standard)).or_insert(1.0);
                    *most = most.max(score.unwrap_or_default());
                }
            }
        }
        Some(interim)
    }

    /// The columns that are read here.
    pub(super) fn columns(&self) -> impl Iterator<Item = usize> {
        self.segments.iter().flat_map(|segment| [segment.scores, segment.standards])
    }

    /// `None` where scores and standards do not stand side by side: a shifted mark would be somebody's wrong lesson.
    fn items(&self, table: &Table, row: usize, form: usize) -> Option<Vec<ItemScore>> {
        let segment = &self.segments[form];
        let standards: Vec<String> =
            table.cell(row, segment.standards).split_whitespace().map(standard).collect();
        let scores: Vec<char> = table.cell(row, segment.scores).chars().collect();
        let score = |score: char| score.to_digit(10).map(f64::from);
        let items = (1..).zip(standards.iter().cloned()).zip(scores.iter().copied());
        (standards.len() == scores.len())
            .then(|| items.map(|((at, standard), it)| (at, standard, score(it))).collect())
    }

    /// The marks of a row.
    pub(super) fn read_row(
        &self,
        table: &Table,
        (row, number): (usize, usize),
        (student, done_on): (usize, Option<Date>),
        problems: &mut Vec<Problem>,
    ) -> Vec<Mark> {
        let mut marks = Vec::new();
        for form in 0..self.segments.len() {
            let Some(items) = self.items(table, row, form) else {
                let column = table.column_name(self.segments[form].scores);
                let sentence = Sentence::new("import.items_do_not_fit").with("column", column);
                problems.push(Problem::at(number, sentence));
                continue;
            };
            for (at, standard, score) in items {
                let of = self.most.get(&(form, at, standard.clone())).copied();
                let of_form = if form > 0 { format!("{}-", form + 1) } else { String::new() };
                let column = format!("Item {of_form}{at} ({standard})");
                marks.push(Mark {
                    student,
                    column,
                    standard: Some(standard),
                    score,
                    of: of.filter(|_| score.is_some()),
                    done_on,
                    state: if score.is_some() { MarkState::Scored } else { MarkState::Missing },
                    attempt: 1,
                    row: number,
                });
            }
        }
        marks
    }
}

/// `5.2.3.6.B` is standard 3.6.B.
fn standard(said: &str) -> String {
    let parts: Vec<&str> = said.split('.').collect();
    match parts.as_slice() {
        [_, _, code @ ..] if code.len() >= 3 => code.join("."),
        _ => said.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::table::read_table;
    use super::*;

    #[test]
    fn a_character_is_an_item_and_its_standard_stands_in_the_other_cell() {
        let table = read_table(
            "LAST-NAME\tLOCAL-STUDENT-ID\tTEST CODE\tITEM STUDENT SCORES: Segment 1\tSE ALIGNMENT: Segment 1\tOverall Raw Score
Ruiz\t1\tI5C\t10 2\t5.2.3.6.B 5.3.5.8.D 5.1.5.5.A 5.1.5.5.B
Li\t2\tI5C\t0101\t5.2.3.6.B 5.3.5.8.D 5.1.5.5.A 5.1.5.5.B
Po\t3\tI5C\t011\t5.2.3.6.B 5.3.5.8.D 5.1.5.5.A 5.1.5.5.B",
        )
        .expect("a table");
        let interim = Interim::of(&table, Layout::StaarInterim).expect("item scores");
        let mut problems = Vec::new();
        let mut said = |row| {
            let marks = interim.read_row(&table, (row, row + 2), (row, None), &mut problems);
            let text = |n: Option<f64>| n.map_or("-".to_owned(), |n| n.to_string());
            let one = |mark: &Mark| format!("{} {}/{}", mark.column, text(mark.score), text(mark.of));
            marks.iter().map(one).collect::<Vec<_>>()
        };
        let first = ["Item 1 (3.6.B) 1/1", "Item 2 (5.8.D) 0/1", "Item 3 (5.5.A) -/-", "Item 4 (5.5.B) 2/2"];
        assert_eq!(said(0), first);
        assert_eq!(said(1)[3], "Item 4 (5.5.B) 1/2", "two points were there to be had");
        assert!(said(2).is_empty(), "a mark that could be another item's is none");
        assert_eq!(problems.iter().map(|problem| problem.row).collect::<Vec<_>>(), [Some(4)]);
        assert!(Interim::of(&table, Layout::Table).is_none());
    }
}
