//! Agendas on paper: one a page, cards to cut, or with links and tasks for a day at home.

use leptos::prelude::*;

use crate::app::t;
use crate::view::agenda::{AgendaPage, Stop, StudentAgenda};

/// How they are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Pages,
    Cards,
    Home,
}

/// The buttons, and what is printed.
#[component]
pub fn Paper(page: Memo<AgendaPage>) -> impl IntoView {
    let form = RwSignal::new(Form::Cards);
    let print = move |as_form| {
        form.set(as_form);
        // After the page has taken the shape that is to be printed.
        request_animation_frame(|| {
            let _ = window().print();
        });
    };
    let name = move || match form.get() {
        Form::Pages => "pages",
        Form::Cards => "cards",
        Form::Home => "home",
    };
    view! {
        <span class="bar" role="group" aria-label=t("agenda.paper")>
            <button class="btn" type="button" on:click=move |_| print(Form::Pages)>{t("agenda.print_pages")}</button>
            <button class="btn" type="button" on:click=move |_| print(Form::Cards)>{t("agenda.print_cards")}</button>
            <button class="btn" type="button" on:click=move |_| print(Form::Home)>{t("agenda.print_home")}</button>
        </span>
        <div class="agenda-paper" aria-hidden="true" data-form=name>
            {move || {
                let home = form.get() == Form::Home;
                page.with(|page| page.rows.iter().map(|row| card(page, row, home)).collect_view())
            }}
        </div>
    }
}

fn card(page: &AgendaPage, row: &StudentAgenda, home: bool) -> AnyView {
    let head = t(if home { "agenda.at_home" } else { "agenda.my_agenda" });
    let stops =
        page.slots.iter().zip(&row.stops).map(|((_, time), stop)| line(time, stop, home)).collect_view();
    view! {
        <section class="agenda-card">
            <h2>{row.name.clone()}</h2>
            <p>{head}", "{page.day.clone()}</p>
            <ol>{stops}</ol>
        </section>
    }
    .into_any()
}

fn line(time: &str, stop: &Stop, home: bool) -> AnyView {
    // At home there is the link or the task; without either what there is to do stands.
    let at_home = [&stop.link, &stop.home_task].into_iter().filter(|words| !words.is_empty()).cloned();
    let mut lines: Vec<String> = if home { at_home.collect() } else { Vec::new() };
    if lines.is_empty() {
        lines.clone_from(&stop.what);
    }
    let more = lines.into_iter().map(|line| view! { <span>{line}</span> }).collect_view();
    let why = (!stop.why.is_empty()).then(|| format!(" ({})", stop.why));
    view! { <li><span>{time.to_owned()}</span><b>{stop.place.clone()}</b>{why}{more}</li> }.into_any()
}
