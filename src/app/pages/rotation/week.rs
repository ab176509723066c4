//! When the rotation takes place, by weekday; A and B weeks; whole-class lessons.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::app::components::{FormBar, clock, minutes_of, read};
use crate::app::day::today;
use crate::app::state::use_app;
use crate::app::{say, t};
use crate::domain::command::{EditBlock, RemoveBlock, RemoveLesson, SaveLesson, SetWeekA};
use crate::domain::id::{LessonId, StandardId};
use crate::domain::standards::{Grade, Reach, grade_level};
use crate::domain::week::{Lesson, block_in};
use crate::domain::{Date, Sentence};
use crate::view::week::{LessonRow, day_choices, week};

/// The choice of a day: every school day, a weekday, one of the A or B weeks.
#[component]
fn WhichDay(label: &'static str, chosen: RwSignal<(u32, u32)>) -> impl IntoView {
    let app = use_app();
    let choices = Memo::new(move |_| app.with_class(day_choices).unwrap_or_default());
    let options = move || {
        let now = chosen.get_untracked();
        let option = |(day, week, words): (u32, u32, String)| {
            view! { <option value=format!("{day} {week}") selected={now == (day, week)}>{words}</option> }
        };
        choices.get().into_iter().map(option).collect_view()
    };
    let choose = move |event| {
        let value = event_target_value(&event);
        let parts = value.split_once(' ').map(|(day, week)| (day.parse(), week.parse()));
        if let Some((Ok(day), Ok(week))) = parts {
            chosen.set((day, week));
        }
    };
    view! { <label class="field"><span>{t(label)}</span><select class="input" on:change=choose>{options}</select></label> }
}

/// When the rotation takes place.
#[component]
pub fn Times() -> impl IntoView {
    let app = use_app();
    let chosen = RwSignal::new((0, 0));
    let now = Memo::new(move |_| {
        let (day, week) = chosen.get();
        app.with_class(|class| {
            let own = class.blocks.iter().any(|(_, block)| (block.weekday, block.week) == (day, week));
            (block_in(class, day, week), own)
        })
        .unwrap_or_default()
    });
    let form = move || {
        let (now, own) = now.get();
        let (weekday, week) = chosen.get_untracked();
        let starts = RwSignal::new(clock(now.starts_at));
        let fields = [
            ("rotation.slots_n", RwSignal::new(now.slots.to_string())),
            ("rotation.slot_minutes", RwSignal::new(now.slot_minutes.to_string())),
            ("rotation.transition", RwSignal::new(now.transition_minutes.to_string())),
        ];
        let submit = move |event: SubmitEvent| {
            event.prevent_default();
            let Some(starts_at) = minutes_of(&starts.get_untracked()) else { return };
            let [Some(slots), Some(slot_minutes), Some(transition_minutes)] =
                fields.map(|(_, field)| read(app, field, "rotation.needs_a_number"))
            else {
                return;
            };
            let _ =
                app.dispatch(EditBlock { weekday, week, starts_at, slots, slot_minutes, transition_minutes });
        };
        let numbers = fields.map(|(key, field)| {
            view! { <label class="field"><span>{t(key)}</span><input class="input" inputmode="numeric" autocomplete="off" bind:value=field/></label> }
        });
        let drop = move |_| {
            let _ = app.dispatch(RemoveBlock { weekday, week });
        };
        let day = (weekday, week) != (0, 0);
        view! {
            <form class="form" on:submit=submit aria-label=t("rotation.times_head")>
                {day.then(|| view! { <p class="small">{t(if own { "week.own" } else { "week.same" })}</p> })}
                <label class="field"><span>{t("rotation.starts_at")}</span><input class="input" type="time" required bind:value=starts/></label>
                {numbers}
                <div class="bar">
                    <button class="btn" type="submit">{t("rotation.save_times")}</button>
                    {(day && own).then(|| view! { <button class="btn btn--plain" type="button" on:click=drop>{t("week.drop")}</button> })}
                </div>
            </form>
        }
    };
    view! {
        <section class="section times">
            <h2>{t("rotation.times_head")}</h2>
            <WhichDay label="week.which" chosen/>
            {form}
        </section>
    }
}

