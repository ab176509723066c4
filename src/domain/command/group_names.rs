//! The command that says what groups are called after.

use super::{Command, Context, Rejected};
use crate::domain::class::ClassInfo;
use crate::domain::grouping::NameList;
use crate::domain::grouping::names::{FEWEST_NAMES, LONGEST_NAME, MOST_NAMES, same, split};
use crate::domain::record::{Changes, longer};
use crate::domain::{Class, Sentence};

/// Says which list the names of the next groups come from. Groups that stand keep theirs.
#[derive(Debug, Clone, PartialEq)]
pub struct SetGroupNames {
    pub list: NameList,
    /// The class's own names, one a line or with commas between; read where the list is its own.
    pub own: String,
}

impl SetGroupNames {
    /// The own names, one a line.
    fn read(&self) -> Result<String, Rejected> {
        let mut names: Vec<&str> = Vec::new();
        for name in split(&self.own) {
            if longer(name, LONGEST_NAME) {
                let start: String = name.chars().take(LONGEST_NAME).collect();
                let sentence = Sentence::new("groups.no.names_long").with("name", start);
                return Err(sentence.with("most", LONGEST_NAME).into());
            }
            if names.iter().any(|other| same(other, name)) {
                return Err(Sentence::new("groups.no.names_twice").with("name", name).into());
            }
            names.push(name);
        }
        let n = names.len();
        if n < FEWEST_NAMES {
            let sentence = Sentence::new("groups.no.names_few").with("n", n);
            return Err(sentence.with("fewest", FEWEST_NAMES).into());
        }
        if n > MOST_NAMES {
            return Err(Sentence::new("groups.no.names_many").with("n", n).with("most", MOST_NAMES).into());
        }
        Ok(names.join("\n"))
    }
}

impl Command for SetGroupNames {
    fn changes(&self, class: &Class, _: &mut Context) -> Result<Changes, Rejected> {
        let (about, key) = (class.about(), ClassInfo::key());
        let mut changes = Changes::default();
        if self.list == NameList::Own {
            let own = self.read()?;
            if own != about.own_names {
                changes.set(&key, ClassInfo::OWN_NAMES, own);
            }
        }
        if self.list != about.name_list {
            changes.set(&key, ClassInfo::NAME_LIST, self.list);
        }
        Ok(changes)
    }

    fn label(&self, _: &Class) -> Sentence {
        Sentence::new("undo.group_names")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::grouping::Purpose;
    use crate::domain::grouping::names::names_of;
    use crate::domain::grouping::tests::Room;

    fn own(text: &str) -> SetGroupNames {
        SetGroupNames { list: NameList::Own, own: text.into() }
    }

    #[test]
    fn what_cannot_be_a_list_is_named() {
        let mut room = Room::of(12);
        for (text, key) in [
            ("", "groups.no.names_few"),
            ("a b c d e f g h", "groups.no.names_few"),
            ("a,b,c,d,e,f,g", "groups.no.names_few"),
            ("a,b,c,d,e,f,g,h, É, é", "groups.no.names_twice"),
            ("a,b,c,d,e,f,g,A", "groups.no.names_twice"),
            ("a,b,c,d,e,f,g,The mighty saber-toothed tigers", "groups.no.names_long"),
        ] {
            assert_eq!(room.run(own(text)).unwrap_err().0.key, key, "{text}");
        }
        let many: Vec<String> = (0..=MOST_NAMES).map(|n| n.to_string()).collect();
        assert_eq!(room.run(own(&many.join(","))).unwrap_err().0.key, "groups.no.names_many");
        assert_eq!(room.class.about().name_list, NameList::Trees);
        room.run(own(&many[1..].join("\n"))).unwrap();
        assert_eq!(names_of(&room.class.about()).len(), MOST_NAMES);
    }

    #[test]
    fn the_next_groups_are_called_after_the_list() {
        let names = ["Owl", "Fox", "Hare", "Newt", "Lynx", "Mole", "Toad", "Carp"];
        let mut room = Room::of(12);
        room.run(own(&names.join(", "))).unwrap();
        let called = |room: &Room| -> Vec<String> {
            let proposal =
                crate::domain::grouping::propose_mixed(&room.class, &room.ask(Purpose::Mixed), 1000);
            proposal.unwrap().groups.into_iter().map(|group| group.name).collect()
        };
        let groups = called(&room);
        assert!(groups.len() > 1 && groups.iter().all(|name| names.contains(&name.as_str())), "{groups:?}");
        // The own list is kept while another is used.
        room.run(SetGroupNames { list: NameList::Rivers, own: String::new() }).unwrap();
        assert!(called(&room).iter().all(|name| !names.contains(&name.as_str())));
        assert_eq!(room.class.about().own_names, names.join("\n"));
    }
}
