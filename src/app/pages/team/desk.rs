//! What the parts of the page share: the classes in memory, what is asked for, and what was found.

use leptos::prelude::*;

use crate::app::day::today;
use crate::app::pages::need;
use crate::app::slices::{Slices, Steps};
use crate::app::state::{AppState, fresh_replica};
use crate::app::{say, t};
use crate::document::{Book, Document};
use crate::domain::calendar::Period;
use crate::domain::command::Rejected;
use crate::domain::grouping::team::{
    TeamAsk, TeamClass, TeamProposal, TeamSearch, Twin, fitting_subject, may_come, n_students, usual_period,
    usual_size,
};
use crate::domain::id::{CycleId, StandardId, SubjectId};
use crate::domain::standards::{BuiltIn, OwnCatalog};
use crate::domain::{Date, Sentence};
use crate::view::team::{TeamPage, team_page, usual_teacher};

/// Where the best is not proven by then, the best found is shown.
const MOST_MS: f64 = 8000.0;

/// A class that is open on this page.
#[derive(Debug, Clone)]
pub struct Held {
    /// What is grouped of it.
    pub part: TeamClass,
    /// Its document, at work in memory alone.
    pub book: Book,
    /// It came from a file, and goes back as it came.
    pub from_file: bool,
    /// Its file was edited by hand or damaged.
    pub edited: bool,
    /// The cycle that was made in it here.
    pub cycle: Option<CycleId>,
}

/// What was changed of the usual settings.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Changed {
    /// The focuses that were ticked.
    pub standards: Vec<StandardId>,
    /// The most groups.
    pub groups_max: Option<usize>,
    /// Who the teacher says are one student.
    pub one: Vec<Twin>,
    /// Fewest and most students of a group.
    pub size: Option<(usize, usize)>,
    /// First and last day, as they were typed.
    pub dates: Option<(String, String)>,
}

/// The state of the page.
#[derive(Clone, Copy)]
pub struct TeamDesk {
    pub app: AppState,
    /// The classes, in the order in which they came.
    pub held: RwSignal<Vec<Held>>,
    /// What was changed of the settings.
    pub changed: RwSignal<Changed>,
    /// Who leads each group, in the order of the groups.
    pub teachers: RwSignal<Vec<String>>,
    /// The groups that were found.
    pub proposal: RwSignal<Option<TeamProposal>>,
    /// A search is at work, and what it has.
    pub searching: RwSignal<Option<String>>,
    /// What the page prints.
    pub page: Memo<TeamPage>,
    search: Slices<TeamSearch>,
}

impl TeamDesk {
    /// The page as it opens: the open class alone.
    pub fn new(app: AppState) -> Self {
        let held: RwSignal<Vec<Held>> = RwSignal::new(Vec::new());
        let proposal: RwSignal<Option<TeamProposal>> = RwSignal::new(None);
        let page = Memo::new(move |_| {
            let (team, hidden) = (held.with(|held| parts(held)), app.levels_hidden.get());
            proposal.with(|proposal| team_page(&team, proposal.as_ref(), hidden, today()))
        });
        let desk = Self {
            app,
            held,
            changed: RwSignal::new(Changed::default()),
            teachers: RwSignal::new(Vec::new()),
            proposal,
            searching: RwSignal::new(None),
            page,
            search: Slices::new(),
        };
        if let Some(document) = app.with_book(|book| book.document().clone()) {
            desk.add(document, false, false);
        }
        // Standards that arrive later are laid under every class.
        Effect::new(move |before: Option<()>| {
            app.built_in.track();
            if before.is_some() {
                desk.held.update(|held| {
                    held.iter_mut().for_each(|one| one.part.catalog = catalog(app, &one.book))
                });
            }
        });
        desk
    }

    /// The classes that are held, as the search takes them.
    pub fn team(self) -> Vec<TeamClass> {
        self.held.with(|held| parts(held))
    }

    /// Takes a class in. Whether it came.
    pub fn add(self, document: Document, from_file: bool, edited: bool) -> bool {
        let (app, id) = (self.app, document.id.clone());
        let book = Book::new(document, fresh_replica());
        let class = book.class();
        let team = untrack(move || self.team());
        if let Err(Rejected(why)) = may_come(&team, &id, &class.about().name) {
            app.refuse(&why);
            return false;
        }
        for framework in BuiltIn::wanted(class) {
            need(app, framework);
        }
        let subject = fitting_subject(class, &team);
        let part = TeamClass { id, class: class.clone().into(), subject, catalog: catalog(app, &book) };
        self.forget();
        self.held.update(|held| held.push(Held { part, book, from_file, edited, cycle: None }));
        true
    }

    /// Takes a class out.
    pub fn remove(self, id: &str) {
        self.forget();
        self.held.update(|held| held.retain(|one| one.part.id != id));
    }

