//! A level as colour, shape and digit.

use leptos::prelude::*;

use crate::view::mark::MarkRow;

/// A mark in text; its words say all that its look says.
#[component]
pub fn Mark(
    /// What to show.
    mark: MarkRow,
) -> impl IntoView {
    let by = mark.set_by_teacher.then_some("teacher");
    let sure = mark.tentative.then_some("few");
    view! {
        <i class="mark" data-level=mark.level data-sure=sure data-by=by role="img" aria-label=mark.words>{mark.digit}</i>
    }
}
