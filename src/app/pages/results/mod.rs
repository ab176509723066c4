//! Results in: paste or drop a table, look at what was read, say what is unsure, bring it in.

mod incoming;
mod items;
mod who;

use std::collections::BTreeMap;
use std::ops::Not;
use std::sync::Arc;

use leptos::prelude::*;

use crate::app::components::Head;
use crate::app::platform::clock::today;
use crate::app::platform::files::{self, Chosen};
use crate::app::state::{AppState, use_app};
use crate::app::{say, t};
use crate::document::import::bring::{Answers, ItemAnswer, ItemGuess, Who, command, items, n_marks, people};
use crate::document::import::scores::ScoresPreview;
use crate::document::import::table::{Table, read_file, read_table};
use crate::document::import::{guess_scores, read_scores};
use crate::domain::Sentence;
use crate::domain::command::{RecordCheck, running_unit, unit_standards};
use crate::domain::mastery::CheckKind;
use crate::domain::subject::in_order;
use crate::view::mastery::kind_words;
use crate::view::{Page, Route};

use incoming::Incoming;
use items::Items;
use who::People;

/// What was read, with the teacher's answers to it.
#[derive(Clone)]
pub(super) struct Read {
    preview: Arc<ScoresPreview>,
    items: Arc<Vec<ItemGuess>>,
    answers: RwSignal<Vec<ItemAnswer>>,
    people: RwSignal<Vec<Who>>,
    labels: RwSignal<BTreeMap<String, String>>,
}

/// The page's own state. The pasted text stays until it was brought in.
#[derive(Clone, Copy)]
pub(super) struct Draft {
    app: AppState,
    text: RwSignal<String>,
    read: RwSignal<Option<Result<Read, Sentence>>>,
    kind: RwSignal<CheckKind>,
    title: RwSignal<String>,
    day: RwSignal<String>,
    subject: RwSignal<String>,
}

impl Draft {
    /// Reads what is in the box; an empty box is no mistake.
    fn read_text(self) {
        let text = self.text.get_untracked();
        if text.trim().is_empty() {
            self.read.set(None);
        } else {
            self.take(read_table(&text));
        }
    }

    fn read_file(self, file: &Chosen) {
        if self.title.with_untracked(String::is_empty) {
            let name = file.name.rsplit_once('.').map_or(file.name.as_str(), |(name, _)| name);
            self.title.set(name.replace('_', " "));
        }
        self.take(read_file(&file.bytes));
    }

    fn take(self, table: Result<Table, Sentence>) {
        let read = table.and_then(|table| {
            let preview = read_scores(&table, &guess_scores(&table), today());
            let telling = ["import.no_names", "import.marks_later", "import.totals_only", "import.no_scores"];
            let known = |key: &&str| preview.problems.iter().find(|problem| problem.sentence.key == *key);
            let first = telling.iter().find_map(known).or(preview.problems.first());
            let first = first.map(|problem| problem.sentence.clone());
            if preview.students.is_empty() || preview.marks.is_empty() {
                return Err(first.unwrap_or_else(|| Sentence::new("import.no_scores")));
            }
            Ok(self.answered(preview))
        });
        self.read.set(Some(read));
    }

    fn answered(self, preview: ScoresPreview) -> Read {
        let guesses = items(&preview);
        let answers = guesses.iter().map(|item| ItemAnswer {
            wanted: true,
            shows: item.standard.clone().unwrap_or_default(),
            points: item.points.map(|points| points.to_string()).unwrap_or_default(),
        });
        let whose = self.app.with_book(|book| people(book.class(), &preview.students)).unwrap_or_default();
        Read {
            answers: RwSignal::new(answers.collect()),
            people: RwSignal::new(whose),
            labels: RwSignal::new(BTreeMap::new()),
            items: Arc::new(guesses),
            preview: Arc::new(preview),
        }
    }

    /// Everything that was said, as it stands now.
    fn answers(self, read: &Read) -> Answers {
        Answers {
            subject: self.subject.get().as_str().into(),
            kind: self.kind.get(),
            title: self.title.get(),
            done_on: self.day.get().parse().ok(),
            items: read.answers.get(),
            people: read.people.get(),
            labels: read.labels.get(),
        }
    }

    /// Brings it in and shows the grid. A refusal is a notice, and everything stays as it is.
    fn bring(self, read: &Read) {
        let answers = untrack(|| self.answers(read));
        let catalog = self.app.catalog.get_untracked();
        let made = self.app.with_book(|book| command(book.class(), &catalog, &read.preview, &answers));
        match made {
            None => {}
            Some(Err(why)) => self.app.refuse(&why),
            Some(Ok(check)) => {
                let done = Sentence::new("results.done").with("n", check.marks.len());
                let item = self.shown_by_itself(&check).not().then(|| answers.subject.0.clone());
                if self.app.dispatch_and_say(check, &done).is_ok()
                    && let Route::Open { class, .. } = self.app.route.get_untracked()
                {
                    self.app.go(&Route::Open { class, page: Page::Mastery, item });
                }
            }
        }
    }

