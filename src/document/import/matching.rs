//! Finds the students of a file again in the class: by the school's id, else by name.
//!
//! What is sure is matched, what is not is asked: an id that says one student where the name says another, two
//! students with one name, a name that only begins alike.

use std::collections::BTreeSet;

use super::names::{accent_key, name_key};
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
    /// First name.
    pub given: String,
    /// Family name.
    pub family: String,
    /// The name that the student goes by.
    pub preferred: Option<String>,
}

/// The students of a class, to be found again.
pub fn known_students(class: &Class) -> Vec<Known> {
    let said = |text: &String| (!text.is_empty()).then(|| text.clone());
    let known = |(id, student): (&StudentId, &Student)| Known {
        id: id.as_str().to_owned(),
        school_id: said(&student.school_id),
        given: student.given.clone(),
        family: student.family.clone(),
        preferred: said(&student.preferred),
    };
    class.students.iter().map(known).collect()
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
    let mut found: Vec<Match> = rows.iter().map(|row| match_one(row, known)).collect();
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

fn match_one(row: &RosterRow, known: &[Known]) -> Match {
    if let Some(id) = row.id.as_deref() {
        let by_id = |same: fn(&str, &str) -> bool| {
            known.iter().position(|k| k.school_id.as_deref().is_some_and(|school_id| same(school_id, id)))
        };
        if let Some(at) = by_id(|one, two| one == two) {
            return Match::Matched(at);
        }
        // Excel drops leading zeros; without the name as a witness the rest of an id is not enough.
        if let Some(at) = by_id(|one, two| one.trim_start_matches('0') == two.trim_start_matches('0')) {
            return if shares_a_name(row, &known[at]) { Match::Matched(at) } else { Match::Unsure(vec![at]) };
        }
    }
    match by_name(row, known) {
        Match::Matched(at) if row.id.is_some() && known[at].school_id.is_some() => Match::Unsure(vec![at]),
        other => other,
    }
}

fn by_name(row: &RosterRow, known: &[Known]) -> Match {
    let full = name_key(&row.full_name());
    let mut same = indices(known, |k| names(k).any(|name| name_key(&name) == full));
    if same.len() > 1 {
        let exact = accent_key(&row.full_name());
        let closer = indices(known, |k| names(k).any(|name| accent_key(&name) == exact));
        same = if closer.is_empty() { same } else { closer };
    }
    if same.is_empty() {
        same = indices(known, |k| is_short_for(row, k));
    }
    match same.as_slice() {
        [] => {}
        [one] => return Match::Matched(*one),
        _ => return Match::Unsure(same),
    }
    let similar = indices(known, |k| shares_a_name(row, k));
    if similar.is_empty() { Match::New } else { Match::Unsure(similar) }
}

fn indices(known: &[Known], fits: impl Fn(&Known) -> bool) -> Vec<usize> {
    known.iter().enumerate().filter(|(_, k)| fits(k)).map(|(at, _)| at).collect()
}

/// The name in full, by the first name and by the preferred one.
fn names(known: &Known) -> impl Iterator<Item = String> + '_ {
    let given = std::iter::once(known.given.as_str()).chain(known.preferred.as_deref());
    given.map(|given| format!("{given} {}", known.family).trim().to_owned())
}

/// "Ana" and "Ana R." are whom a class calls so.
fn is_short_for(row: &RosterRow, known: &Known) -> bool {
    let given = name_key(&row.given);
    let calls = |name: &str| name_key(name) == given;
    let called = calls(&known.given) || known.preferred.as_deref().is_some_and(calls);
    let initial = name_key(&row.family);
    called && initial.chars().count() <= 1 && name_key(&known.family).starts_with(&initial)
}

/// The same family name and the same first word of the first name: "Ana M. Ruiz" and "Ana Ruiz".
fn shares_a_name(row: &RosterRow, known: &Known) -> bool {
    let first = |text: &str| name_key(text).split(' ').next().unwrap_or_default().to_owned();
    let last = |text: &str| name_key(text).split(' ').next_back().unwrap_or_default().to_owned();
    let whole = |given: &str, family: &str| format!("{given} {family}");
    let one = whole(&row.given, &row.family);
    let given = std::iter::once(known.given.as_str()).chain(known.preferred.as_deref());
    !row.family.is_empty()
        && given
            .map(|given| whole(given, &known.family))
            .any(|two| first(&one) == first(&two) && last(&one) == last(&two))
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
