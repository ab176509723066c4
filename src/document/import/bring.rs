//! From what a file of results says, and what the teacher answered, to one command.
//!
//! The page shows [`items`] and [`people`] with a guess each; [`command`] takes the answers. Nothing here changes a class.

use std::collections::{BTreeMap, BTreeSet};

use super::cells::number;
use super::fit::off_scale;
use super::matching::{Match, known_students, match_students};
use super::names::name_key;
use super::parts;
use super::people::RosterRow;
use super::scores::{MarkState, ScoresPreview};
use crate::domain::Date;
use crate::domain::command::off_roster::off_with_id;
use crate::domain::command::{MarkOf, NewItem, NewMark, NewStandard, NewStudent, RecordCheck};
use crate::domain::id::{CheckId, StandardId, StudentId, SubjectId};
use crate::domain::mastery::{CheckKind, EvidenceState, Item, Scale};
use crate::domain::standards::Catalog;
use crate::domain::{Class, Sentence};

/// An item of the file, as it was read.
#[derive(Debug, Clone, PartialEq)]
pub struct ItemGuess {
    /// Head of its column, or its name in the rows.
    pub title: String,
    /// The standard that its head names.
    pub standard: Option<String>,
    /// Points possible; `None` for levels, or where nothing says it.
    pub points: Option<f64>,
    /// Marks under it.
    pub marks: usize,
}

/// What the teacher says about an item.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ItemAnswer {
    /// It is brought in.
    pub wanted: bool,
    /// Codes, parted by commas.
    pub shows: String,
    /// Points possible as typed; empty for levels.
    pub points: String,
}

impl From<&ItemGuess> for ItemAnswer {
    fn from(item: &ItemGuess) -> Self {
        Self {
            wanted: true,
            shows: item.standard.clone().unwrap_or_default(),
            points: item.points.map(|points| points.to_string()).unwrap_or_default(),
        }
    }
}

/// Who a row is, as the teacher says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// This student of the class.
    Known(StudentId),
    /// Somebody new, added with the marks.
    New,
    /// The student is left out, with every mark of the row.
    Nobody,
    /// Not said yet: one of these, somebody new, or nobody.
    Open(Vec<StudentId>),
}

/// Everything that the teacher says about the file as a whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Answers {
    pub subject: SubjectId,
    /// What kind of check it is.
    pub kind: CheckKind,
    /// What it is called.
    pub title: String,
    /// The day of the work; marks with a day of their own keep it.
    pub done_on: Option<Date>,
    /// By item, as [`items`] lists them.
    pub items: Vec<ItemAnswer>,
    /// By part of a diagnostic, as [`parts::parts`] lists them: whether it is brought in.
    pub parts: Vec<bool>,
    /// By student, as [`people`] lists them.
    pub people: Vec<Who>,
    /// What new codes stand for, from a pasted item-by-skill table.
    pub labels: BTreeMap<String, String>,
}

/// The items of a file in the order in which they stand.
pub fn items(preview: &ScoresPreview) -> Vec<ItemGuess> {
    let mut items: Vec<ItemGuess> = Vec::new();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for mark in &preview.marks {
        let at = *places.entry(&mark.column).or_insert_with(|| {
            let (title, standard) = (mark.column.clone(), mark.standard.clone());
            items.push(ItemGuess { title, standard, points: None, marks: 0 });
            items.len() - 1
        });
        items[at].marks += 1;
        items[at].points = match (items[at].points, mark.of) {
            (Some(known), Some(of)) => Some(known.max(of)),
            (known, of) => known.or(of),
        };
    }
    items
}

/// Fills in what the class knows of items with the same title: the standards that somebody typed for a head that names
/// none, and the points.
pub fn remembered(class: &Class, items: &mut [ItemGuess]) {
    let key = |title: &str| title.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    for guess in items.iter_mut().filter(|guess| guess.standard.is_none()) {
        let wanted = key(&guess.title);
        let is_it = |(id, _): &(&(CheckId, u32), &Item)| class.checks.get(class.counts_as(&id.0)).is_some();
        let known = class.items.iter().filter(is_it).filter(|(_, item)| key(&item.title) == wanted);
        let Some((id, item)) =
            known.max_by_key(|(id, _)| class.checks.get(&id.0).and_then(|check| check.done_on))
        else {
            continue;
        };
        let from = (id.0.clone(), id.1, StandardId::default());
        let shows =
            class.item_standards.range(from..).take_while(|(key, _)| (&key.0, key.1) == (&id.0, id.1));
        let codes: Vec<&str> = shows.map(|((_, _, standard), _)| standard.as_str()).collect();
        guess.standard = Some(codes.join(", ")).filter(|codes| !codes.is_empty());
        guess.points = guess.points.or(item.points);
    }
}

