//! What a class says about its people.

use crate::domain::Date;
use crate::domain::id::{AdultId, NoteId, ServiceId, StudentId, TagId};

crate::tags! {
    /// What an adult does in the class.
    AdultRole {
        Lead = "lead",
        /// A co-teacher.
        CoTeacher = "co_teacher",
        Para = "para",
        Interventionist = "interventionist",
    }
}

crate::records! {
    /// A student. The id is the same in every file of the class.
    "student" Student[StudentId] {
        given: String,
        family: String,
        /// The name the student goes by, where it is another.
        preferred: String,
        /// The school system's id, leading zeros kept.
        school_id: String,
        /// Own grade, where it is not the class's.
        grade: String,
        /// A number that came with the name (a score, a reading level): first groups can be made from it.
        number: Option<f64>,
        /// Interests, in the student's or the teacher's words.
        interests: String,
        /// Place in the school system's list, counted from 1.
        rank: Option<u32>,
    }
    /// A stay in the class: (student, running number). A student without one is here all year.
    "enrolment" Enrolment[(StudentId, u32)] {
        /// `None` where it is the first day of school.
        joined: Option<Date>,
        /// The last day, which still belongs to the stay; `None` while it goes on.
        left: Option<Date>,
    }
    /// A tag that some students carry.
    "tag" Tag[TagId] {
        /// "Multilingual learner".
        name: String,
        /// Left out of shared files unless asked for.
        sensitive: bool,
    }
    /// A student carries a tag: (tag, student).
    "tagged" Tagged[(TagId, StudentId)] {
        carried: bool,
    }
    /// An adult of the class.
    "adult" Adult[AdultId] {
        name: String,
        /// What the adult does here.
        role: AdultRole,
    }
    /// A recurring support: speech, EL, resource.
    "service" Service[ServiceId] {
        name: String,
        /// Who gives it.
        adult: Option<AdultId>,
        /// In the room (push-in) rather than outside (pull-out).
        in_class: bool,
        /// Weekday, 1 for Monday; 0 is every school day.
        weekday: u32,
        /// Minutes after midnight at which it starts.
        starts_at: u32,
        /// How long it takes, in minutes.
        minutes: u32,
        /// 0 is every week, 1 the A weeks, 2 the B weeks.
        week: u32,
    }
    /// A student gets a service: (service, student).
    "served" Served[(ServiceId, StudentId)] {
        served: bool,
    }
    /// A student was not here: (student, day, slot), slot 0 for the whole day, else the slot counted from 1.
    "absence" Absence[(StudentId, Date, u32)] {
        /// False where the student is here after all.
        absent: bool,
    }
    /// A private note on a student, left out of shared files unless asked for.
    "note" Note[NoteId] {
        student: Option<StudentId>,
        /// The day it was written.
        on: Option<Date>,
        text: String,
    }
}

impl Student {
    /// The name to call the student by: preferred, else given, else family.
    pub fn first(&self) -> &str {
        [&self.preferred, &self.given, &self.family]
            .into_iter()
            .find(|name| !name.is_empty())
            .map_or("", |s| s)
    }

    /// "Mateo Vargas".
    pub fn full(&self) -> String {
        if self.family.is_empty() || self.first() == self.family {
            self.first().to_owned()
        } else {
            format!("{} {}", self.first(), self.family)
        }
    }
}
