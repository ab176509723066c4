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
use crate::view::conflict::{Contested, said_other, sentence};

/// So many are shown at once; the others follow when these are settled.
const SHOWN: usize = 30;

/// The conflicts of a file on its way in, and which other values the teacher takes.
#[derive(Clone)]
pub struct Choices(Arc<Vec<Choice>>);

/// What one edit lost, as one thing to decide.
struct Choice {
    conflicts: Vec<Conflict>,
    words: String,
    /// The teacher takes the other value.
    taken: RwSignal<bool>,
}

impl Choices {
    /// Nothing is chosen: what the merge decided stands. `class` is one side, for the words.
    pub fn new(class: &Class, conflicts: Vec<Conflict>) -> Self {
        let decisions = disputed::together(conflicts, |it| (&it.place, Some(it.loser.stamp)));
        let worded = decisions.into_iter().filter_map(|conflicts| {
            let Place { kind, id, .. } = &conflicts.first()?.place;
            let fields = conflicts.iter();
            let fields =
                fields.map(|it| (it.place.field.as_str(), &it.winner.value, &it.loser.value)).collect();
            let words = say(&sentence(class, &Contested { kind, id, fields }));
            Some(Choice { conflicts, words, taken: RwSignal::new(false) })
        });
        Self(Arc::new(worded.collect()))
    }

    fn taken(&self) -> impl Iterator<Item = &Conflict> {
        let taken = self.0.iter().filter(|choice| choice.taken.get_untracked());
        taken.flat_map(|choice| &choice.conflicts)
    }

    /// The values that the teacher took.
    pub fn preferred(&self) -> Vec<(Place, Value)> {
        self.taken().map(|it| (it.place.clone(), it.loser.value.clone())).collect()
    }

    /// What is still in dispute after the merge: what she took is decided.
    pub fn left(&self, conflicts: &[Conflict]) -> Vec<Conflict> {
        let is_taken = |it: &&Conflict| !self.taken().any(|taken| taken.place == it.place);
        conflicts.iter().filter(is_taken).cloned().collect()
    }

    /// One line each, with a box to take the other value.
    pub fn view(&self) -> impl IntoView + use<> {
        let lines = self.0.iter().take(SHOWN).map(|Choice { words, taken, .. }| {
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
        let decisions = disputed::together(all, |it| (&it.place, it.stamp));
        let rows = decisions.into_iter().take(SHOWN).map(|decision| view! { <Row decision changed/> });
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
fn Row(decision: Vec<Disputed>, changed: RwSignal<u32>) -> impl IntoView {
    let app = use_app();
    let first = decision.first().cloned()?;
    let (words, take_it) = app.with_book(|book| {
        let stands = |it: &Disputed| book.document().field(&it.place).map(|field| field.value.clone());
        let stands: Vec<Value> = decision.iter().map(|it| stands(it).unwrap_or(Value::Null)).collect();
        let fields = decision.iter().zip(&stands);
        let fields = fields.map(|(it, stands)| (it.place.field.as_str(), stands, &it.other)).collect();
        let contested = Contested { kind: &first.place.kind, id: &first.place.id, fields };
        let other = said_other(book.class(), &contested);
        let take = Sentence::new("share.take_this").with("other", other);
        (say(&sentence(book.class(), &contested)), say(&take))
    })?;
    let from =
        Sentence::new(if first.from.is_empty() { "share.disputed_tab" } else { "share.disputed_from" });
    let from = say(&from.with("name", first.from.as_str()).with("on", first.on));
    let others: Vec<_> = decision.iter().map(|it| (it.place.clone(), it.other.clone())).collect();
    let leave = move |_| {
        app.settle_conflicts(true, |it| decision.contains(it));
        changed.update(|n| *n += 1);
    };
    let take = move |_| {
        let write = || app.write_values(others.clone(), Sentence::new("undo.take_other"));
        let ((), step) = app.step_of(write);
        app.tell(t("share.took_other").to_owned(), step);
        changed.update(|n| *n += 1);
    };
    Some(view! {
        <li>
            <p>{words}" "<span class="quiet">{from}</span></p>
            <div class="bar">
                <button class="btn" on:click=take>{take_it}</button>
                <button class="btn btn--plain" on:click=leave>{t("share.leave_it")}</button>
            </div>
        </li>
    })
}

impl AppState {
    /// Takes edits that met off the list of what can still be decided, or puts them back.
    pub fn settle_conflicts(self, settled: bool, is_meant: impl Fn(&Disputed) -> bool) {
        let settled =
            self.with_book(|book| disputed::settle(&mut LocalShelf, &book.document().id, settled, is_meant));
        if let Some(Err(error)) = settled {
            self.refuse(&error.sentence());
        }
    }

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
