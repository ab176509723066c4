//! Groups of a cycle: made, moved, swapped, locked, named, ended.

use super::desk::Desk;
use super::{Drawn, Kind, done};
use crate::domain::calendar::{Period, plus_days};
use crate::domain::command::{
    AddPairRule, EndCycle, LockPlacement, MoveStudent, RenameGroup, SetCycleDates, SetGroupNames,
    SetGroupSlot, SetMaterials, SwapStudents, UseGroups,
};
use crate::domain::grouping::interest::topics;
use crate::domain::grouping::names::deal_free;
use crate::domain::grouping::people::{next_period, placements_of, running};
use crate::domain::grouping::{Ask, GroupSearch, GroupSettings, NameList, NewGroup, PairRuleKind, Purpose};
use crate::domain::id::{CycleId, GroupId, StudentId, SubjectId};
use crate::domain::mastery::NextStep;

pub(super) const KINDS: &[Kind] = &[
    Kind("UseGroups", 12, use_groups),
    Kind("MoveStudent", 45, move_student),
    Kind("SwapStudents", 15, swap_students),
    Kind("LockPlacement", 10, lock_placement),
    Kind("RenameGroup", 4, rename_group),
    Kind("AddPairRule", 5, add_pair_rule),
    Kind("SetGroupNames", 2, set_group_names),
    Kind("SetCycleDates", 3, set_cycle_dates),
    Kind("EndCycle", 3, end_cycle),
    Kind("SetMaterials", 8, set_materials),
    Kind("SetGroupSlot", 3, set_group_slot),
];

/// Slices of a search, each about a millisecond.
const SLICES: u32 = 15;

fn use_groups(desk: &mut Desk<'_>) -> Drawn {
    let subject = desk.taught_subject()?;
    let purposes = [Purpose::Skill, Purpose::Skill, Purpose::Skill, Purpose::Mixed, Purpose::Interest];
    let purpose = desk.pick(&purposes)?;
    if desk.chance(0.3) {
        let groups_max = desk.within(2, 5) as usize;
        let settings = GroupSettings { groups_max, ..GroupSettings::default() };
        let ask = Ask { subject, purpose, settings, today: desk.today };
        let mut search = GroupSearch::new(desk.class, desk.catalog, &ask).ok()?;
        let _ = (0..SLICES).any(|_| search.slice());
        return done(UseGroups::from(search.proposal().ok()?));
    }
    by_hand(desk, subject, purpose)
}

/// Groups as a teacher would put them together without the search.
fn by_hand(desk: &mut Desk<'_>, subject: SubjectId, purpose: Purpose) -> Drawn {
    let class = desk.class;
    let last = running(class, &subject, purpose, desk.today);
    let kept = last.filter(|(_, cycle)| cycle.ends.is_some_and(|ends| ends >= desk.today));
    let replaces = kept.filter(|_| purpose == Purpose::Interest || desk.chance(0.7));
    let period = match replaces {
        Some((_, cycle)) => Period { starts: cycle.starts?, ends: cycle.ends? },
        None => next_period(class, &subject, purpose, desk.today),
    };
    let replaces: Option<CycleId> = replaces.map(|(id, _)| id.clone());
    let mut names = deal_free(class, period, purpose, replaces.as_ref());
    let locked = replaces.iter().flat_map(|cycle| locked_in(desk, cycle)).collect::<Vec<_>>();
    names.retain(|name| !locked.iter().any(|(_, own)| own == name));
    let mut at: Vec<String> = Vec::new();
    for (_, name) in &locked {
        if !at.contains(name) {
            at.push(name.clone());
        }
    }
    let n = desk.within(2, 4) as usize;
    at.extend(names.into_iter().take(n.saturating_sub(at.len())));
    let offered = replaces.as_ref().map(|cycle| topics(class, cycle)).unwrap_or_default();
    if at.is_empty() || (purpose == Purpose::Interest && offered.is_empty()) {
        return None;
    }
    let mut groups: Vec<NewGroup> = Vec::new();
    for name in at {
        let standard = desk.standard(&subject);
        let focus = Some(standard).filter(|_| purpose == Purpose::Skill);
        let next_step = desk.pick(&NextStep::LESSONS).filter(|_| focus.is_some());
        let topic = desk.pick(&offered).filter(|_| purpose == Purpose::Interest).unwrap_or_default();
        let (serves, reach) = (focus.clone(), desk.reach());
        groups.push(NewGroup { name, focus, serves, reach, next_step, topic, members: Vec::new() });
    }
    for student in desk.students() {
        let own = locked.iter().find(|(who, _)| *who == student).map(|(_, name)| name);
        let own = groups.iter().position(|group| Some(&group.name) == own);
        let drawn = desk.below(u32::try_from(groups.len()).unwrap_or(1)) as usize;
        groups[own.unwrap_or(drawn)].members.push(student);
    }
    done(UseGroups { subject, purpose, starts: period.starts, ends: period.ends, groups, replaces })
}

