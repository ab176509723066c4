//! What a teacher has before them: the class, the day, and one of its students, standards or texts, drawn.

use crate::domain::calendar::{is_weekday, plus_days};
use crate::domain::class::Table;
use crate::domain::grouping::Purpose;
use crate::domain::grouping::people::{groups_of, holds, students_on};
use crate::domain::id::{AdultId, CycleId, GroupId, StandardId, StationId, StudentId, SubjectId};
use crate::domain::mastery::Scale;
use crate::domain::record::Record;
use crate::domain::rotation::stations;
use crate::domain::sample::draw::Draw;
use crate::domain::standards::{Catalog, Grade, Reach, running_unit, unit_standards};
use crate::domain::subject::for_groups;
use crate::domain::week::is_school_day;
use crate::domain::{Class, Date};

/// The class as it is on a day, and the chance that draws of it.
pub(super) struct Desk<'a> {
    pub class: &'a Class,
    pub catalog: &'a Catalog,
    pub today: Date,
    draw: &'a mut Draw,
}

impl<'a> Desk<'a> {
    pub(super) fn new(class: &'a Class, catalog: &'a Catalog, today: Date, draw: &'a mut Draw) -> Self {
        Self { class, catalog, today, draw }
    }

    pub(super) fn below(&mut self, bound: u32) -> u32 {
        self.draw.below(bound)
    }

    /// A number of a range, both ends included.
    pub(super) fn within(&mut self, from: u32, to: u32) -> u32 {
        from + self.below(to - from + 1)
    }

    pub(super) fn chance(&mut self, chance: f64) -> bool {
        self.draw.chance(chance)
    }

    /// One of a list.
    pub(super) fn pick<T: Clone>(&mut self, list: &[T]) -> Option<T> {
        list.get(self.draw.place(list.len())).cloned()
    }

    /// Several of a list, each once, in drawn order.
    pub(super) fn several<T: Clone>(&mut self, list: &[T], n: usize) -> Vec<T> {
        let mut left = list.to_vec();
        let mut drawn = Vec::new();
        while drawn.len() < n && !left.is_empty() {
            drawn.push(left.swap_remove(self.draw.place(left.len())));
        }
        drawn
    }

    /// One of two, or nothing.
    pub(super) fn maybe<T>(&mut self, chance: f64, value: T) -> Option<T> {
        self.chance(chance).then_some(value)
    }

    /// "note 17": short, and seldom the same twice.
    pub(super) fn text(&mut self, what: &str) -> String {
        format!("{what} {}", self.below(10_000))
    }

    /// A record of a table.
    pub(super) fn one<R: Record>(&mut self, table: &'a Table<R>) -> Option<(&'a R::Key, &'a R)> {
        let at = self.draw.place(table.len());
        table.iter().nth(at)
    }

    /// A record among the last so many of a table.
    pub(super) fn late<R: Record>(
        &mut self,
        table: &'a Table<R>,
        last: usize,
    ) -> Option<(&'a R::Key, &'a R)> {
        let at = self.draw.place(table.len().min(last));
        table.iter().rev().nth(at)
    }

    /// Who belongs to the class today.
    pub(super) fn students(&self) -> Vec<StudentId> {
        students_on(self.class, self.today)
    }

    pub(super) fn student(&mut self) -> Option<StudentId> {
        let students = self.students();
        self.pick(&students)
    }

    /// So many students, or as many as there are.
    pub(super) fn some_students(&mut self, from: u32, to: u32) -> Vec<StudentId> {
        let students = self.students();
        let n = self.within(from, to);
        self.several(&students, n as usize)
    }

    pub(super) fn subject(&mut self) -> Option<SubjectId> {
        self.one(&self.class.subjects).map(|(id, _)| id.clone())
    }

    /// A subject that skill groups are made for.
    pub(super) fn taught_subject(&mut self) -> Option<SubjectId> {
        let subjects = for_groups(self.class);
        self.pick(&subjects).map(|(id, _)| id)
    }