/// Who the file's students are, as far as that is sure. Who is off the roster with the same school id is left out, until
/// the teacher says otherwise: [`Who::New`] puts such a student back.
pub fn people(class: &Class, students: &[RosterRow]) -> Vec<Who> {
    let known = known_students(class);
    let id = |at: usize| StudentId(known[at].id.clone());
    let found = match_students(students, &known);
    let whose = found.into_iter().zip(students).map(|(found, row)| match found {
        Match::Matched(at) => Who::Known(id(at)),
        Match::New if off_with_id(class, row.id.as_deref().unwrap_or_default()).is_some() => Who::Nobody,
        Match::New => Who::New,
        Match::Unsure(several) => Who::Open(several.into_iter().map(id).collect()),
    });
    whose.collect()
}

/// Marks that would come in.
pub fn n_marks(class: &Class, preview: &ScoresPreview, items: &[ItemGuess], answers: &Answers) -> usize {
    let wanted: BTreeSet<&str> = items
        .iter()
        .zip(&answers.items)
        .filter(|(_, answer)| answer.wanted)
        .map(|(item, _)| item.title.as_str())
        .collect();
    let off = off_scale(class, preview, answers);
    let comes = |student: usize| answers.people.get(student).is_some_and(|who| *who != Who::Nobody);
    let marks = preview.marks.iter().enumerate().filter(|(at, mark)| {
        wanted.contains(mark.column.as_str()) && comes(mark.student) && !off.contains(at)
    });
    marks.count() + parts::wanted(preview, &answers.parts).filter(|result| comes(result.student)).count()
}

/// Makes the command that brings in what the teacher wants of a file.
///
/// # Errors
/// A sentence that names what is still to be said: the day, who a row is, points, what an item shows.
pub fn command(
    class: &Class,
    catalog: &Catalog,
    preview: &ScoresPreview,
    answers: &Answers,
) -> Result<RecordCheck, Sentence> {
    let Some(done_on) = answers.done_on else { return Err(Sentence::new("results.needs_a_day")) };
    let (new_students, whose) = whose(preview, &answers.people)?;
    let mut new_standards: Vec<NewStandard> = Vec::new();
    let mut new_items: Vec<NewItem> = Vec::new();
    let mut places: BTreeMap<String, (usize, bool)> = BTreeMap::new();
    for (item, answer) in items(preview).iter().zip(&answers.items).filter(|(_, answer)| answer.wanted) {
        let points = points(&item.title, &answer.points)?;
        let standards = shown(class, catalog, answers, &answer.shows, &mut new_standards);
        // Points that the teacher changed count for every mark under the item.
        places.insert(item.title.clone(), (new_items.len(), points != item.points));
        new_items.push(NewItem { title: item.title.clone(), points, standards });
    }
    let mut marks = Vec::new();
    let scale = Scale::of(class, &answers.subject);
    let off: BTreeSet<usize> = off_scale(class, preview, answers).into_iter().collect();
    for (_, mark) in preview.marks.iter().enumerate().filter(|(at, _)| !off.contains(at)) {
        let (Some(student), Some((item, changed))) = (&whose[mark.student], places.get(&mark.column)) else {
            continue;
        };
        let state = match mark.state {
            MarkState::Scored => EvidenceState::Scored,
            MarkState::Excused => EvidenceState::Excused,
            MarkState::Missing => EvidenceState::Missing,
        };
        let of = if *changed { None } else { mark.of };
        let attempt = u32::try_from(mark.attempt).unwrap_or(1);
        // Without points it is a level, as the class counts them.
        let is_level = of.or(new_items[*item].points).is_none();
        let score = mark.score.map(|score| if is_level { scale.from_shown(score) } else { score });
        let (student, item, done_on) = (student.clone(), *item, mark.done_on);
        marks.push(NewMark { student, item, score, of, state, done_on, attempt });
    }
    let check = RecordCheck::of(answers.subject.clone(), answers.kind, answers.title.trim(), done_on);
    let diagnostics = parts::brought(preview, &answers.parts, &whose);
    Ok(RecordCheck { items: new_items, marks, diagnostics, new_students, new_standards, ..check })
}

