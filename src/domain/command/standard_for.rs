//! The command that says for whom a standard is.

use std::collections::BTreeSet;

use super::roster::{known, name_of};
use super::{Command, Context, Rejected};
use crate::domain::id::{StandardId, StudentId};
use crate::domain::record::Changes;
use crate::domain::standards::StandardFor;
use crate::domain::{Class, Sentence};

/// So many names fit a label; of more, only their number is said.
const NAMED: usize = 3;

/// Says for which students a standard is. Marks stay whatever is chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetStandardFor {
    pub standard: StandardId,
    /// These alone; nobody means everybody.
    pub students: BTreeSet<StudentId>,
}

impl Command for SetStandardFor {
    fn changes(&self, class: &Class, _: &mut Context) -> Result<Changes, Rejected> {
        if self.standard.as_str().trim().is_empty() {
            return Err(Rejected::because("mastery.own_standard_needs_a_code"));
        }
        for student in &self.students {
            known(class, student)?;
        }
        let mut changes = Changes::default();
        let from = (self.standard.clone(), StudentId::default());
        let before = class.standard_for.range(from..).take_while(|((of, _), _)| *of == self.standard);
        let before: BTreeSet<_> = before.filter(|(_, link)| link.included).map(|(key, _)| &key.1).collect();
        for student in before.iter().filter(|student| !self.students.contains(student)) {
            let key = (self.standard.clone(), (*student).clone());
            changes.set(&key, StandardFor::INCLUDED, false);
        }
        for student in self.students.iter().filter(|student| !before.contains(student)) {
            let key = (self.standard.clone(), student.clone());
            if class.standard_for.taken_back(&key) {
                changes.set(&key, StandardFor::RETRACTED, None::<bool>);
            }
            changes.set(&key, StandardFor::INCLUDED, true);
        }
        Ok(changes)
    }

    fn label(&self, class: &Class) -> Sentence {
        let names: Vec<String> = self.students.iter().map(|student| name_of(class, student)).collect();
        let label = Sentence::new(match names.len() {
            0 => "undo.standard_for_all",
            1..=NAMED => "undo.standard_for",
            _ => "undo.standard_for_many",
        });
        label.with("code", self.standard.as_str()).with("n", names.len()).with("names", names)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Date;
    use crate::domain::id::Mint;
    use crate::domain::record::Value;

    fn run(class: &mut Class, standard: &str, students: &[&str]) -> Result<usize, Rejected> {
        let students = students.iter().map(|id| (*id).into()).collect();
        let command = SetStandardFor { standard: standard.into(), students };
        let mut context = Context { today: Date::constant(2026, 11, 19), mint: Mint::new("t") };
        let changes = command.changes(class, &mut context)?.0;
        class.apply(&changes);
        Ok(changes.len())
    }

    #[test]
    fn only_what_is_another_choice_is_written() {
        let mut class = Class::default();
        for student in ["a", "b", "c"] {
            class.set("student", student, "given", &Value::Text(student.into()));
        }
        let chosen = |class: &Class| {
            let links = class.standard_for.iter().filter(|(_, link)| link.included);
            links.map(|((standard, student), _)| format!("{standard} {student}")).collect::<Vec<_>>()
        };
        assert_eq!(run(&mut class, "H.1", &["a", "b"]), Ok(2));
        assert_eq!(run(&mut class, "H.1", &["b", "c"]), Ok(2));
        assert_eq!(run(&mut class, "H.2", &["a"]), Ok(1));
        assert_eq!(chosen(&class), ["H.1 b", "H.1 c", "H.2 a"]);
        class.set("standard_for", "H.1/c", "retracted", &Value::Bool(true));
        assert_eq!(run(&mut class, "H.1", &["b", "c"]), Ok(2), "brought back");
        assert_eq!(run(&mut class, "H.1", &[]), Ok(2));
        assert_eq!(chosen(&class), ["H.2 a"]);
        assert!(run(&mut class, "H.1", &["nobody"]).is_err());
        assert!(run(&mut class, " ", &["a"]).is_err());
    }
}
