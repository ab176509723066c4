//! Logged days, opened: each session with its minutes, its group, what it was on, and who was there.

use serde::Serialize;

use super::agenda::away_words;
use super::board::station_name;
use super::text;
use crate::domain::calendar::plus_days;
use crate::domain::id::{AdultId, StationId, StudentId};
use crate::domain::minutes::{Session, present, session_place, sessions, sessions_of_slots};
use crate::domain::order::Order;
use crate::domain::roster::{enrolled, names};
use crate::domain::rotation::agendas::why_away;
use crate::domain::rotation::{members, members_on, name_of_group, name_of_station, stations};
use crate::domain::week::{block, slots};
use crate::domain::{Class, Date, Sentence};
use crate::view::words::day_words;

/// How many logged days can be opened, the newest.
const DAYS: usize = 5;
/// Days back that are searched for them.
const LOOKED_BACK: i64 = 28;

/// A logged day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DayLog {
    /// "2026-11-20".
    pub day: String,
    /// "Friday, 20 November".
    pub title: String,
    /// "4 sessions, as planned".
    pub state: String,
    /// Somebody has looked at every session.
    pub confirmed: bool,
    /// They come in the order of their slots.
    pub sessions: Vec<SessionRow>,
}

/// A session of a logged day, and what it can be changed to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SessionRow {
    /// Slot counted from 1.
    pub slot: u32,
    /// Id of the station.
    pub station: String,
    /// Id of the adult.
    pub adult: String,
    /// "Slot 2, Teacher’s table", and who led it where that is written down.
    pub head: String,
    pub minutes: u32,
    /// Id of the group that was there; empty where none is known.
    pub group: String,
    /// The groups that it could have been: id and name.
    pub groups: Vec<(String, String)>,
    /// The standard; empty where there is none.
    pub standard: String,
    /// Tag of its reach.
    pub reach: String,
    /// Who was there, and who of the group was not.
    pub people: Vec<PersonRow>,
    /// Everybody else of the class who could have come along: id and name.
    pub others: Vec<(String, String)>,
}

/// One student in a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PersonRow {
    /// Id of the student.
    pub id: String,
    /// "Mateo V."
    pub name: String,
    pub present: bool,
    /// Why not, where that is known: "Speech", "absent".
    pub away: String,
}

type Key = (Date, u32, StationId, AdultId);

/// The newest logged days up to today, the newest first.
pub fn logs(class: &Class, today: Date) -> Vec<DayLog> {
    let mut days: Vec<Date> = sessions(class, plus_days(today, -LOOKED_BACK), today)
        .filter(|((_, slot, ..), _)| *slot > 0)
        .map(|((day, ..), _)| *day)
        .collect();
    days.dedup();
    days.into_iter().rev().take(DAYS).map(|day| day_log(class, day)).collect()
}

fn day_log(class: &Class, day: Date) -> DayLog {
    let names = names(class);
    let called = |id: &StudentId| names.get(id).cloned().unwrap_or_default();
    let all: Vec<(&Key, &Session)> = sessions_of_slots(class, day).collect();
    let confirmed = all.iter().all(|(_, session)| session.confirmed);
    let key = if confirmed { "minutes.state_confirmed" } else { "minutes.state_planned" };
    DayLog {
        day: day.to_string(),
        title: day_words(day),
        state: text::say(&Sentence::new(key).with("n", all.len())),
        confirmed,
        sessions: all.into_iter().map(|(key, session)| session_row(class, key, session, &called)).collect(),
    }
}

