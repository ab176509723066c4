//! People: students who come, leave and change, adults, services.

use super::desk::Desk;
use super::{Drawn, Kind, done};
use crate::domain::calendar::plus_days;
use crate::domain::class::ClassInfo;
use crate::domain::command::off_roster::off_roster;
use crate::domain::command::people::ServiceDraft;
use crate::domain::command::{
    AddStudents, BringStudents, EditClass, EditStudent, NewStudent, RemoveAdult, RemoveService,
    RemoveStudent, ReturnStudent, SaveAdult, SaveService, SetStay,
};
use crate::domain::id::{CheckId, StudentId};
use crate::domain::mastery::{Check, Evidence};
use crate::domain::record::Changes;
use crate::domain::roster::{AdultRole, Student};

pub(super) const KINDS: &[Kind] = &[
    Kind("EditClass", 2, edit_class),
    Kind("AddStudents", 3, add_students),
    Kind("EditStudent", 6, edit_student),
    Kind("RemoveStudent", 2, remove_student),
    Kind("ReturnStudent", 2, return_student),
    Kind("SetStay", 3, set_stay),
    Kind("BringStudents", 2, bring_students),
    Kind("SaveAdult", 6, save_adult),
    Kind("RemoveAdult", 5, remove_adult),
    Kind("SaveService", 5, save_service),
    Kind("RemoveService", 4, remove_service),
];

/// Classes grow to about so many.
const MOST_STUDENTS: usize = 26;
/// And are left with so many at least.
pub(super) const FEWEST_STUDENTS: usize = 6;

const GIVEN: [&str; 12] =
    ["Ana", "Bao", "Cem", "Dina", "Emeka", "Finn", "Gita", "Hugo", "Ines", "Jomo", "Kira", "Léo"];
const FAMILY: [&str; 6] = ["Alvarez", "Brandt", "Chen", "Diallo", "Eriksen", "Farouk"];

/// A student as a roster names one.
pub(super) fn new_student(desk: &mut Desk<'_>) -> NewStudent {
    let (given, family) = (desk.pick(&GIVEN).unwrap_or_default(), desk.pick(&FAMILY).unwrap_or_default());
    let number = f64::from(desk.within(1, 100));
    let tags = ["multilingual learner", "IEP", "chess club"];
    let sensitive = desk.chance(0.5);
    NewStudent {
        given: given.to_owned(),
        family: family.to_owned(),
        school_id: desk.text("id"),
        number: desk.maybe(0.6, number),
        tags: if desk.chance(0.3) {
            desk.pick(&tags).map(|tag| (tag.to_owned(), sensitive)).into_iter().collect()
        } else {
            Vec::new()
        },
        ..NewStudent::default()
    }
}

fn edit_class(desk: &mut Desk<'_>) -> Drawn {
    let ClassInfo { grade, starts, ends, .. } = desk.class.about();
    let (starts, ends) = (starts?, ends?);
    let ends = plus_days(ends, i64::from(desk.below(7)) - 3);
    done(EditClass { name: desk.text("Class"), grade, starts, ends })
}

fn add_students(desk: &mut Desk<'_>) -> Drawn {
    if desk.class.students.len() >= MOST_STUDENTS {
        return None;
    }
    let mut students = Vec::new();
    for _ in 0..desk.within(1, 2) {
        let mut student = new_student(desk);
        // Somebody who was here before, in the school's next roster.
        let off: Vec<String> =
            off_roster(desk.class).into_iter().map(|(_, off)| off.school_id.clone()).collect();
        if let Some(school_id) = desk.pick(&off).filter(|_| desk.chance(0.2)) {
            student.school_id = school_id;
        }
        students.push(student);
    }
    done(AddStudents { students })
}

fn edit_student(desk: &mut Desk<'_>) -> Drawn {
    let (id, old) = desk.one(&desk.class.students)?;
    let Student { given, family, school_id, grade, number, .. } = old.clone();
    let preferred = if desk.chance(0.5) { desk.text("Nick") } else { String::new() };
    let grade = if desk.chance(0.1) { "4".to_owned() } else { grade };
    let student = NewStudent { given, family, preferred, school_id, grade, number, tags: Vec::new() };
    if student.named() { done(EditStudent { id: id.clone(), student }) } else { None }
}

