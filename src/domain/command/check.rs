//! A check brought in whole, as from a file of results: items pooled by points into one piece of evidence for each
//! student and standard.

use std::collections::{BTreeMap, BTreeSet};

use super::mastery::{not_later_than_today, on_the_scale};
use super::{Command, Context, NewDiagnostic, NewStandard, NewStudent, Rejected};
use crate::domain::Date;
use crate::domain::id::{CheckId, Mint, StandardId, StudentId, SubjectId};
use crate::domain::mastery::{Check, CheckKind, Evidence, EvidenceState, Item, ItemStandard, Scale};
use crate::domain::record::Changes;
use crate::domain::{Class, Sentence};

/// An item of a check as a file names it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NewItem {
    /// Its head in the file, or its question.
    pub title: String,
    /// Points possible; `None` where its scores are levels, or where each mark says it.
    pub points: Option<f64>,
    /// What it shows; one at least.
    pub standards: Vec<StandardId>,
}

/// Whose mark it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MarkOf {
    /// A student of the class.
    Known(StudentId),
    /// An index into the new students of the same command.
    New(usize),
}

impl MarkOf {
    /// The student's id, once the new ones have theirs.
    pub(super) fn id<'a>(&'a self, new: &'a [StudentId]) -> &'a StudentId {
        match self {
            Self::Known(id) => id,
            Self::New(at) => &new[*at],
        }
    }
}

/// One cell of a file of results.
#[derive(Debug, Clone, PartialEq)]
pub struct NewMark {
    /// Who.
    pub student: MarkOf,
    /// Index into the items.
    pub item: usize,
    /// Points, or a level where neither `of` nor the item's points say it.
    pub score: Option<f64>,
    /// Points possible.
    pub of: Option<f64>,
    /// Whether there is a score.
    pub state: EvidenceState,
    /// The day of the work, where it is not the check's.
    pub done_on: Option<Date>,
    /// 1, or more where the student did the check again.
    pub attempt: u32,
}

/// Results of a check, all at once.
///
/// The marks of a student on one standard become one piece of evidence: points are added up, levels alone are
/// averaged. An excused or missing item counts nothing; where nothing else is there, that state is what is kept.
/// Marks of several days make one check a day.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordCheck {
    /// Its subject.
    pub subject: SubjectId,
    /// What kind it is.
    pub kind: CheckKind,
    /// What the teacher calls it.
    pub title: String,
    /// The day of the work.
    pub done_on: Date,
    /// In the file's order.
    pub items: Vec<NewItem>,
    /// In any order.
    pub marks: Vec<NewMark>,
    /// What a publisher's diagnostic says beside them.
    pub diagnostics: Vec<NewDiagnostic>,
    /// Students whom the class does not have yet.
    pub new_students: Vec<NewStudent>,
    /// Standards of the class's own that it does not have yet.
    pub new_standards: Vec<NewStandard>,
}

/// Marks of one student on one standard in one attempt, added up.
#[derive(Debug, Default, Clone)]
struct Pool {
    points: f64,
    of: f64,
    levels: Vec<f64>,
    state: Option<EvidenceState>,
}

