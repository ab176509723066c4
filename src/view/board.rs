//! The rotation on the wall: first names, places, time and the next move, and nothing else.

use std::collections::BTreeMap;

use serde::Serialize;

use super::text;
use crate::domain::id::{GroupId, StudentId};
use crate::domain::order::Order;
use crate::domain::roster::{self, enrolled};
use crate::domain::rotation::{
    self, At, Shown, at, is_taught, is_together, name_of_group, name_of_station, shown,
};
use crate::domain::week::{Slot, block, slots};
use crate::domain::{Arg, Class, Date, Sentence};

/// One place on the board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Spot {
    pub place: String,
    /// An adult teaches there.
    pub taught: bool,
    /// Names of the groups of which most are here.
    pub groups: Vec<String>,
    /// Who, by first name; who is absent is left out.
    pub names: Vec<String>,
}

/// The board in one slot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BoardRows {
    /// "Round 2 of 4".
    pub title: String,
    /// "Until 9:33. Then everybody moves."
    pub until: String,
    /// The slot, counted from 1.
    pub slot: u32,
    /// How many slots there are.
    pub slots: u32,
    /// Seconds after midnight at which the slot ends.
    pub ends_at: u32,
    /// How long the slot is, in seconds.
    pub seconds: u32,
    /// Places with a group or somebody there; others take no room on the wall.
    pub spots: Vec<Spot>,
    /// Who goes where next.
    pub next: Vec<(String, String)>,
    /// Some go by their own agenda.
    pub by_agenda: bool,
    /// Who is not in the room, by first name; why is nobody's business on a wall.
    pub away: Vec<String>,
}

/// "9:05".
pub fn time(minutes: u32) -> String {
    format!("{}:{:02}", minutes / 60 % 24, minutes % 60)
}

/// The slot of a minute of the day: the running one, in a break the one to come, before the block the first, after
/// it the last.
pub fn slot_at(all: &[Slot], minute: u32) -> Option<Slot> {
    all.iter().find(|slot| minute < slot.ends_at).or(all.last()).copied()
}

/// The slot on the board and, where it was started by hand, the second at which it ends, as they should be at a second
/// of the day. A slot by the clock gives way when the next one begins. One that was started by hand waits for the
/// teacher, unless the computer slept through its end.
pub fn moved_on(
    all: &[Slot],
    (slot, by_hand): (u32, Option<u32>),
    second: u32,
    slept: bool,
) -> (u32, Option<u32>) {
    let Some(mut ends) = by_hand else {
        let begun = |it: &&Slot| it.starts_at * 60 <= second && second < it.ends_at * 60 && it.number > slot;
        let found = if slept { slot_at(all, second / 60) } else { all.iter().find(begun).copied() };
        return (found.map_or(slot, |found| found.number), None);
    };
    let mut slot = slot;
    while slept && ends <= second {
        let Some((now, next)) = all.iter().zip(all.iter().skip(1)).find(|(now, _)| now.number == slot) else {
            break;
        };
        slot = next.number;
        ends += next.ends_at.saturating_sub(now.ends_at).max(1) * 60;
    }
    (slot, Some(ends))
}

/// First names alone, with as much more as tells two students apart.
pub fn first_names(class: &Class) -> BTreeMap<StudentId, String> {
    let mut names = roster::names(class);
    let firsts: Vec<&str> = class.students.iter().map(|(_, student)| student.first()).collect();
    for (id, student) in class.students.iter() {
        if firsts.iter().filter(|first| **first == student.first()).count() == 1 {
            names.insert(id.clone(), student.first().to_owned());
        }
    }
    names
}

/// A station's name in words.
pub fn station_name(name: Arg) -> String {
    match name {
        Arg::Inner(sentence) => text::say(&sentence),
        Arg::Text(text) => text,
        _ => String::new(),
    }
}

