//! The rotation on the wall: first names, places, time, the next move. The whole screen, and nothing else on it.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsValue;

use crate::app::components::Leaf;
use crate::app::day::today;
use crate::app::platform::clock::{minute_of_day, second_of_day};
use crate::app::platform::settings;
use crate::app::platform::stage::{self, Chime};
use crate::app::state::use_app;
use crate::app::{say, t};
use crate::domain::Sentence;
use crate::domain::week::{block, slots};
use crate::view::Page;
use crate::view::board::{BoardRows, Spot, board, moved_on, slot_at};

/// A clock that jumps by more seconds than this was asleep.
const SLEPT: u32 = 5;

/// The board, which takes the whole screen.
#[component]
pub fn Board() -> impl IntoView {
    let app = use_app();
    // Whatever was shown before, the next page is still on the wall.
    app.hide_levels(true);
    let first =
        app.with_book(|book| slot_at(&slots(&block(book.class(), today())), minute_of_day())).flatten();
    let slot = RwSignal::new(first.map_or(1, |slot| slot.number));
    // Set where a round was started by hand: the second at which it ends.
    let by_hand = RwSignal::new(None::<u32>);
    let second = RwSignal::new(second_of_day());
    let rows = Memo::new(move |_| {
        let slot = slot.get();
        app.with_class(|class| board(class, today(), slot)).unwrap_or_else(|| Err(String::new()))
    });
    let turn = move |step: i32| {
        let (last, seconds) =
            rows.with_untracked(|rows| rows.as_ref().map_or((1, 0), |rows| (rows.slots, rows.seconds)));
        let to = slot.get_untracked().saturating_add_signed(step).clamp(1, last.max(1));
        if to != slot.get_untracked() {
            slot.set(to);
            by_hand.set(Some(second_of_day() + seconds));
        }
    };
    let left = Memo::new(move |_| {
        let (ends, seconds) =
            rows.with(|rows| rows.as_ref().map_or((0, 0), |rows| (rows.ends_at, rows.seconds)));
        by_hand.get().unwrap_or(ends).saturating_sub(second.get()).min(seconds)
    });
    let chime = Sound::new();
    let blank = RwSignal::new(false);
    // The clock is read anew each time, so that a sleep of the computer loses nothing.
    let look = move || {
        // One last tick may come when the board is closed.
        let Some(before) = second.try_get_untracked() else { return };
        let now = second_of_day();
        let slept = now.saturating_sub(before) > SLEPT;
        let all = app.with_book(|book| slots(&block(book.class(), today()))).unwrap_or_default();
        let (to, until) = moved_on(&all, (slot.get_untracked(), by_hand.get_untracked()), now, slept);
        let was_left = left.get_untracked();
        slot.set(to);
        by_hand.set(until);
        second.set(now);
        if !slept && was_left > 0 && left.get_untracked() == 0 {
            chime.sound();
        }
    };
    let close = move || app.go(&crate::view::Route::parse(&app.href(Page::Rotation, None)));
    let tick = set_interval_with_handle(look, std::time::Duration::from_secs(1));
    let awake = StoredValue::new_local(None::<JsValue>);
    let stay = move || {
        stage::stay_awake(move |held| {
            match awake.try_update_value(|awake| awake.replace(held.clone())) {
                Some(Some(before)) => stage::let_sleep(&before),
                Some(None) => {}
                // The board is closed by now.
                None => stage::let_sleep(&held),
            }
        });
    };
    stay();
    let seen = window_event_listener_untyped("visibilitychange", move |_| {
        if !document().hidden() {
            look();
            stay();
        }
    });
    let tapped = window_event_listener(ev::pointerdown, move |_| chime.allow());
    let keys = window_event_listener(ev::keydown, move |event| {
        chime.allow();
        if event.ctrl_key() || event.alt_key() || event.meta_key() {
            return;
        }
        match event.key().as_str() {
            // On a button Space and Enter press it.
            " " | "Enter" if on_button(&event) => {}
            "ArrowRight" | "ArrowDown" | "PageDown" | " " | "Enter" => {
                event.prevent_default();
                turn(1);
            }
            "ArrowLeft" | "ArrowUp" | "PageUp" => {
                event.prevent_default();
                turn(-1);
            }
            "b" | "B" | "." => blank.update(|blank| *blank = !*blank),
            "m" | "M" => chime.switch(),
            "f" | "F" => stage::toggle_full_screen(),
            "Escape" => close(),
            _ => {}
        }
    });
    on_cleanup(move || {
        for listener in [keys, tapped, seen] {
            listener.remove();
        }
        if let Ok(tick) = tick {
            tick.clear();
        }
        if let Some(held) = awake.try_update_value(Option::take).flatten() {
            stage::let_sleep(&held);
        }
        chime.close();
        stage::leave_full_screen();
    });
    let body = move || match rows.get() {
        Err(why) => view! { <div class="stage__top"><h1>{why}</h1></div> }.into_any(),
        Ok(rows) => stage(rows, left),
    };
    view! {
        <main class="stage" id="main" tabindex="-1" data-page="board" data-blank=move || blank.get().then_some("yes")>
            {body}
            <div class="stage__foot" role="group" aria-label=t("board.turn")>
                <button class="btn" on:click=move |_| turn(-1)>{t("board.before")}</button>
                <button class="btn" on:click=move |_| turn(1)>{t("board.after")}</button>
                <button class="btn" aria-pressed=move || (!chime.off.get()).to_string() aria-keyshortcuts="M" on:click=move |_| chime.switch()>{t("board.chime")}</button>
                <button class="btn" aria-pressed=move || blank.get().to_string() aria-keyshortcuts="B" on:click=move |_| blank.update(|blank| *blank = !*blank)>{t("board.blank")}</button>
                <button class="btn" aria-keyshortcuts="F" on:click=move |_| stage::toggle_full_screen()>{t("board.full")}</button>
                <button class="btn" on:click=move |_| close()>{t("board.close")}</button>
            </div>
        </main>
    }
}