impl RecordCheck {
    fn check(&self, class: &Class, context: &Context) -> Result<(), Rejected> {
        not_later_than_today(self.done_on, context)?;
        if self.marks.is_empty() && self.diagnostics.is_empty() {
            return Err(Rejected::because("mastery.no_marks"));
        }
        if let Some(item) = self.items.iter().find(|item| item.standards.is_empty()) {
            return Err(Sentence::new("mastery.item_needs_a_standard").with("item", &item.title).into());
        }
        if let Some(row) = self.new_students.iter().position(|student| !student.named()) {
            return Err(Sentence::new("roster.needs_a_name").with("row", row + 1).into());
        }
        let levels = Scale::of(class, &self.subject).len();
        for diagnostic in &self.diagnostics {
            self.is_somebody(class, &diagnostic.student)?;
            diagnostic.check(self.done_on, context)?;
        }
        for mark in &self.marks {
            self.is_somebody(class, &mark.student)?;
            not_later_than_today(mark.done_on.unwrap_or(self.done_on), context)?;
            let Some(item) = self.items.get(mark.item) else {
                return Err(Rejected::because("mastery.no_marks"));
            };
            let Some(score) = mark.score.filter(|_| mark.state == EvidenceState::Scored) else { continue };
            let about = |key: &'static str| Sentence::new(key).with("item", &item.title).with("score", score);
            if !score.is_finite() || score < 0.0 {
                return Err(about("mastery.not_a_score").into());
            }
            match mark.of.or(item.points) {
                Some(of) if of.is_finite() && of > 0.0 => {}
                Some(of) => return Err(about("mastery.not_points").with("of", of).into()),
                None if on_the_scale(score, levels).is_ok() => {}
                None => return Err(about("mastery.needs_points").with("levels", levels).into()),
            }
        }
        Ok(())
    }

    fn is_somebody(&self, class: &Class, student: &MarkOf) -> Result<(), Rejected> {
        let is_known = match student {
            MarkOf::Known(id) => class.students.get(id).is_some(),
            MarkOf::New(at) => *at < self.new_students.len(),
        };
        if is_known { Ok(()) } else { Err(Rejected::because("roster.unknown_student")) }
    }

    /// Adds every mark to the pools of the standards that its item shows.
    fn pools(&self, scale: &Scale, ids: &[StudentId]) -> BTreeMap<(Date, StudentId, StandardId, u32), Pool> {
        let mut pools: BTreeMap<_, Pool> = BTreeMap::new();
        for mark in &self.marks {
            let student = mark.student.id(ids);
            let (item, day) = (&self.items[mark.item], mark.done_on.unwrap_or(self.done_on));
            for standard in item.standards.iter().collect::<BTreeSet<_>>() {
                let key = (day, student.clone(), standard.clone(), mark.attempt.max(1));
                let pool = pools.entry(key).or_default();
                match (mark.score.filter(|_| mark.state == EvidenceState::Scored), mark.of.or(item.points)) {
                    (Some(score), Some(of)) => {
                        pool.points += score;
                        pool.of += of;
                    }
                    (Some(level), None) => pool.levels.push(level),
                    (None, _) => pool.state = pool.state.or(Some(mark.state)),
                }
            }
        }
        for pool in pools.values_mut().filter(|pool| pool.of > 0.0) {
            // A level beside points counts as one point, of which its share is scored.
            for level in std::mem::take(&mut pool.levels) {
                pool.points += scale.share(level);
                pool.of += 1.0;
            }
        }
        pools
    }

    fn write_check(&self, entered_on: Date, day: Date, mint: &mut Mint, changes: &mut Changes) -> CheckId {
        let id: CheckId = mint.id();
        changes
            .set::<Check>(&id, "subject", self.subject.clone())
            .set::<Check>(&id, "kind", self.kind)
            .set::<Check>(&id, "title", self.title.trim().to_owned())
            .set::<Check>(&id, "done_on", day)
            .set::<Check>(&id, "entered_on", entered_on);
        for (n, item) in (1..).zip(&self.items) {
            changes.set::<Item>(&(id.clone(), n), "title", item.title.clone());
            changes.set_some::<Item, _>(&(id.clone(), n), "points", item.points);
            for standard in &item.standards {
                changes.set::<ItemStandard>(&(id.clone(), n, standard.clone()), "shows", true);
            }
        }
        id
    }
}

