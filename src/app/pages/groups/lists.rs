//! Lists of the groups: on paper, as one sheet or as slips to cut, and on the wall.

use leptos::prelude::*;

use super::desk::GroupsDesk;
use crate::app::components::{Dialog, Leaf};
use crate::app::t;
use crate::view::groups::{ListGroup, Lists as Shown};

/// The buttons, what is printed, and the wall.
#[component]
pub fn Lists(desk: GroupsDesk) -> impl IntoView {
    let shown = desk.lists();
    let slips = RwSignal::new(false);
    let wall = RwSignal::new(false);
    let print = move |as_slips| {
        slips.set(as_slips);
        // After the page has taken the shape that is to be printed.
        request_animation_frame(|| {
            let _ = window().print();
        });
    };
    let project = move |_| {
        // Whatever was shown before, the next page is still on the wall.
        desk.app.hide_levels(true);
        wall.set(true);
    };
    view! {
        <div class="bar groups__lists" role="group" aria-label=t("groups.lists")>
            <button class="btn" type="button" on:click=move |_| print(false)>{t("groups.print_lists")}</button>
            <button class="btn" type="button" on:click=move |_| print(true)>{t("groups.print_slips")}</button>
            <button class="btn" type="button" on:click=project>{t("groups.project")}</button>
        </div>
        <Dialog open=wall title=t("groups.title") class="dialog dialog--wall">
            {move || shown.with(on_wall)}
        </Dialog>
        <div class="lists" aria-hidden="true" data-slips=move || slips.get().to_string()>
            {move || shown.with(on_paper)}
        </div>
    }
}

fn on_paper(lists: &Shown) -> AnyView {
    let group = |group: &ListGroup| {
        let students = group.students.iter().map(|name| view! { <li>{name.clone()}</li> }).collect_view();
        let focus = (!group.focus.is_empty()).then(|| view! { <p>{group.focus.clone()}</p> });
        let materials = (!group.materials.is_empty()).then(|| view! { <p>{group.materials.clone()}</p> });
        view! {
            <section class="lists__group"><h2><Leaf name=group.name.clone()/>{group.name.clone()}</h2>{focus}{materials}<ul>{students}</ul></section>
        }
    };
    view! {
        <p class="lists__head"><b>{lists.class.clone()}</b>" "{lists.title.clone()}</p>
        <div class="lists__groups">{lists.groups.iter().map(group).collect_view()}</div>
    }
    .into_any()
}

fn on_wall(lists: &Shown) -> AnyView {
    let n = lists.groups.len().max(1);
    let rows = if n > 4 { 2 } else { 1 };
    let group = |group: &ListGroup| {
        let students = group.first_names.iter().map(|name| view! { <li>{name.clone()}</li> }).collect_view();
        view! {
            <section class="spot"><h3 class="leafname"><Leaf name=group.name.clone()/>{group.name.clone()}</h3><ul>{students}</ul></section>
        }
    };
    view! {
        <div class="stage__places" data-rows=rows.to_string() style:--n=n.div_ceil(rows).to_string()>
            {lists.groups.iter().map(group).collect_view()}
        </div>
    }
    .into_any()
}
