//! Groups beside the cycle: for a day, for everybody, by what students choose.

use super::desk::Desk;
use super::{Drawn, Kind, done};
use crate::domain::calendar::plus_days;
use crate::domain::command::lead_adult;
use crate::domain::command::{
    CallTogether, ChooseTopics, DropSmallGroup, LogSmallGroup, NameTopics, PlanSmallGroup,
};
use crate::domain::grouping::interest::{MOST_CHOICES, topics};
use crate::domain::grouping::names::deal_free;
use crate::domain::grouping::people::running;
use crate::domain::grouping::small::{place_in_log, small_groups};
use crate::domain::grouping::whole::{together_in, usual_days};
use crate::domain::grouping::{Cycle, Purpose};
use crate::domain::id::CycleId;

pub(super) const KINDS: &[Kind] = &[
    Kind("PlanSmallGroup", 12, plan_small_group),
    Kind("LogSmallGroup", 20, log_small_group),
    Kind("DropSmallGroup", 8, drop_small_group),
    Kind("CallTogether", 3, call_together),
    Kind("NameTopics", 3, name_topics),
    Kind("ChooseTopics", 12, choose_topics),
];

fn plan_small_group(desk: &mut Desk<'_>) -> Drawn {
    let subject = desk.taught_subject()?;
    let (standard, reach, students) = (desk.standard(&subject), desk.reach(), desk.some_students(2, 5));
    if students.is_empty() {
        return None;
    }
    let on = if desk.chance(0.5) { desk.today } else { desk.day_ahead(1, 3) };
    done(PlanSmallGroup { subject, standard, reach, students, on })
}

fn log_small_group(desk: &mut Desk<'_>) -> Drawn {
    let met = small_groups(desk.class, plus_days(desk.today, -10), desk.today);
    let lead = lead_adult(desk.class);
    let open = met.iter().filter(|met| {
        let key = place_in_log(met.on, met.id, lead.clone());
        desk.class.sessions.get(&key).is_none()
    });
    let open: Vec<CycleId> = open.map(|met| met.cycle.clone()).collect();
    let all: Vec<CycleId> = met.iter().map(|met| met.cycle.clone()).collect();
    let cycle = if desk.chance(0.8) { desk.pick(&open)? } else { desk.pick(&all)? };
    done(LogSmallGroup { cycle, minutes: desk.within(5, 30) })
}

fn drop_small_group(desk: &mut Desk<'_>) -> Drawn {
    let met = small_groups(desk.class, plus_days(desk.today, -7), plus_days(desk.today, 10));
    let all: Vec<CycleId> = met.iter().map(|met| met.cycle.clone()).collect();
    done(DropSmallGroup { cycle: desk.pick(&all)? })
}

fn call_together(desk: &mut Desk<'_>) -> Drawn {
    let subject = desk.taught_subject()?;
    let days = usual_days(desk.class, &subject, desk.today);
    if together_in(desk.class, days).is_some() {
        return None;
    }
    let name = deal_free(desk.class, days, Purpose::WholeClass, None).into_iter().next()?;
    let standard = desk.standard(&subject);
    let standard = desk.maybe(0.9, standard);
    let ends = if desk.chance(0.5) { days.starts } else { days.ends };
    done(CallTogether { subject, name, standard, starts: days.starts, ends })
}

/// The interest cycle of a subject that has topics.
fn interest(desk: &mut Desk<'_>) -> Option<CycleId> {
    let subject = desk.taught_subject()?;
    let open = |(_, cycle): &(&CycleId, &Cycle)| cycle.ends.is_none_or(|ends| ends >= desk.today);
    let cycle = running(desk.class, &subject, Purpose::Interest, desk.today).filter(open);
    cycle.map(|(id, _)| id.clone())
}

fn name_topics(desk: &mut Desk<'_>) -> Drawn {
    let subject = desk.taught_subject()?;
    let open = |(_, cycle): &(&CycleId, &Cycle)| cycle.ends.is_none_or(|ends| ends >= desk.today);
    let cycle = running(desk.class, &subject, Purpose::Interest, desk.today).filter(open);
    let cycle = cycle.map(|(id, _)| id.clone());
    let mut named = cycle.as_ref().map(|cycle| topics(desk.class, cycle)).unwrap_or_default();
    if named.len() < 3 {
        named.extend((0..4).map(|_| desk.text("topic")));
    } else {
        let at = desk.below(u32::try_from(named.len()).unwrap_or(1)) as usize;
        named[at] = desk.text("topic");
    }
    named.truncate(8);
    done(NameTopics { subject, cycle, topics: named })
}

fn choose_topics(desk: &mut Desk<'_>) -> Drawn {
    let cycle = interest(desk)?;
    let offered = topics(desk.class, &cycle);
    if offered.is_empty() {
        return None;
    }
    let who = if desk.chance(0.5) { desk.some_students(1, 1) } else { desk.students() };
    let mut choices = Vec::new();
    for student in who {
        let n = desk.within(0, 3) as usize;
        choices.push((student, desk.several(&offered, n.min(MOST_CHOICES))));
    }
    done(ChooseTopics { cycle, choices })
}
