//! What a proposal keeps to: number and size of groups, focuses, pairs, names.

use leptos::prelude::*;

use super::desk::GroupsDesk;
use super::names::Names;
use crate::app::day::today;
use crate::app::{say, t};
use crate::domain::command::{AddPairRule, SetCycleDates};
use crate::domain::grouping::{GroupSettings, PairRuleKind, Purpose};
use crate::domain::standards::StandardId;
use crate::domain::{Date, Sentence};
use crate::view::groups::{FocusRow, PairRow, focus_rows, pair_rows, people};

/// More groups, or students in one, than a class has.
const MOST_TYPED: usize = 60;

/// The settings, open under the head.
#[component]
pub fn Settings(desk: GroupsDesk) -> impl IntoView {
    let settings = desk.settings;
    let asked = Memo::new(move |_| desk.asked());
    let size = move || asked.with(|asked| asked.size_for(count(desk)));
    let number = move |key: &'static str,
                       value: Signal<usize>,
                       set: fn(GroupsDesk, usize, (usize, usize))| {
        let change = move |event: web_sys::Event| {
            let field = event_target::<web_sys::HtmlInputElement>(&event);
            let typed = field.value().trim().parse().ok().filter(|n| (1..=MOST_TYPED).contains(n));
            match typed {
                Some(n) => set(desk, n, untrack(size)),
                // What is not taken does not stand there as if it were.
                None => {
                    field.set_value(&value.get_untracked().to_string());
                    desk.app.refuse(&Sentence::new("groups.no_number").with("most", MOST_TYPED));
                }
            }
        };
        view! {
            <label class="field"><span>{t(key)}</span>
                <input class="input" type="number" min="1" max=MOST_TYPED prop:value=move || value.get().to_string() on:change=change/></label>
        }
    };
    let usual = move |_| {
        desk.groups_max.set(None);
        settings.set(GroupSettings::default());
    };
    view! {
        <section class="panel groups__settings" aria-label=t("groups.settings")>
            {move || (desk.purpose.get() == Purpose::Skill).then(|| view! { <MadeBy desk/> })}
            <div class="groups__numbers">
                {number("groups.n_groups", Signal::derive(move || asked.with(|s| s.groups_max)), |desk, n, _| desk.groups_max.set(Some(n)))}
                {number("groups.fewest", Signal::derive(move || size().0), |desk, n, size| desk.settings.update(|s| s.size = Some((n, size.1))))}
                {number("groups.most", Signal::derive(move || size().1), |desk, n, size| desk.settings.update(|s| s.size = Some((size.0, n))))}
                {move || (desk.purpose.get() == Purpose::Skill).then(|| view! { <GiveUp desk/> })}
                <button class="btn" type="button" on:click=usual>{t("groups.usual")}</button>
            </div>
            <ul class="small groups__moves">{move || moves(desk.purpose.get())}</ul>
            <Dates desk/>
            <label class="opt"><input type="checkbox" prop:checked=move || settings.with(|s| s.keep_moves)
                on:change=move |event| settings.update(|s| s.keep_moves = event_target_checked(&event))/>{t("groups.keep_moves")}</label>
            {move || (desk.purpose.get() == Purpose::Skill).then(|| view! { <Focuses desk/> })}
            <Pairs desk/>
            <Names desk/>
        </section>
    }
    .into_any()
}

/// What moves when a number is changed.
fn moves(purpose: Purpose) -> impl IntoView {
    let lessons = ["groups.n_groups_why", "groups.sizes_why", "groups.give_up_why"];
    let keys = if purpose == Purpose::Skill { &lessons[..] } else { &[] };
    keys.iter().map(|key| view! { <li>{t(key)}</li> }).collect_view()
}

/// By the next steps, or by the number beside the name.
#[component]
fn MadeBy(desk: GroupsDesk) -> impl IntoView {
    let one = move |by_number: bool, key: &'static str| {
        view! {
            <label class="opt"><input type="radio" name="made-by" prop:checked=move || desk.settings.with(|s| s.by_number) == by_number
                on:change=move |_| desk.settings.update(|s| s.by_number = by_number)/>{t(key)}</label>
        }
    };
    view! {
        <fieldset>
            <legend>{t("groups.made_by")}</legend>
            {one(false, "groups.made_by_lesson")}
            {one(true, "groups.made_by_number")}
        </fieldset>
    }
}

/// From when until when the groups that stand hold.
#[component]
pub fn Dates(desk: GroupsDesk) -> impl IntoView {
    let change = move |event: web_sys::Event, is_start: bool| {
        let field = event_target::<web_sys::HtmlInputElement>(&event);
        let (cycle, (starts, ends)) =
            desk.rows.with_untracked(|page| (page.cycle.as_str().into(), page.dates.clone()));
        let typed = field.value();
        let days = if is_start { (typed, ends.clone()) } else { (starts.clone(), typed) };
        // A field that is empty or half typed changes nothing; what is refused goes back.
        if let (Ok(from), Ok(to)) = (days.0.parse::<Date>(), days.1.parse::<Date>())
            && !desk.dispatch(SetCycleDates { cycle, starts: from, ends: to })
        {
            field.set_value(if is_start { &starts } else { &ends });
        }
    };
    let (starts, ends) = (
        move || desk.rows.with(|page| page.dates.0.clone()),
        move || desk.rows.with(|page| page.dates.1.clone()),
    );
    // The fields stay as they are while their values change.
    let stands = Memo::new(move |_| desk.rows.with(|page| !page.cycle.is_empty()));
    view! {
        {move || stands.get().then(|| view! {
            <div class="groups__numbers">
                <label class="field"><span>{t("groups.starts")}</span>
                    <input class="input groups__day-field" type="date" prop:value=starts
                        on:change=move |event| change(event, true)/></label>
                <label class="field"><span>{t("groups.ends")}</span>
                    <input class="input groups__day-field" type="date" prop:value=ends
                        on:change=move |event| change(event, false)/></label>
            </div>
        })}
    }
}

