//! Small parts that several pages print.
mod columns;
mod dialog;
mod head;
mod icon;
mod mark;
mod rail;

pub use columns::Columns;
pub use dialog::Dialog;
pub use head::Head;
pub use icon::{Icon, Leaf};
pub use mark::Mark;
pub use rail::Rail;
