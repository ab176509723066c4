//! One page a file (a folder where it has parts), each over its rows from `view`.
mod class;
mod groups;
mod mastery;
mod results;
mod standards;
mod start;

mod board;
mod equity;
pub mod plans;
mod rotation;
pub mod share;
mod today;

pub use board::Board;
pub use start::Start;

use leptos::prelude::*;

use crate::view::Page;

/// The page of a route, with its type erased so that pages compile apart.
pub fn page(page: Page, item: Option<String>) -> AnyView {
    match page {
        Page::Class => view! { <class::ClassPage/> }.into_any(),
        Page::Standards => view! { <standards::Standards/> }.into_any(),
        Page::Results => view! { <results::Results/> }.into_any(),
        Page::Mastery => view! { <mastery::Mastery item/> }.into_any(),
        Page::Groups => view! { <groups::Groups/> }.into_any(),
        Page::Plans => view! { <plans::Plans item/> }.into_any(),
        Page::Today => view! { <today::Today/> }.into_any(),
        Page::Equity => view! { <equity::Equity/> }.into_any(),
        Page::Rotation => view! { <rotation::Rotation/> }.into_any(),
        _ => view! { <share::Share/> }.into_any(),
    }
}
