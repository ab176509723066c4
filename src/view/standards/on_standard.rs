//! The class on one standard: who is not there yet, of whom nothing is known, who has mastered it.

use crate::domain::grouping::small::next_day;
use crate::domain::id::{CheckId, StandardId, StudentId, SubjectId};
use crate::domain::mastery::{EvidenceState, StandardMastery, Standing};
use crate::domain::order::Order;
use crate::domain::roster::{by_name, enrolled};
use crate::domain::standards::{Catalog, ForWhom, Grade, Reach, grade_level, is_priority, unit_standards};
use crate::domain::subject::in_order;
use crate::domain::{Class, Date, Sentence};
use crate::view::mark::MarkRow;
use crate::view::text;
use crate::view::words::day_words;

/// A student in one of the lists of [`OnStandard`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StudentOn {
    pub id: StudentId,
    /// "Mateo V.".
    pub name: String,
    pub mark: MarkRow,
}

/// The class on a standard, each list by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnStandard {
    /// The subject whose scale counts.
    pub subject: SubjectId,
    pub standard: StandardId,
    /// How far it is from the class's grade.
    pub reach: Reach,
    /// Marked, below mastery.
    pub not_yet: Vec<StudentOn>,
    /// Marked, though the standard is for others: no need follows from it.
    pub others: Vec<StudentOn>,
    /// Without a mark: no need is known.
    pub no_mark: Vec<StudentOn>,
    /// Marked, at mastery or above.
    pub mastered: Vec<StudentOn>,
    /// "5 students are not there yet."
    pub lead: String,
    /// The next school day, for which a small group can be called; `None` where the subject makes no groups.
    pub next: Option<Date>,
    /// "Monday, 23 November".
    pub next_words: String,
}

/// The class on a standard, in its subject; `None` without a subject.
pub fn on_standard(class: &Class, catalog: &Catalog, id: &StandardId, today: Date) -> Option<OnStandard> {
    let whom = ForWhom::of(class, catalog);
    let (subject, mastery) = best_known(class, id)?;
    let (mut not_yet, mut no_mark, mut mastered, mut others) = <(Vec<_>, Vec<_>, Vec<_>, Vec<_>)>::default();
    for (student, name) in by_name(class).into_iter().filter(|(id, _)| enrolled(class, id, today)) {
        let standing = mastery.standing(class, &student);
        let list = match &standing {
            standing if !whom.counts(id, &student) => {
                if standing.score.is_none() {
                    continue;
                }
                &mut others
            }
            standing if standing.mastered() => &mut mastered,
            standing if standing.score.is_some() => &mut not_yet,
            _ => &mut no_mark,
        };
        list.push(StudentOn { id: student, name, mark: MarkRow::of(&mastery.scale, &standing) });
    }
    let habits = class.subjects.get(&subject).is_some_and(|subject| subject.habits);
    let next = next_day(class, today);
    Some(OnStandard {
        reach: reach(class, catalog, id),
        lead: text::say(&Sentence::new("small_group.not_yet").with("n", not_yet.len())),
        next: (!habits).then_some(next),
        next_words: day_words(next),
        standard: id.clone(),
        subject,
        not_yet,
        others,
        no_mark,
        mastered,
    })
}

/// How far a standard is from the class's grade; one of an own framework counts as grade level.
pub fn reach(class: &Class, catalog: &Catalog, id: &StandardId) -> Reach {
    let grade = Grade::parse(&class.about().grade);
    let found = catalog.get(id).zip(grade).map(|(standard, grade)| grade_level(standard, grade));
    found.unwrap_or(Reach::GradeLevel)
}

/// The class's evidence on a standard in its subject: the one whose checks have most marks on it, then the one that
/// teaches it, so that its scale is the one of the grid.
fn best_known(class: &Class, id: &StandardId) -> Option<(SubjectId, StandardMastery)> {
    let marks = |subject: &SubjectId| {
        let of_student = |student: &StudentId| {
            let from = (student.clone(), id.clone(), CheckId::default(), 0);
            let on_it = class.evidence.range(from..).take_while(|(key, _)| key.0 == *student && key.1 == *id);
            let scored =
                on_it.filter(|(_, mark)| mark.state == EvidenceState::Scored && mark.score.is_some());
            scored
                .filter(|(key, _)| class.checks.get(&key.2).is_some_and(|check| check.is_of(subject)))
                .count()
        };
        class.students.iter().map(|(student, _)| of_student(student)).sum::<usize>()
    };
    let teaches = |subject: &SubjectId| {
        let mut units = class.units.iter().filter(|(_, unit)| unit.subject.as_ref() == Some(subject));
        is_priority(class, subject, id) || units.any(|(unit, _)| unit_standards(class, unit).contains(id))
    };
    let mut all: Vec<SubjectId> = in_order(class).into_iter().map(|(subject, _)| subject).collect();
    // Stable: of subjects alike, the first of the class.
    all.order_by_key(|subject| std::cmp::Reverse((marks(subject), teaches(subject))));
    let subject = all.into_iter().next()?;
    let mastery = StandardMastery::of(class, &subject, id);
    Some((subject, mastery))
}

