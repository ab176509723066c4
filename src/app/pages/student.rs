//! One student across standards and years.

use leptos::prelude::*;

use crate::app::components::{Head, HiddenLevels, Mark};
use crate::app::day::today;
use crate::app::pages::for_good::ForGood;
use crate::app::state::{AppState, use_app};
use crate::app::{say, t};
use crate::domain::Sentence;
use crate::domain::id::StudentId;
use crate::view::Page;
use crate::view::student::{DomainRows, StandardLine, StudentPage, SubjectRows, student_page};

/// The page; the item is the student.
#[component]
pub fn Student(item: Option<String>) -> impl IntoView {
    let app = use_app();
    let id = StudentId(item.unwrap_or_default());
    let who = id.clone();
    let page = Memo::new(move |_| {
        app.catalog
            .with(|catalog| app.with_class(|class| student_page(class, catalog, &who, today())).flatten())
    });
    let words = move |of: fn(&StudentPage) -> String, unknown: &'static str| {
        Signal::derive(move || page.with(|page| page.as_ref().map_or_else(|| unknown.to_owned(), of)))
    };
    let title = Signal::derive(move || {
        let name = page.with(|page| page.as_ref().map(|page| page.name.clone())).unwrap_or_default();
        say(&Sentence::new("student.title").with("name", name))
    });
    let gone = id.clone();
    let plan = move || app.href(Page::Plans, Some(id.0.clone()));
    let print = |_| {
        let _ = window().print();
    };
    view! {
        <Head title lead=words(|page| page.lead.clone(), t("student.unknown")) but=words(|page| page.but.clone(), "")>
            <button class="btn" on:click=print>{t("student.print")}</button>
            <a class="btn" href=plan>{t("student.plan")}</a>
            <a class="btn" href=move || app.href(Page::Mastery, None)>{t("student.back")}</a>
        </Head>
        <HiddenLevels/>
        {move || page.get().filter(|_| !app.levels_hidden.get()).map(|page| page.subjects.into_iter().map(|rows| subject(app, rows)).collect_view())}
        <ForGood student=gone/>
    }
}

fn subject(app: AppState, rows: SubjectRows) -> impl IntoView {
    let SubjectRows { name, years, domains, .. } = rows;
    let columns = years.len() + 3;
    let heads = years.iter().map(|year| {
        let label = say(&Sentence::new("student.at_end").with("year", year.as_str()));
        view! { <th scope="col" class="level"><span class="sr">{label}</span><span aria-hidden="true">{year.clone()}</span></th> }
    });
    let heads = heads.collect_view();
    let why = (!years.is_empty()).then(|| view! { <p class="small">{t("student.years_why")}</p> });
    let domains = domains.into_iter().map(|rows| domain(app, rows, columns)).collect_view();
    view! {
        <section class="section">
            <h2>{name}</h2>
            {why}
            <table class="student">
                <thead><tr>
                    <th scope="col">{t("student.standard")}</th>{heads}
                    <th scope="col" class="level">{t("student.now")}</th><th scope="col">{t("student.rests")}</th>
                </tr></thead>
                {domains}
            </table>
        </section>
    }
}

fn domain(app: AppState, rows: DomainRows, columns: usize) -> impl IntoView {
    let head = (!rows.name.is_empty()).then(|| {
        view! { <tr><th scope="rowgroup" colspan=columns.to_string() class="student__domain">{rows.name}</th></tr> }
    });
    view! { <tbody>{head}{rows.rows.into_iter().map(|row| line(app, row)).collect_view()}</tbody> }
}

fn line(app: AppState, row: StandardLine) -> impl IntoView {
    let StandardLine { code, label, address, earlier, mark, standing, rests_on } = row;
    let earlier = earlier
        .into_iter()
        .map(|mark| view! { <td class="level">{mark.map(|mark| view! { <Mark mark/> })}</td> });
    view! {
        <tr>
            <th scope="row"><a href=move || app.href(Page::Standards, Some(address.clone()))><span class="code">{code}</span></a>" "{label}</th>
            {earlier.collect_view()}
            <td class="level"><Mark mark/></td>
            <td class="small"><span>{rests_on}</span><span class="student__standing">{standing}</span></td>
        </tr>
    }
}