/// Students to add, and whose each row's marks are.
fn whose(
    preview: &ScoresPreview,
    people: &[Who],
) -> Result<(Vec<NewStudent>, Vec<Option<MarkOf>>), Sentence> {
    let mut new_students = Vec::new();
    let mut whose = Vec::new();
    for (at, row) in preview.students.iter().enumerate() {
        whose.push(match people.get(at) {
            Some(Who::Known(id)) => Some(MarkOf::Known(id.clone())),
            Some(Who::New) => {
                new_students.push(row.into());
                Some(MarkOf::New(new_students.len() - 1))
            }
            Some(Who::Open(_)) => return Err(Sentence::new("results.say_who").with("name", row.full_name())),
            Some(Who::Nobody) | None => None,
        });
    }
    Ok((new_students, whose))
}

pub(super) fn points(title: &str, typed: &str) -> Result<Option<f64>, Sentence> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let read = number(typed.trim()).filter(|points| *points > 0.0);
    read.map(Some)
        .ok_or_else(|| Sentence::new("results.bad_points").with("item", title).with("points", typed.trim()))
}

/// What an item shows: the catalog's standards and the class's own as they are typed, and new ones for the rest.
fn shown(
    class: &Class,
    catalog: &Catalog,
    answers: &Answers,
    typed: &str,
    new: &mut Vec<NewStandard>,
) -> Vec<StandardId> {
    let mut found: Vec<StandardId> = Vec::new();
    for code in typed.split(',').map(str::trim).filter(|code| !code.is_empty()) {
        let id = resolve(class, catalog, code).unwrap_or_else(|| {
            let id = StandardId::new(code);
            if new.iter().all(|new| new.code != code) {
                let label = answers.labels.get(code).cloned().unwrap_or_default();
                new.push(NewStandard { code: code.to_owned(), label, ..NewStandard::default() });
            }
            id
        });
        if !found.contains(&id) {
            found.push(id);
        }
    }
    found
}

/// The standard that a typed code or own label means; `None` is one that the class does not have yet.
pub fn resolve(class: &Class, catalog: &Catalog, code: &str) -> Option<StandardId> {
    let key = name_key(code);
    let own = class
        .own_standards
        .iter()
        .find(|(id, own)| name_key(id.as_str()) == key || name_key(&own.label) == key);
    own.map(|(id, _)| id.clone()).or_else(|| catalog.find(code).map(|standard| standard.id.clone()))
}

#[cfg(test)]
mod tests {
    use super::super::fit::off_scale_problems;
    use super::super::{guess_scores, read_scores, table::read_table};
    use super::*;
    use crate::domain::command::{Command, Context};
    use crate::domain::id::Mint;
    use crate::domain::record::Value;

    const TODAY: Date = Date::constant(2026, 11, 19);

    fn class() -> Class {
        let mut class = Class::default();
        for (id, given, family) in [("s1", "Ana", "Ruiz"), ("s2", "Ben", "Li"), ("s3", "Ben", "Lopez")] {
            class.set("student", id, "given", &Value::Text(given.into()));
            class.set("student", id, "family", &Value::Text(family.into()));
        }
        class
    }

    fn preview(text: &str) -> ScoresPreview {
        let table = read_table(text).unwrap();
        read_scores(&table, &guess_scores(&table), TODAY)
    }

    fn answers(class: &Class, preview: &ScoresPreview) -> Answers {
        Answers {
            subject: "m".into(),
            kind: CheckKind::Quiz,
            title: "Quiz".into(),
            done_on: Some(TODAY),
            items: items(preview).iter().map(ItemAnswer::from).collect(),
            parts: Vec::new(),
            people: people(class, &preview.students),
            labels: BTreeMap::new(),
        }
    }

    const QUIZ: &str = "Name,3.NF.A.1 (4),Extra (2)\nAna Ruiz,3,1\nCleo Park,4,EX\nBen,2,\n";

