//! What the sample class did together: stations, cycles of groups, lessons at the table, conferences.

use super::Sample;
use super::people::Person;
use crate::domain::Date;
use crate::domain::calendar::plus_days;
use crate::domain::conference::Conference;
use crate::domain::grouping::{Cycle, Group, Placement, Purpose};
use crate::domain::id::{
    AdultId, BlockId, ConferenceId, CycleId, GroupId, RotationId, StandardId, StationId, SubjectId,
};
use crate::domain::learning_plan::PlanSupport;
use crate::domain::minutes::{Attendance, Quarter, Session};
use crate::domain::order::Order;
use crate::domain::rotation::{PeopleFrom, Rotation, Seat, Station, StationKind};
use crate::domain::standards::Reach;
use crate::domain::week::Block;

const SLOTS: u32 = 4;
const SLOT_MINUTES: u32 = 15;
const WEEKS_PER_CYCLE: i64 = 3;
/// Names of the groups, and the focus (with the grade-level standard it serves) of each in the cycles in turn.
const NAMES: [[&str; 4]; 3] = [
    ["Oak", "Maple", "Cedar", "Birch"],
    ["Ash", "Elm", "Pine", "Rowan"],
    ["Hazel", "Alder", "Linden", "Willow"],
];
const FOCUSES: [[(&str, &str); 4]; 6] = [
    [
        ("4.NBT.A.2", "5.NBT.A.1"),
        ("5.NBT.A.1", "5.NBT.A.1"),
        ("5.NBT.A.3", "5.NBT.A.3"),
        ("5.NBT.A.4", "5.NBT.A.4"),
    ],
    [
        ("5.NBT.A.1", "5.NBT.A.1"),
        ("5.NBT.A.3", "5.NBT.A.3"),
        ("5.NBT.A.4", "5.NBT.A.4"),
        ("5.NBT.A.3", "5.NBT.A.3"),
    ],
    [
        ("4.NBT.B.5", "5.NBT.B.5"),
        ("5.NBT.B.5", "5.NBT.B.5"),
        ("5.NBT.B.5", "5.NBT.B.5"),
        ("5.NBT.B.6", "5.NBT.B.6"),
    ],
    [
        ("4.NBT.B.5", "5.NBT.B.5"),
        ("5.NBT.B.6", "5.NBT.B.6"),
        ("5.NBT.B.7", "5.NBT.B.7"),
        ("5.NBT.B.7", "5.NBT.B.7"),
    ],
    [("4.NF.B.3", "5.NF.A.1"), ("4.NF.A.1", "5.NF.A.1"), ("5.NF.A.1", "5.NF.A.1"), ("5.NF.A.1", "5.NF.A.1")],
    [("4.NF.A.1", "5.NF.A.1"), ("5.NF.A.1", "5.NF.A.1"), ("5.NF.A.2", "5.NF.A.2"), ("5.NF.B.3", "5.NF.B.3")],
];

impl Sample {
    /// Stations and the block, then every cycle with its groups and lessons, then a mixed cycle beside the last.
    pub fn year(&mut self, people: &[Person], math: &SubjectId) {
        let stations = self.stations();
        let block: BlockId = self.mint.id();
        self.changes
            .set(&block, Block::STARTS_AT, 9 * 60 + 5_u32)
            .set(&block, Block::SLOTS, SLOTS)
            .set(&block, Block::SLOT_MINUTES, SLOT_MINUTES)
            .set(&block, Block::TRANSITION_MINUTES, 2_u32);
        self.quarters();
        for (nth, focuses) in FOCUSES.iter().enumerate() {
            let starts = self.week(i64::try_from(nth).unwrap_or(0) * WEEKS_PER_CYCLE);
            if starts > self.today {
                break;
            }
            let groups = self.cycle(people, math, Purpose::Skill, starts, nth, Some(focuses));
            let rotation: RotationId = self.mint.id();
            self.changes
                .set(&rotation, Rotation::STARTS, starts)
                .set(&rotation, Rotation::BLOCK, block.clone())
                .set(&rotation, Rotation::CYCLE, groups.cycle.clone());
            self.seats(&rotation, &groups, &stations);
            self.lessons(people, math, starts, &groups, &stations[0], focuses);
        }
        let mixed_starts = self.week((self.weeks / WEEKS_PER_CYCLE) * WEEKS_PER_CYCLE);
        self.cycle(people, math, Purpose::Mixed, mixed_starts, 7, None);
        self.conferences(people);
    }

