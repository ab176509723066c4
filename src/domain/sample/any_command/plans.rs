//! What a student works toward: plans, goals, playlists, supports, interests; and the talks about them.

use super::desk::Desk;
use super::{Drawn, Kind, done};
use crate::domain::calendar::plus_days;
use crate::domain::command::{
    AddGoal, AddItem, AddSupport, EditConference, EditGoal, EditInterests, EditItem, LogConference, NewGoal,
    NewPlan, PlannedItem, RemoveConference, RemoveGoal, RemoveItem, RemoveSupport, StartPlans, Talk,
    TickItem,
};
use crate::domain::id::{StudentId, SubjectId};
use crate::domain::learning_plan::{ChosenBy, Commitment};

pub(super) const KINDS: &[Kind] = &[
    Kind("LogConference", 35, log_conference),
    Kind("EditConference", 8, edit_conference),
    Kind("RemoveConference", 3, remove_conference),
    Kind("StartPlans", 6, start_plans),
    Kind("AddGoal", 15, add_goal),
    Kind("EditGoal", 8, edit_goal),
    Kind("RemoveGoal", 3, remove_goal),
    Kind("AddItem", 15, add_item),
    Kind("EditItem", 6, edit_item),
    Kind("RemoveItem", 3, remove_item),
    Kind("TickItem", 20, tick_item),
    Kind("AddSupport", 6, add_support),
    Kind("RemoveSupport", 3, remove_support),
    Kind("EditInterests", 6, edit_interests),
];

fn talk(desk: &mut Desk<'_>) -> Talk {
    let minutes = desk.within(2, 12);
    let minutes = desk.maybe(0.7, minutes);
    let mut say = |what| if desk.chance(0.6) { desk.text(what) } else { String::new() };
    let (strength, teaching_point, next_step) = (say("strength"), say("point"), say("step"));
    Talk { minutes, strength, teaching_point, next_step }
}

fn log_conference(desk: &mut Desk<'_>) -> Drawn {
    let student = desk.student()?;
    let on = desk.past_day(3);
    done(LogConference { student, on, talk: talk(desk) })
}

fn edit_conference(desk: &mut Desk<'_>) -> Drawn {
    let (id, held) = desk.one(&desk.class.conferences)?;
    let on = held.on.filter(|on| *on <= desk.today).unwrap_or(desk.today);
    done(EditConference { id: id.clone(), on, talk: talk(desk) })
}

fn remove_conference(desk: &mut Desk<'_>) -> Drawn {
    let (id, _) = desk.one(&desk.class.conferences)?;
    done(RemoveConference { id: id.clone() })
}

fn goal(desk: &mut Desk<'_>, student: &StudentId, subject: &SubjectId) -> Option<NewGoal> {
    let standard = desk.standard(subject);
    let (one, other) = (desk.level(subject, student), desk.level(subject, student));
    let by = desk.day_ahead(5, 30);
    Some(NewGoal {
        standard,
        from: desk.maybe(0.8, one.min(other)),
        to: desk.maybe(0.9, one.max(other)),
        by: desk.maybe(0.8, by),
        shown_by: desk.text("shown by"),
        chosen_by: desk.pick(ChosenBy::ALL)?,
    })
}

fn item(desk: &mut Desk<'_>, subject: &SubjectId) -> Option<PlannedItem> {
    let serves = desk.standard(subject);
    let practises = if desk.chance(0.7) { serves.clone() } else { desk.any_standard() };
    let minutes = desk.within(5, 30);
    let named = desk.chance(0.8);
    Some(PlannedItem {
        title: desk.text("practice"),
        practises: Some(practises).filter(|_| named),
        serves: Some(serves).filter(|_| named),
        commitment: desk.pick(Commitment::ALL)?,
        minutes: desk.maybe(0.7, minutes),
    })
}

fn start_plans(desk: &mut Desk<'_>) -> Drawn {
    let subject = desk.subject()?;
    let students = if desk.chance(0.3) { desk.students() } else { desk.some_students(1, 3) };
    let starts = desk.today;
    let ends = plus_days(starts, i64::from(desk.within(7, 42)));
    let mut plans = Vec::new();
    for student in students {
        let mut goals = Vec::new();
        for _ in 0..desk.within(0, 2) {
            goals.push(goal(desk, &student, &subject)?);
        }
        let mut items = Vec::new();
        for _ in 0..desk.within(0, 3) {
            items.push(item(desk, &subject)?);
        }
        plans.push(NewPlan { student, subject: subject.clone(), starts, ends, goals, items });
    }
    if plans.is_empty() { None } else { done(StartPlans { plans }) }
}

fn add_goal(desk: &mut Desk<'_>) -> Drawn {
    let (student, subject) = (desk.student()?, desk.subject()?);
    let goal = goal(desk, &student, &subject)?;
    done(AddGoal { student, subject, goal })
}

fn edit_goal(desk: &mut Desk<'_>) -> Drawn {
    let (id, old) = desk.one(&desk.class.goals)?;
    let plan = desk.class.plans.get(old.plan.as_ref()?)?;
    let goal = goal(desk, plan.student.as_ref()?, plan.subject.as_ref()?)?;
    let standard = old.standard.clone().unwrap_or(goal.standard);
    done(EditGoal { id: id.clone(), goal: NewGoal { standard, ..goal } })
}

fn remove_goal(desk: &mut Desk<'_>) -> Drawn {
    let (id, _) = desk.one(&desk.class.goals)?;
    done(RemoveGoal { id: id.clone() })
}

fn add_item(desk: &mut Desk<'_>) -> Drawn {
    let (student, subject) = (desk.student()?, desk.subject()?);
    let item = item(desk, &subject)?;
    done(AddItem { student, subject, item })
}

fn edit_item(desk: &mut Desk<'_>) -> Drawn {
    let (id, _) = desk.one(&desk.class.playlist)?;
    let subject = desk.subject()?;
    done(EditItem { id: id.clone(), item: item(desk, &subject)? })
}

fn remove_item(desk: &mut Desk<'_>) -> Drawn {
    let (id, _) = desk.one(&desk.class.playlist)?;
    done(RemoveItem { id: id.clone() })
}

fn tick_item(desk: &mut Desk<'_>) -> Drawn {
    let (item, old) = desk.one(&desk.class.playlist)?;
    let done_on = old.done_on.is_none().then(|| desk.past_day(2));
    done(TickItem { item: item.clone(), done_on })
}

fn add_support(desk: &mut Desk<'_>) -> Drawn {
    let student = desk.student()?;
    done(AddSupport { student, text: desk.text("support") })
}

fn remove_support(desk: &mut Desk<'_>) -> Drawn {
    let (id, _) = desk.one(&desk.class.supports)?;
    done(RemoveSupport { id: id.clone() })
}

fn edit_interests(desk: &mut Desk<'_>) -> Drawn {
    let student = desk.student()?;
    let interests = if desk.chance(0.9) { desk.text("chess, horses") } else { String::new() };
    done(EditInterests { student, interests })
}
