//! One student's page: goals with their paths, playlist, conferences, supports and interests.

use serde::Serialize;

use super::draft::in_use;
use super::group::group_now;
use super::minutes::with_you;
use crate::domain::command::{NewGoal, PlannedItem};
use crate::domain::conference::due;
use crate::domain::id::{GoalId, NoteId, StandardId, StudentId, SubjectId};
use crate::domain::learning_plan::{
    Commitment, Goal, PathStep, PlanSupport, PlaylistItem, Role, current, goals, items, path, reflections,
    supports,
};
use crate::domain::mastery::Standings;
use crate::domain::standards::Catalog;
use crate::domain::{Class, Date, Sentence};
use crate::view::conferences::{TalkRow, talks};
use crate::view::mark::MarkRow;
use crate::view::standing::{next_words, standing_words};
use crate::view::text;
use crate::view::words::inside;

/// A student's page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PlanPage {
    /// "Mateo Vargas".
    pub name: String,
    /// "Mateo".
    pub first: String,
    /// What comes next.
    pub lead: String,
    /// What leads there.
    pub but: String,
    /// "16 November to 18 December"; empty without a plan.
    pub period: String,
    /// There is a plan.
    pub planned: bool,
    /// It was changed by hand or worked on: a new draft asks first.
    pub in_use: bool,
    /// The skill group now and its lesson; empty where there is none.
    pub group: String,
    /// They come in the order of the plan.
    pub goals: Vec<GoalRow>,
    /// What must be done.
    pub must: Vec<ItemRow>,
    /// What the student may choose.
    pub may: Vec<ItemRow>,
    /// "2 of 3 must-do done".
    pub done: String,
    /// Why a talk is due, in words; empty where it is not.
    pub due: String,
    /// The newest first.
    pub talks: Vec<TalkRow>,
    /// Supports with their ids.
    pub supports: Vec<(String, String)>,
    /// In the student's or the teacher's words.
    pub interests: String,
    /// What the student said last.
    pub words: String,
    /// Minutes with the teacher; empty where none are logged.
    pub minutes: String,
    /// "2 private notes, never in shared files"; empty where there are none.
    pub notes: String,
    /// The students before and after by name, with their names.
    pub neighbors: [Option<(String, String)>; 2],
}

/// A goal with the way to it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GoalRow {
    pub id: String,
    /// What the standard is about.
    pub title: String,
    pub code: String,
    /// "Level 2 to 3 by 4 December."
    pub line: String,
    /// The same where levels are hidden: "By 4 December."
    pub line_hidden: String,
    /// "Shown by two exit tickets at level 3."
    pub shown_by: String,
    /// What is known of it now, in words.
    pub known: String,
    /// The way to it.
    pub path: Vec<StepRow>,
    /// As the form begins.
    #[serde(skip)]
    pub goal: NewGoal,
}

/// A step of a path.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StepRow {
    #[serde(skip)]
    pub standard: StandardId,
    /// What the standard is about.
    pub title: String,
    /// Its code with what it is for.
    pub line: String,
    /// What it is for.
    pub role: Role,
    /// Level, in words.
    pub level: String,
    /// Level, as a mark.
    #[serde(skip)]
    pub mark: MarkRow,
}

/// A line of the playlist.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ItemRow {
    pub id: String,
    /// What to do.
    pub title: String,
    /// "Serves 5.NF.A.1".
    pub serves: String,
    /// "12 min".
    pub minutes: String,
    pub done: bool,
    /// As the form begins.
    #[serde(skip)]
    pub item: PlannedItem,
}

