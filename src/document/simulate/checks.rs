//! What has to be true of a device.

use super::model::Model;
use super::page::{Broken, CLASS, Device, Tab};
use crate::document::declined::DECLINED;
use crate::document::document::{Document, Place};
use crate::document::stamp::ReplicaId;
use crate::document::{Book, disputed};
use crate::domain::Class;

impl Device {
    /// A wish of this device may write over what it wrote itself, and over nothing else.
    pub fn is_own<'a>(
        &self,
        model: &Model,
        before: &Document,
        places: impl Iterator<Item = &'a Place>,
    ) -> Result<(), Broken> {
        for place in places.filter(|place| place.kind != DECLINED) {
            let was = before.field(place).and_then(|field| model.device_of(place, field.stamp));
            if was.is_some_and(|device| device != self.nth) {
                return Err(format!("taking back wrote over what somebody else wrote at {place:?}"));
            }
        }
        Ok(())
    }

    /// What has to be true of a device whenever nothing is going on, and of the tab in which something just was.
    pub fn check(&mut self, model: &Model, at: usize) -> Result<(), Broken> {
        if let Some(tab) = self.tabs.get_mut(at) {
            is_typed(tab, tab.book.class())?;
            let replica = tab.book.replica();
            let forgotten = model.check(tab.book.document(), &tab.known);
            let forgotten = forgotten.map_err(|why| format!("tab {replica}: {why}"))?;
            tab.known.forget(&forgotten);
            // A removal that could not be written is not in the storage: what went with it still is.
            if tab.is_saved {
                self.kept.forget(&forgotten);
            }
        }
        for it in disputed::list(&self.storage, CLASS).unwrap_or_default() {
            if !it.settled && it.stamp.is_some_and(|stamp| self.settled.contains(&(it.place.clone(), stamp)))
            {
                return Err(format!("a conflict that was settled is listed again: {:?}", it.place));
            }
        }
        if let Some((key, text)) = &self.damaged
            && self.storage.shelf.texts.get(key) != Some(text)
        {
            return Err(format!("what could not be read was written over: {key}"));
        }
        Ok(())
    }
}

/// Compares what the pages show with what the document says.
pub fn is_typed(tab: &Tab, class: &Class) -> Result<(), Broken> {
    let read = Book::new(tab.book.document().clone(), ReplicaId::default());
    if read.class() == class { Ok(()) } else { Err("the typed class is not what the document says".into()) }
}
