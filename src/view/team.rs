//! The page of a team: its classes, groups over all of them, and what each class gets back.

use serde::Serialize;

use super::groups::{FocusRow, LineRow, codes_shown, focus_rows, proof_line};
use super::standing::step;
use super::text;
use crate::domain::calendar::Period;
use crate::domain::command::lead_adult;
use crate::domain::grouping::focus::Focus;
use crate::domain::grouping::people::students_on;
use crate::domain::grouping::reason::Assessment;
use crate::domain::grouping::team::{
    CLASSES, TeamClass, TeamGroup, TeamProposal, Twin, n_students, same_days, twins,
};
use crate::domain::order::Order;
use crate::domain::roster::short_name;
use crate::domain::standards::Reach;
use crate::domain::subject::for_groups;
use crate::domain::{Date, Sentence};
use crate::view::lesson::lesson_title;

/// One class of the team.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct TeamClassRow {
    pub id: String,
    /// "5B".
    pub name: String,
    /// "24 students".
    pub students: String,
    /// The subjects that can be grouped: id and name.
    pub subjects: Vec<(String, String)>,
    /// The id of the chosen one.
    pub subject: String,
    /// What there is to say of groups that the class has already.
    pub note: String,
}

/// One group over the classes.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct TeamGroupRow {
    pub name: String,
    /// "26 students".
    pub count: String,
    /// "5A: 8, 5B: 18".
    pub from: String,
    /// "Close the gap"; blank where levels are hidden.
    pub step: String,
    /// What it works on, in words.
    pub focus: String,
    /// "5.NF.A.1 ← 4.NF.A.1".
    pub code: String,
    /// Its members, by class and then by name.
    pub members: Vec<TeamMemberRow>,
}

/// One member of a group over the classes.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct TeamMemberRow {
    /// "Mateo V.".
    pub name: String,
    /// "5B".
    pub class: String,
    /// Why here; empty while levels are hidden.
    pub reason: String,
}

/// What one class gets.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct TeamShareRow {
    pub id: String,
    /// "5B".
    pub name: String,
    /// "24 students in 3 groups".
    pub what: String,
    /// How many groups these are.
    pub groups: usize,
}

/// What the page of a grade team prints.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct TeamPage {
    /// What the groups do, in one sentence.
    pub lead: String,
    /// Stands in grey behind the lead; may be empty.
    pub but: String,
    /// Groups by name.
    pub groups: Vec<TeamGroupRow>,
    /// What stands under the groups.
    pub lines: Vec<LineRow>,
    /// What each class gets.
    pub shares: Vec<TeamShareRow>,
}

/// The classes of the team, with what they have in a period already.
pub fn class_rows(team: &[TeamClass], period: Period, today: Date) -> Vec<TeamClassRow> {
    let row = |part: &TeamClass| TeamClassRow {
        id: part.id.clone(),
        name: part.name(),
        students: text::say(
            &Sentence::new("common.students").with("n", students_on(&part.class, today).len()),
        ),
        subjects: for_groups(&part.class).into_iter().map(|(id, name)| (id.0, name)).collect(),
        subject: part.subject.0.clone(),
        note: note(part, period),
    };
    team.iter().map(row).collect()
}

fn note(part: &TeamClass, period: Period) -> String {
    if same_days(&part.class, &part.subject, period).is_some() {
        return text::of("team.own_same").to_owned();
    }
    let Some((_, own)) = part.own_cycle(period) else { return String::new() };
    let sentence = match (own.starts, own.ends) {
        (Some(starts), _) if starts >= period.starts => {
            Sentence::new("team.own_later").with("starts", starts)
        }
        (Some(starts), Some(ends)) => Sentence::new("team.own_before")
            .with("starts", starts)
            .with("ends", ends)
            .with("first", period.starts),
        _ => Sentence::new("team.own_open"),
    };
    text::say(&sentence)
}

