//! The question of individual agendas, its faults, and its answers as data.

/// Where one member is in each slot; `None` is free.
pub type Agenda = Vec<Option<usize>>;

/// Members with the places each wants to visit, and what is settled already.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AgendaProblem {
    /// Number of slots, at most 64.
    pub slots: usize,
    /// Seats of each place in each slot; 0 = closed.
    pub capacity: Vec<usize>,
    /// `visits[member][place]`: slots that the member is to spend there, the fixed ones included.
    pub visits: Vec<Vec<usize>>,
    /// Seats that each member takes; empty = 1 each. 0 is taken as 1.
    pub weight: Vec<usize>,
    /// `(member, slot, place)`: settled visits.
    pub fixed: Vec<(usize, usize, usize)>,
    /// `(member, slot)`: slots in which a member is not there.
    pub away: Vec<(usize, usize)>,
    /// `(place, slot)`: slots in which a place is closed.
    pub closed: Vec<(usize, usize)>,
    /// Every seed is good; the same seed and steps give the same answer on every machine.
    pub seed: u64,
}

/// A number of the problem that cannot be right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AgendaFault {
    /// There are no slots, or more than 64.
    BadSlots { slots: usize },
    /// This member's row of visits, or the list of weights, is not as long as it must be.
    BadRow { member: usize },
    /// `fixed`, `away` or `closed` names a member, slot or place that does not exist.
    NoSuchIndex { member: Option<usize>, slot: usize, place: Option<usize> },
    /// A member is fixed to two places in one slot, or fixed while away.
    FixedTwice { member: usize, slot: usize },
    /// More visits of this place are fixed for the member than it wants.
    FixedNotWanted { member: usize, place: usize, fixed: usize, wanted: usize },
}

/// Why there is no plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bottleneck {
    /// The members want `wanted` seats at this place over all slots; it has `seats` (capacity x open slots).
    Place { place: usize, wanted: usize, seats: usize },
    /// More are fixed to this place in this slot than it seats.
    Slot { place: usize, slot: usize, fixed: usize, capacity: usize },
    /// These members want `wanted` visits of this place, but when they can come it has only `seats` left.
    PlaceTimes { place: usize, members: Vec<usize>, slots: Vec<usize>, wanted: usize, seats: usize },
    /// The member wants more visits than it has slots.
    Member { member: usize, wanted: usize, slots: usize },
    /// The member has slots enough, but these places are full or closed when it could go.
    MemberTimes { member: usize, places: Vec<usize>, wanted: usize, slots: usize },
    /// Every place and every member alone would do; only the combination fails. Proven by search.
    Combination,
}

impl Bottleneck {
    /// The place to be named, where one place is the cause.
    pub fn place(&self) -> Option<usize> {
        match self {
            Bottleneck::Place { place, .. }
            | Bottleneck::Slot { place, .. }
            | Bottleneck::PlaceTimes { place, .. } => Some(*place),
            _ => None,
        }
    }

    /// How many visits or seats are lacking.
    pub fn shortage(&self) -> usize {
        match *self {
            Bottleneck::Place { wanted, seats, .. } | Bottleneck::PlaceTimes { wanted, seats, .. } => {
                wanted.saturating_sub(seats)
            }
            Bottleneck::Slot { fixed, capacity, .. } => fixed.saturating_sub(capacity),
            Bottleneck::Member { wanted, slots, .. } | Bottleneck::MemberTimes { wanted, slots, .. } => {
                wanted.saturating_sub(slots)
            }
            Bottleneck::Combination => 0,
        }
    }
}

/// What is known so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AgendaAnswer {
    /// Every wish is met: an agenda per member.
    Plan(Vec<Agenda>),
    /// Proven: there is no plan. All bottlenecks of one kind, the greatest shortage first; never empty.
    Bottlenecks(Vec<Bottleneck>),
    /// Not decided yet.
    Open,
}

impl AgendaProblem {
    pub(super) fn weight(&self, member: usize) -> usize {
        self.weight.get(member).copied().unwrap_or(1).max(1)
    }

