//! The card of a skill group: its lesson in a teacher's words, why its members are there, and which levels they have.

use super::rows::CardRow;
use super::{Scene, Seen};
use crate::domain::Sentence;
use crate::domain::grouping::Purpose;
use crate::domain::grouping::focus::Focus;
use crate::domain::grouping::lesson::shared_start;
use crate::domain::grouping::reason::{Flag, candidate_of};
use crate::domain::id::StandardId;
use crate::domain::mastery::{NextStep, Standing};
use crate::domain::order::Order;
use crate::view::lesson::{lesson_title, short_of};
use crate::view::mark::MarkRow;
use crate::view::standing::step;
use crate::view::text;
use crate::view::words::inside;

impl Scene<'_> {
    /// What the card says beside the focus.
    pub(super) fn card(&self, seen: &Seen<'_>) -> CardRow {
        if self.query.hidden {
            return CardRow::default();
        }
        let Some((own, lesson)) = candidate_of(&self.candidates, &seen.focus).zip(seen.focus.lesson_step())
        else {
            return self.by_number(seen);
        };
        let marks = |member: &usize| Some((own.mastery.as_ref()?, own.standings.get(*member)?));
        let marks: Vec<_> = seen.members.iter().filter_map(marks).collect();
        let mut levels: Vec<u32> = marks.iter().filter_map(|(_, standing)| standing.level).collect();
        levels.order();
        levels.dedup();
        let scale = own.mastery.as_ref().map(|mastery| &mastery.scale);
        let shown = |level: &u32| f64::from(scale.map_or(*level, |scale| scale.shown(*level)));
        let range = match (levels.first(), levels.last()) {
            (Some(from), Some(to)) if from == to => {
                Sentence::new("groups.card.level").with("from", shown(from))
            }
            (Some(from), Some(to)) => {
                Sentence::new("groups.card.levels").with("from", shown(from)).with("to", shown(to))
            }
            _ => Sentence::new("groups.card.no_level"),
        };
        CardRow {
            step: text::of(step(lesson)).to_owned(),
            why: text::say(&self.why(
                seen,
                lesson,
                &marks.iter().map(|(_, standing)| *standing).collect::<Vec<_>>(),
            )),
            levels: scale
                .map(|scale| levels.iter().map(|level| MarkRow::plain(scale, *level)).collect())
                .unwrap_or_default(),
            range: text::say(&range),
            flags: self.flag_words(seen),
        }
    }

    /// What its members have in common.
    fn why(&self, seen: &Seen<'_>, lesson: NextStep, standings: &[&Standing]) -> Sentence {
        let one_mark = !standings.is_empty() && standings.iter().all(|standing| standing.tentative());
        let key = match lesson {
            NextStep::FromWhatLeadsToIt if self.start(seen).is_some() => "groups.card.why_from_what",
            NextStep::FromWhatLeadsToIt => "groups.card.why_from",
            NextStep::CloseTheGap => "groups.card.why_gap",
            NextStep::MakeItSecure if one_mark => "groups.card.why_one_mark",
            NextStep::MakeItSecure => "groups.card.why_secure",
            NextStep::GoFurther => "groups.card.why_further",
            NextStep::QuickCheck => "groups.card.why_check",
        };
        let start = self.start(seen).map(|id| inside(&short_of(self.catalog, &id))).unwrap_or_default();
        Sentence::new(key).with("what", start)
    }

    /// The prerequisite that the lesson starts from, where it starts from one.
    fn start(&self, seen: &Seen<'_>) -> Option<StandardId> {
        if seen.focus.lesson_step() != Some(NextStep::FromWhatLeadsToIt) {
            return None;
        }
        let own = seen.focus.standard.clone().filter(|standard| seen.focus.serves.as_ref() != Some(standard));
        own.or_else(|| shared_start(candidate_of(&self.candidates, &seen.focus)?, &seen.members))
    }

    /// "Unlike denominators, from equivalent fractions up". Where levels are hidden, how far it goes is not said.
    pub(super) fn lesson_words(&self, seen: &Seen<'_>) -> String {
        let start = self.start(seen).filter(|_| !self.query.hidden);
        lesson_title(self.catalog, &seen.focus, start.as_ref())
    }

    /// The range of the number that a group without a lesson was made by.
    fn by_number(&self, seen: &Seen<'_>) -> CardRow {
        if self.query.purpose != Purpose::Skill || seen.focus != Focus::default() {
            return CardRow::default();
        }
        let number = |member: &usize| self.class.students.get(&self.students[*member])?.number;
        let mut numbers: Vec<f64> = seen.members.iter().filter_map(number).collect();
        numbers.order_by(f64::total_cmp);
        let range = match (numbers.first(), numbers.last()) {
            (Some(from), Some(to)) => {
                text::say(&Sentence::new("groups.card.numbers").with("from", *from).with("to", *to))
            }
            _ => String::new(),
        };
        CardRow { range, ..CardRow::default() }
    }

    fn flag_words(&self, seen: &Seen<'_>) -> Vec<String> {
        let at = self.groups.iter().position(|other| other.id == seen.id);
        let flags = at.and_then(|at| self.flags.get(at)).map_or(&[][..], Vec::as_slice);
        let key = |flag: &Flag| match flag {
            Flag::SameLesson => "groups.card.same_lesson",
            Flag::Spans => "groups.card.spans",
        };
        flags.iter().map(|flag| text::of(key(flag)).to_owned()).collect()
    }
}
