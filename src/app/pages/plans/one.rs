//! One student's plan.

use leptos::prelude::*;

use super::goals::Goals;
use super::helps::Helps;
use super::list::draft;
use super::playlist::Playlist;
use super::talks::Talks;
use super::{Subjects, subject_of};
use crate::app::components::{Head, Icon};
use crate::app::day::today;
use crate::app::state::{AppState, use_app};
use crate::app::{say, t};
use crate::domain::Sentence;
use crate::domain::id::{StudentId, SubjectId};
use crate::view::Page;
use crate::view::plans::{PlanPage, one};

/// What every part of the page knows.
#[derive(Clone, Copy)]
pub struct Desk {
    /// The page's state.
    pub app: AppState,
    /// Whose plan.
    pub student: StoredValue<StudentId>,
    /// The subject that was chosen.
    pub chosen: RwSignal<Option<SubjectId>>,
    /// What the page prints.
    pub page: Memo<Option<PlanPage>>,
    /// The one form that is open: what it changes, and the id of that.
    pub open: RwSignal<(Form, String)>,
}

/// What the open form changes; an empty id is a new one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// No form is open.
    None,
    /// A goal.
    Goal,
    /// A line of the playlist.
    Item,
    /// A conference.
    Talk,
    /// A draft in place of a plan in use.
    Draft,
}

impl Desk {
    /// The id of the student.
    pub fn who(self) -> StudentId {
        self.student.get_value()
    }

    /// The subject of the plan.
    pub fn subject(self) -> SubjectId {
        untrack(|| subject_of(self.app, self.chosen.get_untracked()))
    }

    /// Part of the page, read anew whenever it changes.
    pub fn part<T: Clone + PartialEq + Default + Send + Sync + 'static>(
        self,
        of: fn(&PlanPage) -> T,
    ) -> Memo<T> {
        Memo::new(move |_| self.page.with(|page| page.as_ref().map(of).unwrap_or_default()))
    }

    /// Whether this form is open.
    pub fn is_open(self, form: Form, id: &str) -> bool {
        self.open.with(|(open, of)| *open == form && of == id)
    }

    /// Opens a form, and closes the one that was open.
    pub fn show(self, form: Form, id: &str) {
        self.open.set((form, id.to_owned()));
    }

    /// Closes the form.
    pub fn close(self) {
        self.open.set((Form::None, String::new()));
    }
}

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
    let desk = Desk { app, student, chosen, page, open };
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
fn Here(desk: Desk) -> impl IntoView {
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
fn actions(desk: Desk, planned: bool) -> AnyView {
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
fn AskDraft(desk: Desk) -> impl IntoView {
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
fn Neighbors(desk: Desk) -> impl IntoView {
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
