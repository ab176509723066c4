//! Tickets that a file would bring a second time: two adults entered them, each in an own copy. Asked in the preview;
//! the answers are written together with the file, so that one Undo takes back both.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::day::today;
use crate::app::t;
use crate::document::{Book, Document, Place, ReplicaId};
use crate::domain::Class;
use crate::domain::command::{Command, Context, JoinChecks};
use crate::domain::id::Mint;
use crate::domain::record::Value;
use crate::view::same_ticket::{DoubleRow, new_double_rows};

/// So many are asked at once; the mastery page asks about the others.
const SHOWN: usize = 12;

/// The questions, with the answers so far.
#[derive(Debug, Clone)]
pub(super) struct Twice {
    with: Arc<Class>,
    asked: Arc<Vec<(DoubleRow, RwSignal<Option<bool>>)>>,
}

impl Twice {
    /// What a file would bring to a class that is here; `with` is the class as it would be with it.
    pub(super) fn new(here: Option<&Document>, with: Option<&Class>) -> Self {
        let (Some(here), Some(with)) = (here, with) else {
            return Self { with: Arc::default(), asked: Arc::default() };
        };
        let before = Book::new(here.clone(), ReplicaId::default());
        let rows = new_double_rows(before.class(), with).into_iter().take(SHOWN);
        let asked = rows.map(|row| (row, RwSignal::new(None))).collect();
        Self { with: Arc::new(with.clone()), asked: Arc::new(asked) }
    }

    /// What the answers write; what was not answered is asked later.
    pub(super) fn values(&self) -> Vec<(Place, Value)> {
        let answers = self.asked.iter().filter_map(|(row, answer)| {
            let (one, other) = row.pair.clone();
            Some((one, other, answer.get_untracked()?))
        });
        let command = JoinChecks { answers: answers.collect() };
        let mut context = Context { today: today(), mint: Mint::new(String::new()) };
        let changes = command.changes(&self.with, &mut context).map(|changes| changes.0).unwrap_or_default();
        let place =
            |kind: &str, id: String, field: &str| Place { kind: kind.into(), id, field: field.into() };
        changes
            .into_iter()
            .map(|change| (place(change.kind, change.id, change.field), change.value))
            .collect()
    }

    /// One question each, with both answers.
    pub(super) fn view(&self) -> impl IntoView + use<> {
        let rows = self.asked.iter().map(|(row, answer)| {
            let answer = *answer;
            let details = row.details.iter().map(|line| view! { <li>{line.clone()}</li> }).collect_view();
            let name = format!("twice-{}-{}", row.pair.0, row.pair.1);
            let choice = |said: bool, words: &'static str| {
                let name = name.clone();
                view! {
                    <label class="opt"><input type="radio" name=name prop:checked=move || answer.get() == Some(said)
                        on:change=move |_| answer.set(Some(said))/>{t(words)}</label>
                }
            };
            view! {
                <li>
                    <p>{row.says.clone()}</p>
                    <p class="small">{row.counts.clone()}</p>
                    <ul class="plain small">{details}</ul>
                    {choice(true, "same.join")}
                    {choice(false, "same.apart")}
                </li>
            }
        });
        let rows = rows.collect_view();
        (!self.asked.is_empty()).then(|| view! { <ul class="plain stack">{rows}</ul> })
    }
}
