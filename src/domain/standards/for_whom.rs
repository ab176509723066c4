//! For whom a standard counts: everybody, the students of its grade in a room of several grades, or a chosen few.

use std::collections::{BTreeMap, BTreeSet};

use super::code::is_common_core;
use super::framework::Catalog;
use super::grade::Grade;
use super::reach::{Reach, reach_from};
use crate::domain::Class;
use crate::domain::id::{CheckId, StandardId, StudentId};

/// The grade that a student works in: the student's own, else the class's.
pub fn grade_of(class: &Class, student: &StudentId) -> Option<Grade> {
    let own = class.students.get(student).and_then(|student| Grade::parse(&student.grade));
    own.or_else(|| Grade::parse(&class.about().grade))
}

/// Whether a standard counts for one student. For many, [`ForWhom`] reads the class once.
pub fn counts_for(class: &Class, catalog: &Catalog, standard: &StandardId, student: &StudentId) -> bool {
    ForWhom::of(class, catalog).counts(standard, student)
}

/// For whom the standards of a class are.
///
/// - Where students were chosen for a standard, it is for them alone.
/// - Else, where the students have several grades and the standard's grade is one of them, it is for the students of
///   that grade. The class's own standards have a grade only where one was written down.
/// - Else it is for everybody.
///
/// Whom it is not for is never "without a mark", is asked for none, and gets no lesson or goal from it. A mark is
/// always shown. It also counts where only the grade speaks against it, because an earlier grade's standard that was
/// checked is a step on the student's own way; where others were chosen, it counts nowhere.
#[derive(Debug, Clone)]
pub struct ForWhom<'a> {
    class: &'a Class,
    catalog: &'a Catalog,
    chosen: BTreeMap<&'a StandardId, BTreeSet<&'a StudentId>>,
    /// Grades that there are, where there are several; else none.
    grades: BTreeSet<Grade>,
}

/// Whom a standard is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whom {
    /// All of the class.
    Everybody,
    /// The students of one of its grades.
    Grade(Grade),
    /// These; some may have left the roster.
    Chosen(BTreeSet<StudentId>),
}

impl<'a> ForWhom<'a> {
    /// Reads what was chosen, and which grades there are. Who left for good makes no grade of the class.
    pub fn of(class: &'a Class, catalog: &'a Catalog) -> Self {
        let mut chosen: BTreeMap<&StandardId, BTreeSet<&StudentId>> = BTreeMap::new();
        for ((standard, student), link) in class.standard_for.iter() {
            if link.included {
                chosen.entry(standard).or_default().insert(student);
            }
        }
        let stays = class.students.iter().map(|(id, _)| id).filter(|id| !left_for_good(class, id));
        let mut grades: BTreeSet<Grade> = stays.filter_map(|id| grade_of(class, id)).collect();
        if grades.len() < 2 {
            grades.clear();
        }
        Self { class, catalog, chosen, grades }
    }

    /// Whom a standard is for.
    pub fn whom(&self, standard: &StandardId) -> Whom {
        if let Some(chosen) = self.chosen.get(standard) {
            return Whom::Chosen(chosen.iter().map(|id| (*id).clone()).collect());
        }
        self.grade(standard).map_or(Whom::Everybody, Whom::Grade)
    }

    /// Whether a standard is for a student, whatever marks there are: quick entry asks for these alone.
    pub fn is_for(&self, standard: &StandardId, student: &StudentId) -> bool {
        match self.chosen.get(standard) {
            Some(chosen) => chosen.contains(student),
            None => self.is_of_grade(standard, student),
        }
    }

    /// Whether a student counts on a standard: it is for her, or only the grade is another and there is a mark.
    pub fn counts(&self, standard: &StandardId, student: &StudentId) -> bool {
        match self.chosen.get(standard) {
            Some(chosen) => chosen.contains(student),
            None => self.is_of_grade(standard, student) || has_mark(self.class, standard, student),
        }
    }

    fn is_of_grade(&self, standard: &StandardId, student: &StudentId) -> bool {
        let Some(grade) = self.grade(standard) else { return true };
        grade_of(self.class, student).is_none_or(|own| own == grade)
    }

