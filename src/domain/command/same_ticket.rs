//! The answer to "same ticket?": two checks are one from now on, or are two and nobody asks again.

use super::{Command, Context, Rejected};
use crate::domain::class::Alias;
use crate::domain::class::joined::{AliasKey, MOST_JOINED, families};
use crate::domain::id::CheckId;
use crate::domain::mastery::Check;
use crate::domain::record::{Changes, Record};
use crate::domain::{Class, Sentence};

/// Two checks, and whether they are one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JoinChecks {
    /// One and the other, each pair with the answer: one ticket, or two.
    pub answers: Vec<(CheckId, CheckId, bool)>,
}

/// Writes an answer down.
pub(super) fn write(changes: &mut Changes, one: &CheckId, other: &CheckId, same: bool) {
    let key = AliasKey::of(one, other);
    let stands = same.then(|| one.min(other).0.clone());
    changes.set(&key, Alias::OF, Check::KIND_NAME.to_owned()).set(&key, Alias::STANDS, stands);
}

impl Command for JoinChecks {
    fn changes(&self, class: &Class, _: &mut Context) -> Result<Changes, Rejected> {
        let mut changes = Changes::default();
        for (one, other, same) in &self.answers {
            let find = |id: &CheckId| class.checks.get(class.counts_as(id)).cloned();
            let (Some(first), Some(second)) = (find(one), find(other)) else {
                return Err(Rejected::because("same.no_such_check"));
            };
            if one == other || first.subject != second.subject {
                return Err(Rejected::because("same.two_subjects"));
            }
            write(&mut changes, one, other, *same);
        }
        let there = class.same_checks();
        let there = there.iter().map(|(one, other)| (one, other));
        let new = self.answers.iter().filter(|(.., same)| *same).map(|(one, other, _)| (one, other));
        if families(there.chain(new)).values().any(|family| family.len() > MOST_JOINED) {
            return Err(Sentence::new("same.too_many").with("n", MOST_JOINED).into());
        }
        Ok(changes)
    }

    fn label(&self, class: &Class) -> Sentence {
        let joins = self.answers.iter().any(|(.., same)| *same);
        let first = self.answers.first().and_then(|(one, ..)| class.checks.get(class.counts_as(one)));
        let title = first.map(|check| check.title.clone()).unwrap_or_default();
        Sentence::new(if joins { "undo.join_checks" } else { "undo.keep_apart" }).with("title", title)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Date;
    use crate::domain::id::Mint;
    use crate::domain::record::{Change, Value};

    fn class() -> Class {
        let mut class = Class::default();
        for (id, subject) in [("c1", "m"), ("c2", "m"), ("c3", "ela")] {
            class.set("check", id, "subject", &Value::Text(subject.into()));
        }
        class
    }

    fn run(class: &Class, one: &str, other: &str, same: bool) -> Result<Changes, &'static str> {
        let mut context = Context { today: Date::constant(2026, 11, 19), mint: Mint::new("t") };
        let command = JoinChecks { answers: vec![(one.into(), other.into(), same)] };
        command.changes(class, &mut context).map_err(|rejected| rejected.0.key)
    }

    #[test]
    fn an_answer_is_one_record_whoever_gives_it() {
        let written = |changes: Changes| {
            let field = |change: Change| (change.id, change.field, change.value);
            changes.0.into_iter().map(field).collect::<Vec<_>>()
        };
        let (id, of, text) = ("c1/c2".to_owned(), Value::Text("check".into()), Value::Text("c1".into()));
        let one = vec![(id.clone(), "of", of.clone()), (id.clone(), "stands", text)];
        assert_eq!(run(&class(), "c2", "c1", true).map(written), Ok(one));
        let two = vec![(id.clone(), "of", of), (id, "stands", Value::Null)];
        assert_eq!(run(&class(), "c1", "c2", false).map(written), Ok(two));
        for (one, other, key) in [
            ("c1", "c9", "same.no_such_check"),
            ("c1", "c3", "same.two_subjects"),
            ("c1", "c1", "same.two_subjects"),
        ] {
            assert_eq!(run(&class(), one, other, true).err(), Some(key));
        }
    }

    #[test]
    fn a_ticket_came_in_so_often_at_most() {
        let mut class = class();
        for n in 10..10 + MOST_JOINED {
            class.set("check", &format!("d{n}"), "subject", &Value::Text("m".into()));
            if n > 10 {
                class.set("alias", &format!("d10/d{n}"), "of", &Value::Text("check".into()));
                class.set("alias", &format!("d10/d{n}"), "stands", &Value::Text("d10".into()));
            }
        }
        assert_eq!(class.joined_with(&"d10".into()).len(), MOST_JOINED);
        assert_eq!(run(&class, "d11", "c1", true).err(), Some("same.too_many"));
        assert!(run(&class, "d11", "c1", false).is_ok());
    }
}
