//! Groups on a day on which some are absent: which are too few, and who could sit with another group today.

use super::rows::DayRow;
use super::{Scene, short_name};
use crate::domain::Sentence;
use crate::domain::grouping::people::holds;
use crate::domain::grouping::{Cycle, Purpose};
use crate::domain::id::{GroupId, StudentId};
use crate::domain::rotation::{guests, name_of_group, repair};
use crate::view::text;

/// What there is to say of today; nothing on a day that is like any other.
pub(super) fn day(scene: &Scene<'_>) -> Option<DayRow> {
    let (class, today) = (scene.class, scene.query.today);
    // Where everybody is together there is no other group.
    let moves = |cycle: &&Cycle| cycle.purpose != Purpose::WholeClass && holds(cycle, today);
    class.cycles.get(scene.cycle).filter(moves)?;
    let seated = guests(class, scene.cycle, today);
    if !seated.is_empty() {
        let head = Sentence::new("groups.day.seated").with("who", who(scene, &seated));
        return Some(DayRow { head: text::say(&head), seated: true, ..DayRow::default() });
    }
    let found = repair(class, scene.cycle, today);
    let few = found.short.iter().map(|(group, here, usual)| {
        text::say(
            &Sentence::new("groups.day.few_of")
                .with("group", name_of_group(scene.class, group))
                .with("here", *here)
                .with("usual", *usual),
        )
    });
    let few: Vec<String> = few.collect();
    if few.is_empty() {
        return None;
    }
    let said = if found.guests.is_empty() {
        text::of("groups.day.no_way").to_owned()
    } else {
        text::say(&Sentence::new("groups.day.could").with("who", who(scene, &found.guests)))
    };
    let guests = found.guests.into_iter().map(|(student, group)| (student.0, group.0)).collect();
    Some(DayRow {
        head: text::say(&Sentence::new("groups.day.few").with("groups", few)),
        text: said,
        guests,
        seated: false,
    })
}

/// "Ana M. with Elm".
fn who(scene: &Scene<'_>, guests: &[(StudentId, GroupId)]) -> Vec<String> {
    let with = guests.iter().map(|(student, group)| {
        text::say(
            &Sentence::new("groups.day.with")
                .with("name", short_name(scene.class, student))
                .with("group", name_of_group(scene.class, group)),
        )
    });
    with.collect()
}
