//! New students of a roster among those who are off the roster of the class.

use super::matching::{Known, Match, known_students, match_students};
use super::people::RosterRow;
use crate::domain::Class;
use crate::domain::command::off_roster::{off_roster, off_with_id};

/// Who the rows of a roster are: whoever is off the roster with the same school id is new, however the name is like that
/// of somebody on it.
pub fn match_roster(class: &Class, rows: &[RosterRow]) -> Vec<Match> {
    let mut found = match_students(rows, &known_students(class));
    for (found, row) in found.iter_mut().zip(rows) {
        if off_with_id(class, row.id.as_deref().unwrap_or_default()).is_some() {
            *found = Match::New;
        }
    }
    found
}

/// Which of the new ones have been here before.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OffRows {
    /// Who will be put back: the school id is the same. Names as the class has them.
    pub back: Vec<String>,
    /// Who will be added, though somebody off the roster is called alike. Names as the file has them.
    pub maybe: Vec<String>,
}

impl OffRows {
    /// Looks for the rows that [`match_roster`] calls new.
    pub fn of(class: &Class, new: &[RosterRow]) -> Self {
        let mut found = Self::default();
        let off: Vec<Known> = off_roster(class).into_iter().map(Known::from).collect();
        for (row, alike) in new.iter().zip(match_students(new, &off)) {
            match off_with_id(class, row.id.as_deref().unwrap_or_default()) {
                Some((_, student)) => found.back.push(student.full()),
                None if alike != Match::New => found.maybe.push(row.full_name()),
                None => {}
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::Value;

    #[test]
    fn an_id_is_sure_and_a_name_is_said() {
        let mut class = Class::default();
        for (id, field, value) in [
            ("s1", "given", "Ana"),
            ("s1", "family", "Ruiz"),
            ("s1", "school_id", "0012"),
            ("s2", "given", "Ben"),
            ("s2", "family", "Li"),
            ("s3", "given", "Cy"),
            // A co-teacher's copy has no names of who was taken off.
            ("s4", "grade", "5"),
        ] {
            class.set("student", id, field, &Value::Text(value.into()));
        }
        let row = |id: &str, given: &str, family: &str| RosterRow {
            id: (!id.is_empty()).then(|| id.to_owned()),
            given: given.into(),
            family: family.into(),
            ..RosterRow::default()
        };
        let rows = [
            row("0012", "Anna", "Ruiz"),
            row("", "Ben", "Li"),
            row("12", "Ana", "Ruiz"),
            row("", "Di", "Ek"),
        ];
        assert_eq!(OffRows::of(&class, &rows), OffRows::default(), "nobody is off the roster");
        for id in ["s1", "s2", "s4"] {
            class.set("student", id, "retracted", &Value::Bool(true));
        }
        let found = OffRows::of(&class, &rows);
        assert_eq!(found.back, ["Ana Ruiz"]);
        // Another Ana Ruiz, with an id of her own, has come meanwhile.
        for (field, value) in [("given", "Anna"), ("family", "Ruiz"), ("school_id", "7")] {
            class.set("student", "s5", field, &Value::Text(value.into()));
        }
        assert_eq!(match_roster(&class, &rows)[0], Match::New);
        assert_eq!(match_students(&rows, &known_students(&class))[0], Match::Unsure(vec![1]));
        assert_eq!(found.maybe, ["Ben Li", "Ana Ruiz"]);
    }
}
