//! Groups as a list for a wall or a folder: names and what they work on; no level, no reason, no code.

use serde::Serialize;

use super::rows::GroupsPage;
use crate::domain::Class;
use crate::domain::order::Order;
use crate::domain::roster::names;
use crate::view::board::first_names;

/// The groups of a cycle.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Lists {
    /// "5B".
    pub class: String,
    /// "Groups, 16 November to 4 December".
    pub title: String,
    /// The groups by name.
    pub groups: Vec<ListGroup>,
}

/// A group as it is listed on paper and on the wall.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ListGroup {
    pub name: String,
    /// What it works on, in words; empty where no standard made it.
    pub focus: String,
    /// What lies on its table.
    pub materials: String,
    /// Who, for paper: "Mateo V.".
    pub students: Vec<String>,
    /// Who, for the wall: first names alone, as far as they tell two students apart.
    pub first_names: Vec<String>,
}

/// The lists of a page's groups.
pub fn lists(class: &Class, page: &GroupsPage) -> Lists {
    let (all, firsts) = (names(class), first_names(class));
    let groups = page.groups.iter().map(|group| {
        let called = |names: &std::collections::BTreeMap<_, String>| {
            let ids = group.members.iter().map(|member| member.id.as_str().into());
            let mut here: Vec<String> = ids.filter_map(|id| names.get(&id).cloned()).collect();
            here.order();
            here
        };
        ListGroup {
            name: group.name.clone(),
            focus: if group.code.is_empty() { String::new() } else { group.focus.clone() },
            materials: group.materials.clone(),
            students: called(&all),
            first_names: called(&firsts),
        }
    });
    Lists { class: class.about().name, title: page.title.clone(), groups: groups.collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::grouping::Purpose;
    use crate::domain::standards::tests::math;
    use crate::view::groups::groups_page;
    use crate::view::groups::tests::{proposed, query, sample};

    #[test]
    fn a_list_says_names_and_focus_and_nothing_else() {
        let class = proposed();
        let page = groups_page(&class, &math(), &query(&class, Purpose::Skill));
        let lists = lists(&class, &page);
        assert_eq!(lists.groups.iter().map(|group| group.students.len()).sum::<usize>(), 26);
        assert!(lists.groups.iter().all(|group| !group.focus.is_empty()));
        let all = format!("{lists:?}");
        let reasons =
            page.groups.iter().flat_map(|group| &group.members).map(|member| member.reason.as_str());
        for told in reasons.chain(page.groups.iter().map(|group| group.code.as_str())) {
            assert!(told.is_empty() || !all.contains(told), "{told}");
        }
    }

    #[test]
    fn first_names_stand_alone_where_they_tell_two_apart() {
        let class = sample();
        let page = groups_page(&class, &math(), &query(&class, Purpose::Mixed));
        let lists = lists(&class, &page);
        let firsts: Vec<&String> = lists.groups.iter().flat_map(|group| &group.first_names).collect();
        assert!(firsts.contains(&&"Mateo".to_owned()), "{firsts:?}");
        assert!(lists.groups.iter().all(|group| group.focus.is_empty() && !group.students.is_empty()));
    }
}
