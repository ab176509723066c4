//! Schedules that a cyclic group unfolds from stored rounds (difference families: Bose 1939; for the designs of
//! this table see Colbourn and Dinitz, Handbook of Combinatorial Designs, 2007, IV.5).
//!
//! The starters were found for this crate by annealing over the orbits of pairs, but for the one that names its
//! source, and are checked pair by pair in the tests. Members stand in columns of `modulus`; member = column x modulus + residue. Members after
//! the last column are fixed.

use crate::mixed::Schedule;

/// Stored rounds, and how they unfold.
pub(super) struct Starter {
    pub groups: usize,
    pub size: usize,
    /// Rounds that come out of each stored round: 0, 1, ... is added to every residue.
    pub modulus: usize,
    pub columns: usize,
    /// The stored rounds, group after group.
    pub rounds: &'static [&'static [u8]],
    /// Groups with one member in each column, whose translates make up a whole round.
    pub orbits: &'static [&'static [u8]],
    pub source: &'static str,
}

impl Starter {
    /// The whole schedule: what is stored, moved by each residue.
    pub fn unfold(&self) -> Schedule {
        let moved = |member: u8, by: usize| {
            let (column, residue) = (usize::from(member) / self.modulus, usize::from(member) % self.modulus);
            match column < self.columns {
                true => column * self.modulus + (residue + by) % self.modulus,
                false => usize::from(member),
            }
        };
        let mut schedule = Vec::new();
        for round in self.rounds {
            for by in 0..self.modulus {
                let group = |group: &[u8]| group.iter().map(|&member| moved(member, by)).collect();
                schedule.push(round.chunks(self.size).map(group).collect());
            }
        }
        for group in self.orbits {
            let translate = |by| group.iter().map(|&member| moved(member, by)).collect();
            schedule.push((0..self.modulus).map(translate).collect());
        }
        schedule
    }
}

