//! Subjects of one roster: added, changed, ordered, taken out, and what each refuses.

use super::*;
use crate::domain::Date;
use crate::domain::id::Mint;
use crate::domain::mastery::Scale;
use crate::domain::subject::in_order;

fn level(name: &str, cut: f64) -> NewLevel {
    NewLevel { name: name.into(), cut }
}

fn settings(name: &str, levels: Vec<NewLevel>) -> SubjectSettings {
    SubjectSettings { name: name.into(), mastery: 2, levels, sure_pieces: 2, ..SubjectSettings::default() }
}

fn three() -> Vec<NewLevel> {
    vec![level("Not yet", 0.0), level("Nearly", 0.5), level("Yes", 0.8)]
}

struct Room(Class, u32);

impl Room {
    fn run(&mut self, command: &impl Command) -> Result<(), &'static str> {
        self.1 += 1;
        let mint = Mint::new(self.1.to_string());
        let mut context = Context { today: Date::constant(2026, 11, 19), mint };
        let changes = command.changes(&self.0, &mut context).map_err(|rejected| rejected.0.key)?;
        self.0.apply(&changes.0);
        Ok(())
    }

    fn add(&mut self, name: &str) -> SubjectId {
        let (settings, standards) = (settings(name, three()), Vec::new());
        self.run(&AddSubject { settings, habits: false, standards }).unwrap();
        in_order(&self.0).into_iter().find(|(_, known)| known == name).unwrap().0
    }

    fn names(&self) -> Vec<String> {
        in_order(&self.0).into_iter().map(|(_, name)| name).collect()
    }
}

#[test]
fn subjects_are_added_ordered_and_taken_out() {
    let mut room = Room(Class::default(), 0);
    let math = room.add("Math");
    assert_eq!(room.run(&RemoveSubject { id: math.clone() }), Err("subject.is_the_last"));
    let reading = room.add("Reading");
    room.run(&MoveSubjectUp { id: reading.clone() }).unwrap();
    assert_eq!(room.names(), ["Reading", "Math"]);
    assert_eq!(room.run(&MoveSubjectUp { id: reading.clone() }), Err("subject.is_first"));
    room.run(&RemoveSubject { id: reading.clone() }).unwrap();
    assert_eq!(room.names(), ["Math"]);
    assert_eq!(room.run(&MoveSubjectUp { id: reading }), Err("unit.unknown_subject"));
    let again = AddSubject { settings: settings(" MATH ", three()), habits: false, standards: Vec::new() };
    assert_eq!(room.run(&again), Err("subject.name_taken"));
}

#[test]
fn a_scale_shrinks_and_grows_again() {
    let mut room = Room(Class::default(), 0);
    let id = room.add("Math");
    let mut edit = |levels: Vec<NewLevel>| {
        room.run(&EditSubject { id: id.clone(), settings: settings("Math", levels) }).unwrap();
        Scale::of(&room.0, &id)
    };
    assert_eq!(edit(vec![level("No", 0.0), level("Yes", 0.75)]).cuts, [0.0, 0.75]);
    let scale = edit(three());
    assert_eq!((scale.cuts.as_slice(), scale.mastery), ([0.0, 0.5, 0.8].as_slice(), 2.0));
    assert_eq!(scale.names, ["Not yet", "Nearly", "Yes"]);
}

