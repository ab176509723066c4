//! Columns chosen by hand: what comes in, what is put out, what is said of a bad choice, and that no answer is lost.

use super::super::bring::{ItemAnswer, Who, items};
use super::super::marks::read_scores;
use super::super::scores::ScoresPreview;
use super::super::{guess_scores, read_table};
use super::*;
use crate::domain::Date;

const TODAY: Date = Date::constant(2026, 11, 21);

/// Heads that nothing knows, the name in the third column, the first one words as well.
const UNKNOWN: &str = "Room,Desk,Kiddo,Halves,Thirds,Handed in\n\
    Blue,left,Ana Ruiz,3,4,9/1/2026\nRed,right,Ben Li,2,EX,9/2/2026\nBlue,left,Cy Park,4,1,soon\n";

struct Sheet {
    table: Table,
    mapping: ScoresMapping,
}

impl Sheet {
    fn new(text: &str) -> Self {
        let table = read_table(text).expect("a table");
        let mapping = guess_scores(&table);
        Self { table, mapping }
    }

    fn choose(&mut self, at: usize, holds: Holds) -> &mut Self {
        choose(&self.table, &mut self.mapping, at, holds);
        self
    }

    fn holds(&self) -> Vec<Holds> {
        self.mapping.columns.iter().map(Holds::of).collect()
    }

    fn preview(&self) -> ScoresPreview {
        read_scores(&self.table, &self.mapping, TODAY)
    }

    fn names(&self) -> Vec<String> {
        self.preview().students.iter().map(RosterRow::full_name).collect()
    }

    fn days(&self) -> Vec<String> {
        let day = |day: Option<Date>| day.map_or("-".to_owned(), |day| day.to_string());
        self.preview().marks.iter().map(|mark| day(mark.done_on)).collect()
    }

    fn said(&self) -> Vec<String> {
        self.preview().problems.iter().map(|problem| crate::view::text::say(&problem.sentence)).collect()
    }
}

#[test]
fn a_name_in_the_third_column_under_heads_that_nobody_knows() {
    let mut sheet = Sheet::new(UNKNOWN);
    assert_eq!(sheet.names(), ["Blue", "Red", "Blue"], "the first column of words was guessed");
    sheet.choose(2, Holds::FullName);
    assert_eq!(sheet.names(), ["Ana Ruiz", "Ben Li", "Cy Park"]);
    assert_eq!(sheet.holds()[..3], [Holds::Nothing, Holds::Nothing, Holds::FullName], "the old one is out");
    assert_eq!(sheet.preview().marks.len(), 6);
    assert!(sheet.preview().unread_columns.contains(&"Room".to_owned()), "what is left out is listed");
    // And back again.
    sheet.choose(0, Holds::FullName);
    assert_eq!(sheet.names(), ["Blue", "Red", "Blue"]);
}

#[test]
fn a_whole_name_and_its_parts_do_not_stand_side_by_side() {
    let mut sheet = Sheet::new("First Name,Last Name,Whole,Q1 (4)\nA,R,Ana Ruiz,3\nB,L,Ben Li,2\n");
    assert_eq!(sheet.names(), ["A R", "B L"]);
    sheet.choose(2, Holds::FullName);
    assert_eq!((sheet.names(), sheet.holds()[0]), (vec!["Ana Ruiz".into(), "Ben Li".into()], Holds::Nothing));
    sheet.choose(1, Holds::Given);
    assert_eq!((sheet.names(), sheet.holds()[2]), (vec!["R".into(), "L".into()], Holds::Nothing));
    sheet.choose(0, Holds::Family);
    assert_eq!((sheet.names(), sheet.holds()[1]), (vec!["R A".into(), "L B".into()], Holds::Given));
}

#[test]
fn an_id_alone_finds_the_students() {
    let mut sheet = Sheet::new("Kiddo,Locker,Halves\nred,007,3\nblue,012,2\n");
    sheet.choose(1, Holds::Id).choose(0, Holds::Nothing);
    let ids: Vec<Option<String>> = sheet.preview().students.into_iter().map(|row| row.id).collect();
    assert_eq!(ids, [Some("007".into()), Some("012".into())]);
}

#[test]
fn dates_are_chosen_again_and_their_order_with_them() {
    let mut sheet = Sheet::new(
        "Name,Date,Taken,Q1 (4)\nAna,9/1/2026,13/10/2026,3\nBen,9/2/2026,1/10/2026,2\nCy,9/3/2026,soon,1\n",
    );
    assert_eq!(sheet.days(), ["2026-09-01", "2026-09-02", "2026-09-03"]);
    sheet.choose(2, Holds::Date);
    assert_eq!(sheet.holds()[1], Holds::Nothing);
    assert_eq!(sheet.days(), ["2026-10-13", "2026-10-01", "-"], "this column writes the day first");
    sheet.choose(2, Holds::Nothing);
    assert_eq!(sheet.days(), ["-", "-", "-"]);
    sheet.choose(1, Holds::Date);
    assert_eq!(sheet.days(), ["2026-09-01", "2026-09-02", "2026-09-03"]);
    let mut unknown = Sheet::new(UNKNOWN);
    unknown.choose(2, Holds::FullName).choose(5, Holds::Date);
    assert_eq!(unknown.days()[..2], ["2026-09-01", "2026-09-01"]);
}

