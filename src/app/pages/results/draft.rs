//! What came in, what the teacher says of it, and the way into the class.

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;

use crate::app::day::today;
use crate::app::platform::files::Chosen;
use crate::app::say;
use crate::app::state::AppState;
use crate::document::import::bring::{
    Answers, ItemAnswer, ItemGuess, Who, command, items, n_marks, people, remembered,
};
use crate::document::import::fit::off_scale_problems;
use crate::document::import::hand::{Holds, Said, choose};
use crate::document::import::parts::{Part, parts, usual};
use crate::document::import::scores::{ScoresMapping, ScoresPreview};
use crate::document::import::table::{Table, read_file, read_table};
use crate::document::import::{guess_scores, read_scores};
use crate::domain::command::{Meeting, News, RecordCheck};
use crate::domain::id::CheckId;
use crate::domain::mastery::CheckKind;
use crate::domain::standards::{running_unit, unit_standards};
use crate::domain::subject::in_order;
use crate::domain::{Date, Sentence};
use crate::view::same_ticket::check_title;
use crate::view::{Page, Route};

/// What was read, with the teacher's answers to it.
#[derive(Clone)]
pub(super) struct Read {
    pub(super) preview: Arc<ScoresPreview>,
    pub(super) items: Arc<Vec<ItemGuess>>,
    pub(super) answers: RwSignal<Vec<ItemAnswer>>,
    pub(super) people: RwSignal<Vec<Who>>,
    pub(super) labels: RwSignal<BTreeMap<String, String>>,
    /// Parts of a diagnostic, and which of them come in.
    pub(super) parts: Arc<Vec<Part>>,
    pub(super) ticked: RwSignal<Vec<bool>>,
    /// "Same ticket?", by check and day, as far as the teacher said it.
    pub(super) same: RwSignal<BTreeMap<(CheckId, Date), bool>>,
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
        let draft = Self {
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
        };
        // Left open overnight with nothing in it: what is pasted in the morning is of that day.
        Effect::new(move |before: Option<Date>| {
            let now = today();
            let is_as_it_was = before.is_some_and(|before| draft.day.get_untracked() == before.to_string());
            if is_as_it_was && draft.read.with_untracked(Option::is_none) {
                draft.day.set(now.to_string());
            }
            now
        });
        draft
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
                let read = self.answered(&table);
                if read.preview.layout.is_diagnostic() {
                    // An interim has marks on items; the others are scale scores alone.
                    let is_quiz = !read.preview.marks.is_empty();
                    self.kind.set(if is_quiz { CheckKind::Quiz } else { CheckKind::Diagnostic });
                }
                self.read.set(Some(read));
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
        let before = self.read.get_untracked();
        let read = self.answered(&table);
        if let Some(before) = before {
            read.labels.set(before.labels.get_untracked());
            read.same.set(before.same.get_untracked());
            if before.parts == read.parts {
                read.ticked.set(before.ticked.get_untracked());
            }
        }
        self.read.set(Some(read));
    }

    /// What the table says by the mapping, with what was said before.
    fn answered(self, table: &Table) -> Read {
        let preview = self.mapping.with_untracked(|mapping| read_scores(table, mapping, today()));
        let mut guesses = items(&preview);
        self.app.with_book(|book| remembered(book.class(), &mut guesses));
        let whose = self.app.with_book(|book| people(book.class(), &preview.students)).unwrap_or_default();
        let (answers, people) =
            self.said.with_untracked(|said| (said.items(&guesses), said.people(&preview.students, &whose)));
        let parts = parts(&preview);
        let subject = self.subject.get_untracked();
        let named = self.app.with_book(|book| in_order(book.class())).unwrap_or_default();
        let named = named.into_iter().find(|(id, _)| id.0 == subject).map(|(_, name)| name);
        Read {
            ticked: RwSignal::new(usual(&parts, &named.unwrap_or_default())),
            parts: Arc::new(parts),
            answers: RwSignal::new(answers),
            people: RwSignal::new(people),
            labels: RwSignal::new(BTreeMap::new()),
            same: RwSignal::new(BTreeMap::new()),
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
            parts: read.ticked.get(),
            people: read.people.get(),
            labels: read.labels.get(),
        }
    }

    /// Marks that would come in.
    pub(super) fn n_marks(self, read: &Read) -> usize {
        let answers = self.answers(read);
        let n = self.app.with_class(|class| n_marks(class, &read.preview, &read.items, &answers));
        n.unwrap_or_default()
    }

    /// What of it the class has already, as far as it can be told: rows of which it is not said who they are meet nobody.
    pub(super) fn met(self, read: &Read) -> Met {
        let mut answers = self.answers(read);
        for who in answers.people.iter_mut().filter(|who| matches!(who, Who::Open(_))) {
            *who = Who::Nobody;
        }
        let catalog = self.app.catalog.get();
        let met = self.app.with_class(|class| {
            let mut check = command(class, &catalog, &read.preview, &answers).ok()?;
            let meetings = check.meetings(class);
            let said = read.same.get();
            check.settle(&meetings, |at| said.get(&place(&meetings[at])).copied());
            let news = check.news(class);
            Some(Met { meetings, news })
        });
        met.flatten().unwrap_or_default()
    }

    /// Rows with a level that the scale does not have.
    pub(super) fn off_scale(self, read: &Read) -> Vec<String> {
        let answers = self.answers(read);
        let off = self.app.with_class(|class| off_scale_problems(class, &read.preview, &answers));
        off.unwrap_or_default().iter().map(|problem| say(&problem.sentence)).collect()
    }

    /// Brings it in and shows the grid. A refusal is a notice, and everything stays as it is.
    pub(super) fn bring(self, read: &Read) {
        let answers = untrack(|| self.answers(read));
        let catalog = self.app.catalog.get_untracked();
        let made = self.app.with_book(|book| command(book.class(), &catalog, &read.preview, &answers));
        match made {
            None => {}
            Some(Err(why)) => self.app.refuse(&why),
            Some(Ok(mut check)) => {
                let growth = check.marks.is_empty();
                if let Err(why) = self.settle(read, &mut check) {
                    return self.app.refuse(&why);
                }
                let news = self.app.with_book(|book| check.news(book.class())).unwrap_or_default();
                let n = check.marks.len() + check.diagnostics.len();
                let done = if check.same.is_empty() {
                    Sentence::new(if growth { "results.done_growth" } else { "results.done" }).with("n", n)
                } else {
                    let done = Sentence::new("same.done").with("added", news.added);
                    done.with("changed", news.changed).with("same", news.as_before)
                };
                let item = (growth || !self.shown_by_itself(&check)).then(|| answers.subject.0.clone());
                if self.app.dispatch_and_say(check, &done).is_ok()
                    && let Route::Open { class, .. } = self.app.route.get_untracked()
                {
                    let page = if growth { Page::Growth } else { Page::Mastery };
                    self.app.go(&Route::Open { class, page, item });
                }
            }
        }
    }

    /// Takes what was said of tickets that the class may have already.
    fn settle(self, read: &Read, check: &mut RecordCheck) -> Result<(), Sentence> {
        let said = read.same.get_untracked();
        let found = self.app.with_book(|book| {
            let meetings = check.meetings(book.class());
            let open = meetings.iter().find(|met| !met.is_sure && !said.contains_key(&place(met)));
            match open {
                Some(open) => {
                    let title = check_title(book.class(), &open.same.check);
                    Err(Sentence::new("same.say").with("title", title))
                }
                None => Ok(meetings),
            }
        });
        if let Some(meetings) = found.transpose()? {
            check.settle(&meetings, |at| said.get(&place(&meetings[at])).copied());
        }
        Ok(())
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

/// What a file has that the class has too, and what would come in as it is answered now.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Met {
    pub(super) meetings: Vec<Meeting>,
    pub(super) news: News,
}

/// By what an answer is kept while columns and names are changed.
pub(super) fn place(meeting: &Meeting) -> (CheckId, Date) {
    (meeting.same.check.clone(), meeting.same.day)
}

/// Why nothing can be brought in: the sentence that tells most.
fn nothing(preview: &ScoresPreview) -> Option<Sentence> {
    let is_something = !preview.marks.is_empty() || !preview.diagnosed.is_empty();
    if !preview.students.is_empty() && is_something {
        return None;
    }
    let telling = ["import.no_names", "import.no_scores_there", "import.totals_only", "import.no_scores"];
    let known = |key: &&str| preview.problems.iter().find(|problem| problem.sentence.key == *key);
    let first = telling.iter().find_map(known).or(preview.problems.first());
    Some(first.map_or_else(|| Sentence::new("import.no_scores"), |problem| problem.sentence.clone()))
}
