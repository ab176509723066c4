//! What the grid computed last, by standard: a mark that is typed computes its own column again, and no other.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::grid::CellRow;
use crate::domain::Class;
use crate::domain::Date;
use crate::domain::Sentence;
use crate::domain::id::{StandardId, StudentId, SubjectId};
use crate::domain::mastery::{Evidence, Scale, StandardMastery};
use crate::view::mark::MarkRow;
use crate::view::text::english;

/// One standard, computed.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Computed {
    /// By student, in the order of the cache's students.
    pub(super) cells: Vec<Arc<CellRow>>,
    /// Mastered; `None` where nothing is known.
    pub(super) mastered: Vec<Option<bool>>,
    /// Day of the newest evidence of anybody.
    pub(super) newest: Option<Date>,
}

/// The columns of one subject, each with a fingerprint of all that it was computed from.
#[derive(Debug, Clone, Default)]
pub struct Cache {
    base: u64,
    columns: BTreeMap<StandardId, (u64, Arc<Computed>)>,
    /// How many columns were computed, for tests.
    pub computed: usize,
}

impl Cache {
    /// The columns of these standards, computed where anything changed since.
    pub(super) fn columns(
        &mut self,
        class: &Class,
        subject: &SubjectId,
        students: &[(StudentId, String)],
        standards: &[(StandardId, String)],
    ) -> Vec<Arc<Computed>> {
        let base = base(class, subject, students);
        if base != self.base {
            (self.base, self.columns) = (base, BTreeMap::new());
        }
        let prints = prints(class, subject);
        standards
            .iter()
            .map(|(standard, code)| {
                let mut print = Print(prints.get(standard).copied().unwrap_or_default());
                print.text(code);
                let print = print.0;
                if let Some((known, computed)) = self.columns.get(standard)
                    && *known == print
                {
                    return computed.clone();
                }
                self.computed += 1;
                let computed = Arc::new(compute(class, subject, students, (standard, code)));
                self.columns.insert(standard.clone(), (print, computed.clone()));
                computed
            })
            .collect()
    }
}

fn compute(
    class: &Class,
    subject: &SubjectId,
    students: &[(StudentId, String)],
    (standard, code): (&StandardId, &str),
) -> Computed {
    let mastery = StandardMastery::of(class, subject, standard);
    let mut computed = Computed { cells: Vec::new(), mastered: Vec::new(), newest: None };
    for (student, name) in students {
        let standing = mastery.standing(class, student);
        let mark = MarkRow::of(&mastery.scale, &standing);
        let said = Sentence::new("mastery.cell").with("name", name).with("code", code);
        let label = english().say(&said.with("words", &mark.words));
        computed.mastered.push(standing.score.map(|_| standing.mastered));
        computed.newest = computed.newest.max(standing.newest);
        computed.cells.push(Arc::new(CellRow { mark, label }));
    }
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

/// What every column rests on: students, scale, calculation.
fn base(class: &Class, subject: &SubjectId, students: &[(StudentId, String)]) -> u64 {
    let mut print = Print::new();
    print.text(subject.as_str());
    let scale = Scale::of(class, subject);
    scale.cuts.iter().for_each(|cut| print.number(Some(*cut)));
    print.number(Some(scale.mastery));
    if let Some(about) = class.subjects.get(subject) {
        print.text(about.calculation.tag());
        print.number(about.parameter);
    }
    for (id, name) in students {
        print.text(id.as_str());
        print.text(name);
    }
    print.0
}

/// What each standard's column rests on beside that, in one pass over the marks.
fn prints<'a>(class: &'a Class, subject: &SubjectId) -> BTreeMap<&'a StandardId, u64> {
    let mut prints: BTreeMap<&StandardId, u64> = BTreeMap::new();
    let mut rows = class.evidence.iter().peekable();
    while let Some((key, mark)) = rows.next() {
        let print = prints.entry(&key.1).or_insert(0);
        let mut next = Print(*print);
        next.text(key.0.as_str());
        mix_mark(class, &mut next, key, mark);
        // Marks of one student on one standard stand together.
        while let Some((key, mark)) = rows.next_if(|(next, _)| next.0 == key.0 && next.1 == key.1) {
            mix_mark(class, &mut next, key, mark);
        }
        *print = next.0;
    }
    for ((student, standard), judged) in class.judgements.iter() {
        let mut next = Print(prints.get(standard).copied().unwrap_or_default());
        next.text(student.as_str());
        next.number(judged.level);
        prints.insert(standard, next.0);
    }
    for ((_, standard), own) in class.priorities.iter().filter(|((of, _), _)| of == subject) {
        let mut next = Print(prints.get(standard).copied().unwrap_or_default());
        next.text(own.calculation.map_or("", crate::domain::subject::Calculation::tag));
        next.number(own.parameter);
        prints.insert(standard, next.0);
    }
    prints
}

type EvidenceKey = (StudentId, StandardId, crate::domain::id::CheckId, u32);

fn mix_mark(class: &Class, print: &mut Print, key: &EvidenceKey, mark: &Evidence) {
    print.text(key.2.as_str());
    print.number(mark.score);
    print.number(mark.of);
    print.text(mark.state.tag());
    if let Some(check) = class.checks.get(&key.2) {
        print.text(check.kind.tag());
        print.number(check.done_on.map(|day| f64::from(day.number())));
    }
}