    fn stations(&mut self) -> Vec<StationId> {
        let plan = [
            ("Teacher's table", StationKind::Teacher, 8, PeopleFrom::Skill),
            ("Tablets", StationKind::Digital, 8, PeopleFrom::Mixed),
            ("Partner work", StationKind::Collaborative, 10, PeopleFrom::Mixed),
            ("Workshop", StationKind::Independent, 8, PeopleFrom::Mixed),
        ];
        (0..)
            .zip(plan)
            .map(|(rank, (name, kind, capacity, people))| {
                let id: StationId = self.mint.id();
                self.changes
                    .set(&id, Station::NAME, name.to_owned())
                    .set(&id, Station::KIND, kind)
                    .set(&id, Station::CAPACITY, capacity)
                    .set(&id, Station::PEOPLE, people)
                    .set(&id, Station::RANK, rank);
                id
            })
            .collect()
    }

    fn quarters(&mut self) {
        for (nth, focus) in (0..).zip(["Fluency first", "Fractions", "Decimals", "Geometry and review"]) {
            let id: crate::domain::id::QuarterId = self.mint.id();
            let (starts, ends) = (self.week(nth * 9), plus_days(self.week(nth * 9 + 8), 4));
            self.changes
                .set(&id, Quarter::STARTS, starts)
                .set(&id, Quarter::ENDS, ends)
                .set(&id, Quarter::SLOTS_PER_WEEK, 12_u32)
                .set(&id, Quarter::FOCUS, focus.to_owned());
        }
    }

    /// Groups of a cycle: by how far along students are and a little chance in a skill cycle, by chance in a mixed one.
    fn cycle(
        &mut self,
        people: &[Person],
        subject: &SubjectId,
        purpose: Purpose,
        starts: Date,
        nth: usize,
        focuses: Option<&[(&str, &str); 4]>,
    ) -> Groups {
        let cycle: CycleId = self.mint.id();
        self.changes
            .set(&cycle, Cycle::SUBJECT, subject.clone())
            .set(&cycle, Cycle::PURPOSE, purpose)
            .set(&cycle, Cycle::STARTS, starts)
            .set(&cycle, Cycle::ENDS, plus_days(starts, 18));
        let names = NAMES[nth % NAMES.len()];
        let mut groups: Vec<(GroupId, Vec<usize>)> = Vec::new();
        for (at, name) in names.iter().enumerate() {
            let id: GroupId = self.mint.id();
            self.changes.set(&id, Group::CYCLE, cycle.clone()).set(&id, Group::NAME, (*name).to_owned());
            if let Some((focus, serves)) = focuses.map(|focuses| focuses[at]) {
                let reach = if focus.starts_with('4') { Reach::EarlierGrade } else { Reach::GradeLevel };
                self.changes
                    .set(&id, Group::FOCUS, StandardId::from(focus))
                    .set(&id, Group::SERVES, StandardId::from(serves))
                    .set(&id, Group::REACH, reach);
            }
            groups.push((id, Vec::new()));
        }
        let spread = if purpose == Purpose::Skill { 0.22 } else { 5.0 };
        let mut order: Vec<(f64, usize)> = people
            .iter()
            .enumerate()
            .map(|(at, person)| (person.start + spread * self.random.unit(), at))
            .collect();
        order.order_by(|a, b| a.0.total_cmp(&b.0));
        for (place, (_, at)) in order.iter().enumerate() {
            let (group, members) = &mut groups[place * names.len() / people.len()];
            members.push(*at);
            self.changes.set(&(cycle.clone(), people[*at].id.clone()), Placement::GROUP, group.clone());
        }
        Groups { cycle, groups }
    }

