//! What cannot be done is said with its cause.

use super::*;

#[test]
fn what_cannot_be_done_is_said_with_its_cause() {
    let nobody = propose_by_number(&Class::default(), &Room::of(1).ask(Purpose::Mixed), 10);
    assert_eq!(refused(nobody), "groups.no.nobody");
    assert_eq!(refused(Room::of(8).skill()), "groups.no.nothing_known");
    let room = Room::three_kinds();
    let with = |size, groups_max| {
        let mut ask = room.ask(Purpose::Skill);
        ask.settings = GroupSettings { size: Some(size), groups_max, ..GroupSettings::default() };
        let skill = propose_skill(&room.class, &math(), &ask, 1000);
        (skill, propose_mixed(&room.class, &Ask { purpose: Purpose::Mixed, ..ask }, 1000))
    };
    let (skill, mixed) = with((2, 3), 2);
    assert_eq!(refused(skill), "groups.no.sizes_or_groups");
    assert_eq!(refused(mixed), "groups.no.mixed_sizes");
    assert_eq!(refused(with((5, 4), 2).0), "groups.no.sizes_reversed");
    let mut room = Room::three_kinds();
    for (a, b) in [(0, 1), (1, 2), (0, 2)] {
        let command = AddPairRule { a: room.student(a), b: room.student(b), rule: Some(PairRuleKind::Apart) };
        room.run(command).unwrap();
    }
    let mut ask = room.ask(Purpose::Skill);
    ask.settings.groups_max = 2;
    assert_eq!(refused(propose_skill(&room.class, &math(), &ask, 1000)), "groups.no.too_many_apart");
    ask.purpose = Purpose::Mixed;
    assert_eq!(refused(propose_mixed(&room.class, &ask, 1000)), "groups.no.too_many_apart");
    // Two more pairs that can be kept are not to blame.
    for (a, b) in [(3, 4), (4, 5)] {
        let command = AddPairRule { a: room.student(a), b: room.student(b), rule: Some(PairRuleKind::Apart) };
        room.run(command).unwrap();
    }
    let Err(why) = propose_mixed(&room.class, &ask, 1000) else { panic!("three apart in two groups") };
    assert!(format!("{why:?}").contains("S02") && !format!("{why:?}").contains("S04"), "{why:?}");
}

#[test]
fn rules_that_clash_are_named_and_no_more_than_those() {
    let mut room = Room::three_kinds();
    // Five in a ring cannot be in two groups; the pair beside them is not to blame.
    for (a, b) in [(0, 1), (1, 2), (2, 3), (3, 4), (4, 0), (6, 7)] {
        let command = AddPairRule { a: room.student(a), b: room.student(b), rule: Some(PairRuleKind::Apart) };
        room.run(command).unwrap();
    }
    for purpose in [Purpose::Skill, Purpose::Mixed] {
        let mut ask = room.ask(purpose);
        ask.settings.groups_max = 2;
        let why = GroupSearch::new(&room.class, &math(), &ask).map(|_| ()).unwrap_err().0;
        assert_eq!(why.key, "groups.no.rules_clash");
        let [("rules", Arg::Inners(rules))] = why.args.as_slice() else { panic!("{why:?}") };
        assert_eq!(rules.len(), 5);
        assert!(rules.iter().all(|rule| rule.key == "groups.pair_is_apart"));
        ask.settings.groups_max = 3;
        assert!(GroupSearch::new(&room.class, &math(), &ask).is_ok());
    }
}

#[test]
fn habits_make_no_skill_groups() {
    let mut room = Room::with_numbers(&[Some(1.0), Some(2.0), Some(3.0), Some(4.0)]);
    let subject = room.subject();
    room.class.set("subject", subject.as_str(), "habits", &crate::domain::record::Value::Bool(true));
    assert_eq!(room.skill().unwrap_err().0.key, "groups.no.habits");
    assert!(!room.mixed().groups.is_empty());
}
