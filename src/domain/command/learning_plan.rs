//! Commands on learning plans. A draft needs the standards, which a command does not see, so what was drafted comes in
//! with the command, as words and numbers.

use super::roster::{known, name_of};
use super::{Command, Context, Rejected};
use crate::domain::Date;
use crate::domain::calendar::plus_days;
use crate::domain::id::{GoalId, NoteId, PlanId, StandardId, StudentId, SubjectId};
use crate::domain::learning_plan::{
    ChosenBy, Commitment, Goal, LearningPlan, PlaylistItem, current, goals, items,
};
use crate::domain::mastery::Scale;
use crate::domain::record::Changes;
use crate::domain::{Class, Sentence};

/// A goal as it should be.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NewGoal {
    /// The grade-level standard.
    pub standard: StandardId,
    /// Level at the start.
    pub from: Option<f64>,
    /// Level aimed at.
    pub to: Option<f64>,
    /// The day by which it should be reached; `None` sets no date.
    pub by: Option<Date>,
    /// How it will be shown.
    pub shown_by: String,
    pub chosen_by: ChosenBy,
}

impl NewGoal {
    fn check(&self, class: &Class, subject: &SubjectId) -> Result<(), Rejected> {
        if self.standard.as_str().trim().is_empty() {
            return Err(Rejected::because("plans.goal_needs_a_standard"));
        }
        let most = u32::try_from(Scale::of(class, subject).len()).map_or(4.0, f64::from);
        let fits = |level: Option<f64>| level.is_none_or(|level| (1.0..=most).contains(&level));
        if !fits(self.from) || !fits(self.to) {
            return Err(Sentence::new("plans.no_such_level").with("most", most).into());
        }
        match (self.from, self.to) {
            (Some(from), Some(to)) if to < from => Err(Rejected::because("plans.aims_below_the_start")),
            _ => Ok(()),
        }
    }

    fn write(&self, id: &GoalId, changes: &mut Changes) {
        changes
            .set(id, Goal::STANDARD, self.standard.clone())
            .set(id, Goal::FROM, self.from)
            .set(id, Goal::TO, self.to)
            .set(id, Goal::BY, self.by)
            .set(id, Goal::SHOWN_BY, self.shown_by.trim().to_owned())
            .set(id, Goal::CHOSEN_BY, self.chosen_by);
    }
}

/// A line of a playlist as it should be.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PlannedItem {
    /// What to do.
    pub title: String,
    /// What it practises, where that is known.
    pub practises: Option<StandardId>,
    /// The grade-level standard that it serves.
    pub serves: Option<StandardId>,
    pub commitment: Commitment,
    /// How long it takes.
    pub minutes: Option<u32>,
}

impl PlannedItem {
    pub(super) fn check(&self) -> Result<(), Rejected> {
        if self.title.trim().is_empty() {
            return Err(Rejected::because("plans.item_needs_a_title"));
        }
        // What serves nothing at grade level would replace it.
        if self.practises.is_some() && self.serves.is_none() {
            return Err(Rejected::because("plans.item_serves_nothing"));
        }
        Ok(())
    }

    pub(super) fn write(&self, id: &NoteId, changes: &mut Changes) {
        changes
            .set(id, PlaylistItem::TITLE, self.title.trim().to_owned())
            .set(id, PlaylistItem::PRACTISES, self.practises.clone())
            .set(id, PlaylistItem::SERVES, self.serves.clone())
            .set(id, PlaylistItem::COMMITMENT, self.commitment)
            .set(id, PlaylistItem::MINUTES, self.minutes);
    }
}

/// A plan to start.
#[derive(Debug, Clone, PartialEq)]
pub struct NewPlan {
    pub student: StudentId,
    pub subject: SubjectId,
    pub starts: Date,
    pub ends: Date,
    /// They get their places in the plan in this order.
    pub goals: Vec<NewGoal>,
    /// They get their places in the playlist in this order.
    pub items: Vec<PlannedItem>,
}

/// Starts plans, for one student or for everybody. A plan that still runs ends the day before; one that was started
/// the same day is taken back. One undo brings everything back.
#[derive(Debug, Clone, PartialEq)]
pub struct StartPlans {
    pub plans: Vec<NewPlan>,
}

impl Command for StartPlans {
    fn changes(&self, class: &Class, context: &mut Context) -> Result<Changes, Rejected> {
        if self.plans.is_empty() {
            return Err(Rejected::because("plans.nobody_to_plan_for"));
        }
        let mut changes = Changes::default();
        for plan in &self.plans {
            known(class, &plan.student)?;
            if plan.ends < plan.starts {
                return Err(Sentence::new("plans.ends_before_it_starts").with("starts", plan.starts).into());
            }
            end_the_last(class, plan, &mut changes);
            let id = start(plan, context, &mut changes);
            for (rank, goal) in (0..).zip(&plan.goals) {
                goal.check(class, &plan.subject)?;
                write_goal(goal, &id, rank, context, &mut changes);
            }
            for (rank, item) in (0..).zip(&plan.items) {
                item.check()?;
                write_item(item, &id, rank, context, &mut changes);
            }
        }
        Ok(changes)
    }

    fn label(&self, class: &Class) -> Sentence {
        match self.plans.as_slice() {
            [one] => Sentence::new("undo.start_plan").with("name", name_of(class, &one.student)),
            plans => Sentence::new("undo.start_plans").with("n", plans.len()),
        }
    }
}

