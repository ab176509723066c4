//! A roster comes in: pasted or dropped, shown with what each column holds, corrected, then added.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::components::Columns;
use crate::app::platform::files::{self, Chosen};
use crate::app::state::use_app;
use crate::app::{say, t};
use crate::document::import::{
    Match, OffRows, RosterColumn, RosterMapping, RosterPreview, RosterRow, Table, guess_roster, is_calendar,
    is_calendar_file, match_roster, read_file, read_roster, read_table,
};
use crate::domain::Sentence;
use crate::domain::command::{AddStudents, NewStudent};

const COLUMNS: [(RosterColumn, &str); 9] = [
    (RosterColumn::FullName, "class.column.full_name"),
    (RosterColumn::Given, "class.given"),
    (RosterColumn::Family, "class.family"),
    (RosterColumn::Preferred, "class.preferred"),
    (RosterColumn::Id, "class.school_id"),
    (RosterColumn::Grade, "start.grade"),
    (RosterColumn::Number, "class.column.number"),
    (RosterColumn::Tag, "class.column.tag"),
    (RosterColumn::Skip, "class.column.skip"),
];

/// A table on its way in.
#[derive(Debug, Clone, PartialEq)]
struct Draft {
    /// The file, with every class that it holds.
    whole: Arc<Table>,
    /// The rows that are read.
    table: Arc<Table>,
    mapping: RosterMapping,
}

impl Draft {
    /// A class of the file by its place; beyond the last, everybody.
    fn of(whole: Arc<Table>, class: usize) -> Self {
        let table = if class < whole.classes.len() { Arc::new(whole.of_class(class)) } else { whole.clone() };
        let mapping = guess_roster(&table);
        Self { whole, table, mapping }
    }
}

/// The box to paste into or drop on, and the preview. A calendar is handed on in `calendar`.
#[component]
pub fn Paste(calendar: RwSignal<Option<Vec<u8>>>) -> impl IntoView {
    let app = use_app();
    let text = RwSignal::new(String::new());
    let draft = RwSignal::new(None::<Draft>);
    let take = move |table: Result<Table, Sentence>| match table {
        Ok(whole) => draft.set(Some(Draft::of(Arc::new(whole), 0))),
        Err(why) => {
            draft.set(None);
            app.refuse(&why);
        }
    };
    let hand_on = move |bytes: Vec<u8>| {
        draft.set(None);
        calendar.set(Some(bytes));
    };
    let take_file = move |Chosen { bytes, .. }: Chosen| {
        if is_calendar_file(&bytes) {
            hand_on(bytes);
        } else {
            take(read_file(&bytes));
        }
    };
    let take_text = move |_| {
        let typed = text.get_untracked();
        if is_calendar(&typed) {
            text.set(String::new());
            hand_on(typed.into_bytes());
        } else {
            take(read_table(&typed));
        }
    };
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
    // Apart from the rest, so that what is chosen does not make the choices anew.
    let sheet = Memo::new(move |_| draft.with(|draft| draft.as_ref().map(|draft| draft.table.clone())));
    let whole = Memo::new(move |_| draft.with(|draft| draft.as_ref().map(|draft| draft.whole.clone())));
    let held = Memo::new(move |_| {
        let place = |column: &RosterColumn| COLUMNS.iter().position(|(known, _)| known == column);
        let columns = draft.with(|draft| draft.as_ref().map(|draft| draft.mapping.columns.clone()));
        columns.unwrap_or_default().iter().map(|column| place(column).unwrap_or(COLUMNS.len())).collect()
    });
    let rechoose = move |at: usize, value: usize| {
        draft.update(|draft| {
            let place = draft.as_mut().and_then(|draft| draft.mapping.columns.get_mut(at));
            if let (Some(place), Some((column, _))) = (place, COLUMNS.get(value)) {
                *place = *column;
            }
        });
    };
    view! {
        <section class="section" on:dragover=|event| event.prevent_default() on:drop=drop>
            <h2>{t("class.add")}</h2>
            <label class="field"><span class="quiet">{t("class.paste_hint")}</span>
                <textarea class="input" rows="4" placeholder=t("class.paste_example") bind:value=text></textarea></label>
            <div class="bar">
                <button class="btn" disabled=move || text.with(|text| text.trim().is_empty())
                    on:click=take_text>{t("class.read_names")}</button>
                <label class="btn"><input class="sr" type="file" accept=".csv,.txt,.tsv,.zip" on:change=choose/>{t("class.choose_file")}</label>
                <span class="quiet">{t("share.drop")}</span>
            </div>
            {move || whole.get().filter(|whole| whole.classes.len() > 1).map(|whole| view! { <WhichClass whole draft/> })}
            {move || sheet.get().map(|table| view! {
                <div class="panel stack" role="region" aria-label=t("class.preview")>
                    <Columns table choices=COLUMNS.map(|(_, text)| text).to_vec() held choose=rechoose/>
                    {move || draft.get().map(|now| view! { <Preview now draft done/> })}
                </div>
            })}
        </section>
    }
}

/// A school's file holds several classes.
#[component]
fn WhichClass(whole: Arc<Table>, draft: RwSignal<Option<Draft>>) -> impl IntoView {
    let one = |at: usize, words: String| view! { <option value=at.to_string()>{words}</option> };
    let classes = whole.classes.iter().enumerate().map(|(at, class)| {
        let words = Sentence::new("class.of_file").with("title", class.title.as_str());
        one(at, say(&words.with("n", class.rows.len())))
    });
    let everybody = one(whole.classes.len(), t("class.everybody").to_owned());
    let options = (classes.collect_view(), everybody);
    let choose = move |event| {
        if let Ok(at) = event_target_value(&event).parse() {
            draft.set(Some(Draft::of(whole.clone(), at)));
        }
    };
    view! {
        <label class="field"><span>{t("class.which")}</span><select class="input" on:change=choose>{options}</select></label>
    }
}

#[component]
fn Preview(now: Draft, draft: RwSignal<Option<Draft>>, done: impl Fn() + Copy + 'static) -> impl IntoView {
    let app = use_app();
    let preview = read_roster(&now.table, &now.mapping);
    let matches = app.with_book(|book| match_roster(book.class(), &preview.students)).unwrap_or_default();
    let new: Vec<RosterRow> = preview
        .students
        .iter()
        .zip(&matches)
        .filter(|(_, found)| **found == Match::New)
        .map(|(row, _)| row.clone())
        .collect();
    let off = app.with_book(|book| OffRows::of(book.class(), &new)).unwrap_or_default();
    let new: Vec<NewStudent> = new.iter().map(NewStudent::from).collect();
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
            {fault.map(|why| view! { <p class="callout" role="alert">{say(&why)}</p> })}
            <Findings preview here/>
            {said_of("class.back_again", off.back)}
            {said_of("class.off_by_name", off.maybe)}
            {(!unsure_names.is_empty()).then(|| view! {
                <label class="opt"><input type="checkbox" bind:checked=too/>
                    {say(&Sentence::new("class.unsure").with("names", unsure_names))}</label>
            })}
            <div class="bar">
                <button class="btn btn--main" disabled=nobody on:click=add>{add_label}</button>
                <button class="btn" on:click=move |_| draft.set(None)>{t("common.cancel")}</button>
            </div>
    }
}

/// A sentence about some students, where there are any.
fn said_of(key: &'static str, names: Vec<String>) -> Option<impl IntoView> {
    let said = Sentence::new(key).with("n", names.len()).with("names", names.clone());
    (!names.is_empty()).then(|| view! { <p>{say(&said)}</p> })
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
