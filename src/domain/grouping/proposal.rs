//! What a search proposes: groups with reasons, ready to become a cycle.

use super::focus::Focus;
use super::reason::{Assessment, Flag};
use super::records::Purpose;
use crate::domain::Date;
use crate::domain::Sentence;
use crate::domain::calendar::Period;
use crate::domain::id::{CycleId, StandardId, StudentId, SubjectId};
use crate::domain::mastery::NextStep;
use crate::domain::standards::Reach;

/// What a proposal is asked to keep to.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupSettings {
    /// Standards to choose from; none is what is taught now and the steps before it.
    pub standards: Vec<StandardId>,
    /// The most groups.
    pub groups_max: usize,
    /// Fewest and most students of a group; `None` is 3 to 6, widened to fit the class.
    pub size: Option<(usize, usize)>,
    /// Groups of students near each other in the number beside the name, whatever the marks say.
    pub by_number: bool,
    /// Students whom the teacher moved by hand stay where they are; locked ones always do.
    pub keep_moves: bool,
    /// How much of the need that could be covered may be given up so that the same students are together less: a
    /// share, 0 to 1.
    pub give_up: f64,
}

impl Default for GroupSettings {
    fn default() -> Self {
        Self {
            standards: Vec::new(),
            groups_max: 4,
            size: None,
            by_number: false,
            keep_moves: true,
            give_up: 0.03,
        }
    }
}

impl GroupSettings {
    /// Fewest and most students of a group for so many students.
    pub fn size_for(&self, students: usize) -> (usize, usize) {
        self.size.unwrap_or_else(|| fitting(students, self.groups_max))
    }
}

/// The most groups where the teacher says nothing: four by next steps; otherwise as many as these students need in groups
/// of up to `most`, at least four, and one for each topic.
pub fn usual_groups(purpose: Purpose, students: usize, most: Option<usize>, topics: usize) -> usize {
    match purpose {
        Purpose::Skill => 4,
        _ => students.div_ceil(most.unwrap_or(6).max(1)).max(4).max(topics),
    }
}

/// 3 to 6, or as little more or less as so many students in at most so many groups need.
fn fitting(students: usize, groups: usize) -> (usize, usize) {
    let most = 6.max(students.div_ceil(groups.max(1)));
    let fits = |fewest: usize| (1..=groups).any(|n| n * fewest <= students && students <= n * most);
    ((1..=3).rev().find(|fewest| fits(*fewest)).unwrap_or(1), most)
}

/// One group of a proposal, or of a cycle to be used.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NewGroup {
    /// A neutral name.
    pub name: String,
    /// What it works on.
    pub focus: Option<StandardId>,
    /// The grade-level standard that the focus serves.
    pub serves: Option<StandardId>,
    /// How far the focus is from grade level.
    pub reach: Reach,
    /// With `serves`, its lesson.
    pub next_step: Option<NextStep>,
    /// What it is about, in an interest group.
    pub topic: String,
    /// Who is in it.
    pub members: Vec<StudentId>,
}

impl NewGroup {
    /// Its focus as one thing.
    pub fn works_on(&self) -> Focus {
        let (standard, serves) = (self.focus.clone(), self.serves.clone());
        Focus { standard, serves, reach: self.reach, step: self.next_step }
    }
}

/// Groups as they are proposed; the class changes only when they are used.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    pub subject: SubjectId,
    pub purpose: Purpose,
    /// The cycle's dates.
    pub period: Period,
    /// The running cycle that it replaces.
    pub replaces: Option<CycleId>,
    /// Groups by name.
    pub groups: Vec<NewGroup>,
    /// Why each student is where they are, in the order of the groups' members; none where it is the group's own reason.
    pub reasons: Vec<Vec<Option<Sentence>>>,
    /// What is to be said of each group.
    pub flags: Vec<Vec<Flag>>,
    /// What the groups cover, in skill groups.
    pub assessment: Assessment,
    /// How good it is.
    pub proof: Proof,
}

impl Proposal {
    /// Its groups, each a focus and its members as places among these students.
    pub fn seats(&self, students: &[StudentId]) -> Vec<(Focus, Vec<usize>)> {
        let place = |id: &StudentId| students.iter().position(|student| student == id);
        let seats = |group: &NewGroup| (group.works_on(), group.members.iter().filter_map(place).collect());
        self.groups.iter().map(seats).collect()
    }
}

/// What a search says of the groups that it made.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Proof {
    /// It is known how much can be covered under these settings, and these groups cover that but for what was given up.
    pub proven: bool,
    /// Share of it that was given up, so that the same students are together less, 0 to 1.
    pub given_up: f64,
}

/// What is asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Ask {
    pub subject: SubjectId,
    pub purpose: Purpose,
    /// What to keep to.
    pub settings: GroupSettings,
    /// The local date.
    pub today: Date,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_groups_as_the_students_and_topics_need_where_nobody_says_how_many() {
        for (purpose, students, most, topics, groups) in [
            (Purpose::Skill, 31, None, 0, 4),
            (Purpose::Mixed, 12, None, 0, 4),
            (Purpose::Mixed, 31, None, 0, 6),
            (Purpose::Mixed, 31, Some(4), 0, 8),
            (Purpose::Interest, 12, None, 7, 7),
            (Purpose::Mixed, 0, Some(0), 0, 4),
        ] {
            assert_eq!(
                usual_groups(purpose, students, most, topics),
                groups,
                "{purpose:?} {students} {most:?}"
            );
        }
    }

    #[test]
    fn usual_sizes_widen_to_fit_the_class() {
        for (students, groups, size) in [
            (26, 4, (3, 7)),
            (24, 4, (3, 6)),
            (12, 4, (3, 6)),
            (2, 4, (2, 6)),
            (1, 4, (1, 6)),
            (7, 2, (3, 6)),
            (33, 4, (3, 9)),
        ] {
            assert_eq!(fitting(students, groups), size, "{students} in {groups}");
        }
    }
}
