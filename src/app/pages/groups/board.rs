//! The groups side by side: names that move by drag, by menu and by keyboard.

use leptos::ev::{DragEvent, SubmitEvent};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::desk::GroupsDesk;
use super::materials::Materials;
use crate::app::components::{Icon, Leaf, Mark};
use crate::app::{say, t};
use crate::domain::Sentence;
use crate::domain::command::{LockPlacement, MoveStudent, RenameGroup, SwapStudents};
use crate::view::groups::{GroupRow, MemberRow};
use crate::view::mark::MarkRow;

/// All groups, then who has none.
#[component]
pub fn Groups(desk: GroupsDesk) -> impl IntoView {
    let over = RwSignal::new(String::new());
    let groups = move || {
        let rows = desk.rows.get();
        let targets: Vec<(String, String)> =
            rows.groups.iter().map(|group| (group.id.clone(), group.name.clone())).collect();
        let unplaced = (!rows.unplaced.is_empty()).then(|| {
            let members = rows.unplaced.into_iter().map(|row| member(desk, row, "", &targets));
            view! {
                <section class="group"><h2>{t("groups.unplaced")}</h2><ul>{members.collect_view()}</ul></section>
            }
        });
        let groups = rows.groups.into_iter().map(|row| group(desk, over, row, &targets)).collect_view();
        view! { {groups}{unplaced} }
    };
    view! { <div class="groups">{groups}</div> }
}

fn group(desk: GroupsDesk, over: RwSignal<String>, row: GroupRow, targets: &[(String, String)]) -> AnyView {
    let id = row.id.clone();
    let members = row.members.into_iter().map(|one| member(desk, one, &id, targets)).collect_view();
    let (here, entered, dropped) = (row.id.clone(), row.id.clone(), row.id.clone());
    let (label, materials) = (row.name.clone(), (row.id.clone(), row.name.clone()));
    let drag_over = move |event: DragEvent| {
        event.prevent_default();
        if over.with_untracked(|over| *over != entered) {
            over.set(entered.clone());
        }
    };
    let drop = move |event: DragEvent| {
        event.prevent_default();
        over.set(String::new());
        let student = event.data_transfer().and_then(|data| data.get_data("text/plain").ok());
        if let Some(student) = student.filter(|student| !student.is_empty()) {
            move_to(desk, &student, &dropped);
        }
    };
    view! {
        <section class="group" aria-label=label data-over=move || over.with(|over| *over == here).to_string()
            on:dragover=drag_over on:drop=drop>
            <Name desk id=row.id name=row.name count=row.count/>
            {text("small group__step", row.card.step)}
            {(!row.focus.is_empty()).then(|| view! { <p class="group__focus">{row.focus}</p> })}
            {(!row.code.is_empty()).then(|| view! { <p class="code">{row.code}</p> })}
            {text("small group__why", row.card.why)}
            {row.card.flags.into_iter().map(|flag| text("small group__flag", flag)).collect_view()}
            {range(row.card.levels, row.card.range)}
            {(!row.interests.is_empty()).then(|| view! { <p class="small">{row.interests}</p> })}
            <Materials desk id=materials.0 group=materials.1 materials=row.materials/>
            <ul>{members}</ul>
        </section>
    }
    .into_any()
}

/// A paragraph, where there is something to say.
fn text(class: &'static str, said: String) -> Option<impl IntoView> {
    (!said.is_empty()).then(|| view! { <p class=class>{said}</p> })
}

/// Which levels the members have.
fn range(levels: Vec<MarkRow>, said: String) -> Option<impl IntoView> {
    let marks = levels.into_iter().map(|mark| view! { <Mark mark/> }).collect_view();
    (!said.is_empty()).then(|| view! { <p class="group__range">{marks}<span>{said}</span></p> })
}

/// Leaf, name and count; the name can be changed.
#[component]
fn Name(desk: GroupsDesk, id: String, name: String, count: String) -> impl IntoView {
    let editing = RwSignal::new(false);
    let draft = RwSignal::new(name.clone());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let command = RenameGroup { group: id.as_str().into(), name: draft.get_untracked() };
        if desk.dispatch(command) {
            editing.set(false);
        }
    };
    let rename = say(&Sentence::new("groups.rename_of").with("name", name.as_str()));
    let input = NodeRef::<leptos::html::Input>::new();
    Effect::new(move |_| {
        if let Some(input) = input.get() {
            let _ = input.focus();
            input.select();
        }
    });
    view! {
        <h2><Leaf name=name.clone()/>{name.clone()}<span>{count.clone()}</span></h2>
        <Show when=move || editing.get() fallback=move || view! {
            <button class="btn btn--plain group__rename" type="button" aria-label=rename.clone()
                on:click=move |_| editing.set(true)>{t("groups.rename")}</button>
        }>
            <form class="bar" on:submit=submit.clone()>
                <input class="input" node_ref=input aria-label=t("groups.name") autocomplete="off" maxlength="30" bind:value=draft/>
                <button class="btn" type="submit">{t("common.save")}</button>
            </form>
        </Show>
    }
}

