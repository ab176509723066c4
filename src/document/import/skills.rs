//! A table that says which item shows which skill: read into codes for each item, and labels for skills that the class
//! does not have yet.

use std::collections::BTreeMap;

use super::bring::{ItemGuess, resolve};
use super::names::name_key;
use super::table::Table;
use crate::domain::standards::Catalog;
use crate::domain::{Class, Sentence};

/// What a pasted item-by-skill table says: codes by item, and what new codes stand for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shows {
    /// Codes parted by commas, by item; empty for an item that the table does not name.
    pub by_item: Vec<String>,
    /// Labels of codes that the class does not have yet.
    pub labels: BTreeMap<String, String>,
    /// Skills that were read.
    pub skills: usize,
}

/// Reads an item-by-skill table: the first column names the items, columns of 0 and 1 are skills, others are left out.
///
/// # Errors
/// Where the first column names none of the items, or no column is a skill.
pub fn shows(
    class: &Class,
    catalog: &Catalog,
    table: &Table,
    items: &[ItemGuess],
) -> Result<Shows, Sentence> {
    let skills: Vec<usize> = (1..table.head.len()).filter(|at| is_skill(table, *at)).collect();
    if skills.is_empty() {
        return Err(Sentence::new("results.no_skills"));
    }
    let mut shows = Shows { skills: skills.len(), ..Shows::default() };
    let mut codes: Vec<String> = Vec::new();
    for at in &skills {
        let code = code_of(class, catalog, &table.head[*at], &shows.labels);
        if resolve(class, catalog, &code.0).is_none() {
            shows.labels.insert(code.0.clone(), code.1);
        }
        codes.push(code.0);
    }
    let rows: BTreeMap<String, usize> =
        (0..table.rows.len()).map(|row| (name_key(table.cell(row, 0)), row)).collect();
    for item in items {
        let row = rows.get(&name_key(&item.title)).copied();
        let of_item =
            skills.iter().zip(&codes).filter(|(at, _)| row.is_some_and(|row| is_one(table.cell(row, **at))));
        let of_item: Vec<&str> = of_item.map(|(_, code)| code.as_str()).collect();
        shows.by_item.push(of_item.join(", "));
    }
    if shows.by_item.iter().all(String::is_empty) {
        return Err(Sentence::new("results.no_items_named").with("first", table.column_name(0)));
    }
    Ok(shows)
}

fn is_one(cell: &str) -> bool {
    matches!(cell.trim(), "1" | "1.0" | "x" | "X")
}

fn is_skill(table: &Table, at: usize) -> bool {
    let mut any = false;
    let all = table.column(at).all(|cell| {
        any |= is_one(cell);
        is_one(cell) || matches!(cell.trim(), "0" | "0.0" | "")
    });
    any && all
}

/// Code and label of a skill: the standard that its head names, else "Skill 4" for "4. Find common denominator".
fn code_of(
    class: &Class,
    catalog: &Catalog,
    head: &str,
    taken: &BTreeMap<String, String>,
) -> (String, String) {
    let head = head.trim();
    let (n, label) = match head.split_once(['.', ')', ':']) {
        // A space tells a number from a code: "4. Find" from "4.NF.A.1".
        Some((n, label)) if label.starts_with(' ') && n.trim().parse::<u32>().is_ok() => {
            (n.trim().parse().unwrap_or(1), label.trim())
        }
        _ => (1_u32, head),
    };
    for known in [head, label] {
        if let Some(id) = resolve(class, catalog, known) {
            return (id.0, label.to_owned());
        }
    }
    // A short head without a comma is a code of its own.
    if label == head && head.chars().count() <= 12 && !head.contains(',') && !head.is_empty() {
        return (head.to_owned(), String::new());
    }
    let free = |code: &String| !taken.contains_key(code) && resolve(class, catalog, code).is_none();
    let code = (n..).map(|n| format!("Skill {n}")).find(free).unwrap_or_default();
    (code, label.to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::bring::items;
    use super::super::table::read_table;
    use super::super::{guess_scores, read_scores};
    use super::*;
    use crate::domain::record::Value;

    #[test]
    fn reads_which_item_shows_which_skill() {
        let mut class = Class::default();
        class.set("standard", "Skill 1", "label", &Value::Text("Carry".into()));
        let quiz = read_table("Name,Q1,Q2,Q3\nAna Ruiz,1,0,1\nBen Li,0,1,1\n").unwrap();
        let preview = read_scores(&quiz, &guess_scores(&quiz), crate::domain::Date::constant(2026, 11, 19));
        let items = items(&preview);
        let read = |text: &str| {
            let table = read_table(text).unwrap();
            shows(&class, &Catalog::default(), &table, &items)
        };
        let found =
            read("item,task,1. Borrow from the tens,2. Carry,RP\nq1,3-1,1,0,0\nQ2,2+2,1,1,0\nQ9,0,0,0,1\n")
                .unwrap();
        assert_eq!(found.by_item, ["Skill 2", "Skill 2, Skill 1", ""]);
        assert_eq!(found.labels["Skill 2"], "Borrow from the tens");
        assert_eq!(read("item,task\nQ1,3-1\n").unwrap_err().key, "results.no_skills");
        assert_eq!(read("item,A\nother,1\n").unwrap_err().key, "results.no_items_named");
    }
}