/// Students at mastery and students with evidence.
pub(super) fn counts(class: &Class, whom: &ForWhom<'_>, id: &StandardId, today: Date) -> (usize, usize) {
    let known =
        best_known(class, id).map(|(_, mastery)| standings(class, whom, &mastery, today)).unwrap_or_default();
    (known.iter().filter(|standing| standing.mastered()).count(), known.len())
}

/// Where those stand of whom something is known, of those who are here and for whom the standard counts.
fn standings(class: &Class, whom: &ForWhom<'_>, mastery: &StandardMastery, today: Date) -> Vec<Standing> {
    let counts =
        |student: &StudentId| enrolled(class, student, today) && whom.counts(&mastery.standard, student);
    let here = class.students.iter().filter(|(student, _)| counts(student));
    let all = here.map(|(student, _)| mastery.standing(class, student));
    all.filter(|standing| standing.score.is_some()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::Value;

    #[test]
    fn the_scale_is_that_of_the_subject_whose_checks_have_the_marks() {
        let mut class = Class::default();
        let text = |text: &str| Value::Text(text.into());
        for (rank, subject) in [(0, "math"), (1, "art")] {
            class.set("subject", subject, "name", &text(subject));
            class.set("subject", subject, "rank", &Value::Int(rank));
        }
        class.set("subject", "art", "mastery", &Value::Int(2));
        class.set("student", "a", "given", &text("Ana"));
        class.set("judgement", "a/A.1", "level", &Value::Int(2));
        let of = |class: &Class| {
            let day = Date::constant(2026, 11, 20);
            let lists = on_standard(class, &Catalog::default(), &"A.1".into(), day).unwrap();
            (lists.subject.to_string(), lists.mastered.len())
        };
        assert_eq!(of(&class), ("math".into(), 0), "nobody says otherwise");
        class.set("priority", "art/A.1", "priority", &Value::Bool(true));
        assert_eq!(of(&class), ("art".into(), 1));
        class.set("priority", "art/A.1", "priority", &Value::Bool(false));
        class.set("check", "c", "subject", &text("art"));
        class.set("evidence", "a/A.1/c/1", "score", &Value::Int(2));
        assert_eq!(of(&class), ("art".into(), 1));
    }

    #[test]
    fn who_is_not_there_yet_and_of_whom_nothing_is_known() {
        let mut class = Class::default();
        class.set("subject", "math", "name", &Value::Text("Math".into()));
        class.set("class", "class", "grade", &Value::Text("5".into()));
        for (student, level) in [("a", Some(3)), ("b", Some(2)), ("c", None), ("d", Some(1))] {
            class.set("student", student, "given", &Value::Text(student.into()));
            if let Some(level) = level {
                class.set("judgement", &format!("{student}/H.1"), "level", &Value::Int(level));
            }
        }
        class.set("enrolment", "d/1", "left", &Value::Text("2026-10-01".into()));
        let friday: Date = "2026-11-20".parse().unwrap();
        let of = |class: &Class| on_standard(class, &Catalog::default(), &"H.1".into(), friday).unwrap();
        let rows = of(&class);
        let names = |list: &[StudentOn]| list.iter().map(|row| row.name.clone()).collect::<String>();
        assert_eq!(
            (names(&rows.not_yet), names(&rows.no_mark), names(&rows.mastered)),
            ("b".into(), "c".into(), "a".into())
        );
        let count =
            |class: &Class| counts(class, &ForWhom::of(class, &Catalog::default()), &"H.1".into(), friday);
        assert_eq!(count(&class), (1, 2), "who left does not count");
        assert_eq!(rows.lead, "One student is not there yet.");
        assert_eq!(rows.next_words, "Monday, 23 November");
        class.set("standard_for", "H.1/a", "included", &Value::Bool(true));
        let chosen = of(&class);
        assert_eq!((names(&chosen.not_yet), names(&chosen.no_mark)), (String::new(), String::new()));
        assert_eq!((names(&chosen.mastered), names(&chosen.others)), ("a".into(), "b".into()));
        assert_eq!(count(&class), (1, 1));
        class.set("subject", "math", "habits", &Value::Bool(true));
        assert_eq!(of(&class).next, None);
        assert!(on_standard(&Class::default(), &Catalog::default(), &"H.1".into(), friday).is_none());
    }
}
