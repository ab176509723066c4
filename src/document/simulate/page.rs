//! What the page does with the core, step by step, on one device: the sequences of `app/state` and `app/saving`. Each
//! step says what the storage has to hold after it, and what was told to the person.

use std::collections::BTreeSet;

use super::checks::is_typed;
use super::fault::Fault;
use super::model::{Known, Model};
use super::planted;
use super::storage::Storage;
use crate::document::book::Undone;
use crate::document::declined::{self, DECLINED};
use crate::document::document::{Conflict, Delta, Document, Place};
use crate::document::line::Line;
use crate::document::shelf::{Shelf, ShelfError};
use crate::document::stamp::{ReplicaId, Stamp};
use crate::document::store::backup::{self, Moment, Why};
use crate::document::store::{self, Folded, Journal};
use crate::document::{Book, disputed, purge, trust};
use crate::domain::id::StudentId;
use crate::domain::{Date, Sentence};

/// The class of the year.
pub const CLASS: &str = "c1";

/// One open page.
#[derive(Debug)]
pub struct Tab {
    pub book: Book,
    journal: Journal,
    /// What the header says.
    pub is_saved: bool,
    /// What went into it.
    pub known: Known,
    /// The class as it was opened, where a planted fault wants it.
    opened: Document,
}

/// A browser: its storage, and the pages that are open in it.
#[derive(Debug, Default)]
pub struct Device {
    pub nth: usize,
    pub storage: Storage,
    pub tabs: Vec<Tab>,
    /// What the storage has to hold.
    pub kept: Known,
    /// Conflicts that the person has settled.
    pub settled: BTreeSet<(Place, Stamp)>,
    /// A key that cannot be read, with its text.
    pub damaged: Option<(String, String)>,
    pub fault: Option<Fault>,
    pub lines: u32,
    /// Folds until what the browser refused to write as a line, before the page was killed, is in both slots.
    pub in_one_slot: u32,
}

/// Something is broken.
pub type Broken = String;

fn label() -> Sentence {
    Sentence::new("undo.import_file").with("name", "file")
}

impl Device {
    /// Whether this fault is the one that is planted here.
    pub fn has(&self, fault: Fault) -> bool {
        self.fault == Some(fault)
    }

    /// Opens the class in another tab.
    pub fn open(&mut self, model: &mut Model, replica: u64, today: Date) -> Result<(), Broken> {
        let unread = self.has(Fault::LinesUnread).then(|| planted::without_lines(&self.storage.shelf));
        let shelf = unread.as_ref().unwrap_or(&self.storage.shelf);
        let found = store::open(shelf, CLASS).map_err(|error| format!("open: {error:?}"))?;
        // More may be there than was promised: a slot that was written before the page was killed.
        let lines = Journal::new(CLASS).hear(shelf).unwrap_or_default();
        let replica = match self.tabs.first() {
            Some(tab) if self.has(Fault::ReplicaTwice) => tab.book.replica(),
            _ => ReplicaId::new(replica),
        };
        self.told(model, &found.conflicts, None, today, self.has(Fault::TabConflictUnsaid))?;
        let opened = if self.has(Fault::FoldForgets) { found.document.clone() } else { Document::default() };
        let book = Book::new(found.document, replica);
        let known = lines.iter().fold(self.kept.clone(), |all, line| model.written(line, all));
        self.kept.join(&known);
        let mut tab = Tab { book, journal: found.journal, is_saved: true, known, opened };
        let forgotten = model.check(tab.book.document(), &tab.known);
        let forgotten = forgotten.map_err(|why| format!("as it was opened: {why}"))?;
        tab.known.forget(&forgotten);
        self.kept.forget(&forgotten);
        self.tabs.push(tab);
        Ok(())
    }

    /// Conflicts are told, and noted for later.
    fn told(
        &mut self,
        model: &mut Model,
        conflicts: &[Conflict],
        before: Option<&Known>,
        today: Date,
        unsaid: bool,
    ) -> Result<(), Broken> {
        let mut wrong = None;
        for conflict in conflicts.iter().filter(|_| !unsaid) {
            wrong = model.tell(conflict, before).err().or(wrong);
        }
        if !unsaid {
            // Where there is no room the page has told of them.
            let _ = disputed::note(&mut self.storage, CLASS, conflicts, today, "");
        }
        wrong.map_or(Ok(()), Err)
    }

