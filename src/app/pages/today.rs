//! What is on now and next, who is absent, what is worth noticing.

use leptos::prelude::*;

use super::board::Ring;
use super::rotation::{Absent, LogDays, LogToday};
use super::small_group::SmallGroups;
use crate::app::components::{Head, Icon, Leaf};
use crate::app::day::today as day_of_today;
use crate::app::platform::clock::{minute_of_day, second_of_day};
use crate::app::state::use_app;
use crate::app::t;
use crate::view::today::{NoticeRow, NowRow, TodayRows, today};
use crate::view::{Page, Route};

/// The page of today: what is on now and next, who is absent, what is worth noticing.
#[component]
pub fn Today() -> impl IntoView {
    let app = use_app();
    hide_levels_while_here();
    let second = RwSignal::new(second_of_day());
    let minute = Memo::new(move |_| second.get() / 60);
    let tick =
        set_interval_with_handle(move || second.set(second_of_day()), std::time::Duration::from_secs(1));
    on_cleanup(move || {
        if let Ok(tick) = tick {
            tick.clear();
        }
    });
    let rows = Memo::new(move |_| {
        let _ = minute.get();
        let catalog = app.catalog.get();
        app.with_class(|class| today(class, &catalog, day_of_today(), minute_of_day())).unwrap_or_default()
    });
    let field =
        |read: fn(&TodayRows) -> &String| Signal::derive(move || rows.with(|rows| read(rows).clone()));
    let now = Memo::new(move |_| rows.with(|rows| rows.now.clone()));
    let off = Memo::new(move |_| rows.with(|rows| rows.preview.is_some()));
    let to_log = Memo::new(move |_| rows.with(|rows| rows.to_log.clone()));
    let notices = move || {
        let notices = rows.with(|rows| rows.notices.clone());
        if notices.is_empty() {
            return view! { <p class="quiet">{t("today.nothing")}</p> }.into_any();
        }
        view! { <ul class="rows notice">{notices.into_iter().map(notice_view).collect_view()}</ul> }
            .into_any()
    };
    let talks = move || {
        let talks = rows.with(|rows| rows.talks.clone());
        if talks.is_empty() {
            return view! { <p class="quiet">{t("today.no_talks")}</p> }.into_any();
        }
        let talk = |row: crate::view::today::TalkRow| {
            view! { <li><a href=app.href(Page::Plans, Some(row.id))>{row.name}</a><span class="small">{row.ago}</span></li> }
        };
        view! { <ul class="rows">{talks.into_iter().map(talk).collect_view()}</ul> }.into_any()
    };
    let tools = move || {
        let (ready, logged, preview) = rows.with(|rows| (rows.ready, rows.logged, rows.preview.clone()));
        if let Some(words) = preview {
            view! { <a class="btn btn--main" href=app.href(Page::Rotation, None)>{words}</a> }.into_any()
        } else if ready {
            view! {
                <LogToday logged/>
                <a class="btn btn--main" href=app.href(Page::Board, None)>{t("today.board")}</a>
            }
            .into_any()
        } else {
            view! { <a class="btn btn--main" href=app.href(Page::Groups, None)>{t("rotation.to_groups")}</a> }
                .into_any()
        }
    };
    view! {
        <Head title=field(|rows| &rows.title) lead=field(|rows| &rows.lead) but=field(|rows| &rows.but)>
            <a class="btn" href=move || app.href(Page::Results, None)>{t("today.marks")}</a>
            {tools}
        </Head>
        <div class="today">
            <div>
                {move || now.get().map(|now| now_view(now, second))}
                {move || (!off.get()).then(|| view! { <Absent/> })}
                <SmallGroups/>
                <LogDays days=to_log/>
                <section class="section"><h2>{t("today.notice")}</h2>{notices}</section>
            </div>
            <aside class="today__side">
                <section>
                    <div class="section__top"><h2>{t("today.talks")}</h2><span class="small">{field(|rows| &rows.talks_due)}</span></div>
                    {talks}
                </section>
            </aside>
        </div>
    }
}

/// Levels start hidden here, because this page is the one that is on the wall; H shows them, and elsewhere they are
/// as they were.
fn hide_levels_while_here() {
    let app = use_app();
    let before = app.levels_hidden.get_untracked();
    app.levels_hidden.set(true);
    on_cleanup(move || {
        if !before {
            app.levels_hidden.set(false);
        }
    });
}

fn now_view(now: NowRow, second: RwSignal<u32>) -> AnyView {
    let seconds = now.seconds;
    let ring = now.ends_at.map(|ends| {
        let left = Memo::new(move |_| ends.saturating_sub(second.get()).min(seconds));
        view! { <Ring left seconds/> }
    });
    let names = now.names.into_iter().map(|name| view! { <li>{name}</li> }).collect_view();
    view! {
        <div class="now">
            {ring}
            <div class="stack">
                <p class="small">{now.slot}</p>
                <p class="now__focus"><Leaf name=now.group.clone()/>{now.group}<span class="code">{now.focus}</span></p>
                <ul class="who">{names}</ul>
            </div>
        </div>
    }
    .into_any()
}

fn notice_view(row: NoticeRow) -> AnyView {
    let app = use_app();
    let class = app.with_book(|book| book.document().id.clone()).unwrap_or_default();
    let href = Route::parse(&format!("#/class/{class}/{}", row.act.1)).hash();
    view! {
        <li>
            <Icon name=row.icon/>
            <div><p><b>{row.text}</b></p><p class="small">{row.why}</p></div>
            <a class="btn" href=href>{row.act.0}</a>
        </li>
    }
    .into_any()
}
