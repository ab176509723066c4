//! The grid: one tab stop, arrows move, a digit is today's mark. A row paints itself again when its own cells change.

use leptos::prelude::*;

use super::{Visit, keys};
use crate::app::t;
use crate::view::Page;
use crate::view::mastery::{CellRow, ColumnRow};

/// The grid.
#[component]
pub(super) fn Grid(visit: Visit) -> impl IntoView {
    let heads = Memo::new(move |_| visit.grid.with(|grid| grid.columns.clone()));
    let n_before = Memo::new(move |_| heads.with(|heads| heads.iter().filter(|head| head.pre).count()));
    let at_mastery = Memo::new(move |_| visit.grid.with(|grid| grid.at_mastery.clone()));
    // Name, columns and the count at the end; narrower and the heads could not be read.
    let least_width = move || format!("{}rem", 10 + heads.with(Vec::len) * 9 / 2);
    let many = move || heads.with(|heads| (heads.len() > 8).to_string());
    view! {
        <div class="scroll" data-many=many>
            <table class="grid" role="grid" style=("min-width", least_width) aria-label=t("mastery.grid") aria-describedby="mastery-keys"
                on:keydown=move |event| keys::pressed(visit, &event)
                on:focusin=move |event| keys::focused(visit, event.target())
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
    let focused =
        Memo::new(move |_| visit.spot.with(|(student, column)| (*student == of_spot).then_some(*column)));
    let name = move || row.with(|row| row.as_ref().map(|row| row.name.clone()).unwrap_or_default());
    let mastered = move || row.with(|row| row.as_ref().map(|row| row.mastered).unwrap_or_default());
    let cells = move || {
        let Some(row) = row.get() else { return Vec::new() };
        let (hidden, focused, n_before) = (app.levels_hidden.get(), focused.get(), n_before.get());
        let cells = row.cells.iter().enumerate();
        cells.map(|(at, shown)| cell(at, side(at, n_before), focused == Some(at), (shown, hidden))).collect()
    };
    let href = {
        let id = id.clone();
        move || app.href(Page::Plans, Some(id.clone()))
    };
    // The row is tinted once a cell was chosen, not for the tab stop that waits.
    let chosen = move || focused.get().is_some() && visit.at.with(Option::is_some);
    view! {
        <tr data-id=id class:is-row=chosen>
            <th scope="row" class="name"><a href=href tabindex="-1">{name}</a></th>
            {cells}
            <td class="num">{mastered}</td>
        </tr>
    }
}

fn cell(
    at: usize,
    class: &'static str,
    focused: bool,
    (cell, hidden): (&CellRow, bool),
) -> impl IntoView + use<> {
    let mark = &cell.mark;
    let (level, digit, label) = if hidden {
        let who = cell.label.split(": ").next().unwrap_or_default();
        (None, String::new(), format!("{who}: {}", t("mastery.hidden_level")))
    } else {
        (mark.level, mark.digit.clone(), cell.label.clone())
    };
    let sure = (mark.tentative && !hidden).then_some("few");
    let by = (mark.set_by_teacher && !hidden).then_some("teacher");
    view! {
        <td class=class data-at=at tabindex=if focused { "0" } else { "-1" } aria-label=label>
            <i class="mark" data-level=level data-sure=sure data-by=by aria-hidden="true">{digit}</i>
        </td>
    }
}
