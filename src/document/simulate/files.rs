//! What people send each other: copies of the class in mail, on sticks and in a folder that everybody sees.

use std::rc::Rc;

use super::fault::Fault;
use super::page::{Broken, CLASS};
use super::people::World;
use super::planted;
use crate::document::document::Document;
use crate::document::{file, preview, shared, trust};

/// Files that lie about.
const FILES: usize = 12;

/// A file that somebody saved, and what is read from it.
#[derive(Debug, Clone)]
pub struct Copy {
    text: Rc<str>,
    document: Rc<Document>,
}

impl Copy {
    fn of(text: &str) -> Self {
        let opened = file::read(text.as_bytes()).map(|opened| opened.document);
        let mut document =
            opened.unwrap_or_else(|error| unreachable!("a file that was just written: {error:?}"));
        trust::take_signature(&mut document);
        Self { text: text.into(), document: Rc::new(document) }
    }
}

impl World<'_> {
    /// Saves a copy, `private` with everything that a shared one leaves out. The first stays: a very old file.
    pub fn save_file(&mut self, device: usize, tab: usize, private: bool) {
        let document = self.copied(device, tab, private);
        if self.files.len() >= FILES {
            let at = 1 + self.draw.place(FILES - 1);
            self.files.remove(at);
        }
        self.files.push(Copy::of(&file::write(&document)));
    }

    /// Saves the first copy of all, as version 1 of Rondo wrote it.
    pub fn save_old_file(&mut self, device: usize, tab: usize) {
        let mut document = self.copied(device, tab, true);
        planted::as_version_one(&mut document);
        let text = file::write(&document).replacen(r#""version":2"#, r#""version":1"#, 1);
        self.files.push(Copy::of(&text));
    }

    fn copied(&self, device: usize, tab: usize, private: bool) -> Document {
        let device = &self.devices[device];
        let book = &device.tabs[tab].book;
        let mut document = shared::copy(book.document(), book.class(), private);
        if let Some(own) = trust::own(&device.storage, CLASS) {
            trust::sign(&mut document, &own);
        }
        match device.fault {
            Some(Fault::PastIsLost) => planted::forget_the_past(&mut document),
            Some(Fault::LamportIsSeen) => planted::as_version_one(&mut document),
            _ => {}
        }
        document
    }

    /// Brings one of the files in that lie about.
    pub fn bring_some(&mut self, device: usize, tab: usize) -> Result<(), Broken> {
        let at = self.draw.place(self.files.len());
        let copy = self.files[at].clone();
        let by_hand = match self.draw.below(4) {
            // A trusted computer's file comes in at once, where that asks nothing.
            0 if self.is_at_once(device, tab, &copy) => None,
            1 => Some(true),
            _ => Some(false),
        };
        self.bring(device, tab, &copy, by_hand)
    }

    fn is_at_once(&self, device: usize, tab: usize, copy: &Copy) -> bool {
        let device = &self.devices[device];
        if device.has(Fault::RemovalAtOnce) {
            return true;
        }
        let Ok(mut opened) = file::read(copy.text.as_bytes()) else { return false };
        let Some(by) = trust::take_signature(&mut opened.document) else { return false };
        let here = device.tabs[tab].book.document();
        if device.has(Fault::FileConflictUnsaid) {
            let merged = here.clone().merge(&copy.document);
            return merged.changed.iter().all(|(place, _)| !place.field.is_empty());
        }
        trust::merges_at_once(here, &opened, &by, &[by.computer])
    }

    /// Brings a file in. `by_hand` is `None` where a trusted computer's comes in at once, and says whether the person
    /// takes the other value of each conflict.
    pub fn bring(
        &mut self,
        device: usize,
        tab: usize,
        copy: &Copy,
        by_hand: Option<bool>,
    ) -> Result<(), Broken> {
        self.exchanges += 1;
        let now = self.now(device);
        let it = &mut self.devices[device];
        if by_hand.is_none() && preview::Preview::of(it.tabs[tab].book.document(), &copy.document).is_empty()
        {
            return Ok(());
        }
        it.bring(&mut self.model, tab, &copy.document, by_hand, now)
    }

    /// Reads the connected file, merges it, and writes it.
    pub fn exchange(&mut self, device: usize, tab: usize) -> Result<(), Broken> {
        let there = self.connected.clone();
        if let Some(copy) = &there {
            let entries = copy.document.records.values().flat_map(|records| records.values());
            let by_hand = entries.map(|entry| entry.gone).any(|gone| gone.is_some()).then_some(false);
            self.bring(device, tab, copy, by_hand)?;
        }
        let mut both = self.copied(device, tab, false);
        if let Some(there) = &there {
            // What is not wanted here stays in the file for the others.
            self.devices[device].tabs[tab].book.document().leave_declined(&there.document, &mut both);
        }
        self.connected = Some(Copy::of(&file::write(&both)));
        Ok(())
    }
}
