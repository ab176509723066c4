//! Growth: the first result of the year beside the latest, for the class and for each student.

use leptos::html;
use leptos::prelude::*;

use crate::app::components::{Head, width_of};
use crate::app::day::today;
use crate::app::state::use_app;
use crate::app::{say, t};
use crate::domain::Sentence;
use crate::domain::subject::in_order;
use crate::view::Page;
use crate::view::growth::{GrowthQuery, GrowthRows, ShareRow, Slope, StartRow, StudentRow, growth};
use crate::view::plot::slopes;

/// The page. An item is a subject.
#[component]
pub fn Growth(item: Option<String>) -> impl IntoView {
    let app = use_app();
    let all = app.with_class(in_order).unwrap_or_default();
    let known = item.filter(|item| all.iter().any(|(id, _)| id.0 == *item));
    let subject =
        RwSignal::new(known.or_else(|| all.first().map(|(id, _)| id.0.clone())).unwrap_or_default());
    let source = RwSignal::new(String::new());
    let from_mid = RwSignal::new(false);
    let rows = Memo::new(move |_| {
        let query = GrowthQuery {
            subject: subject.get().as_str().into(),
            source: source.get(),
            from_mid: from_mid.get(),
        };
        app.catalog
            .with(|catalog| app.with_class(|class| growth(class, catalog, &query, today())))
            .unwrap_or_default()
    });
    let field =
        |read: fn(&GrowthRows) -> &String| Signal::derive(move || rows.with(|rows| read(rows).clone()));
    let subjects = (all.len() > 1).then(|| {
        let options = all.into_iter().map(|(id, name)| {
            let value = id.0;
            let is = value == subject.get_untracked();
            view! { <option value=value.clone() selected=is>{name}</option> }
        });
        let options = options.collect_view();
        view! {
            <label class="field"><span>{t("mastery.subject")}</span>
                <select class="input input--fit" on:change=move |event| subject.set(event_target_value(&event))>{options}</select></label>
        }
    });
    let sources = Memo::new(move |_| rows.with(|rows| rows.sources.clone()));
    let pick_source = move || {
        (sources.with(Vec::len) > 1).then(|| {
            let options = sources.get().into_iter().map(|one| view! { <option value=one.key>{one.name}</option> });
            let options = options.collect_view();
            view! {
                <label class="field"><span>{t("growth.source")}</span>
                    <select class="input input--fit" on:change=move |event| source.set(event_target_value(&event))>{options}</select></label>
            }
        })
    };
    let asks_mid = Memo::new(move |_| rows.with(|rows| rows.asks_mid));
    let tick_mid = move || {
        asks_mid.get().then(|| view! {
            <label class="opt"><input type="checkbox" bind:checked=from_mid/>{t("growth.from_mid")}</label>
        })
    };
    view! {
        <Head title=t("growth.title") lead=field(|rows| &rows.lead) but=field(|rows| &rows.but)>
            <a class="btn" href=move || app.href(Page::Results, None)>{t("growth.to_results")}</a>
        </Head>
        <div class="growth stack">
            <div class="growth__choose">{subjects}{pick_source}{tick_mid}</div>
            <p class="small">{field(|rows| &rows.note)}</p>
            {move || body(rows.get())}
        </div>
    }
}

fn body(rows: GrowthRows) -> impl IntoView {
    let app = use_app();
    let GrowthRows { shares, by_start, slopes, students, .. } = rows;
    let each = move || {
        if students.is_empty() {
            return ().into_any();
        }
        if app.levels_hidden.get() {
            return view! { <p class="quiet">{t("growth.hidden")}</p> }.into_any();
        }
        let (slopes, students) = (slopes.clone(), students.clone());
        view! { <Slopes slopes/> {table_of_students(students)} }.into_any()
    };
    view! { {shares_table(shares)} {start_table(by_start)} {each} }
}

fn heads(keys: &[&'static str]) -> impl IntoView + use<> {
    let cells = keys.iter().map(|key| view! { <th scope="col">{t(key)}</th> }).collect_view();
    view! { <thead><tr>{cells}</tr></thead> }
}

fn table(title: &'static str, keys: &[&'static str], rows: AnyView) -> AnyView {
    view! {
        <section class="section">
            <h2>{t(title)}</h2>
            <div class="growth__scroll" tabindex="0" role="group" aria-label=t(title)>
                <table class="growth__table">{heads(keys)}<tbody>{rows}</tbody></table>
            </div>
        </section>
    }
    .into_any()
}

