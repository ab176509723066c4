//! Commands on the year plan: quarters, and how minutes are shared.

use super::{Command, Context, Rejected, UseRotation};
use crate::domain::calendar::{Period, days_between};
use crate::domain::grouping::Group;
use crate::domain::id::{GroupId, QuarterId, StandardId};
use crate::domain::minutes::plan::over_weeks;
use crate::domain::minutes::{
    FOCUS_WEIGHT, Quarter, UNSEEN_DAYS, like_quarters, policy_of, quarters, slots_of_a_day, slots_of_a_week,
    weeks,
};
use crate::domain::record::Changes;
use crate::domain::rotation::{
    Settings, mixed_beside, name_of_group, propose_with_table, running_cycle, whole_class_on,
};
use crate::domain::subject::{Subject, TimePolicy};
use crate::domain::{Class, Date, Sentence};

/// The longest that a quarter or term may be, in days.
const LONGEST: i64 = 400;

fn write(id: &QuarterId, quarter: &Quarter, changes: &mut Changes) {
    changes
        .set(id, Quarter::STARTS, quarter.starts)
        .set(id, Quarter::ENDS, quarter.ends)
        .set(id, Quarter::SLOTS_PER_WEEK, quarter.slots_per_week)
        .set(id, Quarter::FOCUS_GROUP, quarter.focus_group.clone())
        .set(id, Quarter::FOCUS_STANDARD, quarter.focus_standard.clone())
        .set(id, Quarter::RETRACTED, false);
}

/// Divides the school year into quarters or terms of like length. What was said of others is taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetQuarters {
    /// How many, 1 to 6.
    pub n: u32,
}

impl Command for SetQuarters {
    fn changes(&self, class: &Class, context: &mut Context) -> Result<Changes, Rejected> {
        if !(1..=6).contains(&self.n) {
            return Err(Rejected::because("year.number_of_quarters"));
        }
        let new = like_quarters(class, context.today, self.n);
        let mut changes = Changes::default();
        for (id, _) in class.quarters.iter().filter(|(id, _)| new.iter().all(|(kept, _)| kept != *id)) {
            changes.retract::<Quarter>(id);
        }
        new.iter().for_each(|(id, quarter)| write(id, quarter, &mut changes));
        Ok(changes)
    }

    fn label(&self, _: &Class) -> Sentence {
        Sentence::new("undo.set_quarters")
    }
}

/// Changes a quarter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditQuarter {
    pub id: QuarterId,
    pub starts: Date,
    pub ends: Date,
    /// Slots at teacher's tables in a whole week.
    pub slots_per_week: u32,
    /// The group in focus.
    pub focus_group: Option<GroupId>,
    /// The standard in focus, where no group is named.
    pub focus_standard: Option<StandardId>,
}

impl Command for EditQuarter {
    fn changes(&self, class: &Class, context: &mut Context) -> Result<Changes, Rejected> {
        let mut all = quarters(class, context.today);
        let at = all.iter().position(|(id, _)| *id == self.id);
        let at = at.ok_or_else(|| Rejected::because("year.unknown_quarter"))?;
        if self.ends < self.starts || days_between(self.starts, self.ends) > LONGEST {
            return Err(Sentence::new("year.quarter_ends").with("starts", self.starts).into());
        }
        if weeks(class, Period { starts: self.starts, ends: self.ends })
            .iter()
            .all(|week| week.days.is_empty())
        {
            return Err(Rejected::because("year.no_school_days"));
        }
        let overlaps = |(id, other): &&(QuarterId, Quarter)| {
            *id != self.id
                && other.starts.is_some_and(|starts| starts <= self.ends)
                && other.ends.is_some_and(|ends| self.starts <= ends)
        };
        if let Some((_, other)) = all.iter().find(overlaps) {
            let (from, to) = (other.starts.unwrap_or(self.starts), other.ends.unwrap_or(self.ends));
            return Err(Sentence::new("year.quarters_overlap").with("from", from).with("to", to).into());
        }
        let most = slots_of_a_week(class, context.today);
        if self.slots_per_week > most {
            let most = usize::try_from(most).unwrap_or(0);
            return Err(Sentence::new("year.too_many_slots").with("most", most).into());
        }
        let (_, quarter) = &mut all[at];
        *quarter = Quarter {
            starts: Some(self.starts),
            ends: Some(self.ends),
            slots_per_week: self.slots_per_week,
            focus_group: self.focus_group.clone(),
            focus_standard: self.focus_standard.clone(),
            ..quarter.clone()
        };
        // The first change writes the usual ones down, so that the others stay when one is changed.
        let mut changes = Changes::default();
        for (id, quarter) in all.iter().filter(|(id, _)| class.quarters.is_empty() || *id == self.id) {
            write(id, quarter, &mut changes);
        }
        Ok(changes)
    }

    fn label(&self, _: &Class) -> Sentence {
        Sentence::new("undo.edit_quarter")
    }
}

