//! What a publisher's diagnostic says of a student: brought in with a check, see [`RecordCheck`](super::RecordCheck).

use super::check::MarkOf;
use super::mastery::not_later_than_today;
use super::{Context, Rejected};
use crate::domain::growth::{Diagnostic, Placement, Publisher};
use crate::domain::id::{CheckId, StudentId};
use crate::domain::record::Changes;
use crate::domain::{Class, Date, Sentence};

/// One result of one student in one part of a diagnostic.
#[derive(Debug, Clone, PartialEq)]
pub struct NewDiagnostic {
    pub student: MarkOf,
    /// Whose diagnostic it is.
    pub publisher: Publisher,
    /// 0 for the whole; a part keeps its number at every date.
    pub part: u32,
    /// What the part is called.
    pub name: String,
    /// It is a scale score, in the publisher's own points.
    pub score: Option<f64>,
    /// National percentile, 1 to 99; `None` where the file has none.
    pub percentile: Option<f64>,
    /// Where the publisher places the student.
    pub placement: Option<Placement>,
    /// Growth that is typical, in scale points.
    pub typical: Option<f64>,
    /// Percent of typical growth so far.
    pub of_typical: Option<f64>,
    /// The day of the work, where it is not the check's.
    pub done_on: Option<Date>,
}

impl NewDiagnostic {
    pub(super) fn check(&self, day: Date, context: &Context) -> Result<(), Rejected> {
        not_later_than_today(self.done_on.unwrap_or(day), context)?;
        let numbers = [self.score, self.percentile, self.typical, self.of_typical];
        match numbers.into_iter().flatten().find(|number| !number.is_finite()) {
            Some(score) => {
                Err(Sentence::new("mastery.not_a_score").with("item", &self.name).with("score", score).into())
            }
            None => Ok(()),
        }
    }

    /// The check under which the class has this result already: the same part of the same day.
    pub(super) fn known(&self, class: &Class, student: &StudentId, day: Date) -> Option<CheckId> {
        let theirs = class.diagnostics.range((student.clone(), CheckId::default(), 0)..);
        let theirs = theirs.take_while(|(key, _)| key.0 == *student);
        let mut same = theirs.filter(|(key, known)| {
            let on = class.checks.get(class.counts_as(&key.1)).and_then(|check| check.done_on);
            let is_part =
                key.2 == self.part && known.part == self.name && known.publisher == Some(self.publisher);
            is_part && on == Some(day)
        });
        same.next().map(|(key, _)| key.1.clone())
    }

    pub(super) fn write(&self, student: &StudentId, check: &CheckId, changes: &mut Changes) {
        let key = (student.clone(), check.clone(), self.part);
        changes.set(&key, Diagnostic::PUBLISHER, self.publisher);
        let name = Some(self.name.clone()).filter(|name| !name.is_empty());
        changes
            .set_some(&key, Diagnostic::PART, name)
            .set_some(&key, Diagnostic::SCORE, self.score)
            .set_some(&key, Diagnostic::PERCENTILE, self.percentile)
            .set_some(&key, Diagnostic::PLACEMENT, self.placement)
            .set_some(&key, Diagnostic::TYPICAL, self.typical)
            .set_some(&key, Diagnostic::OF_TYPICAL, self.of_typical);
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Command, RecordCheck};
    use super::*;
    use crate::domain::id::Mint;
    use crate::domain::mastery::CheckKind;
    use crate::domain::record::Value;

    const TODAY: Date = Date::constant(2026, 11, 19);

    fn result(done_on: Option<Date>, score: f64) -> NewDiagnostic {
        NewDiagnostic {
            student: MarkOf::Known("s1".into()),
            publisher: Publisher::Iready,
            part: 0,
            name: String::new(),
            score: Some(score),
            percentile: None,
            placement: Some(Placement::EarlyOnGrade),
            typical: None,
            of_typical: None,
            done_on,
        }
    }

    fn run(diagnostics: Vec<NewDiagnostic>) -> Result<Class, &'static str> {
        let mut class = Class::default();
        class.set("student", "s1", "given", &Value::Text("Ana".into()));
        let check = RecordCheck::of("m".into(), CheckKind::Diagnostic, "Fall", TODAY);
        let command = RecordCheck { diagnostics, ..check };
        let mut context = Context { today: TODAY, mint: Mint::new("t") };
        let changes = command.changes(&class, &mut context).map_err(|rejected| rejected.0.key)?;
        class.apply(&changes.0);
        Ok(class)
    }

    #[test]
    fn each_day_is_a_check_and_nothing_becomes_evidence() {
        let earlier = Date::constant(2026, 9, 1);
        let class = run(vec![result(Some(earlier), 480.0), result(None, 496.0)]).unwrap();
        assert_eq!((class.checks.len(), class.diagnostics.len(), class.evidence.len()), (2, 2, 0));
        let all: Vec<_> = class.diagnostics.iter().map(|(_, it)| (it.score, it.placement)).collect();
        assert!(all.contains(&(Some(496.0), Some(Placement::EarlyOnGrade))), "{all:?}");
    }

    #[test]
    fn rejected_as_a_whole_with_the_reason() {
        let tomorrow = Date::constant(2026, 11, 20);
        let mut nobody = result(None, 1.0);
        nobody.student = MarkOf::New(0);
        for (bad, key) in [
            (result(Some(tomorrow), 480.0), "mastery.later_than_today"),
            (result(None, f64::NAN), "mastery.not_a_score"),
            (nobody, "roster.unknown_student"),
        ] {
            assert_eq!(run(vec![result(None, 480.0), bad]).err(), Some(key));
        }
    }
}
