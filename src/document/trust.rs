//! Whose files merge at once, without the preview: a co-teacher's computer that the teacher has marked, for one class.
//!
//! Every tab writes under a replica of its own, so a replica alone says nothing about next week. Each computer
//! therefore gives itself a random id for each class and keeps a list of the replicas that it wrote under; a file that
//! it saves says both in its header (`writers`). That a computer wrote under a replica stays true for ever, whoever
//! hands the file on, so an old copy of the header does no harm; and it is no part of the document: the header is taken
//! off when the file is opened, and merge stays the join that it was. A record for each replica would merge as well,
//! but it would stay in the class for ever, for every tab that was ever open, and most classes are never shared.
//!
//! Trust is a convenience and no lock. Whoever has a class file can write any header, as he can write any stamp. So
//! it opens only what can be taken back whole: a file that is as it was saved, without a conflict, whose new writes
//! are all by replicas of the trusted computer or by ones that are known here, and with Undo in place of the preview.
//! It is kept on this computer only, and never follows a name.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde::Deserialize;

use super::document::{Document, Place};
use super::format::Opened;
use super::seal::{seal, unseal};
use super::shelf::{Shelf, ShelfError};
use super::stamp::{ReplicaId, Stamp};

/// A computer's random id for one class: made and written as a replica's.
pub type ComputerId = ReplicaId;

/// The header field that says who saved a copy.
pub(super) const HEADER: &str = "writers";

/// A computer, and the replicas that it wrote under.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Writers {
    pub computer: ComputerId,
    /// Its replicas in the class.
    pub replicas: BTreeSet<ReplicaId>,
}

#[derive(Deserialize)]
struct Header<'a> {
    computer: &'a str,
    #[serde(borrow)]
    replicas: Vec<&'a str>,
}

/// Notes that this computer writes under a replica. `new` becomes the computer's id where it has none yet.
///
/// # Errors
/// Where there is no room, or the browser refuses: then a co-teacher sees a preview that she could have done without.
pub fn note_own(
    shelf: &mut impl Shelf,
    class: &str,
    replica: ReplicaId,
    new: ComputerId,
) -> Result<(), ShelfError> {
    let mut ids = ids(shelf, &own_key(class));
    if ids.is_empty() {
        ids.push(new);
    }
    if !ids[1..].contains(&replica) {
        ids.push(replica);
        keep(shelf, &own_key(class), &ids)?;
    }
    Ok(())
}

/// This computer; `None` where it wrote nothing in the class.
pub fn own(shelf: &impl Shelf, class: &str) -> Option<Writers> {
    let (computer, replicas) =
        ids(shelf, &own_key(class)).split_first().map(|(own, rest)| (*own, rest.to_vec()))?;
    Some(Writers { computer, replicas: replicas.into_iter().collect() })
}

/// Computers whose files merge at once.
pub fn trusted(shelf: &impl Shelf, class: &str) -> Vec<ComputerId> {
    ids(shelf, &trust_key(class))
}

/// Merges this computer's files at once from now on.
///
/// # Errors
/// Where there is no room, or the browser refuses.
pub fn trust(shelf: &mut impl Shelf, class: &str, computer: ComputerId) -> Result<(), ShelfError> {
    let mut trusted = trusted(shelf, class);
    if !trusted.contains(&computer) {
        trusted.push(computer);
        keep(shelf, &trust_key(class), &trusted)?;
    }
    Ok(())
}

/// Shows every file's preview again.
///
/// # Errors
/// Where the browser refuses.
pub fn trust_nobody(shelf: &mut impl Shelf, class: &str) -> Result<(), ShelfError> {
    shelf.remove(&trust_key(class))
}

/// Says in a copy's header who saves it.
pub fn sign(copy: &mut Document, own: &Writers) {
    let mut json = format!("{{\"computer\":\"{}\",\"replicas\":[", own.computer);
    for (at, replica) in own.replicas.iter().enumerate() {
        let _ = write!(json, "{}\"{replica}\"", if at == 0 { "" } else { "," });
    }
    json.push_str("]}");
    copy.header.insert(HEADER.into(), json);
}

/// Takes off what a file says of who saved it. What cannot be read was not said.
pub fn take_signature(document: &mut Document) -> Option<Writers> {
    read_header(&document.header.remove(HEADER)?)
}

/// What a header says of who saved the copy; `None` where it cannot be read.
pub(super) fn read_header(json: &str) -> Option<Writers> {
    let header: Header<'_> = serde_json::from_str(json).ok()?;
    let replicas = header.replicas.iter().map(|replica| replica.parse());
    Some(Writers {
        computer: header.computer.parse().ok()?,
        replicas: replicas.collect::<Result<_, _>>().ok()?,
    })
}

/// Whether a file may merge without a preview: it asks nothing, removes nothing for good, and brings nothing that was
/// declined here.
pub fn merges_at_once(ours: &Document, theirs: &Opened, by: &Writers, trusted: &[ComputerId]) -> bool {
    if !theirs.intact || !trusted.contains(&by.computer) || ours.declines_some_of(&theirs.document) {
        return false;
    }
    let merged = ours.clone().merge(&theirs.document);
    let knows = |stamp: Stamp| by.replicas.contains(&stamp.replica) || ours.seen.contains_key(&stamp.replica);
    merged.conflicts.is_empty()
        && merged.clashes.is_empty()
        && !merged.changed.is_empty()
        && merged
            .changed
            .iter()
            .all(|(place, _)| !place.field.is_empty() && stamp(&theirs.document, place).is_some_and(knows))
}

/// The stamp that a file has at a place.
fn stamp(document: &Document, place: &Place) -> Option<Stamp> {
    document.field(place).map(|field| field.stamp)
}

