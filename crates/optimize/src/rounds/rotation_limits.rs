//! What a rotation shows without a search: faults, bottlenecks, and its translation into agendas.

use super::agenda::AgendaProblem;
use super::rotation::{RotationBottleneck, RotationFault, RotationProblem};
use super::shares::{NoRoom, Shares, share_out};
use crate::Random;

impl RotationProblem {
    pub(super) fn may_go(&self, group: usize, place: usize) -> bool {
        self.sizes[group] <= self.places[place].capacity && !self.places[place].not_for.contains(&group)
    }

    pub(super) fn wants_hub(&self, group: usize) -> usize {
        if self.hub.is_some() { self.hub_visits[group] } else { 0 }
    }

    pub(super) fn is_open(&self, place: usize, slot: usize) -> bool {
        !self.closed.contains(&(place, slot))
    }

    fn open_slots(&self, place: usize) -> usize {
        (0..self.slots).filter(|&slot| self.is_open(place, slot)).count()
    }

    fn slots_of(&self, group: usize) -> usize {
        (0..self.slots).filter(|&slot| !self.away.contains(&(group, slot))).count()
    }

    /// How many groups a place takes at once: of its smallest (`largest` false: never more), or of its largest
    /// (true: so many always).
    fn at_once(&self, place: usize, largest: bool) -> usize {
        let mut sizes: Vec<usize> =
            (0..self.sizes.len()).filter(|&group| self.may_go(group, place)).map(|g| self.sizes[g]).collect();
        sizes.sort_unstable();
        if largest {
            sizes.reverse();
        }
        let mut left = self.places[place].capacity;
        let mut count = 0;
        for size in sizes {
            if size > left {
                break;
            }
            left -= size;
            count += 1;
        }
        count
    }

    pub(super) fn check(&self) -> Result<(), RotationFault> {
        let (groups, places) = (self.sizes.len(), self.places.len());
        if self.slots == 0 || self.slots > 64 {
            return Err(RotationFault::BadSlots { slots: self.slots });
        }
        if self.hub.is_some_and(|hub| hub >= places || self.hub_visits.len() != groups) {
            return Err(RotationFault::BadHub);
        }
        let fixed = self.fixed.iter().map(|&(g, s, p)| (Some(g), Some(s), Some(p)));
        let away = self.away.iter().map(|&(g, s)| (Some(g), Some(s), None));
        let closed = self.closed.iter().map(|&(p, s)| (None, Some(s), Some(p)));
        let not_for = self.places.iter().flat_map(|place| &place.not_for).map(|&g| (Some(g), None, None));
        for (group, slot, place) in fixed.chain(away).chain(closed).chain(not_for) {
            let is_bad = |index: Option<usize>, limit: usize| index.is_some_and(|index| index >= limit);
            if is_bad(group, groups) || is_bad(slot, self.slots) || is_bad(place, places) {
                return Err(RotationFault::NoSuchIndex { group, slot, place });
            }
        }
        for (i, &(group, slot, place)) in self.fixed.iter().enumerate() {
            let twice = self.fixed[..i].iter().any(|&(g, s, p)| g == group && s == slot && p != place);
            if twice || self.away.contains(&(group, slot)) {
                return Err(RotationFault::FixedTwice { group, slot });
            }
            let hub_is_over =
                self.hub == Some(place) && self.fixed_visits()[group][place] > self.wants_hub(group);
            if self.places[place].not_for.contains(&group) || hub_is_over {
                return Err(RotationFault::FixedNotWanted { group, place });
            }
        }
        Ok(())
    }

    /// `[group][place]`: visits that are settled.
    fn fixed_visits(&self) -> Vec<Vec<usize>> {
        let mut fixed = self.fixed.clone();
        fixed.sort_unstable();
        fixed.dedup();
        let mut visits = vec![vec![0; self.places.len()]; self.sizes.len()];
        for (group, _, place) in fixed {
            visits[group][place] += 1;
        }
        visits
    }

