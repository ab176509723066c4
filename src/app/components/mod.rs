//! Small parts that several pages print.
mod columns;
mod dialog;
mod drop;
mod focus;
mod form;
mod head;
mod hidden;
mod icon;
mod mark;
mod rail;
mod searching;
mod width;

pub use columns::Columns;
pub use dialog::Dialog;
pub use drop::Drop;
pub use focus::focus_soon;
pub use form::{FormBar, clock, minutes_of, read};
pub use head::Head;
pub use hidden::HiddenLevels;
pub use icon::{Icon, Leaf};
pub use mark::Mark;
pub use rail::Rail;
pub use searching::Searching;
pub use width::width_of;
