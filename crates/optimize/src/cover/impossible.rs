//! Why a cover question has no answer, as data for a sentence that names the cause, and the checks that find it.

use super::problem::CoverProblem;
use super::units::{Units, components};
use crate::split::{Division, Split, split};

/// Which list of the problem a bad entry stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// `apart`
    Apart,
    /// `together`
    Together,
    /// `locked`
    Locked,
}

/// Why no grouping can be made.
#[derive(Clone, Debug, PartialEq)]
pub enum Impossible {
    /// There are no members, no labels or no groups.
    Nothing,
    /// This member's row of needs is not as long as the first one.
    RowLength { member: usize, expected: usize, found: usize },
    /// There are families, but not one for each label.
    FamilyLength { expected: usize, found: usize },
    /// This need is not a number in 0..=1.
    NeedOutOfRange { member: usize, label: usize },
    /// A rule names a member that does not exist.
    NoSuchMember { rule: Rule, member: usize, members: usize },
    /// A lock names a label that does not exist.
    NoSuchLabel { member: usize, label: usize, labels: usize },
    /// A member is to be kept apart from itself.
    ApartFromSelf { member: usize },
    /// The fewest members of a group are more than the most, or the most is 0.
    SizesReversed { size: (usize, usize) },
    /// No number of groups up to `groups` fits the members. `nearest_size` would, with the same `groups`;
    /// `nearest_groups`, where there is one, would with the same size.
    SizesDoNotAddUp {
        members: usize,
        groups: usize,
        size: (usize, usize),
        nearest_size: (usize, usize),
        nearest_groups: Option<usize>,
    },
    /// The pair is to be apart, but the chain of `together` rules from one to the other binds them.
    ApartAndTogether { pair: (usize, usize), chain: Vec<usize> },
    /// Two locks, each `(member, label)`, for one member or for members who must be together.
    LockedToTwoLabels { first: (usize, usize), second: (usize, usize) },
    /// These members must all be together, but a group holds at most `max`.
    TogetherTooLarge { members: Vec<usize>, max: usize },
    /// These labels each need a group, but there can be at most `most_groups`.
    TooManyLabelsLocked { labels: Vec<usize>, most_groups: usize },
    /// These members are all to be apart from each other, but there can be at most `most_groups`.
    TooManyApart { members: Vec<usize>, most_groups: usize },
    /// These rules cannot be kept at once with the sizes; without any one of them the rest could.
    RulesClash { apart: Vec<(usize, usize)>, together: Vec<(usize, usize)>, locked: Vec<(usize, usize)> },
}

/// Placements looked at when asking whether the rules can be kept at all. Beyond it the search itself decides.
const SPLIT_BUDGET: u32 = 50_000;
/// The same when looking for the rules to blame: a rule that would take longer to acquit is named.
const BLAME_BUDGET: u32 = 5_000;

/// All units in groups, labels aside, where that was found.
type FirstParts = Option<Vec<Vec<usize>>>;

/// Checks a problem from its plainest faults to the clash of several rules. On success: the units, and a
/// division of all units into groups that keeps every rule, unless the budget ran out before one was found.
pub(super) fn check(problem: &CoverProblem) -> Result<(Units, FirstParts), Impossible> {
    numbers_are_in_range(problem)?;
    sizes_add_up(problem)?;
    together_fits(problem)?;
    locks_agree(problem)?;
    let units = Units::new(problem);
    enough_groups(&units)?;
    match divide_all(&units, SPLIT_BUDGET) {
        Split::Parts(parts) => Ok((units, Some(parts))),
        Split::Unknown => Ok((units, None)),
        Split::Never => Err(smallest_clash(problem)),
    }
}

