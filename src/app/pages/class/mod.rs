//! The class: name, year, roster.
mod about;
mod off_roster;
mod paste;
mod people;
mod roster;
mod school_days;
mod subjects;

use leptos::prelude::*;

use crate::app::components::Head;
use crate::app::state::use_app;
use crate::app::{say, t};
use crate::domain::Sentence;
use crate::view::Page;

/// The page of the class: its name, its year and its roster.
#[component]
pub fn ClassPage() -> impl IntoView {
    let app = use_app();
    let count = Memo::new(move |_| app.with_class(|class| class.students.len()).unwrap_or_default());
    let name = Memo::new(move |_| app.with_class(|class| class.about().name).unwrap_or_default());
    let title = Signal::derive(move || say(&Sentence::new("class.title").with("name", name.get())));
    let lead = Signal::derive(move || match count.get() {
        0 => t("class.lead_none").to_owned(),
        n => say(&Sentence::new("class.lead").with("n", n)),
    });
    let but = Signal::derive(move || {
        if count.get() == 0 { t("class.but_none") } else { t("class.but") }.to_owned()
    });
    // A calendar that came in where students are expected, on its way to the days without school.
    let calendar = RwSignal::new(None::<Vec<u8>>);
    view! {
        <Head title lead but>
            <a class="btn" href=move || app.href(Page::Standards, None)>{t("class.to_standards")}</a>
        </Head>
        <div class="class">
            <div>
                <paste::Paste calendar/>
                <roster::Roster/>
                <off_roster::OffRoster/>
            </div>
            <div>
                <about::About/>
                <school_days::SchoolDays calendar/>
                <subjects::Subjects/>
                <people::Adults/>
                <people::Services/>
            </div>
        </div>
    }
}
