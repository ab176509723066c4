//! Whose export a table is, told by its heads. The layout decides how marks are read; a roster needs only the heads.
//!
//! # Recipe: an import layout
//!
//! First try the file as it is: a table whose heads `heads.rs` knows needs no layout of its own.
//!
//! 1. Here: a variant with its `tag`, and in `SIGNS` the heads that only it has together, before a layout with fewer of
//!    them. `repeats_students` where a student fills several rows. A line in the test below.
//! 2. `items.rs`, `guess_scores`: what each column is. A layout that is not named there reads people and no marks.
//! 3. A diagnostic has scale scores and no marks: `is_diagnostic`, then `growth.rs` (its columns), `placements.rs` (its
//!    words), `Publisher` in `domain/growth/records.rs` and its name in `view/growth.rs`.
//! 4. `tests/fixtures/import/`: a small file with the real heads and invented students, read in
//!    `tests/import_samples.rs`: who is in it, which marks, which problems.
//! 5. A new sentence of a problem stands in `view/text/en/import.txt`; `every_sentence_has_its_words` tells.

use super::heads::head_key;
use super::table::Table;

/// The layouts that are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layout {
    /// `users.csv` of OneRoster 1.1.
    OneRoster11,
    /// `users.csv` of OneRoster 1.2.
    OneRoster12,
    /// Clever `students.csv`.
    Clever,
    /// PowerSchool quick export.
    PowerSchool,
    CanvasGradebook,
    /// Canvas learning mastery gradebook.
    CanvasMastery,
    /// Google Forms quiz, downloaded from the form: a score for each question.
    GoogleForms,
    /// The sheet linked to a Google Forms quiz: total scores only.
    GoogleFormsSheet,
    /// Renaissance Star, standards report.
    StarStandards,
    /// i-Ready diagnostic.
    Iready,
    /// NWEA MAP Growth.
    NweaMap,
    /// mCLASS with DIBELS 8.
    MclassDibels,
    IlearnCheckpoint,
    StaarInterim,
    /// Any other table, or a list of names.
    Table,
}

impl Layout {
    /// The name in the output of `import`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::OneRoster11 => "oneroster-1.1",
            Self::OneRoster12 => "oneroster-1.2",
            Self::Clever => "clever",
            Self::PowerSchool => "powerschool",
            Self::CanvasGradebook => "canvas-gradebook",
            Self::CanvasMastery => "canvas-mastery",
            Self::GoogleForms => "google-forms",
            Self::GoogleFormsSheet => "google-forms-sheet",
            Self::StarStandards => "star-standards",
            Self::Iready => "iready",
            Self::NweaMap => "nwea-map",
            Self::MclassDibels => "mclass-dibels",
            Self::IlearnCheckpoint => "ilearn-checkpoint",
            Self::StaarInterim => "staar-interim",
            Self::Table => "table",
        }
    }

    /// Whether the file holds a publisher's or a state's diagnostic.
    pub const fn is_diagnostic(self) -> bool {
        matches!(
            self,
            Self::Iready | Self::NweaMap | Self::MclassDibels | Self::IlearnCheckpoint | Self::StaarInterim
        )
    }

    /// Whether one student fills several rows as a matter of course.
    pub const fn repeats_students(self) -> bool {
        matches!(
            self,
            Self::GoogleForms
                | Self::GoogleFormsSheet
                | Self::StarStandards
                | Self::Iready
                | Self::NweaMap
                | Self::MclassDibels
                | Self::IlearnCheckpoint
                | Self::StaarInterim
        )
    }
}

/// Heads that only this layout has together, as `head_key` writes them. The first that fits counts.
const SIGNS: &[(Layout, &[&str])] = &[
    (Layout::OneRoster12, &["sourcedid", "enableduser", "givenname", "usermasteridentifier"]),
    (Layout::OneRoster11, &["sourcedid", "enableduser", "givenname", "role"]),
    (Layout::StarStandards, &["studentidentifier", "standardname", "standardpercentmastery"]),
    (Layout::Iready, &["studentid", "overallscalescore", "overallplacement"]),
    (Layout::NweaMap, &["studentid", "termname", "testritscore"]),
    (Layout::MclassDibels, &["studentlastname", "benchmarkperiod", "compositelevel"]),
    (Layout::IlearnCheckpoint, &["stn", "testname", "overallproficiencylevel"]),
    (Layout::StaarInterim, &["lastname", "localstudentid", "testcode", "overallrawscore"]),
    (Layout::CanvasGradebook, &["student", "id", "sisloginid"]),
    (Layout::CanvasGradebook, &["student", "id", "sisuserid"]),
    (Layout::CanvasGradebook, &["student", "id", "section"]),
    (Layout::Clever, &["schoolid", "studentid", "lastname", "firstname"]),
    (Layout::PowerSchool, &["studentnumber", "lastfirst"]),
    (Layout::PowerSchool, &["studentnumber", "gradelevel", "lastname"]),
];

/// Names the layout of a table.
pub fn layout_of(table: &Table) -> Layout {
    let keys: Vec<String> = table.head.iter().map(|head| head_key(head)).collect();
    let ends = |end: &str| keys.iter().any(|key| key.ends_with(end));
    let starts_with_time =
        keys.first().is_some_and(|key| matches!(key.as_str(), "timestamp" | "marcatemporal"));
    if starts_with_time {
        let by_question = table.head.iter().any(|head| is_question_score(head));
        return if by_question { Layout::GoogleForms } else { Layout::GoogleFormsSheet };
    }
    if ends("result") && ends("masterypoints") {
        return Layout::CanvasMastery;
    }
    let has_all = |signs: &[&str]| signs.iter().all(|sign| keys.iter().any(|key| key == sign));
    SIGNS.iter().find(|(_, signs)| has_all(signs)).map_or(Layout::Table, |(layout, _)| *layout)
}

/// `1. Which is 1/4? [Score]`, in the language of the form.
pub(super) fn is_question_score(head: &str) -> bool {
    let head = head.trim_end().to_lowercase();
    ["[score]", "[puntuación]", "[puntuacion]"].iter().any(|end| head.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::super::table::read_table;
    use super::*;

    #[test]
    fn layouts_are_told_by_their_heads() {
        let cases = [
            ("School_id,Student_id,Student_number,Last_name,First_name", Layout::Clever),
            ("Student_Number\tLastFirst\tGrade_Level", Layout::PowerSchool),
            ("Student,ID,SIS User ID,SIS Login ID,Section,Quiz (101)", Layout::CanvasGradebook),
            ("Student name,Student ID,A result,A mastery points", Layout::CanvasMastery),
            ("Timestamp,Username,Total score,Name,Q,Q [Score],Q [Feedback]", Layout::GoogleForms),
            ("Marca temporal,Puntuación,Nombre,P,P [Puntuación]", Layout::GoogleForms),
            ("Timestamp,Email Address,Score,Name,Q", Layout::GoogleFormsSheet),
            ("Student,Student ID,Quiz", Layout::Table),
            ("sourcedId,status,enabledUser,role,givenName,familyName", Layout::OneRoster11),
            ("Last Name,First Name,Grade", Layout::Table),
        ];
        for (head, expected) in cases {
            let table = read_table(head).expect("a table");
            assert_eq!(layout_of(&table), expected, "{head}");
        }
    }
}