    /// Writes everything where the storage was cleared under the page, or a write failed before.
    fn save_again(&mut self, model: &mut Model, at: usize, today: Date) -> Result<(), Broken> {
        let tab = &mut self.tabs[at];
        let stands =
            tab.journal.stands(&self.storage).unwrap_or(true) || self.fault == Some(Fault::ClearedUnnoticed);
        if stands && tab.is_saved {
            return Ok(());
        }
        let document = tab.book.document();
        let stamp = document.next_stamp(tab.book.replica());
        let Ok(again) = tab.journal.save_again(&mut self.storage, stamp, document) else {
            tab.is_saved = false;
            return Ok(());
        };
        // What waits is written as a line though a slot may hold it: that slot alone is not enough.
        tab.is_saved = tab.is_saved
            || again.room.is_some()
            || tab.journal.append_document(&mut self.storage, stamp, document.clone()).is_ok();
        let before = tab.known.clone();
        let found = Line::Document(Box::new(again.found));
        tab.known.join(&self.kept);
        tab.known = model.written(&found, std::mem::take(&mut tab.known));
        let merged = tab.book.take_lines(vec![found]);
        self.kept.join(&tab.known.clone());
        let unsaid = self.has(Fault::TabConflictUnsaid);
        self.told(model, &again.conflicts, None, today, unsaid)?;
        self.told(model, &merged.conflicts, Some(&before), today, unsaid)
    }

    /// Writes what a command wrote.
    pub fn keep(&mut self, model: &mut Model, at: usize, delta: Delta, today: Date) -> Result<(), Broken> {
        if delta.writes.is_empty() {
            return Ok(());
        }
        let mut wrote = Known::default();
        let tab = &mut self.tabs[at];
        for write in &delta.writes {
            let edit = model.edit(&write.place, write.field.stamp, &write.field.value, self.nth, &tab.known);
            wrote.insert(edit);
        }
        tab.known.join(&wrote);
        self.save_again(model, at, today)?;
        let replica = delta.stamp.replica;
        self.lines += 1;
        let is_lost = self.has(Fault::LineLost) && self.lines.is_multiple_of(20);
        let tab = &mut self.tabs[at];
        let written = if is_lost { Ok(()) } else { tab.journal.append(&mut self.storage, delta).map(drop) };
        self.noted(at, written, &wrote);
        let _ = trust::note_own(&mut self.storage, CLASS, replica, ReplicaId::new(1_000 + self.nth as u64));
        Ok(())
    }

    /// What the page says of a write, and what has to be there from now on.
    fn noted(&mut self, at: usize, written: Result<(), ShelfError>, wrote: &Known) {
        match written {
            Ok(()) => self.kept.join(wrote),
            Err(_) if self.has(Fault::SaysSaved) && !self.storage.is_dead => self.kept.join(wrote),
            Err(_) => self.tabs[at].is_saved = false,
        }
    }

    /// Writes a document that was merged in, or what an undo put back.
    fn keep_document(&mut self, at: usize, document: Document, holds: &Known) {
        let tab = &mut self.tabs[at];
        let stamp = tab.book.document().next_stamp(tab.book.replica());
        let written = match self.has(Fault::ImportUnsaved) {
            true => Ok(()),
            false => self.tabs[at].journal.append_document(&mut self.storage, stamp, document).map(drop),
        };
        self.noted(at, written, holds);
    }

    /// Takes in what other tabs have written.
    pub fn hear(&mut self, model: &mut Model, at: usize, today: Date) -> Result<(), Broken> {
        let is_deaf = self.has(Fault::TabUnheard);
        let tab = &mut self.tabs[at];
        let Ok(lines) = tab.journal.hear(&self.storage) else { return Ok(()) };
        if lines.is_empty() {
            return Ok(());
        }
        let before = tab.known.clone();
        let documents =
            lines.iter().filter_map(|line| if let Line::Document(it) = line { Some(it) } else { None });
        let declined: Vec<Place> = documents.flat_map(|it| taken_out(it)).collect();
        // Of a record that was removed for good and is back, a line may hold more than the page that brought it back.
        let there = lines.iter().fold(Known::default(), |all, line| model.written(line, all));
        let merged = if is_deaf { Default::default() } else { tab.book.take_lines(lines) };
        tab.known.join(&self.kept);
        tab.known.join(&there);
        for place in declined {
            model.forget(tab.book.document(), &place, &Known::default(), &mut tab.known);
        }
        self.told(model, &merged.conflicts, Some(&before), today, self.has(Fault::TabConflictUnsaid))
    }

    /// Folds the lines into a slot, and keeps a backup where one is due.
    pub fn fold(&mut self, model: &mut Model, at: usize, now: Moment, why: Why) -> Result<(), Broken> {
        self.save_again(model, at, now.on)?;
        self.hear(model, at, now.on)?;
        if self.has(Fault::UnreadableOverwritten)
            && let Some((key, _)) = &self.damaged
        {
            self.storage.shelf.texts.remove(key);
        }
        let forgets = self.has(Fault::FoldForgets);
        let one_is_enough = self.has(Fault::OneSlotIsEnough);
        let tab = &mut self.tabs[at];
        let document = if forgets { &tab.opened } else { tab.book.document() };
        let folded = tab.journal.fold(&mut self.storage, document);
        if folded == Ok(Folded::Written) {
            self.kept.join(&tab.known);
            self.in_one_slot = self.in_one_slot.saturating_sub(1);
        }
        if folded.is_ok() && one_is_enough {
            self.storage.shelf.texts.retain(|key, _| !key.contains("/j/"));
        }
        if folded.is_ok() {
            let _ = backup::keep(&mut self.storage, CLASS, &tab.journal, now, why);
        }
        Ok(())
    }

