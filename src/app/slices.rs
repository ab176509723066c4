//! Long work in slices, so that the page never freezes: each leaves half of a frame to the page, and the next one
//! follows when the page has had its turn.

use std::time::Duration;

use leptos::prelude::*;

/// A slice leaves half of a frame to the page.
const SLICE_MS: f64 = 6.0;

/// A place for one piece of work at a time; new work takes the place of what was there.
pub struct Slices<W: Send + Sync + 'static>(StoredValue<Option<(W, f64)>>);

impl<W: Send + Sync + 'static> Clone for Slices<W> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<W: Send + Sync + 'static> Copy for Slices<W> {}

/// How a piece of work is done.
#[derive(Clone, Copy)]
pub struct Steps<W> {
    /// Works for about a millisecond; true once nothing is left to do.
    pub step: fn(&mut W) -> bool,
    /// So long it may go on.
    pub most_ms: f64,
}

impl<W: Send + Sync + 'static> Slices<W> {
    /// Nothing is at work.
    pub fn new() -> Self {
        Self(StoredValue::new(None))
    }

    /// Begins. `between` sees the work after each slice, `done` takes it with [`Self::take`] when it ends.
    pub fn begin(
        self,
        work: W,
        how: Steps<W>,
        between: impl Fn(&W) + Copy + 'static,
        done: impl Fn() + Copy + 'static,
    ) {
        self.0.set_value(Some((work, now())));
        self.slice(how, between, done);
    }

    /// Ends the work where it is and hands it over.
    pub fn take(self) -> Option<W> {
        self.0.try_update_value(Option::take).flatten().map(|(work, _)| work)
    }

    fn slice(self, how: Steps<W>, between: impl Fn(&W) + Copy + 'static, done: impl Fn() + Copy + 'static) {
        let until = now() + SLICE_MS;
        let more = self.0.try_update_value(|work| {
            let (work, began) = work.as_mut()?;
            loop {
                if (how.step)(work) || now() - *began > how.most_ms {
                    return Some(false);
                }
                if now() > until {
                    return Some(true);
                }
            }
        });
        match more.flatten() {
            // Left the page, or stopped.
            None => {}
            Some(false) => done(),
            Some(true) => {
                self.0.with_value(|work| {
                    if let Some((work, _)) = work {
                        between(work);
                    }
                });
                set_timeout(move || self.slice(how, between, done), Duration::from_millis(0));
            }
        }
    }
}

fn now() -> f64 {
    window().performance().map_or(0.0, |performance| performance.now())
}
