//! Seconds of one core, so that figures hold on a machine that has other work too.
#![allow(clippy::disallowed_methods, reason = "a benchmark reads the clock")]

use std::time::Instant;

/// Started with the work that is timed.
pub struct Clock {
    started: Instant,
    before: Option<f64>,
}

/// What the thread has spent on a core since it began; `None` where the system does not tell (Linux does).
fn on_core() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds: f64 = text.split_whitespace().next()?.parse().ok()?;
    Some(nanoseconds / 1e9)
}

impl Clock {
    /// Counts from now on, on this thread.
    pub fn start() -> Clock {
        Clock { started: Instant::now(), before: on_core() }
    }

    /// Seconds on a core, or else by the wall clock.
    pub fn seconds(&self) -> f64 {
        match (self.before, on_core()) {
            (Some(before), Some(now)) => now - before,
            _ => self.started.elapsed().as_secs_f64(),
        }
    }
}