#[test]
fn an_item_counts_as_if_it_had_been_recognized() {
    let mut sheet = Sheet::new("Name,Q1 (4),3.NF.A.1\nAna,3,1\nBen,2,4\n");
    let before = sheet.mapping.clone();
    sheet.choose(1, Holds::Nothing).choose(2, Holds::Nothing);
    assert_eq!(sheet.preview().marks, []);
    assert_eq!(
        sheet.said().last().map(String::as_str),
        Some("No scores found. Say which columns hold scores.")
    );
    sheet.choose(1, Holds::Item).choose(2, Holds::Item);
    assert_eq!(sheet.mapping, before);
    let mut long = Sheet::new("Who,What,Got,Of\nAna,3.NF.A.1,3,4\nAna,3.NF.A.2,2,4\nBen,3.NF.A.1,4,4\n");
    long.choose(1, Holds::Standard).choose(2, Holds::Score).choose(3, Holds::OutOf);
    let marks = long.preview().marks;
    let first = (marks.len(), marks[0].standard.as_deref(), marks[0].score, marks[0].of);
    assert_eq!(first, (3, Some("3.NF.A.1"), Some(3.0), Some(4.0)));
    assert_eq!(long.preview().students.len(), 2);
}

#[test]
fn a_bad_choice_names_the_column_and_the_way_out() {
    let with = |choices: &[(usize, Holds)]| {
        let mut sheet = Sheet::new(UNKNOWN);
        sheet.choose(2, Holds::FullName);
        for (at, holds) in choices {
            sheet.choose(*at, *holds);
        }
        sheet.said().into_iter().filter(|said| !said.contains("column heads")).collect::<Vec<_>>()
    };
    let points = "No points possible for Halves and Thirds. Type them, or say that these are levels.";
    for (choices, said) in [
        (
            &[(2, Holds::Nothing)][..],
            &["No names found. Say which column holds the name, or paste one name a line."][..],
        ),
        (
            &[(1, Holds::Date)],
            &[
                "No day was read under \"Desk\". Say which column holds the date, or leave \"Desk\" out and set the day.",
                points,
            ],
        ),
        (
            &[(0, Holds::Item)],
            &[
                "No scores stand under \"Room\". Say which column holds scores, or leave \"Room\" out.",
                points,
            ],
        ),
        (
            &[(3, Holds::FullName)],
            &[
                "Nothing under \"Halves\" reads as a name. Say which column holds the names.",
                "No points possible for Thirds. Type them, or say that it holds levels.",
            ],
        ),
        (
            &[(5, Holds::Date)],
            &["Row 4: \"soon\" is no date. The marks are kept without one; type it as 2026-10-02.", points],
        ),
        (&[], &[points]),
    ] {
        assert_eq!(with(choices), said, "{choices:?}");
    }
}

#[test]
fn every_choice_can_be_read_back_and_never_stands_twice() {
    for holds in Holds::ALL {
        let mut sheet = Sheet::new(UNKNOWN);
        for at in 0..sheet.table.head.len() {
            sheet.choose(at, holds);
            assert_eq!(sheet.holds()[at], holds);
            assert_eq!(sheet.mapping.fault(&sheet.table), None, "{holds:?} {at}");
        }
        let before = sheet.mapping.clone();
        sheet.choose(99, holds);
        assert_eq!(sheet.mapping, before, "a column that is not there");
    }
}

#[test]
fn passwords_are_not_shown() {
    let sheet = Sheet::new("Name,Password,Q1\nAna,secret,1\n");
    assert_eq!(shown_columns(&sheet.table), [0, 2]);
}

#[test]
fn what_was_said_stays_while_columns_are_chosen() {
    let mut sheet = Sheet::new(UNKNOWN);
    sheet.choose(2, Holds::FullName);
    let guess = |sheet: &Sheet| items(&sheet.preview());
    let mut said = Said::default();
    let mut answers = said.items(&guess(&sheet));
    assert_eq!(answers, guess(&sheet).iter().map(ItemAnswer::from).collect::<Vec<_>>());
    answers[1] = ItemAnswer { shows: "3.NF.A.1".into(), points: "4".into(), wanted: true };
    said.keep_items(&guess(&sheet), &answers);
    let guesses = vec![Who::New; 3];
    let whose = [Who::New, Who::Known("s2".into()), Who::Nobody];
    said.keep_people(&sheet.preview().students, &guesses, &whose);
    // The item goes out, the names are others for a while; then all is as it was.
    sheet.choose(4, Holds::Nothing).choose(0, Holds::FullName);
    said.keep_items(&guess(&sheet), &said.items(&guess(&sheet)));
    assert_eq!(said.people(&sheet.preview().students, &guesses), guesses, "others in the same rows");
    sheet.choose(4, Holds::Item).choose(2, Holds::FullName);
    assert_eq!(said.items(&guess(&sheet)), answers);
    assert_eq!(said.people(&sheet.preview().students, &guesses), whose);
    // An answer taken back is no answer.
    said.keep_people(&sheet.preview().students, &guesses, &guesses);
    assert_eq!(said.people(&sheet.preview().students, &guesses), guesses);
}
