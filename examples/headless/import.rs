//! The preview of a file that a teacher drops, as the page shows it before any correction.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{SystemTime, UNIX_EPOCH};

use rondo::document::Book;
use rondo::document::ReplicaId;
use rondo::document::import::bring::{Answers, ItemAnswer, Who, command, items, people, remembered};
use rondo::document::import::dates::read_date;
use rondo::document::import::framework::{FrameworkFile, bring, read_framework};
use rondo::document::import::parts::{parts, usual};
use rondo::document::import::{
    Match, RosterRow, ScoreColumn, ScoresMapping, ScoresPreview, Table, framework_json, guess_roster,
    guess_scores, known_students, match_students, read_file, read_roster, read_scores, roster_json,
    scores_json,
};
use rondo::domain::command::{NewMark, RecordCheck};
use rondo::domain::id::StudentId;
use rondo::domain::mastery::CheckKind;
use rondo::domain::subject::in_order;
use rondo::domain::{Class, Date, Sentence};
use rondo::view::same_ticket::meeting_row;
use rondo::view::text;
use serde_json::{Value, json};

use super::{Args, Fault, Output, class_files};

/// `import roster|scores|standards FILE [--class FILE] [--date D]`. Days without a year are the last such days up to D,
/// and later days are refused. Without D it is the newest day of the file that has a year, else the computer's.
pub fn import(args: &[String]) -> Output {
    let args = Args::read(args, &["class", "date"])?;
    let [kind, path] = args.plain.as_slice() else { return Err(Fault::Usage) };
    let date: Option<Date> = args.parsed("date")?;
    let book = args.text("class").map(|path| Ok(Book::new(class_files::open(path)?, ReplicaId::default())));
    let book = book.transpose()?;
    let say = |sentence: &Sentence| text::say(sentence);
    if *kind == "standards" {
        let file = read_framework(&super::file(path)?).map_err(|why| Fault::say(&why))?;
        let mut preview = framework_json(&file, &say);
        if let Some(book) = &book {
            preview["changes"] = standard_changes(book.class(), &file)?;
        }
        return Ok(format!("{preview}\n"));
    }
    let table = read_file(&super::file(path)?).map_err(|why| Fault::say(&why))?;
    let preview = match *kind {
        "roster" => {
            // Of several classes the first, as the page takes it until another is chosen.
            let table = table.of_class(0);
            let preview = read_roster(&table, &guess_roster(&table));
            let mut shown = roster_json(&preview, &say);
            if let Some(book) = &book {
                shown["changes"] = changes(book.class(), &preview.students);
            }
            shown
        }
        "scores" => {
            let mapping = guess_scores(&table);
            let today = date.or_else(|| newest_day(&table, &mapping)).unwrap_or_else(clock);
            let preview = read_scores(&table, &mapping, today);
            let mut shown = scores_json(&preview, &say);
            if let Some(book) = &book {
                let (changes, questions) = mark_changes(book.class(), &preview, today)?;
                shown["changes"] = changes;
                shown["questions"] = questions.into();
            }
            shown
        }
        _ => return Err(Fault::Usage),
    };
    Ok(format!("{preview}\n"))
}

/// The newest day of the file's date column that is written with its year.
fn newest_day(table: &Table, mapping: &ScoresMapping) -> Option<Date> {
    let at = mapping.columns.iter().position(|column| *column == ScoreColumn::Date)?;
    // On the first of all days no day without a year is over.
    table.column(at).filter_map(|cell| read_date(cell, mapping.order, Date::FIRST)).max()
}

/// The computer's day, in universal time.
#[expect(clippy::disallowed_methods, reason = "this runs natively; the core is given the day")]
fn clock() -> Date {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let days = i32::try_from(seconds / 86_400).unwrap_or(0);
    Date::constant(1970, 1, 1).plus(days).unwrap_or(Date::LAST)
}

/// Whom of the class the file's students are, and who would be new.
fn changes(class: &Class, students: &[RosterRow]) -> Value {
    let known = known_students(class);
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
    json!({ "matched": matched, "new": new, "unsure": unsure })
}

/// The same, and what of the marks would come in. Whoever is not sure is left out, as nobody is asked here.
fn mark_changes(class: &Class, preview: &ScoresPreview, today: Date) -> Result<(Value, Vec<Value>), Fault> {
    let mut questions = Vec::new();
    let (subject, named) = in_order(class).into_iter().next().unwrap_or_default();
    let mut known = items(preview);
    remembered(class, &mut known);
    let sure = |who: Who| if matches!(who, Who::Open(_)) { Who::Nobody } else { who };
    let answers = Answers {
        subject,
        kind: CheckKind::Quiz,
        title: String::new(),
        done_on: Some(today),
        items: known.iter().map(ItemAnswer::from).collect(),
        parts: usual(&parts(preview), &named),
        people: people(class, &preview.students).into_iter().map(sure).collect(),
        labels: BTreeMap::new(),
    };
    let mut changes = changes(class, &preview.students);
    match command(class, &super::catalog(class)?, preview, &answers) {
        Ok(check) => {
            changes["items"] = check.items.len().into();
            changes["marks"] = check.marks.len().into();
            changes["diagnostics"] = check.diagnostics.len().into();
            changes["new_standards"] = check.new_standards.len().into();
            questions = again(class, &check, &mut changes);
        }
        Err(why) => changes["refused"] = text::say(&why).into(),
    }
    Ok((changes, questions))
}

