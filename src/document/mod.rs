//! document
pub mod import;