impl Command for RecordCheck {
    fn changes(&self, class: &Class, context: &mut Context) -> Result<Changes, Rejected> {
        self.check(class, context)?;
        let mut changes = Changes::default();
        for standard in &self.new_standards {
            standard.write(class, &mut changes);
        }
        let mut ids: Vec<StudentId> = Vec::new();
        for student in &self.new_students {
            let id: StudentId = context.mint.id();
            student.write(&id, &mut changes);
            ids.push(id);
        }
        let mut checks: BTreeMap<Date, CheckId> = BTreeMap::new();
        for diagnostic in &self.diagnostics {
            let day = diagnostic.done_on.unwrap_or(self.done_on);
            let check = checks
                .entry(day)
                .or_insert_with(|| self.write_check(context.today, day, &mut context.mint, &mut changes));
            diagnostic.write(diagnostic.student.id(&ids), check, &mut changes);
        }
        for ((day, student, standard, attempt), pool) in self.pools(&Scale::of(class, &self.subject), &ids) {
            let check = checks
                .entry(day)
                .or_insert_with(|| self.write_check(context.today, day, &mut context.mint, &mut changes));
            let key = (student, standard, check.clone(), attempt);
            if pool.of > 0.0 {
                changes.set::<Evidence>(&key, "score", pool.points).set::<Evidence>(&key, "of", pool.of);
            } else if !pool.levels.is_empty() {
                changes.set::<Evidence>(&key, "score", mean(&pool.levels));
            } else if let Some(state) = pool.state {
                changes.set::<Evidence>(&key, "state", state);
            }
        }
        Ok(changes)
    }

    fn label(&self, _: &Class) -> Sentence {
        let n = self.marks.len() + self.diagnostics.len();
        Sentence::new("undo.record_check").with("n", n).with("title", self.title.trim())
    }
}

