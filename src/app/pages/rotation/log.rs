//! The log by one tap: today as planned, and days that were forgotten.

use leptos::prelude::*;

use crate::app::day::today;
use crate::app::state::use_app;
use crate::app::{say, t};
use crate::domain::command::{LogDay, LogDays as LogSeveral, UnlogDay};
use crate::domain::{Date, Sentence};
use crate::view::to_log::LogRow;

/// One tap logs the day as planned; one takes it back.
#[component]
pub fn LogToday(
    /// It is logged already.
    logged: bool,
) -> impl IntoView {
    let app = use_app();
    let tap = move |_| {
        let day = today();
        // A refusal is shown as a notice.
        let _ = if logged {
            app.dispatch(UnlogDay { day })
        } else {
            app.dispatch_and_say(LogDay { day, rotation: None }, &Sentence::new("rotation.logged"))
        };
    };
    let key = if logged { "rotation.unlog" } else { "rotation.log" };
    view! { <button class="btn" on:click=tap>{t(key)}</button> }
}

/// School days that are not logged, one tap each.
#[component]
pub fn LogDays(
    /// The days, the newest first.
    #[prop(into)]
    days: Signal<Vec<LogRow>>,
) -> impl IntoView {
    let app = use_app();
    let one = move |row: LogRow| {
        let tap = move |_| {
            let Ok(day) = row.day.parse::<Date>() else { return };
            let said = Sentence::new("rotation.logged_day").with("day", day);
            let _ = app.dispatch_and_say(LogDay { day, rotation: None }, &said);
        };
        view! { <li><button class="btn" on:click=tap>{row.words}</button></li> }
    };
    let all = move |days: &[LogRow]| {
        let days: Vec<Date> = days.iter().filter_map(|row| row.day.parse().ok()).collect();
        let n = days.len();
        let tap = move |_| {
            let said = Sentence::new("rotation.logged_days").with("n", n);
            let _ = app.dispatch_and_say(LogSeveral { days: days.clone() }, &said);
        };
        let words = say(&Sentence::new("rotation.log_all").with("n", n));
        (n > 1).then(|| view! { <li><button class="btn" on:click=tap>{words}</button></li> })
    };
    move || {
        let days = days.get();
        let together = all(&days);
        (!days.is_empty()).then(|| {
            view! {
                <section class="section log-days">
                    <h2>{t("rotation.to_log_head")}</h2>
                    <p class="small">{t("today.unlogged_why")}</p>
                    <ul class="plain log-days__list">{together}{days.into_iter().map(one).collect_view()}</ul>
                </section>
            }
        })
    }
}
