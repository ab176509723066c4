//! Earlier states of a class: copies of its newest slot, as many as there is room for.
//!
//! Three of today, the last one of each earlier day, ten at most; beside them the last five that were made before a
//! file was brought in or an earlier state was taken back. Whatever else needs the room gets it first.

use crate::document::seal::{seal, unseal};
use serde::{Deserialize, Serialize};

use super::{Journal, ROOT, keys_below, slot};
use crate::document::document::Document;
use crate::document::shelf::{Shelf, ShelfError};
use crate::domain::Date;
use crate::domain::order::Order;

/// Regular backups, of today and in all.
const MOST_TODAY: usize = 3;
const MOST: usize = 10;
/// Backups before something large.
const MOST_BEFORE: usize = 5;
/// Minutes between two regular backups of one day.
const MINUTES_BETWEEN: u32 = 120;

/// Why a backup was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Why {
    /// Time for one.
    Regular,
    /// A file was about to be brought in.
    Import,
    /// An earlier state was about to be taken back.
    Restore,
}

/// A moment on this computer's clock: to show and to rotate by, nothing more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    pub on: Date,
    /// Minutes after midnight.
    pub minute: u32,
}

impl Moment {
    /// "08:05".
    pub fn time(self) -> String {
        format!("{:02}:{:02}", self.minute / 60, self.minute % 60)
    }
}

/// An earlier state on the shelf.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// The key of the shelf under which it stands.
    pub key: String,
    /// When it was made.
    pub made: Moment,
    pub why: Why,
    /// Checksum of the slot that it is a copy of.
    seal: String,
}

#[derive(Serialize, Deserialize)]
struct Head<'a> {
    on: &'a str,
    minute: u32,
    why: Why,
}

/// Backups of a class, newest first. What cannot be read is left out, and left alone.
///
/// # Errors
/// Where the browser refuses.
pub fn list(shelf: &impl Shelf, class: &str) -> Result<Vec<Backup>, ShelfError> {
    let mut all = Vec::new();
    for key in keys_below(shelf, &prefix(class))? {
        let Some(text) = shelf.get(&key)? else { continue };
        let Some((head, rest)) = text.split_once('\n') else { continue };
        let head: Option<Head<'_>> = unseal(head).and_then(|head| serde_json::from_str(head).ok());
        let Some(head) = head else { continue };
        let Ok(on) = head.on.parse() else { continue };
        let made = Moment { on, minute: head.minute };
        all.push(Backup { key, made, why: head.why, seal: slot::checksum(rest).to_owned() });
    }
    // A clock may be set back, or years off; the number only grows.
    all.order_by(|a, b| (number(&b.key), b.made, &b.key).cmp(&(number(&a.key), a.made, &a.key)));
    Ok(all)
}

/// The class as it was then; `None` where the backup is gone or damaged.
///
/// # Errors
/// Where the browser refuses.
pub fn read(shelf: &impl Shelf, key: &str) -> Result<Option<Document>, ShelfError> {
    let text = shelf.get(key)?;
    let slot = text.as_deref().and_then(|text| text.split_once('\n')).and_then(|(_, slot)| slot::read(slot));
    Ok(slot.map(|slot| slot.document))
}

/// Keeps a copy of the newest slot, where one is due, something has changed since the last, and there is room; then
/// removes those that have had their time. Whether it kept one.
///
/// # Errors
/// Where the browser refuses; nothing depends on it.
pub fn keep(
    shelf: &mut impl Shelf,
    class: &str,
    journal: &Journal,
    now: Moment,
    why: Why,
) -> Result<bool, ShelfError> {
    let Some(text) = journal.newest_slot().map(|key| shelf.get(key)).transpose()?.flatten() else {
        return Ok(false);
    };
    let there = list(shelf, class)?;
    let is_same = there.first().is_some_and(|last| last.seal == slot::checksum(&text));
    if is_same || (why == Why::Regular && !is_due(&there, now)) {
        return Ok(false);
    }
    let head = Head { on: &now.on.to_string(), minute: now.minute, why };
    let head = serde_json::to_string(&head).map_err(|error| ShelfError::Blocked(error.to_string()))?;
    // Behind those of every class, so that the oldest of all can be told when room is short.
    let number = keys_below(shelf, ROOT)?.iter().filter_map(|key| place(key)?.1).max().unwrap_or(0) + 1;
    let key = format!("{}{}/{number:06}", prefix(class), now.on);
    let text = format!("{}\n{text}", seal(&head));
    while let Err(error) = shelf.set(&key, &text) {
        if error != ShelfError::Full || !drop_oldest(shelf)? {
            return Ok(false);
        }
    }
    for key in expired(&list(shelf, class)?, now.on) {
        shelf.remove(&key)?;
    }
    Ok(true)
}

