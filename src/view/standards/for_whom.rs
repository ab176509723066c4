//! For whom a standard is, as the pages of units and standards say it, and the students to choose from.

use crate::domain::id::{StandardId, StudentId};
use crate::domain::roster::{by_name, enrolled};
use crate::domain::standards::{Catalog, ForWhom, Whom};
use crate::domain::{Class, Date, Sentence};
use crate::view::text;

/// So many are named; of more, only their number is said.
const NAMED: usize = 3;

/// Whom a standard is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForWhomRow {
    /// "For Ana M. and Ben K. alone".
    pub words: String,
    /// Those who can be chosen, by name, and whether they are.
    pub students: Vec<(StudentId, String, bool)>,
    /// Students were chosen.
    pub chosen: bool,
}

/// For whom a standard is today. Who was chosen and left can still be seen to be chosen.
pub fn for_whom_row(class: &Class, catalog: &Catalog, standard: &StandardId, today: Date) -> ForWhomRow {
    let whom = ForWhom::of(class, catalog).whom(standard);
    let is_chosen = |id: &StudentId| matches!(&whom, Whom::Chosen(chosen) if chosen.contains(id));
    let students: Vec<(StudentId, String, bool)> = by_name(class)
        .into_iter()
        .filter(|(id, _)| enrolled(class, id, today) || is_chosen(id))
        .map(|(id, name)| (id.clone(), name, is_chosen(&id)))
        .collect();
    let names: Vec<String> =
        students.iter().filter(|(.., chosen)| *chosen).map(|(_, name, _)| name.clone()).collect();
    let words = match &whom {
        Whom::Everybody => Sentence::new("standards.for_all"),
        Whom::Grade(grade) => Sentence::new("standards.for_grade").with("grade", grade.label()),
        Whom::Chosen(_) if names.is_empty() => Sentence::new("standards.for_nobody"),
        Whom::Chosen(_) if names.len() > NAMED => Sentence::new("standards.for_many").with("n", names.len()),
        Whom::Chosen(_) => Sentence::new("standards.for_names").with("names", names),
    };
    ForWhomRow { words: text::say(&words), students, chosen: matches!(whom, Whom::Chosen(_)) }
}

/// Standards that the class wrote itself, by code: those of a framework from a file have a rank there.
pub fn own_standards(class: &Class) -> Vec<StandardId> {
    let typed = class.own_standards.iter().filter(|(_, own)| own.rank.is_none());
    typed.map(|(id, _)| id.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::Value;
    use crate::domain::standards::tests::math;

    #[test]
    fn says_whom_and_lists_who_can_be_chosen() {
        let mut class = Class::default();
        let text = |text: &str| Value::Text(text.into());
        for (id, name, grade) in [("a", "Ana", "2"), ("b", "Ben", "3"), ("c", "Cy", "3"), ("d", "Di", "3")] {
            class.set("student", id, "given", &text(name));
            class.set("student", id, "grade", &text(grade));
        }
        class.set("enrolment", "d/1", "left", &text("2026-10-01"));
        let row = |class: &Class, standard: &str| {
            let row = for_whom_row(class, &math(), &standard.into(), Date::constant(2026, 11, 20));
            let listed = row.students.iter().map(
                |(_, name, chosen)| {
                    if *chosen { name.to_uppercase() } else { name.clone() }
                },
            );
            format!("{}: {}", row.words, listed.collect::<Vec<_>>().join(" "))
        };
        assert_eq!(row(&class, "H.1"), "For everybody: Ana Ben Cy");
        assert_eq!(row(&class, "3.OA.A.1"), "For Grade 3: Ana Ben Cy");
        let choose = |class: &mut Class, id: &str| {
            class.set("standard_for", &format!("H.1/{id}"), "included", &Value::Bool(true))
        };
        choose(&mut class, "d");
        assert_eq!(row(&class, "H.1"), "For Di alone: Ana Ben Cy DI");
        for id in ["a", "b", "c"] {
            choose(&mut class, id);
        }
        assert_eq!(row(&class, "H.1"), "For 4 students alone: ANA BEN CY DI");
        for id in ["a", "b", "c", "d"] {
            class.set("student", id, "retracted", &Value::Bool(true));
        }
        assert_eq!(row(&class, "H.1"), "For students who are not here any more: ");
    }
}