/// What of it the class has already: counted in `changes`, and asked where it is not sure. What is sure is taken for the
/// same, what is asked is counted as new.
fn again(class: &Class, check: &RecordCheck, changes: &mut Value) -> Vec<Value> {
    let meetings = check.meetings(class);
    let sure = || meetings.iter().filter(|meeting| meeting.is_sure);
    let is_known = |mark: &NewMark| {
        let day = mark.done_on.unwrap_or(check.done_on);
        sure().any(|meeting| meeting.same.day == day && meeting.same.items.contains(&mark.item))
    };
    let new = check.marks.iter().filter(|mark| !is_known(mark)).count();
    changes["added"] = (new + sure().map(|meeting| meeting.added).sum::<usize>()).into();
    changes["changed"] = sure().map(|meeting| meeting.changed.len()).sum::<usize>().into();
    changes["same"] = sure().map(|meeting| meeting.as_before).sum::<usize>().into();
    let vanished = sure().flat_map(|meeting| &meeting.vanished).map(StudentId::as_str);
    changes["vanished"] = vanished.collect::<BTreeSet<_>>().into_iter().collect();
    let met = meetings.iter().map(|meeting| {
        json!({
            "check": meeting.same.check.as_str(),
            "sure": meeting.is_sure,
            "added": meeting.added,
            "changed": meeting.changed.len(),
            "same": meeting.as_before,
            "vanished": meeting.vanished.iter().map(StudentId::as_str).collect::<Vec<_>>(),
        })
    });
    changes["met"] = met.collect();
    let asked = meetings.iter().filter(|meeting| !meeting.is_sure).map(|meeting| {
        let columns = meeting.same.items.iter().filter_map(|item| check.items.get(*item));
        json!({
            "kind": "same_ticket",
            "rows": [],
            "columns": columns.map(|item| item.title.as_str()).collect::<Vec<_>>(),
            "sentence": meeting_row(class, meeting).question,
        })
    });
    asked.collect()
}

/// How many standards would be new, and what would be left out.
fn standard_changes(class: &Class, file: &FrameworkFile) -> Result<Value, Fault> {
    let brought = bring(class, &super::catalog(class)?, file, &file.title);
    let problems =
        brought.problems.iter().map(|one| json!({ "row": one.row, "sentence": text::say(&one.sentence) }));
    Ok(json!({
        "new": brought.new,
        "known": brought.known,
        "headings": brought.headings,
        "prerequisites": brought.command.prerequisites.len(),
        "problems": problems.collect::<Vec<_>>(),
    }))
}

#[cfg(test)]
mod tests {
    use rondo::document::import::read_table;
    use rondo::domain::record::Value;

    use super::*;

    fn class() -> Class {
        let mut class = Class::default();
        class.set("subject", "m", "name", &Value::Text("Math".into()));
        class.set("student", "s1", "given", &Value::Text("Ada".into()));
        class.set("student", "s1", "family", &Value::Text("Abel".into()));
        class
    }

    #[test]
    fn scores_say_which_marks_a_class_would_get() {
        let table = read_table("Name,3.NF.A.1,ZZ.9\nAda Abel,3,1\nBo Brown,2,4\n").unwrap();
        let preview = read_scores(&table, &guess_scores(&table), Date::constant(2026, 11, 2));
        let (changes, _) = mark_changes(&class(), &preview, Date::constant(2026, 11, 2)).unwrap();
        assert_eq!((&changes["matched"], &changes["new"]), (&json!([[0, "s1"]]), &json!([1])));
        assert_eq!(changes["marks"], json!(preview.marks.len()), "{changes}");
        assert!(preview.marks.len() >= 2);
    }

    #[test]
    fn standards_say_what_is_new_to_a_class() {
        let file =
            read_framework(b"code,description\n3.NF.A.1,Unit fractions\nOWN.1,Ask for help\n").unwrap();
        let changes = standard_changes(&class(), &file).unwrap();
        assert_eq!((&changes["new"], &changes["known"]), (&json!(1), &json!(1)), "{changes}");
    }

    #[test]
    fn days_without_a_year_follow_the_newest_day_of_the_file() {
        let day = |rows: &str| {
            let table = read_table(&format!("Name,Date,3.NF.A.1\n{rows}")).unwrap();
            let mapping = guess_scores(&table);
            let today = newest_day(&table, &mapping);
            let preview = read_scores(&table, &mapping, today.unwrap_or_else(clock));
            (today, preview.marks[0].done_on)
        };
        let (today, done_on) = day("Ada Abel,9/1,3\nBo Brown,10/2/2023,2\nCy Cole,10/1/2023,2\n");
        assert_eq!(today, Some(Date::constant(2023, 10, 2)));
        assert_eq!(done_on, Some(Date::constant(2023, 9, 1)));
        let (today, done_on) = day("Ada Abel,9/1,3\nBo Brown,9/2,2\n");
        assert!(today.is_none() && done_on.is_some_and(|day| day <= clock()));
    }
}