/// What may be given up so that the same students are together less.
#[component]
fn GiveUp(desk: GroupsDesk) -> impl IntoView {
    let percent = move || libm::round(desk.settings.with(|settings| settings.give_up) * 100.0).to_string();
    let change = move |event| {
        let typed = event_target_value(&event).parse::<f64>().ok().filter(|n| (0.0..=100.0).contains(n));
        if let Some(percent) = typed {
            desk.settings.update(|settings| settings.give_up = percent / 100.0);
        }
    };
    view! {
        <label class="field"><span>{t("groups.give_up")}</span>
            <input class="input" type="number" min="0" max="100" prop:value=percent on:change=change/></label>
    }
}

fn count(desk: GroupsDesk) -> usize {
    desk.app.with_book(|book| people(book.class(), today()).len()).unwrap_or(0)
}

/// The focuses to choose from.
#[component]
fn Focuses(desk: GroupsDesk) -> impl IntoView {
    let rows = Memo::new(move |_| {
        let subject = desk.subject.get();
        let read = |class: &_| desk.app.catalog.with(|catalog| focus_rows(class, catalog, &subject, today()));
        desk.app.with_class(read).unwrap_or_default()
    });
    let row = move |row: FocusRow| {
        let id = StandardId::new(&row.code);
        let ticked = {
            let id = id.clone();
            move || desk.settings.with(|settings| settings.standards.contains(&id))
        };
        let change = move |event| {
            let on = event_target_checked(&event);
            desk.settings.update(|settings| {
                settings.standards.retain(|other| *other != id);
                if on {
                    settings.standards.push(id.clone());
                }
            });
        };
        view! {
            <label class="opt"><input type="checkbox" prop:checked=ticked on:change=change/>
                <span>{row.label}" "<span class="code">{row.code}</span>" "<span class="small">{row.why}</span></span></label>
        }
    };
    view! {
        {move || (!rows.with(Vec::is_empty)).then(|| view! {
            <fieldset class="groups__focuses">
                <legend>{t("groups.focuses")}</legend>
                <p class="small">{t("groups.focuses_hint")}</p>
                {rows.get().into_iter().map(row).collect_view()}
            </fieldset>
        })}
    }
}

/// Pairs apart and together.
#[component]
fn Pairs(desk: GroupsDesk) -> impl IntoView {
    let app = desk.app;
    let (one, other) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let together = RwSignal::new(false);
    let options = move || {
        let all = app.with_class(|class| people(class, today())).unwrap_or_default();
        all.into_iter().map(|(id, name)| view! { <option value=id>{name}</option> }).collect_view()
    };
    let choose = move |key: &'static str, to: RwSignal<String>| {
        view! {
            <select class="input" aria-label=t(key) on:change=move |event| to.set(event_target_value(&event))>
                <option value="">{t(key)}</option>{options}
            </select>
        }
    };
    let add = move |_| {
        let kind = if together.get_untracked() { PairRuleKind::Together } else { PairRuleKind::Apart };
        let (a, b) = (one.get_untracked(), other.get_untracked());
        desk.dispatch(AddPairRule { a: a.as_str().into(), b: b.as_str().into(), rule: Some(kind) });
    };
    let row = move |row: PairRow| {
        let (a, b) = row.pair;
        let back = move |_| {
            desk.dispatch(AddPairRule { a: a.as_str().into(), b: b.as_str().into(), rule: None });
        };
        let label = say(&Sentence::new("groups.pair_take_back").with("what", row.text.as_str()));
        view! {
            <li>{row.text}" "<button class="btn btn--plain" type="button" aria-label=label on:click=back>{t("common.remove")}</button></li>
        }
    };
    view! {
        <fieldset class="groups__pairs">
            <legend>{t("groups.pairs")}</legend>
            <ul>{move || app.with_class(pair_rows).unwrap_or_default().into_iter().map(row).collect_view()}</ul>
            <div class="bar">
                {choose("groups.pair_one", one)}{choose("groups.pair_other", other)}
                <select class="input" aria-label=t("groups.pair_rule") on:change=move |event| together.set(event_target_value(&event) == "t")>
                    <option value="a">{t("groups.pair_apart")}</option><option value="t">{t("groups.pair_together")}</option>
                </select>
                <button class="btn" type="button" on:click=add>{t("groups.pair_add")}</button>
            </div>
        </fieldset>
    }
}
