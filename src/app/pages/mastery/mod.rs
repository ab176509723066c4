//! The mastery page: who knows what. A grid that is typed into, and a panel that tells what a mark rests on.

mod block;
mod entry;
mod grid;
mod keys;
mod own;
mod panel;
mod twice;

use leptos::prelude::*;

use crate::app::components::{Head, HiddenLevels};
use crate::app::day::today;
use crate::app::pages::small_group::call_together;
use crate::app::state::{AppState, use_app};
use crate::app::{say, t};
use crate::document::Followed;
use crate::domain::command::{PlanSmallGroup, RecordMarks, RoundMark};
use crate::domain::grouping::small::next_day;
use crate::domain::id::{StandardId, StudentId, SubjectId, UnitId};
use crate::domain::mastery::CheckKind;
use crate::domain::order::Order;
use crate::domain::standards::running_unit;
use crate::domain::subject::in_order;
use crate::domain::{Class, Sentence};
use crate::view::Page;
use crate::view::mastery::{Block, Cache, Entry, Filter, MasteryRows, Shade, Sort, filtered, order, units};
use crate::view::standards::reach;
use crate::view::words::day_words;

use block::PastedBlock;
use entry::QuickEntry;
use grid::Grid;
use panel::Panel;
use twice::Twice;

/// The page's own state: lives as long as the visit.
#[derive(Clone, Copy)]
pub(super) struct Visit {
    app: AppState,
    subject: Memo<SubjectId>,
    unit: Memo<Option<UnitId>>,
    grid: Memo<MasteryRows>,
    /// Kept still while marks are typed; `None` is by name.
    order: RwSignal<Option<Vec<String>>>,
    /// The rows' students as they are shown.
    ids: Memo<Vec<String>>,
    /// The cell that has the keyboard: student, standard.
    at: RwSignal<Option<(String, String)>>,
    /// The same as student and column; the first cell before there is one.
    spot: Memo<(String, usize)>,
    /// Whether the panel tells of it.
    open: RwSignal<bool>,
    /// Quick entry: what is typed is of this kind and day. Without it, seen by the teacher today.
    entry: RwSignal<Option<Entry>>,
    /// What the cells are coloured by.
    shade: RwSignal<Shade>,
    /// Who is shown; kept still while marks are typed. `None` is everybody.
    shown: RwSignal<Option<Matches>>,
    /// A pasted block that is looked at.
    block: RwSignal<Option<Block>>,
}

/// Whom a filter found by a standard.
#[derive(Clone, PartialEq)]
struct Matches {
    filter: Filter,
    standard: String,
    students: Vec<String>,
}

impl Visit {
    fn new(
        app: AppState,
        chosen: RwSignal<Option<SubjectId>>,
        unit: RwSignal<Option<Option<UnitId>>>,
    ) -> Self {
        let subject = Memo::new(move |_| {
            let first =
                || app.with_class(|class| in_order(class).into_iter().next().map(|(id, _)| id)).flatten();
            chosen.get().or_else(first).unwrap_or_default()
        });
        let unit = Memo::new(move |_| {
            let running = || app.with_class(|class| running_unit(class, &subject.get(), today())).flatten();
            unit.get().unwrap_or_else(running)
        });
        let kept = StoredValue::new((Cache::default(), Followed::default()));
        let grid = Memo::new(move |_| {
            let (subject, unit, catalog) = (subject.get(), unit.get(), app.catalog.get());
            let made = app.book.with(|book| {
                let book = book.as_ref()?;
                kept.try_update_value(|(cache, followed)| {
                    cache.forget(book.class(), book.touched_since(*followed));
                    *followed = book.followed();
                    cache.grid(book.class(), &catalog, &subject, unit.as_ref(), today())
                })
            });
            made.unwrap_or_default()
        });
        let order = RwSignal::new(None::<Vec<String>>);
        let shown = RwSignal::new(None::<Matches>);
        let ids = Memo::new(move |_| {
            let mut ids: Vec<String> = grid.with(|grid| grid.rows.iter().map(|row| row.id.clone()).collect());
            if let Some(found) = shown.get() {
                ids.retain(|id| found.students.contains(id));
            }
            if let Some(order) = order.get() {
                ids.order_by_key(|id| order.iter().position(|other| other == id).unwrap_or(usize::MAX));
            }
            ids
        });
        let at = RwSignal::new(None::<(String, String)>);
        let spot = Memo::new(move |_| {
            let found = at.get().and_then(|(student, standard)| {
                let column =
                    grid.with(|grid| grid.columns.iter().position(|column| column.id == standard))?;
                ids.with(|ids| ids.contains(&student)).then_some((student, column))
            });
            found.unwrap_or_else(|| (ids.with(|ids| ids.first().cloned().unwrap_or_default()), 0))
        });
        let (entry, block, shade) = (RwSignal::new(None), RwSignal::new(None), RwSignal::new(Shade::Level));
        let open = RwSignal::new(false);
        Self { app, subject, unit, grid, order, ids, at, spot, open, entry, shade, shown, block }
    }

