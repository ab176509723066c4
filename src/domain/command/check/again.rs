//! What of a file the class has already: an export of a week ago with one more column, a ticket pasted twice, one that
//! another adult entered.
//!
//! An item of the file is held against the items of the class's checks by its title and its standards, what has no such
//! title by day, standards and students. The marks decide how sure that is:
//!
//! | title | same day | other day |
//! |---|---|---|
//! | the school system's number, "(101)" | sure | sure |
//! | one of its own, "Fractions quiz 2" | sure where most marks agree, else asked | sure where all do, asked where half do |
//! | a code alone, "5.NF.A.1 Exit Ticket" | sure where most agree, else asked | within a week: sure where all do, asked where most do |
//! | another one | sure where all agree, else asked | within a week: asked where all of five do |
//!
//! A file that says its days never meets another day, but for the school system's number.

use std::collections::{BTreeMap, BTreeSet};

use super::pools::Target;
use super::{MarkOf, RecordCheck, Same};
use crate::domain::calendar::days_between;
use crate::domain::command::NewStudent;
use crate::domain::command::off_roster::off_with_id;
use crate::domain::id::{CheckId, StandardId, StudentId};
use crate::domain::mastery::same_ticket::{Cell, Differs, may_be_one, says_the_same};
use crate::domain::mastery::{Evidence, EvidenceState};
use crate::domain::{Class, Date};

/// Days after which a ticket without a title of its own is another one.
const NEAR_DAYS: i64 = 7;
/// Marks that must agree for a ticket of another day and another title to be asked about.
const ENOUGH: usize = 5;
/// Words that every ticket has in its head.
const PLAIN_WORDS: &[&str] = &[
    "exit", "ticket", "tickets", "quiz", "test", "check", "score", "scores", "points", "point", "level",
    "levels", "question", "item", "mark", "marks", "grade", "result", "results", "total", "out", "of", "the",
    "standard",
];

/// A check that the class has, and what the file says of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Meeting {
    /// Day of the marks, items, and the check that they meet.
    pub same: Same,
    /// It is the same; otherwise the teacher is asked.
    pub is_sure: bool,
    /// Marks that the check does not have yet.
    pub added: usize,
    /// Marks that the file has otherwise: first as they are here, then as the file has them.
    pub changed: Vec<Differs>,
    /// Marks that are as before.
    pub as_before: usize,
    /// Marks that were taken back here; they stay so.
    pub taken_back: usize,
    /// Students whose marks on the check are not in the file. They stay.
    pub vanished: Vec<StudentId>,
    /// Items of the check that are not in the file. Their marks stay.
    pub without: Vec<String>,
}

impl Meeting {
    /// Whether the file says nothing new of it.
    pub fn is_all_as_before(&self) -> bool {
        self.added == 0 && self.changed.is_empty()
    }

    fn common(&self) -> usize {
        self.as_before + self.changed.len()
    }

    /// Whether so many of a hundred marks that both have agree.
    fn agrees(&self, percent: usize) -> bool {
        self.common() > 0 && self.as_before * 100 >= self.common() * percent
    }
}

/// Marks of a file by what they would do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct News {
    /// Marks that the class does not have, and that come in.
    pub added: usize,
    /// Take another one's place.
    pub changed: usize,
    /// Marks that change nothing.
    pub as_before: usize,
}

/// How much a title says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Title {
    Other,
    Plain,
    Own,
    Numbered,
}

/// Sure, title, the same day, marks that agree, the check's day: what is larger is likelier.
type Rank = (bool, Title, bool, usize, Option<Date>);

/// A check of the class, with the items that it came with.
struct Here<'a> {
    id: &'a CheckId,
    done_on: Option<Date>,
    items: Vec<(String, BTreeSet<&'a StandardId>)>,
    marks: BTreeMap<Cell, &'a Evidence>,
    may_be_one: bool,
}

/// What comes in on one day, each item with its title and standards.
struct Incoming {
    day: Date,
    is_said: bool,
    items: Vec<usize>,
}

