//! A class file on its way in: chosen or dropped, with a preview of what it would bring.

use leptos::prelude::*;

use super::disputed::Choices;
use super::next_teacher::BringInto;
use super::trust;
use super::twice::Twice;
use super::unlock::Unlock;
use crate::app::components::Drop;
use crate::app::pages::standards::TeachingInto;
use crate::app::parts::{Arrived, Build, Slot, lazy};
use crate::app::platform::files::Chosen;
use crate::app::platform::storage::LocalShelf;
use crate::app::state::{AppState, use_app};
use crate::app::{say, t};
use crate::document::book::StepId;
use crate::document::file::{LoadError, Opened};
use crate::document::limits::MAX_BYTES;
use crate::document::preview::Preview;
use crate::document::protect::is_protected;
use crate::document::rescue::Rescued;
use crate::document::store::Digest;
use crate::document::together;
use crate::document::trust::{Writers, merges_at_once, take_signature, trusted};
use crate::document::{Book, ReplicaId, rescue, store};
use crate::domain::{Class, Sentence};
use crate::view::{Page, Route};

/// Unread parts that are named.
const SAID: usize = 5;

/// A file on its way in: what it is, and what it would bring.
#[derive(Debug, Clone)]
struct Incoming {
    file_name: String,
    opened: Opened,
    /// The class as it would be with the file, for the words of a preview.
    class: Class,
    name: String,
    students: usize,
    /// What it would bring to the copy that is here; `None` where the class is not here.
    preview: Option<Preview>,
    /// Parts of a rescue file that could not be read.
    unread: Vec<String>,
    /// Tickets that would be there twice.
    twice: Twice,
    /// Who saved it, where it says so.
    by: Option<Writers>,
    /// A trusted co-teacher's, and nothing in it has to be asked about.
    at_once: bool,
}

/// Chooses or drops a class file, shows what it would bring, and brings it in.
#[component]
pub fn OpenFile() -> impl IntoView {
    let app = use_app();
    let slot = Slot::new();
    let take = move |chosen: Chosen| slot.fill(bring(app, chosen, slot));
    view! {
        <Drop accept=".json,.txt,.age" choose=t("share.choose") hint=t("share.drop") take/>
        {slot.view()}
    }
}

lazy! {
    /// Shows in `slot` what a file would bring, and brings it in.
    setup: pub fn bring(app: AppState, chosen: Chosen, slot: Slot) -> Arrived<Build> {
        if is_protected(&chosen.bytes) && chosen.bytes.len() <= 2 * MAX_BYTES {
            let take = move |plain| slot.fill(bring(app, plain, slot));
            return Ok(Box::new(move || view! { <Unlock file=chosen take cancel=move || slot.clear()/> }.into_any()));
        }
        let read = read(app, &chosen).inspect_err(|error| app.refuse(&error.sentence())).unwrap_or_default();
        let only = read.len() == 1;
        let read: Vec<_> = read.into_iter().filter(|file| !only || !file.at_once || !merge_at_once(app, file)).collect();
        let done = move || if only { slot.clear() };
        Ok(Box::new(move || read.into_iter().map(|file| view! { <Bring file only done/> }).collect_view().into_any()))
    }
}

fn read(app: AppState, chosen: &Chosen) -> Result<Vec<Incoming>, LoadError> {
    let rescued = rescue::read_parts(&chosen.bytes)?;
    let one = |rescued: Rescued| {
        let file = incoming(app, chosen.name.clone(), rescued.opened)?;
        Ok(Incoming { unread: rescued.unread, ..file })
    };
    rescued.into_iter().map(one).collect()
}

fn incoming(app: AppState, file_name: String, mut opened: Opened) -> Result<Incoming, LoadError> {
    let by = take_signature(&mut opened.document);
    let id = &opened.document.id;
    let here = match app.has_open(id) {
        true => app.with_book(|book| book.document().clone()),
        false => store::open(&LocalShelf, id).ok().map(|found| found.document),
    };
    let here = here.filter(|document| !document.records.is_empty());
    if let Some(here) = &here {
        together::check_together(here, &opened.document)?;
    }
    let at_once = here.as_ref().zip(by.as_ref()).is_some_and(|(document, by)| {
        merges_at_once(document, &opened, by, &trusted(&LocalShelf, &document.id))
    });
    // A group that a conflict names may be in one of the two alone.
    let with = here.as_ref().map(|here| {
        let mut merged = here.clone();
        merged.merge(&opened.document);
        Book::new(merged, ReplicaId::default()).class().clone()
    });
    let twice = Twice::new(here.as_ref(), with.as_ref());
    let preview = here.map(|document| Preview::of(&document, &opened.document));
    let book = Book::new(opened.document.clone(), ReplicaId::default());
    let Digest { name, students, .. } = store::digest(book.class());
    Ok(Incoming {
        file_name,
        class: with.unwrap_or_else(|| book.class().clone()),
        opened,
        name,
        students,
        preview,
        unread: Vec::new(),
        twice,
        by,
        at_once,
    })
}

