//! Files out of the page.

use super::platform::files;
use super::state::AppState;
use crate::domain::Sentence;

/// Hands a file to the browser; where it refuses, that is said. Whether it took it.
pub fn put(app: AppState, name: &str, text: &str) -> bool {
    put_as(app, name, "application/json", text)
}

/// The same with a file that is no class.
pub fn put_as(app: AppState, name: &str, media_type: &str, text: &str) -> bool {
    let put = files::save(name, media_type, text);
    if put.is_err() {
        app.refuse(&Sentence::new("share.browser_refused"));
    }
    put.is_ok()
}