/// The chime at the end of a round: it can sound once there was a tap or a key, and stays off where it was put off.
#[derive(Clone, Copy)]
struct Sound {
    off: RwSignal<bool>,
    chime: StoredValue<Option<Chime>, LocalStorage>,
}

impl Sound {
    fn new() -> Self {
        Self { off: RwSignal::new(settings::chime_is_off()), chime: StoredValue::new_local(None) }
    }

    fn allow(self) {
        self.chime.update_value(|chime| {
            if chime.is_none() {
                *chime = Chime::after_a_gesture();
            }
        });
    }

    fn switch(self) {
        let off = !self.off.get_untracked();
        self.off.set(off);
        settings::keep_chime_off(off);
    }

    fn sound(self) {
        if !self.off.get_untracked() {
            self.chime.with_value(|chime| chime.iter().for_each(Chime::sound));
        }
    }

    fn close(self) {
        if let Some(chime) = self.chime.try_update_value(Option::take).flatten() {
            chime.close();
        }
    }
}

fn on_button(event: &web_sys::KeyboardEvent) -> bool {
    use wasm_bindgen::JsCast;
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|element| element.tag_name() == "BUTTON")
}

fn stage(rows: BoardRows, left: Memo<u32>) -> AnyView {
    // More than five beside each other would be too narrow for their names.
    let n = rows.spots.len().max(1);
    let lines = if n > 5 { 2 } else { 1 };
    let columns = n.div_ceil(lines);
    let spots = rows.spots.into_iter().map(spot).collect_view();
    let next = rows.next.into_iter().map(|(group, place)| {
        view! { <li><Leaf name=group.clone()/><b>{group}</b>" "{place}</li> }
    });
    let next = next.collect_view();
    let some = !next.is_empty() || rows.by_agenda;
    let away = rows.away.join(", ");
    let away = (!away.is_empty()).then(|| {
        view! { <p class="stage__away">{say(&Sentence::new("board.away").with("names", away))}</p> }
    });
    let agenda = rows.by_agenda.then(|| view! { <li>{t("board.by_agenda")}</li> });
    view! {
        <div class="stage__top">
            <div><h1>{rows.title}</h1><p>{rows.until}</p></div>
            <Ring left seconds=rows.seconds/>
        </div>
        <div class="stage__places" data-rows=lines.to_string() style:--n=columns.to_string()>{spots}</div>
        <div class="stage__next">{some.then(|| view! { <p>{t("board.next")}</p> })}<ul>{next}{agenda}</ul>{away}</div>
    }
    .into_any()
}

fn spot(spot: Spot) -> AnyView {
    let groups = spot.groups.into_iter().map(|group| {
        view! { <p class="leafname"><Leaf name=group.clone()/>{group}</p> }
    });
    let names = spot.names.into_iter().map(|name| view! { <li>{name}</li> });
    view! {
        <section class="spot" class:spot--teacher=spot.taught>
            <h2>{spot.place}</h2>
            <div>{groups.collect_view()}</div>
            <ul>{names.collect_view()}</ul>
        </section>
    }
    .into_any()
}

/// Time left, stepping once a second; nothing blinks at the end, the ring is empty and the words change.
#[component]
pub fn Ring(
    /// Seconds that are left of the slot.
    left: Memo<u32>,
    /// Seconds of the whole slot.
    seconds: u32,
) -> impl IntoView {
    let clock = move || format!("{}:{:02}", left.get() / 60, left.get() % 60);
    let gone = move || {
        let left = f64::from(left.get()) / f64::from(seconds.max(1));
        (100.0 - left * 100.0).to_string()
    };
    // A screen reader hears the minutes, not every second.
    let words = Memo::new(move |_| {
        let minutes = left.get().div_ceil(60);
        let minutes = usize::try_from(minutes).unwrap_or(usize::MAX);
        say(&Sentence::new("board.ring").with("minutes", minutes))
    });
    view! {
        <div class="ring" role="img" aria-label=move || words.get()>
            <svg viewBox="0 0 100 100" aria-hidden="true">
                <circle cx="50" cy="50" r="44" pathLength="100"></circle>
                <circle class="ring__left" cx="50" cy="50" r="44" pathLength="100" stroke-dasharray="100" stroke-dashoffset=gone></circle>
            </svg>
            <div aria-hidden="true"><b>{clock}</b><span>{move || t(if left.get() == 0 { "board.over" } else { "board.left" })}</span></div>
        </div>
    }
}
