//! Marks that the class's scale has no level for. They are left out and named, so that the good rows can go in.

use std::collections::BTreeMap;

use super::bring::{Answers, items, points};
use super::problem::{MOST_TOLD, Problem, few};
use super::scores::{Mark, ScoresPreview};
use crate::domain::mastery::Scale;
use crate::domain::{Class, Sentence};

/// Places of the marks that are no level, under items of which most marks are one. Where most are none, the item is
/// none of levels: that is said of the item as a whole.
pub fn off_scale(class: &Class, preview: &ScoresPreview, answers: &Answers) -> Vec<usize> {
    let highest = f64::from(u32::try_from(Scale::of(class, &answers.subject).len()).unwrap_or(6));
    let mut off = Vec::new();
    for (title, marks) in levels(preview, answers) {
        let is_off = |mark: &&(usize, f64)| !(1.0..=highest).contains(&mark.1);
        let outside: Vec<usize> = marks.iter().filter(is_off).map(|(at, _)| *at).collect();
        if outside.len() * 2 <= marks.len() && !title.is_empty() {
            off.extend(outside);
        }
    }
    off
}

/// The scores that count as levels, by item: place of the mark and score.
fn levels<'a>(preview: &'a ScoresPreview, answers: &Answers) -> BTreeMap<&'a str, Vec<(usize, f64)>> {
    let mut as_levels: BTreeMap<String, bool> = BTreeMap::new();
    for (item, answer) in items(preview).into_iter().zip(&answers.items).filter(|(_, answer)| answer.wanted) {
        if let Ok(None) = points(&item.title, &answer.points) {
            as_levels.insert(item.title, item.points.is_some());
        }
    }
    let mut found: BTreeMap<&str, Vec<(usize, f64)>> = BTreeMap::new();
    for (at, mark) in preview.marks.iter().enumerate() {
        let changed = as_levels.get(&mark.column);
        if let (Some(score), Some(changed)) = (mark.score, changed)
            && (*changed || mark.of.is_none())
        {
            found.entry(&mark.column).or_default().push((at, score));
        }
    }
    found
}

/// What the page says of them, a sentence a row.
pub fn off_scale_problems(class: &Class, preview: &ScoresPreview, answers: &Answers) -> Vec<Problem> {
    let levels = Scale::of(class, &answers.subject).len();
    let problem = |mark: &Mark| {
        let sentence = Sentence::new("import.not_a_level").with("score", mark.score.unwrap_or_default());
        Problem::at(mark.row, sentence.with("column", mark.column.as_str()).with("levels", levels))
    };
    let off = off_scale(class, preview, answers);
    let told = off.iter().take(MOST_TOLD).filter_map(|at| preview.marks.get(*at)).map(problem);
    let mut problems: Vec<Problem> = told.collect();
    few(&mut problems, off.len().saturating_sub(MOST_TOLD));
    problems
}