    /// Whether levels are hidden, in which case nothing is typed and that is said.
    fn hidden(self) -> bool {
        let hidden = self.app.levels_hidden.get_untracked();
        if hidden {
            self.app.refuse(&Sentence::new("mastery.hidden"));
        }
        hidden
    }

    /// Writes marks of today, or of the day and kind of quick entry; whether they were.
    fn record(self, marks: Vec<RoundMark>, helped: bool) -> bool {
        let (kind, on) = match self.entry.get_untracked() {
            Some(entry) => (entry.kind, entry.on),
            None => (CheckKind::Observation, today()),
        };
        let subject = self.subject.get_untracked();
        !self.hidden() && self.app.dispatch(RecordMarks { subject, kind, on, helped, marks }).is_ok()
    }

    /// Student and standard of the cell that has the keyboard.
    fn cell(self) -> Option<(StudentId, StandardId)> {
        self.at.get().map(|(student, standard)| (StudentId(student), StandardId(standard)))
    }

    /// Shows those whom a filter finds by the standard that has the keyboard, or everybody.
    fn show(self, filter: Option<Filter>) {
        let (_, column) = self.spot.get_untracked();
        let found = filter.and_then(|filter| {
            self.grid.with_untracked(|grid| {
                let standard = grid.columns.get(column)?.id.clone();
                Some(Matches { filter, standard, students: filtered(grid, column, filter) })
            })
        });
        self.shown.set(found);
    }

    /// Those who are shown because they are not there yet, as a small group of the next school day.
    fn together(self) -> Option<PlanSmallGroup> {
        let found = self.shown.get().filter(|found| found.filter == Filter::NotYet)?;
        let (subject, standard) = (self.subject.get(), StandardId(found.standard));
        let catalog = self.app.catalog.get();
        let makes_groups = |class: &Class| class.subjects.get(&subject).is_none_or(|subject| !subject.habits);
        let (reach, on) = self.app.with_class(|class| {
            makes_groups(class).then(|| (reach(class, &catalog, &standard), next_day(class, today())))
        })??;
        let students: Vec<StudentId> = found.students.into_iter().map(StudentId).collect();
        (!students.is_empty()).then_some(PlanSmallGroup { subject, standard, reach, students, on })
    }

    fn sort(self, sort: Sort) {
        let kept = (sort != Sort::Name).then(|| self.grid.with_untracked(|grid| order(grid, sort)));
        self.order.set(kept);
    }
}

/// The page. An item is a subject, of which every standard is shown.
#[component]
pub fn Mastery(item: Option<String>) -> impl IntoView {
    let app = use_app();
    let all = item.as_ref().map(|_| None);
    let (chosen, unit) = (RwSignal::new(item.map(SubjectId)), RwSignal::new(all));
    let visit = Visit::new(app, chosen, unit);
    let lead = move |empty: (&'static str, &'static str), shown: fn(&MasteryRows) -> String| {
        visit.grid.with(|grid| match grid {
            grid if grid.rows.is_empty() => t(empty.0).to_owned(),
            grid if grid.columns.is_empty() => t(empty.1).to_owned(),
            grid => shown(grid),
        })
    };
    let title = move || {
        let title =
            |unit: &UnitId| app.with_class(|class| class.units.get(unit).map(|unit| unit.title.clone()));
        match visit.unit.get().as_ref().and_then(title).flatten().filter(|title| !title.is_empty()) {
            Some(title) => say(&Sentence::new("mastery.title_of").with("what", title)),
            None => t("mastery.title").to_owned(),
        }
    };
    let first = Memo::new(move |_| {
        lead(("mastery.no_students_lead", "mastery.no_standards_lead"), |grid| grid.lead.clone())
    });
    let but =
        Memo::new(move |_| lead(("mastery.no_students", "mastery.no_standards"), |grid| grid.but.clone()));
    let state = Memo::new(move |_| visit.grid.with(|grid| (grid.rows.is_empty(), grid.columns.is_empty())));
    // Prerequisites are columns, too. Once it stands the grid is never taken away again: it holds the keyboard.
    let waits = Memo::new(move |before| before != Some(&false) && app.catalog_is_coming.get());
    view! {
        <Head title=Signal::derive(title) lead=first but=but>
            <Choices visit chosen unit/>
            <a class="btn btn--main" href=move || app.href(Page::Results, None)>{t("mastery.results")}</a>
        </Head>
        {move || match state.get() {
            (true, _) => empty(app, Page::Class, "mastery.no_students_link").into_any(),
            (_, true) => empty(app, Page::Standards, "mastery.no_standards_link").into_any(),
            _ if waits.get() => ().into_any(),
            _ => view! {
                <HiddenLevels/>
                <Twice/>
                <div class="mastery" data-open=move || visit.open.get().to_string()>
                    <div class="mastery__grid">
                        <QuickEntry visit/>
                        <PastedBlock visit/>
                        <Grid visit/>
                    </div>
                    <Panel visit/>
                </div>
            }.into_any(),
        }}
    }
}