    /// Brings a file in: by hand what was declined is wanted again, and the other value of a conflict may be taken.
    pub fn bring(
        &mut self,
        model: &mut Model,
        at: usize,
        theirs: &Document,
        by_hand: Option<bool>,
        now: Moment,
    ) -> Result<(), Broken> {
        self.fold(model, at, now, Why::Import)?;
        let skips = self.has(Fault::SeenSkips);
        let tab = &mut self.tabs[at];
        let wanted = match by_hand {
            Some(_) if self.fault != Some(Fault::AcceptIsLost) => tab.book.accepting(theirs),
            _ => theirs.clone(),
        };
        let gone = removed(tab.book.document());
        let preview = tab.book.document().clone().merge(&wanted).conflicts;
        let mut preferred = Vec::new();
        if by_hand == Some(true) {
            preferred = preview.iter().map(|it| (it.place.clone(), it.loser.value.clone())).collect();
        }
        if self.fault == Some(Fault::PartialDeletes) && by_hand.is_some() {
            preferred.extend(planted::deletions(tab.book.document(), theirs));
        }
        let chosen: BTreeSet<Place> = preview.iter().map(|it| it.place.clone()).collect();
        let before = tab.known.clone();
        let skipped = skips.then(|| planted::skipping(tab.book.document(), &wanted));
        let (merged, delta) = tab.book.take_document(skipped.as_ref().unwrap_or(&wanted), preferred, label());
        let decisions = Document {
            records: wanted
                .records
                .iter()
                .filter(|(kind, _)| *kind == DECLINED)
                .map(|(kind, all)| (kind.clone(), all.clone()))
                .collect(),
            ..Document::default()
        };
        tab.known.join(&model.shown(&decisions, self.nth, &before));
        let holds = model.shown(&wanted, self.nth, &tab.known);
        tab.known.join(&holds);
        if by_hand.is_none() && removed(tab.book.document()) > gone {
            return Err("removed for good without a question".into());
        }
        if by_hand.is_some() && tab.book.document().declines_some_of(theirs) {
            return Err("a file that was brought in by hand is still declined".into());
        }
        if delta.writes.iter().any(|write| !chosen.contains(&write.place)) {
            return Err("a file that was brought in writes over what it does not hold".into());
        }
        if preview.len() != merged.conflicts.len() {
            return Err("the preview told of other conflicts than the merge".into());
        }
        let unsaid = by_hand.is_none() && self.has(Fault::FileConflictUnsaid);
        let told = self.told(model, &merged.conflicts, Some(&before), now.on, unsaid);
        self.keep_document(at, wanted, &holds);
        self.keep(model, at, delta, now.on)?;
        told
    }

    /// Takes the last thing back, or does it again.
    pub fn reverse(&mut self, model: &mut Model, at: usize, redo: bool, today: Date) -> Result<(), Broken> {
        let book = &mut self.tabs[at].book;
        let before = book.document().clone();
        let class = (self.fault == Some(Fault::TypedDrifts)).then(|| book.class().clone());
        let Some(mut undone) = (if redo { book.redo() } else { book.undo() }) else { return Ok(()) };
        if self.fault == Some(Fault::UndoWritesNothing) && undone.document.is_some() && !redo {
            let after = book.document().clone();
            book.redo();
            undone = planted::written_over(book, &after, label());
        }
        if self.fault == Some(Fault::RemovalHalfUndone) && removed(&before) > removed(book.document()) {
            undone.document.iter_mut().for_each(planted::without_a_field);
        }
        if let Some(class) = class.filter(|class| class != self.tabs[at].book.class()) {
            is_typed(&self.tabs[at], &class)?;
        }
        self.keep_undone(model, at, undone, &before, today)
    }

    /// Goes back to an earlier state.
    pub fn go_back(
        &mut self,
        model: &mut Model,
        at: usize,
        then: &Document,
        now: Moment,
    ) -> Result<(), Broken> {
        self.fold(model, at, now, Why::Restore)?;
        // What another tab removed for good meanwhile comes back as it was then.
        self.check(model, at)?;
        let own = trust::own(&self.storage, CLASS).map(|own| own.replicas).unwrap_or_default();
        let writes_over = self.has(Fault::RestoreWritesOver);
        let book = &mut self.tabs[at].book;
        let before = book.document().clone();
        let back = book.back_to(then, &own);
        let mut undone = book.go_back(back, label());
        if writes_over {
            let after = book.document().clone();
            book.undo();
            undone = planted::written_over(book, &after, label());
        }
        if !book.back_to(then, &own).is_empty() {
            return Err("going back did not bring that state".into());
        }
        self.is_beside_others(model, &undone, &before, then)?;
        self.keep_undone(model, at, undone, &before, now.on)
    }

