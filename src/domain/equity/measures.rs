//! What the lenses count: changes of group, earlier-grade groups by tag, students without evidence.

use std::collections::BTreeSet;

use crate::domain::Class;
use crate::domain::Date;
use crate::domain::grouping::Purpose;
use crate::domain::id::{CycleId, StandardId, StudentId, SubjectId, TagId};
use crate::domain::mastery::StandardMastery;
use crate::domain::order::Order;
use crate::domain::roster::enrolled;
use crate::domain::rotation::{members, running_cycle};
use crate::domain::standards::{Catalog, ForWhom, OwnReach, Reach};

/// Fewer students than this are too few to tell anything of.
pub const FEWEST: usize = 5;

/// How many different groups each student had in a subject's skill cycles up to a day, and how many cycles there were.
///
/// A group counts as the same as the one before where more than half of the student's company stayed: names are dealt
/// afresh each cycle and say nothing.
pub fn different_groups(class: &Class, subject: &SubjectId, day: Date) -> (Vec<(StudentId, usize)>, usize) {
    let mut cycles: Vec<(Option<Date>, &CycleId)> = class
        .cycles
        .iter()
        .filter(|(_, cycle)| {
            cycle.purpose == Purpose::Skill
                && cycle.subject.as_ref().is_none_or(|own| own == subject)
                && cycle.starts.is_none_or(|starts| starts <= day)
        })
        .map(|(id, cycle)| (cycle.starts, id))
        .collect();
    cycles.order();
    let groups: Vec<_> = cycles.iter().map(|(_, cycle)| members(class, cycle, day)).collect();
    let here = class.students.iter().map(|(id, _)| id).filter(|id| enrolled(class, id, day));
    let counts = here.filter_map(|student| {
        let mut before: Option<&Vec<StudentId>> = None;
        let mut different = 0;
        for cycle in &groups {
            let Some((_, company)) = cycle.iter().find(|(_, students)| students.contains(student)) else {
                continue;
            };
            let stayed = before.is_some_and(|before| {
                let shared = company.iter().filter(|one| *one != student && before.contains(one)).count();
                shared * 2 > before.len().max(company.len()) - 1
            });
            different += usize::from(!stayed);
            before = Some(company);
        }
        (different > 0).then(|| (student.clone(), different))
    });
    (counts.collect(), cycles.len())
}

/// How many of some students are in a group on earlier-grade work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Share {
    /// In such a group.
    pub there: usize,
    /// Of so many.
    pub of: usize,
}

impl Share {
    /// As a number, 0 to 1; `None` of nobody.
    #[expect(clippy::cast_precision_loss, reason = "students of a class")]
    pub fn ratio(self) -> Option<f64> {
        (self.of > 0).then(|| self.there as f64 / self.of as f64)
    }
}

/// Earlier-grade groups of the running cycle, for those who carry a tag and for those who do not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ByTag {
    pub tag: TagId,
    /// Those who carry it.
    pub carried: Share,
    /// Those of the same groups who do not carry it.
    pub others: Share,
}

impl ByTag {
    /// How many times as often those with the tag are there (risk ratio); `None` where one side has fewer than
    /// [`FEWEST`] students or nobody of the others is there.
    pub fn times(&self) -> Option<f64> {
        let enough = self.carried.of >= FEWEST && self.others.of >= FEWEST && self.others.there > 0;
        enough.then(|| Some(self.carried.ratio()? / self.others.ratio()?)).flatten()
    }

    /// The same with one student fewer there: how fragile it is.
    pub fn times_with_one_fewer(&self) -> Option<f64> {
        let there = self.carried.there.checked_sub(1)?;
        Self { carried: Share { there, ..self.carried }, ..self.clone() }.times()
    }
}

/// Who is in groups on earlier-grade work, by tag; what is earlier is judged by each student's own grade.
pub fn earlier_grade_by_tag(class: &Class, catalog: &Catalog, day: Date) -> Vec<ByTag> {
    let Some(cycle) = running_cycle(class, day) else { return Vec::new() };
    let groups = members(class, &cycle, day);
    let own = OwnReach::of(class, catalog);
    class
        .tags
        .iter()
        .map(|(tag, _)| {
            let mut row = ByTag { tag: tag.clone(), carried: Share::default(), others: Share::default() };
            for (group, students) in &groups {
                let group = class.groups.get(group);
                for student in students {
                    let reach = group.map(|group| own.reach(group.focus.as_ref(), student, group.reach));
                    let earlier = reach == Some(Reach::EarlierGrade);
                    let carries =
                        class.tagged.get(&(tag.clone(), student.clone())).is_some_and(|tag| tag.carried);
                    let share = if carries { &mut row.carried } else { &mut row.others };
                    share.of += 1;
                    share.there += usize::from(earlier);
                }
            }
            row
        })
        .collect()
}

