//! The first rows of a table that comes in, and above each column what it holds, to be chosen again.

use leptos::prelude::*;

use crate::app::{say, t};
use crate::document::import::Table;
use crate::document::import::hand::shown_columns;
use crate::domain::Sentence;

/// Rows that are printed; all are read.
const SHOWN: usize = 8;

/// The table. A choice is told as the column's place and the place of the choice in the list; the chosen select keeps
/// the focus, because nothing here is made anew when `held` changes.
#[component]
pub fn Columns(
    /// What came in.
    table: std::sync::Arc<Table>,
    /// Keys of what a column can hold.
    choices: Vec<&'static str>,
    /// By column: the place of what it holds in the list.
    #[prop(into)]
    held: Signal<Vec<usize>>,
    /// Takes a choice: column, place in the list.
    choose: impl Fn(usize, usize) + Copy + 'static,
) -> impl IntoView {
    let columns = shown_columns(&table);
    let heads = columns.iter().map(|at| {
        let at = *at;
        let now = move || held.with(|held| held.get(at).copied());
        let options = choices.iter().enumerate().map(|(value, text)| {
            view! { <option value=value.to_string() prop:selected=move || now() == Some(value)>{t(text)}</option> }
        });
        let change = move |event: web_sys::Event| {
            if let Ok(value) = event_target_value(&event).parse() {
                choose(at, value);
            }
        };
        let name = table.column_name(at);
        let label = say(&Sentence::new("class.column_holds").with("column", name.as_str()));
        view! { <th scope="col"><select class="input" aria-label=label on:change=change>{options.collect_view()}</select><span class="small">{name}</span></th> }
    });
    let heads = heads.collect_view();
    let rows = (0..table.rows.len().min(SHOWN)).map(|row| {
        let cells = columns.iter().map(|at| view! { <td>{table.cell(row, *at).to_owned()}</td> });
        view! { <tr>{cells.collect_view()}</tr> }
    });
    let rows = rows.collect_view();
    let more = table.rows.len().saturating_sub(SHOWN);
    view! {
        <div class="scroll" tabindex="0" role="group" aria-label=t("class.preview")>
            <table class="preview"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>
        </div>
        {(more > 0).then(|| view! { <p class="small">{say(&Sentence::new("class.more_rows").with("n", more))}</p> })}
    }
}
