//! What groups are called after: the lists to choose from, and the class's own.

use serde::Serialize;

use crate::domain::Class;
use crate::domain::grouping::NameList;
use crate::domain::grouping::names::names_of;
use crate::view::text;

/// The lists, and what stands in them.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct NameLists {
    /// Each list: its tag, and what it is called.
    pub lists: Vec<(&'static str, String)>,
    /// The tag of the one in use.
    pub chosen: &'static str,
    /// The names in use, with commas between.
    pub names: String,
    /// The class's own names, one a line; where it has none yet, those in use, to begin with.
    pub own: String,
}

/// What groups of the class are called after.
pub fn name_lists(class: &Class) -> NameLists {
    let about = class.about();
    let names = names_of(&about);
    let lists = NameList::ALL.iter().map(|list| (list.tag(), text::of(called(*list)).to_owned()));
    NameLists {
        lists: lists.collect(),
        chosen: about.name_list.tag(),
        own: if about.own_names.is_empty() { names.join("\n") } else { about.own_names },
        names: names.join(", "),
    }
}

fn called(list: NameList) -> &'static str {
    match list {
        NameList::Trees => "groups.names_trees",
        NameList::Birds => "groups.names_birds",
        NameList::Rivers => "groups.names_rivers",
        NameList::Flowers => "groups.names_flowers",
        NameList::Own => "groups.names_own",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::command::SetGroupNames;
    use crate::domain::grouping::tests::Room;

    #[test]
    fn an_own_list_begins_with_the_names_in_use() {
        let mut room = Room::of(3);
        room.run(SetGroupNames { list: NameList::Birds, own: String::new() }).unwrap();
        let shown = name_lists(&room.class);
        assert_eq!((shown.chosen, shown.lists.len()), ("birds", 5));
        assert!(shown.names.starts_with("Robin, Heron, "));
        assert!(shown.own.starts_with("Robin\nHeron\n"));
        let own = "Owl, Fox, Hare, Newt, Lynx, Mole, Toad, Carp".to_owned();
        room.run(SetGroupNames { list: NameList::Own, own: own.clone() }).unwrap();
        assert_eq!(name_lists(&room.class).names, own);
        room.run(SetGroupNames { list: NameList::Trees, own: String::new() }).unwrap();
        assert!(name_lists(&room.class).own.starts_with("Owl\nFox\n"), "kept for another time");
    }
}
