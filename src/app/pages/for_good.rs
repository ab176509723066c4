//! Removes a student for good, as a parent may ask: out of the class and out of everything that is kept in this browser.

use leptos::prelude::*;

use crate::app::platform::storage::LocalShelf;
use crate::app::state::{AppState, use_app};
use crate::app::{say, t};
use crate::document::purge::{purge, records_of};
use crate::domain::Sentence;
use crate::domain::id::StudentId;
use crate::view::{Page, Route};

/// Says what goes and what stays, and wants a tick before the button. The student may be off the roster.
#[component]
pub fn ForGood(student: StudentId) -> impl IntoView {
    let app = use_app();
    let sure = RwSignal::new(false);
    let name = app.with_class(|class| class.students.ever(&student).map(|it| it.full())).flatten();
    let name = name.filter(|name| !name.is_empty())?;
    let (why, button) = ("student.for_good_why", "student.for_good_button");
    let [why, button] = [why, button].map(|key| say(&Sentence::new(key).with("name", name.as_str())));
    let remove = move |_| app.remove_for_good(&student, &name);
    Some(view! {
        <details class="section no-print">
            <summary>{t("student.for_good")}</summary>
            <div class="stack">
                <p>{why}</p>
                <label class="opt"><input type="checkbox" bind:checked=sure/>{t("student.for_good_sure")}</label>
                <button class="btn" disabled=move || !sure.get() on:click=remove>{button}</button>
            </div>
        </details>
    })
}

impl AppState {
    /// Removes a student and all that is about her, and purges what the browser keeps of the class.
    fn remove_for_good(self, student: &StudentId, name: &str) {
        self.take_from_shelf();
        let line = self.book.try_update(|book| {
            let book = book.as_mut()?;
            Some(book.remove_for_good(records_of(book.document(), student)))
        });
        let Some(line) = line.flatten() else { return };
        self.keep_document(&line);
        let class = line.id.clone();
        let purged = self.with_book(|book| {
            self.saving.journal.try_update_value(|journal| purge(&mut LocalShelf, journal, book))
        });
        self.go(&Route::Open { class, page: Page::Class, item: None });
        match purged.flatten() {
            Some(Err(error)) => self.refuse(&error.sentence()),
            _ => self.tell(say(&Sentence::new("student.for_good_done").with("name", name)), None),
        }
    }
}
