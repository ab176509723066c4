//! How even the minutes are.

use super::ledger::Ledger;
use crate::domain::id::StudentId;
use crate::domain::order::{Order, median};

/// How evenly the minutes of a period are spread.
#[derive(Debug, Clone, PartialEq)]
pub struct Fairness {
    /// Each student's minutes as if here all along, fewest first.
    pub minutes: Vec<(StudentId, f64)>,
    /// The fewest of these minutes.
    pub least: f64,
    /// The most of these minutes.
    pub most: f64,
    /// The median of these minutes.
    pub middle: f64,
    /// How many are within one slot of the middle.
    pub within_one_slot: usize,
    /// Jain's index, 1 where all are equal, 1/n where one has everything; `None` where nobody has any.
    pub jain: Option<f64>,
}

/// Logged days from which a student's minutes can be told as if here all along; from fewer they would be a guess.
const ENOUGH_DAYS: u32 = 10;

/// Looks at a ledger; `None` where nothing was logged. Who joined less than ten logged days ago is not looked at yet.
pub fn fairness(ledger: &Ledger, slot_minutes: u32) -> Option<Fairness> {
    let known = ledger.lines.iter().filter(|line| line.days >= ledger.days.min(ENOUGH_DAYS));
    let mut minutes: Vec<(StudentId, f64)> =
        known.map(|line| (line.student.clone(), ledger.as_if_here_all_along(line))).collect();
    minutes.order_by(|a, b| a.1.total_cmp(&b.1));
    let values: Vec<f64> = minutes.iter().map(|(_, minutes)| *minutes).collect();
    let (least, most, middle) = (*values.first()?, *values.last()?, median(&values)?);
    let within_one_slot =
        values.iter().filter(|value| (*value - middle).abs() <= f64::from(slot_minutes)).count();
    let jain = jain(&values);
    Some(Fairness { minutes, least, most, middle, within_one_slot, jain })
}

/// Jain's index of fairness: (sum of x) squared over n times the sum of x squared.
///
/// Source: R. Jain, D. Chiu, W. Hawe, "A Quantitative Measure of Fairness and Discrimination for Resource Allocation
/// in Shared Computer Systems", DEC-TR-301, 1984, section 3.
pub fn jain(values: &[f64]) -> Option<f64> {
    let (mut sum, mut squares, mut n) = (0.0, 0.0, 0.0);
    for value in values {
        sum += value;
        squares += value * value;
        n += 1.0;
    }
    (squares > 0.0).then(|| sum * sum / (n * squares))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::minutes::Line;

    #[test]
    fn jain_of_known_shares() {
        // From the report: equal shares give 1; k of n users with equal shares and the rest nothing give k/n.
        assert_eq!(jain(&[15.0, 15.0, 15.0]), Some(1.0));
        assert_eq!(jain(&[20.0, 0.0, 0.0, 0.0]), Some(0.25));
        assert_eq!(jain(&[0.0, 0.0]), None);
        assert_eq!(jain(&[]), None);
    }

    #[test]
    fn the_middle_and_who_is_near_it() {
        let line = |id: &str, minutes: u32, days: u32| Line {
            student: id.into(),
            minutes,
            focused: 0,
            grade_level: 0,
            days,
        };
        // "d" came for the second half: 50 minutes of 10 days are 100 of 20. "e" came yesterday.
        let lines = vec![
            line("a", 100, 20),
            line("b", 84, 20),
            line("c", 115, 20),
            line("d", 50, 10),
            line("e", 0, 1),
        ];
        let ledger = Ledger { lines, sessions: 20, days: 20 };
        let fairness = fairness(&ledger, 15).unwrap();
        assert_eq!((fairness.least, fairness.most, fairness.middle), (84.0, 115.0, 100.0));
        assert_eq!(fairness.within_one_slot, 3);
        assert_eq!(fairness.minutes[0].0, "b".into());
        assert_eq!(super::fairness(&Ledger::default(), 15), None);
    }
}