/// The board of a day in a slot; the reason where there is none.
///
/// # Errors
/// The sentence to show instead.
pub fn board(class: &Class, day: Date, slot: u32) -> Result<BoardRows, String> {
    let plan = shown(class, day).map_err(|why| text::say(&why))?;
    let all = slots(&block(class, day));
    let Some(now) = all.iter().find(|known| known.number == slot).or(all.last()) else {
        return Err(text::of("rotation.no_slots").to_owned());
    };
    let names = first_names(class);
    let places = at(class, &plan, day, now.number);
    let spots = places.iter().map(|place| {
        let mut here: Vec<String> = place
            .groups
            .iter()
            .flat_map(|(_, students)| students)
            .filter_map(|student| names.get(student).cloned())
            .collect();
        here.order();
        Spot {
            place: station_name(name_of_station(&place.station)),
            taught: is_taught(&place.station),
            groups: together(&places, place).map(|group| name_of_group(class, group)).collect(),
            names: here,
        }
    });
    // A closed station without anybody takes no room on the wall.
    let spots: Vec<Spot> = spots.filter(|spot| !spot.groups.is_empty() || !spot.names.is_empty()).collect();
    let last = all.last().is_some_and(|last| last.number == now.number);
    // Where everybody is together nobody moves between the slots.
    let together = is_together(class, &plan);
    let (next, by_agenda) =
        if last || together { Default::default() } else { next(class, &plan, day, now.number + 1) };
    let round = |key| {
        Sentence::new(key)
            .with("slot", number(now.number))
            .with("slots", number(all.len().try_into().unwrap_or(0)))
    };
    let (title, until) = match (together, last) {
        (true, _) => (Sentence::new("board.together"), round("board.until_together")),
        (false, true) => (round("board.round"), Sentence::new("board.until_last")),
        (false, false) => (round("board.round"), Sentence::new("board.until")),
    };
    let gone = class.students.iter().map(|(id, _)| id);
    let gone = gone.filter(|id| enrolled(class, id, day) && rotation::away(class, id, day, now.number));
    let mut gone: Vec<String> = gone.filter_map(|id| names.get(id).cloned()).collect();
    gone.order();
    Ok(BoardRows {
        title: text::say(&title),
        until: text::say(&until.with("time", time(now.ends_at))),
        slot: now.number,
        slots: u32::try_from(all.len()).unwrap_or(0),
        ends_at: now.ends_at * 60,
        seconds: now.ends_at.saturating_sub(now.starts_at) * 60,
        spots,
        next,
        by_agenda,
        away: gone,
    })
}

fn number(n: u32) -> Arg {
    Arg::Text(n.to_string())
}

/// The groups of which most are at a place: with agendas a group is in several places, and its name would tell nobody
/// where to go. A group with nobody here is named where it would be.
fn together<'a>(places: &'a [At], place: &'a At) -> impl Iterator<Item = &'a GroupId> {
    let all = |group: &GroupId| -> usize {
        places
            .iter()
            .flat_map(|place| &place.groups)
            .filter(|(known, _)| known == group)
            .map(|(_, s)| s.len())
            .sum()
    };
    let most = move |(group, students): &&(GroupId, Vec<StudentId>)| {
        let all = all(group);
        all == 0 || students.len() * 2 > all
    };
    place.groups.iter().filter(most).map(|(group, _)| group)
}

