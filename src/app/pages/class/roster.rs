//! The roster: a row a student, edited in place.

use leptos::ev::SubmitEvent;
use leptos::html::Input;
use leptos::prelude::*;

use crate::app::components::focus_soon;
use crate::app::state::use_app;
use crate::app::{say, t};
use crate::domain::command::people::{SetStay, stay_of};
use crate::domain::command::{EditStudent, NewStudent, RemoveStudent};
use crate::domain::id::StudentId;
use crate::domain::order::Order;
use crate::domain::roster;
use crate::domain::{Class, Sentence};
use crate::view::Page;

/// What a row shows.
#[derive(Debug, Clone, PartialEq)]
struct Row {
    id: StudentId,
    student: NewStudent,
}

fn rows(class: &Class) -> Vec<Row> {
    let row = |(id, student): (&StudentId, &roster::Student)| Row {
        id: id.clone(),
        student: NewStudent {
            given: student.given.clone(),
            family: student.family.clone(),
            preferred: student.preferred.clone(),
            school_id: student.school_id.clone(),
            grade: student.grade.clone(),
            number: student.number,
            tags: Vec::new(),
        },
    };
    let mut rows: Vec<Row> = class.students.iter().map(row).collect();
    rows.order_by(|a, b| (&a.student.family, &a.student.given).cmp(&(&b.student.family, &b.student.given)));
    rows
}

/// The table of students.
#[component]
pub fn Roster() -> impl IntoView {
    let app = use_app();
    let rows = Memo::new(move |_| app.with_class(rows).unwrap_or_default());
    let editing = RwSignal::new(None::<StudentId>);
    view! {
        <section class="section" class:is-empty=move || rows.with(Vec::is_empty)>
            <h2>{t("class.roster")}</h2>
            <ul class="rows roster">
                {move || rows.get().into_iter().map(|row| {
                    if editing.get().as_ref() == Some(&row.id) {
                        let back = edit_button(&row.id);
                        let done = move || {
                            editing.set(None);
                            focus_soon(back.clone());
                        };
                        view! { <Edit row done/> }.into_any()
                    } else {
                        view! { <Student row edit=move |id| editing.set(Some(id))/> }.into_any()
                    }
                }).collect_view()}
            </ul>
        </section>
    }
}

/// The button that opens a row: the keyboard goes back to it.
fn edit_button(student: &StudentId) -> String {
    format!("edit-{student}")
}

#[component]
fn Student(row: Row, edit: impl Fn(StudentId) + 'static) -> impl IntoView {
    let app = use_app();
    let Row { id, student } = row;
    let name = [student.given.as_str(), student.family.as_str()].join(" ");
    let goes_by = (!student.preferred.is_empty()).then(|| format!("“{}”", student.preferred));
    let number = student.number.map(|number| number.to_string());
    let details = [goes_by, Some(student.school_id), Some(student.grade), number];
    let details =
        details.into_iter().flatten().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ");
    let label = say(&Sentence::new("class.edit").with("name", name.as_str()));
    let href = app.href(Page::Plans, Some(id.as_str().to_owned()));
    view! {
        <li>
            <p><a href=href>{name}</a>" "<span class="small">{details}</span></p>
            <button class="btn btn--plain" id=edit_button(&id) aria-label=label on:click=move |_| edit(id.clone())>{t("common.edit")}</button>
        </li>
    }
}

#[component]
fn Edit(row: Row, done: impl Fn() + Clone + 'static) -> impl IntoView {
    let app = use_app();
    let Row { id, student } = row;
    let number = student.number;
    let fields = [student.given, student.family, student.preferred, student.school_id, student.grade]
        .map(RwSignal::new);
    let labels = ["class.given", "class.family", "class.preferred", "class.school_id", "start.grade"];
    let remove = RemoveStudent { id: id.clone() };
    let called = app
        .with_book(|book| book.class().students.get(&id).map(roster::Student::full))
        .flatten()
        .unwrap_or_default();
    let now = app.with_book(|book| stay_of(book.class(), &id).map(|(_, stay)| (stay.joined, stay.left)));
    let now = now.flatten().unwrap_or_default();
    let [joined, left] =
        [now.0, now.1].map(|day| RwSignal::new(day.map(|day| day.to_string()).unwrap_or_default()));
    let stays = id.clone();
    // A date that is no date is none.
    let set_stay = move || {
        let [joined, left] = [joined, left].map(|day| day.with_untracked(|text| text.parse().ok()));
        let stay = SetStay { student: stays.clone(), joined, left };
        (joined, left) == now || app.dispatch(stay).is_ok()
    };
    let [saved, off, left_as_it_was] = [done.clone(), done.clone(), done];
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let [given, family, preferred, school_id, grade] = fields.map(|field| field.get_untracked());
        let student = NewStudent { given, family, preferred, school_id, grade, number, tags: Vec::new() };
        if app.dispatch(EditStudent { id: id.clone(), student }).is_ok() && set_stay() {
            saved();
        }
    };
    let take_off = move |_| {
        if app
            .dispatch_and_say(remove.clone(), &Sentence::new("class.removed").with("name", called.as_str()))
            .is_ok()
        {
            off();
        }
    };
    let first = NodeRef::<Input>::new();
    Effect::new(move |_| {
        if let Some(input) = first.get() {
            let _ = input.focus();
        }
    });
    let inputs = fields.into_iter().zip(labels).enumerate().map(|(at, (field, label))| {
        let place = if at == 0 { first } else { NodeRef::new() };
        view! { <label class="field"><span>{t(label)}</span><input class="input" node_ref=place bind:value=field/></label> }
    });
    view! {
        <li class="roster__edit">
            <form class="form form--row" on:submit=submit>
                {inputs.collect_view()}
                <label class="field"><span>{t("people.joined")}</span><input class="input" type="date" bind:value=joined/></label>
                <label class="field"><span>{t("people.left")}</span><input class="input" type="date" bind:value=left/></label>
                <div class="bar">
                    <button class="btn" type="submit">{t("common.save")}</button>
                    <button class="btn" type="button" on:click=move |_| left_as_it_was()>{t("common.cancel")}</button>
                    <button class="btn btn--plain" type="button" on:click=take_off>{t("class.take_off")}</button>
                </div>
            </form>
        </li>
    }
}
