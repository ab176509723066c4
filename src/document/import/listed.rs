//! The order of a school system's list: pasted names or ids, one student a line, to students of the class.

use super::matching::{Finder, Known, known_students};
use super::records::{Most, Over, one_line_end};
use super::roster::{guess_roster, read_roster};
use super::table::read_table;
use crate::domain::id::StudentId;
use crate::domain::{Class, Sentence};

/// What a pasted list says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Listed {
    /// Students of the class in the list's order, each once.
    pub students: Vec<StudentId>,
    /// Lines that are nobody, or could be two.
    pub others: Vec<String>,
}

/// Reads a list.
///
/// # Errors
/// Where the text is no list at all.
pub fn read_list(class: &Class, text: &str) -> Result<Listed, Sentence> {
    const MOST: Most = Most::OF_A_CLASS;
    one_line_end(text, &MOST).map_err(|over| over.sentence(&MOST))?;
    if text.lines().filter(|line| !line.trim().is_empty()).nth(MOST.rows).is_some() {
        return Err(Over::Rows.sentence(&MOST));
    }
    let known = known_students(class);
    let finder = Finder::of(&known);
    if let Some(found) = ids_alone(text, &finder) {
        return Ok(found);
    }
    let table = read_table(text)?;
    let rows = read_roster(&table, &guess_roster(&table)).students;
    let mut listed = Listed::default();
    for row in &rows {
        // Each by itself: a student who is listed twice is no question here.
        match finder.row(row) {
            Some(student) => listed.add(student),
            None => listed.others.push(row.full_name()),
        }
    }
    Ok(listed)
}

impl Listed {
    fn add(&mut self, student: &Known) {
        if self.students.iter().all(|id| id.0 != student.id) {
            self.students.push(StudentId(student.id.clone()));
        }
    }
}

/// A list that holds the school's ids and nothing else; `None` where no line is one.
fn ids_alone(text: &str, finder: &Finder) -> Option<Listed> {
    let mut listed = Listed::default();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        match finder.id(line) {
            Some(student) => listed.add(student),
            None => listed.others.push(line.to_owned()),
        }
    }
    (!listed.students.is_empty()).then_some(listed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::Value;

    fn class() -> Class {
        let mut class = Class::default();
        for (id, given, family, school) in
            [("s1", "Ana", "Zeller", "0041"), ("s2", "Ben", "Adams", "0042"), ("s3", "Béa", "Mori", "0043")]
        {
            for (field, value) in [("given", given), ("family", family), ("school_id", school)] {
                class.set("student", id, field, &Value::Text(value.into()));
            }
        }
        class
    }

    fn check(text: &str, students: &str, others: &[&str]) {
        let listed = read_list(&class(), text).unwrap();
        let ids: String = listed.students.iter().map(|id| id.0.as_str()).collect();
        assert_eq!(
            (ids.as_str(), listed.others.iter().map(String::as_str).collect::<Vec<_>>()),
            (students, others.to_vec()),
            "{text}"
        );
    }

    #[test]
    fn names_and_ids_in_the_lists_order() {
        check("Zeller, Ana\nMori, Bea\nAdams, Ben", "s1s3s2", &[]);
        check("Ana Zeller\nBen Adams", "s1s2", &[]);
        check("0043\n0041", "s3s1", &[]);
        check("0043\n 0099 \n0041", "s3s1", &["0099"]);
        check("Student ID,Name\n0042,\"Adams, Ben\"\n0041,\"Zeller, Ana\"", "s2s1", &[]);
        check("Ben Adams\nZoe Nobody\nBen Adams", "s2", &["Zoe Nobody"]);
    }

    #[test]
    fn a_list_of_a_whole_district_is_refused() {
        let list = |n: usize| read_list(&class(), &format!("0041\n{}", "x\n\n".repeat(n - 1)));
        assert_eq!(list(5_000).map(|it| it.students.len()), Ok(1));
        assert_eq!(list(5_001).map_err(|why| why.key), Err("import.too_many_rows"));
    }
}
