//! What students chose, pasted from a form's table: in each line a name and topics, whatever else stands there.

use std::collections::BTreeSet;

use super::matching::{Finder, known_students};
use super::records::{Most, Over};
use super::table::read_table;
use crate::domain::grouping::interest::MOST_CHOICES;
use crate::domain::grouping::names::same;
use crate::domain::id::StudentId;
use crate::domain::{Class, Sentence};

/// How much of a table is read: each cell may be somebody's name.
const MOST: Most = Most { cells: 30_000, ..Most::OF_A_CLASS };

/// What a table of choices says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Chosen {
    /// Who chose what, first choice first; the last line of a student counts.
    pub choices: Vec<(StudentId, Vec<String>)>,
    /// Lines with topics that name nobody of the class.
    pub others: Vec<String>,
    /// Words where topics stand that are none.
    pub unknown: Vec<String>,
}

/// Reads a table. A cell that is a topic is a choice, in the order of the columns; a cell that is a name, or two that
/// are one together, says whose.
///
/// # Errors
/// Where the text is no table, or no line says who chose what.
pub fn read_choices(class: &Class, topics: &[String], text: &str) -> Result<Chosen, Sentence> {
    let table = read_table(text)?;
    if (table.rows.len() + 1) * table.head.len() > MOST.cells {
        return Err(Over::Cells.sentence(&MOST));
    }
    let lines = std::iter::once(&table.head).chain(&table.rows).map(|line| match line.as_slice() {
        // Where every line is "one, other", a table takes it for a list of "family, given".
        [alone] => alone.split(',').map(|cell| cell.trim().to_owned()).collect(),
        cells => cells.to_vec(),
    });
    let topic_of = |cell: &String| topics.iter().find(|topic| same(topic, cell));
    let with_topics = |line: Vec<String>| line.into_iter().map(|cell| (topic_of(&cell), cell)).collect();
    let lines: Vec<Vec<(Option<&String>, String)>> = lines.map(with_topics).collect();
    let columns: BTreeSet<usize> = lines
        .iter()
        .flat_map(|line| line.iter().enumerate().filter(|(_, (topic, _))| topic.is_some()))
        .map(|(column, _)| column)
        .collect();
    let known = known_students(class);
    let finder = Finder::of(&known);
    let mut chosen = Chosen::default();
    let mut unknown = BTreeSet::new();
    for line in &lines {
        let mut picked: Vec<String> = Vec::new();
        for topic in line.iter().filter_map(|(topic, _)| *topic) {
            if !picked.contains(topic) {
                picked.push(topic.clone());
            }
        }
        picked.truncate(MOST_CHOICES);
        let Some(student) = who(&finder, line, &columns) else {
            if !picked.is_empty() {
                chosen.others.push(line.first().map(|(_, cell)| cell.clone()).unwrap_or_default());
            }
            continue;
        };
        for column in &columns {
            let cell = line.get(*column).filter(|(topic, cell)| topic.is_none() && !cell.trim().is_empty());
            if let Some((_, cell)) = cell.filter(|(_, cell)| unknown.insert(cell)) {
                chosen.unknown.push(cell.clone());
            }
        }
        chosen.choices.retain(|(other, _)| *other != student);
        chosen.choices.push((student, picked));
    }
    if chosen.choices.iter().all(|(_, picked)| picked.is_empty()) {
        return Err(Sentence::new("groups.no.choices_read"));
    }
    Ok(chosen)
}

/// The student of a line: a cell, or two beside each other.
fn who(finder: &Finder, line: &[(Option<&String>, String)], topics: &BTreeSet<usize>) -> Option<StudentId> {
    let cells =
        line.iter().enumerate().filter(|(at, (_, cell))| !topics.contains(at) && !cell.trim().is_empty());
    let mut alone = cells.map(|(_, (_, cell))| cell.clone());
    let mut pairs = line.windows(2).map(|pair| format!("{} {}", pair[0].1, pair[1].1));
    let found =
        alone.find_map(|name| finder.cell(&name)).or_else(|| pairs.find_map(|name| finder.cell(&name)));
    found.map(|student| StudentId(student.id.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::Value;

    fn check(text: &str) -> Result<Chosen, Sentence> {
        let mut class = Class::default();
        for (id, given, family) in [("s1", "Ana", "Zeller"), ("s2", "Ben", "Adams"), ("s3", "Béa", "Mori")] {
            for (field, value) in [("given", given), ("family", family)] {
                class.set("student", id, field, &Value::Text(value.into()));
            }
        }
        read_choices(&class, &["Robots".into(), "Space".into(), "Baking".into()], text)
    }

    fn said(chosen: &Chosen) -> String {
        let one =
            |(student, picked): &(StudentId, Vec<String>)| format!("{}:{}", student.0, picked.join("+"));
        chosen.choices.iter().map(one).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn names_and_topics_are_found_wherever_they_stand() {
        for (text, expect) in [
            (
                "Timestamp\tName\tFirst\tSecond\n1/5/2027\tAna Zeller\tRobots\tspace\n1/5/2027\tBen Adams\tBaking\t",
                "s1:Robots+Space s2:Baking",
            ),
            ("Ana Zeller,Robots\nBen Adams,Space\nBea Mori,Robots", "s1:Robots s2:Space s3:Robots"),
            (
                "Given,Family,1,2\nAna,Zeller,Space,Space\nBen,Adams,Robots,Baking",
                "s1:Space s2:Robots+Baking",
            ),
            ("Ana Zeller,Robots\nBen Adams,Space\nAna Zeller,Baking", "s2:Space s1:Baking"),
        ] {
            let chosen = check(text).unwrap_or_else(|why| panic!("{text}: {why:?}"));
            assert_eq!(said(&chosen), expect, "{text}");
        }
    }

    #[test]
    fn what_is_not_known_is_named() {
        let chosen = check("Name,Choice\nAna Zeller,Robots\nZoe Nobody,Space\nBen Adams,Knitting").unwrap();
        assert_eq!(
            (chosen.others, chosen.unknown),
            (vec!["Zoe Nobody".to_owned()], vec!["Knitting".to_owned()])
        );
        assert!(check("Name,Choice\nAna Zeller,Knitting").is_err());
    }

    #[test]
    fn a_table_of_which_each_cell_could_be_a_name_is_small() {
        let table = |rows: usize| {
            let row = format!("Ana Zeller,Robots{}\n", ",Somebody Else".repeat(98));
            check(&row.repeat(rows))
        };
        assert_eq!(table(299).map(|it| it.choices.len()), Ok(1));
        assert_eq!(table(301).map_err(|why| why.key), Err("import.too_many_cells"));
    }
}