fn own_key(class: &str) -> String {
    format!("rondo/1/{class}/own")
}

fn trust_key(class: &str) -> String {
    format!("rondo/1/{class}/trusted")
}

/// Ids under a key; none where there is nothing, or it is damaged.
fn ids(shelf: &impl Shelf, key: &str) -> Vec<ReplicaId> {
    let text = shelf.get(key).ok().flatten().unwrap_or_default();
    let ids = unseal(&text).unwrap_or_default().split(' ').filter(|id| !id.is_empty());
    ids.map(str::parse).collect::<Result<_, _>>().unwrap_or_default()
}

fn keep(shelf: &mut impl Shelf, key: &str, ids: &[ReplicaId]) -> Result<(), ShelfError> {
    let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
    shelf.set(key, &seal(&ids.join(" ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::file;
    use crate::document::shelf::MemoryShelf;
    use crate::domain::record::{Change, Value};

    const DAN: u64 = 40;

    fn replica(n: u64) -> ReplicaId {
        ReplicaId::new(n)
    }

    fn write(document: &mut Document, by: u64, student: &str, given: &str) {
        let value = Value::Text(given.into());
        let stamp = document.next_stamp(replica(by));
        document.write(stamp, vec![Change { kind: "student", id: student.into(), field: "given", value }]);
    }

    /// A class that is here, and a copy of it.
    fn two() -> (Document, Document) {
        let mut ours = Document::new("c1");
        write(&mut ours, 1, "a", "Ana");
        let theirs = ours.clone();
        (ours, theirs)
    }

    fn dan(replicas: &[u64]) -> Writers {
        Writers { computer: replica(DAN), replicas: replicas.iter().map(|n| replica(*n)).collect() }
    }

    fn at_once(ours: &Document, theirs: &Document, by: &Writers) -> bool {
        let mut copy = theirs.clone();
        sign(&mut copy, by);
        let mut opened = file::read(file::write(&copy).as_bytes()).unwrap();
        let by = take_signature(&mut opened.document).unwrap();
        assert_eq!(&opened.document, theirs, "the signature is no part of the document");
        merges_at_once(ours, &opened, &by, &[replica(DAN)])
    }

    #[test]
    fn new_writes_of_the_trusted_computer_merge_at_once_under_any_replica() {
        let (ours, mut theirs) = two();
        write(&mut theirs, 5, "b", "Ben");
        write(&mut theirs, 6, "a", "Anna");
        assert!(at_once(&ours, &theirs, &dan(&[5, 6])));
        write(&mut theirs, 1, "d", "Dee");
        assert!(at_once(&ours, &theirs, &dan(&[5, 6])), "known here already");
    }

    #[test]
    fn anything_else_is_previewed() {
        let (ours, theirs) = two();
        assert!(!at_once(&ours, &theirs, &dan(&[5])), "nothing new is told, not merged");
        let mut by_another = theirs.clone();
        write(&mut by_another, 7, "b", "Ben");
        assert!(!at_once(&ours, &by_another, &dan(&[5])), "somebody else's writes that Dan handed on");
        let mut removed = theirs.clone();
        removed.remove_for_good("student", "a", Stamp { clock: 9, replica: replica(7) });
        assert!(!at_once(&ours, &removed, &dan(&[5])));
        let mut conflicting = theirs.clone();
        write(&mut conflicting, 5, "a", "Anna");
        let mut changed = ours.clone();
        write(&mut changed, 2, "a", "Anne");
        assert!(!at_once(&changed, &conflicting, &dan(&[5])));
        assert!(at_once(&ours, &conflicting, &dan(&[5])));
        let by = dan(&[5]);
        let opened = |intact| Opened { document: conflicting.clone(), intact };
        assert!(merges_at_once(&ours, &opened(true), &by, &[replica(DAN)]));
        assert!(!merges_at_once(&ours, &opened(false), &by, &[replica(DAN)]), "edited by hand");
        assert!(!merges_at_once(&ours, &opened(true), &by, &[replica(41)]), "another computer is trusted");
    }

    #[test]
    fn a_computer_keeps_its_id_and_lists_its_replicas() {
        let mut shelf = MemoryShelf::default();
        assert_eq!(own(&shelf, "c1"), None);
        for (n, new) in [(1, 9), (2, 8), (1, 7)] {
            note_own(&mut shelf, "c1", replica(n), replica(new)).unwrap();
        }
        assert_eq!(
            own(&shelf, "c1"),
            Some(Writers { computer: replica(9), replicas: [1, 2].map(replica).into() })
        );
        assert_eq!(own(&shelf, "c2"), None);
        shelf.texts.insert(own_key("c1"), "0000000000000000 x".into());
        assert_eq!(own(&shelf, "c1"), None);
    }

    #[test]
    fn trust_is_kept_for_one_class_and_ends() {
        let mut shelf = MemoryShelf::default();
        trust(&mut shelf, "c1", replica(DAN)).unwrap();
        trust(&mut shelf, "c1", replica(DAN)).unwrap();
        assert_eq!((trusted(&shelf, "c1"), trusted(&shelf, "c2")), (vec![replica(DAN)], vec![]));
        trust_nobody(&mut shelf, "c1").unwrap();
        assert!(trusted(&shelf, "c1").is_empty());
    }

    #[test]
    fn a_header_that_makes_no_sense_was_not_said() {
        for bad in [
            "1",
            "{}",
            "{\"computer\":\"x\",\"replicas\":[]}",
            "{\"computer\":\"00000001\",\"replicas\":[\"?\"]}",
        ] {
            let mut document = Document::new("c");
            document.header.insert(HEADER.into(), bad.into());
            assert_eq!(take_signature(&mut document), None, "{bad}");
            assert!(document.header.is_empty());
        }
    }
}
