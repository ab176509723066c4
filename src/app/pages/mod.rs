//! One page a file (a folder where it has parts), each over its rows from `view`.
mod board;
mod equity;
mod rotation;
pub mod share;
mod start;
mod today;

pub use board::Board;
pub use start::Start;

use leptos::prelude::*;

use crate::view::Page;

/// The page of a route, with its type erased so that pages compile apart.
pub fn page(page: Page, _item: Option<String>) -> AnyView {
    match page {
        Page::Today => view! { <today::Today/> }.into_any(),
        Page::Equity => view! { <equity::Equity/> }.into_any(),
        Page::Rotation => view! { <rotation::Rotation/> }.into_any(),
        _ => view! { <share::Share/> }.into_any(),
    }
}
