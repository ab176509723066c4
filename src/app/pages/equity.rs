//! The lenses: a figure, a sentence, a question, a way to act.

use leptos::html;
use leptos::prelude::*;

use crate::app::components::{Head, width_of};
use crate::app::day::today;
use crate::app::state::use_app;
use crate::app::{say, t};
use crate::domain::Sentence;
use crate::view::equity::{Bar, Dot, EquityRows, Figure, Lens, equity};
use crate::view::plot::{RADIUS, strip};
use crate::view::{Page, Route};

/// About how wide a letter or digit at the foot of a plot is, in pixels.
const LETTER: f64 = 6.5;

/// The page of the lenses, each with its figure, its question and a way to act.
#[component]
pub fn Equity() -> impl IntoView {
    let app = use_app();
    let rows = Memo::new(move |_| {
        let catalog = app.catalog.get();
        app.with_class(|class| equity(class, &catalog, today())).unwrap_or_default()
    });
    let field =
        |read: fn(&EquityRows) -> &String| Signal::derive(move || rows.with(|rows| read(rows).clone()));
    let lenses = move || {
        rows.get().lenses.into_iter().enumerate().map(|(at, lens)| lens_view(at, lens)).collect_view()
    };
    view! {
        <Head title=field(|rows| &rows.title) lead=field(|rows| &rows.lead) but=field(|rows| &rows.but)>
            <a class="btn" href=move || app.href(Page::Growth, None)>{t("growth.open")}</a>
        </Head>
        <div class="lenses">{lenses}</div>
    }
}

fn lens_view(at: usize, lens: Lens) -> AnyView {
    let app = use_app();
    let figure = match lens.figure {
        Figure::None => ().into_any(),
        Figure::Dots { dots, middle, middle_words, unit } => {
            view! { <Dots dots middle middle_words unit words=lens.say.clone()/> }.into_any()
        }
        Figure::Bars(bars) => {
            let bars = bars.into_iter().map(bar_view).collect_view();
            view! { <ul class="bars">{bars}</ul> }.into_any()
        }
    };
    // The slug of a page is its address.
    let act = lens.act.map(|(words, slug)| {
        let class = app.with_book(|book| book.document().id.clone()).unwrap_or_default();
        let href = Route::parse(&format!("#/class/{class}/{slug}")).hash();
        view! { <a class="btn" href=href>{words}</a> }
    });
    view! {
        <section class="lens" class:lens--wide={at < 2}>
            <h2>{lens.title}</h2>
            {figure}
            <p class="lens__say">{lens.say}</p>
            <p class="lens__ask">{lens.ask}</p>
            <div class="lens__foot">{act}<span class="small">{lens.count}</span></div>
        </section>
    }
    .into_any()
}

fn bar_view(bar: Bar) -> AnyView {
    let marks = (0..bar.n + bar.open).map(|at| view! { <i class:open={at >= bar.n}></i> }).collect_view();
    view! {
        <li class:is-look=bar.look>
            <span>{bar.label}</span><span class="dots" aria-hidden="true">{marks}</span><b>{bar.words}</b>
        </li>
    }
    .into_any()
}

/// Every student is a dot, drawn at the width there really is, so that its words keep their size.
#[component]
pub fn Dots(
    dots: Vec<Dot>,
    middle: f64,
    middle_words: String,
    unit: &'static str,
    words: String,
) -> impl IntoView {
    let node = NodeRef::<html::Div>::new();
    let width = width_of(node);
    let drawing = move || {
        let width = width.get();
        if width < 40 {
            return ().into_any();
        }
        let values: Vec<f64> = dots.iter().map(|dot| dot.value).collect();
        let strip = strip(&values, middle, f64::from(width));
        let foot = strip.height - 6.0;
        let last = strip.ticks.len().saturating_sub(1);
        let of_last = strip
            .ticks
            .last()
            .map(|(x, value)| (x + 14.0, say(&Sentence::new(unit).with("value", value.to_string()))));
        let (ends, of_last) = of_last.unwrap_or_default();
        let wide = |words: &str| words.chars().map(|_| LETTER).sum::<f64>();
        let ticks = strip.ticks.iter().enumerate().map(|(at, (x, value))| {
            let number = value.to_string();
            let has_room = x + wide(&number) / 2.0 < ends - wide(&of_last);
            let words = if at == last { of_last.clone() } else if has_room { number } else { String::new() };
            // The unit makes the last one wide: it ends at its line and does not leave the picture.
            let anchor = if at == last { "end" } else { "middle" };
            let x_words = if at == last { x + 14.0 } else { *x };
            let d = format!("M{x} 20V{}", strip.height - 20.0);
            view! { <path class="axis" d=d></path><text x=x_words.to_string() y=foot.to_string() text-anchor=anchor>{words}</text> }
        });
        let points = dots.iter().zip(&strip.dots).map(|(dot, (x, y))| {
            let class = if dot.look { "dot dot--look" } else { "dot" };
            view! { <circle class=class cx=x.to_string() cy=y.to_string() r=RADIUS.to_string()></circle> }
        });
        let middle = strip.middle;
        let mid_line = format!("M{middle} 16V{}", strip.height - 20.0);
        // The middle's words stand on the side with more room.
        let left = middle > f64::from(width) * 0.6;
        let (at, anchor) = if left { (middle - 5.0, "end") } else { (middle + 5.0, "start") };
        let names = labels(&dots, &strip.dots);
        let names = names.into_iter().map(|(x, text, look, anchor)| {
            let class = if look { "signal" } else { "strong" };
            view! { <text class=class x=x.to_string() y="30" text-anchor=anchor>{text}</text> }
        });
        view! {
            <svg class="plot" width=width.to_string() height=strip.height.to_string() role="img" aria-label=words.clone()>
                {ticks.collect_view()}
                <path class="mid" d=mid_line></path>
                <text x=at.to_string() y="12" text-anchor=anchor>{middle_words.clone()}</text>
                {points.collect_view()}
                {names.collect_view()}
            </svg>
        }
        .into_any()
    };
    view! { <div node_ref=node>{drawing}</div> }
}

/// Names over their dots: those to look at in one line over the first of them, the other end over its own.
fn labels(dots: &[Dot], places: &[(f64, f64)]) -> Vec<(f64, String, bool, &'static str)> {
    let mut labels = Vec::new();
    let named = || dots.iter().zip(places).filter_map(|(dot, place)| Some((dot, place, dot.name.as_ref()?)));
    let looked: Vec<&str> = named().filter(|(dot, ..)| dot.look).map(|(.., name)| name.as_str()).collect();
    if let Some((_, place, _)) = named().find(|(dot, ..)| dot.look) {
        labels.push((place.0 - RADIUS, looked.join(", "), true, "start"));
    }
    if let Some((_, place, name)) = named().find(|(dot, ..)| !dot.look) {
        labels.push((place.0 + RADIUS, name.clone(), false, "end"));
    }
    labels
}
