//! A question in front of the page, as the browser's own modal dialog: focus stays in it, Escape closes it.

use leptos::html;
use leptos::prelude::*;

/// Opens when `open` turns true; `open` turns false when it is closed, by whichever way.
#[component]
pub fn Dialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    #[prop(into)] title: String,
    /// How it looks.
    #[prop(default = "dialog")]
    class: &'static str,
    children: ChildrenFn,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        if let Some(dialog) = node.get().filter(|_| open.get()) {
            // Only refused where it is open already.
            let _ = dialog.show_modal();
        }
    });
    let close = move |_| {
        if let Some(dialog) = node.get_untracked() {
            dialog.close();
        }
    };
    view! {
        <Show when=move || open.get()>
            <dialog class=class node_ref=node on:close=move |_| open.set(false) aria-label=title.clone()>
                <div class="dialog__head">
                    <h2>{title.clone()}</h2>
                    <button class="btn btn--plain" on:click=close>{super::super::t("common.close")}</button>
                </div>
                {children()}
            </dialog>
        </Show>
    }
}