#[expect(clippy::cast_precision_loss, reason = "a few items")]
fn mean(levels: &[f64]) -> f64 {
    levels.iter().sum::<f64>() / levels.len() as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::mastery::StandardMastery;
    use crate::domain::record::Value;

    const TODAY: Date = Date::constant(2026, 11, 19);

    fn class() -> Class {
        let mut class = Class::default();
        class.set("subject", "m", "name", &Value::Text("Math".into()));
        class.set("student", "s1", "given", &Value::Text("Ana".into()));
        class
    }

    fn item(title: &str, points: Option<f64>, standards: &[&str]) -> NewItem {
        let standards = standards.iter().map(|id| StandardId::from(*id)).collect();
        NewItem { title: title.into(), points, standards }
    }

    fn mark(student: MarkOf, item: usize, score: f64, of: Option<f64>) -> NewMark {
        let state = EvidenceState::Scored;
        NewMark { student, item, score: Some(score), of, state, done_on: None, attempt: 1 }
    }

    fn ana() -> MarkOf {
        MarkOf::Known("s1".into())
    }

    fn quiz(items: Vec<NewItem>, marks: Vec<NewMark>) -> RecordCheck {
        let (subject, title) = ("m".into(), "Quiz 1".into());
        let (new_students, new_standards, diagnostics) = (Vec::new(), Vec::new(), Vec::new());
        let kind = CheckKind::Quiz;
        let done_on = TODAY;
        RecordCheck { subject, kind, title, done_on, items, marks, diagnostics, new_students, new_standards }
    }

    fn run(command: &RecordCheck) -> Result<Class, &'static str> {
        let mut class = class();
        let mut context = Context { today: TODAY, mint: Mint::new("t") };
        let changes = command.changes(&class, &mut context).map_err(|rejected| rejected.0.key)?;
        class.apply(&changes.0);
        Ok(class)
    }

    /// "student standard attempt score/of" of every piece of evidence.
    fn evidence(class: &Class) -> Vec<String> {
        let text = |n: Option<f64>| n.map_or("-".to_owned(), |n| n.to_string());
        let all = class.evidence.iter();
        all.map(|(key, e)| {
            let state = e.state.tag();
            format!("{} {} {} {}/{} {state}", key.0, key.1, key.3, text(e.score), text(e.of))
        })
        .collect()
    }

    #[test]
    fn items_of_one_standard_add_up_and_an_item_may_show_two() {
        let items = vec![item("1", Some(1.0), &["A", "B"]), item("2", Some(2.0), &["A", "A"])];
        let mut excused = mark(ana(), 1, 0.0, None);
        (excused.score, excused.state) = (None, EvidenceState::Excused);
        let all = run(&quiz(items.clone(), vec![mark(ana(), 0, 1.0, None), mark(ana(), 1, 1.0, None)]));
        assert_eq!(evidence(&all.unwrap()), ["s1 A 1 2/3 scored", "s1 B 1 1/1 scored"]);
        let some = run(&quiz(items.clone(), vec![mark(ana(), 0, 1.0, None), excused.clone()]));
        assert_eq!(evidence(&some.unwrap()), ["s1 A 1 1/1 scored", "s1 B 1 1/1 scored"]);
        let none = run(&quiz(items, vec![excused]));
        assert_eq!(evidence(&none.unwrap()), ["s1 A 1 -/- excused"]);
    }

    #[test]
    fn a_level_stays_a_level_and_beside_points_counts_as_one() {
        let levels = vec![item("1", None, &["A"]), item("2", None, &["A"]), item("3", Some(4.0), &["A"])];
        let one = run(&quiz(levels.clone(), vec![mark(ana(), 0, 2.0, None), mark(ana(), 1, 3.0, None)]));
        assert_eq!(evidence(&one.unwrap()), ["s1 A 1 2.5/- scored"]);
        let mixed = run(&quiz(levels, vec![mark(ana(), 0, 2.0, None), mark(ana(), 2, 4.0, None)]));
        assert_eq!(evidence(&mixed.unwrap()), ["s1 A 1 4.55/5 scored"]);
    }

    #[test]
    fn new_students_come_with_their_marks_and_days_make_checks() {
        let mut early = mark(MarkOf::New(0), 0, 1.0, Some(1.0));
        early.done_on = Some(Date::constant(2026, 11, 3));
        let mut command =
            quiz(vec![item("1", None, &["A"])], vec![early, mark(MarkOf::New(0), 0, 0.0, Some(1.0))]);
        command.new_students.push(NewStudent { given: "Ben".into(), ..NewStudent::default() });
        let class = run(&command).unwrap();
        assert_eq!((class.students.len(), class.checks.len(), class.evidence.len()), (2, 2, 2));
        let mastery = StandardMastery::of(&class, &"m".into(), &"A".into());
        let ben = class.students.iter().find(|(_, s)| s.given == "Ben").map(|(id, _)| id.clone()).unwrap();
        let shares: Vec<f64> = mastery.evidence(&ben).iter().map(|piece| piece.share).collect();
        assert_eq!(shares, [1.0, 0.0], "the earlier day comes first");
    }

    #[test]
    fn rejected_as_a_whole_with_the_reason() {
        let items = || vec![item("1", None, &["A"])];
        let good = || vec![mark(ana(), 0, 3.0, None)];
        let mut tomorrow = quiz(items(), good());
        tomorrow.done_on = Date::constant(2026, 11, 20);
        let mut late_mark = quiz(items(), good());
        late_mark.marks[0].done_on = Some(Date::constant(2027, 1, 1));
        for (command, key) in [
            (tomorrow, "mastery.later_than_today"),
            (late_mark, "mastery.later_than_today"),
            (quiz(items(), vec![]), "mastery.no_marks"),
            (quiz(vec![item("1", None, &[])], good()), "mastery.item_needs_a_standard"),
            (quiz(items(), vec![mark(ana(), 0, 12.0, None)]), "mastery.needs_points"),
            (quiz(items(), vec![mark(ana(), 0, -1.0, Some(4.0))]), "mastery.not_a_score"),
            (quiz(items(), vec![mark(ana(), 0, 1.0, Some(0.0))]), "mastery.not_points"),
            (quiz(items(), vec![mark(ana(), 7, 1.0, None)]), "mastery.no_marks"),
            (quiz(items(), vec![mark(MarkOf::New(0), 0, 1.0, None)]), "roster.unknown_student"),
        ] {
            assert_eq!(run(&command).err(), Some(key));
        }
        assert!(run(&quiz(items(), good())).is_ok());
    }
}
