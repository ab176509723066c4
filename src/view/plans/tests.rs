//! Plan pages on a small class: what is drafted is what the page prints.

use super::*;
use crate::domain::Class;
use crate::domain::Date;
use crate::domain::class::ClassInfo;
use crate::domain::command::{
    AddGoal, AddItem, Command, Context, EditGoal, LogConference, NewGoal, PlannedItem, Rejected, RemoveGoal,
    StartPlans, Talk, TickItem,
};
use crate::domain::id::{CheckId, Mint, StandardId, StudentId, SubjectId};
use crate::domain::learning_plan::{current, goals, items};
use crate::domain::mastery::{Check, Evidence};
use crate::domain::record::Changes;
use crate::domain::roster::Student;
use crate::domain::standards::Catalog;
use crate::domain::subject::Subject;
use crate::view::text;

const TODAY: Date = Date::constant(2026, 11, 20);

fn catalog() -> Catalog {
    let table = "code,grade,domain,cluster,type,short,label\n4.NF.A.1,4,NF,NF,major,Equivalent fractions,E\n\
                 5.NF.A.1,5,NF,NF,major,Unlike denominators,U\n";
    let edges = "from,to,kind\n4.NF.A.1,5.NF.A.1,prereq\n";
    Catalog::from_csv(table, edges, "code,name\nNF,Fractions\n").unwrap()
}

/// Mateo has both standards at level 1, Ana nothing.
fn class() -> Class {
    let mut changes = Changes::default();
    changes
        .set(&ClassInfo::key(), ClassInfo::GRADE, "5".to_owned())
        .set(&"math".into(), Subject::NAME, "Math".to_owned())
        .set(&"m".into(), Student::GIVEN, "Mateo".to_owned())
        .set(&"m".into(), Student::FAMILY, "Vargas".to_owned())
        .set(&"a".into(), Student::GIVEN, "Ana".to_owned());
    for code in ["4.NF.A.1", "5.NF.A.1"] {
        for day in 1..4 {
            let check = CheckId(format!("c{day}"));
            changes.set(&check, Check::DONE_ON, Date::constant(2026, 10, day));
            let key = (StudentId::from("m"), StandardId::from(code), check, 1);
            changes.set(&key, Evidence::SCORE, 1.0);
        }
    }
    let mut class = Class::default();
    class.apply(&changes.0);
    class
}

fn run(class: &mut Class, mint: &str, command: impl Command) -> Result<(), Rejected> {
    run_on(class, mint, TODAY, command)
}

fn run_on(class: &mut Class, mint: &str, today: Date, command: impl Command) -> Result<(), Rejected> {
    let mut context = Context { today, mint: Mint::new(mint) };
    class.apply(&command.changes(class, &mut context)?.0);
    Ok(())
}

fn draft_on(class: &mut Class, mint: &str, students: &[&str], today: Date) {
    let students: Vec<StudentId> = students.iter().map(|id| (*id).into()).collect();
    let plans = new_plans(class, &catalog(), &"math".into(), &students, today);
    run_on(class, mint, today, StartPlans { plans }).unwrap();
}

fn mateo(class: &Class) -> PlanPage {
    one(class, &catalog(), &"math".into(), &"m".into(), TODAY).unwrap()
}

fn plan(class: &Class) -> crate::domain::id::PlanId {
    current(class, &"m".into(), &"math".into()).unwrap().0.clone()
}

#[test]
fn the_lead_names_the_goal_and_the_way_in() {
    let mut class = class();
    assert_eq!(mateo(&class).lead, "No plan for Mateo yet.");
    draft_on(&mut class, "1", &["m", "a"], TODAY);
    let page = mateo(&class);
    assert_eq!(
        (page.lead.as_str(), page.but.as_str()),
        ("Next for Mateo: unlike denominators,", "with equivalent fractions as the way in.")
    );
    let goal = &page.goals[0];
    assert_eq!(goal.line, "Level 1 to 3 by 18 December.");
    assert_eq!(goal.line_hidden, "By 18 December.");
    assert_eq!(goal.shown_by, "Shown by two exit tickets at level 3.");
    let path: Vec<_> = goal.path.iter().map(|step| step.line.as_str()).collect();
    assert_eq!(path, ["4.NF.A.1, support now", "5.NF.A.1, the goal"]);
    assert_eq!(page.must[0].title, "Practice with a model: Equivalent fractions");
    assert_eq!(page.must[0].serves, "4.NF.A.1, serves 5.NF.A.1");
    assert_eq!(page.done, "0 of 3 must-do done");
    let ana = one(&class, &catalog(), &"math".into(), &"a".into(), TODAY).unwrap();
    assert_eq!((ana.lead.as_str(), ana.but.as_str()), ("Next for Ana: unlike denominators.", ""));
    assert_eq!(ana.must[0].title, "Quick check: Unlike denominators");
}

