//! What each item shows, and its points: guessed from its head, typed, or pasted as an item-by-skill table.

use leptos::prelude::*;

use super::{Draft, Read};
use crate::app::{say, t};
use crate::document::import::bring::{ItemAnswer, resolve};
use crate::document::import::skills::{Shows, shows};
use crate::document::import::table::read_table;
use crate::domain::Sentence;

/// Suggestions shown under an input.
const SUGGESTIONS: usize = 8;

/// The items of the file, each with what it shows and its points.
#[component]
pub(super) fn Items(draft: Draft, read: Read) -> impl IntoView {
    // What was typed last: everything before the last comma, and the part that is looked for.
    let typed = RwSignal::new((String::new(), String::new()));
    let rows = read.items.iter().enumerate().map(|(at, item)| {
        let title = item.title.clone();
        let answers = read.answers;
        let answer = move || answers.with(|answers| answers.get(at).cloned().unwrap_or_default());
        let change = move |change: &dyn Fn(&mut ItemAnswer)| {
            answers.update(|answers| {
                if let Some(answer) = answers.get_mut(at) {
                    change(answer);
                }
            });
        };
        let type_shows = move |event| {
            let text = event_target_value(&event);
            let (before, last) = text.rsplit_once(',').unwrap_or(("", &text));
            let before = if before.is_empty() { String::new() } else { format!("{before}, ") };
            typed.set((before, last.trim().to_owned()));
            change(&|answer: &mut ItemAnswer| answer.shows.clone_from(&text));
        };
        let type_points = move |event| {
            let text = event_target_value(&event);
            change(&|answer: &mut ItemAnswer| answer.points.clone_from(&text));
        };
        let tick = move |event| {
            let wanted = event_target_checked(&event);
            change(&|answer: &mut ItemAnswer| answer.wanted = wanted);
        };
        let own = move || new_codes(draft, &answer().shows);
        let about = |key: &'static str| say(&Sentence::new(key).with("item", title.as_str()));
        view! {
            <tr>
                <td class="check"><input type="checkbox" aria-label=about("results.take_item") prop:checked=move || answer().wanted on:change=tick/></td>
                <th scope="row" class="results__item">{title.clone()}</th>
                <td>
                    <input class="input" list="results-codes" autocomplete="off" aria-label=about("results.item_shows")
                        prop:value=move || answer().shows on:input=type_shows/>
                    <span class="results__new">{own}</span>
                </td>
                <td><input class="input points" inputmode="decimal" autocomplete="off" aria-label=about("results.item_points")
                    prop:value=move || answer().points on:input=type_points/></td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <section class="section stack">
            <h2>{t("results.items")}</h2>
            <p class="small">{t("results.items_why")}</p>
            <div class="results__scroll" tabindex="0" role="group" aria-label=t("results.items")>
                <table class="results__items">
                    <thead><tr>
                        <th scope="col" class="check"><span class="sr">{t("results.take")}</span></th>
                        <th scope="col">{t("results.item")}</th>
                        <th scope="col">{t("results.shows")}</th>
                        <th scope="col">{t("results.points")}</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <datalist id="results-codes">{move || suggestions(draft, &typed.get())}</datalist>
            <Matrix draft read/>
        </section>
    }
}

/// "New: Skill 1": what will be added as a standard of the class's own.
fn new_codes(draft: Draft, shows: &str) -> String {
    let catalog = draft.app.catalog.get();
    let codes = shows.split(',').map(str::trim).filter(|code| !code.is_empty());
    let new = draft.app.with_class(|class| {
        codes.filter(|code| resolve(class, &catalog, code).is_none()).map(str::to_owned).collect::<Vec<_>>()
    });
    let new = new.unwrap_or_default();
    if new.is_empty() {
        String::new()
    } else {
        say(&Sentence::new("results.new_standard").with("codes", new))
    }
}

/// Standards that fit what is being typed, each with what stands before it in the input.
fn suggestions(draft: Draft, (before, last): &(String, String)) -> impl IntoView + use<> {
    let catalog = draft.app.catalog.get();
    let mut found: Vec<(String, String)> = Vec::new();
    if !last.is_empty() {
        let own = draft.app.with_class(|class| {
            let all = class.own_standards.iter().map(|(id, own)| (id.0.clone(), own.label.clone()));
            all.collect::<Vec<_>>()
        });
        let begins = last.to_lowercase();
        let fits = |text: &str| text.to_lowercase().starts_with(&begins);
        found.extend(own.unwrap_or_default().into_iter().filter(|(code, label)| fits(code) || fits(label)));
        found.extend(catalog.search(last, None).into_iter().map(|one| (one.id.0.clone(), one.label.clone())));
        found.truncate(SUGGESTIONS);
    }
    let options = found.into_iter().map(|(code, label)| {
        view! { <option value=format!("{before}{code}")>{label}</option> }
    });
    options.collect_view()
}

/// A box for an item-by-skill table.
#[component]
fn Matrix(draft: Draft, read: Read) -> impl IntoView {
    let said = RwSignal::new(String::new());
    let typed = move |event| {
        let text = event_target_value(&event);
        if text.trim().is_empty() {
            said.set(String::new());
            return;
        }
        let catalog = draft.app.catalog.get_untracked();
        let found = read_table(&text).and_then(|table| {
            let found = draft.app.with_book(|book| shows(book.class(), &catalog, &table, &read.items));
            found.unwrap_or_else(|| Ok(Shows::default()))
        });
        match found {
            Err(why) => said.set(say(&why)),
            Ok(found) => {
                said.set(say(&Sentence::new("results.skills_read").with("n", found.skills)));
                read.labels.set(found.labels);
                read.answers.update(|answers| {
                    for (answer, shows) in answers.iter_mut().zip(found.by_item) {
                        answer.shows = shows;
                    }
                });
            }
        }
    };
    view! {
        <details class="set">
            <summary>{t("results.matrix")}</summary>
            <label class="field"><span>{t("results.matrix_why")}</span>
                <textarea class="input results__paste" rows="4" spellcheck="false" placeholder=t("results.matrix_hint") on:input=typed></textarea></label>
            <p role="status">{said}</p>
        </details>
    }
}
