//! What the parts of the page share: what is shown, the settings, and the search in slices.

use leptos::prelude::*;

use crate::app::day::today;
use crate::app::say;
use crate::app::slices::{Slices, Steps};
use crate::app::state::AppState;
use crate::domain::command::{Command, Rejected, UseGroups};
use crate::domain::grouping::{Ask, GroupSearch, GroupSettings, Proof, Purpose, usual_groups};
use crate::domain::id::SubjectId;
use crate::domain::subject::for_groups;
use crate::domain::{Class, Sentence};
use crate::view::groups::{
    Balance, GroupsPage, GroupsQuery, Interest, Lists, Met, balance, groups_page, interest, is_running,
    lists, met, people, placed,
};

/// Where the best is not proven by then, the best found is used.
const SKILL_MS: f64 = 4000.0;
const MIXED_MS: f64 = 1200.0;

/// Who is where, as it was when a search ended, and what the search said of it.
type Ended = Option<(Vec<(String, String)>, Proof)>;

/// The state of the page.
#[derive(Clone, Copy)]
pub struct GroupsDesk {
    pub app: AppState,
    /// The subject that is shown.
    pub subject: RwSignal<SubjectId>,
    /// The purpose that is shown.
    pub purpose: RwSignal<Purpose>,
    /// What a proposal keeps to, but for the number of groups.
    pub settings: RwSignal<GroupSettings>,
    /// The most groups, where the teacher says how many.
    pub groups_max: RwSignal<Option<usize>>,
    /// Settings are open.
    pub open: RwSignal<bool>,
    /// The question about moves is open.
    pub asking: RwSignal<bool>,
    /// A search is at work, and what it has.
    pub searching: RwSignal<Option<String>>,
    /// The member whose menu is open.
    pub menu: RwSignal<Option<String>>,
    /// What the page prints.
    pub rows: Memo<GroupsPage>,
    ended: RwSignal<Ended>,
    search: Slices<GroupSearch>,
}

impl GroupsDesk {
    /// The page as it opens: the first subject; skill groups, unless there are mixed ones only.
    pub fn new(app: AppState) -> Self {
        let first = app.with_book(|book| for_groups(book.class())).unwrap_or_default().into_iter().next();
        let subject = RwSignal::new(first.map(|(id, _)| id).unwrap_or_default());
        let runs = |purpose: Purpose| {
            let query = query_of(subject.get_untracked(), purpose);
            app.with_book(|book| is_running(book.class(), &query)) == Some(true)
        };
        let mixed_only = !runs(Purpose::Skill) && runs(Purpose::Mixed);
        let purpose = RwSignal::new(if mixed_only { Purpose::Mixed } else { Purpose::Skill });
        let ended: RwSignal<Ended> = RwSignal::new(None);
        let rows = Memo::new(move |_| {
            let mut query = query_of(subject.get(), purpose.get());
            query.hidden = app.levels_hidden.get();
            let read = |class: &Class| {
                let stands = placed(class, &query);
                let proof =
                    ended.with(|ended| ended.as_ref().filter(|(at, _)| *at == stands).map(|(_, p)| *p));
                let query = GroupsQuery { proof, ..query.clone() };
                app.catalog.with(|catalog| groups_page(class, catalog, &query))
            };
            app.with_class(read).unwrap_or_default()
        });
        Self {
            app,
            subject,
            purpose,
            settings: RwSignal::new(GroupSettings::default()),
            groups_max: RwSignal::new(None),
            open: RwSignal::new(false),
            asking: RwSignal::new(false),
            searching: RwSignal::new(None),
            menu: RwSignal::new(None),
            rows,
            ended,
            search: Slices::new(),
        }
    }

    /// How even the groups are.
    pub fn balance(self) -> Memo<Option<Balance>> {
        self.read(balance)
    }

    /// Who has worked with whom.
    pub fn met(self) -> Memo<Option<Met>> {
        self.read(met)
    }

    /// The groups as lists to print and to project.
    pub fn lists(self) -> Memo<Lists> {
        Memo::new(move |_| {
            self.rows.with(|page| self.app.with_class(|class| lists(class, page))).unwrap_or_default()
        })
    }

    /// Topics and choices of interest groups.
    pub fn interest(self) -> Memo<Option<Interest>> {
        self.read(interest)
    }