    /// Whether the grid shows the check's standards as it opens: of the first subject, in the unit that runs.
    fn shown_by_itself(self, check: &RecordCheck) -> bool {
        let shown = self.app.with_book(|book| {
            let class = book.class();
            let first = in_order(class).into_iter().next().is_none_or(|(id, _)| id == check.subject);
            let unit = running_unit(class, &check.subject, today()).map(|unit| unit_standards(class, &unit));
            let mut standards = check.items.iter().flat_map(|item| &item.standards);
            first && unit.is_none_or(|unit| standards.all(|standard| unit.contains(standard)))
        });
        shown.unwrap_or(true)
    }
}

/// The page.
#[component]
pub fn Results() -> impl IntoView {
    let app = use_app();
    let all = app.with_book(|book| in_order(book.class())).unwrap_or_default();
    let first = all.first().map(|(id, _)| id.0.clone()).unwrap_or_default();
    let draft = Draft {
        app,
        text: RwSignal::new(String::new()),
        read: RwSignal::new(None),
        kind: RwSignal::new(CheckKind::ExitTicket),
        title: RwSignal::new(String::new()),
        day: RwSignal::new(today().to_string()),
        subject: RwSignal::new(first),
    };
    let read = move || match draft.read.get() {
        None => view! { <p class="quiet">{t("results.example")}</p> }.into_any(),
        Some(Err(why)) => view! { <div class="callout" role="alert"><p>{say(&why)}</p></div> }.into_any(),
        Some(Ok(read)) => view! { <Found draft read/> }.into_any(),
    };
    view! {
        <Head title=t("results.title") lead=t("results.lead") but=t("results.but")>
            <a class="btn" href=move || app.href(Page::Mastery, None)>{t("results.back")}</a>
        </Head>
        <div class="stack">
            <Incoming draft/>
            {read}
        </div>
    }
}

/// What was read, to look at and to answer.
#[component]
fn Found(draft: Draft, read: Read) -> impl IntoView {
    let counts = Sentence::new("results.found").with("students", read.preview.students.len());
    let counts = counts.with("items", read.items.len()).with("n", read.preview.marks.len());
    let problems = read.preview.problems.iter().map(|problem| view! { <li>{say(&problem.sentence)}</li> });
    let problems = problems.collect_view();
    let some = !read.preview.problems.is_empty();
    let (for_count, for_bring) = (read.clone(), read.clone());
    let n = Memo::new(move |_| n_marks(&for_count.preview, &for_count.items, &draft.answers(&for_count)));
    view! {
        <p role="status"><b>{say(&counts)}</b></p>
        <div class="results">
            <div class="stack">
                {some.then(|| view! {
                    <section class="section">
                        <h2>{t("results.problems")}</h2>
                        <ul class="plain results__problems">{problems}</ul>
                    </section>
                })}
                <Items draft read=read.clone()/>
            </div>
            <div class="stack">
                <About draft/>
                <People draft read/>
                <button class="btn btn--main" disabled=move || n.get() == 0 on:click=move |_| draft.bring(&for_bring)>
                    {move || say(&Sentence::new("results.bring").with("n", n.get()))}
                </button>
            </div>
        </div>
    }
}

/// Kind, title, day and subject of the check.
#[component]
fn About(draft: Draft) -> impl IntoView {
    let kinds = CheckKind::ALL.iter().map(|kind| {
        view! { <option value=kind.tag() selected=draft.kind.get_untracked() == *kind>{kind_words(*kind)}</option> }
    });
    let all = draft.app.with_book(|book| in_order(book.class())).unwrap_or_default();
    let several = all.len() > 1;
    let chosen = draft.subject.get_untracked();
    let all = all
        .into_iter()
        .map(|(id, name)| view! { <option value=id.0.clone() selected=id.0 == chosen>{name}</option> });
    let all = all.collect_view();
    let pick =
        move |event| draft.kind.set(CheckKind::from_tag(&event_target_value(&event)).unwrap_or_default());
    view! {
        <section class="section stack">
            <h2>{t("results.about")}</h2>
            {several.then(|| view! {
                <label class="field"><span>{t("mastery.subject")}</span>
                    <select class="input" on:change=move |event| draft.subject.set(event_target_value(&event))>{all}</select></label>
            })}
            <label class="field"><span>{t("results.kind")}</span>
                <select class="input" on:change=pick>{kinds.collect_view()}</select></label>
            <label class="field"><span>{t("results.name")}</span>
                <input class="input" placeholder=t("results.name_hint") autocomplete="off" bind:value=draft.title/></label>
            <label class="field"><span>{t("results.day")}</span>
                <input class="input" type="date" max=today().to_string() bind:value=draft.day/></label>
        </section>
    }
}

/// A file from an event, read into the draft.
pub(super) fn take_file(draft: Draft, file: Option<web_sys::File>) {
    if let Some(file) = file {
        files::read(file, move |chosen| draft.read_file(&chosen));
    }
}
