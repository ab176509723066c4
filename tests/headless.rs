//! Runs the tests that stand in the headless example: Cargo tests examples only when it is asked to.

#![allow(clippy::unwrap_used, reason = "tests")]

#[path = "../examples/headless/main.rs"]
#[allow(dead_code, reason = "nobody calls its main here")]
mod headless;
