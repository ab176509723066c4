//! What people do: commands of the page, and edits of a version that is later than this one.

use crate::domain::command::{AddStudents, Command, Context, EditStudent, NewStudent, Rejected, RemoveStudent, StartClass};
use crate::domain::record::{Change, Changes, Value};
use crate::domain::sample::draw::Draw;
use crate::domain::{Class, Date, Sentence};

/// An edit of a kind that this version does not know.
struct Later {
    id: u32,
    value: i64,
}

impl Command for Later {
    fn changes(&self, _: &Class, _: &mut Context) -> Result<Changes, Rejected> {
        let id = format!("h{}", self.id);
        Ok(Changes(vec![Change { kind: "hologram", id, field: "size", value: Value::Int(self.value) }]))
    }

    fn label(&self, _: &Class) -> Sentence {
        Sentence::new("undo.import_file").with("name", "later")
    }
}

fn student(draw: &mut Draw) -> NewStudent {
    NewStudent { given: format!("S{}", draw.below(4_000)), family: format!("F{}", draw.below(400)), ..NewStudent::default() }
}

/// The class as it begins.
pub fn first(draw: &mut Draw) -> Vec<Box<dyn Command>> {
    let students = (0..6).map(|_| student(draw)).collect();
    vec![
        Box::new(StartClass { name: "5B".into(), ..StartClass::default() }),
        Box::new(AddStudents { students }),
    ]
}

/// Something that a person does.
pub fn any(class: &Class, _today: Date, draw: &mut Draw) -> Box<dyn Command> {
    let ids: Vec<_> = class.students.iter().map(|(id, _)| id.clone()).collect();
    match draw.below(10) {
        0 => Box::new(Later { id: draw.below(3), value: i64::from(draw.below(300)) }),
        1..8 if !ids.is_empty() => Box::new(EditStudent { id: ids[draw.place(ids.len())].clone(), student: student(draw) }),
        8 if ids.len() > 4 => Box::new(RemoveStudent { id: ids[draw.place(ids.len())].clone() }),
        _ => Box::new(AddStudents { students: vec![student(draw)] }),
    }
}
