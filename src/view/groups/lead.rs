//! The sentence over the groups: what they do, and the exception.

use super::{Scene, Seen};
use crate::domain::Sentence;
use crate::domain::grouping::{Purpose, met};
use crate::domain::order::Order;
use crate::view::text;

impl Scene<'_> {
    /// What the groups do, and the exception.
    pub(super) fn lead(&self) -> (String, String) {
        let n = self.groups.len();
        if self.query.purpose == Purpose::Interest {
            return self.outcome().lead();
        }
        if self.query.purpose == Purpose::WholeClass {
            return self.whole_lead();
        }
        if self.query.purpose != Purpose::Skill {
            return self.mixed_lead();
        }
        if self.candidates.is_empty() {
            let lead = Sentence::new("groups.lead_number").with("n", n).with("word", word(n));
            return (text::say(&lead), text::of("groups.but_number").to_owned());
        }
        self.skill_lead()
    }

    /// How many lessons fit how many; of the others how many are checked first, and how many wait. The counts add up to
    /// those who are in a group.
    fn skill_lead(&self) -> (String, String) {
        let lesson = |seen: &Seen<'_>| (seen.focus.lesson_standard().cloned(), seen.focus.lesson_step());
        let mut lessons: Vec<_> = self.groups.iter().map(lesson).collect();
        lessons.order();
        lessons.dedup();
        let (n, found) = (lessons.len(), &self.assessment);
        let further = found.ready.len();
        let all: usize = self.groups.iter().map(|seen| seen.members.len()).sum();
        let lead = Sentence::new("groups.lead").with("n", n).with("word", word(n)).with("all", all);
        let lead = text::say(&lead.with("students", found.fit()));
        // How many go further tells of levels.
        let further = if self.query.hidden { 0 } else { further };
        let parts = [
            ("groups.but_further", further),
            ("groups.but_check", found.unknown.len()),
            ("groups.but_left", found.uncovered.len()),
        ];
        let parts: Vec<String> = parts
            .into_iter()
            .filter(|(_, n)| *n > 0)
            .map(|(key, n)| text::say(&Sentence::new(key).with("n", n)))
            .collect();
        if parts.is_empty() {
            return (lead, String::new());
        }
        (lead, capital(&text::say(&Sentence::new("groups.but_parts").with("parts", parts))))
    }

    fn mixed_lead(&self) -> (String, String) {
        let n = self.groups.len();
        let before = met::met(self.class, &self.students, |id, cycle| {
            id != self.cycle && met::is_counted(self.class, cycle, self.query.today)
        });
        if before.is_empty() {
            let lead = Sentence::new("groups.lead_mixed").with("n", n).with("word", word(n));
            return (text::say(&lead), String::new());
        }
        let (mut pairs, mut first, mut with_new) = (0_usize, 0_usize, vec![false; self.students.len()]);
        for seen in &self.groups {
            for (at, &one) in seen.members.iter().enumerate() {
                for &other in &seen.members[at + 1..] {
                    pairs += 1;
                    if !before.contains_key(&(one.min(other), one.max(other))) {
                        first += 1;
                        with_new[one] = true;
                        with_new[other] = true;
                    }
                }
            }
        }
        let placed: usize = self.groups.iter().map(|seen| seen.members.len()).sum();
        let new = with_new.iter().filter(|new| **new).count();
        let lead = match new {
            0 => Sentence::new("groups.lead_none_new"),
            new if new == placed => Sentence::new("groups.lead_new"),
            new => Sentence::new("groups.lead_some_new").with("n", new),
        };
        (text::say(&lead), text::say(&Sentence::new("groups.but_pairs").with("k", first).with("n", pairs)))
    }
}

fn word(n: usize) -> String {
    const WORDS: [&str; 10] = [
        "groups.word.1",
        "groups.word.2",
        "groups.word.3",
        "groups.word.4",
        "groups.word.5",
        "groups.word.6",
        "groups.word.7",
        "groups.word.8",
        "groups.word.9",
        "groups.word.10",
    ];
    n.checked_sub(1)
        .and_then(|at| WORDS.get(at))
        .map_or_else(|| n.to_string(), |key| text::of(key).to_owned())
}

/// A sentence begins with a capital.
fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