    /// What the class works on in a subject: the running unit and the priorities, or the first of its grade.
    pub(super) fn taught(&self, subject: &SubjectId) -> Vec<StandardId> {
        let unit = running_unit(self.class, subject, self.today);
        let mut taught = unit.map(|unit| unit_standards(self.class, &unit)).unwrap_or_default();
        let priorities = self.class.priorities.iter();
        let own = priorities.filter(|((of, _), priority)| of == subject && priority.priority);
        for ((_, standard), _) in own {
            if !taught.contains(standard) {
                taught.push(standard.clone());
            }
        }
        if taught.is_empty() {
            let grade = Grade::parse(&self.class.about().grade).into_iter();
            let first = grade.flat_map(|grade| self.catalog.in_grade(grade)).take(6);
            taught.extend(first.map(|standard| standard.id.clone()));
        }
        taught
    }

    /// A standard of a subject: mostly what is taught, else anything that the class or the catalog has.
    pub(super) fn standard(&mut self, subject: &SubjectId) -> StandardId {
        let taught = self.taught(subject);
        match self.pick(&taught) {
            Some(standard) if self.chance(0.9) => standard,
            _ => self.any_standard(),
        }
    }

    pub(super) fn any_standard(&mut self) -> StandardId {
        let own = self.one(&self.class.own_standards).map(|(id, _)| id.clone());
        let at = self.draw.place(self.catalog.len());
        let known = self.catalog.iter().nth(at).map(|standard| standard.id.clone());
        let both: Vec<StandardId> = own.into_iter().chain(known).collect();
        self.pick(&both).unwrap_or_else(|| StandardId::from("OWN.1"))
    }

    pub(super) fn reach(&mut self) -> Reach {
        if self.chance(0.7) { Reach::GradeLevel } else { self.pick(Reach::ALL).unwrap_or_default() }
    }

    /// A level of a subject's scale; each student has one that it is mostly near to.
    pub(super) fn level(&mut self, subject: &SubjectId, student: &StudentId) -> f64 {
        let most = u32::try_from(Scale::of(self.class, subject).len()).map_or(4.0, f64::from);
        let bytes = student.as_str().bytes().map(u32::from).sum::<u32>();
        let usual = most * (0.45 + 0.1 * f64::from(bytes % 5));
        libm::round(usual + 0.8 * self.draw.bell()).clamp(1.0, most)
    }

    /// A school day up to so many days ago, today among them; today where there is none.
    pub(super) fn past_day(&mut self, most: u32) -> Date {
        let back = self.below(most + 1);
        let mut days = (0..7).map(|more| plus_days(self.today, -i64::from(back + more)));
        days.find(|day| is_school_day(self.class, *day)).unwrap_or(self.today)
    }

    /// A weekday from so many days ahead on.
    pub(super) fn day_ahead(&mut self, from: u32, to: u32) -> Date {
        let ahead = i64::from(self.within(from, to));
        let mut days = (0..7).map(|more| plus_days(self.today, ahead + more));
        days.find(|day| is_weekday(*day)).unwrap_or(self.today)
    }

    /// Cycles of several groups that run today.
    pub(super) fn cycles(&self) -> Vec<CycleId> {
        let several = |purpose| !matches!(purpose, Purpose::Small | Purpose::WholeClass);
        let running = self.class.cycles.iter().filter(|(_, cycle)| holds(cycle, self.today));
        running.filter(|(_, cycle)| several(cycle.purpose)).map(|(id, _)| id.clone()).collect()
    }

    /// A running cycle that has groups, and those.
    pub(super) fn cycle(&mut self) -> Option<(CycleId, Vec<GroupId>)> {
        let cycles = self.cycles();
        let grouped = cycles.into_iter().map(|id| {
            let groups = groups_of(self.class, &id).into_iter();
            let groups: Vec<GroupId> = groups.map(|(group, _)| group.clone()).collect();
            (id, groups)
        });
        let grouped: Vec<(CycleId, Vec<GroupId>)> =
            grouped.filter(|(_, groups)| !groups.is_empty()).collect();
        self.pick(&grouped)
    }

    /// A group of a running cycle.
    pub(super) fn group(&mut self) -> Option<GroupId> {
        let (_, groups) = self.cycle()?;
        self.pick(&groups)
    }

    pub(super) fn adult(&mut self) -> Option<AdultId> {
        self.one(&self.class.adults).map(|(id, _)| id.clone())
    }

    /// A station of the board, which has the usual ones before any is set up.
    pub(super) fn station(&mut self) -> Option<StationId> {
        let stations = stations(self.class, self.today);
        self.pick(&stations).map(|(id, _)| id)
    }
}
