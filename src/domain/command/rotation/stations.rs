//! Commands on stations.

use super::super::{Command, Context, Rejected};
use crate::domain::Date;
use crate::domain::id::{AdultId, StandardId, StationId};
use crate::domain::record::Changes;
use crate::domain::rotation::{PeopleFrom, Station, StationKind, name_of_station, stations, usual_stations};
use crate::domain::{Class, Sentence};

/// What is said of a station.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct StationDraft {
    /// What it is called; empty is what its kind is usually called.
    pub name: String,
    /// What happens there.
    pub kind: StationKind,
    /// Seats; 0 is closed.
    pub capacity: u32,
    /// Where its people come from.
    pub people: PeopleFrom,
    /// Who leads it.
    pub adult: Option<AdultId>,
    /// What there is to do.
    pub task: String,
    pub standard: Option<StandardId>,
    /// Everybody visits it in a rotation by agendas.
    pub must: bool,
    /// What lies ready.
    pub materials: String,
    /// Where its work is found on a remote day: an address of the web, or empty.
    pub link: String,
    /// What is done at home on a remote day.
    pub home_task: String,
}

impl StationDraft {
    /// What a station says now.
    pub fn of(station: &Station) -> Self {
        let Station { name, kind, capacity, people, adult, task, .. } = station.clone();
        let Station { standard, must, materials, link, home_task, .. } = station.clone();
        Self { name, kind, capacity, people, adult, task, standard, must, materials, link, home_task }
    }

    fn write(&self, class: &Class, id: &StationId, changes: &mut Changes) {
        changes
            .set(id, Station::NAME, self.name.trim().to_owned())
            .set(id, Station::KIND, self.kind)
            .set(id, Station::CAPACITY, self.capacity)
            .set(id, Station::PEOPLE, self.people)
            .set(id, Station::ADULT, self.adult.clone())
            .set(id, Station::TASK, self.task.trim().to_owned());
        // An empty field of a station that never had it is not written.
        let was = class.stations.get(id).cloned().unwrap_or_default();
        if was.standard != self.standard {
            changes.set(id, Station::STANDARD, self.standard.clone());
        }
        if was.must != self.must {
            changes.set(id, Station::MUST, self.must);
        }
        for (field, was, is) in [
            (Station::MATERIALS, was.materials, &self.materials),
            (Station::LINK, was.link, &self.link),
            (Station::HOME_TASK, was.home_task, &self.home_task),
        ] {
            if was != is.trim() {
                changes.set(id, field, is.trim().to_owned());
            }
        }
    }

    fn check(&self) -> Result<(), Rejected> {
        if self.capacity > MOST_SEATS {
            return Err(Sentence::new("rotation.too_many_seats").with("most", whole(MOST_SEATS)).into());
        }
        let link = self.link.trim();
        let is_address = ["https://", "http://"].iter().any(|scheme| {
            link.strip_prefix(scheme)
                .is_some_and(|rest| !rest.is_empty() && !rest.contains(char::is_whitespace))
        });
        if !link.is_empty() && !is_address {
            return Err(Rejected::because("agenda.link_form"));
        }
        Ok(())
    }
}

const MOST_SEATS: u32 = 60;

pub(super) fn whole(n: u32) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}

/// The first change to a station writes the usual ones down, so that the others stay when one is changed.
fn write_usual(class: &Class, day: Date, changes: &mut Changes) {
    if !class.stations.is_empty() {
        return;
    }
    for (id, station) in usual_stations(class, day) {
        StationDraft::of(&station).write(class, &id, changes);
        changes.set(&id, Station::RANK, station.rank).set(&id, Station::RETRACTED, false);
    }
}

pub(super) fn known_station(class: &Class, day: Date, id: &StationId) -> Result<Station, Rejected> {
    let found = stations(class, day).into_iter().find(|(known, _)| known == id);
    found.map(|(_, station)| station).ok_or_else(|| Rejected::because("rotation.unknown_station"))
}

/// Changes a station.
#[derive(Debug, Clone, PartialEq)]
pub struct EditStation {
    pub id: StationId,
    /// Every field as it should be.
    pub station: StationDraft,
}

impl Command for EditStation {
    fn changes(&self, class: &Class, context: &mut Context) -> Result<Changes, Rejected> {
        known_station(class, context.today, &self.id)?;
        self.station.check()?;
        let mut changes = Changes::default();
        write_usual(class, context.today, &mut changes);
        self.station.write(class, &self.id, &mut changes);
        Ok(changes)
    }

    fn label(&self, _: &Class) -> Sentence {
        let station =
            Station { name: self.station.name.clone(), kind: self.station.kind, ..Station::default() };
        Sentence::new("undo.edit_station").with("name", name_of_station(&station))
    }
}

/// Adds a station at the end of the board.
#[derive(Debug, Clone, PartialEq)]
pub struct AddStation {
    /// What is said of it.
    pub station: StationDraft,
}

impl Command for AddStation {
    fn changes(&self, class: &Class, context: &mut Context) -> Result<Changes, Rejected> {
        self.station.check()?;
        let mut changes = Changes::default();
        write_usual(class, context.today, &mut changes);
        let rank =
            stations(class, context.today).iter().map(|(_, station)| station.rank + 1).max().unwrap_or(0);
        let id: StationId = context.mint.id();
        self.station.write(class, &id, &mut changes);
        changes.set(&id, Station::RANK, rank);
        Ok(changes)
    }

    fn label(&self, _: &Class) -> Sentence {
        Sentence::new("undo.add_station")
    }
}

/// Takes a station off the board.
#[derive(Debug, Clone, PartialEq)]
pub struct RemoveStation {
    pub id: StationId,
}

impl Command for RemoveStation {
    fn changes(&self, class: &Class, context: &mut Context) -> Result<Changes, Rejected> {
        known_station(class, context.today, &self.id)?;
        if stations(class, context.today).len() == 1 {
            return Err(Rejected::because("rotation.last_station"));
        }
        let mut changes = Changes::default();
        write_usual(class, context.today, &mut changes);
        changes.retract::<Station>(&self.id);
        Ok(changes)
    }

    fn label(&self, class: &Class) -> Sentence {
        let station = class.stations.get(&self.id).cloned().unwrap_or_default();
        Sentence::new("undo.remove_station").with("name", name_of_station(&station))
    }
}
