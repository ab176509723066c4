//! Learning plans: everybody's in a list, one student's in full.
mod desk;
mod goals;
mod helps;
mod list;
mod one;
mod playlist;
mod standard;
mod talks;

use leptos::prelude::*;

use crate::app::state::{AppState, use_app};
use crate::app::t;
use crate::domain::id::SubjectId;
use crate::domain::subject::in_order;

/// All plans, or the student's whose id is the item.
#[component]
pub fn Plans(
    /// Id of a student.
    item: Option<String>,
) -> impl IntoView {
    let chosen = RwSignal::new(None::<SubjectId>);
    match item {
        Some(student) => view! { <one::One student=student.as_str().into() chosen/> }.into_any(),
        None => view! { <list::List chosen/> }.into_any(),
    }
}

/// The subject that was chosen, else the first of the class.
fn subject_of(app: AppState, chosen: Option<SubjectId>) -> SubjectId {
    chosen
        .or_else(|| app.with_class(|class| in_order(class).into_iter().next().map(|(id, _)| id)).flatten())
        .unwrap_or_default()
}

/// Which subject, where the class has several.
#[component]
fn Subjects(chosen: RwSignal<Option<SubjectId>>) -> impl IntoView {
    let app = use_app();
    let all = Memo::new(move |_| app.with_class(in_order).unwrap_or_default());
    move || {
        let all = all.get();
        let now = subject_of(app, chosen.get());
        (all.len() > 1).then(|| {
            let choices = all.into_iter().map(|(id, name)| {
                let pressed = (id == now).to_string();
                view! { <button aria-pressed=pressed on:click=move |_| chosen.set(Some(id.clone()))>{name}</button> }
            });
            let choices = choices.collect_view();
            view! { <div class="seg" role="group" aria-label=t("plans.subject")>{choices}</div> }
        })
    }
}
