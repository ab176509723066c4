//! What a resumable search reports after a slice of work. Shared by every search of the crate.

/// Where a search stands after a call of `step`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Steps done since the search was made, over all calls.
    pub steps: u64,
    /// Nothing is left to do: further calls change nothing.
    pub done: bool,
}
