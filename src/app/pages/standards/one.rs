//! One standard: what leads to it and what it leads to, two steps each way, with what the class knows of each.

use leptos::prelude::*;

use super::for_whom::ForWhom;
use crate::app::components::{Head, HiddenLevels};
use crate::app::day::today;
use crate::app::pages::small_group::ClassOnStandard;
use crate::app::state::{AppState, use_app};
use crate::app::t;
use crate::domain::id::StandardId;
use crate::view::Page;
use crate::view::standards::{CoherenceRows, StepRow, coherence, on_standard};

/// The heads of the steps, in their order; the standard itself stands in the middle.
const STEPS: [&str; 4] =
    ["standards.two_before", "standards.one_before", "standards.one_after", "standards.two_after"];

/// The view of one standard.
#[component]
pub fn One(id: StandardId) -> impl IntoView {
    let app = use_app();
    let (whose, of_whom) = (id.clone(), id.clone());
    let rows = Memo::new(move |_| {
        app.catalog.with(|catalog| app.with_class(|class| coherence(class, catalog, &id, today())).flatten())
    });
    let class = Memo::new(move |_| {
        app.catalog
            .with(|catalog| app.with_class(|class| on_standard(class, catalog, &whose, today())).flatten())
    });
    let title = Signal::derive(move || {
        rows.with(|rows| rows.as_ref().map(|rows| rows.here.row.code.clone()))
            .unwrap_or_else(|| t("unit.title").to_owned())
    });
    let lead = Signal::derive(move || {
        let label = rows.with(|rows| rows.as_ref().map(|rows| rows.here.row.label.clone()));
        label.unwrap_or_else(|| {
            t(if app.catalog_is_coming.get() { "common.opening" } else { "standards.unknown" }).to_owned()
        })
    });
    let but = Signal::derive(move || {
        rows.with(|rows| rows.as_ref().map(|rows| rows.lead.clone())).unwrap_or_default()
    });
    view! {
        <Head title lead but>
            <a class="btn" href=move || app.href(Page::Standards, None)>{t("standards.back")}</a>
        </Head>
        <HiddenLevels/>
        {move || rows.with(Option::is_some).then(|| view! { <ForWhom standard=of_whom.clone() code=title.get_untracked()/> })}
        {move || class.get().filter(|_| rows.with(Option::is_some) && !app.levels_hidden.get()).map(|rows| view! { <ClassOnStandard rows/> })}
        {move || rows.get().map(|rows| path(app, rows))}
    }
}

fn path(app: AppState, rows: CoherenceRows) -> impl IntoView {
    let CoherenceRows { here, steps: [two_before, one_before, one_after, two_after], related, .. } = rows;
    let details = here.row.details.clone();
    let steps = [two_before, one_before, one_after, two_after];
    let mut columns: Vec<AnyView> =
        STEPS.into_iter().zip(steps).map(|(head, steps)| step(app, head, steps).into_any()).collect();
    let middle = view! {
        <section class="coherence__step coherence__here">
            <h3>{t("standards.here")}</h3>
            <p><b>{here.row.code.clone()}</b><br/>{here.row.label.clone()}</p>
            <p class="small">{details}</p>
            {known(&here)}
        </section>
    };
    columns.insert(2, middle.into_any());
    let related = (!related.is_empty()).then(|| step(app, "standards.related", related));
    view! {
        <section class="section">
            <h2>{t("standards.path_head")}</h2>
            <div class="coherence">{columns}</div>
            <div class="coherence__related">{related}</div>
        </section>
    }
}

fn step(app: AppState, head: &'static str, rows: Vec<StepRow>) -> impl IntoView {
    let none = rows.is_empty().then(|| view! { <p class="quiet">{t("standards.none")}</p> });
    let rows = rows.into_iter().map(move |step| view! { <li>{one_step(app, step)}</li> }).collect_view();
    view! {
        <section class="coherence__step">
            <h3>{t(head)}</h3>
            {none}
            <ul class="plain">{rows}</ul>
        </section>
    }
}

fn one_step(app: AppState, step: StepRow) -> impl IntoView {
    let address = step.address.clone();
    let through = (!step.through.is_empty())
        .then(|| view! { <p class="small">{t("standards.through")}" "{step.through.join(", ")}</p> });
    let known = known(&step);
    view! {
        <a href=move || app.href(Page::Standards, Some(address.clone()))><span class="code">{step.row.code}</span></a>
        <p>{step.row.label}</p>
        {through}
        {known}
    }
}

/// How many have mastered it, in words and as a bar.
fn known(step: &StepRow) -> impl IntoView + use<> {
    let bar = step.share.map(
        |share| view! { <div class="fill" aria-hidden="true"><i style:--w=format!("{share}%")></i></div> },
    );
    view! {
        <p class="small coherence__known">{step.words.clone()}</p>
        {bar}
    }
}