fn numbers_are_in_range(problem: &CoverProblem) -> Result<(), Impossible> {
    let members = problem.need.len();
    let labels = problem.need.first().map_or(0, Vec::len);
    if members == 0 || labels == 0 || problem.groups == 0 {
        return Err(Impossible::Nothing);
    }
    for (member, row) in problem.need.iter().enumerate() {
        if row.len() != labels {
            return Err(Impossible::RowLength { member, expected: labels, found: row.len() });
        }
        if let Some(label) = row.iter().position(|need| !(0.0..=1.0).contains(need)) {
            return Err(Impossible::NeedOutOfRange { member, label });
        }
    }
    if !problem.family.is_empty() && problem.family.len() != labels {
        return Err(Impossible::FamilyLength { expected: labels, found: problem.family.len() });
    }
    for (rule, pairs) in [(Rule::Apart, &problem.apart), (Rule::Together, &problem.together)] {
        for &(a, b) in pairs {
            if let Some(member) = [a, b].into_iter().find(|&m| m >= members) {
                return Err(Impossible::NoSuchMember { rule, member, members });
            }
            if rule == Rule::Apart && a == b {
                return Err(Impossible::ApartFromSelf { member: a });
            }
        }
    }
    for &(member, label) in &problem.locked {
        if member >= members {
            return Err(Impossible::NoSuchMember { rule: Rule::Locked, member, members });
        }
        if label >= labels {
            return Err(Impossible::NoSuchLabel { member, label, labels });
        }
    }
    Ok(())
}

fn sizes_add_up(problem: &CoverProblem) -> Result<(), Impossible> {
    let (members, groups, size) = (problem.need.len(), problem.groups, problem.size);
    if size.0 > size.1 || size.1 == 0 {
        return Err(Impossible::SizesReversed { size });
    }
    let fits = |n_groups: usize, low: usize, high: usize| {
        n_groups >= 1 && n_groups.saturating_mul(low) <= members && members <= n_groups.saturating_mul(high)
    };
    let any_fits = |most: usize, low, high| (1..=most.min(members)).any(|n_groups| fits(n_groups, low, high));
    if any_fits(groups, size.0, size.1) {
        return Ok(());
    }
    let mut nearest_size = (1, members);
    let mut least_change = usize::MAX;
    for low in 1..=size.0.max(1) {
        for high in size.1..=members.max(size.1) {
            let change = size.0.saturating_sub(low) + (high - size.1);
            if change < least_change && any_fits(groups, low, high) {
                (least_change, nearest_size) = (change, (low, high));
            }
        }
    }
    let nearest_groups = (groups + 1..=members).find(|&n_groups| fits(n_groups, size.0, size.1));
    Err(Impossible::SizesDoNotAddUp { members, groups, size, nearest_size, nearest_groups })
}

fn together_fits(problem: &CoverProblem) -> Result<(), Impossible> {
    let (unit_of, units) = components(problem.need.len(), &problem.together);
    for &pair in &problem.apart {
        if unit_of[pair.0] == unit_of[pair.1] {
            let chain = chain(&problem.together, pair.0, pair.1, problem.need.len());
            return Err(Impossible::ApartAndTogether { pair, chain });
        }
    }
    match units.into_iter().find(|members| members.len() > problem.size.1) {
        Some(members) => Err(Impossible::TogetherTooLarge { members, max: problem.size.1 }),
        None => Ok(()),
    }
}

/// The shortest chain of `together` pairs from one member to another, both included.
fn chain(together: &[(usize, usize)], from: usize, to: usize, n_members: usize) -> Vec<usize> {
    let mut before = vec![None; n_members];
    let mut queue = vec![from];
    let mut next = 0;
    while let Some(&member) = queue.get(next) {
        next += 1;
        for &(a, b) in together {
            let other = if a == member { b } else { a };
            if (a == member || b == member) && other != from && before[other].is_none() {
                before[other] = Some(member);
                queue.push(other);
            }
        }
    }
    let mut path = vec![to];
    let mut at = to;
    while let Some(member) = before[at] {
        path.push(member);
        at = member;
    }
    path.reverse();
    path
}

