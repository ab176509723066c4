//! Adults and services of the class.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::app::components::{FormBar, clock, minutes_of};
use crate::app::state::use_app;
use crate::app::{say, t};
use crate::domain::Sentence;
use crate::domain::command::people::ServiceDraft;
use crate::domain::command::{RemoveAdult, RemoveService, SaveAdult, SaveService};
use crate::domain::id::{AdultId, ServiceId, StudentId};
use crate::domain::roster::{AdultRole, by_name};
use crate::view::people::{AdultRow, ServiceRow, adults, role_name, served, services};
use crate::view::week::{day_name, weeks};

type Editing = RwSignal<Option<String>>;

/// The adults, each with a form behind "Edit".
#[component]
pub fn Adults() -> impl IntoView {
    let app = use_app();
    let rows = Memo::new(move |_| app.with_class(adults).unwrap_or_default());
    // The id that is being edited; an empty one is new.
    let editing: Editing = RwSignal::new(None);
    let one = move |row: AdultRow| {
        let (id, shown) = (row.id.clone(), row.id);
        let words = say(&Sentence::new("people.edit_what").with("name", row.name.as_str()));
        view! {
            <li>
                <p>{row.name}" "<span class="small">{row.role}</span></p>
                <button class="btn btn--plain" aria-label=words on:click=move |_| editing.set(Some(id.clone()))>{t("rotation.edit")}</button>
                {move || (editing.get().as_ref() == Some(&shown)).then(|| view! { <AdultForm id=shown.clone() editing/> })}
            </li>
        }
    };
    view! {
        <section class="section people">
            <h2>{t("people.adults")}</h2>
            <p class="small">{t("people.adults_why")}</p>
            <ul class="rows"><For each=move || rows.get() key=|row| (row.id.clone(), row.name.clone(), row.role.clone()) children=one/></ul>
            {move || match editing.get() {
                Some(id) if id.is_empty() => view! { <AdultForm id editing/> }.into_any(),
                _ => view! { <button class="btn" on:click=move |_| editing.set(Some(String::new()))>{t("people.add_adult")}</button> }.into_any(),
            }}
        </section>
    }
}

#[component]
fn AdultForm(id: String, editing: Editing) -> impl IntoView {
    let app = use_app();
    let id = Some(AdultId(id)).filter(|id| !id.0.is_empty());
    let now = id.as_ref().and_then(|id| app.with_book(|book| book.class().adults.get(id).cloned()).flatten());
    let now = now.unwrap_or_default();
    let (name, role) = (RwSignal::new(now.name.clone()), RwSignal::new(now.role));
    let removed = id.clone();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let command = SaveAdult { id: id.clone(), name: name.get_untracked(), role: role.get_untracked() };
        if app.dispatch(command).is_ok() {
            editing.set(None);
        }
    };
    let roles = AdultRole::ALL.iter().map(|each| {
        view! { <option value=each.tag() selected={*each == now.role}>{role_name(*each)}</option> }
    });
    let choose = move |event| role.set(AdultRole::from_tag(&event_target_value(&event)).unwrap_or_default());
    let remove = removed.map(|id| {
        Callback::new(move |()| {
            if app.dispatch(RemoveAdult { id: id.clone() }).is_ok() {
                editing.set(None);
            }
        })
    });
    view! {
        <form class="form panel" on:submit=submit aria-label=t("people.adults")>
            <label class="field"><span>{t("people.name")}</span><input class="input" autocomplete="off" bind:value=name/></label>
            <label class="field"><span>{t("people.role")}</span><select class="input" on:change=choose>{roles.collect_view()}</select></label>
            <FormBar remove=remove cancel=move |()| editing.set(None)/>
        </form>
    }
}

/// The services, each with a form behind "Edit".
#[component]
pub fn Services() -> impl IntoView {
    let app = use_app();
    let rows = Memo::new(move |_| app.with_class(services).unwrap_or_default());
    let editing: Editing = RwSignal::new(None);
    let one = move |row: ServiceRow| {
        let (id, shown) = (row.id.clone(), row.id);
        let words = say(&Sentence::new("people.edit_what").with("name", row.name.as_str()));
        view! {
            <li>
                <p>{row.name}" "<span class="small">{row.words}" "{row.adult}</span></p>
                <button class="btn btn--plain" aria-label=words on:click=move |_| editing.set(Some(id.clone()))>{t("rotation.edit")}</button>
                {move || (editing.get().as_ref() == Some(&shown)).then(|| view! { <ServiceForm id=shown.clone() editing/> })}
            </li>
        }
    };
    view! {
        <section class="section people">
            <h2>{t("people.services")}</h2>
            <p class="small">{t("people.services_why")}</p>
            <ul class="rows"><For each=move || rows.get() key=|row| (row.id.clone(), row.name.clone(), row.words.clone(), row.adult.clone()) children=one/></ul>
            {move || match editing.get() {
                Some(id) if id.is_empty() => view! { <ServiceForm id editing/> }.into_any(),
                _ => view! { <button class="btn" on:click=move |_| editing.set(Some(String::new()))>{t("people.add_service")}</button> }.into_any(),
            }}
        </section>
    }
}