#[test]
fn the_list_counts_plans_and_talks() {
    let mut class = class();
    let lead = |class: &Class| list(class, &catalog(), &"math".into(), TODAY).lead;
    assert_eq!(lead(&class), "2 students, no plans yet.");
    draft_on(&mut class, "1", &["m"], TODAY);
    assert_eq!(lead(&class), "One of 2 has a plan,");
    draft_on(&mut class, "2", &["a"], TODAY);
    let page = list(&class, &catalog(), &"math".into(), TODAY);
    assert_eq!((page.lead.as_str(), page.but.as_str()), ("All 2 have a plan,", "2 conferences are due."));
    assert_eq!(page.rows[1].next, "Practice with a model: Equivalent fractions");
    assert_eq!(page.rows[1].goal_line, "5.NF.A.1, by 18 December");
}

#[test]
fn a_plan_that_was_touched_is_asked_for_before_a_new_draft() {
    let free = |class: &Class| {
        let found = drafting(class, &"math".into(), TODAY);
        (found.free.len(), found.in_use.len())
    };
    let mut fresh = class();
    draft_on(&mut fresh, "1", &["m", "a"], TODAY);
    assert_eq!(free(&fresh), (2, 0));
    let mut edited = fresh.clone();
    let (id, _) = goals(&edited, &plan(&edited))[0];
    let (id, goal) = (id.clone(), mateo(&edited).goals[0].goal.clone());
    run(&mut edited, "2", EditGoal { id, goal: NewGoal { to: Some(4.0), ..goal } }).unwrap();
    assert_eq!(free(&edited), (1, 1));
    let mut ticked = fresh.clone();
    let item = items(&ticked, &plan(&ticked))[0].0.clone();
    run(&mut ticked, "2", TickItem { item, done_on: Some(TODAY) }).unwrap();
    assert_eq!(free(&ticked), (1, 1));
}

#[test]
fn a_new_plan_ends_the_last_one_and_takes_the_place_of_one_of_the_same_day() {
    let mut class = class();
    draft_on(&mut class, "1", &["m"], TODAY);
    draft_on(&mut class, "2", &["m"], TODAY);
    assert_eq!((class.plans.len(), class.goals.len()), (1, 1));
    let first = plan(&class);
    draft_on(&mut class, "3", &["m"], Date::constant(2026, 11, 23));
    assert_eq!(class.plans.len(), 2);
    assert_eq!(class.plans.get(&first).unwrap().ends, Some(Date::constant(2026, 11, 22)));
    assert_ne!(plan(&class), first);
}

#[test]
fn a_goal_or_an_item_needs_no_draft_before_it() {
    let mut class = class();
    let goal = NewGoal { standard: "5.NF.A.1".into(), ..NewGoal::default() };
    run(&mut class, "1", AddGoal { student: "m".into(), subject: "math".into(), goal }).unwrap();
    let item = PlannedItem { title: "Fraction strips".into(), ..PlannedItem::default() };
    run(&mut class, "2", AddItem { student: "m".into(), subject: "math".into(), item }).unwrap();
    let page = mateo(&class);
    assert_eq!((class.plans.len(), page.goals.len(), page.must.len()), (1, 1, 1));
    let id = goals(&class, &plan(&class))[0].0.clone();
    run(&mut class, "3", RemoveGoal { id }).unwrap();
    assert_eq!(mateo(&class).lead, "No goal in this plan of Mateo.");
}

#[test]
fn refusals_name_the_field() {
    let goal = |from, to| NewGoal { standard: "5.NF.A.1".into(), from, to, ..NewGoal::default() };
    let add = |goal| AddGoal { student: "m".into(), subject: "math".into(), goal };
    let item =
        PlannedItem { title: "x".into(), practises: Some("4.NF.A.1".into()), ..PlannedItem::default() };
    let tomorrow = Date::constant(2026, 11, 21);
    let cases: [(&dyn Command, &str); 6] = [
        (&add(NewGoal::default()), "plans.goal_needs_a_standard"),
        (&add(goal(Some(3.0), Some(2.0))), "plans.aims_below_the_start"),
        (&add(goal(None, Some(5.0))), "plans.no_such_level"),
        (&AddItem { student: "m".into(), subject: "math".into(), item }, "plans.item_serves_nothing"),
        (&LogConference { student: "m".into(), on: tomorrow, talk: Talk::default() }, "plans.not_held_yet"),
        (&StartPlans { plans: Vec::new() }, "plans.nobody_to_plan_for"),
    ];
    for (command, key) in cases {
        let mut context = Context { today: TODAY, mint: Mint::new("1") };
        assert_eq!(command.changes(&class(), &mut context).unwrap_err().0.key, key);
    }
}

