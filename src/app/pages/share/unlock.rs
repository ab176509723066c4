//! A protected file on its way in: asks for the passphrase, opens it beside the page, and hands on what is in it.

use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local_scoped_with_cancellation;

use super::working::Working;
use crate::app::platform::files::Chosen;
use crate::app::platform::protect::Locker;
use crate::app::{say, t};
use crate::document::protect::ENDING;
use crate::domain::Sentence;

/// Asks until the file is open, or the teacher lets it be.
#[component]
pub fn Unlock(
    /// The protected file.
    file: Chosen,
    /// Takes the file that was in it.
    take: impl Fn(Chosen) + Copy + Send + Sync + 'static,
    /// Lets it be.
    cancel: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let passphrase = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<Sentence>);
    let works = RwSignal::new(false);
    let name = file.name.clone();
    let file = StoredValue::new(file);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let is_empty = passphrase.with_untracked(String::is_empty);
        problem.set(is_empty.then(|| named("protect.asks", file)));
        works.set(!is_empty);
    };
    view! {
        <div class="panel stack" role="region" aria-label=name>
            {move || if works.get() {
                view! { <Work file passphrase problem works take/> }.into_any()
            } else {
                view! { <Ask file passphrase problem submit cancel/> }.into_any()
            }}
        </div>
    }
}

fn named(key: &'static str, file: StoredValue<Chosen>) -> Sentence {
    Sentence::new(key).with("name", file.with_value(|file| file.name.clone()))
}

#[component]
fn Ask(
    file: StoredValue<Chosen>,
    passphrase: RwSignal<String>,
    problem: RwSignal<Option<Sentence>>,
    submit: impl Fn(SubmitEvent) + 'static,
    cancel: impl Fn() + 'static,
) -> impl IntoView {
    let field = NodeRef::<html::Input>::new();
    let is_shown = RwSignal::new(false);
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            let _ = field.focus();
        }
    });
    let kind = move || if is_shown.get() { "text" } else { "password" };
    view! {
        <form class="stack" on:submit=submit>
            <p>{say(&named("protect.asks", file))}</p>
            <label class="field"><span>{t("protect.passphrase")}</span>
                <input class="input" name="passphrase" node_ref=field type=kind autocomplete="off" autocapitalize="none"
                    spellcheck="false" bind:value=passphrase/></label>
            <label class="opt"><input type="checkbox" bind:checked=is_shown/>{t("protect.show")}</label>
            {move || problem.get().map(|why| view! { <p class="callout" role="alert">{say(&why)}</p> })}
            <div class="bar">
                <button class="btn btn--main" type="submit">{t("protect.open")}</button>
                <button class="btn" type="button" on:click=move |_| cancel()>{t("common.cancel")}</button>
            </div>
        </form>
    }
}

/// The work, for as long as it is shown.
#[component]
fn Work(
    file: StoredValue<Chosen>,
    passphrase: RwSignal<String>,
    problem: RwSignal<Option<Sentence>>,
    works: RwSignal<bool>,
    take: impl Fn(Chosen) + 'static,
) -> impl IntoView {
    spawn_local_scoped_with_cancellation(async move {
        let Chosen { name, bytes } = file.get_value();
        let opened = async { Locker::start()?.open(&bytes, &passphrase.get_untracked()).await }.await;
        match opened {
            Ok(bytes) => {
                let name = name.strip_suffix(ENDING).unwrap_or(&name).to_owned();
                take(Chosen { name, bytes });
            }
            Err(why) => {
                problem.set(Some(why));
                works.set(false);
            }
        }
    });
    let what = say(&named("protect.opening", file));
    view! { <Working what=Signal::stored(what) cancel=move || works.set(false)/> }
}
