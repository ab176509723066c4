//! A file that follows the class: read again and merged before each overwrite, written when the class has changed.
//!
//! Here is what is known of it and when it is due; reading and writing come with the page that connects it.

use std::time::Duration;

use leptos::prelude::*;

use super::platform::handle::FileHandle;
use super::platform::storage::LocalShelf;
use super::state::AppState;
use crate::document::shelf::Shelf;
use crate::domain::Sentence;
use crate::domain::record::Record;
use crate::domain::roster::Note;

/// Changes that follow on each other within this time are written together.
const PAUSE: Duration = Duration::from_secs(3);

/// How it stands with the file.
#[derive(Debug, Clone, PartialEq)]
pub enum Link {
    /// There is none.
    None,
    /// The browser asks the person again before it is touched.
    NeedsPermission,
    /// It is being read or written, or soon will be.
    Due,
    /// It was written, at this time of day.
    Written(String),
    /// It could not be, and why.
    Failed(Sentence),
}

/// What reads and writes the file: it comes with the page that connects it, and is brought when it is first due.
#[derive(Clone, Copy)]
pub struct Exchange {
    /// Finds the file that a class had at an earlier visit.
    pub resume: fn(AppState, Connected, String),
    /// Reads the file, merges what is new in it, and writes it.
    pub update: fn(AppState, Connected),
}

/// The file of the open class.
#[derive(Clone, Copy)]
pub struct Connected {
    pub link: RwSignal<Link>,
    pub handle: StoredValue<Option<FileHandle>, LocalStorage>,
    /// The document's clock when it was written.
    pub written: StoredValue<u64>,
    /// It is being read or written.
    pub busy: StoredValue<bool>,
    exchange: Exchange,
}

impl Connected {
    /// Follows the open class, for as long as the page lives.
    pub fn follow(app: AppState, exchange: Exchange) {
        let own = Self {
            link: RwSignal::new(Link::None),
            handle: StoredValue::new_local(None),
            written: StoredValue::new(0),
            busy: StoredValue::new(false),
            exchange,
        };
        provide_context(own);
        let class =
            Memo::new(move |_| app.book.with(|book| book.as_ref().map(|book| book.document().id.clone())));
        Effect::new(move |_| {
            own.handle.set_value(None);
            own.link.set(Link::None);
            if let Some(class) = class.get().filter(|class| has_file(class)) {
                (exchange.resume)(app, own, class);
            }
        });
        let clock =
            Memo::new(move |_| app.book.with(|book| book.as_ref().map_or(0, |book| book.document().clock())));
        let timer = StoredValue::new(None::<TimeoutHandle>);
        Effect::new(move |_| {
            // Read, not only tracked: a memo that nobody reads hears of nothing.
            clock.get();
            if let Some(timer) = timer.try_update_value(Option::take).flatten() {
                timer.clear();
            }
            timer.set_value(set_timeout_with_handle(move || own.write(app), PAUSE).ok());
        });
    }

    /// Writes the file, where there is one and it is not up to date.
    pub fn write(self, app: AppState) {
        let clock = app.with_book(|book| book.document().clock()).unwrap_or(0);
        let is_due = clock != self.written.get_value() && self.link.get_untracked() != Link::NeedsPermission;
        if is_due && !self.busy.get_value() && self.handle.with_value(Option::is_some) {
            (self.exchange.update)(app, self);
        }
    }
}

/// What the note beside the class says where private notes go into the file too.
pub const PRIVATE: &str = "private";
/// And where they stay out.
pub const SHARED: &str = "shared";

/// The key that says that a class has a file; what is in it says what the file may hold.
pub fn key(class: &str) -> String {
    format!("rondo/1/{class}/file")
}

/// Whether the class has a file.
pub fn has_file(class: &str) -> bool {
    LocalShelf.get(&key(class)).is_ok_and(|text| text.is_some())
}

/// Connects a class with the file that it was read from, after the browser forgot that it had one. The file goes on to
/// hold private notes where it does.
pub fn follow_again(class: &str, file: &[u8]) {
    let note = format!("\"kind\":\"{}\"", Note::KIND_NAME);
    let is_private = file.windows(note.len()).any(|part| part == note.as_bytes());
    // Where it cannot be noted, the file is only opened.
    let _ = LocalShelf.set(&key(class), if is_private { PRIVATE } else { SHARED });
}
