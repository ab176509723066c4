//! The groups side by side, each with its teacher and its students from every class.

use leptos::prelude::*;

use super::desk::TeamDesk;
use crate::app::components::{Icon, Leaf};
use crate::app::{say, t};
use crate::domain::Sentence;
use crate::view::groups::LineRow;
use crate::view::team::{TeamGroupRow, TeamMemberRow};

/// All groups, and what stands under them.
#[component]
pub fn Result(desk: TeamDesk) -> impl IntoView {
    let groups = move || {
        let rows = desk.page.with(|page| page.groups.clone());
        rows.into_iter().enumerate().map(|(at, row)| group(desk, at, row)).collect_view()
    };
    let lines = move || desk.page.with(|page| page.lines.clone()).into_iter().map(line).collect_view();
    view! {
        <section class="section" aria-label=t("team.groups")>
            <div class="groups team__groups">{groups}</div>
            <ul class="stack groups__below">{lines}</ul>
        </section>
    }
}

fn group(desk: TeamDesk, at: usize, row: TeamGroupRow) -> AnyView {
    let teacher = desk.teachers.with_untracked(|teachers| teachers.get(at).cloned().unwrap_or_default());
    let typed = move |event| {
        desk.teachers.update(|teachers| {
            if let Some(teacher) = teachers.get_mut(at) {
                *teacher = event_target_value(&event);
            }
        });
    };
    let label = say(&Sentence::new("team.teacher").with("name", row.name.as_str()));
    let name = row.name.clone();
    let members = row.members.into_iter().map(member).collect_view();
    view! {
        <section class="group" aria-label=name>
            <h2><Leaf name=row.name.clone()/>{row.name}<span>{row.count}</span></h2>
            {(!row.step.is_empty()).then(|| view! { <p class="small group__step">{row.step}</p> })}
            {(!row.focus.is_empty()).then(|| view! { <p class="group__focus">{row.focus}</p> })}
            {(!row.code.is_empty()).then(|| view! { <p class="code">{row.code}</p> })}
            <p class="small">{row.from}</p>
            <label class="field"><span>{label}</span>
                <input class="input" maxlength="40" autocomplete="off" value=teacher on:input=typed/></label>
            <ul>{members}</ul>
        </section>
    }
    .into_any()
}

fn member(row: TeamMemberRow) -> AnyView {
    view! {
        <li class="member">
            <span class="member__who">{row.name}
                {(!row.reason.is_empty()).then(|| view! { <span class="small">{row.reason}</span> })}</span>
            <span class="member__tags small">{row.class}</span>
        </li>
    }
    .into_any()
}

fn line(line: LineRow) -> AnyView {
    view! {
        <li class="proof"><Icon name=line.icon/><span><b>{line.head}</b>" "<span class="quiet">{line.text}</span></span></li>
    }
    .into_any()
}
