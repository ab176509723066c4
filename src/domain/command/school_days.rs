//! Commands on the calendar: days without school, and days that have it after all.

use super::{Command, Context, Rejected};
use crate::domain::calendar::{days_between, plus_days};
use crate::domain::record::Changes;
use crate::domain::week::{LostDay, is_school_day};
use crate::domain::{Class, Date, Sentence};

/// The most days that one stretch is taken for.
const LONGEST: i64 = 100;

/// Says that there is no school on some days. Days without school anyway are left as they are.
#[derive(Debug, Clone, PartialEq)]
pub struct LoseDays {
    /// First day, last day, why.
    pub stretches: Vec<(Date, Date, String)>,
}

impl LoseDays {
    /// The school days that are lost by it, each with the first reason that is given for it.
    pub fn days<'a>(&'a self, class: &Class) -> Vec<(Date, &'a str)> {
        let mut days: Vec<(Date, &str)> = Vec::new();
        for (from, to, reason) in &self.stretches {
            for ahead in 0..=days_between(*from, *to).min(LONGEST) {
                let day = plus_days(*from, ahead);
                if is_school_day(class, day) && !days.iter().any(|(known, _)| *known == day) {
                    days.push((day, reason));
                }
            }
        }
        days
    }
}

impl Command for LoseDays {
    fn changes(&self, class: &Class, _: &mut Context) -> Result<Changes, Rejected> {
        for (from, to, _) in &self.stretches {
            match days_between(*from, *to) {
                ..0 => return Err(Sentence::new("school_days.ends_before").with("day", *from).into()),
                LONGEST.. => return Err(Sentence::new("school_days.longest").with("day", *from).into()),
                _ => {}
            }
        }
        let mut changes = Changes::default();
        for (day, reason) in self.days(class) {
            changes.set(&(day, 1), LostDay::LOST, true);
            changes.set(&(day, 1), LostDay::REASON, reason.trim().to_owned());
        }
        if changes.0.is_empty() {
            return Err(Rejected::because("school_days.nothing_new"));
        }
        Ok(changes)
    }

    fn label(&self, _: &Class) -> Sentence {
        Sentence::new("undo.lose_days").with("n", self.stretches.len())
    }
}

/// Says that there is school on some days after all.
#[derive(Debug, Clone, PartialEq)]
pub struct HaveSchool {
    pub from: Date,
    /// The last of the days, which has school too.
    pub to: Date,
}

impl Command for HaveSchool {
    fn changes(&self, class: &Class, _: &mut Context) -> Result<Changes, Rejected> {
        let mut changes = Changes::default();
        let days = class.lost_days.range((self.from, 0)..).take_while(|((day, _), _)| *day <= self.to);
        for (key, _) in days.filter(|(_, day)| day.lost) {
            changes.set(key, LostDay::LOST, false);
        }
        if changes.0.is_empty() {
            return Err(Rejected::because("school_days.not_lost"));
        }
        Ok(changes)
    }

    fn label(&self, _: &Class) -> Sentence {
        Sentence::new("undo.have_school").with("day", self.from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::Mint;
    use crate::domain::rotation::tests::monday;

    fn run(class: &mut Class, command: impl Command) -> Result<(), &'static str> {
        let mut context = Context { today: monday(), mint: Mint::new("t") };
        let changes = command.changes(class, &mut context).map_err(|why| why.0.key)?;
        class.apply(&changes.0);
        Ok(())
    }

    fn lose(from: i64, to: i64) -> LoseDays {
        let day = |n| plus_days(monday(), n);
        LoseDays { stretches: vec![(day(from), day(to), " Thanksgiving ".into())] }
    }

    #[test]
    fn only_school_days_are_lost_and_they_come_back() {
        let mut class = Class::default();
        run(&mut class, lose(3, 7)).unwrap();
        let days: Vec<Date> = class.lost_days.iter().map(|((day, _), _)| *day).collect();
        assert_eq!(days, [3, 4, 7].map(|n| plus_days(monday(), n)), "no weekend");
        assert!(!is_school_day(&class, plus_days(monday(), 4)));
        assert_eq!(class.lost_days.iter().next().unwrap().1.reason, "Thanksgiving");
        assert_eq!(run(&mut class, lose(3, 4)), Err("school_days.nothing_new"));
        let back = HaveSchool { from: plus_days(monday(), 3), to: plus_days(monday(), 4) };
        run(&mut class, back.clone()).unwrap();
        assert!(
            is_school_day(&class, plus_days(monday(), 4)) && !is_school_day(&class, plus_days(monday(), 7))
        );
        assert_eq!(run(&mut class, back), Err("school_days.not_lost"));
        run(&mut class, lose(4, 4)).unwrap();
    }

    #[test]
    fn slips_are_refused() {
        let mut class = Class::default();
        assert_eq!(run(&mut class, lose(3, 2)), Err("school_days.ends_before"));
        assert_eq!(run(&mut class, lose(0, 100)), Err("school_days.longest"));
        assert_eq!(run(&mut class, lose(5, 6)), Err("school_days.nothing_new"));
    }
}
