//! Classes of any size with invented names, for benchmarks and tests: evidence drawn over the prerequisites, so that
//! students rarely have a standard before what leads to it; and edits by several writers apart.

use std::collections::{BTreeMap, BTreeSet};

use super::draw::Draw;
use crate::domain::Date;
use crate::domain::calendar::{is_weekday, plus_days};
use crate::domain::class::{Class, ClassInfo};
use crate::domain::grouping::{Cycle, Group, Placement};
use crate::domain::id::{CheckId, CycleId, GroupId, StandardId, StudentId, SubjectId};
use crate::domain::mastery::{Check, CheckKind, Evidence};
use crate::domain::record::Changes;
use crate::domain::roster::Student;
use crate::domain::standards::{Catalog, Grade};
use crate::domain::subject::Subject;

const GIVEN: [&str; 24] = [
    "Amara", "Bao", "Carmen", "Dario", "Elif", "Farah", "Goran", "Hana", "Ivo", "Jun", "Kofi", "Lena",
    "Mateo", "Nia", "Oskar", "Priya", "Quinn", "Rosa", "Samir", "Tala", "Uma", "Viktor", "Wren", "Yara",
];
const FAMILY: [&str; 24] = [
    "Adeyemi",
    "Berg",
    "Castillo",
    "Demir",
    "Ekholm",
    "Fofana",
    "Garza",
    "Haddad",
    "Ibarra",
    "Jansen",
    "Kimura",
    "Lindqvist",
    "Moreau",
    "Nguyen",
    "Okoro",
    "Petrov",
    "Quiroga",
    "Reyes",
    "Sato",
    "Torres",
    "Ueda",
    "Varga",
    "Weiss",
    "Zeman",
];
/// Standards that one check covers.
const STANDARDS_PER_CHECK: usize = 4;
/// Items of a check on one standard.
const ITEMS: u32 = 5;
const GROUPS: [&str; 5] = ["Oak", "Maple", "Cedar", "Birch", "Willow"];
/// Days of a school year from its first.
const YEAR_DAYS: usize = 280;

fn first_day() -> Date {
    Date::constant(2026, 9, 1)
}

/// A fifth grade of so many students, with so many pieces of evidence for each student and standard; at most as many
/// standards as the catalog has.
pub fn generate(catalog: &Catalog, students: u32, standards: u32, evidence: u32, seed: u64) -> Changes {
    let mut changes = Changes::default();
    let math = SubjectId::from("math");
    let about = ClassInfo::key();
    changes
        .set(&about, ClassInfo::NAME, format!("Generated {seed}"))
        .set(&about, ClassInfo::GRADE, "5".to_owned())
        .set(&about, ClassInfo::STARTS, first_day())
        .set(&about, ClassInfo::ENDS, plus_days(first_day(), 287))
        .set(&math, Subject::NAME, "Math".to_owned())
        .set(&math, Subject::RANK, 0_u32);
    let students: Vec<StudentId> = (0..students).map(|nth| StudentId(format!("s{nth:03}"))).collect();
    for (nth, id) in students.iter().enumerate() {
        changes.set(id, Student::GIVEN, GIVEN[nth % GIVEN.len()].to_owned()).set(
            id,
            Student::FAMILY,
            FAMILY[(nth * 7 + nth / GIVEN.len()) % FAMILY.len()].to_owned(),
        );
    }
    let standards = choose(catalog, standards as usize);
    let mastered = states(catalog, &students, &standards, seed);
    checks(&standards, evidence, &math, &mut changes);
    let mut draw = Draw::new(seed, 2);
    for (student, states) in students.iter().zip(&mastered) {
        for (at, standard) in standards.iter().enumerate() {
            for nth in 0..evidence {
                let key = (student.clone(), standard.clone(), check_id(at, nth), 1);
                let right = if states.contains(standard) { 0.88 } else { 0.42 };
                let points = (0..ITEMS).filter(|_| draw.chance(right)).count();
                changes.set(&key, Evidence::SCORE, u32::try_from(points).map_or(0.0, f64::from)).set(
                    &key,
                    Evidence::OF,
                    f64::from(ITEMS),
                );
            }
        }
    }
    groups(&students, &math, seed, &mut changes);
    changes
}

/// So many whole standards: grade 5 first, then 4, 3, 6 and on, because a class works on its grade and looks back.
/// They come in an order in which what leads to a standard stands before it.
fn choose(catalog: &Catalog, n: usize) -> Vec<StandardId> {
    let grades = [5, 4, 3, 6, 2, 7, 1, 8, 0].into_iter().filter_map(Grade::new);
    let all = grades.flat_map(|grade| catalog.in_grade(grade));
    let wanted: BTreeSet<StandardId> = all
        .filter(|standard| standard.parent.is_none())
        .map(|standard| standard.id.clone())
        .take(n)
        .collect();
    let mut order = Vec::with_capacity(wanted.len());
    let mut placed = BTreeSet::new();
    for standard in catalog.iter().filter(|standard| wanted.contains(&standard.id)) {
        place(catalog, &standard.id, &wanted, &mut placed, &mut order);
    }
    order
}

