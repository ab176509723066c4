//! What lies on a group's table.

use super::{Command, Context, Rejected};
use crate::domain::grouping::Group;
use crate::domain::id::GroupId;
use crate::domain::record::Changes;
use crate::domain::{Class, Sentence};

/// Says what a group works with.
#[derive(Debug, Clone, PartialEq)]
pub struct SetMaterials {
    pub group: GroupId,
    /// What it needs at its table; empty takes it back.
    pub materials: String,
}

impl Command for SetMaterials {
    fn changes(&self, class: &Class, _: &mut Context) -> Result<Changes, Rejected> {
        let group = class.groups.get(&self.group).ok_or_else(|| Rejected::because("groups.unknown_group"))?;
        let materials = self.materials.trim();
        let mut changes = Changes::default();
        if group.materials != materials {
            changes.set(&self.group, Group::MATERIALS, materials.to_owned());
        }
        Ok(changes)
    }

    fn label(&self, class: &Class) -> Sentence {
        let name = class.groups.get(&self.group).map(|group| group.name.clone());
        Sentence::new("undo.materials").with("group", name.unwrap_or_default())
    }
}
