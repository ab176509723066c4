//! What MAP Growth says of growth: a pair of columns for each span between two terms, of which the row's own term ends
//! one or two. The span from fall is the year's; without a fall test it is the one from winter.

use std::collections::BTreeSet;

use super::growth::signed;
use super::heads::head_key;
use super::table::Table;

/// Head of the projected level in the state's own test.
pub(super) const LEVEL: &str = "projectedproficiencylevel1";

/// Spans within a school year that end in a term, the longest first.
fn spans(term: &str) -> &'static [&'static str] {
    match term.split(' ').next() {
        Some("Winter" | "winter") => &["falltowinter"],
        Some("Spring" | "spring") => &["falltospring", "wintertospring"],
        _ => &[],
    }
}

fn cell<'a>(table: &'a Table, keys: &[String], row: usize, head: &str) -> &'a str {
    keys.iter().position(|key| key == head).map_or("", |at| table.cell(row, at))
}

/// Every column that may be read.
pub(super) fn columns(keys: &[String]) -> BTreeSet<usize> {
    let of_span = |key: &str| {
        ["falltowinter", "falltospring", "wintertospring"].iter().any(|span| {
            let ends = ["projectedgrowth", "observedgrowth"];
            key.strip_prefix(span).is_some_and(|end| ends.contains(&end))
                || key == format!("typical{span}growth")
        })
    };
    let is_read = |key: &str| of_span(key) || matches!(key, "termname" | "growthmeasureyn");
    keys.iter().enumerate().filter(|(_, key)| is_read(key)).map(|(at, _)| at).collect()
}

/// A screening has a score too, but is no measure of growth; the file says so.
pub(super) fn measures_growth(table: &Table, keys: &[String], row: usize) -> bool {
    !matches!(head_key(cell(table, keys, row, "growthmeasureyn")).as_str(), "false" | "no" | "n" | "0")
}

/// Typical growth up to the row's term in RIT points, and percent of it. Typical growth alone says nothing: the file
/// has it also for spans whose first test the student did not take.
pub(super) fn typical(table: &Table, keys: &[String], row: usize) -> (Option<f64>, Option<f64>) {
    let said = |head: String| signed(cell(table, keys, row, &head));
    for span in spans(cell(table, keys, row, "termname")) {
        let projected = said(format!("{span}projectedgrowth"));
        let typical = projected.or_else(|| said(format!("typical{span}growth"))).filter(|it| *it > 0.0);
        let observed = said(format!("{span}observedgrowth"));
        if let (Some(typical), Some(observed)) = (typical, observed) {
            return (Some(typical), Some((observed * 1000.0 / typical).round() / 10.0));
        }
    }
    (None, None)
}

#[cfg(test)]
mod tests {
    use super::super::table::read_table;
    use super::*;

    #[test]
    fn the_span_that_ends_in_the_rows_term_counts() {
        let table = read_table(
            "StudentID,TermName,GrowthMeasureYN,TestRITScore,FallToWinterProjectedGrowth,FallToWinterObservedGrowth,FallToSpringProjectedGrowth,FallToSpringObservedGrowth,WinterToSpringProjectedGrowth,WinterToSpringObservedGrowth,TypicalFallToSpringGrowth
1,Fall 2026-2027,TRUE,200,,,,,,,10
1,Winter 2026-2027,TRUE,204,5,4,,,,,10
1,Spring 2026-2027,TRUE,215,,,10,15,5,11,10
2,Spring 2026-2027,TRUE,215,,,,,5,-4,
3,Spring 2026-2027,FALSE,215,,,,,,,8",
        )
        .expect("a table");
        let keys: Vec<String> = table.head.iter().map(|head| head_key(head)).collect();
        let expected = [
            (None, None),
            (Some(5.0), Some(80.0)),
            (Some(10.0), Some(150.0)),
            (Some(5.0), Some(-80.0)),
            (None, None),
        ];
        for (row, expected) in expected.into_iter().enumerate() {
            assert_eq!(typical(&table, &keys, row), expected, "row {row}");
        }
        assert!(measures_growth(&table, &keys, 0) && !measures_growth(&table, &keys, 4));
    }
}
