//! Groups over the classes of a grade team: class files side by side, one set of groups, and a file back for each.

mod classes;
mod desk;
mod give;
mod result;
mod settings;

use leptos::prelude::*;

use classes::Classes;
use desk::TeamDesk;
use give::Give;
use result::Result;
use settings::Settings;

use crate::app::components::{Head, Searching};
use crate::app::state::use_app;
use crate::app::t;
use crate::domain::grouping::team::CLASSES;
use crate::view::Page;

/// The page of a grade team: class files side by side, and one set of groups for them.
#[component]
pub fn Team() -> impl IntoView {
    let app = use_app();
    let desk = TeamDesk::new(app);
    let page = desk.page;
    let many = Memo::new(move |_| desk.held.with(Vec::len) >= CLASSES.0);
    let grouped = Memo::new(move |_| desk.proposal.with(Option::is_some));
    view! {
        <Head title=t("team.title") lead=Signal::derive(move || page.with(|page| page.lead.clone()))
            but=Signal::derive(move || page.with(|page| page.but.clone()))>
            <a class="btn btn--plain" href=move || app.href(Page::Groups, None)>{t("team.back")}</a>
            {move || many.get().then(|| view! {
                <button class="btn btn--main" type="button" disabled=move || desk.searching.with(Option::is_some)
                    on:click=move |_| desk.propose()>
                    {move || t(if grouped.get() { "groups.propose_again" } else { "groups.propose" })}</button>
            })}
        </Head>
        <Searching so_far=desk.searching stop=move || desk.finish()/>
        {move || grouped.get().then(|| view! { <Result desk/> <Give desk/> })}
        <Classes desk/>
        {move || many.get().then(|| view! { <Settings desk/> })}
    }
    .into_any()
}
