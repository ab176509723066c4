//! The classes of the team: from files, and from this browser.

use leptos::prelude::*;

use super::desk::TeamDesk;
use crate::app::components::Drop;
use crate::app::day::today;
use crate::app::pages::share::Unlock;
use crate::app::platform::files::Chosen;
use crate::app::platform::storage::LocalShelf;
use crate::app::{say, t};
use crate::document::limits::MAX_BYTES;
use crate::document::protect::is_protected;
use crate::document::rescue;
use crate::document::store::{self, Digest};
use crate::document::trust::take_signature;
use crate::domain::Sentence;
use crate::domain::grouping::team::Twin;
use crate::view::team::{TeamClassRow, class_rows, twin_rows};

/// The classes, and the ways in which others come.
#[component]
pub fn Classes(desk: TeamDesk) -> impl IntoView {
    let rows = Memo::new(move |_| {
        let team = desk.team();
        let period = desk.period();
        period.map(|period| class_rows(&team, period, today())).unwrap_or_default()
    });
    let twins = Memo::new(move |_| twin_rows(&desk.team(), today()));
    let sure = move || Some(twins.with(|twins| twins.sure.clone())).filter(|words| !words.is_empty());
    view! {
        <section class="section">
            <h2>{t("team.classes")}</h2>
            <p class="quiet">{t("team.classes_why")}</p>
            <ul class="rows team__classes">
                {move || rows.get().into_iter().map(|class| row(desk, class)).collect_view()}
            </ul>
            {move || desk.held.with(Vec::is_empty).then(|| view! { <p>{t("team.none")}</p> })}
            {move || sure().map(|words| view! { <p class="callout">{words}</p> })}
            {move || Some(twins.with(|twins| twins.asked.clone())).filter(|asked| !asked.is_empty()).map(|asked| view! { <Ask desk asked/> })}
            <Here desk/>
            <FromFile desk/>
        </section>
    }
}

/// Who may be one student: only the teacher knows.
#[component]
fn Ask(desk: TeamDesk, asked: Vec<(String, Twin)>) -> impl IntoView {
    let n = asked.len();
    let row = move |(words, twin): (String, Twin)| {
        let ticked = {
            let twin = twin.clone();
            move || desk.changed.with(|changed| changed.one.contains(&twin))
        };
        let tick = move |event| desk.say_one(&twin, event_target_checked(&event));
        view! { <label class="opt"><input type="checkbox" prop:checked=ticked on:change=tick/>{words}</label> }
    };
    view! {
        <details class="callout team__twins" open=n <= 3>
            <summary>{say(&Sentence::new("team.twins").with("n", n))}</summary>
            <p class="small">{t("team.twins_hint")}</p>
            <div>{asked.into_iter().map(row).collect_view()}</div>
        </details>
    }
}

fn row(desk: TeamDesk, class: TeamClassRow) -> AnyView {
    let named = |key: &'static str| say(&Sentence::new(key).with("name", class.name.as_str()));
    let (subject_of, remove) = (named("team.subject_of"), named("team.remove"));
    let options = class.subjects.iter().map(|(id, name)| {
        view! { <option value=id.clone() selected=*id == class.subject>{name.clone()}</option> }
    });
    let options = options.collect_view();
    let edited =
        desk.held.with_untracked(|held| held.iter().any(|one| one.part.id == class.id && one.edited));
    let here = desk.app.has_open(&class.id).then(|| format!(", {}", t("team.this")));
    let (chosen, removed) = (class.id.clone(), class.id);
    view! {
        <li>
            <span class="team__class"><b>{class.name}</b>" "<span class="quiet">{class.students}{here}</span></span>
            <select class="input input--fit" aria-label=subject_of
                on:change=move |event| desk.choose(&chosen, &event_target_value(&event))>{options}</select>
            <button class="btn" type="button" aria-label=remove on:click=move |_| desk.remove(&removed)>{t("common.remove")}</button>
            {(!class.note.is_empty()).then(|| view! { <p class="small">{class.note}</p> })}
            {edited.then(|| view! { <p class="callout">{t("share.edited")}</p> })}
        </li>
    }
    .into_any()
}

/// The other classes in this browser.
#[component]
fn Here(desk: TeamDesk) -> impl IntoView {
    // A browser that refuses has said so on the page that opened the class.
    let ids = store::classes(&LocalShelf).unwrap_or_default().into_iter();
    let known = ids.filter_map(|id| Some((store::read_digest(&LocalShelf, &id).ok()?, id)));
    let known: Vec<(Digest, String)> = known.collect();
    let add = move |id: &str| match store::open(&LocalShelf, id) {
        Ok(found) => come(desk, found.document, false, false),
        Err(error) => desk.app.refuse(&error.sentence()),
    };
    let left = move || {
        let held = desk.held.with(|held| held.iter().map(|one| one.part.id.clone()).collect::<Vec<_>>());
        known.iter().filter(|(_, id)| !held.contains(id)).cloned().collect::<Vec<_>>()
    };
    let button = move |(digest, id): (Digest, String)| {
        let label = say(&Sentence::new("team.add").with("name", digest.name));
        view! { <button class="btn" type="button" on:click=move |_| add(&id)>{label}</button> }
    };
    view! {
        {move || Some(left()).filter(|left| !left.is_empty()).map(|left| view! {
            <p class="bar team__here"><span class="quiet">{t("team.here")}</span>{left.into_iter().map(button).collect_view()}</p>
        })}
    }
}

/// A class file that is chosen or dropped; a protected one asks for its passphrase first.
#[component]
fn FromFile(desk: TeamDesk) -> impl IntoView {
    let locked = RwSignal::new(None::<Chosen>);
    let take = move |chosen: Chosen| {
        if is_protected(&chosen.bytes) && chosen.bytes.len() <= 2 * MAX_BYTES {
            locked.set(Some(chosen));
        } else {
            locked.set(None);
            read(desk, &chosen);
        }
    };
    view! {
        <Drop accept=".json,.txt,.age" choose=t("team.choose") hint=t("team.drop") take/>
        {move || locked.get().map(|file| view! { <Unlock file take cancel=move || locked.set(None)/> })}
    }
}

fn read(desk: TeamDesk, chosen: &Chosen) {
    match rescue::read(&chosen.bytes) {
        Err(error) => desk.app.refuse(&error.sentence()),
        Ok(opened) => opened.into_iter().for_each(|mut opened| {
            // Who saved it is no part of the class.
            take_signature(&mut opened.document);
            come(desk, opened.document, true, !opened.intact);
        }),
    }
}

fn come(desk: TeamDesk, document: crate::document::Document, from_file: bool, edited: bool) {
    if desk.add(document, from_file, edited) {
        let name = desk.held.with_untracked(|held| held.last().map(|one| one.part.name()));
        let come = Sentence::new("team.come").with("name", name.unwrap_or_default());
        desk.app.tell(say(&come), None);
    }
}