    /// Going back writes over nothing that was made on what somebody else wrote since: it would take theirs away.
    fn is_beside_others(
        &self,
        model: &Model,
        undone: &Undone,
        before: &Document,
        then: &Document,
    ) -> Result<(), Broken> {
        let stamp = undone.delta.stamp;
        let put = undone.document.iter().flat_map(Document::places);
        let put = put.filter(|(_, field)| field.stamp == stamp).map(|(place, _)| place);
        let written = undone.delta.writes.iter().map(|write| write.place.clone()).chain(put);
        for place in written.filter(|place| place.kind != DECLINED) {
            let Some(field) = before.field(&place) else { continue };
            let is_new = |at: Stamp| then.seen.get(&at.replica).is_none_or(|seen| *seen < at.clock);
            if model.made_on(&place, field.stamp).any(|(device, at)| device != self.nth && is_new(at)) {
                return Err(format!("going back wrote over what was made on others' writes at {place:?}"));
            }
        }
        Ok(())
    }

    /// Removes a student for good, here and from everything that is kept.
    pub fn remove_for_good(
        &mut self,
        model: &mut Model,
        at: usize,
        student: &StudentId,
        now: Moment,
    ) -> Result<(), Broken> {
        self.save_again(model, at, now.on)?;
        self.hear(model, at, now.on)?;
        let tab = &mut self.tabs[at];
        let line = tab.book.remove_for_good(purge::records_of(tab.book.document(), student));
        let holds = model.shown(&line, self.nth, &tab.known);
        tab.known.join(&holds);
        self.keep_document(at, line, &holds);
        let tab = &mut self.tabs[at];
        if purge::purge(&mut self.storage, &mut tab.journal, &tab.book).is_ok() {
            self.kept.join(&tab.known);
        }
        // What could not be read goes too, also where the page is killed before the purge is through.
        let texts = &self.storage.shelf.texts;
        self.damaged = self.damaged.take().filter(|(key, _)| texts.contains_key(key));
        Ok(())
    }

    fn keep_undone(
        &mut self,
        model: &mut Model,
        at: usize,
        undone: Undone,
        before: &Document,
        today: Date,
    ) -> Result<(), Broken> {
        let Undone { delta, document, .. } = undone;
        let stamp = delta.stamp;
        let Some(mut document) = document else {
            self.is_own(model, before, delta.writes.iter().map(|write| &write.place))?;
            return self.keep(model, at, delta, today);
        };
        let written: Vec<Place> =
            document.places().filter(|(_, field)| field.stamp == stamp).map(|(place, _)| place).collect();
        self.is_own(model, before, written.iter())?;
        let tab = &mut self.tabs[at];
        let holds = model.shown(&document, self.nth, &tab.known);
        tab.known.join(&holds);
        let now = self.tabs[at].book.document().clone();
        let there = Journal::new(CLASS).hear(&self.storage).unwrap_or_default();
        let there = there.iter().fold(Known::default(), |all, line| model.written(line, all));
        for place in document.places().map(|(place, _)| place).chain(taken_out(&document)) {
            model.forget(&now, &place, &Known::default(), &mut self.tabs[at].known);
            model.forget(&now, &place, &there, &mut self.kept);
        }
        if self.fault == Some(Fault::DeclineIsLost) {
            document.records.remove(DECLINED);
        }
        self.keep_document(at, document, &holds);
        Ok(())
    }

    /// The person settles what is in dispute.
    pub fn settle(&mut self) {
        for it in disputed::list(&self.storage, CLASS).unwrap_or_default() {
            if let Some(stamp) = it
                .stamp
                .filter(|_| disputed::settle(&mut self.storage, CLASS, true, |one| *one == it).is_ok())
            {
                self.settled.insert((it.place, stamp));
            }
        }
        if self.has(Fault::SettledComesAgain) {
            let _ = self.storage.remove(&format!("rondo/1/{CLASS}/disputed"));
        }
    }
}

/// The places of writes that a document says are declined.
fn taken_out(document: &Document) -> impl Iterator<Item = Place> {
    let ids = document.records.get(DECLINED).into_iter().flat_map(|records| records.keys());
    ids.filter_map(|id| declined::meant(id)).map(|(place, _)| place)
}

fn removed(document: &Document) -> usize {
    document
        .records
        .values()
        .flat_map(|records| records.values())
        .filter(|entry| entry.gone.is_some())
        .count()
}
