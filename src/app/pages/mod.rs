//! One page a file (a folder where it has parts), each over its rows from `view`, and how a page is opened: the
//! program comes in parts, so that the first visit stays small.
mod class;
mod groups;
mod mastery;
mod results;
mod standards;
mod start;

mod board;
mod equity;
pub mod plans;
mod rotation;
pub mod share;
mod today;

pub use start::Start;

use leptos::prelude::*;
use leptos::reactive::computed::ScopedFuture;
use leptos::task::spawn_local;

use super::components::Icon;
use super::t;
use crate::view::Page;

/// A page's view, or the news that its part of the program did not arrive.
type Opened = Result<AnyView, NotLoaded>;

/// A part of the program did not arrive.
struct NotLoaded;

#[cfg(feature = "split")]
impl From<leptos::wasm_split::SplitLoaderError> for NotLoaded {
    fn from(_: leptos::wasm_split::SplitLoaderError) -> Self {
        Self
    }
}

/// Declares the parts: functions of the open page and its item. `cargo xtask build` turns the feature `split` on and cuts the
/// wasm there (see ARCHITECTURE.md); without it the same functions are simply called.
macro_rules! parts {
    ($($part:ident: $page:pat => $view:expr;)+) => {
        $(
            #[cfg_attr(feature = "split", leptos::wasm_split::wasm_split($part, wasm_split_path = ::leptos::wasm_split, fallible))]
            fn $part(page: Page, item: Option<String>) -> Opened {
                let open: fn(Page, Option<String>) -> AnyView = $view;
                Ok(open(page, item))
            }
        )+

        async fn open(page: Page, item: Option<String>) -> Opened {
            match page {
                $($page => {
                    #[cfg(feature = "split")]
                    return $part(page, item).await;
                    #[cfg(not(feature = "split"))]
                    return $part(page, item);
                })+
            }
        }
    };
}

parts! {
    setup: Page::Class | Page::Standards | Page::Share => |page, _| match page {
        Page::Class => view! { <class::ClassPage/> }.into_any(),
        Page::Standards => view! { <standards::Standards/> }.into_any(),
        _ => view! { <share::Share/> }.into_any(),
    };
    results: Page::Results => |_, _| view! { <results::Results/> }.into_any();
    mastery: Page::Mastery => |_, item| view! { <mastery::Mastery item/> }.into_any();
    groups: Page::Groups => |_, _| view! { <groups::Groups/> }.into_any();
    plans: Page::Plans => |_, item| view! { <plans::Plans item/> }.into_any();
    rotation: Page::Rotation | Page::Board => |page, _| match page {
        Page::Board => view! { <board::Board/> }.into_any(),
        _ => view! { <rotation::Rotation/> }.into_any(),
    };
    today: Page::Today => |_, _| view! { <today::Today/> }.into_any();
    equity: Page::Equity => |_, _| view! { <equity::Equity/> }.into_any();
}

/// The page of a route. Its part of the program is fetched when it is first opened.
#[component]
pub fn Opening(
    /// Which page.
    page: Page,
    /// What it is about: a student, a standard.
    item: Option<String>,
) -> impl IntoView {
    let arrived = RwSignal::new_local(None::<Opened>);
    spawn_local(ScopedFuture::new_untracked(async move {
        let opened = open(page, item).await;
        // Another page may have been opened meanwhile.
        arrived.try_set(Some(opened));
    }));
    move || {
        arrived.track();
        arrived.write_untracked().take().map(|opened| opened.unwrap_or_else(|NotLoaded| not_loaded()))
    }
}

fn not_loaded() -> AnyView {
    // A reload fetches whatever is missing; what was done is stored already.
    let reload = move |_| window().location().reload().unwrap_or_default();
    view! {
        <div class="callout" role="alert">
            <Icon name="look"/>
            <p>{t("common.not_loaded")}</p>
            <button class="btn" on:click=reload>{t("common.reload")}</button>
        </div>
    }
    .into_any()
}
