//! What people do: commands of the page, and edits of a version that is later than this one.

use crate::domain::command::{Command, Context, Rejected};
use crate::domain::record::{Change, Changes, Value};
use crate::domain::sample::any_command::any_command;
use crate::domain::sample::draw::Draw;
use crate::domain::standards::Catalog;
use crate::domain::{Class, Date, Sentence};

pub use crate::domain::sample::any_command::first_commands as first;

/// Of so many edits one is of a later version.
const LATER: u32 = 20;

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

/// Something that a person does.
pub fn any(class: &Class, catalog: &Catalog, today: Date, draw: &mut Draw) -> Box<dyn Command> {
    if draw.below(LATER) == 0 {
        return Box::new(Later { id: draw.below(3), value: i64::from(draw.below(300)) });
    }
    any_command(class, catalog, today, draw)
}