#[test]
fn what_makes_no_scale_is_named() {
    let mut room = Room(Class::default(), 0);
    let id = room.add("Math");
    let mut refused = |settings| room.run(&EditSubject { id: id.clone(), settings });
    let of = |levels| settings("Math", levels);
    let cases = [
        (settings(" ", three()), "subject.needs_a_name"),
        (of(vec![level("", 0.0)]), "subject.two_to_six_levels"),
        (of((0..7_u32).map(|n| level("", f64::from(n) / 10.0)).collect()), "subject.two_to_six_levels"),
        (of(vec![level("", 0.1), level("", 0.5)]), "subject.first_level_begins_at_0"),
        (of(vec![level("", 0.0), level("", 0.5), level("", 0.5)]), "subject.levels_rise"),
        (of(vec![level("", 0.0), level("", 1.1)]), "subject.levels_rise"),
        (of(vec![level("", 0.0), level("", f64::NAN)]), "subject.levels_rise"),
        (of(vec![level("Yes", 0.0), level("yes ", 0.5)]), "subject.level_name_twice"),
        (SubjectSettings { mastery: 4, ..of(three()) }, "subject.mastery_is_a_level"),
        (SubjectSettings { sure_pieces: 0, ..of(three()) }, "subject.sure_from_1_to_5"),
        (SubjectSettings { sure_pieces: 6, ..of(three()) }, "subject.sure_from_1_to_5"),
        (SubjectSettings { mastery: 1, ..of(three()) }, "subject.mastery_is_a_level"),
        (SubjectSettings { parameter: Some(100.0), ..of(three()) }, "subject.weight_from_1_to_99"),
        (
            SubjectSettings { calculation: Calculation::NTimes, parameter: Some(0.0), ..of(three()) },
            "subject.times_from_1_to_10",
        ),
    ];
    for (settings, key) in cases {
        assert_eq!(refused(settings), Err(key));
    }
}

#[test]
fn levels_that_run_down_are_kept_and_named_as_the_teacher_counts() {
    let mut room = Room(Class::default(), 0);
    let id = room.add("Math");
    let down = |levels| SubjectSettings { best_first: true, ..settings("Math", levels) };
    room.run(&EditSubject { id: id.clone(), settings: down(three()) }).unwrap();
    let scale = Scale::of(&room.0, &id);
    assert!(scale.down);
    assert_eq!((scale.cuts.as_slice(), scale.mastery, scale.shown(3)), ([0.0, 0.5, 0.8].as_slice(), 2.0, 1));
    let mut context = Context { today: Date::constant(2026, 11, 19), mint: Mint::new("x") };
    let mut refused = |levels, mastery| {
        let edit = EditSubject { id: id.clone(), settings: SubjectSettings { mastery, ..down(levels) } };
        edit.changes(&room.0, &mut context).unwrap_err().0
    };
    let flat = vec![level("", 0.0), level("", 0.5), level("", 0.5)];
    let rise = Sentence::new("subject.levels_rise").with("level", 1_usize).with("before", 2_usize);
    assert_eq!(refused(flat, 2), rise);
    let ends = Sentence::new("subject.mastery_is_a_level").with("from", 1_usize).with("to", 2_usize);
    assert_eq!(refused(three(), 1), ends);
    room.run(&EditSubject { id: id.clone(), settings: settings("Math", three()) }).unwrap();
    assert!(!Scale::of(&room.0, &id).down);
}

#[test]
fn a_standard_has_a_calculation_of_its_own_until_it_is_taken_back() {
    let mut room = Room(Class::default(), 0);
    let subject = room.add("Math");
    let set = |calculation, parameter| SetCalculation {
        subject: subject.clone(),
        standard: "A".into(),
        calculation,
        parameter,
    };
    room.run(&set(Some(Calculation::NTimes), Some(3.0))).unwrap();
    let own =
        |room: &Room| room.0.priorities.get(&(subject.clone(), "A".into())).cloned().unwrap_or_default();
    assert_eq!((own(&room).calculation, own(&room).parameter), (Some(Calculation::NTimes), Some(3.0)));
    room.run(&set(None, Some(3.0))).unwrap();
    assert_eq!((own(&room).calculation, own(&room).parameter), (None, None));
    let bad = set(Some(Calculation::Decaying), Some(0.0));
    assert_eq!(room.run(&bad), Err("subject.weight_from_1_to_99"));
}

#[test]
fn habits_start_with_standards_that_are_priorities() {
    let mut room = Room(Class::default(), 0);
    let standards = vec![NewStandard { code: "Habit 1".into(), ..NewStandard::default() }];
    room.run(&AddSubject { settings: settings("Habits", three()), habits: true, standards }).unwrap();
    let (id, subject) = room.0.subjects.iter().next().unwrap();
    assert!(subject.habits);
    assert!(room.0.priorities.get(&(id.clone(), "Habit 1".into())).unwrap().priority);
    assert!(room.0.own_standards.get(&"Habit 1".into()).is_some());
}
