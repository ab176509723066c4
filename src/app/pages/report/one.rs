//! One report: levels and comments in a table; on paper a sheet for each student.

use leptos::prelude::*;

use crate::app::components::{Head, HiddenLevels, Mark};
use crate::app::day::today;
use crate::app::put::put_as;
use crate::app::state::{AppState, use_app};
use crate::app::{say, t};
use crate::document::sheet;
use crate::domain::Sentence;
use crate::domain::command::{GiveOutReport, WriteComment};
use crate::domain::id::{ReportId, StudentId};
use crate::view::Page;
use crate::view::report::{ReportHead, ReportPage, ReportRow, report_page, report_sheet, sheets};

/// The page of one report.
#[component]
pub fn One(id: ReportId) -> impl IntoView {
    let app = use_app();
    let which = id.clone();
    let id = StoredValue::new(id);
    let page = Memo::new(move |_| {
        app.catalog
            .with(|catalog| app.with_class(|class| report_page(class, catalog, &which, today())).flatten())
    });
    let words = move |of: fn(&ReportPage) -> String, unknown: &'static str| {
        Signal::derive(move || page.with(|page| page.as_ref().map_or_else(|| unknown.to_owned(), of)))
    };
    // While a comment is typed the table stays; only what is shown beside it changes.
    let ids = Memo::new(move |_| page.with(|page| page.as_ref().map(rows_of)).unwrap_or_default());
    let shown = move || !app.levels_hidden.get() && page.with(Option::is_some);
    view! {
        <Head title=words(|page| page.title.clone(), t("report.title")) lead=words(|page| page.lead.clone(), t("report.unknown"))
            but=words(|page| page.but.clone(), "")>
            <Actions page id/>
        </Head>
        <HiddenLevels/>
        {move || shown().then(|| {
            let heads = ids.get().0;
            if heads.is_empty() {
                return view! { <p class="quiet">{t("report.empty")}</p> }.into_any();
            }
            view! { <Table page ids report=id.get_value()/> <Sheets page/> }.into_any()
        })}
    }
}

/// What the table's frame is made of: columns, students, and whether comments can be written.
type Frame = (Vec<ReportHead>, Vec<String>, bool);

fn rows_of(page: &ReportPage) -> Frame {
    (page.heads.clone(), page.rows.iter().map(|row| row.id.clone()).collect(), page.given_out.is_none())
}

#[component]
fn Actions(page: Memo<Option<ReportPage>>, id: StoredValue<ReportId>) -> impl IntoView {
    let app = use_app();
    let open =
        Memo::new(move |_| page.with(|page| page.as_ref().is_some_and(|page| page.given_out.is_none())));
    let save = move |_| {
        if let Some(page) = page.get_untracked() {
            put_as(
                app,
                &format!("{} {}.csv", page.class, page.title),
                "text/csv",
                &sheet::write(&report_sheet(&page)),
            );
        }
    };
    let print = |_| {
        let _ = window().print();
    };
    let give = move |_| {
        let Some(page) = page.get_untracked() else { return };
        let said = Sentence::new("report.was_given_out").with("title", page.title.as_str());
        let _ = app.dispatch_and_say(GiveOutReport { report: id.get_value(), sheets: sheets(&page) }, &said);
    };
    view! {
        <a class="btn" href=move || app.href(Page::Report, None)>{t("report.all")}</a>
        <button class="btn" on:click=save>{t("report.save")}</button>
        <button class="btn" on:click=print>{t("report.print")}</button>
        {move || open.get().then(|| view! {
            <button class="btn btn--main" title=t("report.give_out_why") on:click=give>{t("report.give_out")}</button>
        })}
    }
}

#[component]
fn Table(page: Memo<Option<ReportPage>>, ids: Memo<Frame>, report: ReportId) -> impl IntoView {
    let app = use_app();
    let heads = move || {
        let head = |head: ReportHead| view! { <th scope="col" title=head.label>{head.subject}<br/><span class="code">{head.code}</span></th> };
        ids.get().0.into_iter().map(head).collect_view()
    };
    let rows = move || {
        let (_, students, open) = ids.get();
        let report = report.clone();
        students
            .into_iter()
            .map(move |student| view! { <Row app page student report=report.clone() open/> })
            .collect_view()
    };
    view! {
        <div class="scroll report__scroll" role="region" tabindex="0" aria-label=t("report.table")>
            <table class="report">
                <thead><tr><th scope="col">{t("report.student")}</th><th scope="col">{t("report.comment")}</th>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Row(
    app: AppState,
    page: Memo<Option<ReportPage>>,
    student: String,
    report: ReportId,
    open: bool,
) -> impl IntoView {
    let who = student.clone();
    let row =
        Memo::new(move |_| page.with(|page| page.as_ref()?.rows.iter().find(|row| row.id == who).cloned()));
    let part =
        move |of: fn(&ReportRow) -> String| move || row.with(|row| row.as_ref().map(of)).unwrap_or_default();
    let cells = move || {
        let cells = row.with(|row| row.as_ref().map(|row| row.cells.clone())).unwrap_or_default();
        cells.into_iter().map(|cell| view! { <td><Mark mark=cell.mark/></td> }).collect_view()
    };
    let write = move |event| {
        let text = event_target_value(&event);
        // A refusal is shown as a notice; the text stays in its field.
        let _ =
            app.dispatch(WriteComment { report: report.clone(), student: StudentId(student.clone()), text });
    };
    let label = move || say(&Sentence::new("report.comment_of").with("name", part(|row| row.full.clone())()));
    let comment = if open {
        view! { <textarea class="input" rows="2" aria-label=label prop:value=part(|row| row.comment.clone()) on:change=write></textarea> }.into_any()
    } else {
        view! { <p>{part(|row| row.comment.clone())}</p> }.into_any()
    };
    view! { <tr><th scope="row">{part(|row| row.name.clone())}</th><td class="report__words">{comment}</td>{cells}</tr> }
}

/// A sheet for each student: on paper only.
#[component]
fn Sheets(page: Memo<Option<ReportPage>>) -> impl IntoView {
    move || page.get().map(|page| page.rows.iter().map(|row| one_sheet(&page, row)).collect_view())
}

fn one_sheet(page: &ReportPage, row: &ReportRow) -> impl IntoView + use<> {
    let own = page.heads.iter().zip(&row.cells).filter(|(_, cell)| !cell.mark.is_not_for());
    let lines = own.map(|(head, cell)| {
        let name = if cell.level.is_none() { t("report.no_mark").to_owned() } else { cell.name.clone() };
        view! {
            <tr><th scope="row"><span class="code">{head.code.clone()}</span>" "{head.label.clone()}</th><td><Mark mark=cell.mark.clone()/></td><td>{name}</td></tr>
        }
    });
    let comment =
        (!row.comment.is_empty()).then(|| view! { <p class="report__said">{row.comment.clone()}</p> });
    view! {
        <section class="report__sheet" aria-hidden="true">
            <h2>{row.full.clone()}</h2>
            <p>{page.title.clone()}", "{page.class.clone()}{page.given_out.clone().map(|on| format!(", {on}"))}</p>
            <table class="report report--sheet"><tbody>{lines.collect_view()}</tbody></table>
            {comment}
        </section>
    }
}