fn remove_student(desk: &mut Desk<'_>) -> Drawn {
    let (id, _) = desk.one(&desk.class.students)?;
    let few = desk.class.students.len() <= FEWEST_STUDENTS;
    if few { None } else { done(RemoveStudent { id: id.clone() }) }
}

fn return_student(desk: &mut Desk<'_>) -> Drawn {
    if desk.class.students.len() >= MOST_STUDENTS {
        return None;
    }
    let off: Vec<StudentId> = off_roster(desk.class).into_iter().map(|(id, _)| id.clone()).collect();
    done(ReturnStudent { id: desk.pick(&off)? })
}

fn set_stay(desk: &mut Desk<'_>) -> Drawn {
    let leaves = desk.students().len() > FEWEST_STUDENTS && desk.chance(0.3);
    if leaves {
        let student = desk.student()?;
        let left = desk.day_ahead(0, 10);
        return done(SetStay { student, joined: None, left: Some(left) });
    }
    let (student, _) = desk.one(&desk.class.students)?;
    let joined = desk.past_day(20);
    done(SetStay { student: student.clone(), joined: desk.maybe(0.4, joined), left: None })
}

/// A student of another class with one check's mark, as a hand-over has them: under ids of their own.
fn bring_students(desk: &mut Desk<'_>) -> Drawn {
    if desk.class.students.len() >= MOST_STUDENTS {
        return None;
    }
    let subject = desk.taught_subject()?;
    let id = desk.text("brought");
    let (student, check) = (StudentId(id.clone()), CheckId(id));
    let is_new = desk.class.students.get(&student).is_none() && !desk.class.students.taken_back(&student);
    let (standard, level) = (desk.standard(&subject), desk.level(&subject, &student));
    let mut changes = Changes::default();
    changes
        .set(&student, Student::GIVEN, desk.text("Brought"))
        .set(&check, Check::SUBJECT, subject)
        .set(&check, Check::TITLE, desk.text("brought"))
        .set(&check, Check::DONE_ON, desk.past_day(30))
        .set(&(student.clone(), standard, check.clone(), 1), Evidence::SCORE, level);
    if is_new { done(BringStudents { changes: changes.0, students: 1 }) } else { None }
}

fn save_adult(desk: &mut Desk<'_>) -> Drawn {
    let known = desk.adult();
    let full = desk.class.adults.len() >= 4;
    let id = known.filter(|_| full || desk.chance(0.4));
    let old = id.as_ref().and_then(|id| desk.class.adults.get(id)).map(|adult| adult.role);
    let role = if desk.class.adults.is_empty() { AdultRole::Lead } else { desk.pick(AdultRole::ALL)? };
    done(SaveAdult { id, name: desk.text("Adult"), role: old.unwrap_or(role) })
}

fn remove_adult(desk: &mut Desk<'_>) -> Drawn {
    let id = desk.adult()?;
    if desk.class.adults.len() < 2 { None } else { done(RemoveAdult { id }) }
}

fn save_service(desk: &mut Desk<'_>) -> Drawn {
    let known = desk.one(&desk.class.services).map(|(id, _)| id.clone());
    let full = desk.class.services.len() >= 6;
    let id = known.filter(|_| full || desk.chance(0.4));
    let n = desk.within(1, 2) as usize;
    let weekdays = if desk.chance(0.1) { vec![0] } else { desk.several(&[1, 2, 3, 4, 5], n) };
    let service = ServiceDraft {
        name: desk.text("service"),
        adult: desk.adult(),
        in_class: desk.chance(0.3),
        weekdays,
        week: if desk.chance(0.9) { 0 } else { desk.within(1, 2) },
        starts_at: 8 * 60 + 15 * desk.within(0, 20),
        minutes: desk.within(15, 40),
        students: desk.some_students(1, 3),
    };
    done(SaveService { id, service })
}

fn remove_service(desk: &mut Desk<'_>) -> Drawn {
    let (id, _) = desk.one(&desk.class.services)?;
    done(RemoveService { id: id.clone() })
}
