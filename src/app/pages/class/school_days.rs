//! Days without school: typed, pasted, or from a calendar file, shown before they are taken.

use leptos::ev::SubmitEvent;
use leptos::html::Textarea;
use leptos::prelude::*;

use crate::app::day::today;
use crate::app::platform::files::{self, Chosen};
use crate::app::platform::zones::Zones;
use crate::app::state::{AppState, use_app};
use crate::app::{say, t};
use crate::document::import::decode::decode;
use crate::document::import::{SchoolDays as Read, Stretch, read_school_days_by};
use crate::domain::calendar::{Period, school_year};
use crate::domain::command::{HaveSchool, LoseDays};
use crate::domain::{Date, Sentence};
use crate::view::school_days::{StretchRow, days_words, school_days};

/// The section. In `calendar` is a calendar file that came in elsewhere on the page.
#[component]
pub fn SchoolDays(calendar: RwSignal<Option<Vec<u8>>>) -> impl IntoView {
    let app = use_app();
    let rows = Memo::new(move |_| app.with_class(|class| school_days(class, today())).unwrap_or_default());
    let stretches = move || rows.with(|rows| rows.stretches.clone());
    let none = Memo::new(move |_| rows.with(|rows| rows.stretches.is_empty()));
    let key = |row: &StretchRow| (row.from.clone(), row.to.clone(), row.reason.clone());
    let one = move |row: StretchRow| {
        let StretchRow { from, to, days, reason } = row;
        let words = say(&Sentence::new("school_days.back_what").with("days", days.as_str()));
        let back = move |_| {
            let (Ok(from), Ok(to)) = (from.parse(), to.parse()) else { return };
            let _ = app.dispatch(HaveSchool { from, to });
        };
        view! {
            <li><p>{reason}" "<span class="small">{days}</span></p>
                <button class="btn btn--plain" aria-label=words on:click=back>{t("school_days.back")}</button></li>
        }
    };
    view! {
        <section class="section school-days">
            <h2>{t("school_days.head")}</h2>
            <p class="small">{t("school_days.why")}" "{move || rows.with(|rows| rows.count.clone())}</p>
            {move || none.get().then(|| view! { <p class="quiet">{t("school_days.none_yet")}</p> })}
            <ul class="rows"><For each=stretches key children=one/></ul>
            <Typed app/>
            <Paste app calendar/>
        </section>
    }
}

/// One stretch by hand.
#[component]
fn Typed(app: AppState) -> impl IntoView {
    let [from, to, reason] = [(); 3].map(|()| RwSignal::new(String::new()));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let first = from.with_untracked(|text| text.parse::<Date>());
        let last = to.with_untracked(|text| if text.is_empty() { first } else { text.parse() });
        let (Ok(first), Ok(last)) = (first, last) else {
            app.refuse(&Sentence::new("school_days.needs_dates"));
            return;
        };
        let stretches = vec![(first, last, reason.get_untracked())];
        if take(app, LoseDays { stretches }) {
            for field in [from, to, reason] {
                field.set(String::new());
            }
        }
    };
    view! {
        <form class="form form--row" on:submit=submit aria-label=t("school_days.head")>
            <label class="field"><span>{t("school_days.from")}</span><input class="input" type="date" bind:value=from/></label>
            <label class="field"><span>{t("school_days.to")}</span><input class="input" type="date" bind:value=to/></label>
            <label class="field"><span>{t("school_days.reason")}</span><input class="input" autocomplete="off" bind:value=reason/></label>
            <button class="btn" type="submit">{t("school_days.add")}</button>
        </form>
    }
}

/// Does it and says how many school days it took.
fn take(app: AppState, command: LoseDays) -> bool {
    let n = app.with_book(|book| command.days(book.class()).len()).unwrap_or_default();
    app.dispatch_and_say(command, &Sentence::new("school_days.taken").with("n", n)).is_ok()
}

/// The school year of the open class.
fn year(app: AppState) -> Period {
    let usual = school_year(today());
    let about = app.with_book(|book| book.class().about()).unwrap_or_default();
    Period { starts: about.starts.unwrap_or(usual.starts), ends: about.ends.unwrap_or(usual.ends) }
}