/// By groups and size.
pub(super) const STARTERS: &[Starter] = &[
    Starter {
        groups: 5,
        size: 3,
        modulus: 7,
        columns: 2,
        rounds: &[&[0, 2, 13, 1, 8, 14, 3, 6, 11, 4, 5, 7, 9, 10, 12]],
        orbits: &[],
        source: "Kirkman triple system of order 15, starter over Z_7",
    },
    Starter {
        groups: 6,
        size: 3,
        modulus: 4,
        columns: 4,
        rounds: &[
            &[0, 8, 16, 1, 5, 13, 2, 15, 17, 3, 4, 14, 6, 7, 9, 10, 11, 12],
            &[0, 3, 9, 1, 7, 8, 2, 5, 12, 4, 13, 16, 6, 10, 17, 11, 14, 15],
        ],
        orbits: &[],
        source: "nearly Kirkman triple system of order 18, two starters over Z_4",
    },
    Starter {
        groups: 6,
        size: 4,
        modulus: 7,
        columns: 3,
        rounds: &[&[0, 4, 5, 8, 1, 7, 14, 22, 2, 9, 20, 21, 3, 12, 17, 23, 6, 15, 16, 18, 10, 11, 13, 19]],
        orbits: &[],
        source: "4-RGDD of type 3^8, starter over Z_7",
    },
    Starter {
        groups: 6,
        size: 5,
        modulus: 6,
        columns: 5,
        rounds: &[&[
            0, 7, 11, 22, 27, 1, 3, 16, 21, 29, 2, 6, 13, 19, 25, 4, 10, 12, 14, 28, 5, 8, 17, 18, 20, 9, 15,
            23, 24, 26,
        ]],
        orbits: &[],
        source: "packing of 30 points by fives, starter over Z_6",
    },
    Starter {
        groups: 7,
        size: 3,
        modulus: 7,
        columns: 3,
        rounds: &[&[0, 9, 13, 1, 11, 12, 2, 15, 20, 3, 5, 6, 4, 18, 19, 7, 14, 17, 8, 10, 16]],
        orbits: &[&[0, 8, 19], &[0, 7, 16], &[0, 12, 17]],
        source: "Kirkman triple system of order 21, starter and three orbits over Z_7",
    },
    Starter {
        groups: 7,
        size: 4,
        modulus: 9,
        columns: 3,
        rounds: &[&[
            0, 3, 4, 14, 1, 13, 17, 22, 2, 20, 24, 26, 5, 7, 11, 21, 6, 15, 23, 27, 8, 16, 18, 19, 9, 10, 12,
            25,
        ]],
        orbits: &[],
        source: "resolvable (28,4,1) design, starter over Z_9",
    },
    Starter {
        groups: 8,
        size: 3,
        modulus: 11,
        columns: 2,
        rounds: &[&[0, 3, 13, 1, 6, 10, 2, 18, 22, 4, 5, 16, 7, 14, 21, 8, 12, 17, 9, 15, 23, 11, 19, 20]],
        orbits: &[],
        source: "nearly Kirkman triple system of order 24, starter over Z_11",
    },
    Starter {
        groups: 8,
        size: 4,
        modulus: 1,
        columns: 0,
        rounds: &[
            &[
                0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25,
                26, 27, 28, 29, 30, 31,
            ],
            &[
                0, 4, 8, 28, 1, 7, 18, 22, 2, 6, 17, 23, 3, 5, 10, 31, 9, 14, 27, 29, 11, 13, 25, 30, 12, 16,
                20, 24, 15, 19, 21, 26,
            ],
            &[
                0, 21, 27, 30, 1, 23, 26, 28, 2, 9, 15, 20, 3, 6, 13, 24, 4, 18, 25, 31, 5, 11, 14, 16, 7,
                10, 12, 17, 8, 19, 22, 29,
            ],
            &[
                0, 11, 18, 24, 1, 10, 19, 25, 2, 8, 16, 27, 3, 9, 17, 26, 4, 12, 23, 29, 5, 15, 22, 30, 6,
                14, 21, 31, 7, 13, 20, 28,
            ],
            &[
                0, 10, 13, 22, 1, 4, 15, 27, 2, 21, 25, 28, 3, 7, 8, 30, 5, 9, 12, 18, 6, 16, 26, 29, 11, 17,
                20, 31, 14, 19, 23, 24,
            ],
            &[
                0, 9, 23, 31, 1, 5, 24, 29, 2, 12, 19, 30, 3, 14, 18, 28, 4, 11, 22, 26, 6, 10, 20, 27, 7,
                15, 16, 25, 8, 13, 17, 21,
            ],
            &[
                0, 5, 19, 20, 1, 6, 9, 30, 2, 7, 11, 29, 3, 4, 16, 21, 8, 12, 26, 31, 10, 15, 24, 28, 13, 18,
                23, 27, 14, 17, 22, 25,
            ],
            &[
                0, 15, 17, 29, 1, 13, 16, 31, 2, 4, 10, 14, 3, 12, 22, 27, 5, 8, 23, 25, 6, 11, 19, 28, 7, 9,
                21, 24, 18, 20, 26, 30,
            ],
            &[
                0, 6, 12, 25, 1, 8, 14, 20, 2, 5, 13, 26, 3, 11, 15, 23, 4, 17, 24, 30, 7, 19, 27, 31, 9, 16,
                22, 28, 10, 18, 21, 29,
            ],
            &[
                0, 7, 14, 26, 1, 11, 12, 21, 2, 22, 24, 31, 3, 20, 25, 29, 4, 9, 13, 19, 5, 17, 27, 28, 6, 8,
                15, 18, 10, 16, 23, 30,
            ],
        ],
        orbits: &[],
        source: "ten rounds of 32 by fours (Aguado 2004; as in the Wolfram Demonstrations Project, Social Golfer Problem)",
    },
    Starter {
        groups: 9,
        size: 4,
        modulus: 11,
        columns: 3,
        rounds: &[&[
            0, 3, 9, 23, 1, 19, 25, 34, 2, 6, 24, 32, 4, 12, 15, 31, 5, 14, 26, 33, 7, 8, 11, 13, 10, 20, 27,
            35, 16, 17, 21, 30, 18, 22, 28, 29,
        ]],
        orbits: &[],
        source: "4-RGDD of type 3^12, starter over Z_11",
    },
];