/// A standard, for whom of the class it counts, and who of them has no mark on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked {
    pub standard: StandardId,
    /// Those for whom it counts.
    pub of: Vec<StudentId>,
    /// Those of them of whom nothing is known.
    pub without: Vec<StudentId>,
}

/// Students of whom nothing is known on each of these standards of a subject: neither a mark that counts nor a level set
/// by the teacher. Absent, excused and missing are no marks, nor is a student's own view where it is only shown.
pub fn without_mark(
    class: &Class,
    catalog: &Catalog,
    subject: &SubjectId,
    standards: &[StandardId],
    day: Date,
) -> Vec<Marked> {
    let whom = ForWhom::of(class, catalog);
    let here: Vec<&StudentId> =
        class.students.iter().map(|(id, _)| id).filter(|id| enrolled(class, id, day)).collect();
    let row = |standard: &StandardId| {
        let of: Vec<StudentId> =
            here.iter().filter(|student| whom.counts(standard, student)).map(|id| (*id).clone()).collect();
        let mastery = StandardMastery::of(class, subject, standard);
        let unknown = |student: &&StudentId| mastery.standing(class, student).score.is_none();
        let without = of.iter().filter(unknown).cloned().collect();
        Marked { standard: standard.clone(), of, without }
    };
    standards.iter().map(row).collect()
}

/// Who has no mark on any of these standards that counts for them, by id.
pub fn without_any(rows: &[Marked]) -> Vec<StudentId> {
    let asked: BTreeSet<&StudentId> = rows.iter().flat_map(|row| &row.of).collect();
    let lacks = |student: &&StudentId| {
        rows.iter().all(|row| !row.of.contains(student) || row.without.contains(student))
    };
    asked.into_iter().filter(lacks).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn by_tag(there: usize, of: usize, others_there: usize, others: usize) -> ByTag {
        let carried = Share { there, of };
        ByTag { tag: "t".into(), carried, others: Share { there: others_there, of: others } }
    }

    #[test]
    fn risk_ratios_say_how_fragile_they_are() {
        let row = by_tag(3, 7, 3, 19);
        assert!((row.times().unwrap() - 2.714).abs() < 0.001);
        assert!((row.times_with_one_fewer().unwrap() - 1.810).abs() < 0.001);
        assert_eq!(by_tag(2, 4, 3, 19).times(), None, "fewer than five are too few to tell");
        assert_eq!(by_tag(2, 5, 0, 19).times(), None);
        assert!(by_tag(2, 5, 1, 5).times().is_some());
    }

    #[test]
    fn a_group_that_mostly_stayed_is_the_same_group() {
        use crate::domain::grouping::{Cycle, Group, Placement};
        use crate::domain::record::Changes;
        use crate::domain::rotation::tests::{class_with_groups, monday};
        let mut class = class_with_groups(&[4, 4]);
        // A second cycle a week later: g1-4 and g2-4 change places, the rest stay together.
        let mut changes = Changes::default();
        let later = crate::domain::calendar::plus_days(monday(), 7);
        changes.set(&"c2".into(), Cycle::PURPOSE, Purpose::Skill).set(&"c2".into(), Cycle::STARTS, later);
        for (student, group) in [
            ("g1-1", 1),
            ("g1-2", 1),
            ("g1-3", 1),
            ("g2-4", 1),
            ("g2-1", 2),
            ("g2-2", 2),
            ("g2-3", 2),
            ("g1-4", 2),
        ] {
            let group = crate::domain::id::GroupId(format!("h{group}"));
            changes.set(&group, Group::CYCLE, CycleId::from("c2"));
            changes.set(&("c2".into(), student.into()), Placement::GROUP, group);
        }
        class.apply(&changes.0);
        let math = SubjectId::from("math");
        assert_eq!(different_groups(&class, &math, monday()).1, 1);
        let (counts, cycles) = different_groups(&class, &math, later);
        let of = |student: &str| counts.iter().find(|(id, _)| *id == student.into()).unwrap().1;
        assert_eq!((cycles, of("g1-1"), of("g1-4"), of("g2-4")), (2, 1, 2, 2));
        // Of another subject, the second cycle is no change.
        class.set("cycle", "c2", "subject", &crate::domain::record::Value::Text("reading".into()));
        let (counts, cycles) = different_groups(&class, &math, later);
        assert_eq!((cycles, counts.iter().all(|(_, n)| *n == 1)), (1, true));
    }
}