fn member(desk: GroupsDesk, row: MemberRow, group: &str, targets: &[(String, String)]) -> AnyView {
    let id = row.id.clone();
    let open = {
        let id = id.clone();
        move || desk.menu.with(|menu| menu.as_deref() == Some(&id))
    };
    let expanded = open.clone();
    let toggle = {
        let id = id.clone();
        move |_| {
            desk.menu
                .update(|menu| *menu = if menu.as_deref() == Some(&id) { None } else { Some(id.clone()) })
        }
    };
    let drag = {
        let id = id.clone();
        move |event: DragEvent| {
            if let Some(data) = event.data_transfer() {
                // Refused only by a browser that does not drag at all.
                let _ = data.set_data("text/plain", &id);
                data.set_effect_allowed("move");
            }
        }
    };
    let tag =
        |icon: &'static str, key: &'static str| view! { <span class="tag"><Icon name=icon/>{t(key)}</span> };
    let tags = view! {
        {row.locked.then(|| tag("lock", "groups.locked"))}
        {row.by_hand.then(|| tag("hand", "groups.moved"))}
        {row.absent.then(|| tag("look", "groups.absent"))}
    };
    let others: Vec<(String, String)> = targets.iter().filter(|(id, _)| id != group).cloned().collect();
    let (label, locked, placed) =
        (say(&Sentence::new("groups.member").with("name", row.name.as_str())), row.locked, !group.is_empty());
    let name = row.name.clone();
    let menu = move || open().then(|| menu(desk, &id, &name, locked, placed, &others));
    view! {
        <li class="member" draggable=(!locked).to_string() on:dragstart=drag>
            {row.mark.map(|mark| view! { <Mark mark/> })}
            <span class="member__who">
                <button class="member__name" type="button" id=button_id(&row.id) aria-label=label
                    aria-expanded=move || expanded().to_string() on:click=toggle>{row.name}</button>
                {(!row.reason.is_empty()).then(|| view! { <span class="small">{row.reason}</span> })}
            </span>
            <span class="member__tags">{tags}</span>
            {menu}
        </li>
    }
    .into_any()
}

/// "Move Ana to…", and the lock.
fn menu(
    desk: GroupsDesk,
    id: &str,
    name: &str,
    locked: bool,
    placed: bool,
    others: &[(String, String)],
) -> AnyView {
    let label = say(&Sentence::new("groups.move_who").with("name", name));
    let moves = others.iter().filter(|_| !locked).map(|(group, name)| {
        let (student, group) = (id.to_owned(), group.clone());
        let label = say(&Sentence::new("groups.move_to").with("group", name.as_str()));
        view! {
            <button class="btn" type="button" on:click=move |_| move_to(desk, &student, &group)>{label}</button>
        }
    });
    let moves = moves.collect_view();
    let student = id.to_owned();
    let lock = move |_| {
        let cycle = desk.rows.with_untracked(|page| page.cycle.as_str().into());
        if desk.dispatch(LockPlacement { cycle, student: student.as_str().into(), locked: !locked }) {
            after(desk, &student);
        }
    };
    let key = if locked { "groups.unlock" } else { "groups.lock" };
    let swap = (placed && !locked).then(|| swap(desk, id, name));
    view! {
        <div class="member__menu" role="group" aria-label=label>
            {moves}
            {swap}
            {placed.then(|| view! { <button class="btn" type="button" on:click=lock><Icon name="lock"/>{t(key)}</button> })}
        </div>
    }
    .into_any()
}

/// "Change places with…": those of the other groups who are not locked.
fn swap(desk: GroupsDesk, id: &str, name: &str) -> AnyView {
    let with = RwSignal::new(String::new());
    let others = desk.rows.with_untracked(|page| {
        let others = page.groups.iter().filter(|group| group.members.iter().all(|member| member.id != id));
        let members = others.flat_map(|group| group.members.iter().map(move |member| (group, member)));
        let free = members.filter(|(_, member)| !member.locked);
        free.map(|(group, member)| (member.id.clone(), format!("{} ({})", member.name, group.name)))
            .collect::<Vec<_>>()
    });
    if others.is_empty() {
        return ().into_any();
    }
    let options =
        others.into_iter().map(|(id, name)| view! { <option value=id>{name}</option> }).collect_view();
    let student = id.to_owned();
    let go = move |_| {
        let (cycle, other) =
            (desk.rows.with_untracked(|page| page.cycle.as_str().into()), with.get_untracked());
        let command = SwapStudents { cycle, one: student.as_str().into(), other: other.as_str().into() };
        if !other.is_empty() && desk.dispatch(command) {
            after(desk, &student);
        }
    };
    let label = say(&Sentence::new("groups.swap_who").with("name", name));
    view! {
        <select class="input" aria-label=label on:change=move |event| with.set(event_target_value(&event))>
            <option value="">{t("groups.swap_with")}</option>{options}
        </select>
        <button class="btn" type="button" disabled=move || with.with(String::is_empty) on:click=go>{t("groups.swap")}</button>
    }
    .into_any()
}

fn move_to(desk: GroupsDesk, student: &str, group: &str) {
    let cycle = desk.rows.with_untracked(|page| page.cycle.as_str().into());
    if desk.dispatch(MoveStudent { cycle, student: student.into(), group: group.into() }) {
        after(desk, student);
    }
}

/// The menu closes, and the focus goes with the student to where the name stands now.
fn after(desk: GroupsDesk, student: &str) {
    desk.menu.set(None);
    let id = button_id(student);
    request_animation_frame(move || {
        let button = document().get_element_by_id(&id);
        if let Some(button) = button.and_then(|button| button.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = button.focus();
        }
    });
}

fn button_id(student: &str) -> String {
    format!("member-{student}")
}
