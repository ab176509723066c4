//! What students chose, pasted from a form's table: in each line a name and topics, whatever else stands there.

use std::collections::BTreeSet;

use super::listed::read_list;
use super::table::read_table;
use crate::domain::grouping::interest::{MOST_CHOICES, same};
use crate::domain::id::StudentId;
use crate::domain::{Class, Sentence};

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
    let lines = std::iter::once(&table.head).chain(&table.rows).map(|line| match line.as_slice() {
        // Where every line is "one, other", a table takes it for a list of "family, given".
        [alone] => alone.split(',').map(|cell| cell.trim().to_owned()).collect(),
        cells => cells.to_vec(),
    });
    let lines: Vec<Vec<String>> = lines.collect();
    let topic_of = |cell: &String| topics.iter().find(|topic| same(topic, cell));
    let columns: BTreeSet<usize> = lines
        .iter()
        .flat_map(|line| line.iter().enumerate().filter(|(_, cell)| topic_of(cell).is_some()))
        .map(|(column, _)| column)
        .collect();
    let mut chosen = Chosen::default();
    for line in &lines {
        let mut picked: Vec<String> = Vec::new();
        for topic in line.iter().filter_map(topic_of) {
            if !picked.contains(topic) {
                picked.push(topic.clone());
            }
        }
        picked.truncate(MOST_CHOICES);
        let Some(student) = who(class, line, &columns) else {
            if !picked.is_empty() {
                chosen.others.push(line.first().cloned().unwrap_or_default());
            }
            continue;
        };
        for column in &columns {
            let cell = line.get(*column).filter(|cell| !cell.trim().is_empty() && topic_of(cell).is_none());
            if let Some(cell) = cell.filter(|cell| !chosen.unknown.contains(cell)) {
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
fn who(class: &Class, line: &[String], topics: &BTreeSet<usize>) -> Option<StudentId> {
    let cells =
        || line.iter().enumerate().filter(|(at, cell)| !topics.contains(at) && !cell.trim().is_empty());
    let alone = cells().map(|(_, cell)| cell.clone());
    let pairs = line.windows(2).map(|pair| pair.join(" "));
    alone.chain(pairs).find_map(|name| {
        let listed = read_list(class, &name).ok()?;
        listed.students.into_iter().next()
    })
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
}
