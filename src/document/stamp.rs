//! Logical time: who wrote, and after what.
//!
//! A Lamport clock, then the replica. Wall time never decides who wins, so a computer whose clock is a year off does
//! no harm.

use std::fmt;
use std::str::FromStr;

/// Clocks above this are refused: no class reaches them, and a hostile file could otherwise end the counting.
pub const MAX_CLOCK: u64 = 1 << 40;

const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
const REPLICA_BITS: u32 = 40;

/// One writer of a document: 40 random bits, written as eight characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct ReplicaId(u64);

impl ReplicaId {
    /// From random bits; those above the 40th are left out.
    pub fn new(random: u64) -> Self {
        Self(random & ((1 << REPLICA_BITS) - 1))
    }
}

impl fmt::Display for ReplicaId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (0..REPLICA_BITS / 5).rev().try_for_each(|digit| {
            let at = (self.0 >> (digit * 5)) & 31;
            write!(f, "{}", char::from(DIGITS[usize::try_from(at).unwrap_or_default()]))
        })
    }
}

/// The text is no replica or no stamp.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadStamp;

impl FromStr for ReplicaId {
    type Err = BadStamp;

    fn from_str(text: &str) -> Result<Self, BadStamp> {
        if text.len() != 8 {
            return Err(BadStamp);
        }
        text.bytes()
            .try_fold(0_u64, |bits, byte| {
                let digit = DIGITS.iter().position(|digit| *digit == byte)?;
                Some(bits << 5 | digit as u64)
            })
            .map(Self)
            .ok_or(BadStamp)
    }
}

/// The logical time of one write: ordered by clock, then by replica.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Stamp {
    /// Lamport clock, from 1.
    pub clock: u64,
    /// Who wrote.
    pub replica: ReplicaId,
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.clock, self.replica)
    }
}

impl FromStr for Stamp {
    type Err = BadStamp;

    fn from_str(text: &str) -> Result<Self, BadStamp> {
        let (clock, replica) = text.split_once('.').ok_or(BadStamp)?;
        let clock = clock.parse().ok().filter(|clock| *clock <= MAX_CLOCK).ok_or(BadStamp)?;
        Ok(Self { clock, replica: replica.parse()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps_are_written_and_read() {
        let stamp = Stamp { clock: 12, replica: ReplicaId::new(0xff_ffff_fff0) };
        assert_eq!(stamp.to_string(), "12.zzzzzzzg");
        assert_eq!(stamp.to_string().parse(), Ok(stamp));
        for bad in ["", "12", "x.zzzzzzzg", "12.zzz", "12.zzzzzzzu", "1099511627777.zzzzzzzg"] {
            assert_eq!(bad.parse::<Stamp>(), Err(BadStamp), "{bad}");
        }
    }

    #[test]
    fn clock_decides_before_replica() {
        let at = |clock, replica| Stamp { clock, replica: ReplicaId::new(replica) };
        assert!(at(2, 1) > at(1, 9));
        assert!(at(2, 2) > at(2, 1));
    }
}
