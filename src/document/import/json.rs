//! Previews as the JSON that `headless import` prints. The words of a sentence come from outside: this room knows none.

use serde_json::{Value, json};

use super::framework::FrameworkFile;
use super::growth::Diagnosed;
use super::people::RosterRow;
use super::problem::Problem;
use super::roster::RosterPreview;
use super::scores::{Mark, ScoresPreview};
use crate::domain::Sentence;
use crate::domain::growth::Placement;

/// Turns a sentence into words.
pub type Say<'a> = &'a dyn Fn(&Sentence) -> String;

/// `import roster`.
pub fn roster_json(preview: &RosterPreview, say: Say) -> Value {
    json!({
        "layout": preview.layout.tag(),
        "encoding": preview.encoding,
        "delimiter": preview.delimiter,
        "students": students(&preview.students),
        "skipped_columns": preview.skipped_columns,
        "unread_columns": preview.unread_columns,
        "problems": problems(&preview.problems, say),
        "questions": [],
        "left_out": [],
    })
}

/// `import scores`.
pub fn scores_json(preview: &ScoresPreview, say: Say) -> Value {
    let mark = |mark: &Mark| {
        json!({
            "student": mark.student,
            "column": mark.column,
            "standard": mark.standard,
            "score": mark.score,
            "of": mark.of,
            "done_on": mark.done_on.map(|day| day.to_string()),
            "state": mark.state.tag(),
            "attempt": mark.attempt,
        })
    };
    json!({
        "layout": preview.layout.tag(),
        "encoding": preview.encoding,
        "delimiter": preview.delimiter,
        "students": students(&preview.students),
        "marks": preview.marks.iter().map(mark).collect::<Value>(),
        "diagnostics": preview.diagnosed.iter().map(diagnosed).collect::<Value>(),
        "skipped_columns": preview.skipped_columns,
        "unread_columns": preview.unread_columns,
        "problems": problems(&preview.problems, say),
        "questions": [],
        "left_out": [],
    })
}

/// `import standards`.
pub fn framework_json(file: &FrameworkFile, say: Say) -> Value {
    json!({
        "layout": file.layout.tag(),
        "title": file.title,
        "items": file.items.len(),
        "prerequisites": file.prerequisites.len() + file.outside.len(),
        "parts": file.parts.len(),
        "related": file.related.len(),
        "problems": problems(&file.problems, say),
        "questions": [],
        "left_out": [],
    })
}

fn diagnosed(result: &Diagnosed) -> Value {
    json!({
        "student": result.student,
        "publisher": result.publisher.tag(),
        "part": result.name,
        "score": result.score,
        "percentile": result.percentile,
        "placement": result.placement.map(Placement::tag),
        "typical_growth": result.typical,
        "percent_of_typical_growth": result.of_typical,
        "done_on": result.done_on.map(|day| day.to_string()),
    })
}

fn students(rows: &[RosterRow]) -> Value {
    let student = |row: &RosterRow| {
        json!({
            "given": row.given,
            "family": row.family,
            "preferred": row.preferred,
            "id": row.id,
            "grade": row.grade,
            "number": row.number,
        })
    };
    rows.iter().map(student).collect()
}

fn problems(problems: &[Problem], say: Say) -> Value {
    problems.iter().map(|problem| json!({ "row": problem.row, "sentence": say(&problem.sentence) })).collect()
}
