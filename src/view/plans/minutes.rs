//! Minutes with the teacher, for the line on a student's page.

use crate::domain::Date;
use crate::domain::conference::students_here;
use crate::domain::id::{AdultId, StationId, StudentId};
use crate::domain::minutes::session_place;
use crate::domain::order::Order;
use crate::domain::{Class, Sentence};
use crate::view::text;

/// "149 min since 1 September; the middle of the class is 146"; nothing where no minutes are logged.
pub(super) fn with_you(class: &Class, student: &StudentId, today: Date) -> Option<String> {
    let first = class.sessions.iter().map(|(key, _)| key.0).min()?;
    let own = minutes(class, student);
    let mut all: Vec<u32> =
        students_here(class, today).into_iter().map(|(id, _)| minutes(class, id)).collect();
    all.order();
    let middle = all.get(all.len() / 2).copied().unwrap_or(0);
    let sentence = Sentence::new("plans.with_you").with("minutes", f64::from(own)).with("since", first);
    Some(text::say(&sentence.with("middle", f64::from(middle))))
}

fn minutes(class: &Class, student: &StudentId) -> u32 {
    let there = class.attendance.iter().filter(|((.., who), row)| who == student && row.present);
    there
        .map(|((day, slot, place, _), _)| {
            let from = (*day, *slot, StationId::default(), AdultId::default());
            let held = class.sessions.range(from..).take_while(|(key, _)| key.0 == *day && key.1 == *slot);
            let mut held: Vec<_> = held.collect();
            // Two adults may teach in one slot: the attendance says whose table it was.
            if held.len() > 1 {
                held.retain(|((_, _, station, adult), _)| session_place(station, adult) == *place);
            }
            held.first().map_or(0, |(_, session)| session.minutes)
        })
        .sum()
}
