//! Which columns say who a row is about: by their heads, by what stands in them, and what is left out.
//!
//! Rosters and score files share these guesses; each turns them into its own correctable mapping.

use super::cells::{number, read_cell};
use super::grades::read_grade;
use super::heads::{Meaning, head_key, meaning};
use super::layout::{Layout, layout_of};
use super::names::name_key;
use super::people::PersonColumns;
use super::table::Table;
use crate::domain::Sentence;

/// The columns about the person by their heads, for rosters and score files alike.
pub(super) fn by_heads(table: &Table) -> PersonColumns {
    let meanings: Vec<Option<Meaning>> = table.head.iter().map(|head| meaning(head)).collect();
    let filled = |at: &usize| table.rows.is_empty() || table.column(*at).any(|cell| !cell.is_empty());
    let all = |wanted: fn(Meaning) -> bool| -> Vec<usize> {
        let found = meanings.iter().enumerate().filter(|(_, m)| m.is_some_and(wanted));
        found.map(|(at, _)| at).filter(filled).collect()
    };
    let first = |wanted: fn(Meaning) -> bool| all(wanted).first().copied();
    let mut given = first(|m| m == Meaning::Given);
    let family = first(|m| m == Meaning::Family);
    let mut full_name = first(|m| m == Meaning::FullName);
    let name = first(|m| m == Meaning::Name);
    if given.is_none() && family.is_some() {
        given = name.or(full_name.take());
    } else if given.is_none() && full_name.is_none() {
        full_name = name;
    }
    if given.is_some() {
        full_name = None;
    }
    let id = all(|m| matches!(m, Meaning::Id(_))).into_iter().min_by_key(|at| meanings[*at]);
    let is_level = |at: &usize| {
        let cells: Vec<&str> = table.column(*at).filter(|cell| !cell.is_empty()).collect();
        let n_levels = cells.iter().filter(|cell| read_grade(cell).is_some()).count();
        n_levels * 5 >= cells.len() * 4
    };
    let grade = all(|m| m == Meaning::Grade).into_iter().find(is_level);
    let preferred = first(|m| m == Meaning::Preferred);
    let score = all(|m| matches!(m, Meaning::Score | Meaning::Total));
    let all_numbers = |at: &usize| all_numbers(table, *at);
    let number = score.first().copied().filter(|at| score.len() == 1 && all_numbers(at));
    if given.or(family).or(full_name).is_none() {
        full_name = by_likeness(table, id.is_none());
    }
    PersonColumns { given, family, preferred, full_name, id, grade, number, tags: Vec::new() }
}

/// No head is known: a column of words whose head speaks of names, else the first if it holds words.
fn by_likeness(table: &Table, may_be_first: bool) -> Option<usize> {
    const NAMES: &[&str] =
        &["name", "names", "nombre", "nombres", "llamas", "student", "estudiante", "alumno"];
    const OTHERS: &[&str] = &[
        "school", "class", "test", "teacher", "district", "course", "file", "section", "term", "quiz",
        "user", "group", "account", "program", "goal", "city", "book", "escuela", "clase", "maestra",
        "maestro",
    ];
    let layout = layout_of(table);
    let is_form = matches!(layout, Layout::GoogleForms | Layout::GoogleFormsSheet);
    if layout != Layout::Table && !is_form {
        return None;
    }
    let open = |at: &usize| meaning(&table.head[*at]).is_none() && is_words(table, *at);
    let speaks_of_names = |at: &usize| {
        let key = name_key(&table.head[*at]);
        let has = |list: &[&str]| key.split(' ').any(|word| list.contains(&word));
        has(NAMES) && !has(OTHERS)
    };
    let named = (0..table.head.len()).filter(open).find(speaks_of_names);
    named.or_else(|| Some(0).filter(|at| may_be_first && !is_form && !table.head.is_empty() && open(at)))
}

/// Mostly words, not numbers.
fn is_words(table: &Table, at: usize) -> bool {
    let filled = || table.column(at).filter(|cell| !cell.is_empty());
    let words = filled().filter(|cell| cell.chars().any(char::is_alphabetic)).count();
    words > 0 && words * 2 > filled().count()
}

/// 1, 2, 3 and so on in the first column, under no word: the rows' own numbers.
pub(super) fn is_counting(table: &Table, at: usize) -> bool {
    if at > 0 || !matches!(head_key(&table.head[at]).as_str(), "" | "no" | "nr" | "num") {
        return false;
    }
    let mut expected = 1..;
    table.rows.len() > 1
        && table.column(at).all(|cell| expected.next().is_some_and(|n: usize| cell == n.to_string()))
}

/// A table without heads: the first columns of words are the name, one column of numbers is kept beside it.
pub(super) fn by_cells(table: &Table) -> PersonColumns {
    let width = table.head.len();
    let filled = |at: usize| table.column(at).filter(|cell| !cell.is_empty());
    let words: Vec<usize> = (0..width).filter(|at| is_words(table, *at)).collect();
    let one_word =
        |at: usize| filled(at).filter(|cell| !cell.contains(' ')).count() * 3 >= filled(at).count() * 2;
    let numbers: Vec<usize> = (0..width)
        .filter(|at| !words.contains(at) && !is_counting(table, *at) && all_numbers(table, *at))
        .collect();
    let number = numbers.first().copied().filter(|_| numbers.len() == 1);
    let mut columns = PersonColumns { number, ..PersonColumns::default() };
    match words.as_slice() {
        // With a comma between them the family name stands first, as in "Ruiz, Ana".
        [one, two, ..] if *two == one + 1 && one_word(*one) && one_word(*two) => {
            let family_first = table.delimiter == Some(',');
            (columns.given, columns.family) =
                if family_first { (Some(*two), Some(*one)) } else { (Some(*one), Some(*two)) };
        }
        [one, ..] => columns.full_name = Some(*one),
        [] => {}
    }
    columns
}

/// Plain numbers, and words such as "absent" in the place of one.
fn all_numbers(table: &Table, at: usize) -> bool {
    let cells = || table.column(at).filter(|cell| !cell.is_empty());
    let stands_in = |cell: &str| read_cell(cell).is_ok_and(|cell| cell.score.is_none());
    cells().any(|cell| number(cell).is_some())
        && cells().all(|cell| number(cell).is_some() || stands_in(cell))
}

/// What the teacher should know about where the names came from.
pub(super) fn about_names(table: &Table, columns: &PersonColumns) -> Option<Sentence> {
    let named = columns.given.or(columns.family).or(columns.full_name).is_some();
    match (named, columns.id) {
        (false, None) => Some(Sentence::new("import.no_names")),
        (false, Some(id)) => Some(Sentence::new("import.ids_only").with("column", table.column_name(id))),
        (true, _) => {
            let guessed = table.head_row.is_none() && columns.given.is_some() && columns.family.is_some();
            let family = columns.family.unwrap_or(0) + 1;
            guessed.then(|| Sentence::new("import.no_heads").with("family", family))
        }
    }
}

/// Heads of columns that are not read: the private ones, or the others. Columns without a head or a cell are nothing.
pub(super) fn left_out(table: &Table, private: bool, is_skipped: impl Fn(usize) -> bool) -> Vec<String> {
    let skipped = (0..table.head.len()).filter(|at| is_skipped(*at)).filter(|at| {
        let said = meaning(&table.head[*at]);
        let has_cell = private || table.column(*at).any(|cell| !cell.is_empty());
        said != Some(Meaning::Password) && (said == Some(Meaning::Sensitive)) == private && has_cell
    });
    skipped.map(|at| table.column_name(at)).collect()
}