/// Who is in more than one of the classes.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Twins {
    /// "3 students are in more than one of these classes…"; empty where none is known to be.
    pub sure: String,
    /// Who may be one student: "Ana Meyer (5A) and Ana Meyer (5B)", and whom that means.
    pub asked: Vec<(String, Twin)>,
}

/// Who is known to be in more than one of the classes, and who may be.
pub fn twin_rows(team: &[TeamClass], today: Date) -> Twins {
    let called = |(class, id): &(usize, _)| {
        let part = team.get(*class)?;
        let student = part.class.students.get(id)?;
        Some(text::say(&Sentence::new("team.twin").with("name", student.full()).with("class", part.name())))
    };
    let (sure, asked): (Vec<Twin>, Vec<Twin>) = twins(team, today).into_iter().partition(|twin| twin.sure);
    let row = |twin: Twin| (text::list(&twin.seats.iter().filter_map(called).collect::<Vec<_>>()), twin);
    Twins {
        sure: match sure.len() {
            0 => String::new(),
            n => text::say(&Sentence::new("team.in_two").with("n", n)),
        },
        asked: asked.into_iter().map(row).collect(),
    }
}

/// Who leads a group at first: the lead teacher of the class at that place, by name where it tells one from the others.
pub fn usual_teacher(team: &[TeamClass], at: usize) -> String {
    let lead =
        |part: &TeamClass| part.class.adults.get(&lead_adult(&part.class)).map(|adult| adult.name.clone());
    let Some(part) = team.get(at) else { return String::new() };
    let own = lead(part).filter(|name| !name.is_empty());
    let alone = team.iter().filter(|other| lead(other) == own).count() == 1;
    own.filter(|_| alone)
        .unwrap_or_else(|| text::say(&Sentence::new("team.teacher_of").with("name", part.name())))
}

/// The focuses that can be ticked, of all classes, each once.
pub fn team_focuses(team: &[TeamClass], today: Date) -> Vec<FocusRow> {
    let mut rows: Vec<FocusRow> = Vec::new();
    for part in team {
        for row in focus_rows(&part.class, &part.catalog, &part.subject, today) {
            if !rows.iter().any(|known| known.code == row.code) {
                rows.push(row);
            }
        }
    }
    rows.order_by(|one, other| one.code.cmp(&other.code));
    rows
}

/// The page; `hidden`: no reason is told.
pub fn team_page(team: &[TeamClass], proposal: Option<&TeamProposal>, hidden: bool, today: Date) -> TeamPage {
    let Some(proposal) = proposal else {
        let n = n_students(team, &[], today);
        let (lead, but) = if team.len() < CLASSES.0 {
            (Sentence::new("team.lead_none"), "team.but_none")
        } else {
            (Sentence::new("team.lead_ready").with("n", n).with("classes", team.len()), "team.but_ready")
        };
        return TeamPage { lead: text::say(&lead), but: text::of(but).to_owned(), ..TeamPage::default() };
    };
    let n = proposal.groups.iter().map(|group| group.members.len()).sum::<usize>();
    let lead = Sentence::new("team.lead")
        .with("n", proposal.groups.len())
        .with("students", n)
        .with("covered", proposal.covered());
    let sum = |of: Counted| proposal.assessments.iter().map(of).sum::<usize>();
    let but = match (sum(left), sum(unknown)) {
        (0, 0) => String::new(),
        (0, check) => text::say(&Sentence::new("team.but_check").with("n", check)),
        (left, _) => text::say(&Sentence::new("team.but_left").with("n", left)),
    };
    TeamPage {
        lead: text::say(&lead),
        but,
        groups: proposal.groups.iter().map(|group| group_row(team, proposal, group, hidden)).collect(),
        lines: lines(team, proposal),
        shares: team.iter().enumerate().map(|(at, part)| share_row(proposal, at, part)).collect(),
    }
}

