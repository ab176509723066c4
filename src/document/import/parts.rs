//! The parts of a diagnostic that a file holds, and which of them the teacher brings in.

use super::growth::Diagnosed;
use super::heads::head_key;
use super::scores::ScoresPreview;
use crate::domain::command::{MarkOf, NewDiagnostic};

/// A part of a diagnostic in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// 0 for the whole; a part keeps its number in every file of the publisher.
    pub part: u32,
    /// What the file calls it; empty for the whole.
    pub name: String,
    /// Results of it.
    pub results: usize,
}

/// The parts of a file, in the order in which they stand.
pub fn parts(preview: &ScoresPreview) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for result in &preview.diagnosed {
        match parts.iter_mut().find(|part| is_of(result, part)) {
            Some(part) => part.results += 1,
            None => parts.push(Part { part: result.part, name: result.name.clone(), results: 1 }),
        }
    }
    parts
}

fn is_of(result: &Diagnosed, part: &Part) -> bool {
    result.part == part.part && result.name == part.name
}

/// What is ticked at first: the whole, or the subject that is called alike; else the first part.
pub fn usual(parts: &[Part], subject: &str) -> Vec<bool> {
    let subject = head_key(subject);
    let is_alike = |part: &Part| {
        let key = head_key(&part.name);
        !subject.is_empty() && !key.is_empty() && (key.starts_with(&subject) || subject.starts_with(&key))
    };
    let chosen = parts.iter().position(|part| part.name.is_empty());
    let chosen = chosen.or_else(|| parts.iter().position(is_alike)).unwrap_or(0);
    (0..parts.len()).map(|at| at == chosen).collect()
}

/// The results of the parts that are ticked.
pub(super) fn wanted<'a>(
    preview: &'a ScoresPreview,
    ticked: &'a [bool],
) -> impl Iterator<Item = &'a Diagnosed> {
    let parts: Vec<Part> =
        parts(preview).into_iter().zip(ticked).filter(|(_, is)| **is).map(|it| it.0).collect();
    preview.diagnosed.iter().filter(move |result| parts.iter().any(|part| is_of(result, part)))
}

/// For the command; `whose` is the student of each row of the preview.
pub(super) fn brought(
    preview: &ScoresPreview,
    ticked: &[bool],
    whose: &[Option<MarkOf>],
) -> Vec<NewDiagnostic> {
    let one = |result: &Diagnosed| {
        let student = whose.get(result.student)?.clone()?;
        Some(NewDiagnostic {
            student,
            publisher: result.publisher,
            part: result.part,
            name: result.name.clone(),
            score: result.score,
            percentile: result.percentile,
            placement: result.placement,
            typical: result.typical,
            of_typical: result.of_typical,
            done_on: result.done_on,
        })
    };
    wanted(preview, ticked).filter_map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_or_the_subject_that_is_called_alike_is_ticked() {
        let parts = |names: &[&str]| -> Vec<Part> {
            let part = |name: &&str| Part { part: 0, name: (*name).to_owned(), results: 1 };
            names.iter().map(part).collect()
        };
        for (names, subject, expected) in [
            (&["", "Geometry"][..], "Math", &[true, false][..]),
            (&["Science", "Mathematics"], "Math", &[false, true]),
            (&["Science", "Mathematics"], "Habits", &[true, false]),
            (&[], "Math", &[]),
        ] {
            assert_eq!(usual(&parts(names), subject), expected, "{names:?} {subject}");
        }
    }
}
