//! The day that it is: read from the browser's clock here and nowhere else. It moves on at midnight, and when the page
//! is seen again after a sleep, and whatever shows something of today moves with it.

use std::time::Duration;

use leptos::ev;
use leptos::prelude::*;
use leptos::reactive::graph::Observer;

use super::platform::clock;
use crate::document::advice::LATE;
use crate::domain::Date;

/// A page that stays open notices midnight within this time.
const LOOK: Duration = Duration::from_secs(20);

thread_local! {
    // Of the whole program, as a clock is: file names are made far from any page.
    static DAY: ArcRwSignal<Date> = ArcRwSignal::new(clock::today());
    static IS_LATE: ArcRwSignal<bool> = ArcRwSignal::new(clock::minute_of_day() >= LATE);
}

/// Whether the day's work is behind. What shows it follows it.
pub fn is_late() -> bool {
    IS_LATE.with(|late| if Observer::get().is_some() { late.get() } else { late.get_untracked() })
}

/// Today. What shows it follows it; what only writes it down does not.
pub fn today() -> Date {
    if Observer::get().is_some() { DAY.with(Get::get) } else { look() }
}

/// Reads the clock, and lets everything know where the day is another than it was.
fn look() -> Date {
    let now = clock::today();
    DAY.with(|day| keep(day, now));
    IS_LATE.with(|late| keep(late, clock::minute_of_day() >= LATE));
    now
}

fn keep<T: PartialEq + Copy + Send + Sync + 'static>(signal: &ArcRwSignal<T>, now: T) {
    if signal.get_untracked() != now {
        signal.set(now);
    }
}

/// Looks at the clock from time to time, and whenever the page is seen again.
pub fn follow() {
    set_interval(
        move || {
            look();
        },
        LOOK,
    );
    let _ = window_event_listener_untyped("pageshow", move |_| {
        look();
    });
    let _ = window_event_listener(ev::visibilitychange, move |_| {
        look();
    });
    let _ = window_event_listener(ev::focus, move |_| {
        look();
    });
    let _ = window_event_listener(ev::hashchange, move |_| {
        look();
    });
}
