//! Commands on subjects: which there are, their levels, and how a score is calculated.

use std::collections::BTreeSet;

use super::standards::NewStandard;
use super::{Command, Context, Rejected};
use crate::domain::id::{StandardId, SubjectId};
use crate::domain::mastery::Level;
use crate::domain::order::Order;
use crate::domain::record::Changes;
use crate::domain::standards::Priority;
use crate::domain::subject::{Calculation, Subject};
use crate::domain::{Class, Sentence};

/// A scale has at least so many levels.
pub const FEWEST_LEVELS: usize = 2;
/// And at most so many.
pub const MOST_LEVELS: usize = 6;

/// How many marks in a row can be asked for before a level counts as sure.
pub const SURE_RANGE: std::ops::RangeInclusive<u32> = 1..=5;

/// One level of a scale, as it is typed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NewLevel {
    /// What it is called; may be empty.
    pub name: String,
    /// Share of the points from which it is reached, 0 to 1.
    pub cut: f64,
}

/// What a teacher says of a subject.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SubjectSettings {
    /// "Math".
    pub name: String,
    /// How scores are calculated.
    pub calculation: Calculation,
    /// Per cent of weight on the newest score, or n; `None` is the usual one.
    pub parameter: Option<f64>,
    /// Students' own views count like any mark.
    pub own_view: bool,
    /// Marks in a row that must agree before a level counts as sure, 1 to 5.
    pub sure_pieces: u32,
    /// Level from which a standard counts as mastered, counted from the start of the way.
    pub mastery: u32,
    /// 1 is the best level: levels are counted down where they are shown and typed.
    pub best_first: bool,
    /// From the lowest level to the highest.
    pub levels: Vec<NewLevel>,
}

impl SubjectSettings {
    fn check(&self, class: &Class, own: Option<&SubjectId>) -> Result<(), Rejected> {
        let name = self.name.trim();
        if name.is_empty() {
            return Err(Rejected::because("subject.needs_a_name"));
        }
        let taken = |(id, subject): (&SubjectId, &Subject)| {
            Some(id) != own && subject.name.to_lowercase() == name.to_lowercase()
        };
        if class.subjects.iter().any(taken) {
            return Err(Sentence::new("subject.name_taken").with("name", name).into());
        }
        check_parameter(self.calculation, self.parameter)?;
        if !SURE_RANGE.contains(&self.sure_pieces) {
            return Err(Rejected::because("subject.sure_from_1_to_5"));
        }
        check_levels(&self.levels, self.best_first)?;
        let highest = self.levels.len();
        // With mastery at the first level everybody who has a mark has mastered everything.
        if !(2..=highest).contains(&usize::try_from(self.mastery).unwrap_or(0)) {
            let [from, to] = if self.best_first { [1, highest - 1] } else { [2, highest] };
            return Err(Sentence::new("subject.mastery_is_a_level").with("from", from).with("to", to).into());
        }
        Ok(())
    }

    fn write(&self, class: &Class, id: &SubjectId, changes: &mut Changes) {
        changes
            .set(id, Subject::NAME, self.name.trim().to_owned())
            .set(id, Subject::CALCULATION, self.calculation)
            .set(id, Subject::PARAMETER, self.parameter)
            .set(id, Subject::MASTERY, f64::from(self.mastery))
            .set(id, Subject::OWN_VIEW, self.own_view)
            .set(id, Subject::SURE_PIECES, Some(self.sure_pieces));
        if self.best_first || class.subjects.get(id).is_some_and(|subject| subject.best_first) {
            changes.set(id, Subject::BEST_FIRST, self.best_first);
        }
        for (n, level) in (1..).zip(&self.levels) {
            let key = (id.clone(), n);
            if class.levels.taken_back(&key) {
                changes.set(&key, Level::RETRACTED, None::<bool>);
            }
            changes.set(&key, Level::NAME, level.name.trim().to_owned()).set(&key, Level::CUT, level.cut);
        }
        let levels = u32::try_from(self.levels.len()).unwrap_or(u32::MAX);
        for (key, _) in class.levels.iter().filter(|((of, n), _)| of == id && *n > levels) {
            changes.retract::<Level>(key);
        }
    }
}

/// The parameter has a meaning for some calculations only, and a range for each.
fn check_parameter(calculation: Calculation, parameter: Option<f64>) -> Result<(), Rejected> {
    let Some(number) = parameter else { return Ok(()) };
    let (range, key) = match calculation {
        Calculation::Decaying | Calculation::Weighted => (1.0..=99.0, "subject.weight_from_1_to_99"),
        Calculation::NTimes => (1.0..=10.0, "subject.times_from_1_to_10"),
        _ => return Ok(()),
    };
    if range.contains(&number) {
        return Ok(());
    }
    Err(Sentence::new(key).with("number", number).into())
}

/// Levels are called by the number that the teacher sees.
fn check_levels(levels: &[NewLevel], best_first: bool) -> Result<(), Rejected> {
    if !(FEWEST_LEVELS..=MOST_LEVELS).contains(&levels.len()) {
        return Err(Sentence::new("subject.two_to_six_levels").with("n", levels.len()).into());
    }
    let cut = |at: usize| levels.get(at).map_or(f64::NAN, |level| level.cut);
    let shown = |at: usize| if best_first { levels.len() - at } else { at + 1 };
    if cut(0) != 0.0 {
        return Err(Sentence::new("subject.first_level_begins_at_0").with("level", shown(0)).into());
    }
    for at in 1..levels.len() {
        let rises = cut(at) > cut(at - 1) && cut(at) <= 1.0;
        if !rises {
            let rise = Sentence::new("subject.levels_rise").with("level", shown(at));
            return Err(rise.with("before", shown(at - 1)).into());
        }
    }
    let mut names = BTreeSet::new();
    let named = levels.iter().map(|level| level.name.trim().to_lowercase()).filter(|name| !name.is_empty());
    for name in named {
        if !names.insert(name.clone()) {
            return Err(Sentence::new("subject.level_name_twice").with("name", name).into());
        }
    }
    Ok(())
}

