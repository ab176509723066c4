//! Individual agendas on the rotation page and on paper: by student and slot, what a change breaks, cards to print.

use serde::Serialize;

use super::board::{station_name, time};
use super::mastery::standard_name;
use super::text;
use crate::domain::id::{StandardId, StationId, StudentId};
use crate::domain::rotation::agendas::{
    AgendaDay, Away, Trouble, Visit, breaks, clashes, mend, moved, only_on, put, swapped, troubles, visits_on,
};
use crate::domain::rotation::{Shown, is_taught, name_of_station, shown};
use crate::domain::standards::Catalog;
use crate::domain::week::rotation_day;
use crate::domain::{Class, Date, Sentence, roster};
use crate::view::words::day_words;

/// The agendas of a day.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct AgendaPage {
    /// "Wednesday, 18 November".
    pub day: String,
    /// There are agendas in use.
    pub made: bool,
    /// "Slot 1", "9:05 to 9:18".
    pub slots: Vec<(String, String)>,
    /// A row a student, by name.
    pub rows: Vec<StudentAgenda>,
    /// What does not hold.
    pub troubles: Vec<String>,
    /// What the day's absences and pull-outs take, and the stops that would mend it.
    pub mend: Vec<String>,
    /// "Two places are other ones on this day."; empty where none is.
    pub only_today: String,
}

/// One student's way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StudentAgenda {
    pub id: String,
    /// "Mateo V."
    pub name: String,
    /// One for each slot, in order.
    pub stops: Vec<Stop>,
}

/// Where a student is in a slot.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Stop {
    /// Slot counted from 1.
    pub slot: u32,
    /// The station; why the student is away; or empty.
    pub place: String,
    /// "must", "choice", or nothing at the teacher's table.
    pub why: String,
    /// On what, what to do, what lies ready.
    pub what: Vec<String>,
    /// The address of its work on a remote day.
    pub link: String,
    /// What is done at home on a remote day.
    pub home_task: String,
    /// An adult teaches there.
    pub taught: bool,
    /// It stays when the agendas are made again.
    pub locked: bool,
    /// Not in the room.
    pub away: bool,
}

/// What could be done with one stop.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct StopChoices {
    /// Every other open station.
    pub stations: Vec<Choice>,
    /// Every student who is elsewhere in the slot.
    pub students: Vec<Choice>,
}

/// One change, and what it breaks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// Id of the station or student.
    pub id: String,
    /// "Tablets", "Ana M. (Tablets)".
    pub name: String,
    /// What it breaks, in words; empty where nothing.
    pub breaks: String,
}

/// The agendas of a day, or where that has no rotation of the next school day.
pub fn agendas(class: &Class, catalog: &Catalog, today: Date) -> AgendaPage {
    let day = rotation_day(class, today);
    let Ok(plan) = shown(class, day) else { return AgendaPage::default() };
    let setting = AgendaDay::of(class, &plan, day);
    let now = in_use(class, &plan, day);
    let slots = setting.slots.iter().map(|slot| {
        let (from, to) = (time(slot.starts_at), time(slot.ends_at));
        let name = Sentence::new("rotation.slot").with("slot", slot.number.to_string());
        (text::say(&name), text::say(&Sentence::new("rotation.from_to").with("from", from).with("to", to)))
    });
    let made = !now.is_empty();
    let rows = roster::by_name(class).into_iter().filter_map(|(id, name)| {
        let row = setting.student(&id)?;
        let stops = (0..setting.slots.len()).map(|at| stop(class, catalog, &setting, &now, row, at));
        Some(StudentAgenda { id: id.0, name, stops: stops.collect() })
    });
    let stops = if made { mend(class, &plan, day, &setting, &now) } else { Vec::new() };
    let mut after = now.clone();
    stops.iter().for_each(|visit| put(&mut after, visit.clone()));
    let only_today = plan.rotation.as_ref().map_or(0, |rotation| only_on(class, rotation, day).len());
    let only = Sentence::new("agenda.only_today").with("n", only_today).with("day", day);
    AgendaPage {
        day: day_words(day),
        mend: if stops.is_empty() { Vec::new() } else { mending(class, &setting, &now, &stops) },
        only_today: if made && only_today > 0 { text::say(&only) } else { String::new() },
        made,
        slots: slots.collect(),
        rows: if made { rows.collect() } else { Vec::new() },
        troubles: if made { told(class, &setting, &troubles(&setting, &after)) } else { Vec::new() },
    }
}

