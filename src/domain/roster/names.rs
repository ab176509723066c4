//! What a student is called: the first name, and as much of the family name as tells two students apart; and the order
//! of names.

use std::collections::BTreeMap;

use super::Student;
use crate::domain::Class;
use crate::domain::id::StudentId;
use crate::domain::letters::fold;
use crate::domain::order::Order;

/// "Mateo V."; "Mateo Va." and "Mateo Ve." where both are here; students of one full name get a number.
pub fn names(class: &Class) -> BTreeMap<StudentId, String> {
    let all = class.students.iter().collect();
    tell_apart(all).into_iter().map(|(id, name)| (id.clone(), name)).collect()
}

/// What [`names`] calls one student.
pub fn short_name(class: &Class, id: &StudentId) -> String {
    let Some(student) = class.students.get(id) else { return String::new() };
    let full = student.full();
    // Whoever could be taken for this one.
    let alike = class
        .students
        .iter()
        .filter(|(_, other)| full.starts_with(other.first()) || other.full().starts_with(student.first()));
    tell_apart(alike.collect()).remove(id).unwrap_or_default()
}

/// The order of names everywhere: no matter the accents or capitals, students of one name by id.
pub fn name_order(class: &Class, id: &StudentId) -> (String, StudentId) {
    (class.students.get(id).map(|student| fold(&student.full())).unwrap_or_default(), id.clone())
}

fn tell_apart<'a>(students: Vec<(&'a StudentId, &Student)>) -> BTreeMap<&'a StudentId, String> {
    let mut names: BTreeMap<&StudentId, String> = BTreeMap::new();
    let longest = students.iter().map(|(_, student)| student.family.chars().count()).max().unwrap_or(0);
    let mut open = students;
    for letters in 1..=longest.max(1) {
        for (id, student) in &open {
            names.insert(id, short(student, letters));
        }
        // A point is no difference that a reader sees: "An Li" and "An Li." need one letter more.
        let mut bearers: BTreeMap<&str, usize> = BTreeMap::new();
        for name in names.values() {
            *bearers.entry(name.trim_end_matches('.')).or_default() += 1;
        }
        open.retain(|(id, _)| bearers.get(names[id].trim_end_matches('.')).is_some_and(|n| *n > 1));
        if open.is_empty() {
            break;
        }
    }
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for (id, _) in open {
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
    all.order_by_key(|(id, _)| name_order(class, id));
    all
}

/// First name and so many letters of the family name; a point where there are more.
fn short(student: &Student, letters: usize) -> String {
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
        let found = names(&class);
        assert!(found.iter().all(|(id, name)| short_name(&class, id) == *name), "{found:?}");
        assert_eq!(found.into_values().collect::<Vec<_>>(), expected);
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
        check(&[("An Li", ""), ("An", "Lin")], &["An Li", "An L."]);
        check(&[("An L", ""), ("An", "Lin"), ("An", "Lo")], &["An L", "An Li.", "An Lo"]);
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
        let mut ids: Vec<StudentId> = class.students.iter().map(|(id, _)| id.clone()).collect();
        ids.order_by_key(|id| name_order(&class, id));
        assert_eq!(ids, ["s2".into(), "s3".into(), "s1".into()]);
    }
}
