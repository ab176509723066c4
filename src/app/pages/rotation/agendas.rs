//! By student: everybody's agenda, made by a search in slices, with the bottleneck and its repairs.

use leptos::prelude::*;

use super::agenda_day::OfDay;
use super::agenda_menu::Menu;
use super::agenda_paper::Paper;
use super::{in_use, shown_day};
use crate::app::components::Icon;
use crate::app::day::today;
use crate::app::slices::{Slices, Steps};
use crate::app::state::{AppState, use_app};
use crate::app::{say, t};
use crate::domain::Sentence;
use crate::domain::command::rotation::StationDraft;
use crate::domain::command::{EditBlock, EditStation, UseAgendas};
use crate::domain::rotation::agendas::{Fix, Made, Making, Said, visits};
use crate::domain::rotation::{name_of_station, shown, stations};
use crate::domain::week::block;
use crate::view::agenda::{AgendaPage, Stop, StudentAgenda, agendas};

/// So long it is looked for before "could not decide" is said.
const MOST_MS: f64 = 5000.0;

/// A stop that is being changed: the student's id and name, and the slot.
pub type Chosen = Option<(String, String, u32)>;

/// What the parts share.
#[derive(Clone, Copy)]
pub struct AgendaDesk {
    pub app: AppState,
    /// What is printed.
    pub page: Memo<AgendaPage>,
    /// The stop that is being changed.
    pub chosen: RwSignal<Chosen>,
    short: RwSignal<Option<Said>>,
    busy: RwSignal<bool>,
    search: Slices<Making>,
}

impl AgendaDesk {
    fn new(app: AppState) -> Self {
        let page = Memo::new(move |_| {
            app.with_class(|class| app.catalog.with(|catalog| agendas(class, catalog, today())))
                .unwrap_or_default()
        });
        Self {
            app,
            page,
            chosen: RwSignal::new(None),
            short: RwSignal::new(None),
            busy: RwSignal::new(false),
            search: Slices::new(),
        }
    }

    /// Looks for agendas; the rotation is put to use first, because they belong to it.
    fn make(self) {
        let Some(rotation) = in_use(self.app) else { return };
        let making = self.app.with_book(|book| {
            let class = book.class();
            let day = shown_day(class);
            let plan = shown(class, day).ok()?;
            Some(Making::new(class, &plan, day, &visits(class, &rotation)))
        });
        let Some(making) = making.flatten() else { return };
        self.short.set(None);
        self.chosen.set(None);
        self.busy.set(true);
        let how = Steps { step: |making: &mut Making| making.step(20), most_ms: MOST_MS };
        self.search.begin(making, how, |_| {}, move || self.done());
    }

    fn done(self) {
        self.busy.set(false);
        let Some(making) = self.search.take() else { return };
        match making.made() {
            Made::Agendas(visits) => {
                if let Some(rotation) = in_use(self.app) {
                    let _ = self.app.dispatch(UseAgendas { rotation, visits });
                }
            }
            Made::Short(said) => self.short.set(Some(said)),
            Made::Undecided => {
                let sentence = Sentence::new("agenda.undecided");
                self.short.set(Some(Said { sentence, fixes: Vec::new() }));
            }
        }
    }

    fn drop_agendas(self) {
        self.chosen.set(None);
        if let Some(rotation) = in_use(self.app) {
            let _ = self.app.dispatch(UseAgendas { rotation, visits: Vec::new() });
        }
    }

    /// Makes the change that mends the bottleneck, then looks again.
    fn mend(self, fix: Fix) {
        let now = self.app.with_book(|book| {
            let class = book.class();
            let day = shown_day(class);
            (stations(class, day), block(class, day))
        });
        let Some((stations, block)) = now else { return };
        let done = match fix {
            Fix::Seats { station, seats } => {
                let Some((id, about)) = stations.into_iter().nth(station) else { return };
                let capacity = u32::try_from(seats).unwrap_or(u32::MAX);
                let station = StationDraft { capacity, ..StationDraft::of(&about) };
                self.app.dispatch(EditStation { id, station }).is_ok()
            }
            Fix::Slots(slots) => self
                .app
                .dispatch(EditBlock {
                    weekday: block.weekday,
                    week: block.week,
                    starts_at: block.starts_at,
                    slots: u32::try_from(slots).unwrap_or(u32::MAX),
                    slot_minutes: block.slot_minutes,
                    transition_minutes: block.transition_minutes,
                })
                .is_ok(),
        };
        if done {
            self.make();
        }
    }

    /// "Tablets: 9 seats".
    fn fix_words(self, fix: Fix) -> String {
        match fix {
            Fix::Seats { station, seats } => {
                let name = self.app.with_book(|book| {
                    let all = stations(book.class(), shown_day(book.class()));
                    all.into_iter().nth(station).map(|(_, about)| name_of_station(&about))
                });
                let name = name.flatten().unwrap_or_else(|| "".into());
                say(&Sentence::new("agenda.seats_at").with("station", name).with("n", seats))
            }
            Fix::Slots(slots) => say(&Sentence::new("rotation.add_slots").with("n", slots)),
        }
    }
}

