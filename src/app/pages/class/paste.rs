//! A roster comes in: pasted or dropped, shown with what each column holds, corrected, then added.

use leptos::prelude::*;

use crate::app::platform::files::{self, Chosen};
use crate::app::state::use_app;
use crate::app::{say, t};
use crate::document::import::{
    Match, RosterColumn, RosterMapping, RosterPreview, Table, guess_roster, known_students, match_students,
    read_file, read_roster, read_table,
};
use crate::domain::Sentence;
use crate::domain::command::{AddStudents, NewStudent};

const COLUMNS: [(RosterColumn, &str); 8] = [
    (RosterColumn::FullName, "class.column.full_name"),
    (RosterColumn::Given, "class.given"),
    (RosterColumn::Family, "class.family"),
    (RosterColumn::Preferred, "class.preferred"),
    (RosterColumn::Id, "class.school_id"),
    (RosterColumn::Grade, "start.grade"),
    (RosterColumn::Number, "class.column.number"),
    (RosterColumn::Skip, "class.column.skip"),
];
/// Rows of the table that the preview prints; all are read.
const SHOWN: usize = 8;

/// A table on its way in.
#[derive(Debug, Clone, PartialEq)]
struct Draft {
    table: Table,
    mapping: RosterMapping,
}

/// The box to paste into or drop on, and the preview.
#[component]
pub fn Paste() -> impl IntoView {
    let app = use_app();
    let text = RwSignal::new(String::new());
    let draft = RwSignal::new(None::<Draft>);
    let take = move |table: Result<Table, Sentence>| match table {
        Ok(table) => {
            let mapping = guess_roster(&table);
            draft.set(Some(Draft { table, mapping }));
        }
        Err(why) => {
            draft.set(None);
            app.refuse(&why);
        }
    };
    let take_file = move |chosen: Chosen| take(read_file(&chosen.bytes));
    let choose = move |event: web_sys::Event| {
        if let Some(file) = files::from_input(&event) {
            files::read(file, take_file);
        }
    };
    let drop = move |event: web_sys::DragEvent| {
        if let Some(file) = files::from_drop(&event) {
            event.prevent_default();
            files::read(file, take_file);
        }
    };
    let done = move || {
        draft.set(None);
        text.set(String::new());
    };
    view! {
        <section class="section" on:dragover=|event| event.prevent_default() on:drop=drop>
            <h2>{t("class.add")}</h2>
            <label class="field"><span class="quiet">{t("class.paste_hint")}</span>
                <textarea class="input" rows="4" placeholder=t("class.paste_example") bind:value=text></textarea></label>
            <div class="bar">
                <button class="btn" disabled=move || text.with(|text| text.trim().is_empty())
                    on:click=move |_| take(read_table(&text.get_untracked()))>{t("class.read_names")}</button>
                <label class="btn"><input class="sr" type="file" accept=".csv,.txt,.tsv" on:change=choose/>{t("class.choose_file")}</label>
                <span class="quiet">{t("share.drop")}</span>
            </div>
            {move || draft.get().map(|now| view! { <Preview now draft done/> })}
        </section>
    }
}

