//! The editor of stations and times.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::shown_day;
use crate::app::components::{FormBar, read};
use crate::app::day::today;
use crate::app::state::{AppState, use_app};
use crate::app::{say, t};
use crate::domain::Sentence;
use crate::domain::command::rotation::StationDraft;
use crate::domain::command::{AddStation, EditStation, RemoveStation};
use crate::domain::id::{AdultId, StandardId, StationId};
use crate::domain::rotation::{PeopleFrom, StationKind, stations};
use crate::domain::standards::{running_unit, unit_standards};
use crate::domain::subject::in_order;
use crate::view::agenda::standard_words;
use crate::view::rotation::RotationRows;

const KINDS: [(StationKind, &str); 6] = [
    (StationKind::Teacher, "rotation.kind_teacher"),
    (StationKind::Collaborative, "rotation.kind_collaborative"),
    (StationKind::Independent, "rotation.kind_independent"),
    (StationKind::Digital, "rotation.kind_digital"),
    (StationKind::Conference, "rotation.kind_conference"),
    (StationKind::PeerSupport, "rotation.kind_peer_support"),
];

/// The stations, each with its form behind "Change".
#[component]
pub fn Stations(rows: Memo<RotationRows>) -> impl IntoView {
    // The id that is being edited; an empty one is a new station.
    let editing = RwSignal::new(None::<String>);
    let list = move || {
        rows.get().stations.into_iter().map(|row| {
            let (id, shown) = (row.id.clone(), row.id.clone());
            let words = say(&Sentence::new("rotation.edit_what").with("name", row.name.as_str()));
            view! {
                <li>
                    <div><b>{row.name}</b>" "<span class="small">{row.seats}</span><p class="small">{row.task}</p></div>
                    <button class="btn" aria-label=words on:click=move |_| editing.set(Some(id.clone()))>{t("rotation.edit")}</button>
                    {move || (editing.get().as_ref() == Some(&shown)).then(|| view! { <Editor id=shown.clone() editing/> })}
                </li>
            }
        }).collect_view()
    };
    view! {
        <section class="section rotation__stations">
            <h2>{t("rotation.stations_head")}</h2>
            <ul class="rows stations">{list}</ul>
            {move || match editing.get() {
                Some(id) if id.is_empty() => view! { <Editor id editing/> }.into_any(),
                _ => view! { <button class="btn" on:click=move |_| editing.set(Some(String::new()))>{t("rotation.add_station")}</button> }.into_any(),
            }}
        </section>
    }
}

