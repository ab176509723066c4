//! Mounts the page; nothing else.

/// Replaces the first paint with the page.
#[cfg(all(target_arch = "wasm32", feature = "page"))]
fn main() {
    rondo::app::platform::crash::report();
    #[cfg(feature = "split")]
    rondo::view::text::read(rondo::app::platform::texts::texts());
    leptos::mount::mount_to_body(rondo::app::App);
    rondo::app::platform::crash::started();
}

/// The page needs a browser; `examples/headless` runs the core without one.
#[cfg(not(all(target_arch = "wasm32", feature = "page")))]
fn main() {}
