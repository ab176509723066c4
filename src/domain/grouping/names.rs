//! Neutral names, dealt afresh each cycle: no name can come to mean a level.

use optimize::Random;

use super::people::groups_of;
use super::records::{Cycle, NameList, Purpose};
use crate::domain::calendar::Period;
use crate::domain::class::ClassInfo;
use crate::domain::id::CycleId;
use crate::domain::letters::fold;
use crate::domain::{Class, Date};

/// The fewest names of a class's own list: four skill groups and four mixed groups of the same weeks share none.
pub const FEWEST_NAMES: usize = 8;
/// The most names of a class's own list.
pub const MOST_NAMES: usize = 60;
/// The most characters of a name.
pub const LONGEST_NAME: usize = 30;

const TREES: [&str; 12] =
    ["Oak", "Maple", "Cedar", "Birch", "Willow", "Ash", "Elm", "Pine", "Rowan", "Alder", "Linden", "Hazel"];
const BIRDS: [&str; 12] = [
    "Robin", "Heron", "Wren", "Finch", "Swift", "Plover", "Tern", "Osprey", "Oriole", "Lark", "Egret",
    "Puffin",
];
const RIVERS: [&str; 12] = [
    "Nile", "Amazon", "Danube", "Niger", "Mekong", "Yukon", "Ganges", "Orinoco", "Volta", "Murray", "Rhine",
    "Tigris",
];
const FLOWERS: [&str; 12] = [
    "Aster", "Lupine", "Clover", "Iris", "Poppy", "Violet", "Yarrow", "Tulip", "Dahlia", "Lilac", "Marigold",
    "Peony",
];

/// The names that a class's groups are dealt from; trees where its own list holds none.
pub fn names_of(about: &ClassInfo) -> Vec<String> {
    let list = match about.name_list {
        NameList::Trees => TREES,
        NameList::Birds => BIRDS,
        NameList::Rivers => RIVERS,
        NameList::Flowers => FLOWERS,
        NameList::Own => {
            let mut own: Vec<String> = Vec::new();
            for name in split(&about.own_names) {
                if !own.iter().any(|other| same(other, name)) {
                    own.push(name.to_owned());
                }
            }
            if !own.is_empty() {
                return own;
            }
            TREES
        }
    };
    list.map(str::to_owned).to_vec()
}

/// Names as a person types them: one a line, or with commas between.
pub fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split(['\n', ',', ';']).map(str::trim).filter(|name| !name.is_empty())
}

/// The names of a class's cycle that starts on this day, in the order in which they are dealt. Mixed groups are dealt
/// from the other end, so that groups of the same weeks share no name.
pub fn deal(class: &Class, starts: Date, purpose: Purpose) -> Vec<String> {
    let mut names = names_of(&class.about());
    let mut random = Random::new(seed(starts));
    for at in (1..u32::try_from(names.len()).unwrap_or(0)).rev() {
        names.swap(index(at), index(random.below(at + 1)));
    }
    if purpose == Purpose::Mixed {
        names.reverse();
    }
    // More groups than names are rare; then a name comes again with a number.
    let again = (2..10).flat_map(|round| names.iter().map(move |name| format!("{name} {round}")));
    let again: Vec<String> = again.filter(|name| !names.iter().any(|other| same(other, name))).collect();
    names.into_iter().chain(again).collect()
}

/// The names of a new cycle, but for those that a group of the same days has; the cycle that it replaces gives its names
/// back.
pub fn deal_free(class: &Class, period: Period, purpose: Purpose, replaces: Option<&CycleId>) -> Vec<String> {
    let taken = names_at(class, period, replaces);
    let mut names = deal(class, period.starts, purpose);
    names.retain(|name| !taken.iter().any(|other| same(other, name)));
    names
}

/// Names of the groups that stand on some day of a period, but for those of one cycle.
pub fn names_at(class: &Class, period: Period, but: Option<&CycleId>) -> Vec<String> {
    let meets = |cycle: &Cycle| {
        cycle.starts.is_none_or(|starts| starts <= period.ends)
            && cycle.ends.is_none_or(|ends| period.starts <= ends)
    };
    // Days on which everybody is together have one group, which is called that.
    let counts = |cycle: &Cycle| cycle.purpose != Purpose::WholeClass && meets(cycle);
    let cycles = class.cycles.iter().filter(|(id, cycle)| Some(*id) != but && counts(cycle));
    let groups = cycles.flat_map(|(id, _)| groups_of(class, id));
    groups.map(|(_, group)| group.name.clone()).collect()
}

/// One seed a day.
pub fn seed(day: Date) -> u64 {
    let (year, month, date) = (day.year(), day.month(), day.day());
    u64::from(year.unsigned_abs()) * 10_000 + u64::from(month) * 100 + u64::from(date)
}

fn index(at: u32) -> usize {
    usize::try_from(at).unwrap_or(0)
}

/// Whether two names or topics are one: they are where they differ in case, accents or spaces only.
pub fn same(one: &str, other: &str) -> bool {
    fold(one.trim()) == fold(other.trim())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::Value;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn class(list: NameList, own: &str) -> Class {
        let mut class = Class::default();
        class.set("class", "class", "name_list", &Value::Text(list.tag().into()));
        class.set("class", "class", "own_names", &Value::Text(own.into()));
        class
    }

    #[test]
    fn names_are_dealt_afresh_each_cycle_and_the_same_within_one() {
        let class = Class::default();
        let first = deal(&class, day("2026-11-16"), Purpose::Skill);
        assert_eq!(first, deal(&class, day("2026-11-16"), Purpose::Skill));
        assert_ne!(first[..4], deal(&class, day("2026-12-07"), Purpose::Skill)[..4]);
    }

    #[test]
    fn names_of_every_list_differ_and_two_purposes_share_none() {
        for list in NameList::ALL {
            let class = class(*list, "Ada, Bo, Cy, Di, Ed, Flo, Gus, Hal, Ida, Jo, Kit, Lu");
            let skill = deal(&class, day("2026-11-16"), Purpose::Skill);
            let mut sorted = skill.clone();
            sorted.sort();
            sorted.dedup();
            assert_eq!(sorted.len(), skill.len());
            assert!(skill.iter().all(|name| name.chars().count() <= LONGEST_NAME));
            let mixed = deal(&class, day("2026-11-16"), Purpose::Mixed);
            assert!(skill[..6].iter().all(|name| !mixed[..6].contains(name)), "{list:?}");
        }
    }

    #[test]
    fn own_names_are_read_by_lines_and_commas_each_once() {
        let own = class(NameList::Own, " Owl,Fox\nHare;;owl \n\n Fox 2");
        assert_eq!(names_of(&own.about()), ["Owl", "Fox", "Hare", "Fox 2"]);
        let dealt = deal(&own, day("2026-11-16"), Purpose::Skill);
        assert_eq!(dealt.iter().filter(|name| *name == "Fox 2").count(), 1, "no name comes twice");
        assert!(dealt.len() > 12, "enough for any class");
        // A copy without typed words still has names.
        assert_eq!(names_of(&class(NameList::Own, " , ").about()), TREES);
    }
}
