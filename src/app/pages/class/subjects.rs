//! Subjects over the one roster: levels, how a score is calculated, and a starter set of habits.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::app::state::use_app;
use crate::app::{say, t};
use crate::domain::Sentence;
use crate::domain::command::{
    AddSubject, EditSubject, MoveSubjectUp, NewLevel, NewStandard, RemoveSubject, SURE_RANGE, SubjectSettings,
};
use crate::domain::id::SubjectId;
use crate::domain::subject::Calculation;
use crate::domain::subject::SURE_PIECES;
use crate::view::subject::{
    SubjectRow, calculation_name, explained, parameter_name, subject_rows, typed_number, usual_parameter,
    usual_settings,
};

/// What is being edited.
#[derive(Debug, Clone, PartialEq)]
enum Editing {
    Nothing,
    New,
    One(SubjectId),
}

/// The list of subjects.
#[component]
pub fn Subjects() -> impl IntoView {
    let app = use_app();
    let rows = Memo::new(move |_| app.with_class(subject_rows).unwrap_or_default());
    let editing = RwSignal::new(Editing::Nothing);
    let done = move || editing.set(Editing::Nothing);
    let has_habits =
        Memo::new(move |_| app.with_class(|class| class.subjects.iter().any(|(_, subject)| subject.habits)));
    let add_habits = move |_| {
        // A refusal is shown as a notice.
        let _ = app.dispatch(habits());
    };
    view! {
        <section class="section">
            <h2>{t("subject.title")}</h2>
            <ul class="rows">
                {move || rows.get().into_iter().enumerate().map(|(at, row)| {
                    if editing.get() == Editing::One(row.id.clone()) {
                        view! { <li class="roster__edit"><Form id=Some(row.id) from=row.settings done/></li> }.into_any()
                    } else {
                        view! { <Row row is_first={at == 0} editing/> }.into_any()
                    }
                }).collect_view()}
                {move || (editing.get() == Editing::New).then(|| view! {
                    <li class="roster__edit"><Form id=None from=usual_settings() done/></li>
                })}
            </ul>
            <div class="bar">
                <button class="btn" on:click=move |_| editing.set(Editing::New)>{t("subject.add")}</button>
                {move || (has_habits.get() == Some(false)).then(|| view! {
                    <button class="btn btn--plain" on:click=add_habits>{t("subject.add_habits")}</button>
                })}
            </div>
        </section>
    }
}

#[component]
fn Row(row: SubjectRow, is_first: bool, editing: RwSignal<Editing>) -> impl IntoView {
    let app = use_app();
    let of = |key: &'static str| say(&Sentence::new(key).with("name", row.name.as_str()));
    let (edit_label, up_label) = (of("subject.edit"), of("subject.up"));
    let (to_edit, to_move) = (row.id.clone(), row.id);
    let up = move |_| {
        // The first has no such button.
        let _ = app.dispatch(MoveSubjectUp { id: to_move.clone() });
    };
    let up = (!is_first).then(|| {
        view! { <button class="btn btn--plain" aria-label=up_label on:click=up>{t("subject.up_short")}</button> }
    });
    view! {
        <li>
            <p><b>{row.name}</b><br/><span class="small">{row.details}</span></p>
            <div class="bar">
                {up}
                <button class="btn btn--plain" aria-label=edit_label
                    on:click=move |_| editing.set(Editing::One(to_edit.clone()))>{t("common.edit")}</button>
            </div>
        </li>
    }
}

/// What is typed of one level: name, and where it begins in per cent.
type TypedLevel = (RwSignal<String>, RwSignal<String>);

