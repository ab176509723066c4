//! The panel beside the grid: what one mark rests on, and a level set by hand.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::own::OwnCalculation;
use super::{Visit, keys};
use crate::app::components::Mark;
use crate::app::day::today;
use crate::app::{say, t};
use crate::domain::Sentence;
use crate::domain::command::{SetLevel, TakeBackEvidence};
use crate::view::Page;
use crate::view::mastery::{CellPanel, ChanceRow, EvidenceRow, Shade, cell_panel, legend};
use crate::view::standards::address;

/// The panel of one mark: what it rests on, and a level set by hand.
#[component]
pub(super) fn Panel(visit: Visit) -> impl IntoView {
    let app = visit.app;
    let panel = Memo::new(move |_| {
        let (student, standard) = visit.cell().filter(|_| visit.open.get())?;
        let (subject, catalog) = (visit.subject.get(), app.catalog.get());
        app.with_class(|class| cell_panel(class, &catalog, &subject, &student, &standard))
    });
    let escape = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" {
            keys::back(visit);
        }
    };
    view! {
        <aside class="cellpanel" aria-label=t("mastery.panel") on:keydown=escape>
            {move || match panel.get() {
                None => view! { <p class="small cellpanel__wait">{t("mastery.panel_empty")}</p> }.into_any(),
                Some(_) if app.levels_hidden.get() => view! { <p class="small" role="status">{t("mastery.panel_hidden")}</p> }.into_any(),
                Some(panel) => about(visit, panel).into_any(),
            }}
            <Legend visit/>
        </aside>
    }
}

fn about(visit: Visit, panel: CellPanel) -> impl IntoView {
    let app = visit.app;
    let evidence = panel.evidence.into_iter().map(|row| evidence(visit, row)).collect_view();
    let is_set = panel.set.is_some();
    let href = move || app.href(Page::Plans, visit.cell().map(|(student, _)| student.0));
    let student = move || app.href(Page::Student, visit.cell().map(|(student, _)| student.0));
    let standard = move || app.href(Page::Standards, visit.cell().map(|(_, standard)| address(&standard)));
    view! {
        <div class="stack">
            <div class="cellpanel__top">
                <div><p class="small">{panel.who}</p><h2>{panel.label}</h2></div>
                <button class="btn btn--plain" on:click=keys::close(visit)>{t("common.close")}</button>
            </div>
            <p class="verdict" aria-live="polite"><Mark mark=panel.mark/>{panel.verdict}</p>
            <p>{panel.next}</p>
            {panel.set.map(|set| view! { <p>{set}</p> })}
            {panel.chance.map(chance)}
            {panel.working.map(|working| view! { <p class="small">{working}</p> })}
            <ul class="plain evidence">{evidence}</ul>
            {panel.stands_on.map(|what| view! { <p class="small">{what}</p> })}
            <p class="small">{panel.surer}</p>
            <SetForm visit is_set/>
            <OwnCalculation visit own=panel.own/>
            <p class="links">
                <a href=href>{t("mastery.plan")}</a>
                <a href=student>{t("mastery.student_page")}</a>
                <a href=standard>{t("mastery.class_on")}</a>
            </p>
        </div>
    }
}

/// One piece of evidence, and the way to take it back.
fn evidence(visit: Visit, row: EvidenceRow) -> impl IntoView {
    let EvidenceRow { key, on, what, mark } = row;
    let label = Sentence::new("mastery.take_back_one").with("what", what.as_str()).with("on", on.as_str());
    let take_back = move |_| {
        let (Some((student, standard)), (check, attempt)) = (visit.cell(), key.clone()) else { return };
        // A refusal is shown as a notice.
        let _ = visit.app.dispatch(TakeBackEvidence { student, standard, check, attempt });
    };
    view! {
        <li>
            <span class="on">{on}</span><span>{what}</span><Mark mark/>
            <button class="btn btn--plain" aria-label=say(&label) on:click=take_back>{t("mastery.take_back")}</button>
        </li>
    }
}

/// The chance in words, and the band from 0 to 100 with the mastery line.
fn chance(chance: ChanceRow) -> impl IntoView {
    let percent = |share: f64| format!("{:.1}%", share * 100.0);
    let [start, middle, end] = chance.plot;
    view! {
        <div class="chance">
            <p>{chance.words}</p>
            <div class="band" aria-hidden="true">
                <i class="band__range" style=("left", percent(start)) style=("width", percent(end - start))></i>
                <i class="band__cut" style=("left", percent(chance.cut))></i>
                <i class="band__dot" style=("left", percent(middle))></i>
            </div>
            <p class="small">{chance.band}</p>
        </div>
    }
}

#[component]
fn SetForm(visit: Visit, is_set: bool) -> impl IntoView {
    let (levels, mastery) = visit.grid.with_untracked(|grid| (grid.levels, grid.mastery.to_string()));
    let (level, reason) = (RwSignal::new(mastery.clone()), RwSignal::new(String::new()));
    let set = move |level: Option<f64>| {
        let Some((student, standard)) = visit.cell() else { return };
        let reason = reason.get_untracked();
        // A refusal is shown as a notice; the form stays as it is.
        let _ = visit.app.dispatch(SetLevel { student, standard, level, reason, on: today() });
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let typed = level.get_untracked().parse().ok();
        set(typed.map(|level| visit.grid.with_untracked(|grid| grid.typed(level))));
    };
    let options = (1..=levels).map(|n| {
        let n = n.to_string();
        view! { <option value=n.clone() selected=n == mastery>{n.clone()}</option> }
    });
    view! {
        <details class="set">
            <summary>{t("mastery.set_level")}</summary>
            <form class="stack" on:submit=submit>
                <p class="small">{t("mastery.set_level_why")}</p>
                <label class="field"><span>{t("mastery.level")}</span>
                    <select class="input" on:change=move |event| level.set(event_target_value(&event))>{options.collect_view()}</select></label>
                <label class="field"><span>{t("mastery.reason")}</span>
                    <input class="input" placeholder=t("mastery.reason_hint") autocomplete="off" bind:value=reason/></label>
                <div class="bar">
                    <button class="btn" type="submit">{t("mastery.set")}</button>
                    {is_set.then(|| view! { <button class="btn btn--plain" type="button" on:click=move |_| set(None)>{t("mastery.unset")}</button> })}
                </div>
            </form>
        </details>
    }
}

#[component]
fn Legend(visit: Visit) -> impl IntoView {
    let rows = move || {
        let rows = visit.app.with_class(|class| legend(class, &visit.subject.get())).unwrap_or_default();
        let rows = rows.into_iter().map(|(mark, name)| {
            let sure = mark.tentative.then_some("few");
            let by = mark.set_by_teacher.then_some("teacher");
            view! { <li><i class="mark mark--s" data-level=mark.level data-sure=sure data-by=by aria-hidden="true">{mark.digit}</i>{name}</li> }
        });
        rows.collect_view()
    };
    let key = move || match visit.shade.get() {
        Shade::Level => None,
        Shade::Sure => Some(t("mastery.shade_sure_key")),
        Shade::Age => Some(t("mastery.shade_age_key")),
    };
    view! {
        <div class="section legend__of">
            <h2 class="sr">{t("mastery.legend")}</h2>
            <p class="small">{key}</p>
            <ul class="legend" hidden=move || visit.shade.get() != Shade::Level>{rows}</ul>
        </div>
    }
}
