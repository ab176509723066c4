//! What a key or a click does in the grid.

use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget, HtmlElement};

use super::Visit;
use crate::domain::command::{RoundMark, Typed};
use crate::domain::id::{StandardId, StudentId};
use crate::view::mastery::read_block;

/// The cell around what was hit: student and column.
fn cell_of(target: Option<EventTarget>) -> Option<(String, usize)> {
    let cell = target?.dyn_into::<Element>().ok()?.closest("td[data-at]").ok()??;
    let student = cell.parent_element()?.get_attribute("data-id")?;
    Some((student, cell.get_attribute("data-at")?.parse().ok()?))
}

/// The cell that gets the keyboard is the one that is spoken of.
pub(super) fn focused(visit: Visit, target: Option<EventTarget>) {
    let Some((student, column)) = cell_of(target) else { return };
    let standard = visit.grid.with_untracked(|grid| grid.columns.get(column).map(|head| head.id.clone()));
    let Some(standard) = standard else { return };
    let cell = Some((student, standard));
    if visit.at.with_untracked(|at| *at != cell) {
        visit.at.set(cell);
    }
}

/// A click tells more; it gives the cell the keyboard too, which some browsers do not.
pub(super) fn clicked(visit: Visit, target: Option<EventTarget>) {
    if let Some((student, column)) = cell_of(target) {
        go_to(&student, column);
        visit.open.set(true);
    }
}

/// A key in the grid.
pub(super) fn pressed(visit: Visit, event: &KeyboardEvent) {
    let Some((student, column)) = cell_of(event.target()) else { return };
    let ids = visit.ids.get_untracked();
    let n_columns = visit.grid.with_untracked(|grid| grid.columns.len());
    let Some(row) = ids.iter().position(|id| *id == student) else { return };
    let (last_row, last_column) = (ids.len().saturating_sub(1), n_columns.saturating_sub(1));
    let with_control = event.ctrl_key() || event.meta_key();
    let key = event.key();
    let to = match key.as_str() {
        "ArrowUp" => (row.saturating_sub(1), column),
        "ArrowDown" => ((row + 1).min(last_row), column),
        "ArrowLeft" => (row, column.saturating_sub(1)),
        "ArrowRight" => (row, (column + 1).min(last_column)),
        "PageUp" => (row.saturating_sub(10), column),
        "PageDown" => ((row + 10).min(last_row), column),
        "Home" => (if with_control { 0 } else { row }, 0),
        "End" => (if with_control { last_row } else { row }, last_column),
        "d" | "D" if with_control => {
            event.prevent_default();
            if !same_as_above(visit, &ids, row, column) {
                return;
            }
            ((row + 1).min(last_row), column)
        }
        _ if with_control || event.alt_key() => return,
        "Enter" | " " => {
            event.prevent_default();
            visit.open.set(true);
            return;
        }
        "Escape" => {
            visit.open.set(false);
            return;
        }
        "Delete" | "Backspace" => {
            event.prevent_default();
            mark(visit, student, column, Typed::Nothing, false);
            return;
        }
        _ => {
            let Some((typed, helped)) = typed(visit, event) else { return };
            event.prevent_default();
            // What is not on the scale is refused with its sentence, and the keyboard stays.
            if !mark(visit, student, column, typed, helped) {
                return;
            }
            (next_row(visit, &ids, row, column), column)
        }
    };
    event.prevent_default();
    go_to(&ids[to.0], to.1);
}

/// The row after one; in quick entry the next whom the standard is for.
fn next_row(visit: Visit, ids: &[String], row: usize, column: usize) -> usize {
    let asked = |at: &usize| visit.entry.with_untracked(Option::is_none) || asks(visit, &ids[*at], column);
    (row + 1..ids.len()).find(asked).unwrap_or(row)
}

/// Whether a standard is asked of a student: whom it is not for is passed by.
pub(super) fn asks(visit: Visit, student: &str, column: usize) -> bool {
    visit.grid.with_untracked(|grid| {
        let row = grid.rows.iter().find(|row| row.id == student);
        row.and_then(|row| row.cells.get(column)).is_some_and(|cell| cell.counts)
    })
}