/// Merges a trusted co-teacher's file, says what it brought, with Undo beside it.
fn merge_at_once(app: AppState, file: &Incoming) -> bool {
    let document = &file.opened.document;
    let (merged, step) = app.step_of(|| app.take_document(document, Vec::new(), &file.file_name));
    let merged = merged.is_some();
    if let Some(preview) = file.preview.as_ref().filter(|_| merged) {
        tell_merged(app, preview, step);
        app.go(&Route::Open { class: document.id.clone(), page: Page::Today, item: None });
    }
    merged
}

/// Says what came into the open class without a question, with Undo beside it.
pub fn tell_merged(app: AppState, preview: &Preview, step: Option<StepId>) {
    let name = app.with_book(|book| book.class().about().name).unwrap_or_default();
    let brought: Vec<String> = preview.sentences().iter().map(say).collect();
    app.tell(say(&Sentence::new("share.merged").with("name", name).with("what", brought)), step);
}

#[component]
fn Bring(
    file: Incoming,
    /// Nothing else came with it: then its class opens.
    only: bool,
    done: impl Fn() + Copy + 'static,
) -> impl IntoView {
    let app = use_app();
    let what = match &file.preview {
        None => Sentence::new("share.unknown").with("n", file.students),
        Some(preview) if preview.is_empty() => Sentence::new("share.nothing_new"),
        Some(_) => Sentence::new("share.known"),
    };
    let what = say(&what.with("name", file.name.as_str()));
    let brings =
        file.preview.iter().flat_map(Preview::sentences).map(|sentence| view! { <li>{say(&sentence)}</li> });
    let unread = Some(&file.unread).filter(|unread| !unread.is_empty()).map(|unread| {
        let said = Sentence::new("share.unread").with("n", unread.len());
        let said = say(&said.with("parts", unread.iter().take(SAID).cloned().collect::<Vec<_>>()));
        view! { <p class="callout">{said}</p> }
    });
    let edited = (!file.opened.intact && file.unread.is_empty())
        .then(|| view! { <p class="callout">{t("share.edited")}</p> });
    let brings = brings.collect_view();
    let conflicts = file.preview.as_ref().map(|preview| preview.conflicts.clone()).unwrap_or_default();
    let choices = Choices::new(&file.class, conflicts);
    let boxes = choices.view();
    let twice = file.twice.clone();
    let asked = twice.view();
    let other = file.preview.is_none().then(|| file.opened.document.clone());
    let brought = RwSignal::new(false);
    let trusts = RwSignal::new(false);
    let (class, by, called) = (file.opened.document.id.clone(), file.by.clone(), file.file_name.clone());
    let bring = move |_| {
        let document = &file.opened.document;
        let preferred = [choices.preferred(), twice.values()].concat();
        let (merged, step) = app.step_of(|| app.bring_document(document, preferred, &file.file_name));
        let Some(merged) = merged else { return };
        if trusts.get_untracked() {
            trust::keep(app, &document.id, file.by.as_ref());
        }
        let left = choices.left(&merged.conflicts);
        app.note_conflicts(&left, &file.file_name);
        let said = Sentence::new(if left.is_empty() { "share.brought_in" } else { "share.brought_in_met" });
        app.tell(say(&said.with("name", file.name.as_str())), step);
        brought.set(true);
        if only {
            app.go(&Route::Open { class: document.id.clone(), page: Page::Today, item: None });
        }
        done();
    };
    let cancel = move |()| {
        brought.set(true);
        done();
    };
    let into = other.map(|document| {
        view! {
            <BringInto document=document.clone() done=move || cancel(())/>
            <TeachingInto document done=move || cancel(())/>
        }
    });
    view! {
        <div class="panel stack" role="region" aria-label=called aria-live="polite" hidden=brought>
            <p>{what}</p>
            {edited}
            {unread}
            <ul class="plain">{brings}</ul>
            {boxes}
            {asked}
            <trust::Ask class by trusts/>
            <div class="bar">
                <button class="btn btn--main" on:click=bring>{t("share.bring_in")}</button>
                {into}
                <button class="btn" on:click=move |_| cancel(())>{t("common.cancel")}</button>
            </div>
        </div>
    }
}
