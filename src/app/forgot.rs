//! A browser that did not keep what it was given. Beside localStorage the browser's database notes which classes are
//! here, and holds the file that follows a class; the two do not always go together. What is made of what is found is
//! decided in [`crate::document::advice`].

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::components::Icon;
use super::connected;
use super::platform::files::Chosen;
use super::platform::handle::{self, FileHandle};
use super::platform::settings;
use super::platform::storage::LocalShelf;
use super::state::{AppState, use_app};
use super::{say, t};
use crate::document::advice::{Forgot, forgot};
use crate::document::store;
use crate::domain::Sentence;

/// Notes each class that opens. The sample can be made again.
pub fn follow(app: AppState) {
    let class = Memo::new(move |_| {
        app.book.with(|book| {
            let book = book.as_ref().filter(|book| !book.class().about().sample)?;
            Some(book.document().id.clone())
        })
    });
    Effect::new(move |_| {
        if let Some(class) = class.get() {
            spawn_local(async move {
                // Where there is no such database, nothing is noticed later.
                let _ = handle::note_class(&class).await;
            });
        }
    });
}

/// What was found of classes that are not here.
#[derive(Clone)]
struct Missing {
    how: Forgot,
    gone: Vec<String>,
    files: Vec<(String, FileHandle)>,
}

async fn look(address: Option<String>) -> Option<Missing> {
    // A browser that does not let the page read says so elsewhere.
    let here = store::classes(&LocalShelf).ok()?;
    let known = handle::noted().await.unwrap_or_default();
    let how = forgot(&known, address.as_deref(), &here)?;
    let gone: Vec<String> = known.into_iter().filter(|class| !here.contains(class)).collect();
    let mut files = Vec::new();
    for class in &gone {
        if let Ok(Some(file)) = handle::kept(class).await {
            files.push((class.clone(), file));
        }
    }
    if how == Forgot::Cleared || here.is_empty() {
        settings::keep_forgotten();
    }
    Some(Missing { how, gone, files })
}

/// Says on the first page that classes are gone, and opens the files that followed them.
#[component]
pub fn Gone() -> impl IntoView {
    let app = use_app();
    let found = RwSignal::new_local(None::<Missing>);
    Effect::new(move |_| {
        let address = app.missing.get();
        spawn_local(async move {
            let seen = look(address).await;
            // The page may have been left meanwhile.
            found.try_set(seen);
        });
    });
    let close = move |_| {
        let gone = found.write().take().map(|found| found.gone).unwrap_or_default();
        app.missing.set(None);
        spawn_local(async move {
            for class in gone {
                let _ = handle::forget_class(&class).await;
            }
        });
    };
    move || {
        let found = found.get()?;
        let words = match found.how {
            Forgot::Cleared => t("start.forgot_cleared"),
            Forgot::Address => t("start.forgot_address"),
        };
        let files = found.files.into_iter().map(|(class, file)| {
            let words = say(&Sentence::new("start.forgot_open").with("file", file.name()));
            let open = move |_| open(app, class.clone(), file.clone());
            view! { <button class="btn btn--main" on:click=open>{words}</button> }
        });
        Some(view! {
            <div class="callout start__gone" role="status">
                <Icon name="look"/>
                <p>{words}</p>
                {files.collect_view()}
                <button class="btn btn--plain" on:click=close>{t("common.close")}</button>
            </div>
        })
    }
}

/// Opens the file that followed a class, and lets it follow the class again.
fn open(app: AppState, class: String, file: FileHandle) {
    spawn_local(async move {
        if !handle::may_write(&file, true).await {
            return app.refuse(&Sentence::new("start.forgot_refused").with("file", file.name()));
        }
        match handle::read(&file).await {
            Ok(bytes) => {
                connected::follow_again(&class, &bytes);
                app.incoming.update(|files| files.push(Chosen { name: file.name(), bytes }));
            }
            Err(error) => {
                let why = handle::reason(&error);
                let failed = Sentence::new("share.file_failed").with("file", file.name()).with("why", why);
                app.refuse(&failed);
            }
        }
    });
}