impl RecordCheck {
    /// What of this the class has already, by day and item. Nothing that is settled in `same` matters here.
    pub fn meetings(&self, class: &Class) -> Vec<Meeting> {
        let mut here = self.here(class);
        let mut found = Vec::new();
        for mut incoming in self.incoming() {
            for by_title in [true, false] {
                while let Some((at, meeting)) = self.best(class, &here, &incoming, by_title) {
                    incoming.items.retain(|item| !meeting.same.items.contains(item));
                    here.remove(at);
                    found.push(meeting);
                }
            }
        }
        found
    }

    /// What would come in, as `same` says.
    pub fn news(&self, class: &Class) -> News {
        let mut news = News::default();
        let id = |(n, student): (usize, &NewStudent)| match off_with_id(class, &student.school_id) {
            Some((id, _)) => id.clone(),
            None => StudentId(format!("new {n}")),
        };
        let new: Vec<StudentId> = self.new_students.iter().enumerate().map(id).collect();
        for ((target, student, standard, attempt), mark) in self.pooled(class, &new) {
            let Target::Known(check) = target else {
                news.added += 1;
                continue;
            };
            let key = (student, standard, check, attempt);
            match class.evidence.get(&key) {
                Some(known) if says_the_same(known, &mark) => news.as_before += 1,
                Some(_) => news.changed += 1,
                None if class.evidence.taken_back(&key) => {}
                None => news.added += 1,
            }
        }
        news
    }

    /// Takes the answers to [`Self::meetings`], by their place: one ticket, or two. What is sure needs none.
    pub fn settle(&mut self, meetings: &[Meeting], answer: impl Fn(usize) -> Option<bool>) {
        for (at, meeting) in meetings.iter().enumerate() {
            if answer(at).unwrap_or(meeting.is_sure) {
                self.same.push(meeting.same.clone());
            } else {
                self.apart.push((meeting.same.day, meeting.same.check.clone()));
            }
        }
    }

    /// The days of the file's marks, with their items.
    fn incoming(&self) -> Vec<Incoming> {
        let mut days: BTreeMap<Date, (bool, BTreeSet<usize>)> = BTreeMap::new();
        for mark in self.marks.iter().filter(|mark| mark.item < self.items.len()) {
            let (is_said, items) = days.entry(mark.done_on.unwrap_or(self.done_on)).or_default();
            *is_said |= mark.done_on.is_some();
            items.insert(mark.item);
        }
        let days = days.into_iter();
        days.map(|(day, (is_said, items))| Incoming { day, is_said, items: items.into_iter().collect() })
            .collect()
    }

