//! Subjects: which there are, their levels, and how a score is calculated.

use super::desk::Desk;
use super::{Drawn, Kind, done};
use crate::domain::command::{
    AddSubject, EditSubject, MoveSubjectUp, NewLevel, NewStandard, RemoveSubject, SetCalculation,
    SubjectSettings,
};
use crate::domain::mastery::Scale;
use crate::domain::subject::{Calculation, in_order};

pub(super) const KINDS: &[Kind] = &[
    Kind("AddSubject", 2, add_subject),
    Kind("EditSubject", 2, edit_subject),
    Kind("MoveSubjectUp", 2, move_subject_up),
    Kind("RemoveSubject", 2, remove_subject),
    Kind("SetCalculation", 4, set_calculation),
];

/// A class has about so many subjects at most.
const MOST_SUBJECTS: usize = 4;

/// A number that the calculation takes.
fn parameter(desk: &mut Desk<'_>, calculation: Calculation) -> Option<f64> {
    let number = match calculation {
        Calculation::Decaying | Calculation::Weighted => desk.within(20, 80),
        Calculation::NTimes => desk.within(1, 4),
        _ => return None,
    };
    desk.maybe(0.6, f64::from(number))
}

fn levels(desk: &mut Desk<'_>) -> Vec<NewLevel> {
    let cuts: &[f64] = match desk.below(4) {
        0 => &[0.0, 0.5, 0.8],
        1 => &[0.0, 0.3, 0.5, 0.7, 0.9],
        _ => &[0.0, 0.5, 0.7, 0.9],
    };
    let named = desk.chance(0.5);
    let name = |at: usize| if named { format!("level {at}") } else { String::new() };
    cuts.iter().enumerate().map(|(at, cut)| NewLevel { name: name(at), cut: *cut }).collect()
}

fn settings(desk: &mut Desk<'_>, name: String, levels: Vec<NewLevel>) -> Option<SubjectSettings> {
    let calculation = desk.pick(Calculation::ALL)?;
    let highest = u32::try_from(levels.len()).ok()?;
    Some(SubjectSettings {
        name,
        calculation,
        parameter: parameter(desk, calculation),
        own_view: desk.chance(0.3),
        sure_pieces: desk.within(1, 5),
        mastery: desk.within(2, highest),
        best_first: desk.chance(0.2),
        levels,
    })
}

fn add_subject(desk: &mut Desk<'_>) -> Drawn {
    if desk.class.subjects.len() >= MOST_SUBJECTS {
        return None;
    }
    let (name, levels) = (desk.text("Subject"), levels(desk));
    let settings = settings(desk, name, levels)?;
    let mut standards = Vec::new();
    for _ in 0..desk.below(3) {
        standards.push(NewStandard {
            code: format!("S.{}", desk.below(40)),
            label: desk.text("standard"),
            ..NewStandard::default()
        });
    }
    done(AddSubject { settings, habits: desk.chance(0.3), standards })
}

fn edit_subject(desk: &mut Desk<'_>) -> Drawn {
    let id = desk.subject()?;
    let scale = Scale::of(desk.class, &id);
    let same = scale.names.iter().zip(&scale.cuts);
    let same = same.map(|(name, cut)| NewLevel { name: name.clone(), cut: *cut }).collect();
    let levels = if desk.chance(0.7) { same } else { levels(desk) };
    let name = desk.class.subjects.get(&id)?.name.clone();
    let settings = settings(desk, name, levels)?;
    done(EditSubject { id, settings })
}

fn move_subject_up(desk: &mut Desk<'_>) -> Drawn {
    let order = in_order(desk.class);
    let (id, _) = desk.pick(order.get(1..)?)?;
    done(MoveSubjectUp { id })
}

fn remove_subject(desk: &mut Desk<'_>) -> Drawn {
    let order = in_order(desk.class);
    // The first is what the year is about.
    let (id, _) = desk.pick(order.get(1..)?)?;
    done(RemoveSubject { id })
}

fn set_calculation(desk: &mut Desk<'_>) -> Drawn {
    let subject = desk.subject()?;
    let standard = desk.standard(&subject);
    let calculation = desk.pick(Calculation::ALL)?;
    let parameter = parameter(desk, calculation);
    done(SetCalculation { subject, standard, calculation: desk.maybe(0.7, calculation), parameter })
}
