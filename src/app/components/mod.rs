//! Small parts that several pages print.
mod dialog;
mod head;
mod icon;
mod mark;
mod rail;

pub use dialog::Dialog;
pub use head::Head;
pub use icon::{Icon, Leaf};
pub use mark::Mark;
pub use rail::Rail;
