//! What was just done or refused, in words. A notice belongs to the page that made it and to the step that it speaks
//! of: it goes with the page, its Undo takes back that step and no other, and after a while it goes by itself.

use std::time::Duration;

use leptos::html;
use leptos::prelude::*;

use super::components::Icon;
use super::state::notices::{Notice, Notices};
use super::state::{AppState, use_app};
use super::{say, t};
use crate::document::book::StepId;
use crate::domain::Sentence;
use crate::view::Page;

/// So long a notice stands, and so much longer for each letter, as people read at their own pace.
const STANDS: Duration = Duration::from_secs(8);
const A_LETTER: Duration = Duration::from_millis(80);
/// Somebody points at it or is in it: so long it stands from then on.
const MORE: Duration = Duration::from_secs(4);

impl AppState {
    /// Shows a refusal. It stays until it is closed or the page is left.
    pub fn refuse(self, why: &Sentence) {
        self.notices.show(Notice { text: say(why), refused: true, step: None });
    }

    /// Shows what was done, and that it is not saved where it is not. `step`: what Undo beside it takes back; `None`
    /// where nothing changed.
    pub fn tell(self, text: String, step: Option<StepId>) {
        let refused = self.has_unsaved();
        let text = if refused { format!("{text} {}", t("saved.not")) } else { text };
        self.notices.show(Notice { text, refused, step });
    }
}

/// The last thing done or refused, and its Undo. Not over the board, which is for the class.
#[component]
pub fn Said() -> impl IntoView {
    let app = use_app();
    let place = NodeRef::<html::Div>::new();
    let shown = Memo::new(move |_| {
        let on_board = app.route.with(|route| route.page() == Some(Page::Board));
        app.notices.last.get().filter(|_| !on_board)
    });
    let timer = StoredValue::new(None::<TimeoutHandle>);
    Effect::new(move |_| {
        let stands = shown.with(|notice| notice.as_ref().filter(|notice| !notice.refused).map(stands));
        wait(app.notices, place, timer, stands);
    });
    let body = move |notice: Notice| {
        view! {
            <div class="said" data-refused=notice.refused.to_string()>
                <Icon name=if notice.refused { "look" } else { "check" }/>
                <p>{notice.text}</p>
                {notice.step.map(|step| view! {
                    <button class="btn btn--plain" on:click=move |_| app.undo_step(step)>{t("undo.undo")}</button>
                })}
                <button class="btn btn--plain" on:click=move |_| app.notices.last.set(None)>{t("common.close")}</button>
            </div>
        }
    };
    view! { <div role="status" aria-live="polite" node_ref=place>{move || shown.get().map(body)}</div> }
}

fn stands(notice: &Notice) -> Duration {
    STANDS + A_LETTER * u32::try_from(notice.text.chars().count()).unwrap_or(0)
}

/// Takes the notice away after that time; not while somebody points at it or is in it, nor while nobody sees the page.
fn wait(
    notices: Notices,
    place: NodeRef<html::Div>,
    timer: StoredValue<Option<TimeoutHandle>>,
    stands: Option<Duration>,
) {
    if let Some(timer) = timer.try_update_value(Option::take).flatten() {
        timer.clear();
    }
    let Some(stands) = stands else { return };
    let go = move || {
        let is_held = |place: web_sys::HtmlDivElement| {
            document().hidden() || place.matches(":is(:hover, :focus-within)") == Ok(true)
        };
        if place.get_untracked().is_some_and(is_held) {
            wait(notices, place, timer, Some(MORE));
        } else {
            notices.last.set(None);
        }
    };
    timer.set_value(set_timeout_with_handle(go, stands).ok());
}
