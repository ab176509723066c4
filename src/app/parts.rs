//! The program comes in parts, so that the first visit stays small: what [`lazy!`] declares is cut out of the wasm by
//! `cargo xtask build` (feature `split`, see docs/decisions/build.md) and fetched when it is first called. Without the
//! feature the same functions are simply there.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::components::Icon;
use super::t;

/// What a part hands back, or the news that it did not arrive.
pub type Arrived<T> = Result<T, NotLoaded>;

/// Makes a view, once its part of the program is there.
pub type Build = Box<dyn FnOnce() -> AnyView>;

/// A part of the program did not arrive: the connection is down, or the page was replaced by a newer one meanwhile.
#[derive(Debug, Clone, Copy)]
pub struct NotLoaded;

#[cfg(feature = "split")]
impl From<leptos::wasm_split::SplitLoaderError> for NotLoaded {
    fn from(_: leptos::wasm_split::SplitLoaderError) -> Self {
        Self
    }
}

/// Declares functions by the part that they arrive with: `part: pub fn name(argument: Type) -> Arrived<T> { .. }`. Called
/// as `name(..).await`.
macro_rules! lazy {
    ($($(#[$doc:meta])* $part:ident: $vis:vis fn $name:ident($($arg:ident: $type:ty),*) -> $returns:ty $body:block)+) => {$(
        $(#[$doc])*
        $vis async fn $name($($arg: $type),*) -> $returns {
            #[cfg(feature = "split")]
            {
                #[leptos::wasm_split::wasm_split($part, wasm_split_path = ::leptos::wasm_split, fallible)]
                fn $name($($arg: $type),*) -> $returns $body
                $name($($arg),*).await
            }
            #[cfg(not(feature = "split"))]
            $body
        }
    )+};
}
pub(crate) use lazy;

/// A place in a page for a view that arrives later.
#[derive(Clone, Copy)]
pub struct Slot(RwSignal<Option<Arrived<Build>>, LocalStorage>);

impl Slot {
    /// An empty place.
    pub fn new() -> Self {
        Self(RwSignal::new_local(None))
    }

    /// Shows a view once it is there; until then that it is on its way.
    pub fn fill(self, view: impl Future<Output = Arrived<Build>> + 'static) {
        self.0.set(Some(Ok(Box::new(opening))));
        spawn_local(async move {
            let arrived = view.await;
            // The page may have been left meanwhile; then nobody waits for it.
            self.0.try_set(Some(arrived));
        });
    }

    /// Empties the place.
    pub fn clear(self) {
        self.0.set(None);
    }

    /// What is in it now.
    pub fn view(self) -> impl IntoView {
        move || {
            self.0.track();
            let arrived = self.0.write_untracked().take();
            arrived.map(|arrived| untrack(|| arrived.map_or_else(|NotLoaded| not_loaded(), |build| build())))
        }
    }
}

fn opening() -> AnyView {
    view! { <p class="quiet opening" role="status">{t("common.opening")}</p> }.into_any()
}

fn not_loaded() -> AnyView {
    // A reload fetches whatever is missing; what was done is stored already.
    let reload = move |_| {
        let _ = window().location().reload();
    };
    view! {
        <div class="callout" role="alert">
            <Icon name="look"/>
            <p>{t("common.not_loaded")}</p>
            <button class="btn" on:click=reload>{t("common.reload")}</button>
        </div>
    }
    .into_any()
}
