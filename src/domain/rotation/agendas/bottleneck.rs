//! Why there are no agendas: a sentence, and the cheapest repair as data.

use optimize::rounds::{AgendaProblem, Bottleneck};

use crate::domain::{Arg, Sentence};

/// A change that mends a bottleneck, or at least this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fix {
    /// The station needs so many seats in all.
    Seats {
        /// Which, counted from 0.
        station: usize,
        seats: usize,
    },
    /// The day needs so many slots in all.
    Slots(usize),
}

/// A bottleneck in words.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    /// What is short, and what would help.
    pub sentence: Sentence,
    /// What the page can do about it; either one is enough.
    pub fixes: Vec<Fix>,
}

/// Says a bottleneck of a problem whose places and members have these names.
pub fn in_words(problem: &AgendaProblem, stations: &[Arg], students: &[String], what: &Bottleneck) -> Said {
    let station = |at: usize| stations.get(at).cloned().unwrap_or_else(|| "".into());
    let student = |at: usize| students.get(at).cloned().unwrap_or_default();
    let seats_of = |at: usize| problem.capacity.get(at).copied().unwrap_or(0);
    let more_seats = |n: usize| Sentence::new("rotation.more_seats").with("n", n);
    let more_slots = |n: usize| Sentence::new("rotation.more_slots").with("n", n);
    match what {
        Bottleneck::Place { place, wanted, seats: 0 } => {
            let needed = wanted.div_ceil(problem.slots.max(1));
            Said {
                sentence: Sentence::new("agenda.closed")
                    .with("station", station(*place))
                    .with("n", *wanted)
                    .with("fix", more_seats(needed)),
                fixes: vec![Fix::Seats { station: *place, seats: needed }],
            }
        }
        Bottleneck::Place { place, wanted, seats } => {
            let capacity = seats_of(*place).max(1);
            let needed = wanted.div_ceil((seats / capacity).max(1));
            let slots = problem.slots + (wanted - seats).div_ceil(capacity);
            Said {
                sentence: Sentence::new("rotation.short_visits")
                    .with("station", station(*place))
                    .with("wanted", *wanted)
                    .with("seats", *seats)
                    .with("fix", either(more_seats(needed - capacity), more_slots(slots - problem.slots))),
                fixes: vec![Fix::Seats { station: *place, seats: needed }, Fix::Slots(slots)],
            }
        }
        Bottleneck::Slot { place, slot, fixed, capacity } => Said {
            sentence: Sentence::new("agenda.short_slot")
                .with("station", station(*place))
                .with("slot", (slot + 1).to_string())
                .with("students", *fixed)
                .with("seats", *capacity)
                .with("fix", more_seats(fixed - capacity)),
            fixes: vec![Fix::Seats { station: *place, seats: *fixed }],
        },
        Bottleneck::PlaceTimes { place, members, slots, wanted, seats } => {
            let more = (wanted - seats).div_ceil(slots.len().max(1));
            let names: Vec<String> = members.iter().map(|member| student(*member)).collect();
            Said {
                sentence: Sentence::new("agenda.short_times")
                    .with("station", station(*place))
                    .with("names", names)
                    .with("wanted", *wanted)
                    .with("seats", *seats)
                    .with("fix", more_seats(more)),
                fixes: vec![Fix::Seats { station: *place, seats: seats_of(*place) + more }],
            }
        }
        Bottleneck::Member { member, wanted, slots } => Said {
            sentence: Sentence::new("agenda.short_student")
                .with("name", student(*member))
                .with("n", *wanted)
                .with("slots", Sentence::new("agenda.slots").with("n", *slots))
                .with("fix", more_slots(wanted - slots)),
            fixes: vec![Fix::Slots(problem.slots + wanted - slots)],
        },
        Bottleneck::MemberTimes { member, places, wanted, slots } => {
            let first = places.first().copied().unwrap_or(0);
            Said {
                sentence: Sentence::new("agenda.short_student_times")
                    .with("name", student(*member))
                    .with("n", *wanted)
                    .with("station", station(first))
                    .with("slots", Sentence::new("agenda.slots").with("n", *slots))
                    .with("fix", more_seats(1)),
                fixes: vec![Fix::Seats { station: first, seats: seats_of(first) + 1 }],
            }
        }
        Bottleneck::Combination => Said { sentence: Sentence::new("agenda.combination"), fixes: Vec::new() },
    }
}

fn either(one: Sentence, other: Sentence) -> Sentence {
    Sentence::new("rotation.either").with("one", one).with("other", other)
}
