//! A pasted block before it goes in: what it holds, and what cannot be.

use leptos::prelude::*;

use super::{Visit, keys};
use crate::app::{say, t};
use crate::domain::Sentence;
use crate::view::mastery::Block;

/// The preview, while there is one.
#[component]
pub(super) fn PastedBlock(visit: Visit) -> impl IntoView {
    view! { {move || visit.block.get().map(|block| preview(visit, block))} }
}

fn preview(visit: Visit, block: Block) -> impl IntoView {
    let first = NodeRef::<leptos::html::Button>::new();
    // The keyboard is in the grid; what is asked comes to it.
    Effect::new(move |_| {
        if let Some(button) = first.get() {
            // Focus is only refused where the button has left the page meanwhile.
            let _ = button.focus();
        }
    });
    let close = move || {
        visit.block.set(None);
        let (student, column) = visit.spot.get_untracked();
        keys::go_to(&student, column);
    };
    let n = block.marks.len();
    let marks = block.marks;
    let enter = move |_| {
        // What cannot be entered is said, and the block stays.
        if visit.record(marks.clone(), false) {
            close();
        }
    };
    let problems = block.problems.into_iter().map(|problem| view! { <li>{problem}</li> });
    let enter = (n > 0).then(|| {
        let text = say(&Sentence::new("mastery.block_enter").with("n", n));
        view! { <button class="btn btn--main" node_ref=first on:click=enter>{text}</button> }
    });
    let escape = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" {
            close();
        }
    };
    view! {
        <section class="entry" aria-label=t("mastery.block_title") on:keydown=escape>
            <b>{block.lead}</b>
            <ul class="plain small">{problems.collect_view()}</ul>
            <span class="bar">{enter}<button class="btn" on:click=move |_| close()>{t("common.cancel")}</button></span>
        </section>
    }
}