    /// The grade of the class whose students alone have this standard.
    fn grade(&self, standard: &StandardId) -> Option<Grade> {
        if self.grades.is_empty() {
            return None;
        }
        written_grade(self.class, self.catalog, standard).filter(|grade| self.grades.contains(grade))
    }
}

/// How far work is from each student's own grade, where that is not the class's.
#[derive(Debug, Clone)]
pub struct OwnReach<'a> {
    class: &'a Class,
    catalog: &'a Catalog,
    /// Students whose grade is not the class's.
    others: BTreeMap<&'a StudentId, Grade>,
}

impl<'a> OwnReach<'a> {
    /// Reads whose grade is not the class's.
    pub fn of(class: &'a Class, catalog: &'a Catalog) -> Self {
        let grade = Grade::parse(&class.about().grade);
        let own = class.students.iter().filter_map(|(id, about)| Some((id, Grade::parse(&about.grade)?)));
        Self { class, catalog, others: own.filter(|(_, own)| Some(*own) != grade).collect() }
    }

    /// How far work on a standard is from a student's grade. `of_class` is what was said of it for the class; it stands
    /// where the student's grade is the class's, or the standard's is not known.
    pub fn reach(&self, standard: Option<&StandardId>, student: &StudentId, of_class: Reach) -> Reach {
        let of_student = || {
            let own = self.others.get(student)?;
            Some(reach_from(written_grade(self.class, self.catalog, standard?)?, *own))
        };
        of_student().unwrap_or(of_class)
    }
}

/// The grade that is written down for a standard: laid over the catalog, an own one without a grade has the class's.
fn written_grade(class: &Class, catalog: &Catalog, standard: &StandardId) -> Option<Grade> {
    match class.own_standards.get(standard).filter(|_| !is_common_core(standard.as_str())) {
        Some(own) => Grade::parse(&own.grade),
        None => catalog.get(standard).map(|standard| standard.grade),
    }
}

/// Whether every stay has a last day.
fn left_for_good(class: &Class, student: &StudentId) -> bool {
    let stays = class.enrolments.range((student.clone(), 0)..);
    let mut stays = stays.take_while(|((who, _), _)| who == student).peekable();
    stays.peek().is_some() && stays.all(|(_, stay)| stay.left.is_some())
}

