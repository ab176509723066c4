//! A quarter's slots laid over its weeks.

/// Slots of each group in each week: as even as whole slots allow, no week above its own number of slots, and every
/// group in every week that has a slot for each, where the group has as many slots as there are such weeks.
///
/// `amounts` are the slots of each group, together no more than `slots` of all weeks.
pub fn over_weeks(amounts: &[u32], slots: &[u32]) -> Vec<Vec<u32>> {
    let all: u32 = slots.iter().sum();
    let seen: Vec<u32> = amounts.iter().map(|amount| (*amount).min(1)).collect();
    let n_seen: u32 = seen.iter().sum();
    let full = |slots: u32| slots >= n_seen;
    let n_full = slots.iter().filter(|slots| full(**slots)).count() as u32;
    let mut left = amounts.to_vec();
    // What comes out whole, and one for everybody where there is room.
    let mut weeks: Vec<Vec<u32>> = slots
        .iter()
        .map(|&slots| {
            let whole = |amount: u32| (u64::from(amount) * u64::from(slots) / u64::from(all.max(1))) as u32;
            let least = |amount: u32| u32::from(full(slots) && amount >= n_full && amount > 0);
            amounts.iter().map(|&amount| whole(amount).max(least(amount))).collect()
        })
        .collect();
    for (week, &slots) in weeks.iter_mut().zip(slots) {
        for (n, left) in week.iter_mut().zip(&mut left) {
            *n = (*n).min(*left);
            *left -= *n;
        }
        // One for everybody may be more than a small week holds beside what came out whole.
        while week.iter().sum::<u32>() > slots {
            let Some(most) = (0..week.len()).max_by_key(|group| week[*group]) else { break };
            week[most] -= 1;
            left[most] += 1;
        }
    }
    let rest: Vec<u32> = left.clone();
    // The rest, one at a time where it is furthest behind; who needs every week that is left comes first.
    let n_weeks = slots.len() as u32;
    for pass in 0..n_weeks.max(1) {
        for (at, (week, &slots)) in (1..).zip(weeks.iter_mut().zip(slots)) {
            let ahead: u32 = left.iter().sum();
            let room = slots.saturating_sub(week.iter().sum());
            // So many a week that the rest ends with the last week.
            let weeks_left = n_weeks - at + 1;
            let now = if pass == 0 { ahead.div_ceil(weeks_left) } else { ahead };
            let behind = |group: usize, left: &[u32]| {
                let given = rest[group] - left[group];
                (
                    left[group] >= weeks_left,
                    i64::from(rest[group]) * i64::from(at) - i64::from(given) * i64::from(n_weeks),
                )
            };
            let mut served = vec![false; week.len()];
            for _ in 0..now.min(room) {
                let open = (0..week.len()).filter(|group| left[*group] > 0 && !served[*group]);
                let Some(next) = open.max_by_key(|group| behind(*group, &left)) else { break };
                served[next] = true;
                week[next] += 1;
                left[next] -= 1;
            }
        }
        if left.iter().all(|left| *left == 0) {
            break;
        }
    }
    weeks
}
