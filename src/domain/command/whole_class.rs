//! The command that brings the whole class together for some days.

use super::{Command, Context, Rejected, UseGroups};
use crate::domain::calendar::Period;
use crate::domain::grouping::people::students_on;
use crate::domain::grouping::whole::together_in;
use crate::domain::grouping::{NewGroup, Purpose};
use crate::domain::id::{StandardId, SubjectId};
use crate::domain::record::Changes;
use crate::domain::standards::Reach;
use crate::domain::{Class, Date, Sentence};

/// Brings everybody together on a grade-level standard. Other groups stand, and move again afterwards.
#[derive(Debug, Clone, PartialEq)]
pub struct CallTogether {
    pub subject: SubjectId,
    /// What the one group is called.
    pub name: String,
    /// On what; may be nothing in particular.
    pub standard: Option<StandardId>,
    pub starts: Date,
    pub ends: Date,
}

impl Command for CallTogether {
    fn changes(&self, class: &Class, context: &mut Context) -> Result<Changes, Rejected> {
        let Self { subject, standard, starts, ends, .. } = self.clone();
        let members = students_on(class, starts.max(context.today));
        if members.is_empty() {
            return Err(Rejected::because("groups.no.nobody"));
        }
        if starts <= ends && ends < context.today {
            return Err(Sentence::new("groups.no.together_past").with("today", context.today).into());
        }
        if let Some((_, other)) = together_in(class, Period { starts, ends }) {
            let (from, to) = (other.starts.unwrap_or(starts), other.ends.unwrap_or(ends));
            let twice = Sentence::new("groups.no.together_twice").with("starts", from);
            return Err(twice.with("ends", to).into());
        }
        let (name, serves) = (self.name.clone(), standard.clone());
        let all = NewGroup {
            name,
            focus: standard,
            serves,
            reach: Reach::GradeLevel,
            members,
            ..NewGroup::default()
        };
        let purpose = Purpose::WholeClass;
        UseGroups { subject, purpose, starts, ends, groups: vec![all], replaces: None }
            .changes(class, context)
    }

    fn label(&self, _: &Class) -> Sentence {
        Sentence::new("undo.call_together").with("starts", self.starts).with("ends", self.ends)
    }
}