/// A scored mark, or a level set by the teacher.
fn has_mark(class: &Class, standard: &StandardId, student: &StudentId) -> bool {
    let pair = (student.clone(), standard.clone());
    let set = class.judgements.get(&pair).is_some_and(|set| set.level.is_some());
    let from = (pair.0, pair.1, CheckId::default(), 0);
    let mut marks =
        class.evidence.range(from..).take_while(|((who, on, ..), _)| who == student && on == standard);
    set || marks.any(|(_, mark)| mark.is_scored())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::Value;
    use crate::domain::standards::tests::math;

    fn text(text: &str) -> Value {
        Value::Text(text.into())
    }

    /// Ana and Ben are in grade 2, which is the class's; Cy and Di in grade 3.
    fn class() -> Class {
        let mut class = Class::default();
        class.set("class", "class", "grade", &text("2"));
        for (id, grade) in [("ana", ""), ("ben", "2"), ("cy", "3"), ("di", "3rd")] {
            class.set("student", id, "given", &text(id));
            class.set("student", id, "grade", &text(grade));
        }
        class
    }

    #[track_caller]
    fn check(class: &Class, standard: &str, expect: &str) {
        let catalog = math().with_own(class);
        let all = ForWhom::of(class, &catalog);
        let standard = StandardId::from(standard);
        let found = class.students.iter().map(|(id, _)| id).filter(|id| all.counts(&standard, id));
        let found: Vec<&str> = found.map(StudentId::as_str).collect();
        assert_eq!(found.join(" "), expect, "{standard}");
        for (student, _) in class.students.iter() {
            assert_eq!(counts_for(class, &catalog, &standard, student), all.counts(&standard, student));
        }
    }

    #[test]
    fn of_several_grades_each_has_its_own_standards() {
        let mut class = class();
        check(&class, "2.NBT.B.5", "ana ben");
        check(&class, "3.OA.A.1", "cy di");
        check(&class, "1.OA.A.1", "ana ben cy di");
        check(&class, "Skill 4", "ana ben cy di");
        class.set("student", "cy", "grade", &text(""));
        class.set("student", "di", "grade", &text("Grade 2"));
        check(&class, "2.NBT.B.5", "ana ben cy di");
        check(&class, "3.OA.A.1", "ana ben cy di");
    }

    #[test]
    fn who_left_for_good_makes_no_grade() {
        let mut class = class();
        for id in ["cy", "di"] {
            class.set("enrolment", &format!("{id}/1"), "left", &text("2026-10-01"));
        }
        check(&class, "3.OA.A.1", "ana ben cy di");
        class.set("enrolment", "cy/2", "joined", &text("2026-11-01"));
        check(&class, "3.OA.A.1", "cy di");
    }

    #[test]
    fn own_standards_have_the_grade_that_was_written_down() {
        let mut class = class();
        class.set("standard", "H.1", "label", &text("Asks for help"));
        check(&class, "H.1", "ana ben cy di");
        class.set("standard", "H.1", "grade", &text("3"));
        check(&class, "H.1", "cy di");
        class.set("standard", "H.1", "grade", &text("2-4"));
        check(&class, "H.1", "ana ben cy di");
        class.set("standard", "3.OA.A.1", "label", &text("The official sentence"));
        check(&class, "3.OA.A.1", "cy di");
    }

    #[test]
    fn who_was_chosen_has_it_alone() {
        let mut class = class();
        let choose = |class: &mut Class, standard: &str, student: &str, included| {
            class.set("standard_for", &format!("{standard}/{student}"), "included", &Value::Bool(included));
        };
        choose(&mut class, "H.1", "ben", true);
        choose(&mut class, "H.1", "cy", false);
        choose(&mut class, "3.OA.A.1", "ana", true);
        check(&class, "H.1", "ben");
        check(&class, "3.OA.A.1", "ana");
        class.set("student", "ben", "retracted", &Value::Bool(true));
        check(&class, "H.1", "");
        choose(&mut class, "H.1", "ben", false);
        check(&class, "H.1", "ana cy di");
    }

    #[test]
    fn a_mark_counts_for_another_grade_and_not_where_others_were_chosen() {
        let mut class = class();
        class.set("judgement", "cy/2.NBT.B.5", "level", &Value::Int(2));
        class.set("evidence", "di/2.NBT.B.5/c/1", "state", &text("absent"));
        class.set("evidence", "di/H.1/c/1", "score", &Value::Int(2));
        check(&class, "2.NBT.B.5", "ana ben cy");
        let catalog = math();
        assert!(
            !ForWhom::of(&class, &catalog).is_for(&"2.NBT.B.5".into(), &"cy".into()),
            "is asked for no mark"
        );
        class.set("standard_for", "H.1/ben", "included", &Value::Bool(true));
        check(&class, "H.1", "ben");
    }

    #[test]
    fn whom_it_is_for_can_be_said() {
        let mut class = class();
        class.set("standard_for", "H.1/ben", "included", &Value::Bool(true));
        let catalog = math();
        let whom = |standard: &str| ForWhom::of(&class, &catalog).whom(&standard.into());
        assert_eq!(whom("1.OA.A.1"), Whom::Everybody);
        assert_eq!(whom("3.OA.A.1"), Whom::Grade(Grade::new(3).unwrap()));
        assert_eq!(whom("H.1"), Whom::Chosen(["ben".into()].into()));
    }

    #[test]
    fn work_is_judged_by_each_student_s_own_grade() {
        let class = class();
        let catalog = math();
        let own = OwnReach::of(&class, &catalog);
        let reach = |standard: Option<&str>, student: &str| {
            own.reach(standard.map(StandardId::from).as_ref(), &student.into(), Reach::GradeLevel)
        };
        assert_eq!(reach(Some("2.NBT.B.5"), "ana"), Reach::GradeLevel);
        assert_eq!(reach(Some("2.NBT.B.5"), "cy"), Reach::EarlierGrade);
        assert_eq!(reach(Some("3.OA.A.1"), "cy"), Reach::GradeLevel);
        assert_eq!(reach(Some("4.NF.A.1"), "di"), Reach::Extension);
        assert_eq!(reach(Some("Skill 4"), "di"), Reach::GradeLevel, "what was said of it");
        assert_eq!(reach(None, "di"), Reach::GradeLevel);
    }
}