/// Lines or a file, and the preview.
#[component]
fn Paste(app: AppState, calendar: RwSignal<Option<Vec<u8>>>) -> impl IntoView {
    let text = RwSignal::new(String::new());
    let draft = RwSignal::new(None::<Read>);
    let below = NodeRef::<Textarea>::new();
    let read = move |text: &str| {
        let zones = Zones::default();
        draft.set(Some(read_school_days_by(text, year(app), &|zone, at| zones.local(zone, at))));
    };
    let read_file = move |bytes: &[u8]| match decode(bytes) {
        Ok(decoded) => {
            read(&decoded.text);
            true
        }
        Err(why) => {
            app.refuse(&why);
            false
        }
    };
    let choose = move |event: web_sys::Event| {
        let Some(file) = files::from_input(&event) else { return };
        files::read(file, move |chosen: Chosen| {
            read_file(&chosen.bytes);
        });
    };
    Effect::new(move |_| {
        let Some(bytes) = calendar.get() else { return };
        calendar.set(None);
        if read_file(&bytes) {
            app.tell(t("school_days.handed_on").to_owned(), None);
            if let Some(box_to_paste) = below.get_untracked() {
                box_to_paste.scroll_into_view();
            }
        }
    });
    let done = move || {
        draft.set(None);
        text.set(String::new());
    };
    view! {
        <label class="field"><span>{t("school_days.paste")}</span>
            <textarea class="input" rows="3" placeholder=t("school_days.example") bind:value=text node_ref=below></textarea></label>
        <div class="bar">
            <button class="btn" disabled=move || text.with(|text| text.trim().is_empty())
                on:click=move |_| text.with_untracked(|text| read(text))>{t("school_days.read")}</button>
            <label class="btn"><input class="sr" type="file" accept=".ics,.txt,.csv" on:change=choose/>{t("school_days.file")}</label>
        </div>
        {move || draft.get().map(|found| view! { <Preview app found done/> })}
    }
}

#[component]
fn Preview(app: AppState, found: Read, done: impl Fn() + Copy + Send + Sync + 'static) -> impl IntoView {
    let Read { stretches, problems } = found;
    let ticks: Vec<RwSignal<bool>> = stretches.iter().map(|it| RwSignal::new(it.likely)).collect();
    let rows = stretches.iter().zip(&ticks).map(|(stretch, tick)| {
        let (words, tick) = (days_words(stretch.from, stretch.to), *tick);
        view! { <li><label class="opt"><input type="checkbox" bind:checked=tick/><span>{stretch.reason.clone()}" "<span class="small">{words}</span></span></label></li> }
    });
    let rows = rows.collect_view();
    let problems = problems.into_iter().map(|it| view! { <li class="small">{say(&it.sentence)}</li> });
    let problems = problems.collect_view();
    let command = move || {
        let ticked = stretches.iter().zip(&ticks).filter(|(_, tick)| tick.get());
        let whole = |it: &Stretch| (it.from, it.to, it.reason.clone());
        LoseDays { stretches: ticked.map(|(stretch, _)| whole(stretch)).collect() }
    };
    let command = Memo::new(move |_| command());
    let count = Memo::new(move |_| {
        app.with_class(|class| command.with(|command| command.days(class).len())).unwrap_or_default()
    });
    let lead = move || match count.get() {
        0 => t("school_days.preview_none").to_owned(),
        n => say(&Sentence::new("school_days.preview_lead").with("n", n)),
    };
    let commit = move |_| {
        if take(app, command.get_untracked()) {
            done();
        }
    };
    view! {
        <div class="panel stack">
            <p role="status"><b>{lead}</b></p>
            <ul class="plain">{problems}</ul>
            <div class="school-days__list" role="region" tabindex="0" aria-label=t("school_days.preview")><ul class="plain">{rows}</ul></div>
            <div class="bar">
                <button class="btn btn--main" disabled=move || count.get() == 0 on:click=commit>{t("school_days.take")}</button>
                <button class="btn" on:click=move |_| done()>{t("common.cancel")}</button>
            </div>
        </div>
    }
}
