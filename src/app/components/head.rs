//! The head of a page: its name, what the data say in one sentence, and its actions.

use leptos::prelude::*;

/// The name of the page is small; the sentence under it is the answer.
#[component]
pub fn Head(
    /// Name of the page.
    #[prop(into)]
    title: Signal<String>,
    /// What the data say.
    #[prop(into)]
    lead: Signal<String>,
    /// The exception, in grey behind it.
    #[prop(into, optional)]
    but: Signal<String>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="head">
            <div class="head__text">
                <h1>{title}</h1>
                <p class="lead">{lead}" "<em>{but}</em></p>
            </div>
            <div class="bar">{children.map(|children| children())}</div>
        </div>
    }
}
