//! Whose the marks are: found again, new, or to be said by the teacher.

use leptos::prelude::*;

use super::{Draft, Read};
use crate::app::{say, t};
use crate::document::import::bring::Who;
use crate::domain::Sentence;
use crate::domain::id::StudentId;

/// The students of the file.
#[component]
pub(super) fn People(draft: Draft, read: Read) -> impl IntoView {
    let first = read.people.get_untracked();
    let names = draft.app.with_book(|book| crate::domain::roster::names(book.class())).unwrap_or_default();
    let people = read.people;
    let answer = move |at: usize, who: Who| {
        people.update(|people| {
            if let Some(place) = people.get_mut(at) {
                *place = who;
            }
        });
    };
    let rows = || first.iter().zip(&read.preview.students).enumerate();
    let asked = rows().filter_map(|(at, (who, row))| {
        let Who::Open(several) = who else { return None };
        let options = several.iter().map(|id| (format!("id:{id}"), names.get(id).cloned().unwrap_or_default()));
        let rest = [("", "results.who_ask"), ("new", "results.who_new"), ("none", "results.who_none")];
        let rest = rest.map(|(value, key)| (value.to_owned(), t(key).to_owned()));
        let options = rest.into_iter().chain(options);
        let options = options.map(|(value, name)| view! { <option value=value>{name}</option> }).collect_view();
        let open = who.clone();
        let pick = move |event| {
            let chosen = event_target_value(&event);
            answer(at, match chosen.as_str() {
                "" => open.clone(),
                "new" => Who::New,
                "none" => Who::Nobody,
                id => Who::Known(StudentId(id.trim_start_matches("id:").to_owned())),
            });
        };
        Some(view! {
            <li><label class="field"><span>{row.full_name()}</span><select class="input" on:change=pick>{options}</select></label></li>
        })
    });
    let asked = asked.collect::<Vec<_>>();
    let new = rows().filter(|(_, (who, _))| **who == Who::New).map(|(at, (_, row))| {
        let tick = move |event| answer(at, if event_target_checked(&event) { Who::New } else { Who::Nobody });
        view! { <li><label class="opt"><input type="checkbox" checked on:change=tick/>{row.full_name()}</label></li> }
    });
    let new = new.collect::<Vec<_>>();
    // Nobody is left out before anybody was asked but those off the roster.
    let off = rows().filter(|(_, (who, _))| **who == Who::Nobody).map(|(at, (_, row))| {
        let tick = move |event| answer(at, if event_target_checked(&event) { Who::New } else { Who::Nobody });
        view! { <li><label class="opt"><input type="checkbox" on:change=tick/>{row.full_name()}</label></li> }
    });
    let off = off.collect::<Vec<_>>();
    let known =
        rows().filter(|(_, (who, _))| matches!(who, Who::Known(_))).map(|(_, (_, row))| row.full_name());
    let known: Vec<String> = known.collect();
    let (n_asked, n_new, n_off) = (asked.len(), new.len(), off.len());
    let count = |key: &'static str, n: usize| say(&Sentence::new(key).with("n", n));
    view! {
        <section class="section stack">
            <h2>{t("results.who")}</h2>
            {(n_asked > 0).then(|| view! {
                <p>{count("results.who_unsure", n_asked)}</p>
                <ul class="plain results__asks">{asked}</ul>
            })}
            {(n_new > 0).then(|| view! {
                <details class="set" open=n_new <= 6>
                    <summary>{count("results.who_are_new", n_new)}</summary>
                    <ul class="plain">{new}</ul>
                </details>
            })}
            {(n_off > 0).then(|| view! {
                <p>{count("results.who_off", n_off)}</p>
                <ul class="plain">{off}</ul>
            })}
            {(!known.is_empty()).then(|| view! {
                <details class="set">
                    <summary>{count("results.who_known", known.len())}</summary>
                    <p class="small">{known.join(", ")}</p>
                </details>
            })}
        </section>
    }
}