/// Gives up the oldest backup of any class, so that something newer fits. Whether there was one.
///
/// # Errors
/// Where the browser refuses.
pub fn drop_oldest(shelf: &mut impl Shelf) -> Result<bool, ShelfError> {
    let keys = keys_below(shelf, ROOT)?;
    let all = || keys.iter().filter_map(|key| Some((place(key)?, key)));
    // The last one of a class goes when no class has two. The numbers of an earlier version may be the same in several
    // classes: then the day decides.
    let is_last = |(class, number): (&str, Option<u32>)| {
        !all().any(|((other, newer), _)| other == class && newer > number)
    };
    let oldest = all().min_by_key(|(place, key)| (is_last(*place), place.1, key.split_once("/backup/")));
    let Some((_, key)) = oldest else { return Ok(false) };
    shelf.remove(key)?;
    Ok(true)
}

/// Class and number of a backup's key; `None` for other keys.
fn place(key: &str) -> Option<(&str, Option<u32>)> {
    Some((key.split_once("/backup/")?.0, number(key)))
}

fn is_due(there: &[Backup], now: Moment) -> bool {
    let last = there.iter().find(|backup| backup.why == Why::Regular);
    // A clock that was set back must not stop them.
    last.is_none_or(|last| last.made.on != now.on || now.minute.abs_diff(last.made.minute) >= MINUTES_BETWEEN)
}

/// Keys of those that have had their time; `there` is newest first.
fn expired(there: &[Backup], today: Date) -> Vec<String> {
    let (regular, before): (Vec<_>, Vec<_>) = there.iter().partition(|backup| backup.why == Why::Regular);
    let is_kept = |at: usize, backup: &Backup| match backup.made.on == today {
        true => at < MOST_TODAY,
        // Newest first: the first of its day is the last that was made.
        false => at == 0 || regular[at - 1].made.on != backup.made.on,
    };
    let kept: Vec<_> = regular.iter().enumerate().filter(|(at, backup)| is_kept(*at, backup)).collect();
    let kept: Vec<_> = kept.into_iter().take(MOST).map(|(_, backup)| &backup.key).collect();
    let old_regular = regular.iter().filter(|backup| !kept.contains(&&backup.key));
    let old_before = before.iter().skip(MOST_BEFORE);
    old_regular.chain(old_before).map(|backup| backup.key.clone()).collect()
}

fn number(key: &str) -> Option<u32> {
    key.rsplit('/').next()?.parse().ok()
}

