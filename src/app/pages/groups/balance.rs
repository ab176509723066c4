//! How even mixed groups are: a small table, and in words what is not.

use leptos::prelude::*;

use super::desk::GroupsDesk;
use crate::app::components::Icon;
use crate::app::{say, t};
use crate::domain::Sentence;
use crate::view::groups::{Balance as Shown, BalanceCell, BalanceRow};

/// The table; nothing where there is nothing to balance.
#[component]
pub fn Balance(desk: GroupsDesk) -> impl IntoView {
    let shown = desk.balance();
    move || shown.get().map(|shown| table(shown, desk.app.levels_hidden.get()))
}

fn table(shown: Shown, hidden: bool) -> AnyView {
    let icon = if shown.uneven { "look" } else { "even" };
    let lines = shown.lines.into_iter();
    let lines = lines.map(|line| view! { <li class="proof"><Icon name=icon/><span>{line}</span></li> });
    let heads = shown.heads.into_iter().map(|head| view! { <th scope="col">{head}</th> });
    let rows = shown.rows.into_iter().map(row);
    view! {
        <section class="section balance">
            <h2 id="balance">{t("groups.balance")}</h2>
            <ul>{lines.collect_view()}</ul>
            <div class="scroll" role="region" tabindex="0" aria-labelledby="balance">
                <table class="balance__table">
                    <thead><tr><th scope="col">{t("groups.balance_group")}</th><th scope="col">{t("groups.balance_size")}</th>{heads.collect_view()}</tr></thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
            <p class="small">{t("groups.balance_why")}" "{hidden.then(|| t("groups.balance_hidden"))}</p>
        </section>
    }
    .into_any()
}

fn row(row: BalanceRow) -> impl IntoView {
    let cells = row.cells.into_iter().map(|BalanceCell { has, share, off }| {
        let share = say(&Sentence::new("groups.balance_share").with("share", share));
        view! { <td data-off=off.to_string()><b>{has}</b>" "<span>{share}</span></td> }
    });
    view! { <tr><th scope="row">{row.name}</th><td>{row.size}</td>{cells.collect_view()}</tr> }
}
