//! Logged days, each behind one tap: what it was like, to change and to confirm.

use leptos::prelude::*;

use crate::app::day::today;
use crate::app::state::{AppState, use_app};
use crate::app::{say, t};
use crate::domain::command::log::SessionKey;
use crate::domain::command::{ConfirmDay, EditSession, FocusSession, MarkPresent, SwapGroup, UnlogDay};
use crate::domain::id::{StandardId, StudentId};
use crate::domain::standards::Reach;
use crate::domain::{Date, Sentence};
use crate::view::log::{DayLog, SessionRow, logs};

/// The newest logged days.
#[component]
pub fn DayLogs() -> impl IntoView {
    let app = use_app();
    let days = Memo::new(move |_| app.with_class(|class| logs(class, today())).unwrap_or_default());
    let none = Memo::new(move |_| days.with(Vec::is_empty));
    let ids = move || days.with(|days| days.iter().map(|day| day.day.clone()).collect::<Vec<_>>());
    move || {
        (!none.get()).then(|| {
            view! {
                <section class="section day-logs">
                    <h2>{t("minutes.logs_head")}</h2>
                    <p class="small">{t("minutes.logs_why")}</p>
                    <For each=ids key=Clone::clone children=move |day| view! { <OneDay day days/> }/>
                </section>
            }
        })
    }
}

#[component]
fn OneDay(day: String, days: Memo<Vec<DayLog>>) -> impl IntoView {
    let app = use_app();
    let id = day.clone();
    let log = Memo::new(move |_| days.with(|days| days.iter().find(|log| log.day == id).cloned()));
    let text =
        move |of: fn(&DayLog) -> &String| move || log.with(|log| log.as_ref().map(|log| of(log).clone()));
    let slots = move || {
        let key = |row: &SessionRow| (row.slot, row.station.clone(), row.adult.clone());
        log.with(|log| log.as_ref().map(|log| log.sessions.iter().map(key).collect::<Vec<_>>()))
            .unwrap_or_default()
    };
    let open = RwSignal::new(false);
    let toggled = move |event: web_sys::Event| {
        use wasm_bindgen::JsCast;
        let details = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        open.set(details.is_some_and(|details| details.has_attribute("open")));
    };
    let date = day.parse::<Date>().ok();
    let sessions = move || {
        let one = move |(slot, station, adult): (u32, String, String)| {
            let at = (slot, station, adult);
            let key = at.clone();
            let row = Memo::new(move |_| {
                let is = |row: &&SessionRow| (row.slot, &row.station, &row.adult) == (key.0, &key.1, &key.2);
                log.with(|log| log.as_ref()?.sessions.iter().find(is).cloned())
            });
            let key = date.map(|day| (day, at.0, at.1.as_str().into(), at.2.as_str().into()));
            key.map(|key| view! { <OneSession row key/> })
        };
        open.get().then(|| view! { <ul class="rows day-log__sessions"><For each=slots key=Clone::clone children=one/></ul> })
    };
    let confirm = move |_| {
        if let Some(day) = date {
            let _ = app
                .dispatch_and_say(ConfirmDay { day }, &Sentence::new("minutes.confirmed").with("day", day));
        }
    };
    let take_back = move |_| {
        if let Some(day) = date {
            let _ = app.dispatch(UnlogDay { day });
        }
    };
    let planned = Memo::new(move |_| log.with(|log| log.as_ref().is_some_and(|log| !log.confirmed)));
    view! {
        <details class="day-log" on:toggle=toggled>
            <summary><h3>{text(|log| &log.title)}</h3><span class="quiet">{text(|log| &log.state)}</span></summary>
            {sessions}
            <div class="bar">
                {move || planned.get().then(|| view! { <button class="btn" on:click=confirm>{t("minutes.confirm")}</button> })}
                <button class="btn btn--plain" on:click=take_back>{t("rotation.unlog")}</button>
            </div>
        </details>
    }
}