/// Who is locked, and the name of the group.
fn locked_in(desk: &Desk<'_>, cycle: &CycleId) -> Vec<(StudentId, String)> {
    let locked = placements_of(desk.class, cycle).filter(|(_, placement)| placement.locked);
    let named = locked.filter_map(|(student, placement)| {
        let group = desk.class.groups.get(placement.group.as_ref()?)?;
        Some((student.clone(), group.name.clone()))
    });
    named.collect()
}

/// A running cycle.
struct Placed {
    cycle: CycleId,
    groups: Vec<GroupId>,
    /// Who is in one of its groups, and whether locked.
    placed: Vec<(StudentId, bool)>,
}

fn placed(desk: &mut Desk<'_>) -> Option<Placed> {
    let (cycle, groups) = desk.cycle()?;
    let here = desk.students();
    let placed = placements_of(desk.class, &cycle).filter(|(student, placement)| {
        here.contains(student) && placement.group.as_ref().is_some_and(|group| groups.contains(group))
    });
    let placed = placed.map(|(student, placement)| (student.clone(), placement.locked)).collect();
    Some(Placed { cycle, groups, placed })
}

fn move_student(desk: &mut Desk<'_>) -> Drawn {
    let Placed { cycle, groups, placed } = placed(desk)?;
    let free: Vec<StudentId> = placed.into_iter().filter(|(_, locked)| !locked).map(|(id, _)| id).collect();
    let student = if desk.chance(0.95) { desk.pick(&free)? } else { desk.student()? };
    let group = desk.pick(&groups)?;
    done(MoveStudent { cycle, student, group })
}

fn swap_students(desk: &mut Desk<'_>) -> Drawn {
    let Placed { cycle, placed, .. } = placed(desk)?;
    let free: Vec<StudentId> = placed.into_iter().filter(|(_, locked)| !locked).map(|(id, _)| id).collect();
    let [one, other] = desk.several(&free, 2).try_into().ok()?;
    done(SwapStudents { cycle, one, other })
}

fn lock_placement(desk: &mut Desk<'_>) -> Drawn {
    let Placed { cycle, placed, .. } = placed(desk)?;
    let locked = placed.iter().filter(|(_, locked)| *locked).count();
    let (student, was) = desk.pick(&placed)?;
    // Locks go again, or after a year everybody has one.
    if !was && locked * 4 > placed.len() {
        return None;
    }
    done(LockPlacement { cycle, student, locked: !was })
}

fn rename_group(desk: &mut Desk<'_>) -> Drawn {
    let group = desk.group()?;
    done(RenameGroup { group, name: desk.text("Group") })
}

fn add_pair_rule(desk: &mut Desk<'_>) -> Drawn {
    let here = |student| desk.class.students.get(student).is_some();
    let rules = desk.class.pair_rules.iter().map(|(pair, _)| pair).filter(|(a, b)| here(a) && here(b));
    let rules: Vec<_> = rules.cloned().collect();
    if let Some((a, b)) = desk.pick(&rules).filter(|_| rules.len() > 4) {
        return done(AddPairRule { a, b, rule: None });
    }
    let [a, b] = desk.some_students(2, 2).try_into().ok()?;
    let rule = desk.pick(PairRuleKind::ALL);
    done(AddPairRule { a, b, rule })
}

fn set_group_names(desk: &mut Desk<'_>) -> Drawn {
    let list = desk.pick(NameList::ALL)?;
    let n = desk.within(0, 50);
    let own: Vec<String> = (n..n + 14).map(|n| format!("Table {n}")).collect();
    done(SetGroupNames { list, own: own.join("\n") })
}

fn set_cycle_dates(desk: &mut Desk<'_>) -> Drawn {
    let (cycle, _) = desk.cycle()?;
    let starts = desk.class.cycles.get(&cycle)?.starts?;
    let ends = plus_days(starts.max(desk.today), i64::from(desk.within(4, 25)));
    done(SetCycleDates { cycle, starts, ends })
}

fn end_cycle(desk: &mut Desk<'_>) -> Drawn {
    let (cycle, _) = desk.cycle()?;
    done(EndCycle { cycle })
}

fn set_materials(desk: &mut Desk<'_>) -> Drawn {
    let group = desk.group()?;
    let materials = if desk.chance(0.9) { desk.text("cards") } else { String::new() };
    done(SetMaterials { group, materials })
}

fn set_group_slot(desk: &mut Desk<'_>) -> Drawn {
    let group = desk.group()?;
    let minutes = desk.within(8, 25);
    done(SetGroupSlot { group, minutes: desk.maybe(0.7, minutes) })
}
