//! Conferences as a page prints them: one student's talks, and whose turn it is.

use serde::Serialize;

use crate::domain::command::Talk;
use crate::domain::conference::{Conference, Due, due};
use crate::domain::id::{ConferenceId, StudentId, SubjectId};
use crate::domain::order::Order;
use crate::domain::{Class, Date, Sentence};
use crate::view::text;
use crate::view::words::ago;

/// A talk that was held.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TalkRow {
    pub id: String,
    /// "1 November".
    pub day: String,
    /// "18 days ago".
    pub ago: String,
    /// "Strength", "Teach", "Next", each with its words; what was left empty is not there.
    pub said: Vec<(String, String)>,
    /// The day, as the form begins.
    #[serde(skip)]
    pub on: Option<Date>,
    /// What was said, as the form begins.
    #[serde(skip)]
    pub talk: Talk,
}

/// A student whose turn it is.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TurnRow {
    /// Id of the student.
    pub student: String,
    /// "Mateo Vargas".
    pub name: String,
    /// The strongest reason alone, as a sentence.
    pub why: String,
}

/// Whose turn it is for a talk, in order.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Turns {
    /// What the data say.
    pub lead: String,
    /// Those whose talk is due now, the greatest weight first.
    pub rows: Vec<TurnRow>,
}

/// The talks with a student, the newest first.
pub fn talks(class: &Class, student: &StudentId, today: Date) -> Vec<TalkRow> {
    let with = class.conferences.iter().filter(|(_, talk)| talk.student.as_ref() == Some(student));
    let mut found: Vec<(&ConferenceId, &Conference)> = with.collect();
    found.order_by_key(|(_, talk)| std::cmp::Reverse(talk.on));
    found.into_iter().map(|(id, talk)| row(id, talk, today)).collect()
}

fn row(id: &ConferenceId, talk: &Conference, today: Date) -> TalkRow {
    let said = [
        ("plans.strength", &talk.strength),
        ("plans.teach", &talk.teaching_point),
        ("plans.next", &talk.next_step),
    ];
    let said = said.into_iter().filter(|(_, text)| !text.is_empty());
    TalkRow {
        id: id.to_string(),
        day: talk.on.map(text::date).unwrap_or_default(),
        ago: talk.on.map(|on| ago(on, today)).unwrap_or_default(),
        said: said.map(|(key, text)| (text::of(key).to_owned(), text.clone())).collect(),
        on: talk.on,
        talk: Talk {
            minutes: talk.minutes,
            strength: talk.strength.clone(),
            teaching_point: talk.teaching_point.clone(),
            next_step: talk.next_step.clone(),
        },
    }
}

/// Whose turn it is for a talk.
pub fn turns(class: &Class, subject: &SubjectId, today: Date) -> Turns {
    let order: Vec<Due> = due(class, subject, today).into_iter().filter(Due::now).collect();
    let name = |id: &StudentId| class.students.get(id).map(|student| student.full()).unwrap_or_default();
    let rows: Vec<TurnRow> = order
        .iter()
        .map(|due| TurnRow {
            student: due.student.to_string(),
            name: name(&due.student),
            why: due.reason().map(|why| text::say(&why)).unwrap_or_default(),
        })
        .collect();
    let key = if rows.is_empty() { "plans.nobody_due" } else { "plans.but_talks" };
    Turns { lead: text::say(&Sentence::new(key).with("n", rows.len())), rows }
}
