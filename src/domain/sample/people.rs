//! The invented people of the sample class.

use super::Sample;
use crate::domain::id::{AdultId, StudentId, TagId};
use crate::domain::roster::{Absence, Adult, Student, Tag, Tagged};

/// Given name, family name, how far along at the start (0 to 1), interests.
///
/// About three in five start the year below grade level: below 0.55.
const STUDENTS: [(&str, &str, f64, &str); 26] = [
    ("Aaliyah", "Brooks", 0.30, "basketball, drawing"),
    ("Amara", "Okafor", 0.62, "dance"),
    ("Ana", "Morales", 0.50, "horses"),
    ("Benjamin", "Katz", 0.58, "trains, maps"),
    ("Camila", "Rojas", 0.64, "cooking"),
    ("Daniel", "Kim", 0.72, "chess"),
    ("Dariusz", "Nowak", 0.16, "fishing, wood work"),
    ("Elif", "Yilmaz", 0.66, "space"),
    ("Ethan", "Walker", 0.36, "skateboarding"),
    ("Fatima", "Nasser", 0.52, "poems"),
    ("Gabriel", "Silva", 0.44, "football"),
    ("Hana", "Sato", 0.48, "origami"),
    ("Ibrahim", "Diallo", 0.20, "drumming"),
    ("Isla", "Murphy", 0.68, "swimming"),
    ("Jamal", "Carter", 0.40, "video editing"),
    ("Kai", "Nakoa", 0.28, "surfing, the sea"),
    ("Layla", "Haddad", 0.34, "baking"),
    ("Liam", "O'Connor", 0.74, "robots"),
    ("Linh", "Tran", 0.54, "piano"),
    ("Mateo", "Vargas", 0.32, "football tables, drawing maps"),
    ("Mei", "Chen", 0.80, "insects"),
    ("Noah", "Bennett", 0.46, "comics"),
    ("Priya", "Raman", 0.82, "coding"),
    ("Sofia", "Petrov", 0.42, "gymnastics"),
    ("Tomás", "Herrera", 0.50, "guitar"),
    ("Zoe", "Jackson", 0.70, "theater"),
];

/// A student of the sample, as the other files draw from it.
pub struct Person {
    pub id: StudentId,
    pub given: &'static str,
    pub start: f64,
}

impl Sample {
    /// Students, tags, the adults, and a few absences.
    pub fn people(&mut self) -> Vec<Person> {
        let mut people = Vec::new();
        for (given, family, start, interests) in STUDENTS {
            let id: StudentId = self.mint.id();
            self.changes
                .set(&id, Student::GIVEN, given.to_owned())
                .set(&id, Student::FAMILY, family.to_owned())
                .set(&id, Student::INTERESTS, interests.to_owned())
                .set(&id, Student::SCHOOL_ID, format!("00{}", 41_200 + people.len()));
            people.push(Person { id, given, start });
        }
        let lead = AdultId::from("lead");
        self.changes.set(&lead, Adult::NAME, "You".to_owned());
        self.tag(
            "Multilingual learner",
            false,
            &people,
            &["Dariusz", "Ibrahim", "Linh", "Mateo", "Fatima", "Sofia", "Camila"],
        );
        self.tag("IEP", true, &people, &["Aaliyah", "Ethan", "Noah", "Gabriel"]);
        people
    }

    fn tag(&mut self, name: &str, sensitive: bool, people: &[Person], carried: &[&str]) {
        let tag: TagId = self.mint.id();
        self.changes.set(&tag, Tag::NAME, name.to_owned()).set(&tag, Tag::SENSITIVE, sensitive);
        for person in people.iter().filter(|person| carried.contains(&person.given)) {
            self.changes.set(&(tag.clone(), person.id.clone()), Tagged::CARRIED, true);
        }
    }

    /// Two students miss more group days than the others; that shows in the minutes.
    pub fn absent(&mut self, person: &Person, day: crate::domain::Date, nth_day: usize) -> bool {
        let often = matches!(person.given, "Noah" | "Hana");
        let absent = if often { nth_day % 5 == 2 } else { self.random.below(40) == 0 };
        if absent {
            self.changes.set(&(person.id.clone(), day, 0), Absence::ABSENT, true);
        }
        absent
    }
}