#[component]
fn Preview(now: Draft, draft: RwSignal<Option<Draft>>, done: impl Fn() + Copy + 'static) -> impl IntoView {
    let app = use_app();
    let preview = read_roster(&now.table, &now.mapping);
    let known = app.with_book(|book| known_students(book.class())).unwrap_or_default();
    let matches = match_students(&preview.students, &known);
    let is_new = |found: &Match| *found == Match::New;
    let new: Vec<NewStudent> = preview
        .students
        .iter()
        .zip(&matches)
        .filter(|(_, found)| is_new(found))
        .map(|(row, _)| row.into())
        .collect();
    let here = matches.iter().filter(|found| matches!(found, Match::Matched(_))).count();
    let unsure: Vec<NewStudent> = preview
        .students
        .iter()
        .zip(&matches)
        .filter(|(_, found)| matches!(found, Match::Unsure(_)))
        .map(|(row, _)| row.into())
        .collect();
    let too = RwSignal::new(false);
    let unsure_names =
        unsure.iter().map(|student| format!("{} {}", student.given, student.family)).collect::<Vec<_>>();
    let fault = now.mapping.fault(&now.table);
    let add_label = {
        let (n, more) = (new.len(), unsure.len());
        move || say(&Sentence::new("class.add_students").with("n", if too.get() { n + more } else { n }))
    };
    let nobody = new.is_empty() && unsure.is_empty();
    let add = move |_| {
        let mut students = new.clone();
        if too.get_untracked() {
            students.extend(unsure.iter().cloned());
        }
        let said = Sentence::new("class.added").with("n", students.len());
        if app.dispatch_and_say(AddStudents { students }, &said).is_ok() {
            done();
        }
    };
    view! {
        <div class="panel stack" role="region" aria-label=t("class.preview")>
            {fault.map(|why| view! { <p class="callout" role="alert">{say(&why)}</p> })}
            <Columns now draft/>
            <Findings preview here/>
            {(!unsure_names.is_empty()).then(|| view! {
                <label class="opt"><input type="checkbox" bind:checked=too/>
                    {say(&Sentence::new("class.unsure").with("names", unsure_names))}</label>
            })}
            <div class="bar">
                <button class="btn btn--main" disabled=nobody on:click=add>{add_label}</button>
                <button class="btn" on:click=move |_| draft.set(None)>{t("common.cancel")}</button>
            </div>
        </div>
    }
}

/// The first rows, and above each column what it holds.
#[component]
fn Columns(now: Draft, draft: RwSignal<Option<Draft>>) -> impl IntoView {
    let heads = now.mapping.columns.iter().enumerate().map(|(at, column)| {
        let options = COLUMNS.iter().enumerate().map(|(value, (known, text))| {
            view! { <option value=value.to_string() selected=known == column>{t(text)}</option> }
        });
        let change = move |event: web_sys::Event| {
            let chosen = event_target_value(&event).parse::<usize>().ok().and_then(|value| COLUMNS.get(value));
            draft.update(|draft| {
                if let (Some(draft), Some((column, _))) = (draft, chosen) {
                    draft.mapping.columns[at] = *column;
                }
            });
        };
        let name = now.table.column_name(at);
        let label = say(&Sentence::new("class.column_holds").with("column", name.as_str()));
        view! { <th scope="col"><select class="input" aria-label=label on:change=change>{options.collect_view()}</select><span class="small">{name}</span></th> }
    });
    let rows = now.table.rows.iter().take(SHOWN).map(|row| {
        view! { <tr>{row.iter().map(|cell| view! { <td>{cell.clone()}</td> }).collect_view()}</tr> }
    });
    let more = now.table.rows.len().saturating_sub(SHOWN);
    view! {
        <div class="scroll" tabindex="0" role="group" aria-label=t("class.preview")>
            <table class="preview"><thead><tr>{heads.collect_view()}</tr></thead><tbody>{rows.collect_view()}</tbody></table>
        </div>
        {(more > 0).then(|| view! { <p class="small">{say(&Sentence::new("class.more_rows").with("n", more))}</p> })}
    }
}

/// What was found, left out or unclear.
#[component]
fn Findings(preview: RosterPreview, here: usize) -> impl IntoView {
    let skipped = (!preview.skipped_columns.is_empty())
        .then(|| say(&Sentence::new("class.skipped").with("names", preview.skipped_columns)));
    let problems =
        preview.problems.into_iter().map(|problem| view! { <li class="small">{say(&problem.sentence)}</li> });
    let here = (here > 0).then(|| say(&Sentence::new("class.here_already").with("n", here)));
    view! {
        {here.map(|text| view! { <p>{text}</p> })}
        {skipped.map(|text| view! { <p class="small">{text}</p> })}
        <ul class="plain">{problems.collect_view()}</ul>
    }
}