fn session_row(
    class: &Class,
    key: &Key,
    session: &Session,
    called: &dyn Fn(&StudentId) -> String,
) -> SessionRow {
    let (day, slot, station, adult) = key;
    let stations = stations(class, *day);
    let place = stations.iter().find(|(id, _)| id == station);
    let place =
        place.map_or_else(|| station.0.clone(), |(_, station)| station_name(name_of_station(station)));
    let led_by = class.adults.get(adult).map(|adult| adult.name.clone()).filter(|name| !name.is_empty());
    let head = Sentence::new(if led_by.is_some() { "minutes.session_by" } else { "minutes.session" });
    let head = head.with("slot", slot.to_string()).with("station", place);
    let there: Vec<&StudentId> = present(class, key).collect();
    let cycle = session.group.as_ref().and_then(|id| class.groups.get(id)?.cycle.clone());
    let group = session.group.clone().unwrap_or_default();
    let of_group = cycle.iter().flat_map(|cycle| members_on(class, cycle, *day));
    let of_group = of_group.filter(|(id, _)| *id == group).flat_map(|(_, students)| students);
    let mut people: Vec<StudentId> = of_group.chain(marked(class, key)).collect();
    people.retain(|id| class.students.get(id).is_some() && enrolled(class, id, *day));
    people.order();
    people.dedup();
    people.order_by_key(|id| called(id));
    let others = class
        .students
        .iter()
        .map(|(id, _)| id)
        .filter(|id| enrolled(class, id, *day) && !people.contains(id));
    let mut others: Vec<(String, String)> = others.map(|id| (id.0.clone(), called(id))).collect();
    others.order_by_key(|(id, name)| (name.clone(), id.clone()));
    let slot_of_day = slots(&block(class, *day)).into_iter().find(|known| known.number == *slot);
    let away = |id: &StudentId| {
        let why = slot_of_day.and_then(|slot| why_away(class, id, *day, &slot));
        why.map(|why| away_words(class, &why)).unwrap_or_default()
    };
    let groups = cycle.iter().flat_map(|cycle| members(class, cycle, *day));
    SessionRow {
        slot: *slot,
        station: station.0.clone(),
        adult: adult.0.clone(),
        head: text::say(&head.with("adult", led_by.unwrap_or_default())),
        minutes: session.minutes,
        group: group.0,
        groups: groups.map(|(id, _)| (id.0.clone(), name_of_group(class, &id))).collect(),
        standard: session.standard.clone().unwrap_or_default().0,
        reach: session.reach.tag().to_owned(),
        people: people
            .into_iter()
            .map(|id| {
                let present = there.contains(&&id);
                let away = if present { String::new() } else { away(&id) };
                PersonRow { name: called(&id), present, away, id: id.0 }
            })
            .collect(),
        others,
    }
}

/// Everybody who was logged as present, also who was marked absent since.
fn marked(class: &Class, (day, slot, station, adult): &Key) -> Vec<StudentId> {
    let place = session_place(station, adult);
    let from = (*day, *slot, place.clone(), StudentId::default());
    let of = class
        .attendance
        .range(from..)
        .take_while(|((on, at, where_, _), _)| on == day && at == slot && *where_ == place);
    of.filter(|(_, it)| it.present).map(|((.., student), _)| student.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::command::{Command, ConfirmDay, Context, LogDay, MarkPresent, RecordAbsence};
    use crate::domain::id::Mint;
    use crate::domain::rotation::tests::{class_with_groups, monday};

    fn run(class: &mut Class, command: impl Command) {
        let mut context = Context { today: monday(), mint: Mint::new("t") };
        let changes = command.changes(class, &mut context).unwrap();
        class.apply(&changes.0);
    }

    #[test]
    fn who_is_absent_is_said_and_another_group_s_student_can_come_along() {
        let mut class = class_with_groups(&[2, 2]);
        let away = RecordAbsence { student: "g1-1".into(), day: monday(), slot: 0, absent: true };
        run(&mut class, away);
        run(&mut class, LogDay { day: monday(), rotation: None });
        let first = |class: &Class| logs(class, monday())[0].sessions[0].clone();
        let row = first(&class);
        let people: Vec<_> = row.people.iter().map(|it| (it.name.as_str(), it.away.as_str())).collect();
        assert_eq!(people, [("Oak 1", "absent"), ("Oak 2", "")]);
        assert_eq!(row.others.iter().map(|it| it.1.as_str()).collect::<Vec<_>>(), ["Maple 1", "Maple 2"]);
        let key = (monday(), 1, row.station.as_str().into(), row.adult.as_str().into());
        run(&mut class, MarkPresent { key, student: "g2-1".into(), present: true });
        let row = first(&class);
        assert!(row.people.iter().any(|it| it.name == "Maple 1" && it.present));
        assert_eq!(row.others.len(), 1);
    }

    #[test]
    fn a_day_says_who_was_there_and_whether_somebody_looked() {
        let mut class = class_with_groups(&[2, 2]);
        assert_eq!(logs(&class, monday()), []);
        run(&mut class, LogDay { day: monday(), rotation: None });
        let day = &logs(&class, monday())[0];
        assert_eq!(
            (day.title.as_str(), day.state.as_str()),
            ("Monday, 16 November", "2 sessions, as planned")
        );
        let first = &day.sessions[0];
        assert_eq!((first.head.as_str(), first.minutes), ("Slot 1, Teacher’s table", 15));
        assert_eq!(first.groups.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>(), ["Oak", "Maple"]);
        let key = (monday(), 1, first.station.as_str().into(), first.adult.as_str().into());
        run(&mut class, MarkPresent { key, student: "g1-2".into(), present: false });
        run(&mut class, ConfirmDay { day: monday() });
        let day = &logs(&class, monday())[0];
        assert_eq!(day.state, "2 sessions, confirmed");
        let people: Vec<_> = day.sessions[0].people.iter().map(|it| (it.name.as_str(), it.present)).collect();
        assert_eq!(people, [("Oak 1", true), ("Oak 2", false)]);
        assert_eq!(logs(&class, plus_days(monday(), -1)), [], "nothing of a day that has not come");
    }
}
