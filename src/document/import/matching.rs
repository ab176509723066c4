//! Finds the students of a file again in the class: by the school's id, else by name.
//!
//! What is sure is matched, what is not is asked: an id that says one student where the name says another, two
//! students with one name, a name that only begins alike.

use std::collections::BTreeSet;

use super::names::{Name, accent_key, name_key, read_full_name};
use super::people::RosterRow;
use crate::domain::Class;
use crate::domain::id::StudentId;
use crate::domain::roster::Student;

/// A student of the class.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Known {
    /// Rondo's own id.
    pub id: String,
    /// The school's id.
    pub school_id: Option<String>,
    pub given: String,
    pub family: String,
    /// The name that the student goes by.
    pub preferred: Option<String>,
}

/// The students of a class, to be found again.
pub fn known_students(class: &Class) -> Vec<Known> {
    class.students.iter().map(Known::from).collect()
}

impl From<(&StudentId, &Student)> for Known {
    fn from((id, student): (&StudentId, &Student)) -> Self {
        let said = |text: &String| (!text.is_empty()).then(|| text.clone());
        Self {
            id: id.as_str().to_owned(),
            school_id: said(&student.school_id),
            given: student.given.clone(),
            family: student.family.clone(),
            preferred: said(&student.preferred),
        }
    }
}

/// Who a row of a file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Match {
    /// This student (an index into the known ones).
    Matched(usize),
    /// Nobody in the class.
    New,
    /// One of these, or nobody: the teacher says.
    Unsure(Vec<usize>),
}

/// One answer a row. A student whom two rows claim is asked about in both, unless their ids are the same.
pub fn match_students(rows: &[RosterRow], known: &[Known]) -> Vec<Match> {
    let finder = Finder::of(known);
    let mut found: Vec<Match> = rows.iter().map(|row| match_one(row, &finder.keys)).collect();
    let mut taken = BTreeSet::new();
    let mut twice = BTreeSet::new();
    for one in &found {
        if let Match::Matched(at) = one
            && !taken.insert(*at)
        {
            twice.insert(*at);
        }
    }
    for one in &mut found {
        if let Match::Matched(at) = *one
            && twice.contains(&at)
        {
            *one = Match::Unsure(vec![at]);
        }
    }
    found
}

/// Finds one student of a class after the other, whoever was found before.
pub(super) struct Finder<'a> {
    known: &'a [Known],
    keys: Vec<Keys<'a>>,
}

impl<'a> Finder<'a> {
    pub(super) fn of(known: &'a [Known]) -> Self {
        Self { known, keys: known.iter().map(Keys::of).collect() }
    }

    /// The student whom a row is sure to mean.
    pub(super) fn row(&self, row: &RosterRow) -> Option<&'a Known> {
        match match_one(row, &self.keys) {
            Match::Matched(at) => self.known.get(at),
            _ => None,
        }
    }

    /// The student with this id, to the letter.
    pub(super) fn id(&self, id: &str) -> Option<&'a Known> {
        self.known.iter().find(|known| known.school_id.as_deref() == Some(id))
    }

    /// The student whom one cell is sure to mean, by id or by name.
    pub(super) fn cell(&self, cell: &str) -> Option<&'a Known> {
        self.id(cell.trim()).or_else(|| {
            let Name { given, family, preferred } = read_full_name(cell)?;
            self.row(&RosterRow { given, family, preferred, ..RosterRow::default() })
        })
    }
}

/// What a student is found by. A file has thousands of rows, and to make these anew for each would be most of the work.
struct Keys<'a> {
    school_id: Option<&'a str>,
    family: String,
    /// By the first name, and by the preferred one.
    called: Vec<Called>,
}

struct Called {
    given: String,
    full: String,
    accents: String,
    /// First word and last word of the name in full.
    ends: (String, String),
}

impl<'a> Keys<'a> {
    fn of(known: &'a Known) -> Self {
        let given = std::iter::once(known.given.as_str()).chain(known.preferred.as_deref());
        let called = given.map(|given| {
            let name = format!("{given} {}", known.family);
            let name = name.trim();
            let full = name_key(name);
            Called { given: name_key(given), accents: accent_key(name), ends: ends(&full), full }
        });
        Self {
            school_id: known.school_id.as_deref(),
            family: name_key(&known.family),
            called: called.collect(),
        }
    }
}

fn ends(full: &str) -> (String, String) {
    let word = |word: Option<&str>| word.unwrap_or_default().to_owned();
    (word(full.split(' ').next()), word(full.split(' ').next_back()))
}

