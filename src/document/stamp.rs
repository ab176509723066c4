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
/// Characters of a replica.
const LEN: usize = 8;
/// Value of each byte as a digit; 255 where it is none.
const VALUES: [u8; 256] = {
    let mut values = [255; 256];
    let mut at = 0_u8;
    while at < 32 {
        values[DIGITS[at as usize] as usize] = at;
        at += 1;
    }
    values
};

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
        let mut digits = [0; LEN];
        let mut rest = self.0;
        for digit in digits.iter_mut().rev() {
            *digit = DIGITS[usize::try_from(rest & 31).unwrap_or_default()];
            rest >>= 5;
        }
        f.write_str(std::str::from_utf8(&digits).unwrap_or_default())
    }
}

/// The text is no replica or no stamp.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadStamp;

impl FromStr for ReplicaId {
    type Err = BadStamp;

    fn from_str(text: &str) -> Result<Self, BadStamp> {
        if text.len() != LEN {
            return Err(BadStamp);
        }
        let bits = text.bytes().try_fold(0_u64, |bits, byte| match VALUES[usize::from(byte)] {
            255 => None,
            digit => Some(bits << 5 | u64::from(digit)),
        });
        bits.map(Self).ok_or(BadStamp)
    }
}

/// The logical time of one write: ordered by clock, then by replica.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Stamp {
    /// Lamport clock, from 1.
    pub clock: u64,
    pub replica: ReplicaId,
}

impl Stamp {
    /// `None` where the clock is above [`MAX_CLOCK`].
    pub fn new(clock: u64, replica: ReplicaId) -> Option<Self> {
        (clock <= MAX_CLOCK).then_some(Self { clock, replica })
    }
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
        Self::new(clock.parse().map_err(|_| BadStamp)?, replica.parse()?).ok_or(BadStamp)
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