fn empty(app: AppState, page: Page, link: &'static str) -> impl IntoView {
    view! { <p><a class="btn" href=move || app.href(page, None)>{t(link)}</a></p> }
}

/// Subject, unit and order.
#[component]
fn Choices(
    visit: Visit,
    chosen: RwSignal<Option<SubjectId>>,
    unit: RwSignal<Option<Option<UnitId>>>,
) -> impl IntoView {
    let app = visit.app;
    let all_subjects = Memo::new(move |_| app.with_class(in_order).unwrap_or_default());
    let all_units =
        Memo::new(move |_| app.with_class(|class| units(class, &visit.subject.get())).unwrap_or_default());
    let pick_subject = move |id: String| {
        chosen.set(Some(SubjectId(id)));
        unit.set(None);
        visit.order.set(None);
        visit.shown.set(None);
    };
    let pick_unit = move |id: String| {
        visit.shown.set(None);
        unit.set(Some((!id.is_empty()).then_some(UnitId(id))));
    };
    let sorts = [(Sort::Name, "mastery.sort_name"), (Sort::FewestMastered, "mastery.sort_fewest")];
    let sorts = sorts.map(|(sort, text)| {
        let pressed = move || (visit.order.with(Option::is_some) == (sort != Sort::Name)).to_string();
        view! { <button aria-pressed=pressed on:click=move |_| visit.sort(sort)>{t(text)}</button> }
    });
    let shades = [
        (Shade::Level, "mastery.shade_level"),
        (Shade::Sure, "mastery.shade_sure"),
        (Shade::Age, "mastery.shade_age"),
    ];
    let shades = shades.map(|(shade, text)| {
        let pressed = move || (visit.shade.get() == shade).to_string();
        view! { <button aria-pressed=pressed on:click=move |_| visit.shade.set(shade)>{t(text)}</button> }
    });
    view! {
        {move || (all_subjects.with(Vec::len) > 1).then(|| {
            let options = all_subjects.get().into_iter().map(|(id, name)| (id.0, name)).collect();
            select("mastery.subject", options, visit.subject.get().0, pick_subject)
        })}
        {move || (!all_units.with(Vec::is_empty)).then(|| {
            let units = all_units.get().into_iter().map(|(id, title)| (id.0, title));
            let options = units.chain([(String::new(), t("mastery.all").to_owned())]).collect();
            select("mastery.unit", options, visit.unit.get().map(|id| id.0).unwrap_or_default(), pick_unit)
        })}
        <span class="seg" role="group" aria-label=t("mastery.sort")>{sorts}</span>
        <span class="seg" role="group" aria-label=t("mastery.shade")>{shades}</span>
        <Shown visit/>
        <button class="btn" aria-pressed=move || visit.entry.with(Option::is_some).to_string()
            on:click=move |_| if visit.entry.with_untracked(Option::is_some) { visit.entry.set(None) } else { entry::begin(visit) }>
            {t("mastery.quick_entry")}</button>
    }
}

/// Everybody, or who has something to do on the standard that has the keyboard.
#[component]
fn Shown(visit: Visit) -> impl IntoView {
    let text = |filter: Filter| match filter {
        Filter::NotYet => t("mastery.show_not_yet"),
        Filter::NoMark => t("mastery.show_no_mark"),
        Filter::Tentative => t("mastery.show_tentative"),
    };
    let choose = move |event| {
        let chosen = event_target_value(&event).parse::<usize>().ok();
        visit.show(chosen.and_then(|at| Filter::ALL.get(at).copied()));
    };
    let options = Filter::ALL.into_iter().enumerate().map(|(at, filter)| {
        let is_chosen =
            move || visit.shown.with(|shown| shown.as_ref().is_some_and(|found| found.filter == filter));
        view! { <option value=at.to_string() selected=is_chosen>{text(filter)}</option> }
    });
    let everybody = move || visit.shown.with(Option::is_none);
    view! {
        <select class="input input--fit" aria-label=t("mastery.show") on:change=choose>
            <option value="" selected=everybody>{t("mastery.show_all")}</option>{options.collect_view()}
        </select>
        {move || visit.together().map(|plan| {
            let n = Sentence::new("small_group.make").with("n", plan.students.len().to_string());
            let words = say(&n.with("day", day_words(plan.on)));
            view! { <button class="btn" on:click=move |_| call_together(visit.app, plan.clone())>{words}</button> }
        })}
    }
}

fn select(
    label: &'static str,
    options: Vec<(String, String)>,
    chosen: String,
    pick: impl Fn(String) + 'static,
) -> AnyView {
    let options = options.into_iter().map(|(id, name)| {
        let selected = id == chosen;
        view! { <option value=id selected=selected>{name}</option> }
    });
    view! {
        <select class="input input--fit" aria-label=t(label) on:change=move |event| pick(event_target_value(&event))>
            {options.collect_view()}
        </select>
    }
    .into_any()
}
