//! What can be chosen beside the groups: subjects, students, focuses, pairs.

use super::rows::{FocusRow, PairRow};
use super::short_name;
use crate::domain::Date;
use crate::domain::grouping::PairRuleKind;
use crate::domain::grouping::focus::{Candidate, candidates};
use crate::domain::grouping::people::students_on;
use crate::domain::id::{StudentId, SubjectId};
use crate::domain::mastery::Standings;
use crate::domain::standards::Catalog;
use crate::domain::{Class, Sentence};
use crate::view::lesson::label_of;
use crate::view::text;

/// Everybody by name: (id, short name).
pub fn people(class: &Class, today: Date) -> Vec<(String, String)> {
    students_on(class, today).into_iter().map(|id| (id.0.clone(), short_name(class, &id))).collect()
}

/// The focuses that can be ticked: what is taught now and the steps before it.
pub fn focus_rows(class: &Class, catalog: &Catalog, subject: &SubjectId, today: Date) -> Vec<FocusRow> {
    let students = students_on(class, today);
    let row = |candidate: Candidate| {
        let standard = candidate.focus.standard.clone()?;
        let step = candidate.focus.serves.filter(|serves| *serves != standard);
        Some(FocusRow {
            label: label_of(catalog, &standard),
            why: step
                .map(|goal| text::say(&Sentence::new("groups.step_before").with("code", goal.as_str())))
                .unwrap_or_default(),
            code: standard.0,
        })
    };
    let mut standings = Standings::new(class, catalog, subject);
    candidates(&mut standings, &[], &students, today).into_iter().filter_map(row).collect()
}

/// The rules for pairs, in words.
pub fn pair_rows(class: &Class) -> Vec<PairRow> {
    let row = |(key, pair): (&(StudentId, StudentId), &crate::domain::grouping::PairRule)| {
        let key_of = match pair.rule? {
            PairRuleKind::Apart => "groups.pair_is_apart",
            PairRuleKind::Together => "groups.pair_is_together",
        };
        let (one, other) = (short_name(class, &key.0), short_name(class, &key.1));
        let text = text::say(&Sentence::new(key_of).with("one", one).with("other", other));
        Some(PairRow { pair: (key.0.0.clone(), key.1.0.clone()), text })
    };
    class.pair_rules.iter().filter_map(row).collect()
}