fn in_use(class: &Class, plan: &Shown, day: Date) -> Vec<Visit> {
    plan.rotation.as_ref().map(|rotation| visits_on(class, rotation, day)).unwrap_or_default()
}

/// The stops that mend a day, to put to use; none where nothing is to be mended.
pub fn mending_stops(class: &Class, day: Date) -> Vec<Visit> {
    let Ok(plan) = shown(class, day) else { return Vec::new() };
    let now = in_use(class, &plan, day);
    if now.is_empty() {
        return Vec::new();
    }
    mend(class, &plan, day, &AgendaDay::of(class, &plan, day), &now)
}

/// What is lost on the day, then each stop that is another one.
fn mending(class: &Class, setting: &AgendaDay, now: &[Visit], stops: &[Visit]) -> Vec<String> {
    let names = roster::names(class);
    let called = |id: &StudentId| names.get(id).cloned().unwrap_or_default();
    let place = |id: &StationId| {
        let at = setting.station(id);
        at.map(|at| station_name(name_of_station(&setting.stations[at].1))).unwrap_or_default()
    };
    let lost = clashes(setting, now).into_iter().map(|clash| {
        let words = Sentence::new("agenda.clash").with("name", called(&clash.student));
        let words = words.with("slot", clash.slot.to_string()).with("station", place(&clash.station));
        text::say(&words.with("why", away_words(class, &clash.away)))
    });
    let moves = stops.iter().map(|visit| {
        let was = now.iter().find(|it| it.slot == visit.slot && it.student == visit.student);
        let key = if was.is_some() { "agenda.mend_move" } else { "agenda.mend_place" };
        let words =
            Sentence::new(key).with("name", called(&visit.student)).with("slot", visit.slot.to_string());
        let was = was.map(|was| place(&was.station)).unwrap_or_default();
        text::say(&words.with("station", place(&visit.station)).with("was", was))
    });
    lost.chain(moves).collect()
}

/// "Speech", "absent".
pub fn away_words(class: &Class, away: &Away) -> String {
    match away {
        Away::Absent => text::of("agenda.absent").to_owned(),
        Away::Service(id) => class.services.get(id).map(|about| about.name.clone()).unwrap_or_default(),
    }
}

fn stop(class: &Class, catalog: &Catalog, setting: &AgendaDay, now: &[Visit], row: usize, at: usize) -> Stop {
    let slot = setting.slots[at].number;
    let empty = Stop { slot, ..Stop::default() };
    if let Some(away) = &setting.away[row][at] {
        let place = away_words(class, away);
        return Stop { place, away: true, ..empty };
    }
    let visit = now.iter().find(|visit| visit.slot == slot && visit.student == setting.students[row]);
    let Some((visit, station)) =
        visit.and_then(|visit| setting.station(&visit.station).map(|station| (visit, station)))
    else {
        return empty;
    };
    let about = &setting.stations[station].1;
    let taught = is_taught(about);
    // A must-visit is made once; more of the same is choice. One that the student is away from is not made.
    let was_here = |slot: u32| {
        let at = setting.slots.iter().position(|known| known.number == slot);
        at.is_some_and(|at| setting.away[row][at].is_none())
    };
    let is_first = !now.iter().any(|other| {
        other.student == visit.student
            && other.station == visit.station
            && other.slot < visit.slot
            && was_here(other.slot)
    });
    let why = match () {
        () if taught => "",
        () if setting.musts[row].contains_key(&station) && is_first => text::of("agenda.must"),
        () => text::of("agenda.choice"),
    };
    let standard = visit.standard.as_ref().or(about.standard.as_ref());
    let words = standard.map(|id| standard_words(class, catalog, id));
    let what = words.into_iter().chain([about.task.clone(), about.materials.clone()]);
    Stop {
        place: station_name(name_of_station(about)),
        why: why.to_owned(),
        what: what.filter(|words| !words.is_empty()).collect(),
        link: about.link.clone(),
        home_task: about.home_task.clone(),
        taught,
        locked: visit.locked,
        ..empty
    }
}

