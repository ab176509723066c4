//! The group that a student is in now, for the student's plan: whether it works on one of the goals is said.

use crate::domain::grouping::Purpose;
use crate::domain::grouping::focus::Focus;
use crate::domain::grouping::people::{holds, running};
use crate::domain::id::{StandardId, StudentId, SubjectId};
use crate::domain::standards::Catalog;
use crate::domain::{Class, Date, Sentence};
use crate::view::lesson::lesson_title;
use crate::view::standing::step;
use crate::view::text;
use crate::view::words::inside;

/// "In Oak now: unlike denominators (close the gap)."; nothing where no skill group with a lesson runs.
pub(super) fn group_now(
    class: &Class,
    catalog: &Catalog,
    subject: &SubjectId,
    student: &StudentId,
    goals: &[StandardId],
    today: Date,
) -> Option<String> {
    let (cycle, _) =
        running(class, subject, Purpose::Skill, today).filter(|(_, cycle)| holds(cycle, today))?;
    let placement = class.placements.get(&(cycle.clone(), student.clone()))?;
    let group = class.groups.get(placement.group.as_ref()?)?;
    let focus = Focus::of(group);
    let (standard, lesson) = (focus.lesson_standard()?, focus.lesson_step()?);
    let start = focus.standard.as_ref().filter(|own| *own != standard);
    let is_goal =
        goals.is_empty() || goals.contains(standard) || start.is_some_and(|start| goals.contains(start));
    let key = if is_goal { "plans.in_group" } else { "plans.in_group_other" };
    let said = Sentence::new(key)
        .with("group", group.name.as_str())
        .with("what", inside(&lesson_title(catalog, &focus, start)))
        .with("step", inside(text::of(step(lesson))));
    Some(text::say(&said))
}
