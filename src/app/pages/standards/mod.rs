//! Units and the few standards each is held to, the frameworks that they come from, and one standard with what leads
//! to it.

mod bring;
mod for_whom;
mod frameworks;
mod one;
mod race;
mod teaching;
mod units;

pub use teaching::TeachingInto;

use leptos::prelude::*;

use crate::view::standards::from_address;

/// The page; on one standard where its address names one.
#[component]
pub fn Standards(
    /// The standard, as an address writes it.
    item: Option<String>,
) -> impl IntoView {
    match item {
        Some(item) => view! { <one::One id=from_address(&item)/> }.into_any(),
        None => view! { <units::Overview/> }.into_any(),
    }
}
