//! One answer on every page: what the pages say of random small classes, and what counts as a contradiction.

mod checks;
mod classes;
mod fail;

use std::collections::BTreeSet;

use super::*;
use crate::domain::Sentence;
use crate::domain::equity::without_mark;
use crate::domain::grouping::Purpose;
use crate::domain::grouping::focus::{Focus, taught_now};
use crate::domain::grouping::people::{groups_of, placements_of, running};
use crate::domain::learning_plan::{current, goals};
use crate::domain::race::race;
use crate::domain::standards::tests::math;
use crate::domain::standards::{Reach, running_unit};
use crate::view::groups::{GroupsPage, GroupsQuery, groups_page};
use crate::view::mastery::{Sort, mastery};
use crate::view::standards::{coherence, on_standard};
use crate::view::text;
use classes::TODAY;

const MINUTE: u32 = 8 * 60;

#[test]
fn a_code_is_named_where_it_stands_alone() {
    for (text, named) in [
        ("needs 5.NF.A.1", true),
        ("No group works on 5.NF.A.1. Yet", true),
        ("(5.NF.A.1, for 2 cycles now)", true),
        ("5.NF.A.1.a", false),
        ("5.NF.A.12", false),
        ("15.NF.A.1", false),
        ("", false),
    ] {
        assert_eq!(names(text, "5.NF.A.1"), named, "{text}");
    }
    assert!(!names("anything", ""));
}

#[test]
fn no_two_pages_contradict_each_other() {
    let catalog = math();
    let classes = if std::env::var("RONDO_LONG").is_ok() { 10_000 } else { 1_000 };
    let (mut all, mut seen) = (Vec::new(), Seen::default());
    for seed in 0..classes {
        let found = contradictions(&catalog, seed, &mut seen);
        all.extend(found.into_iter().map(|said| format!("seed {seed}: {said}")));
    }
    assert!(all.is_empty(), "{} contradictions\n{}", all.len(), all[..all.len().min(40)].join("\n"));
    // Nothing was agreed on by silence.
    let pages: Vec<&str> = seen.pages.into_iter().collect();
    let every =
        "conferences equity groups growth mastery panel plans report small_groups student today whole_class";
    assert_eq!(pages.join(" "), every);
    assert!(
        seen.below > 0 && seen.goals > 0 && seen.first_goals > 0,
        "{} {} {}",
        seen.below,
        seen.goals,
        seen.first_goals
    );
}

/// What there was to compare.
#[derive(Default)]
struct Seen {
    pages: BTreeSet<&'static str>,
    /// Seats below grade level.
    below: usize,
    /// Drafted goals with a level aimed at.
    goals: usize,
    /// First goals of which the groups page says a next step too.
    first_goals: usize,
}

/// Everything that is said of a class of a seed against itself.
fn contradictions(catalog: &Catalog, seed: u64, seen: &mut Seen) -> Vec<String> {
    let (class, drafts) = classes::class(catalog, seed);
    let all = standing_rows(&class, catalog, TODAY, MINUTE);
    seen.pages.extend(all.rows.iter().flat_map(|row| &row.said).map(|said| said.page));
    let mut found: Vec<String> = all.rows.iter().flat_map(checks::of_row).collect();
    for plan in &drafts {
        let mut standings = Standings::new(&class, catalog, &plan.subject);
        for goal in &plan.goals {
            let level = standings.standing(&plan.student, &goal.standard).level;
            found.extend(checks::of_goal(level, goal.to));
            seen.goals += usize::from(level.is_some() && goal.to.is_some());
        }
    }
    for (subject, _) in in_order(&class) {
        counted(&class, catalog, &subject, &all, &mut found);
        seen.below += seated(&class, catalog, &subject, &mut found);
        for student in class.students.iter().map(|(id, _)| id) {
            if let Some(row) = first_goal(&class, &subject, student, &all) {
                seen.first_goals += usize::from(checks::both_steps(row).is_some());
                found.extend(checks::of_first_goal(row));
            }
        }
    }
    found
}

