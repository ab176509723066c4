//! Rondo: an equitable classroom planner that runs in the browser alone.
#[cfg(target_arch = "wasm32")]
pub mod app;
pub mod document;
pub mod domain;
pub mod view;