/// Makes the rotations of the days of a week, so that each group is at the teacher's table as often as the year plan
/// says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowPlan {
    /// Days that are still to come and are not logged, in order.
    pub days: Vec<Date>,
    /// Slots of each group in these days together.
    pub slots: Vec<(GroupId, u32)>,
}

impl Command for FollowPlan {
    fn changes(&self, class: &Class, context: &mut Context) -> Result<Changes, Rejected> {
        let amounts: Vec<u32> = self.slots.iter().map(|(_, slots)| *slots).collect();
        // Nobody moves while the whole class is together.
        let days = self.days.iter().filter(|day| whole_class_on(class, **day).is_none());
        let days: Vec<Date> = days.copied().collect();
        let room: Vec<u32> = days.iter().map(|day| slots_of_a_day(class, *day)).collect();
        let mut changes = Changes::default();
        for (day, amounts) in days.iter().zip(over_weeks(&amounts, &room)) {
            let cycle = running_cycle(class, *day).ok_or_else(|| Rejected::because("rotation.no_groups"))?;
            let mixed = mixed_beside(class, &cycle, *day);
            let settings = Settings { day: *day, cycle: cycle.clone(), mixed: mixed.clone(), keep: None };
            let wanted: Vec<_> = self.slots.iter().map(|(group, _)| group.clone()).zip(amounts).collect();
            let seats = propose_with_table(class, &settings, &wanted)
                .map_err(|_| Sentence::new("year.no_rotation").with("day", *day))?;
            let rotation = UseRotation { starts: *day, cycle, mixed, seats };
            changes.0.extend(rotation.changes(class, context)?.0);
        }
        if changes.0.is_empty() {
            return Err(Rejected::because("year.week_is_over"));
        }
        Ok(changes)
    }

    fn label(&self, _: &Class) -> Sentence {
        Sentence::new("undo.follow_plan")
    }
}

/// Says how the teacher's minutes are shared over the year.
#[derive(Debug, Clone, PartialEq)]
pub struct SetTimePolicy {
    /// Equal, or by need.
    pub policy: TimePolicy,
    /// Minutes a week that everybody gets, by need.
    pub floor_minutes: u32,
    /// Times the slots of another group that the group in focus gets, 1 to 5.
    pub focus_weight: f64,
    /// School days that nobody goes unseen, 1 to 30.
    pub unseen_days: u32,
    /// Slots a week for one student alone.
    pub one_to_one: u32,
}

impl SetTimePolicy {
    /// What a subject says now.
    pub fn of(about: &Subject) -> Self {
        Self {
            policy: about.policy,
            floor_minutes: about.floor_minutes,
            focus_weight: about.focus_weight.unwrap_or(FOCUS_WEIGHT),
            unseen_days: about.unseen_days.unwrap_or(UNSEEN_DAYS),
            one_to_one: about.one_to_one,
        }
    }
}

impl Command for SetTimePolicy {
    fn changes(&self, class: &Class, _: &mut Context) -> Result<Changes, Rejected> {
        let (subject, _) = policy_of(class).ok_or_else(|| Rejected::because("year.no_subject"))?;
        if !(1.0..=5.0).contains(&self.focus_weight) {
            return Err(Rejected::because("year.focus_weight_range"));
        }
        if !(1..=30).contains(&self.unseen_days) {
            return Err(Rejected::because("year.unseen_range"));
        }
        if self.floor_minutes > 300 || self.one_to_one > 20 {
            return Err(Rejected::because("year.floor_range"));
        }
        let mut changes = Changes::default();
        changes
            .set(&subject, Subject::POLICY, self.policy)
            .set(&subject, Subject::FLOOR_MINUTES, self.floor_minutes)
            .set(&subject, Subject::FOCUS_WEIGHT, self.focus_weight)
            .set(&subject, Subject::UNSEEN_DAYS, self.unseen_days)
            .set(&subject, Subject::ONE_TO_ONE, self.one_to_one);
        Ok(changes)
    }

    fn label(&self, _: &Class) -> Sentence {
        Sentence::new("undo.time_policy")
    }
}

/// Makes a group's slot longer or shorter than the others in the year plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetGroupSlot {
    pub group: GroupId,
    /// Minutes of its slot; `None` is like the others.
    pub minutes: Option<u32>,
}

impl Command for SetGroupSlot {
    fn changes(&self, class: &Class, _: &mut Context) -> Result<Changes, Rejected> {
        if class.groups.get(&self.group).is_none() {
            return Err(Rejected::because("year.unknown_group"));
        }
        if self.minutes.is_some_and(|minutes| !(3..=120).contains(&minutes)) {
            return Err(Rejected::because("rotation.minutes_range"));
        }
        let mut changes = Changes::default();
        changes.set(&self.group, Group::SLOT_MINUTES, self.minutes);
        Ok(changes)
    }

    fn label(&self, class: &Class) -> Sentence {
        Sentence::new("undo.group_slot").with("group", name_of_group(class, &self.group))
    }
}

#[cfg(test)]
mod tests;
