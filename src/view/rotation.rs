//! The rotation page: who is where by station and slot, what is short, who is absent.

mod rows;

pub use rows::{AbsentRow, CellRow, NoteRow, RotationRows, SeatRow, Short, SlotRow, StationRow};

use super::board::{first_names, slot_at, station_name, time};
use super::text;
use crate::domain::grouping::Purpose;
use crate::domain::minutes::is_logged;
use crate::domain::roster::{self, absent, enrolled};
use crate::domain::rotation::{
    Shown, agendas, at, is_taught, is_together, mixed_beside, name_of_group, name_of_station, shown,
    stations, takes_mixed, without_teacher,
};
use crate::domain::week::{block, rotation_day, slots};
use crate::domain::{Arg, Class, Date, Sentence};
use crate::view::to_log::to_log;
use crate::view::words::day_words;

/// The page of a day, or where that has no rotation of the next school day; `minute` is the time, in minutes after
/// midnight.
pub fn rotation(class: &Class, today: Date, minute: u32) -> RotationRows {
    let day = rotation_day(class, today);
    // No slot of another day is running.
    let mut rows = rotation_on(class, day, if day == today { minute } else { u32::MAX });
    rows.preview = day != today && rows.ready;
    if rows.preview {
        rows.title = text::say(&Sentence::new("rotation.title_on").with("day", day_words(day)));
        rows.lead = text::of("rotation.none_today").to_owned();
        rows.but = text::of("rotation.preview").to_owned();
    }
    // A class that does not log is not asked to, on a day with work of its own.
    if rows.preview || !class.sessions.is_empty() {
        rows.to_log = to_log(class, today);
    }
    rows
}

fn rotation_on(class: &Class, day: Date, minute: u32) -> RotationRows {
    let title = text::say(&Sentence::new("rotation.title_on").with("day", day));
    let plan = match shown(class, day) {
        Ok(plan) => plan,
        Err(why) => {
            return RotationRows {
                title,
                lead: text::say(&why),
                stations: empty_rows(class, day),
                ..RotationRows::default()
            };
        }
    };
    let all = slots(&block(class, day));
    let now = slot_at(&all, minute).filter(|slot| slot.starts_at <= minute && minute < slot.ends_at);
    let mut rows = RotationRows {
        title,
        ready: true,
        together: is_together(class, &plan),
        in_use: plan.rotation.is_some(),
        logged: is_logged(class, day),
        stations: station_rows(class, &plan, day, all.len()),
        ..RotationRows::default()
    };
    for slot in &all {
        let is_now = now.is_some_and(|now| now.number == slot.number);
        let key = if is_now { "rotation.slot_now" } else { "rotation.slot" };
        let (from, to) = (time(slot.starts_at), time(slot.ends_at));
        rows.slots.push(SlotRow {
            number: slot.number,
            name: text::say(&Sentence::new(key).with("slot", slot.number.to_string())),
            time: text::say(&Sentence::new("rotation.from_to").with("from", from).with("to", to)),
            now: is_now,
        });
    }
    if rows.together {
        let ends = class.cycles.get(&plan.cycle).and_then(|cycle| cycle.ends).unwrap_or(day);
        rows.lead = text::say(&Sentence::new("rotation.lead_together").with("ends", ends));
        rows.but = text::of("rotation.but_together").to_owned();
        return rows;
    }
    rows.short = short(class, &plan, day, all.len());
    rows.note = if has_agendas(class, &plan) { None } else { note(class, &plan, day) };
    (rows.lead, rows.but) = lead(class, &plan, day, rows.short.is_some());
    rows
}

/// With nobody to seat the stations still stand.
fn empty_rows(class: &Class, day: Date) -> Vec<StationRow> {
    stations(class, day)
        .into_iter()
        .map(|(id, station)| StationRow {
            id: id.0,
            name: station_name(name_of_station(&station)),
            seats: seats(station.capacity),
            taught: is_taught(&station),
            people: String::new(),
            task: station.task,
            cells: Vec::new(),
            visits: String::new(),
            share: 0,
            over: false,
        })
        .collect()
}

fn seats(capacity: u32) -> String {
    match usize::try_from(capacity).unwrap_or(0) {
        0 => text::of("rotation.closed").to_owned(),
        n => text::say(&Sentence::new("rotation.seats").with("n", n)),
    }
}

fn has_agendas(class: &Class, plan: &Shown) -> bool {
    plan.rotation.as_ref().is_some_and(|rotation| !agendas::visits(class, rotation).is_empty())
}

