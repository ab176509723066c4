//! What a teacher takes to a spreadsheet: the grid, the minutes and every mark, as plain rows of text.
//!
//! Codes and numbers are written for programs (a point, no thousands); heads and levels in the page's language.

use super::mastery::{kind_words, sheet_columns, standard_name};
use super::text;
use crate::domain::grouping::Purpose;
use crate::domain::id::StudentId;
use crate::domain::mastery::{Evidence, EvidenceState, Scale, StandardMastery};
use crate::domain::minutes::ledger_by_grade;
use crate::domain::order::Order;
use crate::domain::roster::name_order;
use crate::domain::standards::Catalog;
use crate::domain::subject::in_order;
use crate::domain::week::year_of;
use crate::domain::{Class, Date};

/// A table with its heads in the first row.
pub type Sheet = Vec<Vec<String>>;

/// Students by standards: level and score of each that has evidence or is a priority, subject after subject.
pub fn mastery(class: &Class, catalog: &Catalog) -> Sheet {
    let mut columns = Vec::new();
    for (subject, _) in in_order(class) {
        for standard in sheet_columns(class, catalog, &subject) {
            columns.push((
                standard_name(class, catalog, &standard).code,
                StandardMastery::of(class, &subject, &standard),
            ));
        }
    }
    let mut head = heads(&["sheet.student", "sheet.school_id"]);
    for (code, _) in &columns {
        head.extend([code.clone(), format!("{code} {}", text::of("sheet.score"))]);
    }
    let rows = students(class).into_iter().map(|(id, mut row)| {
        for (_, mastery) in &columns {
            let standing = mastery.standing(class, &id);
            let scale = &mastery.scale;
            row.push(standing.level.map(|level| scale.shown(level).to_string()).unwrap_or_default());
            row.push(standing.score.map(|score| number(scale.shown_score(score))).unwrap_or_default());
        }
        row
    });
    std::iter::once(head).chain(rows).collect()
}

/// The minutes of each student in the school year up to a day.
pub fn minutes(class: &Class, catalog: &Catalog, today: Date) -> Sheet {
    let from = year_of(class, today).starts;
    let ledger = ledger_by_grade(class, catalog, from, today);
    let keys = [
        "sheet.student",
        "sheet.school_id",
        "sheet.minutes",
        "sheet.grade_level_minutes",
        "sheet.logged_days",
    ];
    let mut rows = vec![heads(&keys)];
    for (id, mut row) in students(class) {
        let line = ledger.lines.iter().find(|line| line.student == id);
        let Some(line) = line else { continue };
        row.extend([line.minutes, line.grade_level, line.days].map(|n| n.to_string()));
        rows.push(row);
    }
    rows
}

/// Every mark: who, on what, in which check, when, how.
pub fn marks(class: &Class, catalog: &Catalog) -> Sheet {
    let keys = [
        "sheet.student",
        "sheet.school_id",
        "sheet.standard",
        "sheet.subject",
        "sheet.check",
        "sheet.kind",
        "sheet.done_on",
        "sheet.attempt",
        "sheet.score",
        "sheet.out_of",
        "sheet.state",
        "sheet.helped",
        "sheet.seen",
    ];
    let mut rows = vec![heads(&keys)];
    for (student, who) in students(class) {
        let from = (student.clone(), Default::default(), Default::default(), 0);
        let theirs = class.evidence.range(from..).take_while(|(key, _)| key.0 == student);
        let mut own: Vec<_> = theirs
            .map(|((_, standard, check, attempt), evidence)| {
                (class.checks.get(check), standard, attempt, evidence)
            })
            .collect();
        own.order_by_key(|(check, standard, attempt, _)| {
            (check.and_then(|check| check.done_on), (*standard).clone(), **attempt)
        });
        for (check, standard, attempt, evidence) in own {
            let mut row = who.clone();
            let subject = check.and_then(|check| class.subjects.get(check.subject.as_ref()?));
            let scale = check.and_then(|check| Some(Scale::of(class, check.subject.as_ref()?)));
            row.extend([
                standard_name(class, catalog, standard).code,
                subject.map(|subject| subject.name.clone()).unwrap_or_default(),
                check.map(|check| check.title.clone()).unwrap_or_default(),
                check.map(|check| kind_words(check.kind).to_owned()).unwrap_or_default(),
                check.and_then(|check| check.done_on).map(|day| day.to_string()).unwrap_or_default(),
                attempt.to_string(),
            ]);
            row.extend(result(&scale.unwrap_or_default(), evidence));
            rows.push(row);
        }
    }
    rows
}

