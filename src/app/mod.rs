//! The page: state, browser, components, pages. The only room that knows the browser.
//!
//! Start with [`state::AppState`], the one place that a page reads from and sends commands to.
pub mod components;
pub mod connected;
mod day;
pub mod folding;
mod forgot;
mod incoming;
mod notice;
pub mod pages;
mod parts;
pub mod platform;
mod put;
mod retry;
mod sample;
pub mod saving;
mod slices;
pub mod state;

mod shell;

pub use shell::App;

pub use crate::view::text::{of as t, say};
