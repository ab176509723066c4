//! A protected copy: its passphrase, the work beside the page, the file.

use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;
use leptos::task::{spawn_local, spawn_local_scoped_with_cancellation};

use super::working::Working;
use super::{CopyFile, copy_file};
use crate::app::platform::files;
use crate::app::platform::protect::{self, Locker};
use crate::app::state::{AppState, use_app};
use crate::app::{say, t};
use crate::document::protect::{ENDING, problem};
use crate::domain::Sentence;
use crate::view::protect::strength;

/// What the teacher says of the copy.
#[derive(Clone, Copy)]
struct Draft {
    private: RwSignal<bool>,
    passphrase: RwSignal<String>,
    /// The words that were drawn last.
    drawn: RwSignal<String>,
    /// Why there is no copy yet.
    problem: RwSignal<Option<Sentence>>,
}

/// How far the copy is.
#[derive(Clone)]
enum Step {
    Asks,
    Works,
    /// It is saved, under this name.
    Done(String),
}

/// Makes a copy that only its passphrase opens.
#[component]
pub fn Protect() -> impl IntoView {
    let is_open = RwSignal::new(false);
    let make = move || {
        if is_open.get() {
            view! { <Make close=move || is_open.set(false)/> }.into_any()
        } else {
            let open = move |_| is_open.set(true);
            view! { <button class="btn" on:click=open>{t("protect.make")}</button> }.into_any()
        }
    };
    view! {
        <section class="section protect">
            <h2>{t("protect.head")}</h2>
            <p class="quiet">{t("protect.why")}</p>
            {make}
        </section>
    }
}

#[component]
fn Make(close: impl Fn() + Copy + Send + Sync + 'static) -> impl IntoView {
    let draft = Draft {
        private: RwSignal::new(false),
        passphrase: RwSignal::default(),
        drawn: RwSignal::default(),
        problem: RwSignal::new(None),
    };
    let step = RwSignal::new(Step::Asks);
    draw(draft);
    view! {
        <div class="panel stack">
            {move || match step.get() {
                Step::Asks => view! { <Ask draft step close/> }.into_any(),
                Step::Works => view! { <Work draft step/> }.into_any(),
                Step::Done(name) => view! { <Done name step close/> }.into_any(),
            }}
        </div>
    }
}

/// The file is saved. The focus goes here, because what it was on is gone.
#[component]
fn Done(
    name: String,
    step: RwSignal<Step>,
    close: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let button = NodeRef::<html::Button>::new();
    Effect::new(move |_| {
        if let Some(button) = button.get() {
            let _ = button.focus();
        }
    });
    view! {
        <p id="done" role="status">{say(&Sentence::new("protect.done").with("name", name))}</p>
        <p>{t("protect.keep")}</p>
        <div class="bar">
            <button class="btn" node_ref=button aria-describedby="done" on:click=move |_| close()>{t("common.close")}</button>
            <button class="btn" on:click=move |_| step.set(Step::Asks)>{t("protect.again")}</button>
        </div>
    }
}

/// Draws words into an empty field, or in the place of those drawn before; what was typed stays.
fn draw(draft: Draft) {
    let Draft { passphrase, drawn, problem, .. } = draft;
    spawn_local(async move {
        let words = async { Locker::start()?.offer().await }.await;
        // The form may be gone by now.
        let Some(last) = drawn.try_get_untracked() else { return };
        match words {
            Ok(words) => {
                if passphrase.with_untracked(|typed| typed.is_empty() || *typed == last) {
                    passphrase.set(words.clone());
                }
                drawn.set(words);
            }
            Err(why) => problem.set(Some(why)),
        }
    });
}

#[component]
fn Ask(draft: Draft, step: RwSignal<Step>, close: impl Fn() + Copy + Send + Sync + 'static) -> impl IntoView {
    let app = use_app();
    let Draft { private, passphrase, drawn, problem } = draft;
    let field = NodeRef::<html::Input>::new();
    // Comes here first, and again when something was wrong.
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            let _ = field.focus();
        }
    });
    let how_strong = move || passphrase.with(|typed| strength(typed, *typed == drawn.get()));
    let other_words = move |_| {
        problem.set(None);
        passphrase.set(drawn.get_untracked());
        draw(draft);
    };
    let copy_words = move |_| {
        let words = passphrase.get_untracked();
        spawn_local(async move {
            if protect::copy(&words).await {
                app.tell(t("protect.copied").to_owned(), None);
            }
        });
    };
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let is_empty = passphrase.with_untracked(|typed| typed.trim().is_empty());
        problem.set(is_empty.then(|| Sentence::new("protect.none")));
        if !is_empty {
            step.set(Step::Works);
        }
    };
    view! {
        <form class="stack" on:submit=save>
            <label class="field"><span>{t("protect.passphrase")}</span>
                <input class="input" name="passphrase" node_ref=field autocomplete="off" autocapitalize="none" spellcheck="false"
                    aria-describedby="strength" bind:value=passphrase/></label>
            <p id="strength" class="small" role="status">{move || say(&how_strong())}</p>
            <div class="bar">
                <button class="btn" type="button" on:click=other_words>{t("protect.offer")}</button>
                {protect::has_clipboard().then(|| view! { <button class="btn" type="button" on:click=copy_words>{t("protect.copy")}</button> })}
            </div>
            <p class="quiet">{t("protect.keep")}</p>
            <label class="opt"><input type="checkbox" bind:checked=private/>{t("share.private")}</label>
            {move || problem.get().map(|why| view! { <p class="callout" role="alert">{say(&why)}</p> })}
            <div class="bar">
                <button class="btn btn--main" type="submit">{t("protect.save")}</button>
                <button class="btn" type="button" on:click=move |_| close()>{t("common.cancel")}</button>
            </div>
        </form>
    }
}

/// The work, for as long as it is shown.
#[component]
fn Work(draft: Draft, step: RwSignal<Step>) -> impl IntoView {
    let app = use_app();
    let checks = RwSignal::new(false);
    spawn_local_scoped_with_cancellation(async move {
        match lock(app, draft, checks).await {
            Ok(name) => step.set(Step::Done(name)),
            Err(why) => {
                draft.problem.set(Some(why));
                step.set(Step::Asks);
            }
        }
    });
    let what = Signal::derive(move || {
        t(if checks.get() { "protect.checking" } else { "protect.locking" }).to_owned()
    });
    view! { <Working what cancel=move || step.set(Step::Asks)/> }
}

async fn lock(app: AppState, draft: Draft, checks: RwSignal<bool>) -> Result<String, Sentence> {
    // The page of a class stands only while it is open.
    let Some(CopyFile { name, text, whole }) = copy_file(app, draft.private.get_untracked()) else {
        return Err(problem("stopped"));
    };
    let words = draft.passphrase.get_untracked().trim().to_owned();
    let locker = Locker::start()?;
    let locked = locker.protect(text.as_bytes(), &words).await?;
    checks.set(true);
    if locker.open(&locked, &words).await? != text.as_bytes() {
        return Err(problem("not_the_same"));
    }
    let name = name + ENDING;
    files::save_bytes(&name, "application/octet-stream", &locked)
        .map_err(|_| Sentence::new("share.browser_refused"))?;
    super::note(app, whole);
    Ok(name)
}