    /// Groups another subject of a class.
    pub fn choose(self, id: &str, subject: &str) {
        self.forget();
        self.held.update(|held| {
            for one in held.iter_mut().filter(|one| one.part.id == id) {
                one.part.subject = SubjectId::from(subject);
            }
        });
    }

    /// Groups of other classes are no groups of these.
    fn forget(self) {
        self.drop_groups();
        self.changed.update(|changed| {
            changed.standards.clear();
            changed.one.clear();
        });
    }

    fn drop_groups(self) {
        self.search.take();
        self.searching.set(None);
        self.proposal.set(None);
    }

    /// The usual settings. Who is one student stays said.
    pub fn reset(self) {
        self.changed.update(|changed| {
            *changed = Changed { one: std::mem::take(&mut changed.one), ..Changed::default() };
        });
    }

    /// Says that students of several classes are one, or are not.
    pub fn say_one(self, twin: &Twin, are: bool) {
        self.drop_groups();
        self.changed.update(|changed| {
            changed.one.retain(|other| other != twin);
            if are {
                changed.one.push(twin.clone());
            }
        });
    }

    /// The most groups: one a class, until the teacher says otherwise.
    pub fn groups_max(self) -> usize {
        self.changed.with(|changed| changed.groups_max).unwrap_or_else(|| self.held.with(Vec::len))
    }

    /// Fewest and most students of a group.
    pub fn size(self) -> (usize, usize) {
        let students =
            || n_students(&self.team(), &self.changed.with(|changed| changed.one.clone()), today());
        self.changed.with(|changed| changed.size).unwrap_or_else(|| usual_size(students(), self.groups_max()))
    }

    /// Says how many students a group has.
    pub fn resize(self, size: (usize, usize)) {
        self.changed.update(|changed| changed.size = Some(size));
    }

    /// First and last day, as text.
    pub fn dates(self) -> (String, String) {
        self.changed.with(|changed| changed.dates.clone()).unwrap_or_else(|| {
            let period = usual_period(&self.team(), today());
            (period.starts.to_string(), period.ends.to_string())
        })
    }

    /// The dates of the groups, where they can be read.
    pub fn period(self) -> Option<Period> {
        let (starts, ends) = self.dates();
        let day = |text: &str| text.parse::<Date>().ok();
        Some(Period { starts: day(&starts)?, ends: day(&ends)? })
    }

    /// Starts a search.
    pub fn propose(self) {
        let asked = untrack(move || {
            let period = self.period()?;
            let standards = self.changed.with(|changed| changed.standards.clone());
            let size = self.changed.with(|changed| changed.size);
            let one = self.changed.with(|changed| changed.one.clone());
            let groups_max = self.groups_max();
            Some(TeamAsk { standards, groups_max, one, size, period, today: today() })
        });
        let Some(ask) = asked else { return self.app.refuse(&Sentence::new("team.dates")) };
        match TeamSearch::new(untrack(move || self.team()), ask) {
            Err(Rejected(why)) => self.app.refuse(&why),
            Ok(search) => {
                self.searching.set(Some(t("team.reading").to_owned()));
                let how = Steps { step: TeamSearch::slice, most_ms: MOST_MS };
                self.search.begin(search, how, move |search| self.tell(search), move || self.finish());
            }
        }
    }

    /// Says what the search has so far.
    fn tell(self, search: &TeamSearch) {
        let so_far = search.covered().map_or_else(
            || t("team.reading").to_owned(),
            |n| say(&Sentence::new("team.best_so_far").with("n", n)),
        );
        if self.searching.with_untracked(|shown| shown.as_deref() != Some(&so_far)) {
            self.searching.set(Some(so_far));
        }
    }

    /// Shows the best groups so far.
    pub fn finish(self) {
        let search = self.search.take();
        self.searching.set(None);
        let Some(search) = search else { return };
        match search.proposal() {
            Err(Rejected(why)) => self.app.refuse(&why),
            Ok(proposal) => {
                self.name_teachers(proposal.groups.len());
                let done = Sentence::new("groups.done").with("n", proposal.groups.len());
                self.app.tell(say(&done), None);
                self.proposal.set(Some(proposal));
            }
        }
    }

    /// Groups that had no teacher yet get one.
    fn name_teachers(self, groups: usize) {
        let team = untrack(move || self.team());
        self.teachers.update(|teachers| {
            for at in teachers.len()..groups {
                teachers.push(usual_teacher(&team, at));
            }
        });
    }
}

fn parts(held: &[Held]) -> Vec<TeamClass> {
    held.iter().map(|one| one.part.clone()).collect()
}

/// The built-in standards with the class's own laid over them.
fn catalog(app: AppState, book: &Book) -> std::sync::Arc<crate::domain::standards::Catalog> {
    OwnCatalog::of(Some(book.class()), &app.built_in.get_untracked(), None).catalog.clone()
}