fn prefix(class: &str) -> String {
    format!("{ROOT}{class}/backup/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::book::Book;
    use crate::document::shelf::MemoryShelf;
    use crate::document::stamp::ReplicaId;
    use crate::document::store::reserve::Room;
    use crate::domain::command::{Command, EditClass, StartClass};

    const MONDAY: Date = Date::constant(2026, 11, 16);

    /// A class that is renamed, folded and backed up.
    struct Desk {
        shelf: MemoryShelf,
        book: Book,
        journal: Journal,
    }

    impl Desk {
        fn new(shelf: MemoryShelf) -> Self {
            let book = Book::new(Document::new("c"), ReplicaId::new(1));
            let mut desk = Self { shelf, journal: Journal::new("c"), book };
            desk.act(&StartClass { name: "5B".into(), ..StartClass::default() }).unwrap();
            desk
        }

        fn act(&mut self, command: &dyn Command) -> Result<Room, ShelfError> {
            let delta = self.book.dispatch(command, MONDAY).unwrap();
            self.journal.append(&mut self.shelf, delta)
        }

        fn rename(&mut self, name: &str) -> Result<Room, ShelfError> {
            let ends = MONDAY.plus(200).unwrap();
            self.act(&EditClass { name: name.into(), grade: String::new(), starts: MONDAY, ends })
        }

        fn keep(&mut self, name: &str, now: Moment, why: Why) -> bool {
            self.rename(name).unwrap();
            self.journal.fold(&mut self.shelf, self.book.document()).unwrap();
            keep(&mut self.shelf, "c", &self.journal, now, why).unwrap()
        }

        fn names(&self) -> Vec<String> {
            let keys = list(&self.shelf, "c").unwrap().into_iter().map(|backup| backup.key);
            let documents = keys.map(|key| read(&self.shelf, &key).unwrap().unwrap());
            documents.map(|it| Book::new(it, ReplicaId::new(2)).class().about().name).collect()
        }
    }

    fn at(day: i32, minute: u32) -> Moment {
        Moment { on: MONDAY.plus(day).unwrap(), minute }
    }

    #[test]
    fn three_of_today_one_a_day_ten_in_all() {
        let mut desk = Desk::new(MemoryShelf::default());
        for day in 0..12 {
            for (part, minute) in [480, 610, 740, 870].into_iter().enumerate() {
                assert!(desk.keep(&format!("{day}.{part}"), at(day, minute), Why::Regular));
                assert!(!desk.keep(&format!("{day}.{part} soon"), at(day, minute + 119), Why::Regular));
            }
        }
        let wanted = ["11.3", "11.2", "11.1", "10.3", "9.3", "8.3", "7.3", "6.3", "5.3", "4.3"];
        assert_eq!(desk.names(), wanted);
        for n in 0..7 {
            assert!(desk.keep(&format!("before {n}"), at(12, 480), Why::Import));
        }
        let before: Vec<_> = desk.names().into_iter().filter(|name| name.starts_with("before")).collect();
        assert_eq!(before, ["before 6", "before 5", "before 4", "before 3", "before 2"]);
    }

    #[test]
    fn a_clock_that_is_set_back_or_years_off_never_costs_the_newest() {
        let mut desk = Desk::new(MemoryShelf::default());
        for (n, day) in [0, 4_000, 1, 2, -3_000, 3, 3, 3, 3, 4].into_iter().enumerate() {
            let minute = u32::try_from(n).unwrap() * 130;
            assert!(desk.keep(&format!("state {n}"), at(day, minute), Why::Regular));
            assert_eq!(desk.names()[0], format!("state {n}"), "the newest first");
        }
        let wanted = ["state 9", "state 8", "state 4", "state 3", "state 2", "state 1", "state 0"];
        assert_eq!(desk.names(), wanted);
        desk.shelf.room_left = Some(0);
        while desk.names().len() > 1 {
            assert!(drop_oldest(&mut desk.shelf).unwrap());
            assert_eq!(desk.names()[0], "state 9", "the newest goes last");
        }
    }

    #[test]
    fn of_several_classes_the_oldest_goes_first_and_the_last_of_each_last() {
        let mut shelf = MemoryShelf::default();
        let keys = [
            // A computer whose clock was ten years ahead, then right; another class beside it.
            "rondo/1/a/backup/2036-11-16/000001",
            "rondo/1/b/backup/2026-11-17/000002",
            "rondo/1/a/backup/2026-11-18/000003",
            "rondo/1/b/backup/2026-11-19/000004",
        ];
        for key in keys {
            shelf.texts.insert(key.to_owned(), String::new());
        }
        for key in keys {
            assert!(shelf.texts.contains_key(key) && drop_oldest(&mut shelf).unwrap());
            assert!(!shelf.texts.contains_key(key), "{key} is the next to go");
        }
        assert!(!drop_oldest(&mut shelf).unwrap());
    }

    #[test]
    fn nothing_new_is_not_kept_twice() {
        let mut desk = Desk::new(MemoryShelf::default());
        assert!(desk.keep("5C", at(0, 0), Why::Regular));
        let folded = desk.journal.clone();
        assert!(!keep(&mut desk.shelf, "c", &folded, at(1, 0), Why::Restore).unwrap());
    }

    #[test]
    fn a_full_shelf_gives_up_backups_first_and_the_newest_last() {
        let mut desk = Desk::new(MemoryShelf { room_left: Some(4_000), ..MemoryShelf::default() });
        for day in 0..40 {
            desk.keep(&format!("class of day {day}"), at(day, 480), Why::Regular);
        }
        let names = desk.names();
        assert!(!names.is_empty() && names.len() < 10, "{names:?}");
        assert_eq!(names[0], "class of day 39");
        desk.shelf.room_left = Some(10);
        assert_eq!(desk.rename("one more"), Ok(Room::Plenty));
        assert_eq!(desk.names().len(), names.len() - 1);
    }

    #[test]
    fn a_damaged_backup_is_left_out_and_left_alone() {
        let mut desk = Desk::new(MemoryShelf::default());
        desk.keep("5C", at(0, 0), Why::Regular);
        let key = list(&desk.shelf, "c").unwrap()[0].key.clone();
        for text in ["", "x", "0000000000000000 {}\nx"] {
            desk.shelf.texts.insert(key.clone(), text.into());
            assert_eq!(list(&desk.shelf, "c").unwrap(), []);
            assert_eq!(read(&desk.shelf, &key).unwrap(), None);
            assert_eq!(desk.shelf.texts[&key], text);
        }
    }
}
