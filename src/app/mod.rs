//! The page: mounts the app.

use leptos::prelude::*;

/// Puts the app into the page.
pub fn mount() {
    mount_to_body(|| view! { <main><h1>"Rondo"</h1></main> });
}