#[component]
fn Form(id: Option<SubjectId>, from: SubjectSettings, done: impl Fn() + Copy + 'static) -> impl IntoView {
    let app = use_app();
    let name = RwSignal::new(from.name.clone());
    let calculation = RwSignal::new(from.calculation);
    let parameter = RwSignal::new(from.parameter.map(|number| number.to_string()).unwrap_or_default());
    let mastery = RwSignal::new(from.mastery.max(2));
    let (own_view, best_first) = (RwSignal::new(from.own_view), RwSignal::new(from.best_first));
    let sure_pieces = RwSignal::new(from.sure_pieces);
    let levels: RwSignal<Vec<TypedLevel>> = RwSignal::new(from.levels.iter().map(typed).collect());
    let settings = move || SubjectSettings {
        name: name.get_untracked(),
        calculation: calculation.get_untracked(),
        parameter: typed_number(calculation.get_untracked(), &parameter.get_untracked()),
        own_view: own_view.get_untracked(),
        sure_pieces: sure_pieces.get_untracked(),
        mastery: mastery.get_untracked(),
        best_first: best_first.get_untracked(),
        levels: levels.get_untracked().into_iter().map(read).collect(),
    };
    let removed = id.clone();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let settings = settings();
        let result = match id.clone() {
            Some(id) => app.dispatch(EditSubject { id, settings }),
            None => app.dispatch(AddSubject { settings, habits: false, standards: Vec::new() }),
        };
        // A refusal is shown as a notice, and the form stays as it is.
        if result.is_ok() {
            done();
        }
    };
    let take_out = removed.map(|id| {
        let name = from.name.clone();
        let take_out = move |_| {
            let said = Sentence::new("subject.taken_out").with("name", name.as_str());
            if app.dispatch_and_say(RemoveSubject { id: id.clone() }, &said).is_ok() {
                done();
            }
        };
        view! { <button class="btn btn--plain" type="button" on:click=take_out>{t("subject.take_out")}</button> }
    });
    view! {
        <form class="form" on:submit=submit>
            <label class="field"><span>{t("subject.name")}</span>
                <input class="input" autocomplete="off" placeholder=t("subject.name_hint") bind:value=name/></label>
            <Calculated calculation parameter/>
            <Levels levels mastery best_first/>
            <SurePieces sure_pieces/>
            <label class="opt"><input type="checkbox" bind:checked=own_view/><span>{t("subject.own_view")}</span></label>
            <div class="bar">
                <button class="btn" type="submit">{t("common.save")}</button>
                <button class="btn" type="button" on:click=move |_| done()>{t("common.cancel")}</button>
                {take_out}
            </div>
        </form>
    }
}

/// How many marks in a row make a level sure.
#[component]
fn SurePieces(sure_pieces: RwSignal<u32>) -> impl IntoView {
    let options = SURE_RANGE.map(|n| {
        let selected = sure_pieces.get_untracked() == n;
        view! { <option value=n selected=selected>{n}</option> }
    });
    let choose = move |event| {
        if let Ok(chosen) = event_target_value(&event).parse() {
            sure_pieces.set(chosen);
        }
    };
    view! {
        <label class="field"><span>{t("subject.sure_pieces")}</span>
            <select class="input input--fit" on:change=choose>{options.collect_view()}</select></label>
    }
}

/// How a score comes out of several marks.
#[component]
fn Calculated(calculation: RwSignal<Calculation>, parameter: RwSignal<String>) -> impl IntoView {
    let options = Calculation::ALL.iter().copied().map(|each| {
        let selected = calculation.get_untracked() == each;
        view! { <option value=each.tag() selected=selected>{calculation_name(each)}</option> }
    });
    let choose = move |event| {
        if let Some(chosen) = Calculation::from_tag(&event_target_value(&event)) {
            calculation.set(chosen);
            parameter.set(String::new());
        }
    };
    view! {
        <label class="field"><span>{t("subject.calculation")}</span>
            <select class="input" on:change=choose>{options.collect_view()}</select></label>
        <p class="small">{move || explained(calculation.get())}</p>
        {move || parameter_name(calculation.get()).map(|label| {
            let usual = usual_parameter(calculation.get()).to_string();
            view! {
                <label class="field"><span>{label}</span>
                    <input class="input input--fit" inputmode="numeric" autocomplete="off" placeholder=usual bind:value=parameter/></label>
            }
        })}
    }
}