#[test]
fn a_talk_with_nothing_written_is_logged_and_is_no_longer_due() {
    let mut class = class();
    assert_ne!(mateo(&class).due, "");
    run(&mut class, "1", LogConference { student: "m".into(), on: TODAY, talk: Talk::default() }).unwrap();
    let page = mateo(&class);
    assert_eq!((page.due.as_str(), page.talks.len(), page.talks[0].ago.as_str()), ("", 1, "today"));
    assert!(page.talks[0].said.is_empty());
    let turns = crate::view::conferences::turns(&class, &"math".into(), TODAY);
    assert_eq!((turns.lead.as_str(), turns.rows[0].name.as_str()), ("one conference is due.", "Ana"));
}

#[test]
fn names_inside_a_sentence_keep_their_capitals_where_they_have_any() {
    for (name, expect) in [
        ("Unlike denominators", "unlike denominators"),
        ("Pythagorean proof", "Pythagorean proof"),
        ("5.NF.A.1", "5.NF.A.1"),
        ("", ""),
    ] {
        assert_eq!(crate::view::words::inside(name), expect);
    }
}

/// Words that belong to mathematics alone.
const OF_MATH: &[&str] = &[
    "problem",
    "fraction",
    "number",
    "solve",
    "equation",
    "digit",
    "calculate",
    "count",
    "add",
    "sum",
    "graph",
    "math",
    "your way",
    "draw",
];

#[test]
fn reading_habits_and_own_standards_are_never_told_in_the_words_of_mathematics() {
    // At the first level, mastered, and nothing known: a next step, more, and a quick check.
    for (code, habits) in [("RL.5.1", false), ("H.1", true), ("5.NF.A.1", true), ("Skill 3", false)] {
        for level in [Some(1.0), Some(3.0), Some(4.0), None] {
            let mut class = class();
            let mut changes = Changes::default();
            let (subject, unit) = (SubjectId::from("s"), crate::domain::id::UnitId::from("u"));
            changes
                .set(&subject, Subject::NAME, "Another".to_owned())
                .set(&subject, Subject::HABITS, habits)
                .set(&unit, crate::domain::standards::Unit::SUBJECT, subject.clone())
                .set(&unit, crate::domain::standards::Unit::STARTS, TODAY)
                .set(&(unit.clone(), code.into()), crate::domain::standards::UnitStandard::INCLUDED, true);
            if let Some(level) = level {
                for check in ["x1", "x2", "x3"] {
                    let key = (StudentId::from("a"), StandardId::from(code), CheckId::from(check), 1);
                    changes.set(&key.2, Check::SUBJECT, subject.clone());
                    changes.set(&key, Evidence::SCORE, level);
                }
            }
            class.apply(&changes.0);
            // A student with an interest gets another choice; Ana has none.
            let catalog = Catalog::default();
            let plans = new_plans(&class, &catalog, &subject, &["a".into()], TODAY);
            let goals = plans[0].goals.iter().map(|goal| goal.shown_by.clone());
            let items = plans[0].items.iter().map(|item| item.title.replace("5.NF.A.1", ""));
            let said: Vec<String> = goals.chain(items).collect();
            assert!(said.len() >= 4, "{code}: {said:?}");
            for text in said {
                for word in text.to_lowercase().split(|c: char| !c.is_alphabetic()) {
                    assert!(!OF_MATH.contains(&word.trim_end_matches('s')), "{code}: {text}");
                }
                assert!(!text.contains("your way"), "{code}: {text}");
            }
        }
    }
}

#[test]
fn sentences_for_other_subjects_hold_no_word_of_mathematics() {
    let others = |key: &str| ["_language", "_habits", "_other"].iter().any(|end| key.ends_with(end));
    let all: Vec<_> =
        text::spoken().entries().filter(|(key, _)| key.starts_with("plans.") && others(key)).collect();
    assert!(all.len() > 20);
    for (key, text) in all {
        let words = text.to_lowercase();
        let mut words = words.split(|c: char| !c.is_alphabetic());
        assert!(words.all(|word| !OF_MATH.contains(&word.trim_end_matches('s'))), "{key}: {text}");
    }
}

#[test]
fn goals_of_levels_that_run_down_are_told_as_the_class_counts() {
    let mut class = class();
    class.set("subject", "math", "best_first", &crate::domain::record::Value::Bool(true));
    draft_on(&mut class, "1", &["m"], TODAY);
    let goal = &mateo(&class).goals[0];
    assert_eq!((goal.goal.from, goal.goal.to), (Some(1.0), Some(3.0)), "inside they rise");
    assert_eq!(goal.line, "Level 4 to 2 by 18 December.");
    assert_eq!(goal.shown_by, "Shown by two exit tickets at level 2.");
}