    /// Each group goes through the stations in turn.
    fn seats(&mut self, rotation: &RotationId, groups: &Groups, stations: &[StationId]) {
        for (at, (group, _)) in groups.groups.iter().enumerate() {
            for slot in 0..SLOTS {
                let station = (usize::try_from(slot).unwrap_or(0) + stations.len() - at) % stations.len();
                self.changes.set(
                    &(rotation.clone(), slot + 1, group.clone()),
                    Seat::STATION,
                    stations[station].clone(),
                );
            }
        }
    }

    /// Three days a week each group has one slot at the table.
    fn lessons(
        &mut self,
        people: &[Person],
        math: &SubjectId,
        starts: Date,
        groups: &Groups,
        table: &StationId,
        focuses: &[(&str, &str); 4],
    ) {
        for week in 0..WEEKS_PER_CYCLE {
            for weekday in [0, 2, 3] {
                let day = plus_days(starts, week * 7 + weekday);
                if day >= self.today {
                    return;
                }
                self.days += 1;
                let absent: Vec<bool> =
                    people.iter().map(|person| self.absent(person, day, self.days)).collect();
                for (slot, (at, (group, members))) in (1..).zip(groups.groups.iter().enumerate()) {
                    let lead = AdultId::from("lead");
                    let key = (day, slot, table.clone(), lead.clone());
                    let (focus, _) = focuses[at];
                    let reach = if focus.starts_with('4') && weekday != 3 {
                        Reach::EarlierGrade
                    } else {
                        Reach::GradeLevel
                    };
                    self.changes
                        .set(&key, Session::MINUTES, SLOT_MINUTES)
                        .set(&key, Session::SUBJECT, math.clone())
                        .set(&key, Session::GROUP, group.clone())
                        .set(&key, Session::STANDARD, StandardId::from(focus))
                        .set(&key, Session::REACH, reach);
                    for member in members.iter().filter(|member| !absent[**member]) {
                        let place = crate::domain::minutes::session_place(table, &lead);
                        self.changes.set(
                            &(day, slot, place, people[*member].id.clone()),
                            Attendance::PRESENT,
                            true,
                        );
                    }
                }
            }
        }
    }

    fn conferences(&mut self, people: &[Person]) {
        const TALKS: [(&str, &str, &str); 4] = [
            (
                "draws a model without being asked",
                "name the unit before comparing",
                "two pairs of equal fractions a day",
            ),
            ("checks sums by estimating", "write the estimate down first", "one estimate beside each answer"),
            (
                "explains to a partner in own words",
                "use the word denominator",
                "teach one problem to the table",
            ),
            ("keeps going when it is hard", "look for a smaller problem inside", "circle what is known"),
        ];
        for (at, person) in people.iter().enumerate() {
            for nth in 0..2_usize {
                let ago = 9 + 35 * nth + at * 3 % 20;
                let (strength, teaching_point, next_step) = TALKS[(at + nth) % TALKS.len()];
                let id: ConferenceId = self.mint.id();
                self.changes
                    .set(&id, Conference::STUDENT, person.id.clone())
                    .set(&id, Conference::ON, plus_days(self.today, -i64::try_from(ago).unwrap_or(0)))
                    .set(&id, Conference::MINUTES, 5_u32)
                    .set(&id, Conference::STRENGTH, strength.to_owned())
                    .set(&id, Conference::TEACHING_POINT, teaching_point.to_owned())
                    .set(&id, Conference::NEXT_STEP, next_step.to_owned());
            }
        }
        for person in people.iter().filter(|person| person.given == "Mateo") {
            for text in ["Directions read aloud", "Spanish word list", "Number-line card"] {
                let id: crate::domain::id::NoteId = self.mint.id();
                self.changes.set(&id, PlanSupport::STUDENT, person.id.clone()).set(
                    &id,
                    PlanSupport::TEXT,
                    text.to_owned(),
                );
            }
        }
    }
}

/// The groups of one cycle: ids, and members by their place in the roster.
pub struct Groups {
    cycle: CycleId,
    groups: Vec<(GroupId, Vec<usize>)>,
}