#[component]
fn Editor(id: String, editing: RwSignal<Option<String>>) -> impl IntoView {
    let app = use_app();
    let now = app.with_book(|book| {
        let found = stations(book.class(), shown_day(book.class()))
            .into_iter()
            .find(|(known, _)| known.as_str() == id);
        found.map(|(_, station)| StationDraft::of(&station))
    });
    let new = id.is_empty();
    let fresh = StationDraft { kind: StationKind::Independent, capacity: 8, ..StationDraft::default() };
    let draft = now.flatten().unwrap_or(fresh);
    let name = RwSignal::new(draft.name.clone());
    let seats = RwSignal::new(draft.capacity.to_string());
    let task = RwSignal::new(draft.task.clone());
    let kind = RwSignal::new(draft.kind.tag().to_owned());
    let first = draft.kind;
    let people = RwSignal::new(draft.people.tag().to_owned());
    let adult = RwSignal::new(draft.adult.clone().map(|id| id.0).unwrap_or_default());
    let from = [
        (PeopleFrom::Mixed, "rotation.people_mixed"),
        (PeopleFrom::Skill, "rotation.people_skill"),
        (PeopleFrom::Agenda, "rotation.people_agenda"),
    ];
    let from = from.map(|(value, key)| {
        view! { <option value=value.tag() selected={value == draft.people}>{t(key)}</option> }
    });
    let led_by = adults(app, draft.adult.as_ref()).map(|options| {
        view! {
            <label class="field"><span>{t("rotation.led_by")}</span>
                <select class="input" on:change=move |event| adult.set(event_target_value(&event))>{options}</select></label>
        }
    });
    let must = RwSignal::new(draft.must);
    let standard = RwSignal::new(draft.standard.clone().map(|id| id.0).unwrap_or_default());
    let more = [
        ("agenda.materials", RwSignal::new(draft.materials.clone())),
        ("agenda.link", RwSignal::new(draft.link.clone())),
        ("agenda.home_task", RwSignal::new(draft.home_task.clone())),
    ];
    let standards = standards(app, draft.standard.as_ref());
    let removed = id.clone();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(capacity) = read(app, seats, "rotation.needs_a_number") else { return };
        let station = StationDraft {
            name: name.get_untracked(),
            kind: StationKind::from_tag(&kind.get_untracked()).unwrap_or_default(),
            capacity,
            people: PeopleFrom::from_tag(&people.get_untracked()).unwrap_or_default(),
            adult: Some(adult.get_untracked()).filter(|id| !id.is_empty()).map(AdultId),
            task: task.get_untracked(),
            standard: Some(standard.get_untracked()).filter(|id| !id.is_empty()).map(StandardId),
            must: must.get_untracked(),
            materials: more[0].1.get_untracked(),
            link: more[1].1.get_untracked(),
            home_task: more[2].1.get_untracked(),
        };
        let done = if new {
            app.dispatch(AddStation { station })
        } else {
            app.dispatch(EditStation { id: StationId(id.clone()), station })
        };
        if done.is_ok() {
            editing.set(None);
        }
    };
    let remove = Callback::new(move |()| {
        if app.dispatch(RemoveStation { id: StationId(removed.clone()) }).is_ok() {
            editing.set(None);
        }
    });
    let remove = (!new).then_some(remove);
    let kinds = KINDS.map(|(value, key)| {
        view! { <option value=value.tag() selected={value == first}>{t(key)}</option> }
    });
    view! {
        <form class="form panel" on:submit=submit aria-label=t("rotation.stations_head")>
            <label class="field"><span>{t("rotation.name")}</span><input class="input" autocomplete="off" bind:value=name/></label>
            <label class="field"><span>{t("rotation.kind")}</span>
                <select class="input" on:change=move |event| kind.set(event_target_value(&event))>{kinds}</select></label>
            <label class="field"><span>{t("rotation.capacity")}</span><input class="input" inputmode="numeric" autocomplete="off" bind:value=seats/></label>
            <label class="field"><span>{t("rotation.task")}</span><input class="input" autocomplete="off" bind:value=task/></label>
            {led_by}
            <label class="field"><span>{t("rotation.people_from")}</span>
                <select class="input" on:change=move |event| people.set(event_target_value(&event))>{from}</select></label>
            <details class="stations__more">
                <summary>{t("agenda.more_fields")}</summary>
                <label class="opt"><input type="checkbox" bind:checked=must/><span>{t("agenda.must_visit")}</span></label>
                <label class="field"><span>{t("agenda.station_standard")}</span>
                    <select class="input" on:change=move |event| standard.set(event_target_value(&event))>{standards}</select></label>
                {more.map(|(key, field)| view! {
                    <label class="field"><span>{t(key)}</span><input class="input" autocomplete="off" bind:value=field/></label>
                })}
            </details>
            <FormBar remove=remove cancel=move |()| editing.set(None)/>
        </form>
    }
}

/// The adults of the class, the lead teacher where none is chosen; nothing where no adult is written down.
fn adults(app: AppState, chosen: Option<&AdultId>) -> Option<impl IntoView + use<>> {
    let all: Vec<(String, String)> = app.with_class(|class| {
        class.adults.iter().map(|(id, adult)| (id.0.clone(), adult.name.clone())).collect()
    })?;
    (!all.is_empty()).then(|| {
        let options = all.into_iter().map(|(id, name)| {
            view! { <option value=id.clone() selected={chosen.is_some_and(|chosen| chosen.0 == id)}>{name}</option> }
        });
        let options = options.collect_view();
        view! { <option value="">{t("rotation.led_by_lead")}</option>{options} }
    })
}

/// The standards of the running unit, the one that is chosen besides.
fn standards(app: AppState, chosen: Option<&StandardId>) -> impl IntoView + use<> {
    let options = app.with_book(|book| {
        let class = book.class();
        let mut ids: Vec<StandardId> = Vec::new();
        for (subject, _) in in_order(class) {
            ids.extend(
                running_unit(class, &subject, today()).iter().flat_map(|unit| unit_standards(class, unit)),
            );
        }
        ids.extend(chosen.filter(|id| !ids.contains(id)).cloned());
        app.catalog.with_untracked(|catalog| {
            ids.into_iter().map(|id| (standard_words(class, catalog, &id), id)).collect::<Vec<_>>()
        })
    });
    let options = options.unwrap_or_default().into_iter().map(|(words, id)| {
        view! { <option value=id.0.clone() selected={chosen == Some(&id)}>{words}</option> }
    });
    let options = options.collect_view();
    view! { <option value="">{t("agenda.no_standard")}</option>{options} }
}
