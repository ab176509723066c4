//! Edits that two people made at once: which value to take, in the preview of a file and for weeks after it.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::day::today;
use crate::app::platform::storage::LocalShelf;
use crate::app::state::{AppState, use_app};
use crate::app::{say, t};
use crate::document::disputed::{self, Disputed};
use crate::document::{Conflict, Place};
use crate::domain::record::Value;
use crate::domain::{Class, Sentence};
use crate::view::conflict::{Contested, said_of, sentence};

/// So many are shown at once; the others follow when these are settled.
const SHOWN: usize = 30;

/// The conflicts of a file on its way in, and which other values the teacher takes.
#[derive(Clone)]
pub struct Choices(Arc<Vec<(Conflict, String, RwSignal<bool>)>>);

impl Choices {
    /// Nothing is chosen: what the merge decided stands. `class` is one side, for the words.
    pub fn new(class: &Class, conflicts: Vec<Conflict>) -> Self {
        let worded = conflicts.into_iter().map(|conflict| {
            let Place { kind, id, field } = &conflict.place;
            let (stands, other) = (&conflict.winner.value, &conflict.loser.value);
            let words = say(&sentence(class, Contested { kind, id, field, stands, other }));
            (conflict, words, RwSignal::new(false))
        });
        Self(Arc::new(worded.collect()))
    }

    /// The values that the teacher took.
    pub fn preferred(&self) -> Vec<(Place, Value)> {
        let taken = self.0.iter().filter(|(_, _, taken)| taken.get_untracked());
        taken.map(|(conflict, _, _)| (conflict.place.clone(), conflict.loser.value.clone())).collect()
    }

    /// What is still in dispute after the merge: the other value of each, taken or not.
    pub fn left(&self, conflicts: &[Conflict]) -> Vec<Conflict> {
        let taken = self.preferred();
        let mut left = conflicts.to_vec();
        for conflict in &mut left {
            if taken.iter().any(|(place, _)| *place == conflict.place) {
                std::mem::swap(&mut conflict.winner, &mut conflict.loser);
            }
        }
        left
    }

    /// One line each, with a box to take the other value.
    pub fn view(&self) -> impl IntoView + use<> {
        let lines = self.0.iter().take(SHOWN).map(|(_, words, taken)| {
            view! { <li><p class="small">{words.clone()}</p><label class="opt"><input type="checkbox" bind:checked=*taken/>{t("share.take_other")}</label></li> }
        });
        let lines = lines.collect_view();
        (!self.0.is_empty()).then(|| view! { <ul class="plain stack">{lines}</ul> })
    }
}

/// What files have brought that stands against something else, with the other value to take.
#[component]
pub fn InDispute() -> impl IntoView {
    let app = use_app();
    let changed = RwSignal::new(0_u32);
    let open = move || {
        changed.track();
        app.book.track();
        app.with_book(|book| {
            let all = disputed::list(&LocalShelf, &book.document().id).unwrap_or_default();
            disputed::open(all, book.document())
        })
        .unwrap_or_default()
    };
    let rows = move |all: Vec<Disputed>| {
        let rows = all.into_iter().take(SHOWN).map(|it| view! { <Row it changed/> });
        view! {
            <section class="section">
                <h2>{t("share.disputed_head")}</h2>
                <p class="quiet">{t("share.disputed_why")}</p>
                <ul class="plain stack">{rows.collect_view()}</ul>
            </section>
        }
    };
    move || Some(open()).filter(|all| !all.is_empty()).map(rows)
}

#[component]
fn Row(it: Disputed, changed: RwSignal<u32>) -> impl IntoView {
    let app = use_app();
    let Some((words, take_it)) = app.with_book(|book| {
        let stands = book.document().field(&it.place).map_or(Value::Null, |field| field.value.clone());
        let Place { kind, id, field } = &it.place;
        let words = sentence(book.class(), Contested { kind, id, field, stands: &stands, other: &it.other });
        let other = said_of(book.class(), field, &it.other);
        (say(&words), say(&Sentence::new("share.take_this").with("other", other)))
    }) else {
        return ().into_any();
    };
    let from = Sentence::new(if it.from.is_empty() { "share.disputed_tab" } else { "share.disputed_from" });
    let from = say(&from.with("name", it.from.as_str()).with("on", it.on));
    let settled = it.clone();
    let leave = move |_| {
        settle(app, &settled);
        changed.update(|n| *n += 1);
    };
    let take = move |_| {
        let label = Sentence::new("undo.take_other");
        app.write_values(vec![(it.place.clone(), it.other.clone())], label);
        changed.update(|n| *n += 1);
    };
    view! {
        <li>
            <p>{words}" "<span class="quiet">{from}</span></p>
            <div class="bar">
                <button class="btn" on:click=take>{take_it}</button>
                <button class="btn btn--plain" on:click=leave>{t("share.leave_it")}</button>
            </div>
        </li>
    }
    .into_any()
}

fn settle(app: AppState, it: &Disputed) {
    let settled = app.with_book(|book| disputed::settle(&mut LocalShelf, &book.document().id, it));
    if let Some(Err(error)) = settled {
        app.refuse(&error.sentence());
    }
}

impl AppState {
    /// Keeps conflicts on this computer, so that the other value can be taken later. Without room they are lost to that
    /// list; the page has told of them.
    pub fn note_conflicts(self, conflicts: &[Conflict], from: &str) {
        if conflicts.is_empty() {
            return;
        }
        let class = self.with_book(|book| book.document().id.clone()).unwrap_or_default();
        let _ = disputed::note(&mut LocalShelf, &class, conflicts, today(), from);
    }
}