/// Every placement of every cycle, the earliest first: who was in which group, when, for what.
pub fn groups(class: &Class) -> Sheet {
    let keys = [
        "sheet.student",
        "sheet.school_id",
        "sheet.group",
        "sheet.purpose",
        "sheet.standard",
        "sheet.subject",
        "sheet.from",
        "sheet.to",
    ];
    let mut cycles: Vec<_> = class.cycles.iter().collect();
    cycles.order_by_key(|(id, cycle)| (cycle.starts, (*id).clone()));
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let mut rows = vec![heads(&keys)];
    for (id, cycle) in cycles {
        let subject = cycle.subject.as_ref().and_then(|subject| class.subjects.get(subject));
        for (student, mut row) in students(class) {
            let placement = class.placements.get(&(id.clone(), student));
            let group = placement.and_then(|placement| class.groups.get(placement.group.as_ref()?));
            let Some(group) = group else { continue };
            row.extend([
                group.name.clone(),
                text::of(purpose(cycle.purpose)).to_owned(),
                group.focus.as_ref().map(|focus| focus.0.clone()).unwrap_or_default(),
                subject.map(|subject| subject.name.clone()).unwrap_or_default(),
                day(cycle.starts),
                day(cycle.ends),
            ]);
            rows.push(row);
        }
    }
    rows
}

fn purpose(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Skill => "sheet.purpose_skill",
        Purpose::Mixed => "sheet.purpose_mixed",
        Purpose::Interest => "sheet.purpose_interest",
        Purpose::WholeClass => "sheet.purpose_whole_class",
        Purpose::Small => "sheet.purpose_small",
    }
}

fn result(scale: &Scale, evidence: &Evidence) -> [String; 5] {
    let state = match evidence.state {
        EvidenceState::Scored => "",
        EvidenceState::Absent => text::of("sheet.absent"),
        EvidenceState::Excused => text::of("sheet.excused"),
        EvidenceState::Missing => text::of("sheet.missing"),
    };
    let helped = if evidence.helped { text::of("sheet.yes") } else { "" };
    let of = |value: Option<f64>| value.map(number).unwrap_or_default();
    // Without points it is a level, written as the class counts.
    let is_level = evidence.of.is_none();
    let score = evidence.score.map(|score| if is_level { scale.shown_score(score) } else { score });
    [of(score), of(evidence.of), state.to_owned(), helped.to_owned(), evidence.note.clone()]
}