/// Who goes where in a slot, and whether some go by their own agenda.
fn next(class: &Class, plan: &Shown, day: Date, slot: u32) -> (Vec<(String, String)>, bool) {
    let places = at(class, plan, day, slot);
    let (mut next, mut groups) = (Vec::new(), 0);
    for place in &places {
        let to = station_name(name_of_station(&place.station));
        next.extend(together(&places, place).map(|group| (name_of_group(class, group), to.clone())));
        groups += place.groups.len();
    }
    let by_agenda = next.len() < groups;
    (next, by_agenda)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::command::{Command, Context, UseRotation};
    use crate::domain::id::{Mint, StationId};
    use crate::domain::record::Changes;
    use crate::domain::roster::Absence;
    use crate::domain::rotation::AgendaVisit;
    use crate::domain::rotation::tests::{class_with_groups, monday};

    #[test]
    fn says_places_names_and_the_next_move() {
        let mut class = class_with_groups(&[2, 2]);
        let board = |class: &Class, slot: u32| super::board(class, monday(), slot).unwrap();
        let first = board(&class, 1);
        assert_eq!(first.title, "Round 1 of 4");
        assert_eq!(first.until, "Until 9:20. Then everybody moves.");
        assert_eq!((first.ends_at, first.seconds), (560 * 60, 900));
        assert_eq!(first.spots[0].place, "Teacher’s table");
        assert_eq!(first.spots[0].names, ["Oak 1", "Oak 2"]);
        assert!(first.next.contains(&("Maple".into(), "Teacher’s table".into())));
        let mut changes = Changes::default();
        changes.set(&("g1-1".into(), monday(), 0), Absence::ABSENT, true);
        class.apply(&changes.0);
        assert_eq!(first.away, [""; 0]);
        let without = board(&class, 1);
        assert_eq!(
            (without.spots[0].names.join(" "), without.away.join(" ")),
            ("Oak 2".into(), "Oak 1".into())
        );
        let last = board(&class, 4);
        assert_eq!((last.until.as_str(), last.next.len()), ("Until 10:11. Then this is over.", 0));
        assert!(super::board(&Class::default(), monday(), 1).is_err());
    }

    #[test]
    fn a_group_on_its_own_ways_is_named_nowhere() {
        let mut class = class_with_groups(&[2, 4]);
        let shown = shown(&class, monday()).unwrap();
        let used = UseRotation { starts: monday(), cycle: shown.cycle, mixed: None, seats: shown.plan };
        let mut context = Context { today: monday(), mint: Mint::new("t") };
        let changes = used.changes(&class, &mut context).unwrap();
        class.apply(&changes.0);
        let rotation = super::shown(&class, monday()).unwrap().rotation.unwrap();
        let go = |class: &mut Class, student: &str, station: &str| {
            let mut changes = Changes::default();
            let key = (rotation.clone(), 1, student.into());
            changes.set(&key, AgendaVisit::STATION, StationId::from(station));
            class.apply(&changes.0);
        };
        let maple = |class: &Class| {
            let rows = super::board(class, monday(), 1).unwrap();
            rows.spots.iter().filter(|spot| spot.groups.contains(&"Maple".into())).count()
        };
        go(&mut class, "g2-1", "partner");
        assert_eq!(maple(&class), 1, "most of it is together");
        go(&mut class, "g2-2", "workshop");
        go(&mut class, "g2-3", "tablets");
        assert_eq!(maple(&class), 0);
        let rows = super::board(&class, monday(), 1).unwrap();
        assert_eq!(rows.spots.iter().map(|spot| spot.names.len()).sum::<usize>(), 6);
    }

    #[test]
    fn the_slot_of_a_minute() {
        let all = slots(&block(&Class::default(), monday()));
        for (minute, slot) in [(0, 1), (545, 1), (559, 1), (560, 2), (562, 2), (610, 4), (900, 4)] {
            assert_eq!(slot_at(&all, minute).map(|slot| slot.number), Some(slot), "{minute}");
        }
        assert_eq!(time(545), "9:05");
    }

    #[test]
    fn a_slot_gives_way_to_the_next_and_a_sleep_loses_nothing() {
        // 9:05 to 9:20, 9:22 to 9:37, 9:39 to 9:54, 9:56 to 10:11.
        let all = slots(&block(&Class::default(), monday()));
        let at = |hour: u32, minute: u32| (hour * 60 + minute) * 60;
        for (now, second, slept, then) in [
            ((1, None), at(9, 19), false, (1, None)),
            ((1, None), at(9, 21), false, (1, None)),
            ((1, None), at(9, 22), false, (2, None)),
            ((3, None), at(9, 22), false, (3, None)),
            ((1, None), at(9, 50), true, (3, None)),
            ((2, None), at(11, 0), true, (4, None)),
            ((1, Some(at(9, 30))), at(9, 31), false, (1, Some(at(9, 30)))),
            ((1, Some(at(9, 30))), at(9, 29), true, (1, Some(at(9, 30)))),
            ((1, Some(at(9, 30))), at(9, 31), true, (2, Some(at(9, 47)))),
            ((1, Some(at(9, 30))), at(12, 0), true, (4, Some(at(10, 21)))),
        ] {
            assert_eq!(moved_on(&all, now, second, slept), then, "{now:?} {second}");
        }
    }

    #[test]
    fn two_students_of_one_name_are_told_apart() {
        let mut class = Class::default();
        for (id, given, family) in [("a", "Ana", "Ruiz"), ("b", "Ana", "Mora"), ("c", "Ben", "Lee")] {
            class.set("student", id, "given", &crate::domain::record::Value::Text(given.into()));
            class.set("student", id, "family", &crate::domain::record::Value::Text(family.into()));
        }
        assert_eq!(first_names(&class).into_values().collect::<Vec<_>>(), ["Ana R.", "Ana M.", "Ben"]);
    }
}
