//! What a class says about stations and rotations.

use crate::domain::Date;
use crate::domain::id::{AdultId, BlockId, CycleId, GroupId, RotationId, StandardId, StationId, StudentId};

crate::tags! {
    /// What happens at a station.
    StationKind {
        /// An adult teaches.
        Teacher = "teacher",
        /// With a partner or a team.
        Collaborative = "collaborative",
        Independent = "independent",
        /// On a screen.
        Digital = "digital",
        /// One student and the teacher.
        Conference = "conference",
        /// Students help students.
        PeerSupport = "peer_support",
    }
    /// Where a station's people come from.
    PeopleFrom {
        /// Mixed groups, where the class has them: partner and workshop stations.
        Mixed = "mixed",
        /// Skill groups: teacher tables.
        Skill = "skill",
        /// Each student's own agenda, and no group: it stays empty where nobody has an agenda.
        Agenda = "agenda",
    }
}

crate::records! {
    /// A place in the room.
    "station" Station[StationId] {
        /// What it is called.
        name: String,
        /// What happens there.
        kind: StationKind,
        /// Seats; 0 is closed.
        capacity: u32,
        /// Where its people come from.
        people: PeopleFrom,
        /// Who leads it.
        adult: Option<AdultId>,
        /// What there is to do.
        task: String,
        standard: Option<StandardId>,
        /// Everybody visits it in a rotation by agendas; else it is a choice.
        must: bool,
        /// What lies ready.
        materials: String,
        /// Where its work is found on a remote day.
        link: String,
        /// What is done at home on a remote day, where there is no link.
        home_task: String,
        /// Place on the board.
        rank: u32,
    }
    /// A rotation: who goes where in each slot, from a day until the next one is made.
    "rotation" Rotation[RotationId] {
        /// First day it holds.
        starts: Option<Date>,
        /// The block it fills.
        block: Option<BlockId>,
        /// The cycle whose groups move.
        cycle: Option<CycleId>,
        /// The mixed cycle that partner and workshop stations take their people from.
        mixed: Option<CycleId>,
    }
    /// A group has a station in a slot: (rotation, slot counted from 1, group).
    "seat" Seat[(RotationId, u32, GroupId)] {
        station: Option<StationId>,
        /// Stays when the rotation is made again.
        locked: bool,
    }
    /// For one day with another group than usual, which is no change of group: (cycle, day, student).
    "guest" Guest[(CycleId, Date, StudentId)] {
        /// The group of that day.
        group: Option<GroupId>,
    }
    /// One stop of a student's own agenda: (rotation, slot counted from 1, student).
    "agenda" AgendaVisit[(RotationId, u32, StudentId)] {
        station: Option<StationId>,
        /// What it is on, where the playlist says so.
        standard: Option<StandardId>,
        /// Stays when the agendas are made again.
        locked: bool,
    }
    /// A stop that is another one for one day: (rotation, day, slot counted from 1, student).
    "day_visit" DayVisit[(RotationId, Date, u32, StudentId)] {
        /// The station; none where the agenda holds again.
        station: Option<StationId>,
        standard: Option<StandardId>,
    }
}
