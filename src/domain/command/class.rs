//! Commands on the class as a whole.

use super::{Command, Context, Rejected};
use crate::domain::Date;
use crate::domain::class::ClassInfo;
use crate::domain::id::SubjectId;
use crate::domain::record::Changes;
use crate::domain::subject::Subject;
use crate::domain::{Class, Sentence, calendar};

/// Starts a class: a name is enough.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct StartClass {
    /// "5B".
    pub name: String,
    /// K or 1 to 8; may be empty.
    pub grade: String,
    /// Subjects in order; none is one called Math.
    pub subjects: Vec<String>,
}

impl Command for StartClass {
    fn changes(&self, class: &Class, context: &mut Context) -> Result<Changes, Rejected> {
        let name = self.name.trim();
        if name.is_empty() {
            return Err(Rejected::because("class.needs_a_name"));
        }
        if !class.about().name.is_empty() {
            return Err(Sentence::new("class.started_already").with("name", class.about().name).into());
        }
        let year = calendar::school_year(context.today);
        let key = ClassInfo::key();
        let mut changes = Changes::default();
        changes.set(&key, ClassInfo::NAME, name.to_owned());
        if !self.grade.is_empty() {
            changes.set(&key, ClassInfo::GRADE, self.grade.clone());
        }
        changes.set(&key, ClassInfo::STARTS, year.starts).set(&key, ClassInfo::ENDS, year.ends);
        let subjects = self.subjects.iter().map(|name| name.trim()).filter(|name| !name.is_empty());
        let subjects: Vec<&str> = subjects.collect();
        for (rank, name) in (0..).zip(if subjects.is_empty() { vec!["Math"] } else { subjects }) {
            let id: SubjectId = context.mint.id();
            changes.set(&id, Subject::NAME, name.to_owned()).set(&id, Subject::RANK, rank);
        }
        Ok(changes)
    }

    fn label(&self, _: &Class) -> Sentence {
        Sentence::new("undo.start_class").with("name", self.name.trim())
    }
}

/// Changes what is said of the class as a whole.
#[derive(Debug, Clone, PartialEq)]
pub struct EditClass {
    pub name: String,
    /// New grade; may be empty.
    pub grade: String,
    /// First day of school.
    pub starts: Date,
    /// Last day of school.
    pub ends: Date,
}

impl Command for EditClass {
    fn changes(&self, _: &Class, _: &mut Context) -> Result<Changes, Rejected> {
        if self.name.trim().is_empty() {
            return Err(Rejected::because("class.needs_a_name"));
        }
        if self.ends <= self.starts {
            return Err(Sentence::new("class.year_ends_before_it_starts").with("starts", self.starts).into());
        }
        let key = ClassInfo::key();
        let mut changes = Changes::default();
        changes
            .set(&key, ClassInfo::NAME, self.name.trim().to_owned())
            .set(&key, ClassInfo::GRADE, self.grade.clone())
            .set(&key, ClassInfo::STARTS, self.starts)
            .set(&key, ClassInfo::ENDS, self.ends);
        Ok(changes)
    }

    fn label(&self, _: &Class) -> Sentence {
        Sentence::new("undo.edit_class")
    }
}

/// Makes the sample class a class of one's own. Everything in it stays; from then on it is looked after like any other.
#[derive(Debug, Clone, PartialEq)]
pub struct MakeOwn;

impl Command for MakeOwn {
    fn changes(&self, _: &Class, _: &mut Context) -> Result<Changes, Rejected> {
        let mut changes = Changes::default();
        changes.set(&ClassInfo::key(), ClassInfo::SAMPLE, false);
        Ok(changes)
    }

    fn label(&self, _: &Class) -> Sentence {
        Sentence::new("undo.make_own")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::Mint;
    use crate::domain::sample::OpenSample;

    #[test]
    fn the_sample_made_one_s_own_keeps_everything_in_it() {
        let mut context = Context { today: Date::constant(2026, 11, 22), mint: Mint::new("1.a") };
        let mut class = Class::default();
        class.apply(&OpenSample.changes(&class, &mut context).unwrap().0);
        assert!(class.about().sample);
        let mut expected = class.clone();
        let changes = MakeOwn.changes(&class, &mut context).unwrap().0;
        class.apply(&changes);
        assert!(!class.about().sample);
        expected.set("class", "class", "sample", &crate::domain::record::Value::Null);
        assert_eq!((class.students, class.evidence), (expected.students, expected.evidence));
    }
}