/// A and B weeks, and whole-class lessons.
#[component]
pub fn Week() -> impl IntoView {
    let app = use_app();
    let rows = Memo::new(move |_| app.with_class(|class| week(class, today())).unwrap_or_default());
    // The id that is being edited; an empty one is a new lesson.
    let editing = RwSignal::new(None::<String>);
    let lessons = move || rows.with(|rows| rows.lessons.clone());
    let one = move |row: LessonRow| {
        let LessonRow { id, title, when, standard } = row;
        let shown = id.clone();
        let words = say(&Sentence::new("week.edit_lesson").with("lesson", title.as_str()));
        view! {
            <li>
                <div><b>{title}</b>" "<span class="small">{when}" "{standard}</span></div>
                <button class="btn" aria-label=words on:click=move |_| editing.set(Some(id.clone()))>{t("rotation.edit")}</button>
                {move || (editing.get().as_ref() == Some(&shown)).then(|| view! { <Editor id=shown.clone() editing/> })}
            </li>
        }
    };
    view! {
        <section class="section week">
            <h2>{t("week.head")}</h2>
            <p class="small">{t("week.why")}</p>
            <ul class="rows stations"><For each=lessons key=|row| (row.id.clone(), row.title.clone(), row.when.clone(), row.standard.clone()) children=one/></ul>
            {move || match editing.get() {
                Some(id) if id.is_empty() => view! { <Editor id editing/> }.into_any(),
                _ => view! { <button class="btn" on:click=move |_| editing.set(Some(String::new()))>{t("week.add_lesson")}</button> }.into_any(),
            }}
            <Letters week_a=Memo::new(move |_| rows.with(|rows| (rows.week_a.clone(), rows.now.clone())))/>
        </section>
    }
}

/// Whether weeks alternate, and which are A weeks.
#[component]
fn Letters(week_a: Memo<(String, String)>) -> impl IntoView {
    let app = use_app();
    let on = Memo::new(move |_| week_a.with(|(day, _)| !day.is_empty()));
    let tick = move |event| {
        let _ = app.dispatch(SetWeekA { monday: event_target_checked(&event).then(today) });
    };
    let date = move |event| {
        if let Ok(day) = event_target_value(&event).parse::<Date>() {
            let _ = app.dispatch(SetWeekA { monday: Some(day) });
        }
    };
    view! {
        <label class="opt"><input type="checkbox" prop:checked=on on:change=tick/>{t("week.letters")}</label>
        {move || on.get().then(|| view! {
            <label class="field"><span>{t("week.a_week")}</span>
                <input class="input" type="date" prop:value=move || week_a.with(|(day, _)| day.clone()) on:change=date/></label>
            <p class="small">{move || week_a.with(|(_, now)| now.clone())}</p>
        })}
    }
}

#[component]
fn Editor(id: String, editing: RwSignal<Option<String>>) -> impl IntoView {
    let app = use_app();
    let known = LessonId(id.clone());
    let now = app.with_book(|book| book.class().lessons.get(&known).cloned()).flatten();
    let new = now.is_none();
    let draft = now.unwrap_or(Lesson { starts_at: 510, minutes: 30, ..Lesson::default() });
    let chosen = RwSignal::new((draft.weekday, draft.week));
    let title = RwSignal::new(draft.title.clone());
    let starts = RwSignal::new(clock(draft.starts_at));
    let minutes = RwSignal::new(draft.minutes.to_string());
    let standard = RwSignal::new(draft.standard.clone().unwrap_or_default().0);
    let removed = known.clone();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(starts_at) = minutes_of(&starts.get_untracked()) else { return };
        let Some(minutes) = read(app, minutes, "rotation.needs_a_number") else { return };
        let (weekday, week) = chosen.get_untracked();
        let code = standard.get_untracked();
        let code = Some(code.trim()).filter(|code| !code.is_empty()).map(StandardId::from);
        let reach = code.as_ref().map(|code| {
            let grade = app.with_book(|book| Grade::parse(&book.class().about().grade)).flatten();
            let of = |grade| app.catalog.with_untracked(|all| all.get(code).map(|it| grade_level(it, grade)));
            grade.and_then(of).unwrap_or_default()
        });
        let lesson = Lesson {
            title: title.get_untracked(),
            weekday,
            week,
            starts_at,
            minutes,
            standard: code,
            reach: reach.unwrap_or(Reach::GradeLevel),
            ..draft.clone()
        };
        if app.dispatch(SaveLesson { id: (!new).then(|| known.clone()), lesson }).is_ok() {
            editing.set(None);
        }
    };
    let remove = Callback::new(move |()| {
        if app.dispatch(RemoveLesson { id: removed.clone() }).is_ok() {
            editing.set(None);
        }
    });
    let remove = (!new).then_some(remove);
    view! {
        <form class="form panel" on:submit=submit aria-label=t("week.lesson_head")>
            <label class="field"><span>{t("week.title")}</span><input class="input" autocomplete="off" bind:value=title/></label>
            <WhichDay label="week.day" chosen/>
            <label class="field"><span>{t("week.starts_at")}</span><input class="input" type="time" required bind:value=starts/></label>
            <label class="field"><span>{t("week.minutes")}</span><input class="input" inputmode="numeric" autocomplete="off" bind:value=minutes/></label>
            <label class="field"><span>{t("week.standard")}</span><input class="input" autocomplete="off" placeholder="5.NF.A.1" bind:value=standard/></label>
            <FormBar remove=remove cancel=move |()| editing.set(None)/>
        </form>
    }
}