/// The page of a student; `None` where the class has no such student.
pub fn one(
    class: &Class,
    catalog: &Catalog,
    subject: &SubjectId,
    student: &StudentId,
    today: Date,
) -> Option<PlanPage> {
    let about = class.students.get(student)?;
    let mut standings = Standings::new(class, catalog, subject);
    let plan = current(class, student, subject);
    let rows: Vec<GoalRow> = plan
        .map(|(id, _)| goals(class, id))
        .unwrap_or_default()
        .into_iter()
        .map(|(id, goal)| goal_row(&mut standings, student, id, goal))
        .collect();
    let goal_of = |row: &GoalRow| row.goal.standard.clone();
    let standards: Vec<StandardId> = rows.iter().map(goal_of).collect();
    let lines = plan.map(|(id, _)| items(class, id)).unwrap_or_default();
    let of = |wanted: Commitment| {
        lines
            .iter()
            .filter(|(_, item)| item.commitment == wanted)
            .map(|(id, item)| item_row(id, item))
            .collect()
    };
    let (must, may): (Vec<ItemRow>, Vec<ItemRow>) = (of(Commitment::Must), of(Commitment::May));
    let finished = must.iter().filter(|item| item.done).count();
    let done = Sentence::new("plans.must_done").with("n", finished).with("all", must.len());
    let period = plan.and_then(|(_, plan)| Some((plan.starts?, plan.ends?)));
    let period = period.map(|(from, to)| Sentence::new("plans.period").with("from", from).with("to", to));
    let order = due(class, subject, today);
    let turn = order.iter().find(|due| due.student == *student);
    let (lead, but) = head(about.first(), &rows, plan.is_some());
    let n_notes = class.notes.iter().filter(|(_, note)| note.student.as_ref() == Some(student)).count();
    let notes = Sentence::new("plans.private_notes").with("n", n_notes);
    Some(PlanPage {
        name: about.full(),
        first: about.first().to_owned(),
        lead: text::say(&lead),
        but: but.map(|but| text::say(&but)).unwrap_or_default(),
        period: period.map(|period| text::say(&period)).unwrap_or_default(),
        planned: plan.is_some(),
        in_use: in_use(class, student, subject, today),
        group: group_now(class, catalog, subject, student, &standards, today).unwrap_or_default(),
        done: if must.is_empty() { String::new() } else { text::say(&done) },
        due: turn.and_then(|due| due.reason()).map(|why| text::say(&why)).unwrap_or_default(),
        talks: talks(class, student, today),
        supports: supports(class, student).into_iter().map(support).collect(),
        interests: about.interests.clone(),
        words: plan
            .and_then(|(id, _)| reflections(class, id).first().map(|said| said.text.clone()))
            .unwrap_or_default(),
        minutes: with_you(class, student, today).unwrap_or_default(),
        notes: if n_notes == 0 { String::new() } else { text::say(&notes) },
        neighbors: neighbors(class, student, today),
        goals: rows,
        must,
        may,
    })
}

fn support((id, support): (&NoteId, &PlanSupport)) -> (String, String) {
    (id.to_string(), support.text.clone())
}

fn neighbors(class: &Class, student: &StudentId, today: Date) -> [Option<(String, String)>; 2] {
    let here = crate::domain::conference::students_here(class, today);
    let at = here.iter().position(|(id, _)| *id == student);
    let beside = |step: usize| {
        let found = at.and_then(|at| (at + step).checked_sub(1)).and_then(|at| here.get(at));
        found.map(|(id, student)| (id.to_string(), student.full()))
    };
    [beside(0), beside(2)]
}

/// The first goal, with the support that leads to it.
fn head(first: &str, goals: &[GoalRow], planned: bool) -> (Sentence, Option<Sentence>) {
    let Some(goal) = goals.first() else {
        let key = if planned { "plans.lead_no_goal" } else { "plans.lead_no_plan" };
        return (Sentence::new(key).with("name", first), Some("plans.but_no_plan".into()));
    };
    let support = goal.path.iter().find(|step| step.role == Role::SupportNow);
    let next = inside(&goal.title);
    match support {
        Some(step) => (
            Sentence::new("plans.lead_next_with").with("name", first).with("goal", next),
            Some(Sentence::new("plans.but_way_in").with("way", inside(&step.title))),
        ),
        None => (Sentence::new("plans.lead_next").with("name", first).with("goal", next), None),
    }
}

