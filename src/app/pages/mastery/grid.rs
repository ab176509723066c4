//! The grid: one tab stop, arrows move, a digit is today's mark. A row paints itself again when its own cells change.

use std::sync::Arc;

use leptos::prelude::*;

use super::{Visit, keys};
use crate::app::day::today;
use crate::app::t;
use crate::view::Page;
use crate::view::mastery::{CellRow, ColumnRow, Look};

/// The grid, which is one tab stop.
#[component]
pub(super) fn Grid(visit: Visit) -> impl IntoView {
    let heads = Memo::new(move |_| visit.grid.with(|grid| grid.columns.clone()));
    let n_before = Memo::new(move |_| heads.with(|heads| heads.iter().filter(|head| head.pre).count()));
    let at_mastery = Memo::new(move |_| visit.grid.with(|grid| grid.at_mastery.clone()));
    // Name, columns and the count at the end; narrower and the heads could not be read.
    let least_width = move || format!("{}rem", 10 + heads.with(Vec::len) * 11 / 2);
    Effect::new(move |_| {
        // New rows and columns have no tab stop yet.
        visit.ids.track();
        heads.track();
        let (student, column) = visit.spot.get();
        keys::tab_stop(&student, column);
    });
    let many = move || heads.with(|heads| (heads.len() > 8).to_string());
    view! {
        <div class="scroll" data-many=many>
            <table class="grid" role="grid" style=("min-width", least_width) aria-label=t("mastery.grid") aria-describedby="mastery-keys"
                on:keydown=move |event| keys::pressed(visit, &event)
                on:focusin=move |event| keys::focused(visit, event.target())
                on:paste=move |event| keys::pasted(visit, &event)
                on:click=move |event| keys::clicked(visit, event.target())>
                <thead>
                    <tr>
                        <th scope="col" class="name">{t("mastery.student")}</th>
                        {move || heads.get().into_iter().enumerate().map(|(at, head)| column_head(at, n_before.get(), head)).collect_view()}
                        <th scope="col" class="num">{at_mastery}</th>
                    </tr>
                    <tr class="class-row">
                        <th scope="row" class="name">{t("mastery.class")}</th>
                        {move || heads.get().into_iter().enumerate().map(|(at, head)| of_class(at, n_before.get(), head)).collect_view()}
                        <td></td>
                    </tr>
                </thead>
                <tbody>
                    <For each=move || visit.ids.get() key=Clone::clone children=move |id| view! { <Row visit id n_before/> }/>
                </tbody>
            </table>
        </div>
        <p class="small grid__keys" id="mastery-keys">{t("mastery.keys")}</p>
    }
}

/// Prerequisites lie left, on ground; the last of them has an edge.
fn side(at: usize, n_before: usize) -> &'static str {
    match n_before.checked_sub(at + 1) {
        Some(0) => "pre pre-end",
        Some(_) => "pre",
        None => "",
    }
}

fn column_head(at: usize, n_before: usize, head: ColumnRow) -> impl IntoView {
    view! { <th scope="col" class=side(at, n_before) title=head.label><span class="code">{head.code}</span><span class="short">{head.short}</span></th> }
}

fn of_class(at: usize, n_before: usize, head: ColumnRow) -> impl IntoView {
    let parts = head.spread.map(|n| view! { <i hidden=n == 0 style=("--n", n.to_string())></i> });
    view! {
        <td class=side(at, n_before)>
            <b>{head.count}</b>
            <span class="dist" role="img" aria-label=head.words>{parts}</span>
        </td>
    }
}

#[component]
fn Row(visit: Visit, id: String, n_before: Memo<usize>) -> impl IntoView {
    let app = visit.app;
    let (of_row, of_spot) = (id.clone(), id.clone());
    let row =
        Memo::new(move |_| visit.grid.with(|grid| grid.rows.iter().find(|row| row.id == of_row).cloned()));
    let name = move || row.with(|row| row.as_ref().map(|row| row.name.clone()).unwrap_or_default());
    let mastered = move || row.with(|row| row.as_ref().map(|row| row.mastered).unwrap_or_default());
    // One for the row: with a listener for each cell, a mark would wake two thousand.
    let looks = Memo::new(move |_: Option<&Vec<Look>>| {
        let (shade, hidden, now) = (visit.shade.get(), app.levels_hidden.get(), today());
        let look = |cell: &Arc<CellRow>| Look::of(cell, shade, hidden, now);
        row.with(|row| row.as_ref().map(|row| row.cells.iter().map(look).collect())).unwrap_or_default()
    });
    // The cells stay the same elements while marks change, so that the one with the keyboard keeps it.
    let cells = move || {
        let n_before = n_before.get();
        looks
            .get()
            .into_iter()
            .enumerate()
            .map(|(at, look)| cell(at, side(at, n_before), look))
            .collect_view()
    };
    let href = {
        let id = id.clone();
        move || app.href(Page::Plans, Some(id.clone()))
    };
    // The row is tinted once a cell was chosen, not for the tab stop that waits.
    let chosen =
        Memo::new(move |_| visit.at.with(|at| at.as_ref().is_some_and(|(student, _)| *student == of_spot)));
    view! {
        <tr data-id=id class:is-row=move || chosen.get()>
            <th scope="row" class="name"><a href=href tabindex="-1">{name}</a></th>
            {cells}
            <td class="num">{mastered}</td>
        </tr>
    }
}

/// A cell; its tab stop is set by [`keys::tab_stop`].
fn cell(at: usize, class: &'static str, Look { label, mark, shade }: Look) -> impl IntoView {
    let by_shade = shade.is_some();
    let sure = (!by_shade && mark.tentative).then_some("few");
    let by = (!by_shade && mark.set_by_teacher).then_some("teacher");
    let level = mark.level.filter(|_| !by_shade);
    let (shade, text) = shade.map_or((None, mark.digit), |shade| (Some(shade.shade), shade.text));
    // One shape for both, so that a change writes what changed and nothing else.
    view! {
        <td class=class data-at=at tabindex="-1" aria-label=label>
            <i class="mark" class:shade=by_shade data-level=level data-shade=shade data-sure=sure data-by=by aria-hidden="true">{text}</i>
        </td>
    }
}