    fn read<T: PartialEq + Send + Sync + 'static>(
        self,
        of: fn(&Class, &GroupsQuery) -> Option<T>,
    ) -> Memo<Option<T>> {
        Memo::new(move |_| {
            let mut query = query_of(self.subject.get(), self.purpose.get());
            query.hidden = self.app.levels_hidden.get();
            self.app.with_class(|class| of(class, &query)).flatten()
        })
    }

    /// What is shown.
    pub fn query(self) -> GroupsQuery {
        query_of(self.subject.get(), self.purpose.get())
    }

    /// Whether a search makes these groups.
    pub fn is_searched(self) -> bool {
        self.purpose.get() != Purpose::WholeClass
    }

    /// Shows the groups of another purpose.
    pub fn show(self, purpose: Purpose) {
        self.menu.set(None);
        self.purpose.set(purpose);
    }

    /// Does a command of the page.
    pub fn dispatch(self, command: impl Command) -> bool {
        self.app.dispatch(command).is_ok()
    }

    /// Asks about moves that were made by hand, where there are any; then proposes.
    pub fn ask_then_propose(self) {
        let moved = self.rows.with_untracked(|page| page.moved)
            && self.rows.with_untracked(|page| page.state == crate::view::groups::GroupsState::Running);
        if moved {
            self.asking.set(true);
        } else {
            self.propose();
        }
    }

    /// Everything that a proposal keeps to, with the usual number of groups where the teacher said none.
    pub fn asked(self) -> GroupSettings {
        let mut settings = self.settings.get();
        let usual = || {
            let purpose = self.purpose.get();
            let query = query_of(self.subject.get(), purpose);
            let counted = self.app.with_class(|class| {
                (people(class, today()).len(), interest(class, &query).map_or(0, |it| it.topics.len()))
            });
            let (students, topics) = counted.unwrap_or_default();
            usual_groups(purpose, students, settings.size.map(|(_, most)| most), topics)
        };
        settings.groups_max = self.groups_max.get().unwrap_or_else(usual);
        settings
    }

    /// Starts a search.
    pub fn propose(self) {
        let (subject, purpose) = (self.subject.get_untracked(), self.purpose.get_untracked());
        let settings = untrack(|| self.asked());
        let ask = Ask { subject, purpose, settings, today: today() };
        let made = self.app.with_book(|book| {
            self.app.catalog.with_untracked(|catalog| GroupSearch::new(book.class(), catalog, &ask))
        });
        match made {
            Some(Ok(search)) => {
                let most_ms = if matches!(search, GroupSearch::Mixed(_)) { MIXED_MS } else { SKILL_MS };
                let how = Steps { step: GroupSearch::slice, most_ms };
                self.search.begin(search, how, move |search| self.tell(search), move || self.finish());
            }
            Some(Err(Rejected(why))) => self.app.refuse(&why),
            None => {}
        }
    }

    /// Says what the search has so far.
    fn tell(self, search: &GroupSearch) {
        let so_far = match search {
            GroupSearch::Skill(skill) => skill
                .proposal()
                .ok()
                .map(|proposal| Sentence::new("groups.best_so_far").with("n", proposal.assessment.fit())),
            _ => Some(Sentence::new("groups.best_mixed")),
        };
        let so_far = so_far.map(|sentence| say(&sentence)).unwrap_or_default();
        if self.searching.with_untracked(|shown| shown.as_deref() != Some(&so_far)) {
            self.searching.set(Some(so_far));
        }
    }

    /// Uses the best groups so far.
    pub fn finish(self) {
        let search = self.search.take();
        self.searching.set(None);
        let Some(search) = search else { return };
        match search.proposal() {
            Err(Rejected(why)) => self.app.refuse(&why),
            Ok(proposal) => {
                let proof = proposal.proof;
                let done = Sentence::new("groups.done").with("n", proposal.groups.len());
                if self.app.dispatch_and_say(UseGroups::from(proposal), &done).is_ok() {
                    let query = query_of(self.subject.get_untracked(), self.purpose.get_untracked());
                    let stands = self.app.with_book(|book| placed(book.class(), &query));
                    let can_prove = self.purpose.get_untracked() != Purpose::Mixed;
                    self.ended.set(stands.filter(|_| can_prove).map(|stands| (stands, proof)));
                }
            }
        }
    }
}

fn query_of(subject: SubjectId, purpose: Purpose) -> GroupsQuery {
    GroupsQuery { subject, purpose, today: today(), hidden: false, proof: None }
}
