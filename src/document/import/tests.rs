//! Whole imports: text in, preview out. Tables of what teachers paste, what goes wrong, and that nothing panics.

use proptest::prelude::*;

use super::items::guess_scores;
use super::marks::read_scores;
use super::problem::Problem;
use super::roster::{RosterColumn, RosterPreview, guess_roster, read_roster};
use super::scores::{Measure, ScoreColumn, ScoresPreview};
use super::table::{read_file, read_table};
use crate::domain::Date;

const TODAY: Date = Date::constant(2026, 11, 21);

fn roster(text: &str) -> RosterPreview {
    let table = read_table(text).expect("a table");
    read_roster(&table, &guess_roster(&table))
}

fn scores(text: &str) -> ScoresPreview {
    let table = read_table(text).expect("a table");
    read_scores(&table, &guess_scores(&table), TODAY)
}

/// "row key" of each problem.
fn keys(problems: &[Problem]) -> Vec<String> {
    let row = |problem: &Problem| problem.row.map_or("-".to_owned(), |row| row.to_string());
    problems.iter().map(|problem| format!("{} {}", row(problem), problem.sentence.key)).collect()
}

/// "given|family|id|grade|number" of each student.
fn students(preview: &RosterPreview) -> Vec<String> {
    let text = |part: &Option<String>| part.clone().unwrap_or_default();
    let number = |n: Option<f64>| n.map_or(String::new(), |n| n.to_string());
    let one = preview.students.iter();
    one.map(|s| format!("{}|{}|{}|{}|{}", s.given, s.family, text(&s.id), text(&s.grade), number(s.number)))
        .collect()
}

/// "student column standard score/of day state" of each mark.
fn marks(preview: &ScoresPreview) -> Vec<String> {
    let number = |n: Option<f64>| n.map_or("-".to_owned(), |n| n.to_string());
    let one = preview.marks.iter();
    one.map(|m| {
        let standard = m.standard.as_deref().unwrap_or("-");
        let day = m.done_on.map_or("-".to_owned(), |day| day.to_string());
        let name = &preview.students[m.student].given;
        format!("{name} {} {standard} {}/{} {day} {}", m.column, number(m.score), number(m.of), m.state.tag())
    })
    .collect()
}

