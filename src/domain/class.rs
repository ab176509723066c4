//! A class: every record that a teacher's decisions rest on, typed, in tables.
//!
//! Built by setting one field after the other, so that opening a file, a co-teacher's edit and a keystroke all take
//! the same way. Nothing here is a status: those are derived when read.

pub mod joined;

use std::cmp::Ordering;

use joined::{AliasKey, Joined};

use super::conference::Conference;
use super::equity::LensNote;
use super::grouping::{Choice, Cycle, Group, NameList, PairRule, Placement, Topic};
use super::growth::Diagnostic;
use super::id::{Key, NoteId, ReportId, SnapshotId, StudentId};
use super::learning_plan::{Activity, Goal, LearningPlan, PlanSupport, PlaylistItem, Reflection};
use super::mastery::{Check, Evidence, Item, ItemStandard, Judgement, Level};
use super::minutes::{Attendance, Quarter, Session};
use super::record::{Change, Record, Value, field_place};
use super::report::{Report, ReportComment};
use super::roster::{Absence, Adult, Enrolment, Note, Served, Service, Student, Tag, Tagged};
use super::rotation::{AgendaVisit, DayVisit, Guest, Rotation, Seat, Station};
use super::standards::{
    Framework, OwnStandard, Prerequisite, Priority, RelatedStandard, StandardFor, StandardPart, Unit,
    UnitStandard,
};
use super::subject::Subject;
use super::week::Lesson;
use crate::domain::week::{Block, LostDay};

crate::ids! {
    /// The class record has one id, `class`: there is one in a document.
    ClassKey
}

crate::records! {
    /// What is said of the class as a whole.
    "class" ClassInfo[ClassKey] {
        /// "5B".
        name: String,
        /// Grade of most students, as K or a number.
        grade: String,
        /// First day of school.
        starts: Option<crate::domain::Date>,
        /// Last day of school.
        ends: Option<crate::domain::Date>,
        /// The sample class: marked on every page, and nobody's work until somebody makes it a class of their own.
        sample: bool,
        /// A Monday of an A week, where the class has A and B weeks.
        week_a: Option<crate::domain::Date>,
        /// Where the names of groups come from.
        name_list: NameList,
        /// The class's own names for groups, one a line.
        own_names: String,
    }
    /// Something handed out, dated and frozen.
    "snapshot" Snapshot[SnapshotId] {
        /// What it is: a completed plan, a term report, a family page.
        what: String,
        /// Whom it is about.
        student: Option<StudentId>,
        /// The day it was handed out.
        on: Option<crate::domain::Date>,
        /// Its text as it was.
        content: String,
        /// The report it belongs to.
        report: Option<ReportId>,
    }
    /// Two records, the smaller id first: one thing that came in twice, or two that only look alike. See [`joined`].
    "alias" Alias[AliasKey] {
        /// Kind of both: `check`.
        of: String,
        /// The id that stands, where they are one; empty where somebody said that they are two.
        stands: String,
    }
    /// One writer of this document, so that a conflict can be told with a name.
    "replica" ReplicaInfo[NoteId] {
        /// "Ms Rivera's laptop".
        name: String,
    }
}

impl ClassInfo {
    /// Key of the one class record.
    pub fn key() -> ClassKey {
        ClassKey("class".into())
    }
}

/// A record with its id, and which of its fields have been written: a record without any is not there.
#[derive(Debug, Clone, PartialEq)]
struct Row<R: Record> {
    key: R::Key,
    record: R,
    written: u32,
}

/// Records of one kind, sorted by id.
///
/// A sorted vector and not a `BTreeMap`, because there are as many tables as kinds and each map would bring
/// code of its own into the page. A document is read in nearly sorted order, so that records are mostly added at the end.
#[derive(Debug, Clone, PartialEq)]
pub struct Table<R: Record>(Vec<Row<R>>);

impl<R: Record> Default for Table<R> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<R: Record> Table<R> {
    /// The record, unless it was taken back.
    pub fn get(&self, key: &R::Key) -> Option<&R> {
        let row = self.0.get(self.place(key))?;
        (row.key == *key && !row.record.retracted()).then_some(&row.record)
    }

    /// The record, taken back or not: for its name.
    pub fn ever(&self, key: &R::Key) -> Option<&R> {
        self.0.get(self.place(key)).filter(|row| row.key == *key).map(|row| &row.record)
    }

