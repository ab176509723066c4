//! Search and assignment over plain numbers. Knows no classroom word: members, labels, groups, rounds, places,
//! slots.
//!
//! Where to start:
//!
//! | module | question | how |
//! |---|---|---|
//! | [`amounts`] | how many units for each group in each period, so that all come out even? | tabu search, with an exact bound for groups that stay; exchanges for shares |
//! | [`cover`] | which labels for at most G groups, and who goes where, so that most need is covered? | branch and bound, Lagrangian prices, transportation problem: proven optimum |
//! | [`mixed`] | who is with whom over several rounds: few repeats, every group a fair sample? | annealing over the whole schedule |
//! | [`golfer`] | the same with nothing but repeats to avoid | designs from arithmetic, else `mixed` |
//! | [`diverse`] | one round of groups whose members differ most (MDGP) | replica exchange: annealing at several temperatures side by side |
//! | [`rounds`] | who is at which place in each slot? | edge colouring, tabu search, backtracking pruned by flow |
//!
//! **Invariants.** No input or output, no clock, no `unsafe`, no hash order. Chance comes from [`Random`] alone,
//! which draws whole numbers of fixed width, so the same seed and steps give the same result natively and in
//! wasm32; functions whose last bit may differ between the two come from `libm`. Public functions are not generic,
//! so that the crate is compiled once, for speed. Bad input is an error value that names what is wrong; nothing
//! panics.
//!
//! **Shape.** Every search is made by `new`, which checks the problem, and run by `step(n)`, which returns
//! [`Progress`]; the best so far can be read at any time. `done` means that going on is of no use; whether the best
//! is `proven` is told apart. Problems and answers are plain data, so that a search can move to a worker. How long a step takes stands at each search, so that a
//! page can cut its slices.

mod progress;
mod random;
mod split;

pub mod amounts;
pub mod cover;
pub mod diverse;
pub mod golfer;
pub mod mixed;
pub mod rounds;

pub use progress::Progress;
pub use random::Random;
