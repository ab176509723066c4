//! Icons: symbols that stand once in `index.html`.

use leptos::prelude::*;

/// An icon beside a word; never alone.
#[component]
pub fn Icon(
    /// Name of the symbol, without its `i-`.
    #[prop(into)]
    name: String,
) -> impl IntoView {
    view! { <svg class="icon" aria-hidden="true"><use href=format!("#i-{name}")></use></svg> }
}

/// The leaf beside a group's name; a name without one of its own gets a plain leaf.
#[component]
pub fn Leaf(
    /// Name of the group.
    #[prop(into)]
    name: String,
) -> impl IntoView {
    let known = ["oak", "maple", "cedar", "birch", "willow"];
    let symbol = known.into_iter().find(|tree| name.eq_ignore_ascii_case(tree)).unwrap_or("leaf");
    view! { <svg class="leaf" aria-hidden="true"><use href=format!("#i-{symbol}")></use></svg> }
}
