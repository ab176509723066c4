//! Rondo: an equitable classroom planner that runs in the browser alone.
pub mod document;
pub mod domain;
pub mod view;
