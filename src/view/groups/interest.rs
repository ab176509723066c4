//! Interest groups: the topics, what students chose among them, and who got what.

use crate::view::text;
use serde::Serialize;

use super::{GroupsQuery, Scene, Seen, short_name};
use crate::domain::grouping::Purpose;
use crate::domain::grouping::interest::{Got, MOST_CHOICES, choices, topics};
use crate::domain::grouping::people::{is_over, running, students_on};
use crate::domain::id::{CycleId, StudentId};
use crate::domain::{Class, Sentence};

/// Topics and choices.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Interest {
    /// The cycle's id; empty before topics are named.
    pub cycle: String,
    /// The topics, in the teacher's order.
    pub topics: Vec<String>,
    /// A row for each student, by name.
    pub rows: Vec<ChoiceRow>,
    /// "14 of 26 students have chosen."
    pub chosen: String,
}

/// What one student chose.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct ChoiceRow {
    pub id: String,
    /// "Mateo V.".
    pub name: String,
    /// First, second and third choice; empty where there is none.
    pub choices: Vec<String>,
}

/// The topics of the cycle that runs, or of none, and everybody's choices.
pub fn interest(class: &Class, query: &GroupsQuery) -> Option<Interest> {
    let students = students_on(class, query.today);
    if query.purpose != Purpose::Interest || students.is_empty() {
        return None;
    }
    // When a cycle is over the next topics begin another.
    let found = running(class, &query.subject, query.purpose, query.today);
    let Some((cycle, _)) = found.filter(|(_, cycle)| !is_over(cycle, query.today)) else {
        return Some(Interest::default());
    };
    let row = |id: &StudentId| {
        let mut choices = choices(class, cycle, id);
        choices.resize(MOST_CHOICES, String::new());
        ChoiceRow { id: id.0.clone(), name: short_name(class, id), choices }
    };
    let rows: Vec<ChoiceRow> = students.iter().map(row).collect();
    let chosen = rows.iter().filter(|row| !row.choices[0].is_empty()).count();
    let chosen = Sentence::new("groups.chosen").with("k", chosen).with("of", rows.len());
    Some(Interest { cycle: cycle.0.clone(), topics: topics(class, cycle), rows, chosen: text::say(&chosen) })
}

impl Scene<'_> {
    /// Who got which choice in the groups that stand.
    pub(super) fn outcome(&self) -> Outcome {
        Outcome::of(self.class, self.cycle, &self.students, &self.groups)
    }

    /// "second choice".
    pub(super) fn choice_got(&self, seen: &Seen<'_>, student: &StudentId) -> String {
        let got = Got::of(&choices(self.class, self.cycle, student), &seen.group.topic);
        text::say(&got.reason())
    }
}

/// Who got which choice.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Outcome {
    /// First, second, third.
    by_place: [usize; MOST_CHOICES],
    /// Who got none of theirs.
    none: Vec<String>,
    /// Who chose nothing.
    not_asked: Vec<String>,
}