/// Adds a subject over the same roster.
#[derive(Debug, Clone, PartialEq)]
pub struct AddSubject {
    /// What is said of it.
    pub settings: SubjectSettings,
    /// Habits, or social and emotional learning: never used for skill groups.
    pub habits: bool,
    /// Standards of its own that it starts with; each is a priority.
    pub standards: Vec<NewStandard>,
}

impl Command for AddSubject {
    fn changes(&self, class: &Class, context: &mut Context) -> Result<Changes, Rejected> {
        self.settings.check(class, None)?;
        let id: SubjectId = context.mint.id();
        let rank = class.subjects.iter().map(|(_, subject)| subject.rank + 1).max().unwrap_or_default();
        let mut changes = Changes::default();
        changes.set(&id, Subject::RANK, rank);
        if self.habits {
            changes.set(&id, Subject::HABITS, true);
        }
        self.settings.write(class, &id, &mut changes);
        for standard in &self.standards {
            let standard = standard.write(class, &mut changes);
            changes.set(&(id.clone(), standard), Priority::PRIORITY, true);
        }
        Ok(changes)
    }

    fn label(&self, _: &Class) -> Sentence {
        Sentence::new("undo.add_subject").with("name", self.settings.name.trim())
    }
}

/// Changes what is said of a subject.
#[derive(Debug, Clone, PartialEq)]
pub struct EditSubject {
    pub id: SubjectId,
    /// All that is said of it.
    pub settings: SubjectSettings,
}

impl Command for EditSubject {
    fn changes(&self, class: &Class, _: &mut Context) -> Result<Changes, Rejected> {
        known_subject(class, &self.id)?;
        self.settings.check(class, Some(&self.id))?;
        let mut changes = Changes::default();
        self.settings.write(class, &self.id, &mut changes);
        Ok(changes)
    }

    fn label(&self, _: &Class) -> Sentence {
        Sentence::new("undo.edit_subject").with("name", self.settings.name.trim())
    }
}

/// Puts a subject one place earlier.
#[derive(Debug, Clone, PartialEq)]
pub struct MoveSubjectUp {
    pub id: SubjectId,
}

impl Command for MoveSubjectUp {
    fn changes(&self, class: &Class, _: &mut Context) -> Result<Changes, Rejected> {
        known_subject(class, &self.id)?;
        let mut order: Vec<_> = class.subjects.iter().collect();
        order.order_by_key(|(_, subject)| subject.rank);
        let at = order.iter().position(|(id, _)| **id == self.id).filter(|at| *at > 0);
        let Some(at) = at else { return Err(Rejected::because("subject.is_first")) };
        order.swap(at - 1, at);
        let mut changes = Changes::default();
        for (rank, (id, subject)) in (0_u32..).zip(order) {
            if subject.rank != rank {
                changes.set(id, Subject::RANK, rank);
            }
        }
        Ok(changes)
    }

    fn label(&self, class: &Class) -> Sentence {
        Sentence::new("undo.move_subject").with("name", name_of_subject(class, &self.id))
    }
}

/// Takes a subject out of the class. Its marks, units and groups stay in the document, and undo brings all back.
#[derive(Debug, Clone, PartialEq)]
pub struct RemoveSubject {
    pub id: SubjectId,
}

impl Command for RemoveSubject {
    fn changes(&self, class: &Class, _: &mut Context) -> Result<Changes, Rejected> {
        known_subject(class, &self.id)?;
        if class.subjects.len() == 1 {
            return Err(Rejected::because("subject.is_the_last"));
        }
        let mut changes = Changes::default();
        changes.retract::<Subject>(&self.id);
        Ok(changes)
    }

    fn label(&self, class: &Class) -> Sentence {
        Sentence::new("undo.remove_subject").with("name", name_of_subject(class, &self.id))
    }
}

/// Gives one standard a calculation of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct SetCalculation {
    pub subject: SubjectId,
    pub standard: StandardId,
    /// Which; `None` is the subject's.
    pub calculation: Option<Calculation>,
    /// Its parameter; `None` is the usual one.
    pub parameter: Option<f64>,
}

impl Command for SetCalculation {
    fn changes(&self, class: &Class, _: &mut Context) -> Result<Changes, Rejected> {
        known_subject(class, &self.subject)?;
        if let Some(calculation) = self.calculation {
            check_parameter(calculation, self.parameter)?;
        }
        let key = (self.subject.clone(), self.standard.clone());
        let mut changes = Changes::default();
        changes.set(&key, Priority::CALCULATION, self.calculation).set(
            &key,
            Priority::PARAMETER,
            self.parameter.filter(|_| self.calculation.is_some()),
        );
        Ok(changes)
    }

    fn label(&self, _: &Class) -> Sentence {
        Sentence::new("undo.set_calculation").with("standard", self.standard.as_str())
    }
}

fn known_subject(class: &Class, id: &SubjectId) -> Result<(), Rejected> {
    class.subjects.get(id).map(|_| ()).ok_or_else(|| Rejected::because("unit.unknown_subject"))
}

fn name_of_subject(class: &Class, id: &SubjectId) -> String {
    class.subjects.get(id).map(|subject| subject.name.clone()).unwrap_or_default()
}

#[cfg(test)]
mod tests;