    pub(super) fn is_weighted(&self) -> bool {
        (0..self.visits.len()).any(|member| self.weight(member) > 1)
    }

    pub(super) fn check(&self) -> Result<(), AgendaFault> {
        if self.slots == 0 || self.slots > 64 {
            return Err(AgendaFault::BadSlots { slots: self.slots });
        }
        let (members, places) = (self.visits.len(), self.capacity.len());
        if !self.weight.is_empty() && self.weight.len() != members {
            return Err(AgendaFault::BadRow { member: self.weight.len().min(members) });
        }
        if let Some(member) = self.visits.iter().position(|row| row.len() != places) {
            return Err(AgendaFault::BadRow { member });
        }
        let fixed = self.fixed.iter().map(|&(m, s, p)| (Some(m), s, Some(p)));
        let away = self.away.iter().map(|&(m, s)| (Some(m), s, None));
        let closed = self.closed.iter().map(|&(p, s)| (None, s, Some(p)));
        for (member, slot, place) in fixed.chain(away).chain(closed) {
            if member.is_some_and(|m| m >= members)
                || place.is_some_and(|p| p >= places)
                || slot >= self.slots
            {
                return Err(AgendaFault::NoSuchIndex { member, slot, place });
            }
        }
        for (i, &(member, slot, place)) in self.fixed.iter().enumerate() {
            let twice = self.fixed[..i].iter().any(|&(m, s, p)| m == member && s == slot && p != place);
            if twice || self.away.contains(&(member, slot)) {
                return Err(AgendaFault::FixedTwice { member, slot });
            }
        }
        let grid = self.fixed_grid();
        for (member, row) in self.visits.iter().enumerate() {
            for (place, &wanted) in row.iter().enumerate() {
                let fixed = grid[member].iter().filter(|cell| **cell == Some(place)).count();
                if fixed > wanted {
                    return Err(AgendaFault::FixedNotWanted { member, place, fixed, wanted });
                }
            }
        }
        Ok(())
    }

    /// The agendas with nothing but the fixed visits.
    pub(super) fn fixed_grid(&self) -> Vec<Agenda> {
        let mut grid = vec![vec![None; self.slots]; self.visits.len()];
        for &(member, slot, place) in &self.fixed {
            grid[member][slot] = Some(place);
        }
        grid
    }
}

/// What is still to be done once the fixed visits stand: shared by the checks and the searches.
#[derive(Clone, Debug)]
pub(super) struct Rest {
    pub grid: Vec<Agenda>,
    /// `wants[member][place]`: visits not fixed.
    pub wants: Vec<Vec<usize>>,
    /// Bit `slot` is set where the member is neither fixed nor away.
    pub free: Vec<u64>,
    /// `room[place][slot]`: seats not taken; negative where more are fixed than fit.
    pub room: Vec<Vec<isize>>,
}

impl Rest {
    /// What is open after the fixed visits of a problem.
    pub fn new(problem: &AgendaProblem) -> Rest {
        let grid = problem.fixed_grid();
        let all = if problem.slots == 64 { u64::MAX } else { (1 << problem.slots) - 1 };
        let mut rest = Rest {
            wants: problem.visits.clone(),
            free: vec![all; problem.visits.len()],
            room: problem.capacity.iter().map(|&seats| vec![seats as isize; problem.slots]).collect(),
            grid,
        };
        for &(place, slot) in &problem.closed {
            rest.room[place][slot] = 0;
        }
        for &(member, slot) in &problem.away {
            rest.free[member] &= !(1 << slot);
        }
        for (member, row) in rest.grid.iter().enumerate() {
            for (slot, place) in row.iter().enumerate() {
                if let Some(place) = *place {
                    rest.wants[member][place] -= 1;
                    rest.free[member] &= !(1 << slot);
                    rest.room[place][slot] -= problem.weight(member) as isize;
                }
            }
        }
        rest
    }
}