impl Outcome {
    fn of(class: &Class, cycle: &CycleId, students: &[StudentId], groups: &[Seen<'_>]) -> Self {
        let mut outcome = Self::default();
        for seen in groups {
            for &member in &seen.members {
                let student = &students[member];
                match Got::of(&choices(class, cycle, student), &seen.group.topic) {
                    Got::Choice(place) => outcome.by_place[place.clamp(1, MOST_CHOICES) - 1] += 1,
                    Got::NoneOfThem => outcome.none.push(short_name(class, student)),
                    Got::NotAsked => outcome.not_asked.push(short_name(class, student)),
                }
            }
        }
        outcome
    }

    /// "18 of 24 got their first choice.", and the exception.
    pub(super) fn lead(&self) -> (String, String) {
        let asked = self.by_place.iter().sum::<usize>() + self.none.len();
        if asked == 0 {
            return (text::of("groups.lead_interest").to_owned(), text::of("groups.but_interest").to_owned());
        }
        let lead = Sentence::new("groups.lead_first").with("k", self.by_place[0]).with("of", asked);
        let but = match self.none.len() {
            0 => text::of("groups.but_all_got").to_owned(),
            n => text::say(&Sentence::new("groups.but_none_got").with("n", n)),
        };
        (text::say(&lead), but)
    }

    /// What stands under the groups: (icon, fact, what there is to say of it).
    pub(super) fn lines(&self) -> Vec<(&'static str, String, String)> {
        let [first, second, third] = self.by_place.map(|n| n.to_string());
        let counts = Sentence::new("groups.got").with("first", first).with("second", second);
        let counts = counts.with("third", third).with("none", self.none.len().to_string());
        let mut lines = vec![("even", text::say(&counts), String::new())];
        if !self.none.is_empty() {
            let head = Sentence::new("groups.got_none").with("names", self.none.clone());
            lines.push(("look", text::say(&head), text::of("groups.got_none_why").to_owned()));
        }
        if !self.not_asked.is_empty() {
            let head = Sentence::new("groups.not_asked").with("names", self.not_asked.clone());
            lines.push(("look", text::say(&head), text::of("groups.not_asked_why").to_owned()));
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::command::{AddStudents, ChooseTopics, NameTopics, NewStudent, StartClass, UseGroups};
    use crate::domain::grouping::{Ask, GroupSettings, propose_interest};
    use crate::domain::standards::tests::math;
    use crate::view::groups::tests::{query, run};
    use crate::view::groups::{GroupsState, groups_page};

    #[test]
    fn the_page_says_how_many_got_which_choice_and_names_who_got_none() {
        let mut class = Class::default();
        run(&mut class, "a", StartClass { name: "5B".into(), ..StartClass::default() });
        let students = ["A", "B", "C", "D", "E", "F", "G"]
            .map(|given| NewStudent { given: given.into(), ..NewStudent::default() });
        run(&mut class, "b", AddStudents { students: students.to_vec() });
        let query = query(&class, Purpose::Interest);
        let page = groups_page(&class, &math(), &query);
        assert_eq!((page.state, page.lead.as_str()), (GroupsState::NoGroups, "No interest groups yet."));
        assert_eq!(interest(&class, &query), Some(Interest::default()));
        let topics = vec!["Robots".into(), "Space".into(), "Baking".into()];
        run(&mut class, "c", NameTopics { subject: query.subject.clone(), cycle: None, topics });
        let shown = interest(&class, &query).unwrap();
        // Three each for two topics; one wants a third alone, one has not chosen.
        let wants = ["Robots", "Robots", "Robots", "Space", "Space", "Baking", ""];
        let choices = shown.rows.iter().zip(wants).map(|(row, topic)| {
            (row.id.as_str().into(), if topic.is_empty() { Vec::new() } else { vec![topic.to_owned()] })
        });
        let cycle: CycleId = shown.cycle.as_str().into();
        run(&mut class, "d", ChooseTopics { cycle, choices: choices.collect() });
        let shown = interest(&class, &query).unwrap();
        assert_eq!(
            (shown.chosen.as_str(), shown.rows[3].choices.join("|").as_str()),
            ("6 of 7 students have chosen.", "Space||")
        );
        let settings = GroupSettings { groups_max: 2, ..GroupSettings::default() };
        let ask =
            Ask { subject: query.subject.clone(), purpose: Purpose::Interest, settings, today: query.today };
        let proposal = propose_interest(&class, &ask, 100_000).unwrap();
        run(&mut class, "e", UseGroups::from(proposal));
        let page = groups_page(&class, &math(), &query);
        assert_eq!(
            (page.lead.as_str(), page.but.as_str()),
            ("5 of 6 who chose get their first choice.", "One gets none of theirs.")
        );
        let heads: Vec<&str> = page.lines.iter().map(|line| line.head.as_str()).collect();
        assert!(heads.contains(&"First choice 5, second 0, third 0, none of theirs 1."), "{heads:?}");
        assert!(
            heads.contains(&"None of their choices: F") && heads.contains(&"No choice yet: G"),
            "{heads:?}"
        );
        let reasons =
            page.groups.iter().flat_map(|group| &group.members).map(|member| member.reason.as_str());
        assert_eq!(reasons.filter(|reason| *reason == "first choice").count(), 5);
    }
}
