//! A file that is kept up to date: connected here, read again and merged before each overwrite.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::open::tell_merged;
use super::trust;
use crate::app::connected::{Connected, Exchange, Link, PRIVATE, SHARED, key};
use crate::app::parts::{Arrived, lazy};
use crate::app::platform::clock::minute_of_day;
use crate::app::platform::handle::{self, FileHandle};
use crate::app::platform::storage::LocalShelf;
use crate::app::state::{AppState, use_app};
use crate::app::{say, t};
use crate::document::preview::Preview;
use crate::document::shelf::Shelf;
use crate::document::trust::take_signature;
use crate::document::{Document, file, shared};
use crate::domain::Sentence;
use crate::view::board::time;

lazy! {
    /// Finds the file of a class again; the browser may want to ask the person first.
    setup: pub fn resume(app: AppState, connected: Connected, class: String) -> Arrived<()> {
        spawn_local(async move {
            let Ok(Some(found)) = handle::kept(&class).await else { return };
            let may = handle::may_write(&found, false).await;
            if self::class(app).as_ref() != Some(&class) {
                return;
            }
            connected.handle.set_value(Some(found));
            connected.written.set_value(0);
            connected.link.set(if may { Link::Due } else { Link::NeedsPermission });
            connected.write(app);
        });
        Ok(())
    }
    /// Reads the file, merges what is new in it, and writes it. `ask`: the person has just clicked.
    setup: pub fn update(app: AppState, connected: Connected, ask: bool) -> Arrived<()> {
        spawn_local(async move {
            let (Some(file), Some(class)) = (connected.handle.get_value(), class(app)) else { return };
            connected.busy.set_value(true);
            connected.link.set(Link::Due);
            let written = exchange(app, &file, &class, ask).await;
            connected.busy.set_value(false);
            // Another class may be open by now.
            if self::class(app).as_ref() != Some(&class) {
                return;
            }
            match written {
                Ok(clock) => {
                    connected.written.set_value(clock);
                    connected.link.set(Link::Written(time(minute_of_day())));
                    // What changed meanwhile.
                    connected.write(app);
                }
                Err(link) => connected.link.set(link),
            }
        });
        Ok(())
    }
}

/// Reading and writing, as what follows the file asks for them.
pub const EXCHANGE: Exchange = Exchange {
    resume: |app, connected, class| {
        // Where the part does not arrive there is no file at this visit, and this page says so.
        spawn_local(async move {
            let _ = resume(app, connected, class).await;
        });
    },
    update: |app, connected| {
        spawn_local(async move {
            let _ = update(app, connected, false).await;
        });
    },
};

fn class(app: AppState) -> Option<String> {
    app.with_book(|book| book.document().id.clone())
}

/// Reads, merges and writes; the clock of what was written.
async fn exchange(app: AppState, file: &FileHandle, class: &str, ask: bool) -> Result<u64, Link> {
    let failed = |key: &'static str, why: String| Link::Failed(Sentence::new(key).with("why", why));
    if !handle::may_write(file, ask).await {
        return Err(Link::NeedsPermission);
    }
    let bytes =
        handle::read(file).await.map_err(|error| failed("share.file_unread", handle::reason(&error)))?;
    let theirs = read(&bytes, class)?;
    if self::class(app).as_deref() != Some(class) {
        return Err(Link::Due);
    }
    if let Some(theirs) = &theirs {
        // What two people changed at once is told as well, and undo takes it all back.
        let preview = app.with_book(|book| Preview::of(book.document(), theirs));
        if let Some(preview) = preview.filter(|preview| !preview.is_empty())
            && let (Some(merged), step) = app.step_of(|| app.take_document(theirs, Vec::new(), &file.name()))
        {
            app.note_conflicts(&merged.conflicts, &file.name());
            tell_merged(app, &preview, step);
        }
    }
    let private = LocalShelf.get(&key(class)).is_ok_and(|text| text.as_deref() == Some(PRIVATE));
    let made = app.with_book(|book| {
        let mut copy = shared::copy(book.document(), book.class(), private);
        let is_whole = shared::is_whole(book.document(), private);
        if let Some(theirs) = &theirs {
            // What was undone here is still there for the others.
            book.document().leave_declined(theirs, &mut copy);
        }
        trust::sign(&mut copy);
        (file::write(&copy), book.document().clock(), is_whole)
    });
    let (text, clock, is_whole) = made.ok_or(Link::Due)?;
    handle::write(file, &text)
        .await
        .map_err(|error| failed("share.file_unwritten", handle::reason(&error)))?;
    if is_whole {
        app.copies.note(class, clock);
    }
    Ok(clock)
}