    /// All that were not taken back, by id.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&R::Key, &R)> {
        seen(&self.0)
    }

    /// Those from an id on.
    pub fn range(&self, from: std::ops::RangeFrom<R::Key>) -> impl DoubleEndedIterator<Item = (&R::Key, &R)> {
        seen(&self.0[self.place(&from.start)..])
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.iter().count()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }

    /// All that were taken back, by id.
    pub fn all_taken_back(&self) -> impl Iterator<Item = (&R::Key, &R)> {
        self.0.iter().filter(|row| row.record.retracted()).map(|row| (&row.key, &row.record))
    }

    /// Whether the record is there, but taken back.
    pub fn taken_back(&self, key: &R::Key) -> bool {
        self.0.get(self.place(key)).is_some_and(|row| row.key == *key && row.record.retracted())
    }

    /// Where the id is, or would be.
    fn place(&self, key: &R::Key) -> usize {
        // A document that is opened comes in this order, field by field.
        match self.0.last().map(|row| row.key.cmp(key)) {
            Some(Ordering::Less) => self.0.len(),
            Some(Ordering::Equal) => self.0.len() - 1,
            _ => self.0.partition_point(|row| row.key < *key),
        }
    }

    /// A field that this version does not know changes nothing here; the document keeps it.
    fn set(&mut self, id: &str, field: &str, value: &Value) {
        let (Some(key), Some(field)) = (R::Key::parse(id), field_place(R::FIELDS, field)) else { return };
        let at = self.place(&key);
        if self.0.get(at).is_none_or(|row| row.key != key) {
            self.0.insert(at, Row { key, record: R::default(), written: 0 });
        }
        let row = &mut self.0[at];
        row.record.set(field, value);
        let bit = 1 << field;
        row.written = if *value == Value::Null { row.written & !bit } else { row.written | bit };
        if row.written == 0 {
            self.0.remove(at);
        }
    }
}

fn seen<R: Record>(rows: &[Row<R>]) -> impl DoubleEndedIterator<Item = (&R::Key, &R)> {
    rows.iter().filter(|row| !row.record.retracted()).map(|row| (&row.key, &row.record))
}

macro_rules! class {
    ($($table:ident: $record:ty,)*) => {
        /// Everything that a class holds.
        #[derive(Debug, Clone, Default, PartialEq)]
        pub struct Class {
            $(pub $table: Table<$record>,)*
            joined: Joined,
        }

        impl Class {
            /// Takes one field of one record in. Kinds that this version does not know change nothing here.
            pub fn set(&mut self, kind: &str, id: &str, field: &str, value: &Value) {
                match kind {
                    _ if self.set_joined(kind, id, field, value) => {}
                    $(<$record>::KIND_NAME => self.$table.set(id, field, value),)*
                    _ => {}
                }
            }

            /// Every kind that this version knows, with its fields: what a saved file may hold.
            pub fn kinds() -> Vec<(&'static str, &'static [&'static str])> {
                vec![$((<$record>::KIND_NAME, <$record>::FIELDS),)*]
            }
        }
    };
}

class! {
    info: ClassInfo,
    subjects: Subject,
    levels: Level,
    students: Student,
    enrolments: Enrolment,
    tags: Tag,
    tagged: Tagged,
    adults: Adult,
    services: Service,
    served: Served,
    absences: Absence,
    notes: Note,
    frameworks: Framework,
    own_standards: OwnStandard,
    standard_parts: StandardPart,
    related_standards: RelatedStandard,
    prerequisites: Prerequisite,
    priorities: Priority,
    standard_for: StandardFor,
    units: Unit,
    unit_standards: UnitStandard,
    checks: Check,
    items: Item,
    item_standards: ItemStandard,
    evidence: Evidence,
    judgements: Judgement,
    diagnostics: Diagnostic,
    plans: LearningPlan,
    goals: Goal,
    activities: Activity,
    playlist: PlaylistItem,
    supports: PlanSupport,
    reflections: Reflection,
    conferences: Conference,
    cycles: Cycle,
    groups: Group,
    placements: Placement,
    pair_rules: PairRule,
    choices: Choice,
    topics: Topic,
    stations: Station,
    blocks: Block,
    lessons: Lesson,
    rotations: Rotation,
    seats: Seat,
    guests: Guest,
    agenda: AgendaVisit,
    day_visits: DayVisit,
    sessions: Session,
    attendance: Attendance,
    quarters: Quarter,
    lost_days: LostDay,
    lens_notes: LensNote,
    reports: Report,
    report_comments: ReportComment,
    snapshots: Snapshot,
    aliases: Alias,
    replicas: ReplicaInfo,
}

impl Class {
    /// Takes several changes in, in order.
    pub fn apply(&mut self, changes: &[Change]) {
        for change in changes {
            self.set(change.kind, &change.id, change.field, &change.value);
        }
    }

    /// What is said of the class as a whole; empty before it has a name.
    pub fn about(&self) -> ClassInfo {
        self.info.get(&ClassInfo::key()).cloned().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_written_once_and_fields_are_words() {
        let kinds = Class::kinds();
        let mut names: Vec<_> = kinds.iter().map(|(kind, _)| *kind).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), kinds.len());
        assert!(kinds.iter().all(|(_, fields)| fields.len() <= 32), "a row has a bit for each field");
    }

    #[test]
    fn a_record_taken_back_is_not_seen_and_comes_back() {
        let mut class = Class::default();
        class.set("student", "s1", "given", &Value::Text("Ana".into()));
        assert_eq!(class.students.len(), 1);
        class.set("student", "s1", "retracted", &Value::Bool(true));
        assert!(class.students.get(&"s1".into()).is_none());
        class.set("student", "s1", "retracted", &Value::Null);
        assert_eq!(class.students.get(&"s1".into()).map(|s| s.given.as_str()), Some("Ana"));
    }

    #[test]
    fn unknown_kinds_fields_and_values_change_nothing() {
        let mut class = Class::default();
        class.set("hologram", "h", "x", &Value::Int(1));
        class.set("student", "s1", "given", &Value::Raw("{}".into()));
        assert_eq!(class.students.get(&"s1".into()).map(|s| s.given.as_str()), Some(""));
    }
}