/// The grid's class row against every other count of the same standard.
fn counted(class: &Class, catalog: &Catalog, subject: &SubjectId, all: &SaidRows, found: &mut Vec<String>) {
    let units = class.units.iter().filter(|(_, unit)| unit.subject.as_ref() == Some(subject));
    let units: Vec<_> = units.map(|(id, _)| id).collect();
    let mut seen = BTreeMap::new();
    for unit in units.iter().map(|unit| Some(*unit)).chain([None]) {
        for column in mastery(class, catalog, subject, unit, TODAY, Sort::Name).columns {
            let own = all.counts[&column.id];
            let grid = CountRow { mastered: column.mastered, with_marks: column.known };
            found.extend(checks::of_counts("another view", own, (grid.mastered, grid.with_marks)));
            seen.insert(column.id, grid);
        }
    }
    if let Some((standard, grid)) = seen.first_key_value() {
        its_page(class, catalog, &standard.as_str().into(), *grid, found);
    }
    for (standard, grid) in seen {
        one_standard(class, catalog, &standard.as_str().into(), grid, all, found);
    }
    let of = |standard: &StandardId| all.counts.get(standard.as_str()).copied().unwrap_or_default();
    for unit in units {
        for (standard, mastered, known) in race(class, catalog, unit, TODAY).unwrap().standards {
            found.extend(checks::of_counts("the race", of(&standard), (mastered, known)));
        }
    }
    // The lens and the notice of marks that are missing are on the running unit of the first subject.
    let unit = running_unit(class, subject, TODAY);
    let standards =
        unit.map(|unit| crate::domain::standards::unit_standards(class, &unit)).unwrap_or_default();
    for row in without_mark(class, catalog, subject, &standards, TODAY) {
        let (count, with) = (of(&row.standard), row.of.len() - row.without.len());
        found.extend(checks::of_counts("who has a mark", count, (count.mastered, with)));
    }
}

/// The counts on the page of a standard.
fn its_page(
    class: &Class,
    catalog: &Catalog,
    standard: &StandardId,
    grid: CountRow,
    found: &mut Vec<String>,
) {
    let words = if grid.with_marks == 0 {
        text::of("standards.no_evidence").to_owned()
    } else {
        let said = Sentence::new("standards.mastered").with("mastered", grid.mastered);
        text::say(&said.with("n", grid.with_marks))
    };
    let page = coherence(class, catalog, standard, TODAY).unwrap().here.words;
    if page != words {
        found.push(format!("{standard}: the standards page says {page}, the grid {words}"));
    }
}

fn one_standard(
    class: &Class,
    catalog: &Catalog,
    standard: &StandardId,
    grid: CountRow,
    all: &SaidRows,
    found: &mut Vec<String>,
) {
    let shown = on_standard(class, catalog, standard, TODAY).unwrap();
    let known = (shown.mastered.len(), shown.mastered.len() + shown.not_yet.len());
    found.extend(checks::of_counts(&format!("{standard}, the class on it"), grid, known));
    // Everybody is in one of the lists, by the scale of one subject; a standard may be called on in another as well.
    let on_it = || all.rows.iter().filter(|row| row.standard == standard.as_str());
    let lists = |row: &&SaidRow| {
        let of_student = on_it().filter(|other| other.student == row.student);
        of_student.flat_map(|other| &other.said).filter(|said| said.page == "whole_class").count()
    };
    for row in on_it().filter(|row| lists(row) != 1) {
        found.push(format!("{standard}: {} is not in one list of the class on it", row.student));
    }
}

/// The groups of the running cycle: counts, talks that are due, seats below grade level, and how many of these there are.
fn seated(class: &Class, catalog: &Catalog, subject: &SubjectId, found: &mut Vec<String>) -> usize {
    let query = GroupsQuery {
        subject: subject.clone(),
        purpose: Purpose::Skill,
        today: TODAY,
        hidden: false,
        proof: None,
    };
    let Some((cycle, _)) = running(class, subject, Purpose::Skill, TODAY) else { return 0 };
    let mut below = 0;
    let page: GroupsPage = groups_page(class, catalog, &query);
    let members = page.groups.iter().map(|group| group.members.len()).sum();
    if page.groups.iter().any(|group| !group.code.is_empty()) {
        found.extend(checks::of_lead(&page.lead, &page.but, members));
    }
    let groups = groups_of(class, cycle);
    let works_on: Vec<StandardId> =
        groups.iter().flat_map(|(_, group)| [&group.focus, &group.serves]).flatten().cloned().collect();
    for turn in crate::view::conferences::turns(class, subject, TODAY).rows {
        found.extend(checks::of_due(&turn.why, &works_on));
    }
    let mut standings = Standings::new(class, catalog, subject);
    let taught = taught_now(class, catalog, subject, TODAY);
    for (id, group) in groups {
        let focus = Focus::of(group);
        let Some(standard) = focus.standard.filter(|_| focus.reach == Reach::EarlierGrade) else { continue };
        // What the unit itself teaches is nobody's placement below it.
        if taught.contains(&standard) {
            continue;
        }
        let here = placements_of(class, cycle).filter(|(_, placement)| placement.group.as_ref() == Some(id));
        for (student, _) in here {
            let standing = standings.standing(student, &standard);
            found.extend(checks::of_seat_below(&standard, standing.verdict, standing.tentative()));
            below += 1;
        }
    }
    below
}

/// The row of a plan's first goal.
fn first_goal<'a>(
    class: &Class,
    subject: &SubjectId,
    student: &StudentId,
    all: &'a SaidRows,
) -> Option<&'a SaidRow> {
    let (plan, _) = current(class, student, subject)?;
    let standard = goals(class, plan).first()?.1.standard.clone()?;
    all.rows.iter().find(|row| {
        row.student == student.as_str()
            && row.standard == standard.as_str()
            && row.subject == subject.as_str()
    })
}
