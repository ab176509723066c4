//! Commands on the topics of an interest cycle, and on what students choose among them.

use std::collections::{BTreeMap, BTreeSet};

use super::roster::{known, name_of};
use super::{Command, Context, Rejected};
use crate::domain::grouping::interest::{MOST_CHOICES, TOPICS, topics};
use crate::domain::grouping::names::same;
use crate::domain::grouping::people::{groups_of, next_period};
use crate::domain::grouping::{Choice, Cycle, Group, Purpose, Topic};
use crate::domain::id::{CycleId, StudentId, SubjectId};
use crate::domain::record::Changes;
use crate::domain::{Class, Sentence};

/// Says which topics there are, and begins a cycle for them where there is none. A topic that stands where another
/// stood, which is gone, is the same under another name: choices and groups go with it.
#[derive(Debug, Clone, PartialEq)]
pub struct NameTopics {
    pub subject: SubjectId,
    /// The cycle; none begins one.
    pub cycle: Option<CycleId>,
    /// The topics, in order.
    pub topics: Vec<String>,
}

impl NameTopics {
    fn named(&self) -> Result<Vec<String>, Rejected> {
        let mut named: Vec<String> = Vec::new();
        for topic in self.topics.iter().map(|topic| topic.trim()).filter(|topic| !topic.is_empty()) {
            if named.iter().any(|other| same(other, topic)) {
                return Err(Sentence::new("groups.topic_twice").with("name", topic).into());
            }
            named.push(topic.to_owned());
        }
        if TOPICS.contains(&named.len()) { Ok(named) } else { Err(Rejected::because("groups.no.topics")) }
    }
}

impl Command for NameTopics {
    fn changes(&self, class: &Class, context: &mut Context) -> Result<Changes, Rejected> {
        let named = self.named()?;
        let mut changes = Changes::default();
        let cycle = match &self.cycle {
            Some(cycle) if class.cycles.get(cycle).is_some() => cycle.clone(),
            Some(_) => return Err(Rejected::because("groups.unknown_cycle")),
            None => {
                let period = next_period(class, &self.subject, Purpose::Interest, context.today);
                let cycle: CycleId = context.mint.id();
                changes
                    .set(&cycle, Cycle::SUBJECT, self.subject.clone())
                    .set(&cycle, Cycle::PURPOSE, Purpose::Interest)
                    .set(&cycle, Cycle::STARTS, period.starts)
                    .set(&cycle, Cycle::ENDS, period.ends);
                cycle
            }
        };
        let before = topics(class, &cycle);
        // Where two computers named topics, there may be places without one between the others.
        let known = class.topics.range((cycle.clone(), 0)..).take_while(|((of, _), _)| *of == cycle);
        let known = known.map(|((_, place), _)| *place);
        let wanted: BTreeMap<u32, &String> =
            named.iter().enumerate().map(|(at, name)| (place(at), name)).collect();
        let places: BTreeSet<u32> = known.chain(wanted.keys().copied()).collect();
        for at in places {
            let key = (cycle.clone(), at);
            let old = class.topics.get(&key).map(|topic| &topic.name).filter(|name| !name.is_empty());
            let new = wanted.get(&at).copied();
            if old != new {
                changes.set(&key, Topic::NAME, new.cloned().unwrap_or_default());
            }
            let (Some(old), Some(new)) = (old, new) else { continue };
            let is_gone = !named.iter().any(|other| same(other, old));
            let is_new = !before.iter().any(|other| same(other, new));
            if is_gone && is_new {
                rename(class, &cycle, old, new, &mut changes);
            }
        }
        Ok(changes)
    }

    fn label(&self, _: &Class) -> Sentence {
        Sentence::new("undo.name_topics")
    }
}

fn rename(class: &Class, cycle: &CycleId, old: &str, new: &str, changes: &mut Changes) {
    let from = (cycle.clone(), StudentId::default(), 0);
    for (key, choice) in class.choices.range(from..).take_while(|(key, _)| key.0 == *cycle) {
        if same(&choice.topic, old) {
            changes.set(key, Choice::TOPIC, new.to_owned());
        }
    }
    for (id, group) in groups_of(class, cycle).into_iter().filter(|(_, group)| same(&group.topic, old)) {
        changes.set(id, Group::TOPIC, new.to_owned());
        if same(&group.name, old) {
            changes.set(id, Group::NAME, new.to_owned());
        }
    }
}

/// Counted from 1.
fn place(at: usize) -> u32 {
    u32::try_from(at + 1).unwrap_or(u32::MAX)
}

/// Says what students would like, first choice first.
#[derive(Debug, Clone, PartialEq)]
pub struct ChooseTopics {
    pub cycle: CycleId,
    /// Who, and which topics; whatever the student chose before gives way.
    pub choices: Vec<(StudentId, Vec<String>)>,
}

impl Command for ChooseTopics {
    fn changes(&self, class: &Class, _: &mut Context) -> Result<Changes, Rejected> {
        let offered = topics(class, &self.cycle);
        let mut changes = Changes::default();
        for (student, chosen) in &self.choices {
            known(class, student)?;
            for at in 0..MOST_CHOICES {
                let topic = chosen.get(at).map(String::as_str).unwrap_or_default();
                let offered = offered.iter().find(|offered| same(offered, topic));
                if offered.is_none() && !topic.is_empty() {
                    return Err(Sentence::new("groups.no.such_topic").with("name", topic).into());
                }
                let key = (self.cycle.clone(), student.clone(), place(at));
                let topic = offered.cloned().unwrap_or_default();
                let before = class.choices.get(&key).map(|choice| choice.topic.as_str()).unwrap_or_default();
                if before != topic {
                    changes.set(&key, Choice::TOPIC, topic);
                }
            }
        }
        Ok(changes)
    }

    fn label(&self, class: &Class) -> Sentence {
        match self.choices.as_slice() {
            [(student, _)] => Sentence::new("undo.choose_topics_of").with("name", name_of(class, student)),
            all => Sentence::new("undo.choose_topics").with("n", all.len()),
        }
    }
}
