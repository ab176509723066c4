//! What a class says about standards: its own frameworks, its units, its priorities.

use crate::domain::id::{CheckId, FrameworkId, StandardId, StudentId, SubjectId, UnitId};
use crate::domain::subject::Calculation;
use crate::domain::{Class, Date};

/// Whether a class is held to a standard in a subject.
pub fn is_priority(class: &Class, subject: &SubjectId, standard: &StandardId) -> bool {
    class.priorities.get(&(subject.clone(), standard.clone())).is_some_and(|own| own.priority)
}

crate::records! {
    /// A framework of standards that the class made or imported. The built-in ones have no record.
    "framework" Framework[FrameworkId] {
        title: String,
        /// Its identifier in the CASE package that it came in.
        case_id: String,
        /// Who made it, as the package says.
        creator: String,
        /// What its makers want said with it, such as a notice of copyright.
        notes: String,
    }
    /// A standard of the class's own, or the official text of a built-in one.
    "standard" OwnStandard[StandardId] {
        /// The framework it belongs to.
        framework: Option<FrameworkId>,
        /// Code as people write it.
        code: String,
        /// What it says.
        label: String,
        /// Grade, as K or a number.
        grade: String,
        /// Domain or strand.
        domain: String,
        /// What it says in a few words, for a column head.
        short: String,
        /// What its framework calls it: Standard, Component; a Domain or Cluster is a heading.
        kind: String,
        /// Place in its framework.
        rank: Option<u32>,
        /// Its identifier in the CASE package that it came in.
        case_id: String,
    }
    /// An own standard is a part of another, or stands under it as its heading: (part, whole).
    "standard_part" StandardPart[(StandardId, StandardId)] {
        holds: bool,
    }
    /// Two own standards belong together, without order; the smaller id first.
    "related_standard" RelatedStandard[(StandardId, StandardId)] {
        holds: bool,
    }
    /// One own standard leads to another: (before, after).
    "prerequisite" Prerequisite[(StandardId, StandardId)] {
        holds: bool,
    }
    /// A standard that this class is held to: (subject, standard).
    "priority" Priority[(SubjectId, StandardId)] {
        priority: bool,
        /// A calculation of its own.
        calculation: Option<Calculation>,
        /// That calculation's parameter.
        parameter: Option<f64>,
    }
    /// A standard is for chosen students only, and this is one of them: (standard, student).
    "standard_for" StandardFor[(StandardId, StudentId)] {
        /// False where the student was taken out of them again.
        included: bool,
    }
    /// A "short race": a set of standards between two dates.
    "unit" Unit[UnitId] {
        subject: Option<SubjectId>,
        /// "Fractions".
        title: String,
        starts: Option<Date>,
        ends: Option<Date>,
        /// The check it starts with.
        start_check: Option<CheckId>,
        /// The check it ends with.
        end_check: Option<CheckId>,
    }
    /// A standard of a unit: (unit, standard).
    "unit_standard" UnitStandard[(UnitId, StandardId)] {
        included: bool,
        /// Order in which the unit needs it.
        rank: u32,
    }
}
