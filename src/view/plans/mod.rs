//! Learning plans as a page prints them: everybody's in a list, one student's in full.
mod draft;
mod group;
mod list;
mod minutes;
mod one;
#[cfg(test)]
mod tests;

pub use draft::{Drafting, drafting, new_plans};
pub(in crate::view) use list::ago;
pub use list::{PlanLine, PlanList, list};
pub use one::{GoalRow, ItemRow, PlanPage, StepRow, one};

/// A name in the middle of a sentence: "Unlike denominators" becomes "unlike denominators", "Pythagorean proof" stays.
pub(crate) fn inside(name: &str) -> String {
    let mut letters = name.chars();
    match letters.next() {
        Some(first)
            if !name.starts_with("Pythag") && letters.clone().next().is_some_and(char::is_lowercase) =>
        {
            first.to_lowercase().chain(letters).collect()
        }
        _ => name.to_owned(),
    }
}
