//! How often each group visits each place: a minimum cost flow whose costs rise with every visit, so that visits
//! are spread as evenly as the seats allow.

/// What the shares are drawn from. All visits are counted in group-slots.
pub(super) struct Shares<'a> {
    /// Visits that each group has to be given.
    pub wanted: &'a [usize],
    /// Visits that each place can still take.
    pub seats: &'a [usize],
    /// `[group][place]`: whether the group may go there.
    pub open: &'a [Vec<bool>],
    /// `[group][place]`: visits that stand already and make further ones dearer.
    pub before: &'a [Vec<usize>],
    /// `[group][place]`: a small extra cost, below `STEP`, that chooses among equals.
    pub taste: &'a [Vec<i64>],
}

/// The cost of a visit rises by this with each visit before it.
pub(super) const STEP: i64 = 64;
const FAR: i64 = i64::MAX / 4;

/// Places that are full while `groups` can go nowhere else. Groups that were not served yet are not among them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NoRoom {
    pub groups: Vec<usize>,
    pub places: Vec<usize>,
}

/// `[group][place]`: visits added to those before, at least cost.
pub(super) fn share_out(shares: &Shares<'_>) -> Result<Vec<Vec<usize>>, NoRoom> {
    let (n_groups, n_places) = (shares.wanted.len(), shares.seats.len());
    let mut given = vec![vec![0usize; n_places]; n_groups];
    let mut taken = vec![0usize; n_places];
    for group in 0..n_groups {
        for _ in 0..shares.wanted[group] {
            add(shares, &mut given, &mut taken, group)?;
        }
    }
    Ok(given)
}

fn add(
    shares: &Shares<'_>,
    given: &mut [Vec<usize>],
    taken: &mut [usize],
    first: usize,
) -> Result<(), NoRoom> {
    let (n_groups, n_places) = (given.len(), taken.len());
    // The cost of the visit number `n` (from 0) of a group at a place.
    let cost = |group: usize, place: usize, n: usize| {
        (shares.before[group][place] + n) as i64 * STEP + shares.taste[group][place]
    };
    let mut to_group = vec![FAR; n_groups];
    let mut to_place = vec![FAR; n_places];
    let mut via_group = vec![0; n_places];
    let mut via_place = vec![usize::MAX; n_groups];
    to_group[first] = 0;
    // Bellman and Ford over a handful of groups and places.
    for _ in 0..=n_groups + n_places {
        let mut changed = false;
        for group in (0..n_groups).filter(|&group| shares.wanted[group] > 0) {
            for place in (0..n_places).filter(|&place| shares.open[group][place]) {
                let visits = given[group][place];
                if to_group[group] < FAR && to_group[group] + cost(group, place, visits) < to_place[place] {
                    to_place[place] = to_group[group] + cost(group, place, visits);
                    via_group[place] = group;
                    changed = true;
                }
                if visits > 0 && to_place[place] < FAR {
                    let back = to_place[place] - cost(group, place, visits - 1);
                    if back < to_group[group] {
                        to_group[group] = back;
                        via_place[group] = place;
                        changed = true;
                    }
                }
            }
        }
        if !changed {
            break;
        }
    }
    let roomy = (0..n_places).filter(|&place| taken[place] < shares.seats[place] && to_place[place] < FAR);
    let Some(end) = roomy.min_by_key(|&place| to_place[place]) else {
        return Err(NoRoom {
            groups: (0..n_groups).filter(|&group| to_group[group] < FAR).collect(),
            places: (0..n_places).filter(|&place| to_place[place] < FAR).collect(),
        });
    };
    taken[end] += 1;
    let mut place = end;
    loop {
        let group = via_group[place];
        given[group][place] += 1;
        if group == first && via_place[group] == usize::MAX {
            return Ok(());
        }
        place = via_place[group];
        given[group][place] -= 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(wanted: &[usize], seats: &[usize], open: &[Vec<bool>]) -> Result<Vec<Vec<usize>>, NoRoom> {
        let before = vec![vec![0; seats.len()]; wanted.len()];
        let taste = vec![vec![0; seats.len()]; wanted.len()];
        share_out(&Shares { wanted, seats, open, before: &before, taste: &taste })
    }

    #[test]
    fn visits_are_spread_evenly() {
        let given = check(&[4, 4], &[3, 3, 3], &[vec![true; 3], vec![true; 3]]).unwrap();
        assert!(given.iter().flatten().all(|&visits| visits == 1 || visits == 2), "{given:?}");
    }

    #[test]
    fn one_group_makes_way_for_another() {
        let open = [vec![true, true], vec![true, false]];
        assert_eq!(check(&[2, 2], &[2, 2], &open), Ok(vec![vec![0, 2], vec![2, 0]]));
    }

    #[test]
    fn a_lack_of_room_is_named() {
        let open = [vec![true, false, false], vec![true, false, false], vec![true, true, true]];
        let no_room = NoRoom { groups: vec![0, 1], places: vec![0] };
        assert_eq!(check(&[2, 2, 2], &[3, 3, 3], &open), Err(no_room));
    }
}
