//! Files in and out: save a copy, open a file with a preview, remove the class.

pub mod connected;
mod disputed;
mod earlier;
mod new_year;
mod next_teacher;
mod open;
mod protect;
mod remove;
mod send;
mod sheets;
mod students;
mod trust;
mod twice;
mod unlock;
mod working;

pub use open::{OpenFile, bring};
pub use unlock::Unlock;

use connected::KeepUp;
use disputed::InDispute;
use earlier::{Earlier, Unreadable};
use leptos::prelude::*;
use new_year::NextYear;
use next_teacher::NextTeacher;
use protect::Protect;
use remove::Remove;
use send::Send;
use sheets::{Nameless, Sheets};

use crate::app::components::Head;
use crate::app::day::today;
use crate::app::put::put;
use crate::app::state::{AppState, use_app};
use crate::app::{say, t};
use crate::document::{file, shared};
use crate::domain::Sentence;
use crate::domain::command::off_roster::off_roster;

/// The page of files, where a copy is saved or opened and the class is removed.
#[component]
pub fn Share() -> impl IntoView {
    let app = use_app();
    let private = RwSignal::new(false);
    let n_off = Memo::new(move |_| app.with_class(|class| off_roster(class).len()).unwrap_or(0));
    let off_stay = move || {
        (n_off.get() > 0 && !private.get()).then(|| {
            let said = Sentence::new("share.off_stay").with("n", n_off.get());
            view! { <p class="small">{say(&said)}</p> }
        })
    };
    view! {
        <Head title=t("share.title") lead=t("share.lead") but=t("share.but")/>
        <div class="share">
            <div>
                <section class="section">
                    <h2>{t("share.save_head")}</h2>
                    <p class="quiet">{t("share.save_why")}</p>
                    <label class="opt"><input type="checkbox" bind:checked=private/>{t("share.private")}</label>
                    {off_stay}
                    <div class="bar">
                        <button class="btn btn--main" on:click=move |_| save(app, private.get_untracked())>{t("share.save_now")}</button>
                        <Send private/>
                    </div>
                </section>
                <Protect/>
                <section class="section">
                    <h2>{t("share.open_head")}</h2>
                    <p class="quiet">{t("share.open_why")}</p>
                    <OpenFile/>
                    <trust::Trusted/>
                </section>
                <InDispute/>
                <Unreadable/>
                <KeepUp/>
                <NextTeacher/>
                <NextYear/>
            </div>
            <div>
                <Sheets/>
                <Nameless/>
                <Earlier/>
                <Remove/>
            </div>
        </div>
    }
}

/// Saves a copy with everything, for the one whose class it is.
pub fn save_file(app: AppState) {
    save(app, true);
}

/// A copy of the class, ready to be saved.
struct CopyFile {
    name: String,
    text: String,
    /// Where nothing was left out: the class, and the clock that it stood at.
    whole: Option<(String, u64)>,
}

fn copy_file(app: AppState, private: bool) -> Option<CopyFile> {
    app.with_book(|book| {
        let document = book.document();
        let mut copy = shared::copy(document, book.class(), private);
        let whole = shared::is_whole(document, private).then(|| (document.id.clone(), document.clock()));
        trust::sign(&mut copy);
        let name = file_name(&book.class().about().name);
        CopyFile { name, text: file::write(&copy), whole }
    })
}

/// "Class 5B 2026-11-18.rondo.json".
pub fn file_name(class: &str) -> String {
    file_name_at(class, &today().to_string())
}

/// The same with another moment, in figures.
pub fn file_name_at(class: &str, at: &str) -> String {
    let name = Sentence::new("share.file_of").with("class", class).with("at", at);
    format!("{}.rondo.json", say(&name))
}

fn save(app: AppState, private: bool) {
    let Some(CopyFile { name, text, whole }) = copy_file(app, private) else { return };
    if put(app, &name, &text) {
        note(app, whole);
        app.tell(t("share.saved").to_owned(), None);
    }
}

/// A copy that leaves something out does not make up for a lost browser.
fn note(app: AppState, whole: Option<(String, u64)>) {
    if let Some((class, clock)) = whole {
        app.copies.note(&class, clock);
    }
}