/// Places what leads to a standard, then the standard. A cycle ends where it began: each is placed once.
fn place(
    catalog: &Catalog,
    id: &StandardId,
    wanted: &BTreeSet<StandardId>,
    placed: &mut BTreeSet<StandardId>,
    order: &mut Vec<StandardId>,
) {
    if !wanted.contains(id) || !placed.insert(id.clone()) {
        return;
    }
    for before in catalog.prerequisites(id) {
        place(catalog, before, wanted, placed, order);
    }
    order.push(id.clone());
}

/// What each student has mastered. A standard is as hard as it is drawn, a student as far along; and hardly anybody
/// has one of which most prerequisites are missing.
fn states(
    catalog: &Catalog,
    students: &[StudentId],
    standards: &[StandardId],
    seed: u64,
) -> Vec<BTreeSet<StandardId>> {
    let mut draw = Draw::new(seed, 1);
    let hardness: BTreeMap<&StandardId, f64> = standards.iter().map(|id| (id, 0.7 * draw.bell())).collect();
    let before: BTreeMap<&StandardId, Vec<&StandardId>> = standards
        .iter()
        .map(|id| {
            (
                id,
                catalog
                    .prerequisites(id)
                    .into_iter()
                    .filter(|before| hardness.contains_key(before))
                    .collect(),
            )
        })
        .collect();
    let one = |_: &StudentId| {
        let ability = draw.bell();
        let mut mastered = BTreeSet::new();
        for id in standards {
            let before = &before[id];
            let there = before.iter().filter(|before| mastered.contains(**before)).count();
            let chance = if 2 * there < before.len() {
                0.04
            } else {
                1.0 / (1.0 + libm::exp(-1.7 * (ability - hardness[id] + 0.9)))
            };
            if draw.chance(chance) {
                mastered.insert(id.clone());
            }
        }
        mastered
    };
    students.iter().map(one).collect()
}

fn check_id(standard: usize, nth: u32) -> CheckId {
    CheckId(format!("c{:03}-{nth}", standard / STANDARDS_PER_CHECK))
}

/// A check for every four standards, so many times over the year.
fn checks(standards: &[StandardId], evidence: u32, math: &SubjectId, changes: &mut Changes) {
    let sets = standards.len().div_ceil(STANDARDS_PER_CHECK);
    let all = (sets * evidence as usize).max(1);
    for nth in 0..evidence {
        for set in 0..sets {
            let id = check_id(set * STANDARDS_PER_CHECK, nth);
            let at = nth as usize * sets + set;
            let day = plus_days(first_day(), i64::try_from(at * YEAR_DAYS / all).unwrap_or(0));
            let day = (0..3).map(|later| plus_days(day, later)).find(|day| is_weekday(*day)).unwrap_or(day);
            let kind = CheckKind::ALL[at % 3];
            changes
                .set(&id, Check::SUBJECT, math.clone())
                .set(&id, Check::KIND, kind)
                .set(&id, Check::TITLE, format!("Check {}", at + 1))
                .set(&id, Check::DONE_ON, day)
                .set(&id, Check::ENTERED_ON, day);
        }
    }
}

/// One cycle of groups, with everybody in one.
fn groups(students: &[StudentId], math: &SubjectId, seed: u64, changes: &mut Changes) {
    let mut draw = Draw::new(seed, 3);
    let cycle = CycleId::from("k1");
    changes.set(&cycle, Cycle::SUBJECT, math.clone()).set(&cycle, Cycle::STARTS, first_day()).set(
        &cycle,
        Cycle::ENDS,
        plus_days(first_day(), 17),
    );
    for (nth, name) in GROUPS.iter().enumerate() {
        let id = GroupId(format!("g{nth}"));
        changes.set(&id, Group::CYCLE, cycle.clone()).set(&id, Group::NAME, (*name).to_owned());
    }
    for student in students {
        let group = GroupId(format!("g{}", draw.place(GROUPS.len())));
        changes.set(&(cycle.clone(), student.clone()), Placement::GROUP, group);
    }
}