#[component]
fn OneSession(row: Memo<Option<SessionRow>>, key: SessionKey) -> impl IntoView {
    let app = use_app();
    let now = row.get_untracked();
    let head = now.as_ref().map(|row| row.head.clone()).unwrap_or_default();
    let (day, slot, station, adult) = key.clone();
    let minutes = move |event| {
        let Ok(minutes) = event_target_value(&event).trim().parse() else {
            app.refuse(&Sentence::new("minutes.range"));
            return;
        };
        let (station, adult) = (station.clone(), adult.clone());
        let _ = app.dispatch(EditSession { day, slot, station, adult, minutes });
    };
    let people = move || {
        row.with(|row| {
            let people = row.iter().flat_map(|row| row.people.clone());
            people.map(|who| (who.id, who.name, who.away)).collect::<Vec<_>>()
        })
    };
    let (of_session, along) = (key.clone(), key.clone());
    let person = move |(id, name, away): (String, String, String)| {
        let (key, who) = (of_session.clone(), id.clone());
        let away = (!away.is_empty()).then(|| view! { " "<span class="small">{away}</span> });
        let there = Memo::new(move |_| {
            row.with(|row| {
                row.iter().flat_map(|row| &row.people).any(|person| person.id == who && person.present)
            })
        });
        let tick = move |event: web_sys::Event| {
            let present = event_target_checked(&event);
            let _ = app.dispatch(MarkPresent { key: key.clone(), student: StudentId(id.clone()), present });
        };
        view! { <li><label class="opt"><input type="checkbox" prop:checked=there on:change=tick/>{name}{away}</label></li> }
    };
    let shown = move || row.with(|row| row.as_ref().map(|row| row.minutes.to_string()).unwrap_or_default());
    view! {
        <li><fieldset class="day-log__session">
            <legend>{head}</legend>
            <label class="field"><span>{t("minutes.minutes")}</span>
                <input class="input" inputmode="numeric" autocomplete="off" prop:value=shown on:change=minutes/></label>
            <GroupOf app row key=key.clone()/>
            <OnWhat app row key/>
            <ul class="absent__names" aria-label=t("minutes.who")><For each=people key=Clone::clone children=person/></ul>
            <CameAlong app row key=along/>
        </fieldset></li>
    }
}

/// A student of another group was there too.
#[component]
fn CameAlong(app: AppState, row: Memo<Option<SessionRow>>, key: SessionKey) -> impl IntoView {
    let others =
        Memo::new(move |_| row.with(|row| row.as_ref().map(|row| row.others.clone()).unwrap_or_default()));
    let choose = move |event| {
        let student = event_target_value(&event);
        if !student.is_empty() {
            let _ =
                app.dispatch(MarkPresent { key: key.clone(), student: StudentId(student), present: true });
        }
    };
    move || {
        let options = others.get().into_iter().map(|(id, name)| view! { <option value=id>{name}</option> });
        let (options, choose) = (options.collect_view(), choose.clone());
        (!others.with(Vec::is_empty)).then(|| view! {
            <label class="field"><span>{t("minutes.came_along")}</span>
                <select class="input" on:change=choose><option value="">{t("minutes.who_came")}</option>{options}</select></label>
        })
    }
}

/// Which group was there.
#[component]
fn GroupOf(app: AppState, row: Memo<Option<SessionRow>>, key: SessionKey) -> impl IntoView {
    let groups = row.with_untracked(|row| row.as_ref().map(|row| row.groups.clone()).unwrap_or_default());
    let now =
        Memo::new(move |_| row.with(|row| row.as_ref().map(|row| row.group.clone()).unwrap_or_default()));
    let choose = move |event| {
        let group = event_target_value(&event).as_str().into();
        let _ = app.dispatch(SwapGroup { key: key.clone(), group });
    };
    let options = groups.into_iter().map(|(id, name)| {
        let own = id.clone();
        view! { <option value=id prop:selected=move || now.with(|now| *now == own)>{name}</option> }
    });
    let options = options.collect_view();
    view! { <label class="field"><span>{t("minutes.group")}</span><select class="input" on:change=choose>{options}</select></label> }
}

/// What it was on: the standard, and where that stands seen from the grade.
#[component]
fn OnWhat(app: AppState, row: Memo<Option<SessionRow>>, key: SessionKey) -> impl IntoView {
    let standard =
        Memo::new(move |_| row.with(|row| row.as_ref().map(|row| row.standard.clone()).unwrap_or_default()));
    let reach =
        Memo::new(move |_| row.with(|row| row.as_ref().map(|row| row.reach.clone()).unwrap_or_default()));
    let set = move |code: String, reach: String| {
        let standard = Some(code.trim()).filter(|code| !code.is_empty()).map(StandardId::from);
        let reach = Reach::from_tag(&reach).unwrap_or_default();
        let _ = app.dispatch(FocusSession { key: key.clone(), standard, reach });
    };
    let set_reach = set.clone();
    let options = Reach::ALL.iter().map(|each| {
        let own = each.tag();
        view! { <option value=own prop:selected=move || reach.with(|reach| reach == own)>{say(&each.label())}</option> }
    });
    let options = options.collect_view();
    view! {
        <label class="field"><span>{t("minutes.standard")}</span>
            <input class="input" autocomplete="off" prop:value=standard on:change=move |event| set(event_target_value(&event), reach.get_untracked())/></label>
        <label class="field"><span>{t("minutes.reach")}</span>
            <select class="input" on:change=move |event| set_reach(standard.get_untracked(), event_target_value(&event))>{options}</select></label>
    }
}