fn match_one(row: &RosterRow, known: &[Keys]) -> Match {
    let full = name_key(&row.full_name());
    // A family name with the first word of the first name: "Ana M. Ruiz" and "Ana Ruiz".
    let ends = ends(&full);
    let shares_a_name =
        |k: &Keys| !row.family.is_empty() && k.called.iter().any(|called| called.ends == ends);
    if let Some(id) = row.id.as_deref() {
        let by_id = |same: fn(&str, &str) -> bool| {
            known.iter().position(|k| k.school_id.is_some_and(|school_id| same(school_id, id)))
        };
        if let Some(at) = by_id(|one, two| one == two) {
            return Match::Matched(at);
        }
        // Excel drops leading zeros; without the name as a witness the rest of an id is not enough.
        if let Some(at) = by_id(|one, two| one.trim_start_matches('0') == two.trim_start_matches('0')) {
            return if shares_a_name(&known[at]) { Match::Matched(at) } else { Match::Unsure(vec![at]) };
        }
    }
    match by_name(row, &full, known, shares_a_name) {
        Match::Matched(at) if row.id.is_some() && known[at].school_id.is_some() => Match::Unsure(vec![at]),
        other => other,
    }
}

fn by_name(row: &RosterRow, full: &str, known: &[Keys], shares_a_name: impl Fn(&Keys) -> bool) -> Match {
    let mut same = indices(known, |k| k.called.iter().any(|called| called.full == full));
    if same.len() > 1 {
        let exact = accent_key(&row.full_name());
        let closer = indices(known, |k| k.called.iter().any(|called| called.accents == exact));
        same = if closer.is_empty() { same } else { closer };
    }
    if same.is_empty() {
        let (given, initial) = (name_key(&row.given), name_key(&row.family));
        // "Ana" and "Ana R." are whom a class calls so.
        let is_short = initial.chars().nth(1).is_none();
        same = indices(known, |k| {
            let called = k.called.iter().any(|called| called.given == given);
            is_short && called && k.family.starts_with(&initial)
        });
    }
    match same.as_slice() {
        [] => {}
        [one] => return Match::Matched(*one),
        _ => return Match::Unsure(same),
    }
    let similar = indices(known, shares_a_name);
    if similar.is_empty() { Match::New } else { Match::Unsure(similar) }
}

fn indices(known: &[Keys], fits: impl Fn(&Keys) -> bool) -> Vec<usize> {
    known.iter().enumerate().filter(|(_, k)| fits(k)).map(|(at, _)| at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(school_id: &str, given: &str, family: &str, preferred: &str) -> Known {
        let some = |text: &str| if text.is_empty() { None } else { Some(text.to_owned()) };
        Known {
            id: String::new(),
            school_id: some(school_id),
            given: given.to_owned(),
            family: family.to_owned(),
            preferred: some(preferred),
        }
    }

    fn row(id: &str, given: &str, family: &str) -> RosterRow {
        let id = if id.is_empty() { None } else { Some(id.to_owned()) };
        RosterRow { given: given.to_owned(), family: family.to_owned(), id, ..RosterRow::default() }
    }

    #[test]
    fn matches_what_is_sure_and_asks_the_rest() {
        let class = [
            known("00123", "An", "Nguyễn", "Annie"),
            known("", "Maeve", "O'Brien", ""),
            known("7", "Jose", "Ruiz", ""),
            known("8", "José", "Ruiz", ""),
            known("", "Sam", "Li", ""),
            known("", "Sam", "Lopez", ""),
        ];
        let cases = [
            (row("00123", "An", "Nguyen"), Match::Matched(0)),
            (row("00123", "Quite", "Other"), Match::Matched(0)),
            (row("123", "An", "Nguyen"), Match::Matched(0)),
            (row("123", "Quite", "Other"), Match::Unsure(vec![0])),
            (row("", "an", "nguyen"), Match::Matched(0)),
            (row("", "Annie", "Nguyễn"), Match::Matched(0)),
            (row("999", "An", "Nguyễn"), Match::Unsure(vec![0])),
            (row("5", "Maeve", "OBrien"), Match::Matched(1)),
            (row("", "Maeve K.", "O’Brien"), Match::Unsure(vec![1])),
            (row("", "José", "Ruiz"), Match::Matched(3)),
            (row("", "JOSE", "RUIZ"), Match::Matched(2)),
            (row("", "Annie", ""), Match::Matched(0)),
            (row("", "Sam", ""), Match::Unsure(vec![4, 5])),
            (row("", "Sam", "L."), Match::Unsure(vec![4, 5])),
            (row("", "Maeve", "O."), Match::Matched(1)),
            (row("", "Ben", "Okafor"), Match::New),
        ];
        for (row, expected) in cases {
            assert_eq!(match_students(std::slice::from_ref(&row), &class), [expected], "{row:?}");
        }
    }

    #[test]
    fn two_rows_cannot_both_be_one_student() {
        let class = [known("", "Ana", "Ruiz", "")];
        let rows = [row("", "Ana", "Ruiz"), row("", "Ana", "")];
        assert_eq!(match_students(&rows, &class), [Match::Unsure(vec![0]), Match::Unsure(vec![0])]);
    }
}
