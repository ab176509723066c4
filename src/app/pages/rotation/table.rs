//! Stations by slots. A group is a button: it can be dragged, or picked up and put down with the keyboard.

use leptos::ev::{DragEvent, KeyboardEvent};
use leptos::prelude::*;

use super::in_use;
use crate::app::components::{Icon, Leaf};
use crate::app::state::{AppState, use_app};
use crate::app::{say, t};
use crate::domain::Sentence;
use crate::domain::command::{LockSeat, MoveSeat, SwapSeats};
use crate::domain::id::{GroupId, StationId};
use crate::view::rotation::{CellRow, RotationRows, SeatRow};

/// A group that was picked up: slot, group, its name, and the station it is over.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Picked {
    slot: u32,
    group: String,
    name: String,
    over: usize,
}

/// What the cells share.
#[derive(Clone, Copy)]
struct Hand {
    app: AppState,
    rows: Memo<RotationRows>,
    picked: RwSignal<Option<Picked>>,
    said: RwSignal<String>,
}

/// The table of stations by slots; its groups are dragged, or moved with the keyboard.
#[component]
pub fn Table(rows: Memo<RotationRows>) -> impl IntoView {
    let hand = Hand { app: use_app(), rows, picked: RwSignal::new(None), said: RwSignal::new(String::new()) };
    let table = move || {
        let rows = rows.get();
        if !rows.ready {
            return ().into_any();
        }
        let heads = rows.slots.iter().map(|slot| {
            view! { <th scope="col" class:is-now=slot.now>{slot.name.clone()}<span class="small">{slot.time.clone()}</span></th> }
        });
        let body = rows.stations.iter().enumerate().map(|(at, station)| {
            let cells =
                (1..).zip(&station.cells).map(|(slot, cell)| cell_view(hand, slot, at, &station.name, cell));
            view! {
                <tr class:teacher=station.taught>
                    <th scope="row">
                        {station.name.clone()}
                        <span class="small">{station.seats.clone()}</span>
                        <span class="small">{station.people.clone()}</span>
                        <span class="small">{station.task.clone()}</span>
                    </th>
                    {cells.collect_view()}
                </tr>
            }
        });
        let visits = rows.stations.iter().map(|station| {
            view! {
                <li class:is-over=station.over>
                    <b>{station.name.clone()}</b>" "<span class="small">{station.visits.clone()}</span>
                    <div class="fill"><i style:--w=format!("{}%", station.share)></i></div>
                </li>
            }
        });
        view! {
            <div class="scroll" role="region" aria-label=t("rotation.table") tabindex="0">
                <table class="board">
                    <thead><tr><th scope="col"><span class="sr">{t("rotation.station")}</span></th>{heads.collect_view()}</tr></thead>
                    <tbody>{body.collect_view()}</tbody>
                </table>
            </div>
            <ul class="visits">{visits.collect_view()}</ul>
            <p class="quiet rotation__how">{t("rotation.how")}</p>
        }
        .into_any()
    };
    view! {
        {table}
        <p class="sr" role="status">{move || hand.said.get()}</p>
    }
}

fn cell_view(hand: Hand, slot: u32, at: usize, station: &str, cell: &CellRow) -> AnyView {
    let target =
        move || hand.picked.with(|picked| picked.as_ref().is_some_and(|p| p.slot == slot && p.over == at));
    let over = move |event: DragEvent| {
        if hand.picked.with_untracked(|picked| picked.as_ref().is_some_and(|picked| picked.slot == slot)) {
            event.prevent_default();
            hand.picked.update(|picked| {
                if let Some(picked) = picked.as_mut().filter(|picked| picked.over != at) {
                    picked.over = at;
                }
            });
        }
    };
    let drop = move |event: DragEvent| {
        event.prevent_default();
        put_down(hand);
    };
    let groups = cell.groups.iter().map(|seat| seat_view(hand, slot, at, station, seat)).collect_view();
    let some = !cell.groups.is_empty();
    view! {
        <td class:is-over=cell.over class:is-target=target on:dragover=over on:drop=drop>
            {some.then(|| view! { <span class="seats">{cell.count.clone()}</span> })}
            {groups}
        </td>
    }
    .into_any()
}

