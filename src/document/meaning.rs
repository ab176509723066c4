//! What each kind's id is made of and what each field holds, for copies that leave something out.
//!
//! The typed class knows this too, but only one kind at a time; here it is one table, which a test holds against the
//! class's own: a new kind or field fails it until somebody has decided what it may hold.

use crate::domain::grouping::{NameList, PairRuleKind, Purpose};
use crate::domain::growth::{Placement, Publisher};
use crate::domain::learning_plan::{ActivityKind, ChosenBy, Commitment};
use crate::domain::mastery::{CheckKind, EvidenceState, NextStep};
use crate::domain::roster::AdultRole;
use crate::domain::rotation::{PeopleFrom, StationKind};
use crate::domain::standards::Reach;
use crate::domain::subject::{Calculation, TimePolicy};

/// What an id names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Of {
    Student,
    Adult,
    Service,
    Tag,
    Subject,
    /// A standard: a code, and often one that the class made up.
    Standard,
    Framework,
    Unit,
    Check,
    Plan,
    Goal,
    Activity,
    Conference,
    Cycle,
    Group,
    Station,
    Block,
    /// A whole-class lesson.
    Lesson,
    Rotation,
    Quarter,
    Report,
    Snapshot,
    /// A note, a support, a line of a playlist: anything that is only itself.
    Note,
}

/// One part of a record's id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// What it names.
    Id(Of),
    Day,
    /// A number counted from 0 or 1.
    Count,
    /// A session's station and adult as one text.
    Place,
    /// The word `class`.
    Only,
}

/// What a field holds.
#[derive(Debug, Clone, Copy)]
pub enum Holds {
    /// Yes or no.
    Flag,
    Number,
    Day,
    /// A grade, as K or a number, but typed.
    Grade,
    Id(Of),
    /// One of a few tags of the format.
    Tag(fn(&str) -> bool),
    /// What a person called it.
    Name,
    /// Anything else that a person typed, or that came from a file.
    Words,
}

/// One kind of record.
#[derive(Debug, Clone, Copy)]
pub struct Kind {
    /// As the file spells it.
    pub name: &'static str,
    /// What its id is made of.
    pub id: &'static [Part],
    /// What its fields hold; `retracted`, which every kind has, is not listed.
    pub fields: &'static [(&'static str, Holds)],
}

impl Kind {
    /// The kind with this name, where this version knows it.
    pub fn named(name: &str) -> Option<&'static Self> {
        KINDS.iter().find(|kind| kind.name == name)
    }

    /// What a field holds.
    pub fn holds(&self, field: &str) -> Option<Holds> {
        self.fields.iter().find(|(name, _)| *name == field).map(|(_, holds)| *holds)
    }
}

macro_rules! tag {
    ($type:ty) => {
        Holds::Tag(|tag| <$type>::from_tag(tag).is_some())
    };
}

const STUDENT: Part = Part::Id(Of::Student);
const STANDARD: Part = Part::Id(Of::Standard);
const A_STUDENT: Holds = Holds::Id(Of::Student);
const A_STANDARD: Holds = Holds::Id(Of::Standard);
const A_SUBJECT: Holds = Holds::Id(Of::Subject);
const FLAG: Holds = Holds::Flag;
const NUMBER: Holds = Holds::Number;
const DAY: Holds = Holds::Day;
const NAME: Holds = Holds::Name;
const WORDS: Holds = Holds::Words;

const fn kind(name: &'static str, id: &'static [Part], fields: &'static [(&'static str, Holds)]) -> Kind {
    Kind { name, id, fields }
}