fn goal_row(standings: &mut Standings, student: &StudentId, id: &GoalId, goal: &Goal) -> GoalRow {
    let standard = goal.standard.clone().unwrap_or_default();
    let by = goal.by.map(|by| Sentence::new("plans.by").with("by", by));
    let scale = standings.mastery(&standard).scale.clone();
    let shown = |level: Option<f64>| level.map(|level| scale.shown_score(level));
    let levels = match (shown(goal.from), shown(goal.to)) {
        (Some(from), Some(to)) => Some(Sentence::new("plans.levels").with("from", from).with("to", to)),
        (None, Some(to)) => Some(Sentence::new("plans.level_to").with("to", to)),
        _ => None,
    };
    let line = match (levels, &by) {
        (Some(levels), Some(_)) => goal.by.map(|by| levels_by(levels, by)),
        (Some(levels), None) => Some(Sentence::new("plans.ends").with("what", levels)),
        (None, _) => by.clone(),
    };
    let shown_by = goal.shown_by.trim_end_matches('.');
    let steps = path(standings, student, &standard);
    let standing = standings.standing(student, &standard);
    let next = standings.next(student, &standard);
    let reached = goal.to.zip(standing.level).filter(|(to, level)| *to <= f64::from(*level));
    let known = match reached {
        Some(_) => Sentence::new("plans.now_reached").with("standing", standing_words(&standing)),
        None => Sentence::new("plans.now")
            .with("standing", standing_words(&standing))
            .with("next", inside(&next_words(&next, |id| inside(&standings.short(id))))),
    };
    let known = text::say(&known);
    GoalRow {
        id: id.to_string(),
        title: standings.short(&standard),
        code: standard.to_string(),
        line: line.map(|line| text::say(&line)).unwrap_or_default(),
        line_hidden: by.map(|by| text::say(&by)).unwrap_or_default(),
        shown_by: if shown_by.is_empty() {
            String::new()
        } else {
            text::say(&Sentence::new("plans.shown_by").with("how", shown_by))
        },
        known,
        path: steps.into_iter().map(|step| step_row(standings, step)).collect(),
        goal: NewGoal {
            standard,
            from: goal.from,
            to: goal.to,
            by: goal.by,
            shown_by: goal.shown_by.clone(),
            chosen_by: goal.chosen_by,
        },
    }
}

fn levels_by(levels: Sentence, by: Date) -> Sentence {
    Sentence::new("plans.levels_by").with("levels", levels).with("by", by)
}

fn step_row(standings: &mut Standings, step: PathStep) -> StepRow {
    let code = step.standard.as_str();
    let key = match step.role {
        Role::Ground => "plans.step_ground",
        Role::SupportNow => "plans.step_support",
        Role::CheckFirst => "plans.step_check",
        Role::Goal => "plans.step_goal",
    };
    let mark = MarkRow::of(&standings.mastery(&step.standard).scale, &step.standing);
    StepRow {
        title: standings.short(&step.standard),
        line: text::say(&Sentence::new(key).with("code", code)),
        role: step.role,
        level: mark.words.clone(),
        mark,
        standard: step.standard,
    }
}

fn item_row(id: &NoteId, item: &PlaylistItem) -> ItemRow {
    let serves = item.serves.as_ref().filter(|serves| !serves.as_str().is_empty());
    let serves = serves.map(|serves| {
        let other = item.practises.as_ref().filter(|practises| *practises != serves);
        match other {
            Some(other) => Sentence::new("plans.practises_serves")
                .with("what", other.as_str())
                .with("code", serves.as_str()),
            None => Sentence::new("plans.serves").with("code", serves.as_str()),
        }
    });
    let minutes =
        item.minutes.map(|minutes| Sentence::new("plans.minutes").with("minutes", f64::from(minutes)));
    ItemRow {
        id: id.to_string(),
        title: item.title.clone(),
        serves: serves.map(|serves| text::say(&serves)).unwrap_or_default(),
        minutes: minutes.map(|minutes| text::say(&minutes)).unwrap_or_default(),
        done: item.done_on.is_some(),
        item: PlannedItem {
            title: item.title.clone(),
            practises: item.practises.clone(),
            serves: item.serves.clone(),
            commitment: item.commitment,
            minutes: item.minutes,
        },
    }
}