/// Two to six levels, from the start of the way on: what each is called, where it begins, which is mastery, and whether
/// they are counted down.
#[component]
fn Levels(
    levels: RwSignal<Vec<TypedLevel>>,
    mastery: RwSignal<u32>,
    best_first: RwSignal<bool>,
) -> impl IntoView {
    let count = move || levels.with(Vec::len);
    // The number by which the teacher knows a level.
    let shown = move |level: u32| {
        let levels = u32::try_from(count()).unwrap_or(level);
        f64::from(if best_first.get() { levels + 1 - level } else { level })
    };
    let resize = move |event| {
        let Ok(wanted) = event_target_value(&event).parse::<usize>() else { return };
        levels.update(|levels| {
            levels.truncate(wanted);
            while levels.len() < wanted {
                levels.push((RwSignal::new(String::new()), RwSignal::new(String::new())));
            }
        });
        let highest = u32::try_from(wanted).unwrap_or(1);
        mastery.update(|mastery| *mastery = (*mastery).min(highest));
    };
    let numbers = move || {
        let chosen = count();
        (2..=6_usize)
            .map(|n| view! { <option value=n.to_string() selected={n == chosen}>{n}</option> })
            .collect_view()
    };
    let rows = move || {
        let row = |(level, (name, from)): (u32, TypedLevel)| {
            let about = |key: &'static str| say(&Sentence::new(key).with("level", shown(level)));
            view! {
                <li class="levels__row">
                    <span>{about("subject.level")}</span>
                    <input class="input" autocomplete="off" aria-label=about("subject.level_name") bind:value=name/>
                    <span class="small" aria-hidden="true">{t("subject.from")}</span>
                    <input class="input" inputmode="decimal" autocomplete="off" aria-label=about("subject.level_from") bind:value=from/>
                </li>
            }
        };
        (1..).zip(levels.get()).map(row).collect_view()
    };
    let choices = move || {
        let highest = u32::try_from(count()).unwrap_or(1);
        let option = |level: u32| {
            let text = say(&Sentence::new("subject.level").with("level", shown(level)));
            view! { <option value=level.to_string() selected={level == mastery.get()}>{text}</option> }
        };
        (2..=highest).map(option).collect_view()
    };
    let choose = move |event| {
        if let Ok(level) = event_target_value(&event).parse() {
            mastery.set(level);
        }
    };
    view! {
        <label class="field"><span>{t("subject.how_many")}</span>
            <select class="input input--fit" on:change=resize>{numbers}</select></label>
        <label class="opt"><input type="checkbox" bind:checked=best_first/><span>{t("subject.best_first")}</span></label>
        <ol class="levels plain">{rows}</ol>
        <label class="field"><span>{t("subject.mastery")}</span>
            <select class="input input--fit" on:change=choose>{choices}</select></label>
    }
}

fn typed(level: &NewLevel) -> TypedLevel {
    let percent = libm::round(level.cut * 1000.0) / 10.0;
    (RwSignal::new(level.name.clone()), RwSignal::new(percent.to_string()))
}

/// What is no number is refused with the level's own sentence.
fn read((name, from): TypedLevel) -> NewLevel {
    NewLevel {
        name: name.get_untracked(),
        cut: number(&from.get_untracked()).map_or(f64::NAN, |n| n / 100.0),
    }
}

fn number(text: &str) -> Option<f64> {
    text.trim().trim_end_matches('%').trim().replace(',', ".").parse().ok()
}

/// A scale and five habits to start from, all to be changed.
fn habits() -> AddSubject {
    let names = ["subject.habit_level_1", "subject.habit_level_2", "subject.habit_level_3"];
    let cuts = [0.0, 0.4, 0.7];
    let levels = names.iter().zip(cuts).map(|(name, cut)| NewLevel { name: t(name).to_owned(), cut });
    let labels =
        ["subject.habit_1", "subject.habit_2", "subject.habit_3", "subject.habit_4", "subject.habit_5"];
    let standards = (1_u32..).zip(labels).map(|(n, label)| NewStandard {
        code: say(&Sentence::new("subject.habit_code").with("n", f64::from(n))),
        label: t(label).to_owned(),
        ..NewStandard::default()
    });
    let settings = SubjectSettings {
        name: t("subject.habits").to_owned(),
        calculation: Calculation::Latest,
        parameter: None,
        own_view: false,
        sure_pieces: SURE_PIECES,
        mastery: 3,
        best_first: false,
        levels: levels.collect(),
    };
    AddSubject { settings, habits: true, standards: standards.collect() }
}