fn group_row(team: &[TeamClass], proposal: &TeamProposal, group: &TeamGroup, hidden: bool) -> TeamGroupRow {
    let in_class = |class: usize| group.members.iter().filter(|(of, _)| *of == class).count();
    let of_class = |class: &usize| team.get(*class).map(TeamClass::name);
    let member = |(seat, why): (&(usize, _), &Option<Sentence>)| {
        let (class, student) = seat;
        let part = team.get(*class);
        TeamMemberRow {
            name: part.map(|part| short_name(&part.class, student)).unwrap_or_default(),
            class: proposal.classes_of(seat).iter().filter_map(of_class).collect::<Vec<_>>().join(", "),
            reason: why.as_ref().filter(|_| !hidden).map(text::say).unwrap_or_default(),
        }
    };
    TeamGroupRow {
        name: group.name.clone(),
        count: text::say(&Sentence::new("common.students").with("n", group.members.len())),
        from: by_class(team, in_class),
        step: group
            .focus
            .lesson_step()
            .filter(|_| !hidden)
            .map(|of| text::of(step(of)).to_owned())
            .unwrap_or_default(),
        focus: focus_words(team, &group.focus, hidden),
        code: codes_shown(&group.focus, hidden),
        members: group.members.iter().zip(&group.reasons).map(member).collect(),
    }
}

fn focus_words(team: &[TeamClass], focus: &Focus, hidden: bool) -> String {
    match focus.lesson_standard() {
        Some(standard) => {
            let knows = team.iter().find(|part| part.catalog.get(standard).is_some()).or(team.first());
            let start = focus.standard.as_ref().filter(|own| *own != standard && !hidden);
            knows.map(|part| lesson_title(&part.catalog, focus, start)).unwrap_or_default()
        }
        None if focus.reach == Reach::Extension => text::of("groups.focus_own").to_owned(),
        None => String::new(),
    }
}

/// "5A: 8, 5B: 18": classes with none are left out.
fn by_class(team: &[TeamClass], count: impl Fn(usize) -> usize) -> String {
    let told = team.iter().enumerate().filter(|(at, _)| count(*at) > 0);
    let told = told.map(|(at, part)| {
        text::say(&Sentence::new("team.of_class").with("name", part.name()).with("n", count(at)))
    });
    told.collect::<Vec<_>>().join(", ")
}

/// What is counted of each class.
type Counted = fn(&Assessment) -> usize;

fn lines(team: &[TeamClass], proposal: &TeamProposal) -> Vec<LineRow> {
    let proven = proposal.proof.proven;
    let of_proof = proof_line(
        proposal.proof,
        text::of(if proven { "team.proven_why" } else { "team.found_why" }).to_owned(),
    );
    let head = if proven { of_proof.head.clone() } else { text::of("team.found").to_owned() };
    let mut lines = vec![LineRow { head, ..of_proof }];
    let told: [(_, Counted); 3] =
        [("team.left", left), ("team.unknown", unknown), ("team.one_mark", |found| found.on_one_mark)];
    for (key, of) in told {
        let count = |class: usize| proposal.assessments.get(class).map_or(0, of);
        let n = (0..team.len()).map(count).sum::<usize>();
        if n > 0 {
            let head = text::say(&Sentence::new(key).with("n", n));
            lines.push(LineRow { icon: "look", head, text: by_class(team, count), ..LineRow::default() });
        }
    }
    lines
}

fn left(found: &Assessment) -> usize {
    found.uncovered.len()
}

fn unknown(found: &Assessment) -> usize {
    found.unknown.len()
}

fn share_row(proposal: &TeamProposal, at: usize, part: &TeamClass) -> TeamShareRow {
    let own = proposal.for_class(at, &[], None).groups;
    let students = own.iter().map(|group| group.members.len()).sum::<usize>();
    let what = Sentence::new("team.share").with("n", students).with("groups", own.len());
    TeamShareRow { id: part.id.clone(), name: part.name(), what: text::say(&what), groups: own.len() }
}

#[cfg(test)]
mod tests;