/// What so many writers change apart from one another: for each, a list of edits, each as one command would make it.
/// One edit in four goes to the same few records, so that writers meet on one field.
pub fn edited_apart(class: &Class, writers: u32, edits: u32, seed: u64) -> Vec<Vec<Changes>> {
    let students: Vec<&StudentId> = class.students.iter().map(|(id, _)| id).collect();
    let marks: Vec<_> = class.evidence.iter().map(|(key, _)| key).collect();
    let places: Vec<_> = class.placements.iter().map(|(key, _)| key).collect();
    let groups: Vec<&GroupId> = class.groups.iter().map(|(id, _)| id).collect();
    let one = |writer: u32| {
        let mut draw = Draw::new(seed, 100 + u64::from(writer));
        let edit = |nth: u32| {
            let mut changes = Changes::default();
            let meets = draw.chance(0.25);
            let mut pick = |len: usize| if meets { draw.place(len.min(2)) } else { draw.place(len) };
            let (student, mark, place) = (pick(students.len()), pick(marks.len()), pick(places.len()));
            let rename = |changes: &mut Changes, draw: &mut Draw| {
                if let Some(id) = students.get(student).copied() {
                    changes.set(id, Student::PREFERRED, GIVEN[draw.place(GIVEN.len())].to_owned());
                }
            };
            match (draw.below(10), marks.get(mark).copied(), places.get(place).copied()) {
                (0..=3, Some(key), _) => {
                    changes.set(key, Evidence::SCORE, f64::from(draw.below(ITEMS + 1)));
                }
                (4..=5, _, Some(key)) if !groups.is_empty() => {
                    changes.set(key, Placement::GROUP, groups[draw.place(groups.len())].clone());
                    changes.set(key, Placement::BY_HAND, true);
                }
                (6, Some(key), _) => {
                    changes.set(key, Evidence::RETRACTED, draw.chance(0.7));
                }
                (7, ..) => {
                    let id = StudentId(format!("new-{writer}-{nth}"));
                    changes.set(&id, Student::GIVEN, GIVEN[draw.place(GIVEN.len())].to_owned());
                }
                (8, Some(key), _) => {
                    changes.set(key, Evidence::NOTE, format!("seen by {writer}"));
                }
                _ => rename(&mut changes, &mut draw),
            }
            changes
        };
        (0..edits).map(edit).collect()
    };
    (0..writers).map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::standards::tests::math;

    fn class(seed: u64) -> Class {
        let mut class = Class::default();
        class.apply(&generate(&math(), 30, 40, 3, seed).0);
        class
    }

    #[test]
    fn one_seed_gives_one_class_and_another_gives_another() {
        assert_eq!(class(1), class(1));
        assert_ne!(class(1), class(2));
    }

    #[test]
    fn counts_are_as_asked() {
        let class = class(1);
        assert_eq!(class.students.len(), 30);
        assert_eq!(class.evidence.len(), 30 * 40 * 3);
        assert_eq!(class.checks.len(), 10 * 3);
        assert_eq!(class.placements.len(), 30);
        let standards: BTreeSet<_> = class.evidence.iter().map(|(key, _)| &key.1).collect();
        assert_eq!(standards.len(), 40);
        let names: BTreeSet<String> = class.students.iter().map(|(_, student)| student.full()).collect();
        assert_eq!(names.len(), 30);
        assert!(class.evidence.iter().all(|(key, _)| class.checks.get(&key.2).is_some()));
        assert!(class.checks.iter().all(|(_, check)| check.done_on.is_some_and(is_weekday)));
    }

    #[test]
    fn more_standards_than_there_are_is_all_of_them() {
        let catalog = math();
        let whole = catalog.iter().filter(|standard| standard.parent.is_none()).count();
        assert_eq!(choose(&catalog, 10_000).len(), whole);
        assert!(generate(&catalog, 0, 0, 0, 1).0.len() > 5);
    }

    #[test]
    fn what_leads_to_a_standard_stands_before_it() {
        let catalog = math();
        let order = choose(&catalog, 60);
        for (at, id) in order.iter().enumerate() {
            for before in catalog.prerequisites(id) {
                assert!(
                    order.iter().position(|other| other == before).is_none_or(|earlier| earlier < at),
                    "{before} {id}"
                );
            }
        }
    }

    #[test]
    fn students_rarely_have_a_standard_before_its_prerequisites() {
        let catalog = math();
        let standards = choose(&catalog, 60);
        let students: Vec<StudentId> = (0..100).map(|nth| StudentId(format!("s{nth}"))).collect();
        let states = states(&catalog, &students, &standards, 5);
        let (mut mastered, mut ahead) = (0, 0);
        for (states, id) in states.iter().flat_map(|states| states.iter().map(move |id| (states, id))) {
            let before = catalog.prerequisites(id);
            let before: Vec<_> = before.into_iter().filter(|before| standards.contains(before)).collect();
            let there = before.iter().filter(|before| states.contains(**before)).count();
            mastered += 1;
            ahead += usize::from(2 * there < before.len());
        }
        let all = standards.len() * students.len();
        assert!(mastered > all / 4 && mastered < 3 * all / 4, "{mastered} of {all}");
        assert!(ahead * 20 < mastered, "{ahead} of {mastered}");
        assert!(ahead > 0, "rarely is not never");
    }

    #[test]
    fn writers_edit_apart_and_meet_on_some_fields() {
        let class = class(1);
        let edits = edited_apart(&class, 3, 60, 9);
        let places = |edits: &[Changes]| -> BTreeSet<(&str, String, &str)> {
            edits
                .iter()
                .flat_map(|edit| &edit.0)
                .map(|change| (change.kind, change.id.clone(), change.field))
                .collect()
        };
        assert_eq!(edits.iter().map(Vec::len).collect::<Vec<_>>(), [60, 60, 60]);
        assert!(edits.iter().flatten().all(|edit| !edit.0.is_empty()));
        let (first, second) = (places(&edits[0]), places(&edits[1]));
        assert!(first.intersection(&second).count() > 2);
        assert!(first.difference(&second).count() > 10);
        let again = edited_apart(&class, 3, 60, 9);
        assert!(edits.iter().flatten().zip(again.iter().flatten()).all(|(a, b)| a.0 == b.0));
    }
}