fn locks_agree(problem: &CoverProblem) -> Result<(), Impossible> {
    let (unit_of, _) = components(problem.need.len(), &problem.together);
    for (i, &second) in problem.locked.iter().enumerate() {
        let differs = |first: &&(usize, usize)| unit_of[first.0] == unit_of[second.0] && first.1 != second.1;
        if let Some(&first) = problem.locked[..i].iter().find(differs) {
            return Err(Impossible::LockedToTwoLabels { first, second });
        }
    }
    Ok(())
}

fn enough_groups(units: &Units) -> Result<(), Impossible> {
    let most_groups = units.groups.1;
    let mut labels: Vec<usize> = units.lock.iter().flatten().copied().collect();
    labels.sort_unstable();
    labels.dedup();
    if labels.len() > most_groups {
        return Err(Impossible::TooManyLabelsLocked { labels, most_groups });
    }
    let mut budget = SPLIT_BUDGET;
    let all: Vec<usize> = (0..units.len()).filter(|&unit| !units.apart[unit].is_empty()).collect();
    if let Some(clique) = clique(&units.apart, &all, most_groups + 1, &mut budget) {
        let mut members: Vec<usize> = clique.iter().map(|&unit| units.members[unit][0]).collect();
        members.sort_unstable();
        return Err(Impossible::TooManyApart { members, most_groups });
    }
    Ok(())
}

/// `wanted` units among `from` that are all apart from each other.
fn clique(apart: &[Vec<usize>], from: &[usize], wanted: usize, budget: &mut u32) -> Option<Vec<usize>> {
    if wanted == 0 {
        return Some(Vec::new());
    }
    for (i, &unit) in from.iter().enumerate() {
        if from.len() - i < wanted {
            return None;
        }
        *budget = budget.checked_sub(1)?;
        let rest: Vec<usize> = from[i + 1..].iter().copied().filter(|o| apart[unit].contains(o)).collect();
        if let Some(mut found) = clique(apart, &rest, wanted - 1, budget) {
            found.push(unit);
            return Some(found);
        }
    }
    None
}

/// All units into groups, labels aside. That decides whether there is an answer at all: two units locked to
/// different labels clash, and every group without a lock may take any label.
fn divide_all(units: &Units, budget: u32) -> Split {
    let items: Vec<usize> = (0..units.len()).collect();
    let clash = units.clashes();
    let mut outcome = Split::Never;
    // More groups first: they can cover more.
    for parts in (units.groups.0..=units.groups.1).rev() {
        let sizes = vec![units.size; parts];
        let division =
            Division { items: &items, weight: &units.weight, clash: &clash, sizes: &sizes, pinned: &[] };
        match split(&division, budget) {
            Split::Never => {}
            Split::Unknown => outcome = Split::Unknown,
            found => return found,
        }
    }
    outcome
}

/// Drops every rule whose absence leaves the rest still impossible (a deletion filter: Chinneck and Dravnieks
/// 1991); what remains is a smallest clash, though maybe not the only one.
fn smallest_clash(problem: &CoverProblem) -> Impossible {
    let mut kept = problem.clone();
    let still_impossible =
        |trial: &CoverProblem| divide_all(&Units::new(trial), BLAME_BUDGET) == Split::Never;
    for i in (0..kept.locked.len()).rev() {
        let mut trial = kept.clone();
        trial.locked.remove(i);
        if still_impossible(&trial) {
            kept = trial;
        }
    }
    for i in (0..kept.apart.len()).rev() {
        let mut trial = kept.clone();
        trial.apart.remove(i);
        if still_impossible(&trial) {
            kept = trial;
        }
    }
    for i in (0..kept.together.len()).rev() {
        let mut trial = kept.clone();
        trial.together.remove(i);
        if still_impossible(&trial) {
            kept = trial;
        }
    }
    Impossible::RulesClash { apart: kept.apart, together: kept.together, locked: kept.locked }
}
