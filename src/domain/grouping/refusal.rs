//! Why no grouping keeps the settings, as a sentence that names the cause and the way out.

use optimize::cover::Impossible;

use crate::domain::id::StudentId;
use crate::domain::rejected::Rejected;
use crate::domain::roster::short_name;
use crate::domain::{Class, Sentence};

/// The sentence for what the search found impossible.
pub fn refusal(class: &Class, students: &[StudentId], why: &Impossible) -> Rejected {
    let name = |member: usize| students.get(member).map(|id| short_name(class, id)).unwrap_or_default();
    refusal_of(&name, why)
}

/// The same, with whoever can name the members.
pub fn refusal_of(name_of: &dyn Fn(usize) -> String, why: &Impossible) -> Rejected {
    let name = |member: &usize| name_of(*member);
    let names = |members: &[usize]| -> Vec<String> { members.iter().map(name).collect() };
    let sentence = match why {
        Impossible::SizesReversed { size } => {
            Sentence::new("groups.no.sizes_reversed").with("fewest", size.0).with("most", size.1)
        }
        Impossible::SizesDoNotAddUp { members, groups, size, nearest_size, nearest_groups } => {
            let key = if nearest_groups.is_some() { "groups.no.sizes_or_groups" } else { "groups.no.sizes" };
            Sentence::new(key)
                .with("students", *members)
                .with("groups", *groups)
                .with("fewest", size.0)
                .with("most", size.1)
                .with("near_fewest", nearest_size.0)
                .with("near_most", nearest_size.1)
                .with("near_groups", nearest_groups.unwrap_or(*groups))
        }
        Impossible::ApartAndTogether { pair, chain } => Sentence::new("groups.no.apart_and_together")
            .with("one", name(&pair.0))
            .with("other", name(&pair.1))
            .with("chain", names(chain)),
        Impossible::LockedToTwoLabels { first, second } => {
            Sentence::new("groups.no.locked_twice").with("one", name(&first.0)).with("other", name(&second.0))
        }
        Impossible::TogetherTooLarge { members, max } => {
            Sentence::new("groups.no.together_too_large").with("names", names(members)).with("most", *max)
        }
        Impossible::TooManyLabelsLocked { labels, most_groups } => {
            Sentence::new("groups.no.too_many_kept").with("kept", labels.len()).with("n", *most_groups)
        }
        Impossible::TooManyApart { members, most_groups } => {
            Sentence::new("groups.no.too_many_apart").with("names", names(members)).with("n", *most_groups)
        }
        Impossible::RulesClash { apart, together, locked } => {
            let pair = |key: &'static str, pair: &(usize, usize)| {
                Sentence::new(key).with("one", name(&pair.0)).with("other", name(&pair.1))
            };
            let apart = apart.iter().map(|rule| pair("groups.pair_is_apart", rule));
            let together = together.iter().map(|rule| pair("groups.pair_is_together", rule));
            let stay =
                locked.iter().map(|(member, _)| Sentence::new("groups.no.stays").with("name", name(member)));
            let rules: Vec<Sentence> = apart.chain(together).chain(stay).collect();
            Sentence::new("groups.no.rules_clash").with("rules", rules)
        }
        _ => Sentence::new("groups.no.nobody"),
    };
    sentence.into()
}