/// Text, students, problems.
type RosterCase = (&'static str, &'static [&'static str], &'static [&'static str]);

#[test]
fn rosters_as_teachers_have_them() {
    let cases: &[RosterCase] = &[
        ("Ana Ruiz\nBen Li\n", &["Ana|Ruiz|||", "Ben|Li|||"], &[]),
        ("Ana Ruiz\t12\nBen Li\t9", &["Ana|Ruiz|||12", "Ben|Li|||9"], &[]),
        ("Ruiz, Ana\t12\nLi, Ben\t9", &["Ana|Ruiz|||12", "Ben|Li|||9"], &[]),
        ("Ruiz, Ana, 12\nLi, Ben, 9", &["Ana|Ruiz|||12", "Ben|Li|||9"], &["- import.no_heads"]),
        ("Ana Street\nMax\nMark\nNick Race", &["Ana|Street|||", "Max||||", "Mark||||", "Nick|Race|||"], &[]),
        ("Ana Ruiz\tabsent\nBen Li\t9", &["Ana|Ruiz|||", "Ben|Li|||9"], &[]),
        ("Max\t12\nEl\t9", &["Max||||12", "El||||9"], &[]),
        ("Ana, Ben, Cy", &["Ana||||", "Ben||||", "Cy||||"], &[]),
        ("Ruiz, Ana\nLi, Ben", &["Ana|Ruiz|||", "Ben|Li|||"], &[]),
        ("Ana\tRuiz\nBen\tLi", &["Ana|Ruiz|||", "Ben|Li|||"], &["- import.no_heads"]),
        ("1\tAna Ruiz\n2\tBen Li", &["Ana|Ruiz|||", "Ben|Li|||"], &[]),
        ("Student\nAna Ruiz", &["Ana|Ruiz|||"], &[]),
        ("Name,Score\nAna Ruiz,7\nBen Li,8", &["Ana|Ruiz|||7", "Ben|Li|||8"], &[]),
        ("Name,Surname,ID\nAna,Ruiz,007", &["Ana|Ruiz|007||"], &[]),
        ("Apellido;Nombre;Grado\nRuiz;Ana;3.º\n", &["Ana|Ruiz||3|"], &[]),
        (
            "Last Name,First Name,Grade\nde la Cruz,Ana,03\nLi,Ben,KG",
            &["Ana|de la Cruz||3|", "Ben|Li||K|"],
            &[],
        ),
        ("Last Name,First Name,Grade\nRuiz,Ana,85\nLi,Ben,92", &["Ana|Ruiz|||", "Ben|Li|||"], &[]),
        (
            "Name,Grade\nAna,3\nBen,4\nCy,3\nDi,4\nEd,ungraded",
            &["Ana|||3|", "Ben|||4|", "Cy|||3|", "Di|||4|", "Ed||||"],
            &["6 import.bad_grade"],
        ),
        ("Student ID,Name\n1,Ana Ruiz\n2,Ana Ruiz\n", &["Ana|Ruiz|1||", "Ana|Ruiz|2||"], &[]),
        ("Student ID,Name\n1,Ana Ruiz\n1,ANA RUIZ\n", &["Ana|Ruiz|1||"], &[]),
        ("Student ID,Name\n1,Ana Ruiz\n1,Ben Li\n", &["Ana|Ruiz|1||", "Ben|Li|1||"], &["3 import.id_twice"]),
        (
            "Ana Ruiz\nBen Li\nana ruiz",
            &["Ana|Ruiz|||", "Ben|Li|||", "ana|ruiz|||"],
            &["3 import.name_twice"],
        ),
        ("Name,Grade\nAna,3\n,4\n", &["Ana|||3|"], &["3 import.row_without_name"]),
        ("Student ID,Grade\n007,3", &["007||007|3|"], &["- import.ids_only"]),
        ("Kiddo,Shoes\nAna,3\nBen,4", &["Ana||||", "Ben||||"], &["1 import.guessed_heads"]),
        (
            "sourcedId,enabledUser,role,userIds,givenName,familyName,identifier,grades,password
u1,true,teacher,,Tamar,Lee,,,
u2,true,student,,An,Nguyễn,00123,03,
u4,false,student,,Left,School,00125,03,",
            &["An|Nguyễn|00123|3|"],
            &["- import.others"],
        ),
        ("Quiz 1,Quiz 2\n3,4\n5,6", &[], &["1 import.guessed_heads", "- import.no_names"]),
        ("3\n4\n5", &[], &["- import.no_names"]),
        ("Name,Grade\n", &[], &["- import.no_names"]),
    ];
    for (text, expected, problems) in cases {
        let preview = roster(text);
        assert_eq!(students(&preview), *expected, "{text}");
        assert_eq!(keys(&preview.problems), *problems, "{text}");
    }
}

#[test]
fn a_column_mapped_twice_names_both_and_reads_nobody() {
    let table = read_table("First,Nickname,Note\nAna,Annie,x").expect("a table");
    let mut mapping = guess_roster(&table);
    mapping.columns[1] = RosterColumn::Given;
    let preview = read_roster(&table, &mapping);
    assert!(preview.students.is_empty());
    let sentence = &preview.problems[0].sentence;
    assert_eq!(sentence.key, "import.mapped_twice");
    let said = format!("{sentence}");
    assert!(said.contains("First") && said.contains("Nickname"), "{said}");
}

#[test]
fn a_mapping_of_another_table_does_no_harm() {
    let table = read_table("Name\nAna").expect("a table");
    let mut mapping = guess_roster(&table);
    mapping.columns.extend([RosterColumn::Tag, RosterColumn::Id]);
    assert_eq!(read_roster(&table, &mapping).students.len(), 1);
    let mut mapping = guess_scores(&table);
    mapping.columns.push(ScoreColumn::Score(Measure::Levels));
    assert_eq!(read_scores(&table, &mapping, TODAY).marks, []);
}

#[test]
fn private_columns_are_off_until_ticked_and_passwords_never_offered() {
    let table =
        read_table("Name,DOB,Home Language,Password,Note\nAna,1/2/2017,es,secret,x").expect("a table");
    let mut mapping = guess_roster(&table);
    let preview = read_roster(&table, &mapping);
    assert_eq!(preview.skipped_columns, ["DOB", "Home Language"]);
    assert_eq!(preview.unread_columns, ["Note"]);
    assert_eq!(preview.students[0].tags, []);
    mapping.columns[2] = RosterColumn::Tag;
    let preview = read_roster(&table, &mapping);
    assert_eq!(preview.skipped_columns, ["DOB"]);
    assert_eq!(preview.students[0].tags, [("Home Language".to_owned(), "es".to_owned())]);
    mapping.columns[3] = RosterColumn::Tag;
    assert_eq!(
        read_roster(&table, &mapping).students[0].tags.len(),
        1,
        "a password is not read even when ticked"
    );
}

const CANVAS: &str =
    "Student,ID,SIS User ID,SIS Login ID,Section,3.NF.A.1 Exit Ticket (101),Essay (102),Current Score
,,,,,Manual Posting,,
    Points Possible,,,,,4,10,(read only)
\"Nguyễn, An\",11,00123,an,5B,3,EX,75
\"O'Brien, Maeve\",12,00124,maeve,5B,,11,90
\"Student, Test\",13,,x,5B,1,1,1
";

/// Text, marks, problems.
type ScoresCase = (&'static str, &'static [&'static str], &'static [&'static str]);

#[test]
fn scores_as_teachers_have_them() {
    let cases: &[ScoresCase] = &[
        (
            CANVAS,
            &[
                "An 3.NF.A.1 Exit Ticket (101) 3.NF.A.1 3/4 - scored",
                "An Essay (102) - -/- - excused",
                "Maeve Essay (102) - 11/10 - scored",
            ],
            &["5 import.above_maximum"],
        ),
        (
            "Name,Q1,Q2\nAna,1,0\nBen,0,1",
            &[
                "Ana Q1 - 1/1 - scored",
                "Ana Q2 - 0/1 - scored",
                "Ben Q1 - 0/1 - scored",
                "Ben Q2 - 1/1 - scored",
            ],
            &[],
        ),
        (
            "Name,3.NF.A.1\nAna,1\nBen,4",
            &["Ana 3.NF.A.1 3.NF.A.1 1/- - scored", "Ben 3.NF.A.1 3.NF.A.1 4/- - scored"],
            &[],
        ),
        (
            "Name,3.NF.A.1,3.NF.A.2\nAna,1,2\nBen,1,4",
            &[
                "Ana 3.NF.A.1 3.NF.A.1 1/- - scored",
                "Ana 3.NF.A.2 3.NF.A.2 2/- - scored",
                "Ben 3.NF.A.1 3.NF.A.1 1/- - scored",
                "Ben 3.NF.A.2 3.NF.A.2 4/- - scored",
            ],
            &[],
        ),
        (
            "Name,Quiz (10)\nAna,8\nBen,7,5",
            &["Ana Quiz (10) - 8/10 - scored", "Ben Quiz (10) - 7/10 - scored"],
            &["3 import.row_too_long"],
        ),
        ("Name;Quiz [/10]\nAna;7,5", &["Ana Quiz [/10] - 7.5/10 - scored"], &[]),
        (
            "Name,Quiz 2 (2)\nAna,8\nBen,7",
            &["Ana Quiz 2 (2) - 8/- - scored", "Ben Quiz 2 (2) - 7/- - scored"],
            &["- import.no_maximum"],
        ),
        ("Name,Quiz\nAna,80%\nBen,8 / 10", &["Ana Quiz - 80/100 - scored", "Ben Quiz - 8/10 - scored"], &[]),
        (
            "Name,Quiz (4)\nAna,3\nBen,seven\nCy,M\nDi,N/A",
            &["Ana Quiz (4) - 3/4 - scored", "Cy Quiz (4) - -/- - missing"],
            &["3 import.bad_score"],
        ),
        (
            "Name,Quiz\nAna,3\nBen,2\nAverage,2.5\nOut of,4",
            &["Ana Quiz - 3/4 - scored", "Ben Quiz - 2/4 - scored"],
            &[],
        ),
        (
            "Name,Quiz (4),Quiz (4)\nAna,3,4",
            &["Ana Quiz (4) - 3/4 - scored", "Ana Quiz (4) - 4/4 - scored"],
            &[],
        ),
        ("Name,Quiz (4)\nMax,3\nAna,2", &["Max Quiz (4) - 3/4 - scored", "Ana Quiz (4) - 2/4 - scored"], &[]),
        ("Name,Quiz,Total\nPoints Possible,4,4\nAna,3,3", &["Ana Quiz - 3/4 - scored"], &[]),
        (
            "Name,Date,Quiz (4)\nAna,13/9/2026,3\nBen,1/9/2026,2\nCy,soon,2",
            &[
                "Ana Quiz (4) - 3/4 2026-09-13 scored",
                "Ben Quiz (4) - 2/4 2026-09-01 scored",
                "Cy Quiz (4) - 2/4 - scored",
            ],
            &["4 import.bad_date"],
        ),
        (
            "Student,Standard,Score,Out of\nAna,3.NF.A.1,3,4\nAna,3.NF.A.2,2,4\nBen,3.NF.A.1,4,4",
            &[
                "Ana 3.NF.A.1 3.NF.A.1 3/4 - scored",
                "Ana 3.NF.A.2 3.NF.A.2 2/4 - scored",
                "Ben 3.NF.A.1 3.NF.A.1 4/4 - scored",
            ],
            &[],
        ),
        (
            "Student,Standard,Level\nAna,3.NF.A.1,3\nBen,3.NF.A.1,4",
            &["Ana 3.NF.A.1 3.NF.A.1 3/- - scored", "Ben 3.NF.A.1 3.NF.A.1 4/- - scored"],
            &[],
        ),
        (
            "Ana Ruiz\t12\nBen Li\t9",
            &["Ana 2 - 12/- - scored", "Ben 2 - 9/- - scored"],
            &["- import.no_maximum"],
        ),
        ("Ana Ruiz\nBen Li", &[], &["- import.no_scores"]),
        (
            "Timestamp,Email Address,Score,What is your full name please?,Which is 1/4? (3.NF.A.1)\n10/2/2026 9:14:03,a@b.example,8 / 10,Ana Ruiz,B",
            &["Ana Score 3.NF.A.1 8/10 2026-10-02 scored"],
            &["- import.totals_only"],
        ),
        (
            "Timestamp,Total score,Name,Name [Score],Q (3.NF.A.1),Q (3.NF.A.1) [Score]\n2026/10/02 9:14:03 AM EST,1.00 / 1,Ana,-- / 0,B,1.00 / 1",
            &["Ana Q (3.NF.A.1) [Score] 3.NF.A.1 1/1 2026-10-02 scored"],
            &[],
        ),
        (
            "Timestamp,Email Address,Score\n10/2/2026,a@b.example,8 / 10",
            &[],
            &["- import.no_names", "- import.totals_only"],
        ),
    ];
    for (text, expected, problems) in cases {
        let preview = scores(text);
        assert_eq!(marks(&preview), *expected, "{text}");
        assert_eq!(keys(&preview.problems), *problems, "{text}");
    }
}

#[test]
fn heads_in_spanish_with_decimal_commas() {
    let text =
        "Apellido;Nombre;Grado;Fecha;Puntos (10)\nRuiz;Ana;3.º;13/9/2026;7,5\nNúñez;José;3;14/9/2026;EX\n";
    let preview = scores(text);
    assert_eq!(
        marks(&preview),
        ["Ana Puntos (10) - 7.5/10 2026-09-13 scored", "José Puntos (10) - -/- 2026-09-14 excused",]
    );
    assert_eq!(preview.students[0].grade.as_deref(), Some("3"));
    assert_eq!(preview.problems, []);
}

#[test]
fn a_day_that_is_still_to_come_is_named_and_the_other_rows_stay() {
    let preview = scores("Name,Date,Quiz (4)\nAna,1/9/2026,3\nBen,30/12/2026,2\nCy,32/13/2026,4");
    assert_eq!(marks(&preview), ["Ana Quiz (4) - 3/4 2026-09-01 scored", "Cy Quiz (4) - 4/4 - scored"]);
    assert_eq!(keys(&preview.problems), ["3 import.future_date", "4 import.bad_date"]);
}

#[test]
fn five_thousand_pasted_rows_are_read_and_the_bad_ones_named() {
    let row = |n: usize| match n {
        17 => format!("Student {n},seven\n"),
        4_999 => ",3\n".to_owned(),
        _ => format!("Student {n},3\n"),
    };
    let text = format!("Name,Quiz (4)\n{}", (1..=5_000).map(row).collect::<String>());
    let preview = scores(&text);
    assert_eq!((preview.students.len(), preview.marks.len()), (4_999, 4_998));
    assert_eq!(keys(&preview.problems), ["5000 import.row_without_name", "18 import.bad_score"]);
}

#[test]
fn the_same_student_with_and_without_accents_is_one_in_results_and_asked_about_in_a_roster() {
    let preview = scores("Timestamp,Score,Name\n10/2/2026,3 / 4,José Núñez\n10/3/2026,4 / 4,Jose Nunez");
    assert_eq!(preview.students.len(), 1);
    assert_eq!(preview.students[0].full_name(), "José Núñez");
    let preview = roster("José Núñez\nBen Li\nJose Nunez");
    assert_eq!(keys(&preview.problems), ["3 import.name_twice"]);
}

#[test]
fn a_ticked_column_of_yes_and_no_is_one_tag() {
    use crate::domain::command::NewStudent;
    let table = read_table("Name,Ell_status,Home language\nAna,Y,es\nBen,N,\n").expect("a table");
    let mut mapping = guess_roster(&table);
    let tags = |mapping: &super::RosterMapping| -> Vec<Vec<(String, bool)>> {
        read_roster(&table, mapping).students.iter().map(|row| NewStudent::from(row).tags).collect()
    };
    assert_eq!(tags(&mapping), [Vec::new(), Vec::new()], "off unless ticked");
    mapping.columns[1] = RosterColumn::Tag;
    mapping.columns[2] = RosterColumn::Tag;
    let ana = vec![("Ell_status".to_owned(), true), ("Home language: es".to_owned(), true)];
    assert_eq!(tags(&mapping), [ana, Vec::new()]);
}

#[test]
fn a_corrected_measure_counts() {
    let table = read_table("Name,Quiz\nAna,8").expect("a table");
    let mut mapping = guess_scores(&table);
    mapping.columns[1] = ScoreColumn::Item { standard: None, measure: Measure::Points(Some(10.0)) };
    mapping.done_on = Some(Date::constant(2026, 9, 1));
    let preview = read_scores(&table, &mapping, TODAY);
    assert_eq!(marks(&preview), ["Ana Quiz - 8/10 2026-09-01 scored"]);
    assert_eq!(preview.problems, []);
}

#[test]
fn a_second_answer_is_a_second_attempt() {
    let text = "Timestamp,Score,Name\n10/2/2026,3 / 4,Maeve OBrien\n10/3/2026,4 / 4,Maeve O’Brien";
    let preview = scores(text);
    assert_eq!(preview.students.len(), 1);
    assert_eq!(preview.students[0].family, "O’Brien");
    assert_eq!(preview.marks.iter().map(|mark| mark.attempt).collect::<Vec<_>>(), [1, 2]);
    assert!(keys(&preview.problems).contains(&"3 import.answered_twice".to_owned()));
}

/// Bytes that look like tables often enough to reach every rule.
fn table_like() -> impl Strategy<Value = Vec<u8>> {
    let word = prop::sample::select(vec![
        "Name",
        "Last Name",
        "ID",
        "Grade",
        "Score",
        "Timestamp",
        "Q [Score]",
        "3.NF.A.1",
        "Standard",
        "Date",
        "(10)",
        "Points Possible",
        "Ana Ruiz",
        "Ruiz, Ana",
        "José",
        "3",
        "8 / 10",
        "80%",
        "EX",
        "1-Mar",
        "45931",
        "9/1/2026",
        "\"",
        ",",
        ";",
        "\t",
        "|",
        "\n",
        "\r\n",
        "\r",
        "",
        " ",
        "\u{301}",
        "\u{feff}",
        "Student",
        "SIS Login ID",
        "()",
        "CCSS.",
        "...",
        "1.",
        "Quiz (101)",
        "result",
        "mastery points",
        "sep=;\n",
        "0",
        "K",
    ]);
    prop::collection::vec(word, 0..60).prop_map(|words| words.concat().into_bytes())
}

fn reads_to_the_end(bytes: &[u8]) {
    let Ok(table) = read_file(bytes) else { return };
    let width = table.head.len();
    assert!(table.rows.iter().all(|row| row.len() == width) && table.rows.len() == table.row_numbers.len());
    read_roster(&table, &guess_roster(&table));
    let preview = read_scores(&table, &guess_scores(&table), TODAY);
    assert!(preview.marks.iter().all(|mark| mark.student < preview.students.len()));
}

proptest! {
    #[test]
    fn arbitrary_bytes_do_no_harm(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        reads_to_the_end(&bytes);
    }

    #[test]
    fn arbitrary_tables_do_no_harm(bytes in table_like()) {
        reads_to_the_end(&bytes);
    }

    #[test]
    fn arbitrary_text_does_no_harm(text in "\\PC{0,200}") {
        reads_to_the_end(text.as_bytes());
    }
}

#[test]
fn bare_a_and_m_are_absences_only_among_numbers() {
    let read = |cells: &str| {
        let table = read_table(&format!("Name,Quiz\nPoints Possible,10\n{cells}")).expect("a table");
        let measure = Measure::Points(Some(10.0));
        let mut mapping = guess_scores(&table);
        mapping.columns = vec![ScoreColumn::FullName, ScoreColumn::Item { standard: None, measure }];
        let preview = read_scores(&table, &mapping, TODAY);
        let states: Vec<&str> = preview.marks.iter().map(|mark| mark.state.tag()).collect();
        (states.join(" "), keys(&preview.problems).join(", "))
    };
    let (states, problems) = read("Ada Abel,A\nBo Brown,7\nCy Cole,m\nDi Dahl,B\n");
    assert_eq!((states.as_str(), problems.as_str()), ("missing scored missing", "6 import.bad_score"));
    let (states, problems) = read("Ada Abel,A\nBo Brown,absent\nCy Cole,m\nDi Dahl,B\n");
    assert_eq!(states, "missing");
    assert_eq!(problems, "3 import.bad_score, 5 import.bad_score, 6 import.bad_score");
}
