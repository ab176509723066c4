//! What a framework's file would bring, before it goes in: how much, what is left out and why, and what it is called.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::platform::files::Chosen;
use crate::app::state::use_app;
use crate::app::{say, t};
use crate::document::import::framework::{Brought, FrameworkFile, bring, read_framework};
use crate::domain::Sentence;

/// So many sentences on what is left out are shown.
const SHOWN: usize = 50;

/// A file that was read.
#[derive(Clone)]
pub struct Incoming {
    file: Result<Arc<FrameworkFile>, Sentence>,
    title: String,
}

impl Incoming {
    /// Reads a file; a table is called by the file's name until the teacher says otherwise.
    pub fn read(chosen: &Chosen) -> Self {
        let file = read_framework(&chosen.bytes).map(Arc::new);
        let said = file.as_ref().map(|file| file.title.clone()).unwrap_or_default();
        let name = chosen.name.rsplit_once('.').map_or(chosen.name.as_str(), |(name, _)| name);
        Self { file, title: if said.is_empty() { name.replace('_', " ") } else { said } }
    }
}

/// The preview of a framework's file, before anything of it goes in.
#[component]
pub fn Bring(incoming: Incoming, done: impl Fn() + Copy + Send + Sync + 'static) -> impl IntoView {
    match incoming.file {
        Err(why) => view! { <div class="callout" role="alert"><p>{say(&why)}</p></div> }.into_any(),
        Ok(file) => view! { <Preview file title=incoming.title done/> }.into_any(),
    }
}

#[component]
fn Preview(
    file: Arc<FrameworkFile>,
    title: String,
    done: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let app = use_app();
    let title = RwSignal::new(title);
    let read = move |file: &FrameworkFile, title: &str| {
        let catalog = app.catalog.get_untracked();
        app.with_book(|book| bring(book.class(), &catalog, file, title))
    };
    // What is known depends on the built-in standards, which may be on their way.
    let shown = file.clone();
    let brought = Memo::new(move |_| {
        app.catalog.track();
        read(&shown, &title.get())
    });
    let go = move |_| {
        let Some(brought) = read(&file, &title.get_untracked()) else { return };
        let said = Sentence::new("standards.brought_in").with("title", title.get_untracked().trim());
        if app.dispatch_and_say(brought.command, &said).is_ok() {
            done();
        }
    };
    view! {
        <div class="panel stack" role="region" aria-label=t("standards.bring_head")>
            <div role="status">{move || brought.get().map(|brought| counts(&brought))}</div>
            {move || brought.get().map(|brought| left_out(&brought))}
            <label class="field"><span>{t("standards.title")}</span><input class="input" bind:value=title/></label>
            <div class="bar">
                <button class="btn btn--main" on:click=go>{t("standards.bring_in")}</button>
                <button class="btn" on:click=move |_| done()>{t("common.cancel")}</button>
            </div>
        </div>
    }
}

fn counts(brought: &Brought) -> impl IntoView + use<> {
    let command = &brought.command;
    let counts = [
        ("standards.brings_new", brought.new),
        ("standards.brings_known", brought.known),
        ("standards.brings_headings", brought.headings),
        ("standards.brings_prerequisites", command.prerequisites.len()),
        ("standards.brings_related", command.related.len()),
    ];
    let counts = counts.into_iter().filter(|(_, n)| *n > 0);
    let lines = counts.map(|(key, n)| view! { <li>{say(&Sentence::new(key).with("n", n))}</li> });
    view! { <ul class="plain">{lines.collect_view()}</ul> }
}

fn left_out(brought: &Brought) -> Option<impl IntoView + use<>> {
    let n = brought.problems.len();
    let lines =
        brought.problems.iter().take(SHOWN).map(|problem| view! { <li>{say(&problem.sentence)}</li> });
    let lines = lines.collect_view();
    let more = n.checked_sub(SHOWN + 1).map(|_| say(&Sentence::new("standards.more").with("n", n - SHOWN)));
    (n > 0).then(|| {
        view! {
            <details class="set" open=n <= 5>
                <summary>{say(&Sentence::new("standards.left_out").with("n", n))}</summary>
                <ul class="plain">{lines}</ul>
                <p class="small">{more}</p>
            </details>
        }
    })
}