/// "5.NF.A.1 Add fractions".
pub fn standard_words(class: &Class, catalog: &Catalog, id: &StandardId) -> String {
    let name = standard_name(class, catalog, id);
    if name.short.is_empty() || name.short == name.code {
        name.code
    } else {
        format!("{} {}", name.code, name.short)
    }
}

fn told(class: &Class, setting: &AgendaDay, found: &[Trouble]) -> Vec<String> {
    found.iter().map(|trouble| text::say(&trouble.say(class, setting))).collect()
}

/// What could be done with a stop, and what each change breaks.
pub fn choices(class: &Class, today: Date, student: &StudentId, slot: u32) -> StopChoices {
    let day = rotation_day(class, today);
    let Ok(plan) = shown(class, day) else { return StopChoices::default() };
    let setting = AgendaDay::of(class, &plan, day);
    let now = in_use(class, &plan, day);
    let at = |student: &StudentId| {
        now.iter().find(|visit| visit.slot == slot && visit.student == *student).map(|visit| &visit.station)
    };
    let place = |id| setting.station(id).map(|at| station_name(name_of_station(&setting.stations[at].1)));
    let words = |after: &[Visit]| told(class, &setting, &breaks(&setting, &now, after)).join(" ");
    let here = at(student);
    let elsewhere = setting.stations.iter().filter(|(id, about)| Some(id) != here && about.capacity > 0);
    let stations = elsewhere.map(|(id, about)| Choice {
        id: id.0.clone(),
        name: station_name(name_of_station(about)),
        breaks: words(&moved(&now, slot, student, id)),
    });
    let others = roster::by_name(class).into_iter().filter(|(id, _)| id != student && here.is_some());
    let students = others.filter_map(|(id, name)| {
        let there = at(&id).filter(|there| Some(*there) != here)?;
        let after = swapped(&now, slot, student, &id)?;
        let name = Sentence::new("agenda.who_where").with("name", name).with("station", place(there)?);
        Some(Choice { name: text::say(&name), breaks: words(&after), id: id.0 })
    });
    StopChoices { stations: stations.collect(), students: students.collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::command::{Command, Context, UseAgendas};
    use crate::domain::id::Mint;
    use crate::domain::rotation::agendas::Made;
    use crate::domain::rotation::agendas::tests::{class as with_stations, make};
    use crate::domain::rotation::tests::monday;

    #[test]
    fn agendas_are_told_by_student_and_a_change_tells_what_it_breaks() {
        let (mut class, plan) = with_stations(6);
        let catalog = Catalog::default();
        assert!(!agendas(&class, &catalog, monday()).made);
        let Made::Agendas(visits) = make(&class, &plan, &[]) else { panic!("not made") };
        let using = UseAgendas { rotation: plan.rotation.clone().unwrap(), visits };
        let mut context = Context { today: monday(), mint: Mint::new("t") };
        let changes = using.changes(&class, &mut context).unwrap();
        class.apply(&changes.0);
        let page = agendas(&class, &catalog, monday());
        assert!(page.made && page.troubles.is_empty(), "{:?}", page.troubles);
        assert_eq!((page.rows.len(), page.slots.len()), (12, 4));
        let row = &page.rows[0];
        let table = row.stops.iter().find(|stop| stop.taught).unwrap();
        assert_eq!((table.place.as_str(), table.why.as_str()), ("Teacher’s table", ""));
        let choices = choices(&class, monday(), &row.id.as_str().into(), table.slot);
        assert_eq!(choices.stations.len(), 3);
        let workshop = choices.stations.iter().find(|choice| choice.name == "Workshop").unwrap();
        assert!(workshop.breaks.contains("misses your table"), "{}", workshop.breaks);
        // Two of one group change nothing for the table; they are at one station, so they are not offered.
        assert!(!choices.students.iter().any(|choice| choice.breaks.is_empty()));
    }
}
