//! What came in, what the teacher says of it, and the way into the class.

use std::collections::BTreeMap;
use std::ops::Not;
use std::sync::Arc;

use leptos::prelude::*;

use crate::app::platform::clock::today;
use crate::app::platform::files::Chosen;
use crate::app::state::AppState;
use crate::document::import::bring::{Answers, ItemAnswer, ItemGuess, Who, command, items, people};
use crate::document::import::hand::{Holds, Said, choose};
use crate::document::import::scores::{ScoresMapping, ScoresPreview};
use crate::document::import::table::{Table, read_file, read_table};
use crate::document::import::{guess_scores, read_scores};
use crate::domain::Sentence;
use crate::domain::command::{RecordCheck, running_unit, unit_standards};
use crate::domain::mastery::CheckKind;
use crate::domain::subject::in_order;
use crate::view::{Page, Route};

/// What was read, with the teacher's answers to it.
#[derive(Clone)]
pub(super) struct Read {
    pub(super) preview: Arc<ScoresPreview>,
    pub(super) items: Arc<Vec<ItemGuess>>,
    pub(super) answers: RwSignal<Vec<ItemAnswer>>,
    pub(super) people: RwSignal<Vec<Who>>,
    pub(super) labels: RwSignal<BTreeMap<String, String>>,
    /// Why there is nothing to bring in, as the columns are taken now.
    pub(super) nothing: Option<Sentence>,
    whose: Arc<Vec<Who>>,
}

/// The page's own state. The pasted text stays until it was brought in.
#[derive(Clone, Copy)]
pub(super) struct Draft {
    pub(super) app: AppState,
    pub(super) text: RwSignal<String>,
    pub(super) sheet: RwSignal<Option<Result<Arc<Table>, Sentence>>>,
    pub(super) mapping: RwSignal<ScoresMapping>,
    pub(super) read: RwSignal<Option<Read>>,
    pub(super) kind: RwSignal<CheckKind>,
    pub(super) title: RwSignal<String>,
    pub(super) day: RwSignal<String>,
    pub(super) subject: RwSignal<String>,
    said: RwSignal<Said>,
}

impl Draft {
    /// Nothing came in yet.
    pub(super) fn new(app: AppState, subject: String) -> Self {
        Self {
            app,
            text: RwSignal::new(String::new()),
            sheet: RwSignal::new(None),
            mapping: RwSignal::new(ScoresMapping::default()),
            read: RwSignal::new(None),
            kind: RwSignal::new(CheckKind::ExitTicket),
            title: RwSignal::new(String::new()),
            day: RwSignal::new(today().to_string()),
            subject: RwSignal::new(subject),
            said: RwSignal::new(Said::default()),
        }
    }

    /// Reads what is in the box; an empty box is no mistake.
    pub(super) fn read_text(self) {
        let text = self.text.get_untracked();
        if text.trim().is_empty() {
            self.read.set(None);
            self.sheet.set(None);
        } else {
            self.take(read_table(&text));
        }
    }

    /// Reads a dropped file; its name is the title of a check that has none.
    pub(super) fn read_file(self, file: &Chosen) {
        if self.title.with_untracked(String::is_empty) {
            let name = file.name.rsplit_once('.').map_or(file.name.as_str(), |(name, _)| name);
            self.title.set(name.replace('_', " "));
        }
        self.take(read_file(&file.bytes));
    }

    fn take(self, table: Result<Table, Sentence>) {
        self.said.set(Said::default());
        match table {
            Err(why) => {
                self.read.set(None);
                self.sheet.set(Some(Err(why)));
            }
            Ok(table) => {
                let table = Arc::new(table);
                self.mapping.set(guess_scores(&table));
                self.read.set(Some(self.answered(&table)));
                self.sheet.set(Some(Ok(table)));
            }
        }
    }

    /// Takes a column for something else. What was said of items and students stays.
    pub(super) fn choose(self, at: usize, holds: Holds) {
        let Some(Ok(table)) = self.sheet.get_untracked() else { return };
        if let Some(read) = self.read.get_untracked() {
            self.said.update(|said| {
                read.answers.with_untracked(|answers| said.keep_items(&read.items, answers));
                let rows = &read.preview.students;
                read.people.with_untracked(|people| said.keep_people(rows, &read.whose, people));
            });
        }
        self.mapping.update(|mapping| choose(&table, mapping, at, holds));
        let labels = self.read.with_untracked(|read| read.as_ref().map(|read| read.labels.get_untracked()));
        let read = self.answered(&table);
        read.labels.set(labels.unwrap_or_default());
        self.read.set(Some(read));
    }

    /// What the table says by the mapping, with what was said before.
    fn answered(self, table: &Table) -> Read {
        let preview = self.mapping.with_untracked(|mapping| read_scores(table, mapping, today()));
        let guesses = items(&preview);
        let whose = self.app.with_book(|book| people(book.class(), &preview.students)).unwrap_or_default();
        let (answers, people) =
            self.said.with_untracked(|said| (said.items(&guesses), said.people(&preview.students, &whose)));
        Read {
            answers: RwSignal::new(answers),
            people: RwSignal::new(people),
            labels: RwSignal::new(BTreeMap::new()),
            items: Arc::new(guesses),
            nothing: nothing(&preview),
            whose: Arc::new(whose),
            preview: Arc::new(preview),
        }
    }

    /// Everything that was said, as it stands now.
    pub(super) fn answers(self, read: &Read) -> Answers {
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
    pub(super) fn bring(self, read: &Read) {
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

/// Why nothing can be brought in: the sentence that tells most.
fn nothing(preview: &ScoresPreview) -> Option<Sentence> {
    if !preview.students.is_empty() && !preview.marks.is_empty() {
        return None;
    }
    let telling = [
        "import.no_names",
        "import.no_scores_there",
        "import.marks_later",
        "import.totals_only",
        "import.no_scores",
    ];
    let known = |key: &&str| preview.problems.iter().find(|problem| problem.sentence.key == *key);
    let first = telling.iter().find_map(known).or(preview.problems.first());
    Some(first.map_or_else(|| Sentence::new("import.no_scores"), |problem| problem.sentence.clone()))
}
