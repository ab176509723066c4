//! What can be done with one stop of an agenda, and what it breaks, said before it is done.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::agendas::{AgendaDesk, stop_id};
use super::{in_use, shown_day};
use crate::app::components::focus_soon;
use crate::app::day::today;
use crate::app::{say, t};
use crate::domain::Sentence;
use crate::domain::command::{LockVisit, MoveVisit, SwapVisits};
use crate::domain::id::{StationId, StudentId};
use crate::view::agenda::{Choice, choices};

/// The menu of the stop that is chosen.
#[component]
pub fn Menu(desk: AgendaDesk) -> impl IntoView {
    let chosen = desk.chosen.get_untracked().unwrap_or_default();
    let (id, name, slot) = chosen;
    let student = StudentId(id.clone());
    let (who, button) = (student.clone(), stop_id(&id, slot));
    let all = Memo::new(move |_| {
        desk.app.with_class(|class| choices(class, today(), &who, slot)).unwrap_or_default()
    });
    let locked = Memo::new(move |_| {
        desk.page.with(|page| {
            let row = page.rows.iter().find(|row| row.id == id);
            row.and_then(|row| row.stops.iter().find(|stop| stop.slot == slot)).map(|stop| stop.locked)
        })
    });
    // The menu goes with the change; the focus goes back to the stop.
    let close = move || {
        let button = button.clone();
        desk.chosen.set(None);
        focus_soon(button);
    };
    let closing = StoredValue::new(close);
    let close = move || closing.with_value(|close| close());
    let escape = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            event.prevent_default();
            close();
        }
    };
    let mover = StoredValue::new(student);
    let day = move || desk.app.with_book(|book| shown_day(book.class())).unwrap_or_else(today);
    let go = move |station: String| {
        if let Some(rotation) = in_use(desk.app) {
            let student = mover.get_value();
            let _ = desk.app.dispatch(MoveVisit {
                rotation,
                day: day(),
                slot,
                student,
                station: StationId(station),
            });
        }
        close();
    };
    let swap = move |other: String| {
        if let Some(rotation) = in_use(desk.app) {
            let a = mover.get_value();
            let _ = desk.app.dispatch(SwapVisits { rotation, day: day(), slot, a, b: StudentId(other) });
        }
        close();
    };
    let lock = move |_| {
        if let Some(rotation) = in_use(desk.app) {
            let (student, locked) = (mover.get_value(), locked.get_untracked() != Some(true));
            let _ = desk.app.dispatch(LockVisit { rotation, day: day(), slot, student, locked });
        }
        close();
    };
    let stations = Memo::new(move |_| all.with(|all| all.stations.clone()));
    let students = Memo::new(move |_| all.with(|all| all.students.clone()));
    let head = say(&Sentence::new("agenda.change_head").with("name", name).with("slot", slot.to_string()));
    let label = head.clone();
    view! {
        <div class="agendas__menu" role="group" aria-label=label on:keydown=escape>
            <h2>{head}</h2>
            <Change what="agenda.go_to" button="agenda.move" choices=stations act=go/>
            {move || students.with(|students| !students.is_empty()).then(|| view! {
                <Change what="agenda.swap_with" button="agenda.swap" choices=students act=swap/>
            })}
            <div class="bar">
                <button class="btn" type="button" on:click=lock>
                    {move || t(if locked.get() == Some(true) { "agenda.unlock" } else { "agenda.lock" })}
                </button>
                <button class="btn btn--plain" type="button" on:click=move |_| close()>{t("agenda.close")}</button>
            </div>
        </div>
    }
}

/// One of several changes: chosen first, with what it breaks beside it, then made.
#[component]
fn Change(
    what: &'static str,
    button: &'static str,
    choices: Memo<Vec<Choice>>,
    act: impl Fn(String) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let picked = RwSignal::new(None::<String>);
    // Without a choice of her own the first stands.
    let now = Memo::new(move |_| {
        let id = picked.get();
        choices.with(|choices| {
            choices.iter().find(|choice| Some(&choice.id) == id.as_ref()).or(choices.first()).cloned()
        })
    });
    let options = move || {
        choices.get().into_iter().map(|choice| {
            view! { <option value=choice.id.clone() selected={now.with_untracked(|now| now.as_ref().is_some_and(|now| now.id == choice.id))}>{choice.name}</option> }
        }).collect_view()
    };
    let breaks = move || {
        now.with(|now| match now {
            Some(now) if !now.breaks.is_empty() => {
                say(&Sentence::new("agenda.breaks").with("what", now.breaks.as_str()))
            }
            _ => t("agenda.breaks_nothing").to_owned(),
        })
    };
    let broken = move || now.with(|now| now.as_ref().is_some_and(|now| !now.breaks.is_empty()));
    let done = move |_| {
        if let Some(choice) = now.get_untracked() {
            act(choice.id);
        }
    };
    view! {
        <div class="agendas__change">
            <label class="field"><span>{t(what)}</span>
                <select class="input" on:change=move |event| picked.set(Some(event_target_value(&event)))>{options}</select></label>
            <button class="btn" type="button" on:click=done>{t(button)}</button>
            <p class="small" class:is-broken=broken role="status">{breaks}</p>
        </div>
    }
}
