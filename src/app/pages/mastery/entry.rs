//! The bar of quick entry: which kind, which day, how many are in.

use leptos::prelude::*;

use super::{Visit, keys};
use crate::app::day::today;
use crate::app::t;
use crate::domain::Date;
use crate::domain::Sentence;
use crate::domain::command::rounds;
use crate::domain::id::StandardId;
use crate::domain::mastery::CheckKind;
use crate::view::mastery::{Entry, TYPED_KINDS, entry_row, kind_words};

/// The bar, while there is quick entry.
#[component]
pub(super) fn QuickEntry(visit: Visit) -> impl IntoView {
    let is_on = Memo::new(move |_| visit.entry.with(Option::is_some));
    view! { {move || is_on.get().then(|| view! { <Bar visit/> })} }
}

/// Begins with an exit ticket of today, at the first student of the column that has the keyboard.
pub(super) fn begin(visit: Visit) {
    visit.entry.set(Some(Entry { kind: CheckKind::ExitTicket, on: today() }));
    let (_, column) = visit.spot.get_untracked();
    let asked = |id: &&String| keys::asks(visit, id, column);
    if let Some(first) = visit.ids.with_untracked(|ids| ids.iter().find(asked).or(ids.first()).cloned()) {
        keys::go_to(&first, column);
    }
}

#[component]
fn Bar(visit: Visit) -> impl IntoView {
    let app = visit.app;
    let row = Memo::new(move |_| {
        let entry = visit.entry.get()?;
        let (_, column) = visit.spot.get();
        let standard = visit.grid.with(|grid| grid.columns.get(column).map(|head| head.id.clone()))?;
        let (subject, catalog) = (visit.subject.get(), app.catalog.get());
        app.with_class(|class| entry_row(class, &catalog, &subject, &StandardId(standard), entry))
    });
    let change = move |with: &dyn Fn(&mut Entry)| visit.entry.update(|entry| entry.iter_mut().for_each(with));
    let kinds = TYPED_KINDS.map(|kind| view! { <option value=kind.tag()>{kind_words(kind)}</option> });
    let choose = move |event| {
        if let Some(kind) = CheckKind::from_tag(&event_target_value(&event)) {
            change(&|entry| entry.kind = kind);
        }
    };
    let set_day = move |event| match event_target_value(&event).parse() {
        Ok(day) if day <= today() => change(&|entry| entry.on = day),
        Ok(day) => app.refuse(&Sentence::new("mastery.later_than_today").with("on", day)),
        // Half a date is on its way to a whole one.
        Err(_) => {}
    };
    let on = move || visit.entry.get().map(|entry| entry.on.to_string()).unwrap_or_default();
    // Left open overnight before the first mark: what is typed in the morning is of that day.
    Effect::new(move |before: Option<Date>| {
        let now = today();
        let Some(entry) = visit.entry.get_untracked().filter(|entry| Some(entry.on) == before) else {
            return now;
        };
        let subject = visit.subject.get_untracked();
        let begun = app.with_book(|book| !rounds(book.class(), &subject, entry.kind, entry.on).is_empty());
        if begun == Some(false) {
            change(&|entry| entry.on = now);
        }
        now
    });
    let standard = move || row.with(|row| row.as_ref().map(|row| row.standard.clone()));
    let entered = move || row.with(|row| row.as_ref().map(|row| row.entered.clone()));
    let levels = visit.grid.with_untracked(|grid| grid.levels);
    view! {
        <section class="entry" aria-label=t("mastery.quick_entry")>
            <select class="input input--fit" aria-label=t("mastery.entry_kind") on:change=choose>{kinds.collect_view()}</select>
            <b>{standard}</b>
            <label>{t("mastery.entry_day")}" "<input class="input input--fit" type="date" max=move || today().to_string() prop:value=on on:change=set_day/></label>
            <span>{t("mastery.entry_type")}" "<span class="key">"1"</span>"–"<span class="key">{levels}</span>", "
                <span class="key">"0"</span>" "{t("mastery.entry_absent")}", "
                <span class="key">"E"</span>" "{t("mastery.entry_excused")}</span>
            <span class="quiet" role="status">{entered}</span>
            <button class="btn btn--main" on:click=move |_| visit.entry.set(None)>{t("mastery.entry_done")}</button>
        </section>
    }
}
