//! What a page calls each student: the first name, and as much of the family name as tells two students apart.

use std::collections::BTreeMap;

use crate::domain::Class;
use crate::domain::id::StudentId;
use crate::domain::letters::fold;
use crate::domain::order::Order;

/// "Mateo V."; "Mateo Va." and "Mateo Ve." where both are here; students of one full name get a number.
pub fn names(class: &Class) -> BTreeMap<StudentId, String> {
    let mut names: BTreeMap<StudentId, String> = BTreeMap::new();
    let longest = class.students.iter().map(|(_, student)| student.family.chars().count()).max().unwrap_or(0);
    let mut open: Vec<&StudentId> = class.students.iter().map(|(id, _)| id).collect();
    for letters in 1..=longest.max(1) {
        for id in &open {
            names.insert((*id).clone(), short(class, id, letters));
        }
        // A point is no difference that a reader sees: "An Li" and "An Li." need one letter more.
        let mut bearers: BTreeMap<&str, usize> = BTreeMap::new();
        for name in names.values() {
            *bearers.entry(name.trim_end_matches('.')).or_default() += 1;
        }
        open.retain(|id| bearers.get(names[*id].trim_end_matches('.')).is_some_and(|n| *n > 1));
        if open.is_empty() {
            break;
        }
    }
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for id in open {
        if let Some(name) = names.get_mut(id) {
            let n = seen.entry(name.clone()).or_default();
            *n += 1;
            *name = format!("{name} {n}");
        }
    }
    names
}

/// The students by what they are called.
pub fn by_name(class: &Class) -> Vec<(StudentId, String)> {
    let mut all: Vec<(StudentId, String)> = names(class).into_iter().collect();
    all.order_by_key(|(id, name)| (fold(name), id.clone()));
    all
}

/// First name and so many letters of the family name; a point where there are more.
fn short(class: &Class, id: &StudentId, letters: usize) -> String {
    let Some(student) = class.students.get(id) else { return String::new() };
    let first = student.first();
    if student.family.is_empty() || first == student.family {
        return first.to_owned();
    }
    let start: String = student.family.chars().take(letters).collect();
    let point = if start == student.family { "" } else { "." };
    format!("{first} {start}{point}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::Value;

    fn check(students: &[(&str, &str)], expected: &[&str]) {
        let mut class = Class::default();
        for (at, (given, family)) in students.iter().enumerate() {
            for (field, text) in [("given", given), ("family", family)] {
                class.set("student", &format!("s{at}"), field, &Value::Text((*text).to_owned()));
            }
        }
        let found: Vec<String> = names(&class).into_values().collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn as_short_as_tells_them_apart() {
        check(&[("Mateo", "Vargas"), ("Ana", "Ruiz")], &["Mateo V.", "Ana R."]);
        check(
            &[("Mateo", "Vargas"), ("Mateo", "Velez"), ("Mateo", "Soto")],
            &["Mateo Va.", "Mateo Ve.", "Mateo S."],
        );
        check(&[("An", "Li"), ("An", "Lin")], &["An Li", "An Lin"]);
        check(&[("An", "Li"), ("An", "Li")], &["An Li 1", "An Li 2"]);
        check(&[("S001", ""), ("", "Cher")], &["S001", "Cher"]);
        check(&[("An", "Élan"), ("An", "Ézra")], &["An Él.", "An Éz."]);
    }

    #[test]
    fn sorted_without_regard_to_accents_and_case() {
        let mut class = Class::default();
        for (id, given) in [("s1", "zoe"), ("s2", "Élan"), ("s3", "Ezra")] {
            class.set("student", id, "given", &Value::Text(given.into()));
        }
        let found: Vec<String> = by_name(&class).into_iter().map(|(_, name)| name).collect();
        assert_eq!(found, ["Élan", "Ezra", "zoe"]);
    }
}