/// What a key means as a mark, and whether it was with help: a digit, with Shift held down too, wherever the keyboard
/// has its digits; in quick entry 0 is absent and E
/// excused.
fn typed(visit: Visit, event: &KeyboardEvent) -> Option<(Typed, bool)> {
    let of = |digit: u32| match digit {
        0 if visit.entry.with_untracked(Option::is_some) => Typed::Absent,
        level => Typed::Level(f64::from(level)),
    };
    if visit.entry.with_untracked(Option::is_some) && event.key().eq_ignore_ascii_case("e") {
        return Some((Typed::Excused, false));
    }
    if let Ok(digit) = event.key().parse::<u32>() {
        return Some((of(digit), false));
    }
    let digit = event.code().strip_prefix("Digit").and_then(|digit| digit.parse::<u32>().ok())?;
    (event.shift_key() && digit > 0).then(|| (of(digit), true))
}

/// Gives the cell the level of the cell above it; whether it did.
fn same_as_above(visit: Visit, ids: &[String], row: usize, column: usize) -> bool {
    let Some(above) = row.checked_sub(1).and_then(|above| ids.get(above)) else { return false };
    let level = visit.grid.with_untracked(|grid| {
        let row = grid.rows.iter().find(|row| row.id == *above)?;
        row.cells.get(column)?.mark.digit.parse::<u32>().ok()
    });
    level.is_some_and(|level| mark(visit, ids[row].clone(), column, Typed::Level(f64::from(level)), false))
}

/// Writes a mark of today, or of the day and kind of quick entry; whether it was.
fn mark(visit: Visit, student: String, column: usize, typed: Typed, helped: bool) -> bool {
    let standard = visit.grid.with_untracked(|grid| grid.columns.get(column).map(|head| head.id.clone()));
    let Some(standard) = standard.map(StandardId) else { return false };
    let typed = match typed {
        Typed::Level(level) => Typed::Level(visit.grid.with_untracked(|grid| grid.typed(level))),
        other => other,
    };
    visit.record(vec![RoundMark { student: StudentId(student), standard, typed }], helped)
}

/// A block from a spreadsheet: shown first, from the cell with the keyboard to the right and down.
pub(super) fn pasted(visit: Visit, event: &web_sys::Event) {
    let Some(event) = event.dyn_ref::<web_sys::ClipboardEvent>() else { return };
    let Some((student, column)) = cell_of(event.target()) else { return };
    let text = event.clipboard_data().and_then(|data| data.get_data("text/plain").ok()).unwrap_or_default();
    if text.trim().is_empty() || visit.hidden() {
        return;
    }
    event.prevent_default();
    let ids = visit.ids.get_untracked();
    let Some(row) = ids.iter().position(|id| *id == student) else { return };
    let block = visit.grid.with_untracked(|grid| read_block(grid, &ids[row..], column, &text));
    visit.block.set(Some(block));
}

fn find_cell(student: &str, column: usize) -> Option<HtmlElement> {
    let quoted = student.replace('\\', "\\\\").replace('"', "\\\"");
    let selector = format!("tr[data-id=\"{quoted}\"] td[data-at='{column}']");
    document().query_selector(&selector).ok().flatten()?.dyn_into().ok()
}

/// Gives a cell the keyboard and brings it into sight.
pub(super) fn go_to(student: &str, column: usize) {
    if let Some(cell) = tab_stop(student, column) {
        // Focus is only refused where the cell has left the page meanwhile.
        let _ = cell.focus();
    }
}

/// Makes a cell the one that Tab comes to. It is written only where it is another: that costs a layout.
pub(super) fn tab_stop(student: &str, column: usize) -> Option<HtmlElement> {
    let cell = find_cell(student, column);
    let before = document().query_selector("td[tabindex='0']").ok().flatten();
    if before.as_ref() == cell.as_deref() {
        return cell;
    }
    if let Some(before) = before {
        // Neither name nor value can be refused.
        let _ = before.set_attribute("tabindex", "-1");
    }
    if let Some(cell) = &cell {
        cell.set_tab_index(0);
    }
    cell
}

/// Escape in the panel goes back to the cell.
pub(super) fn back(visit: Visit) {
    visit.open.set(false);
    let (student, column) = visit.spot.get_untracked();
    go_to(&student, column);
}

/// For the panel's close button.
pub(super) fn close(visit: Visit) -> impl Fn(MouseEvent) + Copy {
    move |_| back(visit)
}