/// What is in the file; `None` where it is new. What cannot be read, or is another class, is never overwritten.
fn read(bytes: &[u8], class: &str) -> Result<Option<Document>, Link> {
    if bytes.is_empty() {
        return Ok(None);
    }
    let mut opened = file::read(bytes).map_err(|error| Link::Failed(error.sentence()))?;
    take_signature(&mut opened.document);
    if opened.document.id == class {
        Ok(Some(opened.document))
    } else {
        Err(Link::Failed(Sentence::new("share.file_other")))
    }
}

/// Connects a file, and tells how it stands with it; nothing where the browser has no such files.
#[component]
pub fn KeepUp() -> impl IntoView {
    let app = use_app();
    let connected = expect_context::<Connected>();
    let private = RwSignal::new(false);
    let choose = move |_| {
        let Some((class, name)) =
            app.with_book(|book| (book.document().id.clone(), book.class().about().name))
        else {
            return;
        };
        let name = Sentence::new("share.file_kept").with("class", name);
        spawn_local(async move {
            let chosen = handle::choose(&format!("{}.rondo.json", say(&name))).await;
            let Ok(Some(file)) = chosen.inspect_err(|_| app.refuse(&Sentence::new("share.browser_refused")))
            else {
                return;
            };
            if self::class(app).as_ref() != Some(&class) {
                return;
            }
            let said = if private.get_untracked() { PRIVATE } else { SHARED };
            let kept = LocalShelf.set(&key(&class), said);
            // Where the browser does not keep it, the file is connected for this visit.
            let _ = handle::keep(&class, &file).await;
            if let Err(error) = kept {
                app.refuse(&error.sentence());
            }
            connected.written.set_value(0);
            connected.handle.set_value(Some(file));
            let _ = update(app, connected, true).await;
        });
    };
    let write = move |_| {
        spawn_local(async move {
            let _ = update(app, connected, true).await;
        });
    };
    let end = move |_| {
        let Some(class) = class(app) else { return };
        connected.handle.set_value(None);
        connected.link.set(Link::None);
        let _ = LocalShelf.remove(&key(&class));
        spawn_local(async move {
            let _ = handle::forget(&class).await;
        });
    };
    let state = move || {
        let name =
            connected.handle.with_value(|file| file.as_ref().map(FileHandle::name)).unwrap_or_default();
        let said = |key: &'static str| say(&Sentence::new(key).with("file", name.as_str()));
        match connected.link.get() {
            Link::None => String::new(),
            Link::NeedsPermission => said("share.file_asks"),
            Link::Due => said("share.file_due"),
            Link::Written(at) => {
                say(&Sentence::new("share.file_written").with("file", name).with("time", at))
            }
            Link::Failed(why) => {
                say(&Sentence::new("share.file_failed").with("file", name).with("why", say(&why)))
            }
        }
    };
    let is_open = move || connected.link.with(|link| *link == Link::None);
    handle::is_there().then(|| view! {
        <section class="section">
            <h2>{t("share.file_head")}</h2>
            <p class="quiet">{t("share.file_why")}</p>
            <p role="status">{state}</p>
            {move || if is_open() {
                view! {
                    <label class="opt"><input type="checkbox" bind:checked=private/>{t("share.private")}</label>
                    <button class="btn" on:click=choose>{t("share.file_choose")}</button>
                }.into_any()
            } else {
                view! {
                    <div class="bar">
                        <button class="btn" on:click=write>{t("share.file_write")}</button>
                        <button class="btn btn--plain" on:click=end>{t("share.file_end")}</button>
                    </div>
                }.into_any()
            }}
        </section>
    })
}