    /// A bottleneck that shows without a search.
    pub(super) fn bottleneck(&self) -> Option<RotationBottleneck> {
        for group in 0..self.sizes.len() {
            let (wanted, slots) = (self.wants_hub(group), self.slots_of(group));
            if wanted > slots {
                return Some(RotationBottleneck::HubVisits { group, wanted, slots });
            }
        }
        if let Some(hub) = self.hub {
            let wanted = self.hub_visits.iter().sum();
            let seats = self.at_once(hub, false) * self.open_slots(hub);
            if wanted > seats {
                return Some(RotationBottleneck::Hub { wanted, seats });
            }
        }
        for place in 0..self.places.len() {
            for slot in 0..self.slots {
                let here = (0..self.sizes.len()).filter(|&group| self.fixed.contains(&(group, slot, place)));
                let fixed = here.map(|group| self.sizes[group]).sum();
                let capacity = if self.is_open(place, slot) { self.places[place].capacity } else { 0 };
                if fixed > capacity {
                    return Some(RotationBottleneck::Slot { place, slot, fixed, capacity });
                }
            }
        }
        let Draft { wanted, seats, .. } = self.draft(false);
        let NoRoom { places, .. } = self.shares(false, None).err()?;
        // Every group that can go nowhere else is named, not only those that were served too late.
        let only_there = |group: &usize| {
            let mut others = (0..self.places.len()).filter(|place| !places.contains(place));
            others.all(|place| self.hub == Some(place) || !self.may_go(*group, place))
        };
        let groups: Vec<usize> = (0..self.sizes.len()).filter(only_there).collect();
        let wanted = groups.iter().map(|&group| wanted[group]).sum();
        let seats = places.iter().map(|&place| seats[place]).sum();
        Some(RotationBottleneck::Places { groups, places, wanted, seats })
    }

    /// Besides the hub and what is fixed: visits each group needs, and visits each place takes.
    fn draft(&self, largest: bool) -> Draft {
        let before = self.fixed_visits();
        let beside_hub = |group: usize| {
            let fixed = before[group].iter().enumerate().filter(|&(place, _)| self.hub != Some(place));
            let fixed: usize = fixed.map(|(_, visits)| visits).sum();
            self.slots_of(group).saturating_sub(self.wants_hub(group) + fixed)
        };
        let wanted = (0..self.sizes.len()).map(beside_hub).collect();
        let left = |place: usize| {
            let fixed: usize = before.iter().map(|visits| visits[place]).sum();
            (self.at_once(place, largest) * self.open_slots(place)).saturating_sub(fixed)
        };
        let seats = (0..self.places.len()).map(left).collect();
        Draft { before, wanted, seats }
    }

    fn shares(&self, largest: bool, taste: Option<(&mut Random, u32)>) -> Result<Vec<Vec<usize>>, NoRoom> {
        let Draft { before, wanted, seats } = self.draft(largest);
        let n_places = self.places.len();
        let mut tastes = vec![vec![0; n_places]; self.sizes.len()];
        if let Some((random, wildness)) = taste {
            tastes.iter_mut().flatten().for_each(|cell| *cell = i64::from(random.below(wildness)));
        }
        let may_go = |group| (0..n_places).map(|p| self.hub != Some(p) && self.may_go(group, p)).collect();
        let open: Vec<Vec<bool>> = (0..self.sizes.len()).map(may_go).collect();
        let shares = Shares { wanted: &wanted, seats: &seats, open: &open, before: &before, taste: &tastes };
        let mut visits = share_out(&shares)?;
        for (group, row) in visits.iter_mut().enumerate() {
            for (place, count) in row.iter_mut().enumerate() {
                let is_hub = self.hub == Some(place);
                *count = if is_hub { self.wants_hub(group) } else { *count + before[group][place] };
            }
        }
        Ok(visits)
    }

    /// One choice of visits as a question of agendas. By weight: seats are counted in members, so that groups of
    /// unlike size may share a place; else in groups, which is quicker and always safe.
    pub(super) fn agenda(
        &self,
        random: &mut Random,
        wildness: u32,
        by_weight: bool,
    ) -> Option<AgendaProblem> {
        let visits = self.shares(!by_weight, Some((random, wildness))).ok()?;
        let capacity = |place: usize| match by_weight {
            true => self.places[place].capacity,
            false => self.at_once(place, true),
        };
        Some(AgendaProblem {
            slots: self.slots,
            capacity: (0..self.places.len()).map(capacity).collect(),
            visits,
            weight: if by_weight { self.sizes.clone() } else { Vec::new() },
            fixed: self.fixed.clone(),
            away: self.away.clone(),
            closed: self.closed.clone(),
            seed: random.bits(),
        })
    }
}

struct Draft {
    before: Vec<Vec<usize>>,
    wanted: Vec<usize>,
    seats: Vec<usize>,
}
