//! What the grid computed last, by standard: a mark that is typed computes its own column again, and no other.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::columns::{StandardName, columns, standard_name};
use super::grid::{CellRow, OfClass};
use crate::domain::Class;
use crate::domain::Date;
use crate::domain::Sentence;
use crate::domain::class::Alias;
use crate::domain::id::{CheckId, Key, StandardId, StudentId, SubjectId, UnitId};
use crate::domain::mastery::{Check, Evidence, Judgement, Scale, StandardMastery};
use crate::domain::record::Record;
use crate::domain::standards::{Catalog, ForWhom, Priority, Whom};
use crate::view::mark::MarkRow;
use crate::view::text;

/// One standard, computed.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Computed {
    /// By student, in the order of the cache's students.
    pub(super) cells: Vec<Arc<CellRow>>,
    /// Mastered; `None` where nothing is known, or it does not count.
    pub(super) mastered: Vec<Option<bool>>,
    /// Day of the newest evidence of anybody.
    pub(super) newest: Option<Date>,
    /// What the class as a whole shows.
    pub(super) of_class: OfClass,
}

/// What stands at the head of a column: its standard, and whether it stands before the unit.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Head {
    pub(super) id: StandardId,
    pub(super) name: StandardName,
    pub(super) pre: bool,
}

/// Of which subject and unit heads are, and how large the catalog was: built-in standards are added to it, never changed.
type HeadsOf = (SubjectId, Option<UnitId>, usize);

/// The columns of one subject and their heads, as far as they still hold.
#[derive(Debug, Clone, Default)]
pub struct Cache {
    base: u64,
    /// By standard, each with its code and for whom it is.
    columns: BTreeMap<StandardId, ((String, Whom), Arc<Computed>)>,
    heads: Option<(HeadsOf, Arc<[Head]>)>,
    /// How many columns were computed, for tests.
    pub computed: usize,
}

impl Cache {
    /// Drops the columns that rest on records which have changed: kind and id of each, or `None` where that is not
    /// known.
    pub fn forget(&mut self, class: &Class, touched: Option<&[(String, String)]>) {
        let Some(touched) = touched else {
            return *self = Self { computed: self.computed, ..Self::default() };
        };
        if !touched.iter().all(|(kind, id)| self.keeps_heads(class, kind, id)) {
            self.heads = None;
        }
        for (kind, id) in touched {
            match kind.as_str() {
                // Two checks are one, or are two again: the marks of both.
                Alias::KIND_NAME => return *self = Self { computed: self.computed, ..Self::default() },
                Evidence::KIND_NAME => {
                    self.drop_column(<Evidence as Record>::Key::parse(id).map(|key| key.1))
                }
                Judgement::KIND_NAME => {
                    self.drop_column(<Judgement as Record>::Key::parse(id).map(|key| key.1))
                }
                Priority::KIND_NAME => {
                    self.drop_column(<Priority as Record>::Key::parse(id).map(|key| key.1))
                }
                // Its kind and its day matter to all that it has marked.
                Check::KIND_NAME => {
                    let check = CheckId::from(id.as_str());
                    let shown = class.counts_as(&check);
                    let marked = class.evidence.iter().filter(|(key, _)| key.2 == *shown);
                    marked.for_each(|(key, _)| self.drop_column(Some(key.1.clone())));
                }
                // Students, scale, calculation and school year are in the base; nothing else says what a mark is worth.
                _ => {}
            }
        }
    }

    /// Whether a record that has changed leaves the heads as they are: one more mark on a standard among them does.
    fn keeps_heads(&self, class: &Class, kind: &str, id: &str) -> bool {
        let marked = || {
            let mut key = <Evidence as Record>::Key::parse(id)?;
            key.2 = class.counts_as(&key.2).clone();
            class.evidence.get(&key).and_then(|evidence| evidence.score)?;
            self.heads.as_ref().map(|(_, heads)| heads.iter().any(|head| head.id == key.1))
        };
        kind == Judgement::KIND_NAME || (kind == Evidence::KIND_NAME && marked() == Some(true))
    }