fn shares_table(rows: Vec<ShareRow>) -> AnyView {
    if rows.is_empty() {
        return ().into_any();
    }
    let row = |row: ShareRow| {
        view! { <tr><th scope="row">{row.label}</th><td>{row.first}</td><td><b>{row.latest}</b></td></tr> }
    };
    let keys = ["growth.stands", "growth.first", "growth.latest"];
    table("growth.shares", &keys, rows.into_iter().map(row).collect_view().into_any())
}

fn start_table(rows: Vec<StartRow>) -> AnyView {
    if rows.is_empty() {
        return ().into_any();
    }
    let row = |row: StartRow| {
        view! {
            <tr>
                <th scope="row">{row.start}</th><td>{row.students}</td><td>{row.proficient}</td>
                <td>{row.nearing}</td>{(!row.middle.is_empty()).then(|| view! { <td>{row.middle}</td> })}
            </tr>
        }
    };
    // Of own marks levels are counted, and their middle says nothing.
    let of_test = rows.iter().any(|row| !row.middle.is_empty());
    let count = if of_test { "growth.students" } else { "growth.levels" };
    let all = ["growth.start", count, "growth.now_proficient", "growth.now_nearing", "growth.middle"];
    let keys = if of_test { &all[..] } else { &all[..4] };
    table("growth.by_start", keys, rows.into_iter().map(row).collect_view().into_any())
}

fn table_of_students(rows: Vec<StudentRow>) -> AnyView {
    let at = |(score, day): (String, String)| view! { <td>{score}" "<span class="small">{day}</span></td> };
    // Own marks have neither typical growth nor one place to stand at.
    let of_test = rows.iter().any(|row| !row.of_typical.is_empty() || !row.stands.is_empty());
    let row = move |row: StudentRow| {
        let more = of_test.then(|| view! { <td>{row.of_typical}</td><td>{row.stands}</td> });
        view! {
            <tr>
                <th scope="row">{row.name}</th>{at(row.first)}{at(row.latest)}
                <td>{row.change}</td>{more}
            </tr>
        }
    };
    let all = [
        "growth.student",
        "growth.first",
        "growth.latest",
        "growth.change",
        "growth.of_typical",
        "growth.stands",
    ];
    let keys = if of_test { &all[..] } else { &all[..4] };
    table("growth.each", keys, rows.into_iter().map(row).collect_view().into_any())
}

/// A line a student, drawn at the width there really is.
#[component]
fn Slopes(slopes: Vec<Slope>) -> impl IntoView {
    let node = NodeRef::<html::Div>::new();
    let width = width_of(node);
    let words = say(&Sentence::new("growth.slopes_words").with("n", slopes.len()));
    let drawing = move || draw(&slopes, f64::from(width.get()), words.clone());
    view! {
        <section class="section"><h2>{t("growth.slopes")}</h2><div class="growth__plot" node_ref=node>{drawing}</div></section>
    }
}

fn draw(rows: &[Slope], width: f64, words: String) -> AnyView {
    if width < 40.0 || rows.is_empty() {
        return ().into_any();
    }
    let values: Vec<(f64, f64)> = rows.iter().map(|row| (row.first, row.latest)).collect();
    let plot = slopes(&values, width);
    let (left, right, foot) = (plot.left, plot.right, plot.height - 6.0);
    let ticks = plot.ticks.iter().map(|(y, value)| {
        let d = format!("M{left} {y}H{right}");
        let (x, base) = (left - 8.0, y + 4.0);
        view! {
            <path class="axis" d=d></path>
            <text x=x.to_string() y=base.to_string() text-anchor="end">{value.to_string()}</text>
        }
    });
    let lines = plot.lines.iter().zip(rows).map(|((from, to), row)| {
        let d = format!("M{left} {from}L{right} {to}");
        view! {
            <g><title>{row.words.clone()}</title>
                <path class="slope" d=d></path>
                <circle class="dot" cx=left.to_string() cy=from.to_string() r="4"></circle>
                <circle class="dot" cx=right.to_string() cy=to.to_string() r="4"></circle>
            </g>
        }
    });
    view! {
        <svg class="plot" width=width.to_string() height=plot.height.to_string() role="img" aria-label=words>
            {ticks.collect_view()}
            {lines.collect_view()}
            <text x=left.to_string() y=foot.to_string() text-anchor="middle">{t("growth.first")}</text>
            <text x=right.to_string() y=foot.to_string() text-anchor="middle">{t("growth.latest")}</text>
        </svg>
    }
    .into_any()
}
