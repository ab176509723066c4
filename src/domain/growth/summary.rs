//! Shares at both dates by one cut, the median percent of typical growth, and both by starting level.

use super::Stands;
use super::readings::{Grown, Reading};
use crate::domain::order::{Order, median};

/// How many stand where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Shares {
    /// All of whom it is known.
    pub students: usize,
    /// At the cut or beyond.
    pub proficient: usize,
    /// One step before it.
    pub nearing: usize,
}

impl Shares {
    /// Percent of them who are proficient, to one place; `None` of nobody.
    pub fn proficient_percent(&self) -> Option<f64> {
        percent(self.proficient, self.students)
    }

    /// Percent proficient or nearing.
    pub fn nearing_percent(&self) -> Option<f64> {
        percent(self.proficient + self.nearing, self.students)
    }
}

/// Part of a whole in percent, to one place; `None` of nothing.
#[expect(clippy::cast_precision_loss, reason = "a few students")]
pub fn percent(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| (part as f64 * 1000.0 / whole as f64).round() / 10.0)
}

/// What became of those who started at one level.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ByStart {
    /// Where they stood first.
    pub start: Stands,
    /// Where they stand now.
    pub latest: Shares,
    /// Median percent of typical growth, and of how many it is known.
    pub of_typical: Option<(f64, usize)>,
    /// Median change, in points of the source, and of how many it is known.
    pub change: Option<(f64, usize)>,
}

/// What changed for the students who have a first and a latest result.
#[derive(Debug, Clone, PartialEq)]
pub struct Summary {
    /// At the first date, of those with both.
    pub first: Shares,
    /// At the latest.
    pub latest: Shares,
    /// Median percent of typical growth, and of how many it is known.
    pub of_typical: Option<(f64, usize)>,
    /// Median change, and of how many it is known.
    pub change: Option<(f64, usize)>,
    /// By where they started; levels at which nobody started are left out.
    pub by_start: Vec<ByStart>,
}

/// Sums up. The same students count at both dates.
pub fn summary(pairs: &[Grown]) -> Summary {
    let all: Vec<&Grown> = pairs.iter().collect();
    let by_start = Stands::ALL.into_iter().filter_map(|start| {
        let those: Vec<&Grown> = all.iter().copied().filter(|it| it.first.stands == Some(start)).collect();
        (!those.is_empty()).then(|| ByStart {
            start,
            latest: shares(&those, |it| &it.latest),
            of_typical: middle(those.iter().filter_map(|it| it.of_typical())),
            change: middle(those.iter().filter_map(|it| it.change())),
        })
    });
    Summary {
        first: shares(&all, |it| &it.first),
        latest: shares(&all, |it| &it.latest),
        of_typical: middle(all.iter().filter_map(|it| it.of_typical())),
        change: middle(all.iter().filter_map(|it| it.change())),
        by_start: by_start.collect(),
    }
}

/// Only students who are placed at both dates count at either.
fn shares(pairs: &[&Grown], at: fn(&Grown) -> &Reading) -> Shares {
    let mut shares = Shares::default();
    for pair in pairs.iter().filter(|it| it.first.stands.is_some() && it.latest.stands.is_some()) {
        shares.students += 1;
        match at(pair).stands {
            Some(Stands::Proficient) => shares.proficient += 1,
            Some(Stands::Nearing) => shares.nearing += 1,
            _ => {}
        }
    }
    shares
}

/// The median, with how many values there are.
fn middle(values: impl Iterator<Item = f64>) -> Option<(f64, usize)> {
    let mut values: Vec<f64> = values.collect();
    values.order_by(f64::total_cmp);
    Some((median(&values)?, values.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Date;
    use crate::domain::growth::Placement;

    fn reading(month: u8, score: f64, placement: Placement) -> Reading {
        Reading {
            on: Date::constant(2026, month, 1),
            score: Some(score),
            stands: Some(placement.stands(false)),
            typical: Some(25.0),
            of_typical: None,
        }
    }

    fn pair(at: usize, change: f64, from: Placement, to: Placement) -> Grown {
        let student = format!("s{at}").as_str().into();
        Grown { student, first: reading(1, 400.0, from), latest: reading(6, 400.0 + change, to) }
    }

    /// A class of 21: nobody proficient in fall, 15 in spring, 36 points where 25 are typical in the middle.
    fn known_case() -> Vec<Grown> {
        let one = |at: usize| {
            let change = [20.0, 36.0, 50.0][at % 3];
            let from = if at < 12 { Placement::OneGradeBelow } else { Placement::TwoGradesBelow };
            let to = if at < 15 { Placement::EarlyOnGrade } else { Placement::OneGradeBelow };
            pair(at, change, from, to)
        };
        (0..21).map(one).collect()
    }

    #[test]
    fn none_of_21_and_then_15_is_71_4_percent_with_a_median_of_144_percent() {
        let found = summary(&known_case());
        assert_eq!(found.first.proficient_percent(), Some(0.0));
        assert_eq!(found.latest.proficient_percent(), Some(71.4));
        assert_eq!(found.latest.nearing_percent(), Some(100.0));
        assert_eq!(found.of_typical, Some((144.0, 21)));
    }

    #[test]
    fn those_who_started_alike_are_told_together() {
        let found = summary(&known_case());
        let rows: Vec<_> = found
            .by_start
            .iter()
            .map(|row| (row.start, row.latest.students, row.latest.proficient))
            .collect();
        assert_eq!(rows, [(Stands::OnTheWay, 9, 3), (Stands::Nearing, 12, 12)]);
    }

    #[test]
    fn a_student_without_a_placement_counts_at_neither_date() {
        let mut pairs = known_case();
        pairs[0].latest.stands = None;
        let found = summary(&pairs);
        assert_eq!((found.first.students, found.latest.students), (20, 20));
        assert_eq!(summary(&[]).latest.proficient_percent(), None);
    }

    #[test]
    fn an_even_number_has_its_middle_between_two() {
        assert_eq!(middle([1.0, 4.0, 2.0, 3.0].into_iter()), Some((2.5, 4)));
        assert_eq!(middle(std::iter::empty()), None);
    }

    #[test]
    fn the_cut_can_be_asked_at_mid_grade_level() {
        for (placement, early, mid) in [
            (Placement::MidOrAboveGrade, Stands::Proficient, Stands::Proficient),
            (Placement::EarlyOnGrade, Stands::Proficient, Stands::Nearing),
            (Placement::OneGradeBelow, Stands::Nearing, Stands::OnTheWay),
            (Placement::BelowBenchmark, Stands::Nearing, Stands::Nearing),
            (Placement::BelowProficiency, Stands::OnTheWay, Stands::OnTheWay),
        ] {
            assert_eq!((placement.stands(false), placement.stands(true)), (early, mid));
        }
    }
}
