//! What the writer of a field had seen there, so that an edit that had not been seen is told from one that had.
//!
//! A version vector of one field: for each replica that wrote there and was seen, its last write. It is exact, however
//! many visits and writers a field goes through, and a field that one writer filled has none. It is joined in every
//! merge, so a loss that was told of once is known from then on and is not told again.
//!
//! Version 1 of the file kept one stamp in its place, and everything up to it counted as seen. Such a bound is kept
//! where a file brings it, beside what is known since; so is one where a field has seen more writers than are kept.

use std::fmt;
use std::str::FromStr;

use super::stamp::{BadStamp, Stamp};
use crate::domain::order::Order;

/// Writers of one field that are kept apart: the oldest of more become a bound when the field is written.
const MOST: usize = 64;

/// Writers of one field that a text may name: far more than come together, and no text makes reading slow.
const MOST_READ: usize = 1_000;

/// What the writer of a field had seen there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Past(Option<Box<Seen>>);

#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Seen {
    /// Everything up to it counts as seen.
    bound: Option<Stamp>,
    /// The last write of each replica, by replica.
    last: Vec<Stamp>,
}

impl Past {
    /// Whether that write is known to have been seen.
    pub fn has(&self, stamp: Stamp) -> bool {
        let last = self.0.as_ref().and_then(|seen| seen.last.iter().find(|it| it.replica == stamp.replica));
        last.is_some_and(|last| last.clock >= stamp.clock)
    }

    /// The bound up to which everything counts as seen, where nothing better is known.
    pub fn bound(&self) -> Option<Stamp> {
        self.0.as_ref()?.bound
    }

    /// The bound, where nothing else is known at all: how version 1 has it.
    pub fn only_bound(&self) -> Option<Stamp> {
        self.0.as_ref().filter(|seen| seen.last.is_empty())?.bound
    }

    /// Whether nothing was seen.
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    /// How many writers it knows.
    pub fn len(&self) -> usize {
        self.0.as_ref().map_or(0, |seen| seen.last.len())
    }

    /// The last write of each replica that was seen.
    pub fn iter(&self) -> impl Iterator<Item = Stamp> {
        self.0.iter().flat_map(|seen| seen.last.iter().copied())
    }

    /// With one more write seen.
    pub fn and(mut self, stamp: Stamp) -> Self {
        let last = &mut self.0.get_or_insert_default().last;
        match last.binary_search_by_key(&stamp.replica, |it| it.replica) {
            Ok(at) => last[at] = last[at].max(stamp),
            Err(at) => last.insert(at, stamp),
        }
        self
    }

    /// With everything that another had seen.
    pub fn join(mut self, other: &Self) -> Self {
        let Some(theirs) = &other.0 else { return self };
        for stamp in &theirs.last {
            self = self.and(*stamp);
        }
        if theirs.bound > self.bound() {
            self.0.get_or_insert_default().bound = theirs.bound;
        }
        self
    }

    /// What a write under that stamp can have seen and what does not go without saying: earlier writes of others.
    pub fn before(mut self, stamp: Stamp) -> Self {
        if let Some(seen) = &mut self.0 {
            seen.last.retain(|it| it.replica != stamp.replica && *it < stamp);
            if seen.last.is_empty() && seen.bound.is_none() {
                self.0 = None;
            }
        }
        self
    }

    /// With the oldest of very many writers as a bound.
    pub fn in_short(mut self) -> Self {
        if let Some(seen) = self.0.as_mut().filter(|seen| seen.last.len() > MOST) {
            let mut by_age = seen.last.clone();
            by_age.order();
            let bound = by_age[by_age.len() - MOST / 2 - 1];
            seen.last.retain(|it| *it > bound);
            seen.bound = seen.bound.max(Some(bound));
        }
        self
    }
}

/// The bound, where there is one, then each write after a plus: `4.k3...+2.m7...`.
impl fmt::Display for Past {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(bound) = self.bound() {
            write!(f, "{bound}")?;
        }
        self.iter().try_for_each(|stamp| write!(f, "+{stamp}"))
    }
}

/// A stamp alone is a bound: that is how version 1 wrote it.
impl FromStr for Past {
    type Err = BadStamp;

    fn from_str(text: &str) -> Result<Self, BadStamp> {
        let mut parts = text.split('+');
        let bound = parts.next().filter(|bound| !bound.is_empty()).map(str::parse).transpose()?;
        let mut past = Self(bound.map(|bound| Box::new(Seen { bound: Some(bound), last: Vec::new() })));
        for (at, part) in parts.enumerate() {
            if at == MOST_READ {
                return Err(BadStamp);
            }
            past = past.and(part.parse()?);
        }
        if past.is_empty() { Err(BadStamp) } else { Ok(past) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::stamp::ReplicaId;

    fn at(clock: u64, replica: u64) -> Stamp {
        Stamp { clock, replica: ReplicaId::new(replica) }
    }

    #[test]
    fn it_is_read_as_it_was_written() {
        let exact = Past::default().and(at(3, 7)).and(at(2, 1)).and(at(1, 7));
        assert_eq!(exact.to_string(), "+2.00000001+3.00000007");
        let old: Past = "4.00000009".parse().unwrap();
        assert_eq!((old.bound(), old.len()), (Some(at(4, 9)), 0));
        for past in [exact.clone(), old.clone(), exact.join(&old)] {
            assert_eq!(past.to_string().parse(), Ok(past));
        }
        for bad in ["", "+", "x", "4.00000009+", "4.00000009 "] {
            assert_eq!(bad.parse::<Past>(), Err(BadStamp), "{bad}");
        }
    }

    #[test]
    fn a_write_is_seen_with_those_before_it_by_the_same_writer_and_no_other() {
        let past = Past::default().and(at(5, 1));
        for (stamp, seen) in [(at(5, 1), true), (at(4, 1), true), (at(6, 1), false), (at(1, 2), false)] {
            assert_eq!(past.has(stamp), seen, "{stamp}");
        }
        assert_eq!(past.clone().before(at(9, 1)), Past::default());
        assert_eq!(past.clone().before(at(5, 0)), Past::default(), "no write has seen a later one");
        assert_eq!(past.clone().before(at(6, 2)), past);
    }

    #[test]
    fn of_very_many_writers_the_oldest_become_a_bound() {
        let many = (1..=100).fold(Past::default(), |past, n| past.and(at(n, n)));
        let short = many.clone().in_short();
        assert_eq!((short.len(), short.bound()), (MOST / 2, Some(at(68, 68))));
        assert!(short.has(at(69, 69)) && !short.has(at(68, 68)));
        let few = (1..=64).fold(Past::default(), |past, n| past.and(at(n, n)));
        assert_eq!(few.clone().in_short(), few);
    }
}
