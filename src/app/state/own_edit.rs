//! Whether the sample class was changed by hand.

use leptos::prelude::*;

/// Whether to ask, once for each visit of the sample.
#[derive(Clone, Copy)]
pub struct OwnEdit {
    /// She is asked now.
    pub asks: RwSignal<bool>,
    answered: StoredValue<bool>,
}

impl OwnEdit {
    /// Nothing was changed yet.
    pub fn none() -> Self {
        Self { asks: RwSignal::new(false), answered: StoredValue::new(false) }
    }

    /// Another class opens.
    pub fn forget(self) {
        self.asks.set(false);
        self.answered.set_value(false);
    }

    /// Something was changed by hand.
    pub fn note(self, is_sample: bool) {
        let asks = is_sample && !self.answered.get_value();
        if self.asks.get_untracked() != asks {
            self.asks.set(asks);
        }
    }

    /// She has answered.
    pub fn answer(self) {
        self.asks.set(false);
        self.answered.set_value(true);
    }
}
