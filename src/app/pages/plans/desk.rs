//! What the parts of a student's plan share.

use leptos::prelude::*;

use super::subject_of;
use crate::app::state::AppState;
use crate::domain::id::{StudentId, SubjectId};
use crate::view::plans::PlanPage;

/// What every part of the page knows.
#[derive(Clone, Copy)]
pub struct PlanDesk {
    pub app: AppState,
    pub student: StoredValue<StudentId>,
    /// The subject that was chosen.
    pub chosen: RwSignal<Option<SubjectId>>,
    /// What the page prints.
    pub page: Memo<Option<PlanPage>>,
    /// The one form that is open: what it changes, and the id of that.
    pub open: RwSignal<(Form, String)>,
}

/// What the open form changes; an empty id is a new one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// No form is open.
    None,
    Goal,
    /// A line of the playlist.
    Item,
    Talk,
    /// A draft in place of a plan in use.
    Draft,
}

impl PlanDesk {
    /// The id of the student.
    pub fn who(self) -> StudentId {
        self.student.get_value()
    }

    /// The subject of the plan.
    pub fn subject(self) -> SubjectId {
        untrack(|| subject_of(self.app, self.chosen.get_untracked()))
    }

    /// Part of the page, read anew whenever it changes.
    pub fn part<T: Clone + PartialEq + Default + Send + Sync + 'static>(
        self,
        of: fn(&PlanPage) -> T,
    ) -> Memo<T> {
        Memo::new(move |_| self.page.with(|page| page.as_ref().map(of).unwrap_or_default()))
    }

    /// Whether this form is open.
    pub fn is_open(self, form: Form, id: &str) -> bool {
        self.open.with(|(open, of)| *open == form && of == id)
    }

    /// Opens a form, and closes the one that was open.
    pub fn show(self, form: Form, id: &str) {
        self.open.set((form, id.to_owned()));
    }

    /// Closes the form.
    pub fn close(self) {
        self.open.set((Form::None, String::new()));
    }
}