fn seat_view(hand: Hand, slot: u32, at: usize, station: &str, seat: &SeatRow) -> AnyView {
    if seat.by_agenda {
        return view! { <p class="names">{seat.names.clone()}</p> }.into_any();
    }
    let app = hand.app;
    let (group, name, locked) = (seat.id.clone(), seat.name.clone(), seat.locked);
    let words = Sentence::new("rotation.pick")
        .with("group", name.as_str())
        .with("station", station)
        .with("slot", slot.to_string());
    let lock_key = if locked { "rotation.unlock_what" } else { "rotation.lock_what" };
    let lock_words =
        say(&Sentence::new(lock_key).with("group", name.as_str()).with("slot", slot.to_string()));
    let pick = Picked { slot, group: group.clone(), name: name.clone(), over: at };
    let dragged = pick.clone();
    let start = move |event: DragEvent| {
        if let Some(data) = event.data_transfer() {
            // Without data Firefox does not start a drag.
            let _ = data.set_data("text/plain", &dragged.name);
        }
        hand.picked.set(Some(dragged.clone()));
    };
    let is_picked = {
        let group = group.clone();
        move || {
            hand.picked.with(|p| p.as_ref().is_some_and(|p| p.slot == slot && p.group == group)).to_string()
        }
    };
    let click = move |_| tap(hand, &pick);
    let lock = move |_| {
        if let Some(rotation) = in_use(app) {
            let _ = app.dispatch(LockSeat { rotation, slot, group: GroupId(group.clone()), locked: !locked });
        }
    };
    view! {
        <div class="seat">
            <button class="seat__group" draggable="true" aria-pressed=is_picked aria-label=say(&words)
                on:click=click on:keydown=move |event| key(hand, &event) on:dragstart=start
                on:dragend=move |_| hand.picked.set(None)>
                <Leaf name=name.clone()/>{name}
            </button>
            <button class="seat__lock" aria-pressed=locked.to_string() aria-label=lock_words.clone() title=lock_words on:click=lock>
                <Icon name="lock"/>
            </button>
            <p class="names">{seat.names.clone()}</p>
        </div>
    }
    .into_any()
}

/// Picks a group up; a second tap, in the same slot, puts it down there.
fn tap(hand: Hand, group: &Picked) {
    match hand.picked.get_untracked() {
        Some(held) if held.slot == group.slot && held.group != group.group => {
            hand.picked.set(Some(Picked { over: group.over, ..held }));
            put_down(hand);
        }
        Some(held) if held.slot == group.slot => put_down(hand),
        _ => {
            hand.said.set(say(&Sentence::new("rotation.picked").with("group", group.name.as_str())));
            hand.picked.set(Some(group.clone()));
        }
    }
}

fn key(hand: Hand, event: &KeyboardEvent) {
    let Some(mut held) = hand.picked.get_untracked() else { return };
    let stations = hand.rows.with_untracked(|rows| rows.stations.len());
    match event.key().as_str() {
        "ArrowDown" | "ArrowRight" => held.over = (held.over + 1) % stations.max(1),
        "ArrowUp" | "ArrowLeft" => held.over = (held.over + stations.max(1) - 1) % stations.max(1),
        "Escape" => {
            hand.picked.set(None);
            hand.said.set(t("rotation.put_down").to_owned());
            return;
        }
        _ => return,
    }
    event.prevent_default();
    let name = hand.rows.with_untracked(|rows| rows.stations.get(held.over).map(|row| row.name.clone()));
    let over = Sentence::new("rotation.over_station").with("group", held.name.as_str());
    hand.said.set(say(&over.with("station", name.unwrap_or_default())));
    hand.picked.set(Some(held));
}

/// Swaps with the first group there, or moves to the empty place.
fn put_down(hand: Hand) {
    let app = hand.app;
    let Some(held) = hand.picked.get_untracked() else { return };
    hand.picked.set(None);
    hand.said.set(t("rotation.put_down").to_owned());
    let slot = usize::try_from(held.slot).unwrap_or(1) - 1;
    let target = hand.rows.with_untracked(|rows| {
        let station = rows.stations.get(held.over)?;
        let cell = station.cells.get(slot)?;
        let here = cell.groups.iter().any(|seat| seat.id == held.group);
        (!here).then(|| (station.id.clone(), cell.groups.first().map(|seat| seat.id.clone())))
    });
    let Some((station, other)) = target else { return };
    let Some(rotation) = in_use(app) else { return };
    let group = GroupId(held.group);
    // A refusal says why, as a notice.
    let _ = match other {
        Some(other) => app.dispatch(SwapSeats { rotation, slot: held.slot, a: group, b: GroupId(other) }),
        None => app.dispatch(MoveSeat { rotation, slot: held.slot, group, station: StationId(station) }),
    };
}