fn heads(keys: &[&'static str]) -> Vec<String> {
    keys.iter().map(|key| text::of(key).to_owned()).collect()
}

/// Students by name, each with the first cells of a row.
fn students(class: &Class) -> Vec<(StudentId, Vec<String>)> {
    let mut all: Vec<_> = class.students.iter().collect();
    all.order_by_key(|(id, _)| name_order(class, id));
    all.into_iter()
        .map(|(id, student)| (id.clone(), vec![student.full(), student.school_id.clone()]))
        .collect()
}

/// At most two decimals.
fn number(value: f64) -> String {
    (libm::round(value * 100.0) / 100.0).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::Mint;
    use crate::domain::sample;

    const TODAY: Date = Date::constant(2026, 11, 21);

    fn class() -> Class {
        let mut class = Class::default();
        class.apply(&sample::changes(TODAY, &mut Mint::new("x")).0);
        class
    }

    fn is_even(sheet: &Sheet) -> bool {
        sheet.iter().all(|row| row.len() == sheet[0].len())
    }

    #[test]
    fn the_grid_has_a_row_a_student_and_level_and_score_a_standard() {
        let class = class();
        let sheet = mastery(&class, &Catalog::default());
        assert_eq!(sheet.len(), 27);
        assert!(is_even(&sheet));
        let at = sheet[0].iter().position(|head| head == "5.NBT.A.1").unwrap();
        assert_eq!(sheet[0][at + 1], "5.NBT.A.1 score");
        assert!(sheet[0].contains(&"RL.5.1".to_owned()), "every subject");
        let levels: Vec<&str> = sheet[1..].iter().map(|row| row[at].as_str()).collect();
        assert!(levels.iter().all(|level| ["", "1", "2", "3", "4"].contains(level)));
        for row in sheet[1..].iter().filter(|row| !row[at].is_empty()) {
            let score: f64 = row[at + 1].parse().unwrap();
            assert_eq!(libm::floor(score).to_string(), row[at]);
        }
    }

    #[test]
    fn levels_that_run_down_leave_as_they_are_read() {
        let mut class = Class::default();
        let text = |text: &str| crate::domain::record::Value::Text(text.into());
        class.set("subject", "m", "best_first", &crate::domain::record::Value::Bool(true));
        class.set("student", "s", "given", &text("Ana"));
        class.set("check", "c", "subject", &text("m"));
        class.set("evidence", "s/A/c/1", "score", &crate::domain::record::Value::Int(4));
        class.set("evidence", "s/B/c/1", "score", &crate::domain::record::Value::Int(4));
        class.set("evidence", "s/B/c/1", "of", &crate::domain::record::Value::Int(5));
        let grid = mastery(&class, &Catalog::default());
        assert_eq!(grid[1][2..], ["1", "1", "2", "2"]);
        let all = marks(&class, &Catalog::default());
        assert_eq!((all[1][8].as_str(), all[2][8].as_str()), ("1", "4"), "points stay points");
    }

    #[test]
    fn every_mark_is_a_row() {
        let class = class();
        let sheet = marks(&class, &Catalog::default());
        assert_eq!(sheet.len(), class.evidence.len() + 1);
        assert!(is_even(&sheet));
        assert!(sheet[1..].iter().all(|row| row[6].parse::<Date>().is_ok() && !row[5].is_empty()));
        assert!(sheet[1..].iter().any(|row| row[10] == "absent" && row[8].is_empty()), "no score is no zero");
    }

    #[test]
    fn every_placement_is_a_row() {
        let class = class();
        let sheet = groups(&class);
        assert_eq!(sheet.len(), class.placements.iter().filter(|(_, seat)| seat.group.is_some()).count() + 1);
        assert!(is_even(&sheet));
        let purposes: std::collections::BTreeSet<&str> =
            sheet[1..].iter().map(|row| row[3].as_str()).collect();
        assert_eq!(purposes, ["mixed", "skill"].into());
        let starts: Vec<&String> = sheet[1..].iter().map(|row| &row[6]).collect();
        assert!(starts.is_sorted() && sheet[1..].iter().all(|row| row[7] >= row[6]));
    }

    #[test]
    fn minutes_are_those_of_the_ledger() {
        let class = class();
        let sheet = minutes(&class, &Catalog::default(), TODAY);
        let ledger = crate::domain::minutes::ledger(&class, class.about().starts.unwrap(), TODAY);
        let sum: u32 = sheet[1..].iter().map(|row| row[2].parse::<u32>().unwrap()).sum();
        assert_eq!(
            (sheet.len(), sum),
            (ledger.lines.len() + 1, ledger.lines.iter().map(|line| line.minutes).sum())
        );
        assert!(sum > 1_000 && is_even(&sheet));
    }
}