    #[test]
    fn asks_who_is_unsure_and_adds_who_is_new() {
        let (class, preview) = (class(), preview(QUIZ));
        let mut answers = answers(&class, &preview);
        assert_eq!(
            answers.people,
            [Who::Known("s1".into()), Who::New, Who::Open(vec!["s2".into(), "s3".into()])]
        );
        let catalog = Catalog::default();
        let said = |answers: &Answers| command(&class, &catalog, &preview, answers).map_err(|said| said.key);
        assert_eq!(said(&answers), Err("results.say_who"));
        answers.people[2] = Who::Nobody;
        answers.items[1].shows = "Own skill".into();
        assert_eq!(n_marks(&class, &preview, &items(&preview), &answers), 4);
        let check = said(&answers).unwrap();
        assert_eq!((check.marks.len(), check.new_students.len()), (4, 1));
        let new: Vec<&str> = check.new_standards.iter().map(|new| new.code.as_str()).collect();
        assert_eq!(new, ["3.NF.A.1", "Own skill"], "an empty catalog knows neither");
        answers.items[1].points = "two".into();
        assert_eq!(said(&answers), Err("results.bad_points"));
        answers.items[1].wanted = false;
        answers.items[0].points = "8".into();
        let check = said(&answers).unwrap();
        assert_eq!((check.items.len(), check.items[0].points, check.marks[0].of), (1, Some(8.0), None));
        answers.done_on = None;
        assert_eq!(said(&answers), Err("results.needs_a_day"));
    }

    #[test]
    fn who_is_off_the_roster_is_left_out_until_she_is_wanted() {
        let mut class = class();
        class.set("student", "s1", "school_id", &Value::Text("0012".into()));
        class.set("student", "s1", "retracted", &Value::Bool(true));
        let preview = preview("Name,Student ID,3.NF.A.1 (4)\nAna Ruiz,0012,3\nBen Li,0013,2\n");
        let mut answers = answers(&class, &preview);
        assert_eq!(answers.people, [Who::Nobody, Who::Known("s2".into())]);
        answers.people[0] = Who::New;
        let check = command(&class, &Catalog::default(), &preview, &answers).unwrap();
        let changes = check.changes(&class, &mut Context { today: TODAY, mint: Mint::new("t") }).unwrap();
        class.apply(&changes.0);
        assert_eq!(class.students.len(), 3);
        assert!(class.evidence.iter().any(|((student, ..), _)| student.as_str() == "s1"));
    }

    #[test]
    fn a_level_off_the_scale_is_named_and_the_good_rows_go_in() {
        let class = class();
        let preview = preview("Name,3.NF.A.1 level\nAna Ruiz,3\nBen Li,2\nBen Lopez,7\n");
        let mut answers = answers(&class, &preview);
        answers.items[0].points.clear();
        let named = off_scale_problems(&class, &preview, &answers);
        assert_eq!(
            named.iter().map(|problem| (problem.row, problem.sentence.key)).collect::<Vec<_>>(),
            [(Some(4), "import.not_a_level")]
        );
        let check = command(&class, &Catalog::default(), &preview, &answers).unwrap();
        assert_eq!(check.marks.len(), 2);
        assert_eq!(n_marks(&class, &preview, &items(&preview), &answers), 2);
        let mut context = Context { today: TODAY, mint: Mint::new("t") };
        assert!(check.changes(&class, &mut context).is_ok());
    }

    #[test]
    fn levels_that_run_down_come_in_as_the_class_counts_and_points_as_they_are() {
        let mut class = class();
        class.set("subject", "m", "best_first", &Value::Bool(true));
        let scores = |text: &str| {
            let preview = preview(text);
            let check = command(&class, &Catalog::default(), &preview, &answers(&class, &preview)).unwrap();
            check.marks.iter().map(|mark| mark.score.unwrap()).collect::<Vec<f64>>()
        };
        assert_eq!(scores("Name,3.NF.A.1 level\nAna Ruiz,1\nBen Li,4\nBen Lopez,3\n"), [4.0, 1.0, 2.0]);
        assert_eq!(scores("Name,3.NF.A.1 (4)\nAna Ruiz,1\nBen Li,4\nBen Lopez,3\n"), [1.0, 4.0, 3.0]);
    }

    #[test]
    fn one_bad_row_in_a_command_writes_nothing_at_all() {
        let class = class();
        let preview = preview(QUIZ);
        let mut answers = answers(&class, &preview);
        answers.people[2] = Who::Nobody;
        let mut check = command(&class, &Catalog::default(), &preview, &answers).unwrap();
        check.items[1].standards = vec!["B".into()];
        check.marks[0].score = Some(f64::NAN);
        let mut context = Context { today: TODAY, mint: Mint::new("t") };
        assert!(check.changes(&class, &mut context).is_err(), "changes come all together or not at all");
    }
}
