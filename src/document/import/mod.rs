//! What a teacher pastes or drops: rosters, quiz results and frameworks, from bytes to a preview that changes nothing.
//!
//! Where to start: `table::read_file` (or `read_table` for pasted text), then `guess_roster` and `read_roster`, or
//! `guess_scores` and `read_scores`, then `match_students` against the class.
//!
//! - `zip`, `oneroster`: a school's packed export to the rows of a class
//! - `kinds`: what is no table, and where it belongs
//! - `decode`, `delimiter`, `records`, `head_row`, `table`: bytes to text to rows
//! - `heads`, `sensitive`, `codes`, `layout`, `columns`: what a column is
//! - `names`, `grades`, `dates`, `cells`: what a cell says
//! - `people`, `others`, `roster`: rows to students; `scores`, `items`, `marks`: rows to marks
//! - `growth`, `placements`, `map_growth`, `interim`: rows of publishers' diagnostics and interims
//! - `hand`: what the teacher says a column holds; `bring`, `skills`: what she answered, to one command
//! - `school_days`, `ics`: days without school, from lines or a calendar file
//! - `framework`: standards from a CASE package or a table
//! - `listed`: the order of a school system's list
//! - `matching`: the students of a file among those of the class; `off_rows`: among those off the roster;
//!   `json`: previews for `headless import`
//!
//! Nothing here writes to a class. Beside sums, blank rows and passwords, nothing is left out without a sentence or a
//! list that says so.
pub mod bring;
pub mod cells;
pub mod choices;
pub mod codes;
mod columns;
pub mod dates;
pub mod decode;
mod delimiter;
pub mod fit;
pub mod framework;
pub mod grades;
pub mod growth;
pub mod hand;
mod head_row;
pub mod heads;
mod ics;
mod interim;
pub mod items;
pub mod json;
mod kinds;
pub mod layout;
pub mod listed;
mod map_growth;
pub mod marks;
pub mod matching;
pub mod names;
pub mod off_rows;
mod oneroster;
mod others;
pub mod parts;
pub mod people;
mod placements;
pub mod problem;
mod records;
pub mod roster;
pub mod school_days;
pub mod scores;
mod sensitive;
pub mod skills;
mod stretch;
pub mod table;
mod zip;

pub use items::guess_scores;
pub use json::{framework_json, roster_json, scores_json};
pub use kinds::{is_calendar, is_calendar_file};
pub use marks::read_scores;
pub use matching::{Known, Match, known_students, match_students};
pub use off_rows::{OffRows, match_roster};
pub use people::RosterRow;
pub use problem::Problem;
pub use roster::{RosterColumn, RosterMapping, RosterPreview, guess_roster, read_roster};
pub use school_days::{read_school_days, read_school_days_by};
pub use scores::{Mark, MarkState, Measure, ScoreColumn, ScoresMapping, ScoresPreview};
pub use stretch::{SchoolDays, Stretch};
pub use table::{Table, read_file, read_table};

#[cfg(test)]
mod tests;