    /// The heads of a subject's columns.
    pub(super) fn heads(
        &mut self,
        class: &Class,
        catalog: &Catalog,
        subject: &SubjectId,
        unit: Option<&UnitId>,
    ) -> Arc<[Head]> {
        let of = (subject.clone(), unit.cloned(), catalog.len());
        if let Some((_, heads)) = self.heads.as_ref().filter(|(known, _)| *known == of) {
            return heads.clone();
        }
        let head = |(id, pre)| Head { name: standard_name(class, catalog, &id), id, pre };
        let heads: Arc<[Head]> = columns(class, catalog, subject, unit).into_iter().map(head).collect();
        self.heads = Some((of, heads.clone()));
        heads
    }

    fn drop_column(&mut self, standard: Option<StandardId>) {
        if let Some(standard) = standard {
            self.columns.remove(&standard);
        }
    }

    /// The columns of these standards; what [`Self::forget`] did not drop is as it was.
    pub(super) fn columns(
        &mut self,
        class: &Class,
        whom: &ForWhom<'_>,
        subject: &SubjectId,
        students: &[(StudentId, String)],
        heads: &[Head],
    ) -> Vec<Arc<Computed>> {
        let base = base(class, subject, students);
        if base != self.base {
            (self.base, self.columns) = (base, BTreeMap::new());
        }
        heads
            .iter()
            .map(|Head { id: standard, name: StandardName { code, .. }, .. }| {
                let rests_on = (code.clone(), whom.whom(standard));
                let known = self.columns.get(standard).filter(|(known, _)| *known == rests_on);
                if let Some((_, computed)) = known {
                    return computed.clone();
                }
                self.computed += 1;
                let computed = Arc::new(compute(class, whom, subject, students, (standard, code)));
                self.columns.insert(standard.clone(), (rests_on, computed.clone()));
                computed
            })
            .collect()
    }
}

fn compute(
    class: &Class,
    whom: &ForWhom<'_>,
    subject: &SubjectId,
    students: &[(StudentId, String)],
    (standard, code): (&StandardId, &str),
) -> Computed {
    let mastery = StandardMastery::of(class, subject, standard);
    let mut computed = Computed::default();
    for (student, name) in students {
        let standing = mastery.standing(class, student);
        let counts = whom.counts(standard, student);
        let is_blank = !counts && standing.level.is_none();
        let mark = if is_blank { MarkRow::not_for() } else { MarkRow::of(&mastery.scale, &standing) };
        let said = Sentence::new("mastery.cell").with("name", name).with("code", code);
        let label = text::say(&said.with("words", &mark.words));
        computed.mastered.push(standing.score.filter(|_| counts).map(|_| standing.mastered()));
        computed.newest = computed.newest.max(standing.newest);
        let marks = u32::try_from(standing.n()).unwrap_or(u32::MAX);
        let sure = (marks > 0).then_some((standing.sure, marks));
        computed.cells.push(Arc::new(CellRow { mark, label, counts, sure, newest: standing.newest }));
    }
    computed.of_class = OfClass::of(&computed.cells, &computed.mastered);
    computed
}

/// FNV-1a, 64 bits (Fowler, Noll, Vo): changes are told apart, nobody is kept out.
struct Print(u64);

impl Print {
    fn text(&mut self, text: &str) {
        for byte in text.bytes().chain([0xff]) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }

    fn number(&mut self, number: Option<f64>) {
        let bits = number.map_or(1, f64::to_bits);
        self.0 = (self.0 ^ bits ^ (bits >> 32)).wrapping_mul(0x0000_0100_0000_01b3);
    }

    fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

/// What every column rests on: students, scale, calculation, first day of school.
fn base(class: &Class, subject: &SubjectId, students: &[(StudentId, String)]) -> u64 {
    let mut print = Print::new();
    print.text(subject.as_str());
    let scale = Scale::of(class, subject);
    scale.cuts.iter().for_each(|cut| print.number(Some(*cut)));
    print.number(Some(scale.mastery));
    print.number(scale.down.then_some(1.0));
    if let Some(about) = class.subjects.get(subject) {
        print.text(about.calculation.tag());
        print.number(about.parameter);
        print.number(about.own_view.then_some(1.0));
        print.number(Some(f64::from(about.sure_pieces())));
    }
    // Marks from before it are provisional.
    print.text(&class.about().starts.map(|day| day.to_string()).unwrap_or_default());
    print.text(&class.about().grade);
    for (id, name) in students {
        print.text(id.as_str());
        print.text(name);
        // In a room of several grades a standard is for some of them.
        print.text(class.students.get(id).map_or("", |about| about.grade.as_str()));
    }
    print.0
}
