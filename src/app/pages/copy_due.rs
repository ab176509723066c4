//! When the page asks for a copy of the class, and why.

use leptos::prelude::*;

use super::share::save_file;
use crate::app::components::Icon;
use crate::app::connected::{Connected, Link};
use crate::app::day::{is_late, today};
use crate::app::platform::{handle, settings, stage};
use crate::app::state::use_app;
use crate::app::{say, t};
use crate::document::advice::{self, Ahead, Ask};
use crate::document::copied::AtRisk;
use crate::domain::Sentence;
use crate::view::Page;

/// Asks for a copy where one is due, and says why.
#[component]
pub fn CopyDue() -> impl IntoView {
    let app = use_app();
    let copies = app.copies;
    let risk = Memo::new(move |_| copies.at_risk(app.book));
    let ahead =
        Memo::new(move |_| app.with_class(|class| advice::ahead(class, today())).unwrap_or(Ahead::School));
    let asks = Memo::new(move |_| {
        let may_forget = copies.forgot || !copies.persistent.get();
        let now = (today(), is_late());
        let asks = advice::ask(risk.get(), copies.last.get(), may_forget, now, ahead.get());
        asks.filter(|_| !copies.later.get())
    });
    let words = move |why: Ask| {
        let why = match why {
            Ask::Risk => Sentence::new("saved.due"),
            Ask::Break(next) => Sentence::new("saved.due_break").with("on", next),
            Ask::Summer => Sentence::new("saved.due_summer"),
        };
        say(&why.with("n", risk.get().entries))
    };
    // One that writes by itself, where the browser can do so.
    let can_follow = move || handle::is_there() && expect_context::<Connected>().link.get() == Link::None;
    view! {
        {move || asks.get().map(|why| view! {
            <div class="callout" role="status">
                <Icon name="share"/>
                <p>{move || words(why)}</p>
                <button class="btn" on:click=move |_| save_file(app)>{t("share.save_now")}</button>
                {move || can_follow().then(|| view! {
                    <a class="btn" href=app.href(Page::Share, None)>{t("saved.work_from_file")}</a>
                })}
                <button class="btn btn--plain" on:click=move |_| copies.later.set(true)>{t("saved.later")}</button>
            </div>
        })}
        <HomeScreen risk/>
    }
}

/// Once, on an iPad or iPhone: where the page lasts longer than in a tab of Safari.
#[component]
fn HomeScreen(risk: Memo<AtRisk>) -> impl IntoView {
    let read = RwSignal::new(!stage::could_be_on_home_screen() || settings::home_screen_was_read());
    let close = move |_| {
        read.set(true);
        settings::keep_home_screen_read();
    };
    let shows = Memo::new(move |_| !read.get() && risk.get().entries > 0);
    move || {
        shows.get().then(|| {
            view! {
                <div class="callout" role="status">
                    <Icon name="look"/>
                    <p>{t("saved.home")}</p>
                    <button class="btn btn--plain" on:click=close>{t("saved.home_done")}</button>
                </div>
            }
        })
    }
}