    fn here<'a>(&self, class: &'a Class) -> Vec<Here<'a>> {
        let standards: BTreeSet<&StandardId> = self.items.iter().flat_map(|item| &item.standards).collect();
        let mut marks: BTreeMap<&CheckId, BTreeMap<Cell, &Evidence>> = BTreeMap::new();
        for ((student, standard, check, attempt), mark) in class.evidence.iter() {
            if standards.contains(standard) && class.students.get(student).is_some() {
                let cell = (student.clone(), standard.clone(), *attempt);
                marks.entry(check).or_default().insert(cell, mark);
            }
        }
        let mut here = Vec::new();
        for (id, marks) in marks {
            let Some(check) =
                class.checks.get(id).filter(|check| check.subject.as_ref() == Some(&self.subject))
            else {
                continue;
            };
            // Items of every check that is one with it: each may have come with a file of its own.
            let items = class.joined_with(id).into_iter().flat_map(|id| items(class, &id)).collect();
            let may_be_one = may_be_one(check.kind, self.kind);
            here.push(Here { id, done_on: check.done_on, items, marks, may_be_one });
        }
        here
    }

    /// The check that some of the items are most likely, by their titles or without them.
    fn best(
        &self,
        class: &Class,
        here: &[Here],
        incoming: &Incoming,
        by_title: bool,
    ) -> Option<(usize, Meeting)> {
        let mut best: Option<(Rank, usize, Meeting)> = None;
        for (at, check) in here.iter().enumerate() {
            let items: Vec<usize> =
                incoming.items.iter().copied().filter(|item| self.fits(check, *item, by_title)).collect();
            if items.is_empty() || (!by_title && !check.may_be_one) {
                continue;
            }
            let strength = |item: &usize| {
                if by_title {
                    title(&self.items[*item].title, self.items[*item].points)
                } else {
                    Title::Other
                }
            };
            let Some(title) = items.iter().map(strength).max() else { continue };
            let Some(meeting) = self.meet(class, check, incoming, items, by_title) else { continue };
            let Some(is_sure) = verdict(title, check, incoming, &meeting) else { continue };
            let is_day = check.done_on == Some(incoming.day);
            let rank = (is_sure, title, is_day, meeting.as_before, check.done_on);
            if best.as_ref().is_none_or(|(known, ..)| *known < rank) {
                best = Some((rank, at, Meeting { is_sure, ..meeting }));
            }
        }
        best.map(|(_, at, meeting)| (at, meeting))
    }

    fn fits(&self, check: &Here, item: usize, by_title: bool) -> bool {
        let item = &self.items[item];
        let standards: BTreeSet<&StandardId> = item.standards.iter().collect();
        if by_title {
            let key = key(&item.title);
            return check.items.iter().any(|(title, shows)| *title == key && *shows == standards);
        }
        !standards.is_empty()
            && standards.iter().all(|standard| check.marks.keys().any(|cell| cell.1 == **standard))
    }

    /// Holds the marks of the items against those of the check; `None` where hardly anybody is in both.
    fn meet(
        &self,
        class: &Class,
        check: &Here,
        incoming: &Incoming,
        items: Vec<usize>,
        by_title: bool,
    ) -> Option<Meeting> {
        let keys: BTreeSet<String> = items.iter().map(|item| key(&self.items[*item].title)).collect();
        let without = check.items.iter().filter(|(title, _)| by_title && !keys.contains(title));
        let without: Vec<&(String, BTreeSet<&StandardId>)> = without.collect();
        let left: BTreeSet<&StandardId> =
            without.iter().flat_map(|(_, shows)| shows.iter().copied()).collect();
        let known = |student: &MarkOf| match student {
            MarkOf::Known(id) => Some(id.clone()),
            MarkOf::New(_) => None,
        };
        let pooled = self.pool_by(class, known, |item, day| day == incoming.day && items.contains(&item));
        let n_new = self.pool_by(
            class,
            |student| matches!(student, MarkOf::New(_)).then(StudentId::default),
            |item, day| day == incoming.day && items.contains(&item),
        );
        let comes = pooled.into_iter().filter(|((is_it, ..), _)| *is_it);
        let comes: BTreeMap<Cell, Evidence> = comes
            .map(|((_, student, standard, attempt), mark)| ((student, standard, attempt), mark))
            .collect();
        let standards: BTreeSet<&StandardId> = comes.keys().map(|cell| &cell.1).collect();
        let stands = check.marks.iter().filter(|(cell, _)| standards.contains(&cell.1));
        let stands: BTreeMap<&Cell, &Evidence> = stands.map(|(cell, mark)| (cell, *mark)).collect();
        let coming: BTreeSet<&StudentId> = comes.keys().map(|cell| &cell.0).collect();
        let standing: BTreeSet<&StudentId> = stands.keys().map(|cell| &cell.0).collect();
        let both = coming.intersection(&standing).count();
        if both == 0 || both * 2 < coming.len().min(standing.len()) {
            return None;
        }
        let mut meeting = Meeting {
            same: Same {
                day: incoming.day,
                items,
                left: left.iter().map(|standard| (*standard).clone()).collect(),
                check: check.id.clone(),
            },
            is_sure: false,
            added: n_new.keys().filter(|(is_it, _, standard, _)| *is_it && !left.contains(standard)).count(),
            changed: Vec::new(),
            as_before: 0,
            taken_back: 0,
            vanished: standing.difference(&coming).map(|student| (*student).clone()).collect(),
            without: without.iter().map(|(title, _)| title.clone()).collect(),
        };
        for (cell, mark) in comes.iter().filter(|(cell, _)| !left.contains(&cell.1)) {
            let place = (cell.0.clone(), cell.1.clone(), check.id.clone(), cell.2);
            match stands.get(cell) {
                Some(known) if says_the_same(known, mark) => meeting.as_before += 1,
                Some(known) => meeting.changed.push(Differs {
                    cell: cell.clone(),
                    one: (*known).clone(),
                    other: mark.clone(),
                }),
                None if class.evidence.taken_back(&place) => meeting.taken_back += 1,
                None => meeting.added += 1,
            }
        }
        Some(meeting)
    }
}