/// Every kind, in the order of the class's tables.
#[rustfmt::skip]
pub const KINDS: &[Kind] = &[
    kind("class", &[Part::Only], &[
        ("name", NAME), ("grade", Holds::Grade), ("starts", DAY), ("ends", DAY), ("sample", FLAG), ("week_a", DAY),
        ("name_list", tag!(NameList)), ("own_names", WORDS),
    ]),
    kind("subject", &[Part::Id(Of::Subject)], &[
        ("name", NAME), ("rank", NUMBER), ("framework", Holds::Id(Of::Framework)), ("calculation", tag!(Calculation)),
        ("parameter", NUMBER), ("mastery", NUMBER), ("best_first", FLAG), ("habits", FLAG), ("own_view", FLAG),
        ("sure_pieces", NUMBER), ("policy", tag!(TimePolicy)),
        ("floor_minutes", NUMBER), ("focus_weight", NUMBER), ("unseen_days", NUMBER), ("one_to_one", NUMBER),
    ]),
    kind("level", &[Part::Id(Of::Subject), Part::Count], &[("name", WORDS), ("cut", NUMBER)]),
    kind("student", &[STUDENT], &[
        ("given", NAME), ("family", WORDS), ("preferred", WORDS), ("school_id", WORDS), ("grade", Holds::Grade),
        // It came with the name, and may be the one on the locker.
        ("number", WORDS), ("interests", WORDS),
        // Beside the school's list it is a name.
        ("rank", WORDS),
    ]),
    kind("enrolment", &[STUDENT, Part::Count], &[("joined", DAY), ("left", DAY)]),
    kind("tag", &[Part::Id(Of::Tag)], &[("name", NAME), ("sensitive", FLAG)]),
    kind("tagged", &[Part::Id(Of::Tag), STUDENT], &[("carried", FLAG)]),
    kind("adult", &[Part::Id(Of::Adult)], &[("name", NAME), ("role", tag!(AdultRole))]),
    kind("service", &[Part::Id(Of::Service)], &[
        ("name", NAME), ("adult", Holds::Id(Of::Adult)), ("in_class", FLAG), ("weekday", NUMBER),
        ("starts_at", NUMBER), ("minutes", NUMBER), ("week", NUMBER),
    ]),
    kind("served", &[Part::Id(Of::Service), STUDENT], &[("served", FLAG)]),
    kind("absence", &[STUDENT, Part::Day, Part::Count], &[("absent", FLAG)]),
    kind("note", &[Part::Id(Of::Note)], &[("student", A_STUDENT), ("on", DAY), ("text", WORDS)]),
    kind("framework", &[Part::Id(Of::Framework)], &[("title", NAME), ("case_id", WORDS), ("creator", WORDS), ("notes", WORDS)]),
    kind("standard", &[STANDARD], &[
        ("framework", Holds::Id(Of::Framework)), ("code", NAME), ("label", WORDS), ("grade", Holds::Grade),
        ("domain", WORDS), ("short", WORDS), ("kind", WORDS), ("rank", NUMBER), ("case_id", WORDS),
    ]),
    kind("standard_part", &[STANDARD, STANDARD], &[("holds", FLAG)]),
    kind("related_standard", &[STANDARD, STANDARD], &[("holds", FLAG)]),
    kind("prerequisite", &[STANDARD, STANDARD], &[("holds", FLAG)]),
    kind("priority", &[Part::Id(Of::Subject), STANDARD], &[
        ("priority", FLAG), ("calculation", tag!(Calculation)), ("parameter", NUMBER),
    ]),
    kind("standard_for", &[STANDARD, STUDENT], &[("included", FLAG)]),
    kind("unit", &[Part::Id(Of::Unit)], &[
        ("subject", A_SUBJECT), ("title", NAME), ("starts", DAY), ("ends", DAY),
        ("start_check", Holds::Id(Of::Check)), ("end_check", Holds::Id(Of::Check)),
    ]),
    kind("unit_standard", &[Part::Id(Of::Unit), STANDARD], &[("included", FLAG), ("rank", NUMBER)]),
    kind("check", &[Part::Id(Of::Check)], &[
        ("subject", A_SUBJECT), ("kind", tag!(CheckKind)), ("title", NAME), ("done_on", DAY), ("entered_on", DAY),
    ]),
    kind("item", &[Part::Id(Of::Check), Part::Count], &[("title", WORDS), ("points", NUMBER)]),
    kind("item_standard", &[Part::Id(Of::Check), Part::Count, STANDARD], &[("shows", FLAG)]),
    kind("evidence", &[STUDENT, STANDARD, Part::Id(Of::Check), Part::Count], &[
        ("score", NUMBER), ("of", NUMBER), ("state", tag!(EvidenceState)), ("helped", FLAG), ("note", WORDS),
    ]),
    kind("judgement", &[STUDENT, STANDARD], &[("level", NUMBER), ("reason", WORDS), ("on", DAY)]),
    kind("diagnostic", &[STUDENT, Part::Id(Of::Check), Part::Count], &[
        ("publisher", tag!(Publisher)), ("part", WORDS), ("score", NUMBER), ("percentile", NUMBER),
        ("placement", tag!(Placement)), ("typical", NUMBER), ("of_typical", NUMBER),
    ]),
    kind("plan", &[Part::Id(Of::Plan)], &[
        ("student", A_STUDENT), ("subject", A_SUBJECT), ("starts", DAY), ("ends", DAY), ("by_hand", FLAG),
    ]),
    kind("goal", &[Part::Id(Of::Goal)], &[
        ("plan", Holds::Id(Of::Plan)), ("standard", A_STANDARD), ("from", NUMBER), ("to", NUMBER), ("by", DAY),
        ("shown_by", WORDS), ("chosen_by", tag!(ChosenBy)), ("rank", NUMBER),
    ]),
    kind("activity", &[Part::Id(Of::Activity)], &[
        ("title", NAME), ("kind", tag!(ActivityKind)), ("standard", A_STANDARD), ("minutes", NUMBER),
        ("medium", WORDS), ("source", WORDS),
    ]),
    kind("playlist_item", &[Part::Id(Of::Note)], &[
        ("plan", Holds::Id(Of::Plan)), ("activity", Holds::Id(Of::Activity)), ("title", NAME),
        ("practises", A_STANDARD), ("serves", A_STANDARD), ("commitment", tag!(Commitment)), ("minutes", NUMBER),
        ("done_on", DAY), ("rank", NUMBER),
    ]),
    kind("support", &[Part::Id(Of::Note)], &[("student", A_STUDENT), ("text", NAME)]),
    kind("reflection", &[Part::Id(Of::Note)], &[("plan", Holds::Id(Of::Plan)), ("on", DAY), ("text", WORDS)]),
    kind("conference", &[Part::Id(Of::Conference)], &[
        ("student", A_STUDENT), ("adult", Holds::Id(Of::Adult)), ("on", DAY), ("minutes", NUMBER),
        ("strength", WORDS), ("teaching_point", WORDS), ("next_step", WORDS),
    ]),
    kind("cycle", &[Part::Id(Of::Cycle)], &[
        ("subject", A_SUBJECT), ("purpose", tag!(Purpose)), ("starts", DAY), ("ends", DAY),
    ]),
    kind("group", &[Part::Id(Of::Group)], &[
        ("cycle", Holds::Id(Of::Cycle)), ("name", NAME), ("focus", A_STANDARD), ("serves", A_STANDARD),
        ("reach", tag!(Reach)), ("next_step", tag!(NextStep)), ("materials", WORDS), ("topic", WORDS), ("by_hand", FLAG),
        ("slot_minutes", NUMBER),
    ]),
    kind("placement", &[Part::Id(Of::Cycle), STUDENT], &[
        ("group", Holds::Id(Of::Group)), ("locked", FLAG), ("by_hand", FLAG),
    ]),
    kind("pair_rule", &[STUDENT, STUDENT], &[("rule", tag!(PairRuleKind))]),
    kind("choice", &[Part::Id(Of::Cycle), STUDENT, Part::Count], &[("topic", WORDS)]),
    kind("topic", &[Part::Id(Of::Cycle), Part::Count], &[("name", WORDS)]),
    kind("station", &[Part::Id(Of::Station)], &[
        ("name", NAME), ("kind", tag!(StationKind)), ("capacity", NUMBER), ("people", tag!(PeopleFrom)),
        ("adult", Holds::Id(Of::Adult)), ("task", WORDS), ("standard", A_STANDARD), ("must", FLAG),
        ("materials", WORDS), ("link", WORDS), ("home_task", WORDS), ("rank", NUMBER),
    ]),
    kind("block", &[Part::Id(Of::Block)], &[
        ("weekday", NUMBER), ("starts_at", NUMBER), ("slots", NUMBER), ("slot_minutes", NUMBER),
        ("transition_minutes", NUMBER), ("week", NUMBER),
    ]),
    kind("lesson", &[Part::Id(Of::Lesson)], &[
        ("title", NAME), ("weekday", NUMBER), ("week", NUMBER), ("starts_at", NUMBER), ("minutes", NUMBER),
        ("subject", A_SUBJECT), ("standard", A_STANDARD), ("reach", tag!(Reach)), ("from", DAY), ("until", DAY),
    ]),
    kind("rotation", &[Part::Id(Of::Rotation)], &[
        ("starts", DAY), ("block", Holds::Id(Of::Block)), ("cycle", Holds::Id(Of::Cycle)),
        ("mixed", Holds::Id(Of::Cycle)),
    ]),
    kind("seat", &[Part::Id(Of::Rotation), Part::Count, Part::Id(Of::Group)], &[
        ("station", Holds::Id(Of::Station)), ("locked", FLAG),
    ]),
    kind("guest", &[Part::Id(Of::Cycle), Part::Day, STUDENT], &[("group", Holds::Id(Of::Group))]),
    kind("agenda", &[Part::Id(Of::Rotation), Part::Count, STUDENT], &[
        ("station", Holds::Id(Of::Station)), ("standard", A_STANDARD), ("locked", FLAG),
    ]),
    kind("day_visit", &[Part::Id(Of::Rotation), Part::Day, Part::Count, STUDENT], &[
        ("station", Holds::Id(Of::Station)), ("standard", A_STANDARD),
    ]),
    kind("session", &[Part::Day, Part::Count, Part::Id(Of::Station), Part::Id(Of::Adult)], &[
        ("minutes", NUMBER), ("subject", A_SUBJECT), ("group", Holds::Id(Of::Group)), ("standard", A_STANDARD),
        ("reach", tag!(Reach)), ("approach", WORDS), ("confirmed", FLAG),
    ]),
    kind("attendance", &[Part::Day, Part::Count, Part::Place, STUDENT], &[("present", FLAG)]),
    kind("quarter", &[Part::Id(Of::Quarter)], &[
        ("starts", DAY), ("ends", DAY), ("slots_per_week", NUMBER), ("focus", WORDS),
        ("focus_group", Holds::Id(Of::Group)), ("focus_standard", A_STANDARD),
    ]),
    kind("lost_day", &[Part::Day, Part::Count], &[("reason", WORDS), ("lost", FLAG)]),
    kind("lens_note", &[Part::Id(Of::Note)], &[("lens", WORDS), ("on", DAY), ("text", WORDS)]),
    kind("report", &[Part::Id(Of::Report)], &[("title", NAME), ("begun", DAY), ("given_out", DAY)]),
    kind("report_comment", &[Part::Id(Of::Report), STUDENT], &[("text", WORDS)]),
    kind("snapshot", &[Part::Id(Of::Snapshot)], &[
        ("what", WORDS), ("student", A_STUDENT), ("on", DAY), ("content", WORDS), ("report", Holds::Id(Of::Report)),
    ]),
    kind("alias", &[Part::Id(Of::Check), Part::Id(Of::Check)], &[
        ("of", Holds::Tag(|of| of == "check")), ("stands", Holds::Id(Of::Check)),
    ]),
    kind("replica", &[Part::Id(Of::Note)], &[("name", NAME)]),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Class;

    #[test]
    fn every_kind_and_field_of_the_class_is_decided() {
        let known = Class::kinds();
        assert_eq!(
            KINDS.iter().map(|kind| kind.name).collect::<Vec<_>>(),
            known.iter().map(|(kind, _)| *kind).collect::<Vec<_>>()
        );
        for (kind, (_, fields)) in KINDS.iter().zip(known) {
            let ours: Vec<_> = kind.fields.iter().map(|(field, _)| *field).chain(["retracted"]).collect();
            assert_eq!(ours, fields, "{}", kind.name);
        }
    }

    /// What a person may have typed, whole: whoever adds a field decides here too whether it is one of these.
    #[test]
    fn fields_that_a_person_types_are_these() {
        let mut typed = Vec::new();
        for kind in KINDS {
            for (field, holds) in kind.fields {
                let is_typed = matches!(holds, Holds::Name | Holds::Words | Holds::Grade);
                typed.extend(is_typed.then(|| format!("{}.{field}", kind.name)));
            }
        }
        let listed = "class.name class.grade class.own_names subject.name level.name student.given student.family \
            student.preferred student.school_id student.grade student.number student.interests student.rank tag.name adult.name \
            service.name note.text framework.title framework.case_id framework.creator framework.notes standard.code \
            standard.label standard.grade standard.domain standard.short standard.kind standard.case_id unit.title check.title item.title evidence.note judgement.reason diagnostic.part goal.shown_by activity.title \
            activity.medium activity.source playlist_item.title support.text reflection.text conference.strength \
            conference.teaching_point conference.next_step group.name group.materials group.topic choice.topic topic.name station.name \
            station.task station.materials station.link station.home_task lesson.title session.approach quarter.focus lost_day.reason lens_note.lens \
            lens_note.text \
            report.title report_comment.text snapshot.what snapshot.content replica.name";
        assert_eq!(typed.join(" "), listed.split_whitespace().collect::<Vec<_>>().join(" "));
    }
}
