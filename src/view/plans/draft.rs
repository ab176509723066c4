//! Drafts in words, ready to become plans; and whose plan a new draft may take the place of.

use crate::domain::Class;
use crate::domain::Date;
use crate::domain::command::{NewGoal, NewPlan, PlannedItem};
use crate::domain::conference::students_here;
use crate::domain::id::{StudentId, SubjectId};
use crate::domain::learning_plan::{Draft, current, draft, items};
use crate::domain::mastery::Standings;
use crate::domain::standards::Catalog;
use crate::view::text;

/// Whom a draft for everybody is for.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Drafting {
    /// Without a plan, or with one that nobody has touched.
    pub free: Vec<StudentId>,
    /// With a plan that was changed by hand, or worked on: asked first.
    pub in_use: Vec<StudentId>,
}

/// Whom a draft for everybody would be for.
pub fn drafting(class: &Class, subject: &SubjectId, today: Date) -> Drafting {
    let mut found = Drafting::default();
    for (id, _) in students_here(class, today) {
        let place = if in_use(class, id, subject, today) { &mut found.in_use } else { &mut found.free };
        place.push(id.clone());
    }
    found
}

/// Whether the student's plan still runs, and was changed by hand or worked on.
pub fn in_use(class: &Class, student: &StudentId, subject: &SubjectId, today: Date) -> bool {
    current(class, student, subject).is_some_and(|(id, plan)| {
        let runs = plan.ends.is_none_or(|ends| today <= ends);
        runs && (plan.by_hand || items(class, id).iter().any(|(_, item)| item.done_on.is_some()))
    })
}

/// Drafts plans for these students, in words.
pub fn new_plans(
    class: &Class,
    catalog: &Catalog,
    subject: &SubjectId,
    students: &[StudentId],
    today: Date,
) -> Vec<NewPlan> {
    let mut standings = Standings::new(class, catalog, subject);
    students.iter().map(|student| in_words(draft(&mut standings, student, today), subject)).collect()
}

fn in_words(draft: Draft, subject: &SubjectId) -> NewPlan {
    let say = text::say;
    let goals = draft.goals.iter().map(|goal| NewGoal {
        standard: goal.standard.clone(),
        from: goal.from,
        to: goal.to,
        by: Some(goal.by),
        shown_by: say(&goal.shown_by),
        ..NewGoal::default()
    });
    let items = draft.playlist.iter().map(|item| PlannedItem {
        title: say(&item.title),
        practises: Some(item.practises.clone()),
        serves: Some(item.serves.clone()),
        commitment: item.commitment,
        minutes: Some(item.minutes),
    });
    NewPlan {
        goals: goals.collect(),
        items: items.collect(),
        student: draft.student,
        subject: subject.clone(),
        starts: draft.starts,
        ends: draft.ends,
    }
}