/// Whether they are one: sure, asked, or `None` for no.
fn verdict(title: Title, check: &Here, incoming: &Incoming, meeting: &Meeting) -> Option<bool> {
    if title == Title::Numbered {
        return Some(true);
    }
    let all = meeting.agrees(100);
    let most = meeting.agrees(80);
    if meeting.common() == 0 {
        return (title == Title::Own).then_some(false);
    }
    if check.done_on == Some(incoming.day) {
        return Some(if title == Title::Other { all && meeting.added == 0 } else { most });
    }
    let apart = check.done_on.map(|done_on| days_between(done_on, incoming.day).abs());
    let is_near = apart.is_some_and(|days| days <= NEAR_DAYS);
    match title {
        _ if incoming.is_said => None,
        Title::Own if all => Some(true),
        Title::Own => meeting.agrees(50).then_some(false),
        // Everybody at the same level is no sign: the next ticket may end so too.
        Title::Plain if is_near && most => Some(all && meeting.added == 0 && varies(check)),
        Title::Other if is_near && all && meeting.as_before >= ENOUGH => Some(false),
        _ => None,
    }
}

fn varies(check: &Here) -> bool {
    let mut marks = check.marks.values().filter(|mark| mark.state == EvidenceState::Scored);
    let first = marks.next();
    first.is_some_and(|first| marks.any(|mark| !says_the_same(first, mark)))
}

fn items<'a>(class: &'a Class, check: &CheckId) -> Vec<(String, BTreeSet<&'a StandardId>)> {
    let of_check = class.items.range((check.clone(), 0)..).take_while(|((of, _), _)| of == check);
    let item = |((of, n), item): (&(CheckId, u32), &crate::domain::mastery::Item)| {
        let from = (of.clone(), *n, StandardId::default());
        let shows = class.item_standards.range(from..).take_while(|(key, _)| key.0 == *of && key.1 == *n);
        let shows = shows.filter(|(_, it)| it.shows).map(|((_, _, standard), _)| standard);
        (key(&item.title), shows.collect())
    };
    of_check.map(item).collect()
}

/// A title without what two exports of one table write differently: case and space.
fn key(title: &str) -> String {
    title.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// How much a title says of which ticket it is.
fn title(text: &str, points: Option<f64>) -> Title {
    let number =
        text.trim_end().strip_suffix(')').and_then(|text| text.rsplit_once('(')).map(|(_, number)| number);
    let number = number.filter(|number| number.len() >= 3 && number.chars().all(|c| c.is_ascii_digit()));
    if number.is_some_and(|number| number.parse::<f64>().ok() != points) {
        return Title::Numbered;
    }
    // A code has a dot or a digit in each of its words; a word of its own has neither.
    let words = text.split(|c: char| c.is_whitespace() || "-_:,/()[]".contains(c));
    let is_own = |word: &str| {
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        let word = word.to_lowercase();
        letters >= 3 && !word.contains(['.', '…']) && !PLAIN_WORDS.contains(&word.as_str())
    };
    if words.into_iter().any(is_own) { Title::Own } else { Title::Plain }
}

#[cfg(test)]
mod tests;
