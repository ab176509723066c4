//! One student's plan.

use leptos::prelude::*;

use super::desk::{Form, PlanDesk};
use super::goals::Goals;
use super::helps::Helps;
use super::list::draft;
use super::playlist::Playlist;
use super::talks::Talks;
use super::{Subjects, subject_of};
use crate::app::components::{Head, Icon};
use crate::app::day::today;
use crate::app::state::use_app;
use crate::app::{say, t};
use crate::domain::Sentence;
use crate::domain::id::{StudentId, SubjectId};
use crate::view::Page;
use crate::view::plans::one;

/// The page of one student.
#[component]
pub fn One(student: StudentId, chosen: RwSignal<Option<SubjectId>>) -> impl IntoView {
    let app = use_app();
    let student = StoredValue::new(student);
    let page = Memo::new(move |_| {
        let subject = subject_of(app, chosen.get());
        let catalog = app.catalog.get();
        app.with_class(|class| one(class, &catalog, &subject, &student.get_value(), today())).flatten()
    });
    let open = RwSignal::new((Form::None, String::new()));
    let desk = PlanDesk { app, student, chosen, page, open };
    let here = Memo::new(move |_| page.with(Option::is_some));
    move || {
        if here.get() {
            view! { <Here desk/> }.into_any()
        } else {
            view! { <Head title=t("plans.title") lead=t("plans.gone")/><a href=app.href(Page::Plans, None)>{t("plans.all")}</a> }.into_any()
        }
    }
}

#[component]
fn Here(desk: PlanDesk) -> impl IntoView {
    let (name, lead, but) = (
        desk.part(|page| page.name.clone()),
        desk.part(|page| page.lead.clone()),
        desk.part(|page| page.but.clone()),
    );
    let planned = desk.part(|page| page.planned);
    view! {
        <Neighbors desk/>
        <Head title=name lead=lead but=but>
            <Subjects chosen=desk.chosen/>
            {move || actions(desk, planned.get())}
        </Head>
        <AskDraft desk/>
        <div class="plan">
            <div>
                <Goals desk/>
                <Playlist desk/>
            </div>
            <div class="stack">
                <Talks desk/>
                <Helps desk/>
            </div>
        </div>
    }
}

/// One ink button: without a plan it drafts one, with a plan it logs a conference.
fn actions(desk: PlanDesk, planned: bool) -> AnyView {
    let draft_it = move |_| {
        if desk.page.with_untracked(|page| page.as_ref().is_some_and(|page| page.in_use)) {
            desk.show(Form::Draft, "");
        } else {
            draft(desk.app, desk.chosen, &[desk.who()]);
        }
    };
    let log = move |_| desk.show(Form::Talk, "");
    let (first, second) = if planned { ("btn", "btn btn--main") } else { ("btn btn--main", "btn") };
    view! {
        <button class=first on:click=draft_it>{t(if planned { "plans.draft_again" } else { "plans.draft_one" })}</button>
        <button class=second on:click=log>{t("plans.log")}</button>
    }
    .into_any()
}

#[component]
fn AskDraft(desk: PlanDesk) -> impl IntoView {
    let replace = move |_| {
        draft(desk.app, desk.chosen, &[desk.who()]);
        desk.close();
    };
    move || {
        desk.is_open(Form::Draft, "").then(|| {
            view! {
                <div class="panel stack plans__kept" role="alert">
                    <p>{t("plans.draft_over")}" "<span class="quiet">{t("plans.replace_why")}</span></p>
                    <div class="bar">
                        <button class="btn" on:click=move |_| desk.close()>{t("plans.keep_one")}</button>
                        <button class="btn" on:click=replace>{t("plans.draft_over_yes")}</button>
                    </div>
                </div>
            }
        })
    }
}

/// All plans, and the students before and after.
#[component]
fn Neighbors(desk: PlanDesk) -> impl IntoView {
    let beside = desk.part(|page| page.neighbors.clone());
    let link = move |neighbor: Option<(String, String)>, key: &'static str| {
        neighbor.map(|(id, name)| {
            let href = desk.app.href(Page::Plans, Some(id));
            view! { <a href=href>{say(&Sentence::new(key).with("name", name))}</a> }
        })
    };
    view! {
        <nav class="plan__nav" aria-label=t("plans.title")>
            <a href=move || desk.app.href(Page::Plans, None)><Icon name="plans"/>{t("plans.all")}</a>
            {move || {
                let [before, after] = beside.get();
                view! { {link(before, "plans.before")}{link(after, "plans.after")} }
            }}
        </nav>
    }
}