#[component]
fn ServiceForm(id: String, editing: Editing) -> impl IntoView {
    let app = use_app();
    let id = Some(ServiceId(id)).filter(|id| !id.0.is_empty());
    let now =
        id.as_ref().and_then(|id| app.with_book(|book| book.class().services.get(id).cloned()).flatten());
    let gets = id.as_ref().and_then(|id| app.with_book(|book| served(book.class(), id))).unwrap_or_default();
    let on = now.as_ref().map(|it| it.weekday);
    let name = RwSignal::new(now.as_ref().map(|it| it.name.clone()).unwrap_or_default());
    let adult = RwSignal::new(now.as_ref().and_then(|it| it.adult.clone()));
    let in_class = RwSignal::new(now.as_ref().is_some_and(|it| it.in_class));
    let starts = RwSignal::new(clock(now.as_ref().map_or(540, |it| it.starts_at)));
    let minutes = RwSignal::new(now.as_ref().map_or(30, |it| it.minutes).to_string());
    let week = RwSignal::new(now.as_ref().map_or(0, |it| it.week));
    let weeks = app.with_book(|book| weeks(book.class(), week.get_untracked())).unwrap_or_default();
    let days: Vec<(u32, RwSignal<bool>)> = (0..=5).map(|day| (day, RwSignal::new(on == Some(day)))).collect();
    let students = app.with_book(|book| by_name(book.class())).unwrap_or_default();
    let who: Vec<(StudentId, String, RwSignal<bool>)> = students
        .into_iter()
        .map(|(id, name)| (id.clone(), name, RwSignal::new(gets.contains(&id))))
        .collect();
    let tick = |words: String, tick: RwSignal<bool>| {
        view! { <li><label class="opt"><input type="checkbox" bind:checked=tick/>{words}</label></li> }
    };
    let day_ticks = days.iter().map(|(day, on)| tick(day_name(*day, 0), *on)).collect_view();
    let who_ticks = who.iter().map(|(_, name, on)| tick(name.clone(), *on)).collect_view();
    let adults = app.with_book(|book| adults(book.class())).unwrap_or_default();
    let first = adult.get_untracked();
    let options = adults.into_iter().map(|row| {
        let selected = first.as_ref().is_some_and(|id| id.0 == row.id);
        view! { <option value=row.id selected=selected>{row.name}</option> }
    });
    let options = options.collect_view();
    let choose = move |event| {
        let id = event_target_value(&event);
        adult.set((!id.is_empty()).then_some(AdultId(id)));
    };
    let removed = id.clone();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(starts_at) = minutes_of(&starts.get_untracked()) else { return };
        let every = days.iter().any(|(day, on)| *day == 0 && on.get_untracked());
        let weekdays = days.iter().filter(|(day, on)| on.get_untracked() && (!every || *day == 0));
        let service = ServiceDraft {
            name: name.get_untracked(),
            adult: adult.get_untracked(),
            in_class: in_class.get_untracked(),
            weekdays: weekdays.map(|(day, _)| *day).collect(),
            week: week.get_untracked(),
            starts_at,
            minutes: minutes.with_untracked(|text| text.trim().parse().unwrap_or(0)),
            students: who.iter().filter(|(.., on)| on.get_untracked()).map(|(id, ..)| id.clone()).collect(),
        };
        if app.dispatch(SaveService { id: id.clone(), service }).is_ok() {
            editing.set(None);
        }
    };
    let remove = removed.map(|id| {
        Callback::new(move |()| {
            if app.dispatch(RemoveService { id: id.clone() }).is_ok() {
                editing.set(None);
            }
        })
    });
    view! {
        <form class="form panel" on:submit=submit aria-label=t("people.services")>
            <label class="field"><span>{t("people.service")}</span><input class="input" autocomplete="off" bind:value=name/></label>
            <label class="field"><span>{t("people.by")}</span>
                <select class="input" on:change=choose><option value="">{t("people.nobody")}</option>{options}</select></label>
            <label class="opt"><input type="checkbox" bind:checked=in_class/>{t("people.in_class")}</label>
            <fieldset class="people__ticks"><legend>{t("people.days")}</legend><ul class="plain">{day_ticks}</ul></fieldset>
            {(!weeks.is_empty()).then(|| {
                let options = weeks.into_iter().map(|(n, words)| {
                    view! { <option value=n.to_string() selected=n == week.get_untracked()>{words}</option> }
                });
                let choose = move |event| week.set(event_target_value(&event).parse().unwrap_or(0));
                view! { <label class="field"><span>{t("people.weeks")}</span>
                    <select class="input" on:change=choose>{options.collect_view()}</select></label> }
            })}
            <label class="field"><span>{t("people.starts_at")}</span><input class="input" type="time" required bind:value=starts/></label>
            <label class="field"><span>{t("people.minutes")}</span><input class="input" inputmode="numeric" autocomplete="off" bind:value=minutes/></label>
            <fieldset class="people__ticks"><legend>{t("people.who")}</legend><ul class="plain people__who">{who_ticks}</ul></fieldset>
            <FormBar remove=remove cancel=move |()| editing.set(None)/>
        </form>
    }
}
