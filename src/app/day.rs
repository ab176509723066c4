//! The day that it is: read from the browser's clock here and nowhere else. It moves on at midnight, and when the page
//! is seen again after a sleep, and whatever shows something of today moves with it.

use std::time::Duration;

use leptos::ev;
use leptos::prelude::*;
use leptos::reactive::graph::Observer;

use super::platform::clock;
use crate::domain::Date;

/// A page that stays open notices midnight within this time.
const LOOK: Duration = Duration::from_secs(20);

thread_local! {
    // Of the whole program, as a clock is: file names are made far from any page.
    static DAY: ArcRwSignal<Date> = ArcRwSignal::new(clock::today());
}

/// Today. What shows it follows it; what only writes it down does not.
pub fn today() -> Date {
    if Observer::get().is_some() { DAY.with(Get::get) } else { look() }
}

/// Reads the clock, and lets everything know where the day is another than it was.
fn look() -> Date {
    let now = clock::today();
    DAY.with(|day| {
        if day.get_untracked() != now {
            day.set(now);
        }
    });
    now
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
}
