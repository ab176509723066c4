//! Mixed groups: everybody with everybody over the year, each group a fair sample of the class.

use optimize::cover::{CoverProblem, CoverSearch, Impossible};
use optimize::mixed::{BrokenRule, MixedProblem, MixedRound, MixedSearch, even_sizes};

use super::cover::{Scene, dealt};
use super::focus::Focus;
use super::kept::{Kept, pairs};
use super::met::{is_company, met};
use super::names::seed;
use super::proposal::{Ask, Proposal};
use super::refusal::refusal;
use super::traits::Traits;

use crate::domain::rejected::Rejected;
use crate::domain::roster::short_name;
use crate::domain::{Class, Sentence};

/// A search for mixed groups: make it, call `step` as long as there is time, read `proposal` at any time.
#[derive(Debug, Clone)]
pub struct MixedGroups {
    scene: Scene,
    search: MixedSearch,
    kept: Vec<Kept>,
    names: Vec<String>,
}

impl MixedGroups {
    /// Prepares the search. Groups are balanced by the students' numbers and levels, where there are any, and their
    /// tags are spread.
    ///
    /// # Errors
    /// A sentence that names which settings cannot be kept.
    pub fn new(class: &Class, ask: &Ask) -> Result<Self, Rejected> {
        let scene = Scene::of(class, ask)?;
        let n = scene.students.len();
        let kept = scene.kept(class, true);
        let groups = n_groups(n, ask)?.max(kept.len());
        let mut sizes = even_sizes(n, groups);
        make_room(&mut sizes, &kept);
        let placed = kept.iter().enumerate();
        let placed = placed.flat_map(|(at, group)| group.members.iter().map(move |member| (*member, at)));
        let placed: Vec<(usize, usize)> = placed.collect();
        let (apart, together) = pairs(class, &scene.students);
        can_be_kept(&sizes, &placed, &apart, &together)
            .map_err(|why| refusal(class, &scene.students, &why))?;
        let round = MixedRound { sizes, absent: Vec::new(), placed };
        let traits = Traits::of(class, &ask.subject, &scene.students, ask.today);
        let problem = MixedProblem {
            members: n,
            rounds: vec![round],
            apart,
            together,
            met: met(class, &scene.students, |id, cycle| {
                Some(id) != scene.replaces.as_ref() && is_company(class, cycle, ask.today)
            })
            .into_iter()
            .map(|((one, other), times)| (one, other, times))
            .collect(),
            numbers: traits.numbers(),
            tags: traits.tags.into_iter().map(|(_, bearers)| bearers).collect(),
            seed: seed(scene.period.starts),
            ..MixedProblem::default()
        };
        let names = scene.students.iter().map(|id| short_name(class, id)).collect();
        let search = MixedSearch::new(problem).map_err(|_| Rejected::because("groups.no.kept_too_many"))?;
        Ok(Self { scene, search, kept, names })
    }

    /// Does at most `n` steps; true once nothing can be better.
    pub fn step(&mut self, n: u32) -> bool {
        self.search.step(n).done
    }

    /// The best groups so far.
    ///
    /// # Errors
    /// Where a rule for a pair cannot be kept.
    pub fn proposal(&self) -> Result<Proposal, Rejected> {
        let report = self.search.report();
        let broken = report.broken.iter().find(|broken| {
            matches!(broken.rule, BrokenRule::Apart | BrokenRule::Together) && broken.members.len() == 2
        });
        if let Some(broken) = broken {
            let name = |at: usize| self.names.get(broken.members[at]).cloned().unwrap_or_default();
            let apart = broken.rule == BrokenRule::Apart;
            let key = if apart { "groups.no.pair_apart" } else { "groups.no.pair_together" };
            return Err(Sentence::new(key).with("one", name(0)).with("other", name(1)).into());
        }
        let round = self.search.best().first().cloned().unwrap_or_default();
        let groups = round.into_iter().enumerate().filter(|(_, members)| !members.is_empty());
        let groups = groups.map(|(at, members)| {
            (Focus::default(), members, self.kept.get(at).map(|kept| kept.name.clone()))
        });
        Ok(dealt(&self.scene, groups.collect(), |_, _| Some(Sentence::new("groups.reason.mixed"))))
    }
}

/// How many groups: as few as the largest size allows, at least as many as it takes.
fn n_groups(students: usize, ask: &Ask) -> Result<usize, Rejected> {
    let (fewest, most) = ask.settings.size_for(students);
    let fits = |groups: usize| groups * fewest <= students && students <= groups * most;
    let groups = (1..=ask.settings.groups_max.min(students)).rev().find(|groups| fits(*groups));
    groups.ok_or_else(|| {
        let key = if fewest > most { "groups.no.sizes_reversed" } else { "groups.no.mixed_sizes" };
        Sentence::new(key)
            .with("students", students)
            .with("groups", ask.settings.groups_max)
            .with("fewest", fewest)
            .with("most", most)
            .into()
    })
}

/// Whether there are any groups of these sizes that keep the rules; else the rules that clash, none too many.
fn can_be_kept(
    sizes: &[usize],
    placed: &[(usize, usize)],
    apart: &[(usize, usize)],
    together: &[(usize, usize)],
) -> Result<(), Impossible> {
    // Groups of skill whose skill counts nothing: a group from which somebody stays has a label of its own.
    let labels = 1 + placed.iter().map(|(_, group)| *group).max().unwrap_or(0);
    let size = (sizes.iter().min().copied().unwrap_or(0), sizes.iter().max().copied().unwrap_or(0));
    let problem = CoverProblem {
        need: vec![vec![0.0; labels]; sizes.iter().sum()],
        groups: sizes.len(),
        size,
        apart: apart.to_vec(),
        together: together.to_vec(),
        locked: placed.to_vec(),
        ..CoverProblem::default()
    };
    CoverSearch::new(problem).map(|_| ())
}

/// A group from which more students stay than its even share gets their seats from the largest others.
fn make_room(sizes: &mut [usize], kept: &[Kept]) {
    let stay = |at: usize| kept.get(at).map_or(0, |group| group.members.len());
    for at in 0..kept.len().min(sizes.len()) {
        while sizes[at] < stay(at) {
            let spare = |other: &usize| *other != at && sizes[*other] > stay(*other);
            let Some(from) = (0..sizes.len()).filter(spare).max_by_key(|other| sizes[*other]) else { return };
            sizes[from] -= 1;
            sizes[at] += 1;
        }
    }
}

/// Mixed groups in one call, for tests and use without a page.
///
/// # Errors
/// As [`MixedGroups::new`] and [`MixedGroups::proposal`].
pub fn propose_mixed(class: &Class, ask: &Ask, steps: u32) -> Result<Proposal, Rejected> {
    let mut search = MixedGroups::new(class, ask)?;
    search.step(steps);
    search.proposal()
}
