//! The agendas in use: read from the class, put in place of the groups, changed by hand.

use super::super::shown::At;
use super::agenda_day::Visit;
use crate::domain::id::{GroupId, RotationId, StationId, StudentId};
use crate::domain::{Class, Date};

/// The agendas of a rotation, by slot and student; empty where it has none.
pub fn visits(class: &Class, rotation: &RotationId) -> Vec<Visit> {
    let from = (rotation.clone(), 0, StudentId::default());
    let of = class.agenda.range(from..).take_while(|((of, _, _), _)| of == rotation);
    let visits = of.filter_map(|((_, slot, student), visit)| {
        Some(Visit {
            slot: *slot,
            student: student.clone(),
            station: visit.station.clone()?,
            standard: visit.standard.clone(),
            locked: visit.locked,
        })
    });
    visits.collect()
}

/// The stops of a rotation that are other ones on a day.
pub fn only_on(class: &Class, rotation: &RotationId, day: Date) -> Vec<Visit> {
    let from = (rotation.clone(), day, 0, StudentId::default());
    let of_day = class.day_visits.range(from..).take_while(|(key, _)| key.0 == *rotation && key.1 == day);
    let visits = of_day.filter_map(|((.., slot, student), visit)| {
        Some(Visit {
            slot: *slot,
            student: student.clone(),
            station: visit.station.clone()?,
            standard: visit.standard.clone(),
            locked: false,
        })
    });
    visits.collect()
}

/// The agendas as they are on a day.
pub fn visits_on(class: &Class, rotation: &RotationId, day: Date) -> Vec<Visit> {
    let mut all = visits(class, rotation);
    if all.is_empty() {
        return all;
    }
    for visit in only_on(class, rotation, day) {
        put(&mut all, visit);
    }
    all
}

/// Puts a stop in the place of the one that its student has in its slot.
pub fn put(visits: &mut Vec<Visit>, visit: Visit) {
    match visits.iter_mut().find(|old| old.slot == visit.slot && old.student == visit.student) {
        Some(old) => *old = visit,
        None => visits.push(visit),
    }
}

/// Moves everybody who has an agenda from the group's station to the student's own. Who has a station that is gone stays
/// with the group.
pub fn reseat(class: &Class, rotation: &RotationId, day: Date, slot: u32, places: &mut [At]) {
    let mut moves: Vec<(StationId, GroupId, StudentId)> = Vec::new();
    let known: Vec<StationId> = places.iter().map(|place| place.id.clone()).collect();
    for place in places.iter_mut() {
        for (group, students) in &mut place.groups {
            let before = students.len();
            students.retain(|student| {
                let key = (rotation.clone(), slot, student.clone());
                let usual = class.agenda.get(&key).and_then(|visit| visit.station.clone());
                let key = (rotation.clone(), day, slot, student.clone());
                let today = class.day_visits.get(&key).and_then(|visit| visit.station.clone());
                let to = today.filter(|to| known.contains(to)).or(usual);
                let Some(to) = to.filter(|to| *to != place.id && known.contains(to)) else { return true };
                moves.push((to, group.clone(), student.clone()));
                false
            });
            if students.is_empty() && before > 0 {
                group.0.clear();
            }
        }
        place.groups.retain(|(group, _)| !group.0.is_empty());
    }
    for (to, group, student) in moves {
        let Some(place) = places.iter_mut().find(|place| place.id == to) else { continue };
        match place.groups.iter_mut().find(|(known, _)| *known == group) {
            Some((_, students)) => students.push(student),
            None => place.groups.push((group, vec![student])),
        }
    }
}

/// The agendas with one student somewhere else in a slot.
pub fn moved(visits: &[Visit], slot: u32, student: &StudentId, station: &StationId) -> Vec<Visit> {
    let mut after = visits.to_vec();
    match after.iter_mut().find(|visit| visit.slot == slot && visit.student == *student) {
        Some(visit) => visit.station.clone_from(station),
        None => after.push(Visit {
            slot,
            student: student.clone(),
            station: station.clone(),
            standard: None,
            locked: false,
        }),
    }
    after
}

/// The agendas with two students in each other's place; `None` where one of them has none in the slot.
pub fn swapped(visits: &[Visit], slot: u32, a: &StudentId, b: &StudentId) -> Option<Vec<Visit>> {
    let of = |student: &StudentId| {
        let visit = visits.iter().find(|visit| visit.slot == slot && visit.student == *student);
        visit.map(|visit| visit.station.clone())
    };
    let (at_a, at_b) = (of(a)?, of(b)?);
    Some(moved(&moved(visits, slot, a, &at_b), slot, b, &at_a))
}