fn station_rows(class: &Class, plan: &Shown, day: Date, slots: usize) -> Vec<StationRow> {
    let names = first_names(class);
    let mut rows = empty_rows(class, day);
    let mut visits = vec![0_usize; rows.len()];
    let has_agendas = has_agendas(class, plan);
    for slot in 1..=u32::try_from(slots).unwrap_or(0) {
        for ((row, visits), place) in rows.iter_mut().zip(&mut visits).zip(at(class, plan, day, slot)) {
            let (students, seats) = (place.students(), usize::try_from(place.station.capacity).unwrap_or(0));
            *visits += students;
            row.over |= students > seats;
            let groups = place.groups.into_iter().map(|(group, students)| {
                let planned = plan.plan.place(slot, &group);
                let locked = planned.is_some_and(|place| place.locked);
                let is_own = planned.is_some_and(|own| own.station == place.id) && is_taught(&place.station);
                let by_agenda = has_agendas && !is_own;
                let names: Vec<String> =
                    students.iter().filter_map(|student| names.get(student).cloned()).collect();
                SeatRow {
                    name: name_of_group(class, &group),
                    id: group.0,
                    names: names.join(", "),
                    locked,
                    by_agenda,
                }
            });
            let count = Sentence::new("rotation.of").with("students", students).with("seats", seats);
            row.cells.push(CellRow {
                groups: groups.collect(),
                count: text::say(&count),
                over: students > seats,
            });
        }
    }
    for ((row, visits), (_, station)) in rows.iter_mut().zip(visits).zip(stations(class, day)) {
        let seats = usize::try_from(station.capacity).unwrap_or(0) * slots;
        let key = if has_agendas && !is_taught(&station) {
            "agenda.of"
        } else if plan.mixed.is_some() && takes_mixed(&station) {
            "rotation.of_mixed"
        } else {
            "rotation.of_skill"
        };
        row.people = if moves_skill(class, plan) { text::of(key).to_owned() } else { String::new() };
        row.visits = text::say(&Sentence::new("rotation.visits").with("visits", visits).with("seats", seats));
        row.share = u32::try_from((visits * 100).checked_div(seats).unwrap_or(100).min(100)).unwrap_or(100);
    }
    rows
}

/// Whether the groups that move are skill groups: only then is it said which groups a station seats.
fn moves_skill(class: &Class, plan: &Shown) -> bool {
    class.cycles.get(&plan.cycle).is_some_and(|cycle| cycle.purpose == Purpose::Skill)
}

/// Why partner and workshop stations seat skill groups, where they do.
fn note(class: &Class, plan: &Shown, day: Date) -> Option<NoteRow> {
    let open = stations(class, day).iter().any(|(_, station)| takes_mixed(station) && station.capacity > 0);
    if plan.mixed.is_some() || !open || !moves_skill(class, plan) {
        return None;
    }
    let text = |key| text::of(key).to_owned();
    Some(if mixed_beside(class, &plan.cycle, day).is_some() {
        NoteRow { text: text("rotation.mixed_not_seated"), to_groups: None }
    } else {
        NoteRow { text: text("rotation.no_mixed"), to_groups: Some(text("rotation.make_mixed")) }
    })
}

fn short(class: &Class, plan: &Shown, day: Date, slots: usize) -> Option<Short> {
    // The seats that a station lacks, at its fullest.
    let stations = stations(class, day);
    let mut lacking: Option<(u32, String, u32, Arg)> = None;
    for slot in 1..=u32::try_from(slots).unwrap_or(0) {
        for place in at(class, plan, day, slot) {
            let students = u32::try_from(place.students()).unwrap_or(u32::MAX);
            let more = students.saturating_sub(place.station.capacity);
            if more > lacking.as_ref().map_or(0, |(more, ..)| *more) {
                lacking = Some((more, place.id.0.clone(), students, name_of_station(&place.station)));
            }
        }
    }
    let text = match (&plan.bottleneck, &lacking) {
        (Some(why), _) => text::say(why),
        (None, Some((more, _, students, name))) => text::say(
            &Sentence::new("rotation.over")
                .with("station", name.clone())
                .with("students", usize::try_from(*students).unwrap_or(0))
                .with("seats", usize::try_from(students - more).unwrap_or(0)),
        ),
        (None, None) => return None,
    };
    let unseen = without_teacher(&plan.plan, &stations).len();
    Some(Short {
        text,
        slots: (lacking.is_none() && unseen > 0)
            .then(|| u32::try_from((slots + unseen).min(10)).unwrap_or(10)),
        station: lacking.map(|(_, id, students, _)| (id, students)),
    })
}

fn lead(class: &Class, plan: &Shown, day: Date, short: bool) -> (String, String) {
    let stations = stations(class, day);
    let unseen = without_teacher(&plan.plan, &stations);
    let lead = if !stations.iter().any(|(_, station)| is_taught(station) && station.capacity > 0) {
        text::of("rotation.lead_no_table").to_owned()
    } else if unseen.is_empty() {
        text::of("rotation.lead_everyone").to_owned()
    } else {
        let names: Vec<String> = unseen.iter().map(|group| name_of_group(class, group)).collect();
        text::say(&Sentence::new("rotation.lead_unseen").with("n", names.len()).with("groups", names))
    };
    let but = if short {
        "rotation.but_short"
    } else if plan.rotation.is_none() {
        "rotation.but_proposal"
    } else {
        return (lead, String::new());
    };
    (lead, text::of(but).to_owned())
}

/// Everybody who belongs to the class on a day, by name, and who of them is absent.
pub fn absences(class: &Class, day: Date) -> Vec<AbsentRow> {
    roster::by_name(class)
        .into_iter()
        .filter(|(id, _)| enrolled(class, id, day))
        .map(|(id, name)| AbsentRow { absent: absent(class, &id, day, 0), id: id.0, name })
        .collect()
}

/// "Ana M. and Ben L.", behind "Absent today".
pub fn absent_words(rows: &[AbsentRow]) -> String {
    let names: Vec<String> = rows.iter().filter(|row| row.absent).map(|row| row.name.clone()).collect();
    if names.is_empty() {
        return text::of("rotation.nobody_absent").to_owned();
    }
    text::say(&Sentence::new("rotation.absent").with("names", names))
}

#[cfg(test)]
mod tests;
