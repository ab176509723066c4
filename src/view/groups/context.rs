//! What a group's lesson could be about: interests that several of its members share.

use std::collections::BTreeMap;

use crate::domain::Class;
use crate::domain::id::StudentId;
use crate::domain::order::Order;

/// The most that are listed.
const MOST: usize = 3;

/// Interests that two or more of these students have, the most shared first. What a student likes stands as it was
/// typed, one interest from the next by a comma, a semicolon or a line.
pub(super) fn shared_interests<'a>(
    class: &Class,
    students: impl Iterator<Item = &'a StudentId>,
) -> Vec<String> {
    let mut found: BTreeMap<String, (String, usize)> = BTreeMap::new();
    for student in students.filter_map(|student| class.students.get(student)) {
        let mut own: BTreeMap<String, String> = BTreeMap::new();
        for interest in student.interests.split([',', ';', '\n']).map(str::trim).filter(|one| !one.is_empty())
        {
            own.entry(interest.to_lowercase()).or_insert_with(|| interest.to_owned());
        }
        for (key, interest) in own {
            found.entry(key).or_insert((interest, 0)).1 += 1;
        }
    }
    let mut shared: Vec<(String, usize)> =
        found.into_values().filter(|(_, students)| *students > 1).collect();
    shared.order_by(|one, other| other.1.cmp(&one.1));
    shared.into_iter().take(MOST).map(|(interest, _)| interest).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::Changes;
    use crate::domain::roster::Student;

    #[test]
    fn what_two_share_is_listed_most_shared_first() {
        let mut changes = Changes::default();
        let likes = ["soccer, Space", "space; drawing", "Soccer,soccer\nchess", "SPACE", ""];
        let ids: Vec<StudentId> = (0..likes.len()).map(|at| StudentId(format!("s{at}"))).collect();
        for (id, likes) in ids.iter().zip(likes) {
            changes.set(id, Student::INTERESTS, likes.to_owned());
        }
        let mut class = Class::default();
        class.apply(&changes.0);
        assert_eq!(shared_interests(&class, ids.iter()), ["Space", "soccer"]);
        assert!(shared_interests(&class, ids[..1].iter()).is_empty(), "nobody to share with");
    }
}