/// The students by slots.
#[component]
pub fn ByStudent() -> impl IntoView {
    let desk = AgendaDesk::new(use_app());
    let made = Memo::new(move |_| desk.page.with(|page| page.made));
    view! {
        <div class="agendas">
            <div class="bar agendas__bar">
                <button class="btn" type="button" disabled=move || desk.busy.get() on:click=move |_| desk.make()>
                    {move || t(if made.get() { "agenda.again" } else { "agenda.make" })}
                </button>
                {move || made.get().then(|| view! {
                    <button class="btn btn--plain" type="button" on:click=move |_| desk.drop_agendas()>{t("agenda.drop")}</button>
                    <Paper page=desk.page/>
                })}
            </div>
            <div role="status">
                {move || desk.busy.get().then(|| view! {
                    <p class="quiet">{t("agenda.searching")}" "
                        <button class="btn" type="button" on:click=move |_| desk.done()>{t("agenda.stop")}</button></p>
                })}
            </div>
            {move || desk.short.get().map(|said| short(desk, said))}
            {move || (!made.get()).then(|| view! { <p class="agendas__none">{t("agenda.none")}</p> })}
            {move || made.get().then(|| table(desk))}
        </div>
    }
}

fn short(desk: AgendaDesk, said: Said) -> AnyView {
    let offered = said.fixes.into_iter().filter(|fix| !matches!(fix, Fix::Slots(11..)));
    let fixes = offered.map(|fix| {
        view! { <button class="btn" type="button" on:click=move |_| desk.mend(fix)>{desk.fix_words(fix)}</button> }
    });
    view! {
        <div class="callout rotation__short" role="alert">
            <Icon name="look"/>
            <p><b>{say(&said.sentence)}</b></p>
            {fixes.collect_view()}
        </div>
    }
    .into_any()
}

fn table(desk: AgendaDesk) -> AnyView {
    let heads = move || {
        desk.page
            .with(|page| page.slots.clone())
            .into_iter()
            .map(|(name, time)| {
                view! { <th scope="col">{name}<span class="small">{time}</span></th> }
            })
            .collect_view()
    };
    let ids = Memo::new(move |_| {
        desk.page.with(|page| page.rows.iter().map(|row| row.id.clone()).collect::<Vec<_>>())
    });
    let troubles = move || {
        let troubles = desk.page.with(|page| page.troubles.clone());
        (!troubles.is_empty()).then(|| {
            let lines = troubles.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
            view! { <ul class="callout agendas__troubles">{lines}</ul> }
        })
    };
    view! {
        <OfDay desk/>
        {troubles}
        <div class="scroll" role="region" aria-label=t("agenda.table") tabindex="0">
            <table class="board agendas__table">
                <thead><tr><th scope="col"><span class="sr">{t("agenda.student")}</span></th>{heads}</tr></thead>
                <tbody><For each=move || ids.get() key=|id| id.clone() children=move |id| row(desk, id)/></tbody>
            </table>
        </div>
        <p class="quiet rotation__how">{t("agenda.how")}</p>
    }
    .into_any()
}

fn row(desk: AgendaDesk, id: String) -> AnyView {
    let of = id.clone();
    let now = Memo::new(move |_| desk.page.with(|page| page.rows.iter().find(|row| row.id == of).cloned()));
    let open = Memo::new(move |_| {
        desk.chosen.with(|chosen| chosen.as_ref().filter(|(who, ..)| *who == id).map(|(.., slot)| *slot))
    });
    let cells = move || {
        let open = open.get();
        now.get().map(|row| {
            let cells = row.stops.iter().map(|stop| cell(desk, &row, stop, open == Some(stop.slot)));
            let cells = cells.collect_view();
            view! { <th scope="row">{row.name}</th>{cells} }
        })
    };
    let columns = move || desk.page.with(|page| page.slots.len() + 1).to_string();
    view! {
        <tr>{cells}</tr>
        {move || open.get().map(|_| view! { <tr class="agendas__open"><td colspan=columns><Menu desk/></td></tr> })}
    }
    .into_any()
}

fn cell(desk: AgendaDesk, row: &StudentAgenda, stop: &Stop, open: bool) -> AnyView {
    if stop.away {
        return view! { <td class="is-away"><span class="quiet">{stop.place.clone()}</span></td> }.into_any();
    }
    let (id, name, slot) = (row.id.clone(), row.name.clone(), stop.slot);
    let place = if stop.place.is_empty() { t("agenda.nowhere").to_owned() } else { stop.place.clone() };
    let mut words = say(&Sentence::new("agenda.stop_words")
        .with("name", name.as_str())
        .with("slot", slot.to_string())
        .with("place", place.as_str()));
    if !stop.why.is_empty() {
        words = format!("{words} {}", stop.why);
    }
    if stop.locked {
        words = format!("{words}, {}", t("agenda.locked"));
    }
    let choose = move |_| {
        let now = (id.clone(), name.clone(), slot);
        desk.chosen.update(|chosen| *chosen = (chosen.as_ref() != Some(&now)).then_some(now));
    };
    view! {
        <td class:teacher=stop.taught>
            <button class="agendas__stop" type="button" id=stop_id(&row.id, slot) aria-label=words aria-expanded=open.to_string() on:click=choose>
                <span>{place}</span>" "<span class="small">{stop.why.clone()}</span>
                {stop.locked.then(|| view! { <Icon name="lock"/> })}
            </button>
        </td>
    }
    .into_any()
}

/// Id of the button of a stop: the focus goes back there.
pub fn stop_id(student: &str, slot: u32) -> String {
    format!("stop-{student}-{slot}")
}