fn end_the_last(class: &Class, plan: &NewPlan, changes: &mut Changes) {
    let Some((id, last)) = current(class, &plan.student, &plan.subject) else { return };
    if last.starts.is_some_and(|starts| starts < plan.starts) {
        if last.ends.is_none_or(|ends| ends >= plan.starts) {
            changes.set(id, LearningPlan::ENDS, plus_days(plan.starts, -1));
        }
        return;
    }
    changes.retract::<LearningPlan>(id);
    for (goal, _) in goals(class, id) {
        changes.retract::<Goal>(goal);
    }
    for (item, _) in items(class, id) {
        changes.retract::<PlaylistItem>(item);
    }
}

fn start(plan: &NewPlan, context: &mut Context, changes: &mut Changes) -> PlanId {
    let id: PlanId = context.mint.id();
    changes
        .set(&id, LearningPlan::STUDENT, plan.student.clone())
        .set(&id, LearningPlan::SUBJECT, plan.subject.clone())
        .set(&id, LearningPlan::STARTS, plan.starts)
        .set(&id, LearningPlan::ENDS, plan.ends);
    id
}

fn write_goal(goal: &NewGoal, plan: &PlanId, rank: u32, context: &mut Context, changes: &mut Changes) {
    let id: GoalId = context.mint.id();
    changes.set(&id, Goal::PLAN, plan.clone()).set(&id, Goal::RANK, rank);
    goal.write(&id, changes);
}

pub(super) fn write_item(
    item: &PlannedItem,
    plan: &PlanId,
    rank: u32,
    context: &mut Context,
    changes: &mut Changes,
) {
    let id: NoteId = context.mint.id();
    changes.set(&id, PlaylistItem::PLAN, plan.clone()).set(&id, PlaylistItem::RANK, rank);
    item.write(&id, changes);
}

/// The plan that the student has, or a new one of four weeks: a goal or an item needs no draft before it.
pub(super) fn plan_of(
    class: &Class,
    student: &StudentId,
    subject: &SubjectId,
    context: &mut Context,
    changes: &mut Changes,
) -> Result<PlanId, Rejected> {
    known(class, student)?;
    let id = match current(class, student, subject) {
        Some((id, _)) => id.clone(),
        None => {
            let (starts, ends) = (context.today, plus_days(context.today, 28));
            let (student, subject) = (student.clone(), subject.clone());
            let plan = NewPlan { student, subject, starts, ends, goals: Vec::new(), items: Vec::new() };
            start(&plan, context, changes)
        }
    };
    changes.set(&id, LearningPlan::BY_HAND, true);
    Ok(id)
}

/// Adds a goal to the student's plan.
#[derive(Debug, Clone, PartialEq)]
pub struct AddGoal {
    pub student: StudentId,
    pub subject: SubjectId,
    pub goal: NewGoal,
}

impl Command for AddGoal {
    fn changes(&self, class: &Class, context: &mut Context) -> Result<Changes, Rejected> {
        self.goal.check(class, &self.subject)?;
        let mut changes = Changes::default();
        let plan = plan_of(class, &self.student, &self.subject, context, &mut changes)?;
        let ranks = goals(class, &plan).into_iter().map(|(_, goal)| goal.rank + 1);
        write_goal(&self.goal, &plan, ranks.max().unwrap_or(0), context, &mut changes);
        Ok(changes)
    }

    fn label(&self, class: &Class) -> Sentence {
        Sentence::new("undo.add_goal").with("name", name_of(class, &self.student))
    }
}

/// Changes a goal.
#[derive(Debug, Clone, PartialEq)]
pub struct EditGoal {
    pub id: GoalId,
    /// Every field as it should be.
    pub goal: NewGoal,
}

impl Command for EditGoal {
    fn changes(&self, class: &Class, _: &mut Context) -> Result<Changes, Rejected> {
        let mut changes = Changes::default();
        let plan = touch_plan_of_goal(class, &self.id, &mut changes)?;
        let subject = class.plans.get(&plan).and_then(|plan| plan.subject.clone()).unwrap_or_default();
        self.goal.check(class, &subject)?;
        self.goal.write(&self.id, &mut changes);
        Ok(changes)
    }

    fn label(&self, class: &Class) -> Sentence {
        Sentence::new("undo.edit_goal").with("name", whose_goal(class, &self.id))
    }
}

/// Takes a goal out of its plan.
#[derive(Debug, Clone, PartialEq)]
pub struct RemoveGoal {
    pub id: GoalId,
}

impl Command for RemoveGoal {
    fn changes(&self, class: &Class, _: &mut Context) -> Result<Changes, Rejected> {
        let mut changes = Changes::default();
        touch_plan_of_goal(class, &self.id, &mut changes)?;
        changes.retract::<Goal>(&self.id);
        Ok(changes)
    }

    fn label(&self, class: &Class) -> Sentence {
        Sentence::new("undo.remove_goal").with("name", whose_goal(class, &self.id))
    }
}

fn touch_plan_of_goal(class: &Class, id: &GoalId, changes: &mut Changes) -> Result<PlanId, Rejected> {
    let goal = class.goals.get(id).ok_or_else(|| Rejected::because("plans.unknown_goal"))?;
    let plan = goal.plan.clone().unwrap_or_default();
    changes.set(&plan, LearningPlan::BY_HAND, true);
    Ok(plan)
}

fn whose_goal(class: &Class, id: &GoalId) -> String {
    class.goals.get(id).and_then(|goal| goal.plan.as_ref()).map(|id| whose(class, id)).unwrap_or_default()
}

pub(super) fn whose(class: &Class, plan: &PlanId) -> String {
    let student = class.plans.get(plan).and_then(|plan| plan.student.as_ref());
    student.map(|id| name_of(class, id)).unwrap_or_default()
}
