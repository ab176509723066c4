//! What was just done or refused, and with which page it goes.

use std::time::Duration;

use leptos::prelude::*;

use crate::document::book::StepId;
use crate::view::{Page, Route};

/// Something that was just done, or refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    pub text: String,
    /// It is a refusal, or not everything is saved: it stays until it is closed.
    pub refused: bool,
    /// What its Undo takes back.
    pub step: Option<StepId>,
}

/// The last thing done or refused.
#[derive(Clone, Copy)]
pub struct Notices {
    /// It; `None` once it went.
    pub last: RwSignal<Option<Notice>>,
    /// It was said by the handler that is running now.
    is_new: StoredValue<bool>,
    /// A handler has begun to open another page.
    is_going: StoredValue<bool>,
    /// What it said before or after goes along.
    goes_along: StoredValue<bool>,
}

impl Notices {
    /// Nothing was said yet.
    pub fn none() -> Self {
        Self {
            last: RwSignal::new(None),
            is_new: StoredValue::new(false),
            is_going: StoredValue::new(false),
            goes_along: StoredValue::new(false),
        }
    }

    /// Shows it in place of the last one.
    pub fn show(self, notice: Notice) {
        self.last.set(Some(notice));
        self.is_new.set_value(true);
        if self.is_going.get_value() {
            self.goes_along.set_value(true);
        }
        // Past the handler that said it: what opens a page from then on is another wish.
        set_timeout(move || self.is_new.set_value(false), Duration::ZERO);
    }

    /// A handler opens another page: what it says comes along.
    pub fn come_along(self) {
        self.is_going.set_value(true);
        self.goes_along.set_value(self.is_new.get_value());
    }

    /// Another page has opened: what was said goes with the one before, unless what said it opened the page. Nothing is
    /// said on the board, so that comes along too.
    pub fn leave(self, from: &Route, to: &Route) {
        let comes_along = self.goes_along.get_value() || from.page() == Some(Page::Board);
        self.goes_along.set_value(false);
        self.is_going.set_value(false);
        if !from.is_same_page(to) && !comes_along {
            self.last.set(None);
        }
    }
}
