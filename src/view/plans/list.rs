//! The list of everybody's plans.

use std::collections::BTreeMap;

use serde::Serialize;

use super::draft::{Drafting, drafting};
use crate::domain::Date;
use crate::domain::conference::{Due, DueWhy, due, students_here};
use crate::domain::id::{StudentId, SubjectId};
use crate::domain::learning_plan::{Commitment, current, goals, items};
use crate::domain::mastery::Standings;
use crate::domain::standards::Catalog;
use crate::domain::{Class, Sentence};
use crate::view::text;
use crate::view::words::ago;

/// The page of all plans.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct PlanList {
    /// What the data say.
    pub lead: String,
    /// Stands in grey behind the lead; may be empty.
    pub but: String,
    /// Everybody, by name.
    pub rows: Vec<PlanLine>,
    /// Whom a draft for everybody is for.
    #[serde(skip)]
    pub drafting: Drafting,
}

/// One student in the list.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PlanLine {
    /// Id of the student.
    pub student: String,
    /// "Mateo Vargas".
    pub name: String,
    /// The first goal; empty without a plan.
    pub goal: String,
    /// Its code, and by when.
    pub goal_line: String,
    /// Goals beside the first.
    pub more: String,
    /// What comes next on the playlist.
    pub next: String,
    /// "18 days ago".
    pub talk: String,
    /// Why a talk is due; empty where it is not.
    pub due: String,
    /// Changed by hand, or worked on.
    pub in_use: bool,
}

/// Everybody's plans in a subject.
pub fn list(class: &Class, catalog: &Catalog, subject: &SubjectId, today: Date) -> PlanList {
    let standings = Standings::new(class, catalog, subject);
    let drafting = drafting(class, subject, today);
    let due: BTreeMap<StudentId, Due> =
        due(class, subject, today).into_iter().map(|due| (due.student.clone(), due)).collect();
    let rows: Vec<PlanLine> = students_here(class, today)
        .into_iter()
        .map(|(id, student)| line(&standings, id, student.full(), due.get(id), &drafting, today))
        .collect();
    let planned = rows.iter().filter(|row| !row.goal.is_empty()).count();
    let n_due = rows.iter().filter(|row| !row.due.is_empty()).count();
    let (lead, but) = head(rows.len(), planned, n_due);
    let say = |sentence| text::say(&sentence);
    PlanList { lead: say(lead), but: but.map(say).unwrap_or_default(), rows, drafting }
}

fn head(everybody: usize, planned: usize, due: usize) -> (Sentence, Option<Sentence>) {
    if everybody == 0 {
        return (Sentence::new("plans.lead_nobody"), None);
    }
    let lead = if planned == 0 {
        return (Sentence::new("plans.lead_none").with("n", everybody), Some("plans.but_none".into()));
    } else if planned == everybody {
        Sentence::new("plans.lead_all").with("n", everybody)
    } else {
        Sentence::new("plans.lead_some").with("n", planned).with("all", everybody)
    };
    let but = if due == 0 { "plans.but_no_talk" } else { "plans.but_talks" };
    (lead, Some(Sentence::new(but).with("n", due)))
}

fn line(
    standings: &Standings,
    id: &StudentId,
    name: String,
    due: Option<&Due>,
    drafting: &Drafting,
    today: Date,
) -> PlanLine {
    let say = |sentence: &Sentence| text::say(sentence);
    let class = standings.class;
    let plan = current(class, id, &standings.subject);
    let goals = plan.map(|(plan, _)| goals(class, plan)).unwrap_or_default();
    let first = goals.first().map(|(_, goal)| *goal);
    let standard = first.and_then(|goal| goal.standard.clone());
    let goal_line = first.map(|goal| {
        let code = standard.as_ref().map_or("", |id| id.as_str());
        match goal.by {
            Some(by) => say(&Sentence::new("plans.goal_by").with("code", code).with("by", by)),
            None => code.to_owned(),
        }
    });
    let more = match goals.len() {
        0 | 1 => String::new(),
        n => say(&Sentence::new("plans.more_goals").with("n", n - 1)),
    };
    let next = plan.and_then(|(plan, _)| {
        let items = items(class, plan);
        let open =
            items.iter().find(|(_, item)| item.commitment == Commitment::Must && item.done_on.is_none());
        let done = !items.is_empty();
        open.map(|(_, item)| item.title.clone()).or_else(|| done.then(|| say(&"plans.all_done".into())))
    });
    let talk = match due.and_then(|due| due.last) {
        Some(on) => ago(on, today),
        None => say(&"plans.no_talk_yet".into()),
    };
    PlanLine {
        student: id.to_string(),
        name,
        goal: standard.map(|id| standings.short(&id)).unwrap_or_default(),
        goal_line: goal_line.unwrap_or_default(),
        more,
        next: next.unwrap_or_default(),
        talk,
        due: due.and_then(short_reason).map(|why| say(&why)).unwrap_or_default(),
        in_use: drafting.in_use.contains(id),
    }
}

/// The days stand beside it already, so that they need no second sentence.
fn short_reason(due: &Due) -> Option<Sentence> {
    match due.why.first()? {
        DueWhy::NoneYet | DueWhy::Days(_) => Some("plans.due_word".into()),
        DueWhy::Uncovered(_) | DueWhy::Elsewhere(_) | DueWhy::GoalNear(..) => due.reason(),
    }
}
