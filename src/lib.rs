//! Rondo: an equitable classroom planner that runs in the browser alone.
//!
//! Where to start:
//! - what a class is: [`domain::class::Class`];
//! - what a teacher can do to it: [`domain::command::Command`];
//! - how it is kept and merged: [`document::Document`] and [`document::Book`];
//! - what a page prints: [`view`], with every text in `view/text/`;
//! - the page: `app`, on the wasm target alone.
//!
//! Rooms depend on each other in one direction: `app -> view, document, domain`; `view -> domain`;
//! `document -> domain`; `domain -> optimize`. ARCHITECTURE.md says what never happens; `tests/tidy/` holds it.
#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub mod app;
pub mod document;
pub mod domain;
pub mod view;
