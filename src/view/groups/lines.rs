//! What stands under the groups, a sentence each.

use super::rows::{GroupRow, LeftRow, LineRow};
use super::{Scene, short_name, tracks};
use crate::domain::Sentence;
use crate::domain::grouping::{PairRuleKind, Proof, Purpose};
use crate::view::text;

impl Scene<'_> {
    /// What the search proved, needs that are left, who was moved and who is absent.
    pub(super) fn lines(&self, groups: &[GroupRow]) -> Vec<LineRow> {
        let mut lines = Vec::new();
        let mut line = |icon, head: String, text: String, conference| {
            lines.push(LineRow { icon, head, text, conference, how: String::new() });
        };
        if self.query.purpose == Purpose::Interest {
            for (icon, head, text) in self.outcome().lines() {
                line(icon, head, text, false);
            }
        }
        let found = &self.assessment;
        let together = self.query.purpose == Purpose::WholeClass;
        if !self.query.hidden && !together {
            self.need_lines(&mut line);
        }
        if self.query.purpose == Purpose::Skill {
            tracks::lines(self, &mut line);
        }
        if !found.unknown.is_empty() {
            let head = Sentence::new("groups.unknown").with("names", self.names(&found.unknown));
            line("look", text::say(&head), text::of("groups.unknown_why").to_owned(), false);
        }
        if found.on_one_mark > 0 && found.on_one_mark == found.fit() && !together {
            line(
                "look",
                text::of("groups.all_one_mark").to_owned(),
                text::of("groups.all_one_mark_why").to_owned(),
                false,
            );
        } else if found.on_one_mark > 0 && !together {
            let head = Sentence::new("groups.one_mark").with("n", found.on_one_mark);
            line("look", text::say(&head), text::of("groups.one_mark_why").to_owned(), false);
        }
        let moved: Vec<String> = groups
            .iter()
            .flat_map(|group| group.members.iter().filter(|m| m.by_hand).map(move |m| (m, group)))
            .map(|(member, group)| format!("{} → {}", member.name, group.name))
            .collect();
        if !moved.is_empty() {
            let head = Sentence::new("groups.by_hand").with("n", moved.len());
            line("hand", text::say(&head), text::list(&moved), false);
        }
        let absent: Vec<String> = groups
            .iter()
            .flat_map(|group| &group.members)
            .filter(|m| m.absent)
            .map(|m| m.name.clone())
            .collect();
        if !absent.is_empty() {
            let head = Sentence::new("groups.absent_today").with("names", absent);
            line("look", text::say(&head), text::of("groups.absent_why").to_owned(), false);
        }
        let proof = self.query.proof.map(|proof| proof_line(proof, self.kept_to(groups)));
        proof.into_iter().chain(lines).collect()
    }

    fn need_lines(&self, line: &mut impl FnMut(&'static str, String, String, bool)) {
        let (mut needs, mut ready) = (Vec::new(), Vec::new());
        for (student, standard) in &self.assessment.uncovered {
            let name = short_name(self.class, student);
            match standard {
                Some(code) => needs.push(tracks::need(self, student, name, code)),
                None => ready.push(name),
            }
        }
        if !needs.is_empty() {
            line(
                "look",
                text::say(&Sentence::new("groups.uncovered").with("names", needs)),
                String::new(),
                true,
            );
        }
        if !ready.is_empty() {
            line(
                "look",
                text::say(&Sentence::new("groups.ready").with("names", ready)),
                text::of("groups.ready_why").to_owned(),
                false,
            );
        }
    }

    /// What the lines say, student by student; nothing where levels are hidden.
    pub(super) fn left(&self) -> Vec<LeftRow> {
        if self.query.hidden {
            return Vec::new();
        }
        let named =
            |key: &'static str, name: String| text::say(&Sentence::new(key).with("names", vec![name]));
        let uncovered = self.assessment.uncovered.iter().map(|(student, standard)| {
            let name = short_name(self.class, student);
            let words = match standard {
                Some(code) => named("groups.uncovered", tracks::need(self, student, name, code)),
                None => named("groups.ready", name),
            };
            LeftRow { student: student.clone(), standard: standard.clone(), words }
        });
        let unknown = self.assessment.unknown.iter().map(|student| {
            let words = named("groups.unknown", short_name(self.class, student));
            LeftRow { student: student.clone(), standard: None, words }
        });
        uncovered.chain(unknown).collect()
    }

    /// "2 pairs kept apart. 2 students locked."
    fn kept_to(&self, groups: &[GroupRow]) -> String {
        let rules = |kind| self.class.pair_rules.iter().filter(|(_, pair)| pair.rule == Some(kind)).count();
        let locked = groups.iter().flat_map(|group| &group.members).filter(|member| member.locked).count();
        let told = [
            ("groups.kept_apart", rules(PairRuleKind::Apart)),
            ("groups.kept_together", rules(PairRuleKind::Together)),
            ("groups.n_locked", locked),
        ];
        let said = told
            .into_iter()
            .filter(|(_, n)| *n > 0)
            .map(|(key, n)| text::say(&Sentence::new(key).with("n", n)));
        said.collect::<Vec<_>>().join(" ")
    }
}

/// How good a search found its groups to be, plainly, and how that is known.
pub(in crate::view) fn proof_line(proof: Proof, kept_to: String) -> LineRow {
    // Whole percent, upwards: "less than this".
    let percent = (1..=100_u32).find(|percent| proof.given_up * 100.0 <= f64::from(*percent)).unwrap_or(100);
    let (head, how) = match (proof.proven, proof.given_up > 1e-9) {
        (true, false) => ("groups.proven", "groups.proven_how"),
        (true, true) => ("groups.proven_within", "groups.proven_within_how"),
        (false, _) => ("groups.found", "groups.found_how"),
    };
    LineRow {
        icon: if proof.proven { "check" } else { "flat" },
        head: text::of(head).to_owned(),
        text: kept_to,
        how: text::say(&Sentence::new(how).with("n", f64::from(percent))),
        conference: false,
    }
}
