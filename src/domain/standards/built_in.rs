//! The frameworks that come with Rondo, and which of them a class needs: the page fetches no other.

use crate::domain::Class;

crate::tags! {
    /// A framework that comes with Rondo.
    BuiltIn {
        /// Math of the Common Core, kindergarten to grade 8.
        Math = "ccss-math",
        /// English language arts of the Common Core, kindergarten to grade 8.
        Ela = "ccss-ela",
    }
}

impl BuiltIn {
    /// Its tables of standards, edges and domains in `data/standards/`.
    pub const fn files(self) -> [&'static str; 3] {
        match self {
            Self::Math => ["ccss-math.csv", "ccss-math-edges.csv", "domains.csv"],
            Self::Ela => ["ccss-ela.csv", "ccss-ela-edges.csv", "ccss-ela-domains.csv"],
        }
    }

    /// What a class needs: math, unless it says otherwise, and what its subjects follow.
    pub fn wanted(class: &Class) -> Vec<Self> {
        let follows = |wanted: &Self| {
            let named = class.subjects.iter().filter_map(|(_, subject)| subject.framework.as_ref());
            named.into_iter().any(|framework| framework.as_str() == wanted.tag())
        };
        Self::ALL.iter().copied().filter(|one| *one == Self::Math || follows(one)).collect()
    }
}
