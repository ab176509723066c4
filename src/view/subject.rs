//! Subjects as the class page prints them, and the ways of calculating in words.

use crate::domain::command::{NewLevel, SubjectSettings};
use crate::domain::id::SubjectId;
use crate::domain::mastery::Scale;
use crate::domain::subject::{Calculation, Subject, in_order};
use crate::domain::{Class, Sentence};
use crate::view::text;

/// A subject as the class page prints it, with what its form starts from.
#[derive(Debug, Clone, PartialEq)]
pub struct SubjectRow {
    pub id: SubjectId,
    /// What it is called.
    pub name: String,
    /// "4 levels, mastered from 3. Decaying average, 65% on the newest."
    pub details: String,
    /// What a form starts from.
    pub settings: SubjectSettings,
}

/// All subjects in the class's order.
pub fn subject_rows(class: &Class) -> Vec<SubjectRow> {
    let row = |(id, name): (SubjectId, String)| {
        let subject = class.subjects.get(&id).cloned().unwrap_or_default();
        let scale = Scale::of(class, &id);
        let settings = settings(&subject, &scale);
        SubjectRow { details: details(&subject, &scale), id, name, settings }
    };
    in_order(class).into_iter().map(row).collect()
}

/// What a new subject starts with: the usual four levels.
pub fn usual_settings() -> SubjectSettings {
    SubjectSettings { name: String::new(), ..settings(&Subject::default(), &Scale::default()) }
}

fn settings(subject: &Subject, scale: &Scale) -> SubjectSettings {
    let levels = scale.names.iter().zip(&scale.cuts);
    SubjectSettings {
        name: subject.name.clone(),
        calculation: subject.calculation,
        parameter: subject.parameter,
        own_view: subject.own_view,
        sure_pieces: subject.sure_pieces(),
        mastery: scale.level(scale.mastery),
        best_first: scale.down,
        levels: levels.map(|(name, cut)| NewLevel { name: name.clone(), cut: *cut }).collect(),
    }
}

fn details(subject: &Subject, scale: &Scale) -> String {
    let key = if scale.down { "subject.levels_down" } else { "subject.levels_and_mastery" };
    let mastery = scale.shown(scale.level(scale.mastery));
    let levels = Sentence::new(key).with("n", scale.len()).with("mastery", f64::from(mastery));
    let mut parts = vec![text::say(&levels), calculated(subject.calculation, subject.parameter)];
    if subject.habits {
        parts.push(text::of("subject.never_for_groups").to_owned());
    }
    parts.join(" ")
}

/// What a calculation is called.
pub fn calculation_name(calculation: Calculation) -> &'static str {
    text::of(match calculation {
        Calculation::Decaying => "subject.decaying",
        Calculation::Weighted => "subject.weighted",
        Calculation::Highest => "subject.highest",
        Calculation::Latest => "subject.latest",
        Calculation::Average => "subject.average",
        Calculation::NTimes => "subject.n_times",
        Calculation::PowerLaw => "subject.power_law",
    })
}

/// What its number means; `None` where it has none.
pub fn parameter_name(calculation: Calculation) -> Option<&'static str> {
    match calculation {
        Calculation::Decaying | Calculation::Weighted => Some(text::of("subject.weight")),
        Calculation::NTimes => Some(text::of("subject.times")),
        _ => None,
    }
}

/// The number that a calculation uses where none was given.
pub fn usual_parameter(calculation: Calculation) -> f64 {
    if calculation == Calculation::NTimes { 5.0 } else { 65.0 }
}

/// What was typed as a calculation's number: nothing is the usual one, and what is no number is none that any
/// calculation takes.
pub fn typed_number(calculation: Calculation, typed: &str) -> Option<f64> {
    parameter_name(calculation)?;
    let typed = typed.trim().trim_end_matches('%').trim().replace(',', ".");
    (!typed.is_empty()).then(|| typed.parse().unwrap_or(f64::NAN))
}

/// What a calculation does, in one sentence.
pub fn explained(calculation: Calculation) -> &'static str {
    text::of(match calculation {
        Calculation::Decaying => "subject.decaying_is",
        Calculation::Weighted => "subject.weighted_is",
        Calculation::Highest => "subject.highest_is",
        Calculation::Latest => "subject.latest_is",
        Calculation::Average => "subject.average_is",
        Calculation::NTimes => "subject.n_times_is",
        Calculation::PowerLaw => "subject.power_law_is",
    })
}

/// "Decaying average, 65% on the newest."
fn calculated(calculation: Calculation, parameter: Option<f64>) -> String {
    let number = parameter.unwrap_or_else(|| usual_parameter(calculation));
    let key = match calculation {
        Calculation::Decaying | Calculation::Weighted => "subject.by_weight",
        Calculation::NTimes => "subject.by_times",
        _ => "subject.by",
    };
    let said = Sentence::new(key).with("calculation", calculation_name(calculation));
    text::say(&said.with("number", number))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::Value;

    #[test]
    fn a_subject_says_its_levels_and_its_calculation() {
        let mut class = Class::default();
        class.set("subject", "m", "name", &Value::Text("Math".into()));
        let row = &subject_rows(&class)[0];
        assert_eq!(row.details, "4 levels, mastered from 3. Decaying average, 65% on the newest.");
        assert_eq!(SubjectSettings { name: "Math".into(), ..usual_settings() }, row.settings);
        class.set("subject", "m", "best_first", &Value::Bool(true));
        let down = &subject_rows(&class)[0];
        assert!(down.details.starts_with("4 levels, 1 is the best, mastered from 2."), "{}", down.details);
        assert!(down.settings.best_first && down.settings.mastery == 3);
        class.set("subject", "m", "best_first", &Value::Bool(false));
        class.set("subject", "m", "calculation", &Value::Text("n_times".into()));
        class.set("subject", "m", "parameter", &Value::Int(3));
        assert!(subject_rows(&class)[0].details.ends_with("At mastery several times, 3 of them."));
    }
}
