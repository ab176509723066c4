//! The preview of a file that a teacher drops, as the page shows it before any correction.

use rondo::document::Book;
use rondo::document::ReplicaId;
use rondo::document::import::framework::read_framework;
use rondo::document::import::{
    Match, RosterRow, framework_json, guess_roster, guess_scores, known_students, match_students, read_file,
    read_roster, read_scores, roster_json, scores_json,
};
use rondo::domain::Date;
use rondo::domain::Sentence;
use rondo::view::text::english;
use serde_json::{Value, json};

use super::{Args, Fault, Output, class_files};

/// `import roster|scores|standards FILE [--class FILE] [--date D]`.
pub fn import(args: &[String]) -> Output {
    let args = Args::read(args, &["class", "date"])?;
    let [kind, path] = args.plain.as_slice() else { return Err(Fault::Usage) };
    // Only the age of marks depends on the day, and only the page has a clock.
    let date: Date = args.parsed("date")?.unwrap_or(Date::LAST);
    let say = |sentence: &Sentence| english().say(sentence);
    if *kind == "standards" {
        let file = read_framework(&super::file(path)?).map_err(|why| Fault::say(&why))?;
        return Ok(format!("{}\n", framework_json(&file, &say)));
    }
    let table = read_file(&super::file(path)?).map_err(|why| Fault::say(&why))?;
    let (mut preview, students) = match *kind {
        "roster" => {
            // Of several classes the first, as the page takes it until another is chosen.
            let table = table.of_class(0);
            let preview = read_roster(&table, &guess_roster(&table));
            (roster_json(&preview, &say), preview.students)
        }
        "scores" => {
            let preview = read_scores(&table, &guess_scores(&table), date);
            (scores_json(&preview, &say), preview.students)
        }
        _ => return Err(Fault::Usage),
    };
    if let (Some(class), Some(preview)) = (args.text("class"), preview.as_object_mut()) {
        preview.insert("changes".into(), changes(class, &students)?);
    }
    Ok(format!("{preview}\n"))
}

/// Whom of the class the file's students are, and who would be new.
fn changes(class: &str, students: &[RosterRow]) -> Result<Value, Fault> {
    let book = Book::new(class_files::open(class)?, ReplicaId::default());
    let known = known_students(book.class());
    let matches = match_students(students, &known);
    let matched: Vec<Value> = matches
        .iter()
        .enumerate()
        .filter_map(|(row, found)| match found {
            Match::Matched(at) => Some(json!([row, known[*at].id])),
            _ => None,
        })
        .collect();
    let rows = |wanted: fn(&Match) -> bool| -> Vec<usize> {
        matches.iter().enumerate().filter(|(_, found)| wanted(found)).map(|(row, _)| row).collect()
    };
    let new = rows(|found| *found == Match::New);
    let unsure = rows(|found| matches!(found, Match::Unsure(_)));
    Ok(json!({ "matched": matched, "new": new, "unsure": unsure }))
}
