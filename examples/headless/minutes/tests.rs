//! Years in plain numbers, answered and refused.

use super::*;

const YEAR: &str = r#""policy":"equal","slot_minutes":15,"quarters":[
    {"weeks":9,"slots_per_week":12,"focus":0},{"weeks":9,"slots_per_week":12,"focus":1},
    {"weeks":9,"slots_per_week":12,"focus":2},{"weeks":9,"slots_per_week":12,"focus":3}],
    "groups":[[[0,1],[2,3],[4,5],[6,7]],[[0,1],[2,3],[4,5],[6,7]],[[0,1],[2,3],[4,5],[6,7]],[[0,1],[2,3],[4,5],[6,7]]]"#;

fn said(more: &str) -> Result<serde_json::Value, String> {
    match minutes(&format!("{{{YEAR}{more}}}"), &[]) {
        Ok(text) => Ok(serde_json::from_str(&text).unwrap()),
        Err(Fault::Input(line)) => Err(line),
        Err(Fault::Usage | Fault::Found(_)) => Err("usage".to_owned()),
    }
}

#[test]
fn the_year_of_four_quarters() {
    let answer = said("").unwrap();
    assert_eq!(answer["spread_minutes"], 0);
    assert_eq!(answer["students"][7], json!({ "taught": 0, "planned": 1620, "total": 1620 }));
    let first = |group: usize| -> u64 {
        let weeks = answer["weeks"].as_array().unwrap();
        weeks[..9].iter().map(|week| week[group].as_u64().unwrap()).sum()
    };
    assert_eq!([0, 1, 2, 3].map(first), [42, 22, 22, 22]);
}

#[test]
fn what_was_taught_stands_and_lost_weeks_are_zeros() {
    let taught = r#","taught":[{"week":0,"group":0,"slots":3,"absent":[1]},{"week":1,"group":2,"slots":5}],
        "lost_weeks":[5],"one_to_one_slots_per_week":1"#;
    let answer = said(taught).unwrap();
    assert_eq!(answer["weeks"][0], json!([3, 0, 0, 0]));
    assert_eq!(answer["weeks"][1], json!([0, 0, 5, 0]));
    assert_eq!(answer["weeks"][5], json!([0, 0, 0, 0]));
    assert_eq!((&answer["spread_minutes"], &answer["one_to_one"]), (&json!(0), &json!([[1, 3]])));
    assert_eq!(answer["students"][0]["taught"], 45);
    assert_eq!(answer["students"][1]["taught"], 0);
}

#[test]
fn weeks_before_the_plan_without_teaching_are_zeros() {
    let taught = |weeks: &str| format!(r#","taught":[{{"week":0,"group":0,"slots":3}}{weeks}"#);
    let lost = said(&taught(r#",{"week":2,"group":1,"slots":2}],"lost_weeks":[1]"#)).unwrap();
    let later = said(&taught(r#"],"from_week":3"#)).unwrap();
    for (answer, week) in [(&lost, 1), (&later, 1), (&later, 2)] {
        assert_eq!(answer["weeks"][week], json!([0, 0, 0, 0]));
    }
    assert_eq!(lost["weeks"][2], json!([0, 2, 0, 0]));
}

#[test]
fn who_joins_late_is_no_reason_for_less() {
    let present: Vec<(usize, usize)> =
        (0..8).map(|student| if student == 3 { (20, 35) } else { (0, 35) }).collect();
    let answer = said(&format!(",\"present\":{}", json!(present))).unwrap();
    assert_eq!(answer["spread_minutes"], 0);
    assert!(answer["students"][3]["total"].as_u64() < answer["students"][2]["total"].as_u64());
}

#[test]
fn bad_input_is_named() {
    for (more, line) in [
        (
            r#","taught":[{"week":36,"group":0,"slots":1}]"#,
            "taught: there is no week 36. Give weeks from 0 to 35.",
        ),
        (
            r#","taught":[{"week":3,"group":0,"slots":13}]"#,
            "taught: week 3 has 13 slots taught of 12 that it holds",
        ),
        (
            r#","taught":[{"week":3,"group":0,"slots":1}],"from_week":2"#,
            "taught: week 3 is not before from_week 2, so it is not over",
        ),
        (r#","lost_weeks":[99]"#, "lost_weeks: there is no week 99. Give weeks from 0 to 35."),
        (r#","from_week":37"#, "from_week: 37 is after the last week. Give a number from 0 to 36."),
        (r#","need":[1]"#, "need, present: give one for each of the 8 students of groups, at most 300"),
    ] {
        assert_eq!(said(more), Err(line.to_owned()), "{more}");
    }
}
