//! Units and standards as the standards page prints them.

use crate::domain::id::{StandardId, SubjectId, UnitId};
use crate::domain::order::Order;
use crate::domain::standards::{Catalog, Grade, unit_standards};
use crate::domain::{Class, Sentence};
use crate::view::text;

/// Results that a search prints; more would only be scrolled past.
const SHOWN: usize = 12;

/// A standard in a unit, in a search, or beside another standard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandardRow {
    pub id: StandardId,
    /// Code as people write it.
    pub code: String,
    /// Our own short label, or the class's.
    pub label: String,
    /// Domain, emphasis and what it stands on.
    pub details: String,
}

/// One unit with its standards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitRow {
    pub id: UnitId,
    /// Its subject; its priorities count there.
    pub subject: SubjectId,
    pub title: String,
    /// "2 November to 18 December".
    pub when: String,
    /// "18 December".
    pub ends_in_words: String,
    /// Standards in the order in which the unit needs them.
    pub standards: Vec<StandardRow>,
}

/// All units, the newest first.
pub fn unit_rows(class: &Class, catalog: &Catalog) -> Vec<UnitRow> {
    let mut units: Vec<_> = class.units.iter().collect();
    units.order_by_key(|(_, unit)| std::cmp::Reverse(unit.starts));
    let row = |(id, unit): (&UnitId, &crate::domain::standards::Unit)| {
        let day = |day: Option<_>| day.map(text::date).unwrap_or_default();
        let when = Sentence::new("unit.when").with("starts", day(unit.starts)).with("ends", day(unit.ends));
        UnitRow {
            id: id.clone(),
            subject: unit.subject.clone().unwrap_or_default(),
            title: unit.title.clone(),
            when: text::say(&when),
            ends_in_words: day(unit.ends),
            standards: unit_standards(class, id).iter().map(|id| standard_row(class, catalog, id)).collect(),
        }
    };
    units.into_iter().map(row).collect()
}

/// Standards that a search finds: the class's own first, then the built-in ones with those of the class's grade first.
pub fn found(class: &Class, catalog: &Catalog, query: &str) -> Vec<StandardRow> {
    let query = query.trim();
    if query.is_empty() {
        return Vec::new();
    }
    let plain = crate::domain::letters::fold(query);
    // Those of a framework from a file are in the catalog, where the class's grade comes first.
    let typed = class.own_standards.iter().filter(|(_, standard)| standard.rank.is_none());
    let own = typed.filter(|(id, standard)| {
        crate::domain::letters::fold(&format!("{id} {}", standard.label)).contains(&plain)
    });
    let mut ids: Vec<StandardId> = own.map(|(id, _)| id.clone()).collect();
    let of_grade = |grade| catalog.search(query, grade).into_iter().map(|standard| standard.id.clone());
    let grade = Grade::parse(&class.about().grade);
    for id in grade.into_iter().flat_map(|grade| of_grade(Some(grade))).chain(of_grade(None)) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids.iter().take(SHOWN).map(|id| standard_row(class, catalog, id)).collect()
}

/// One standard, from the class where it is its own, else from the catalog; a code alone where neither knows it.
pub fn standard_row(class: &Class, catalog: &Catalog, id: &StandardId) -> StandardRow {
    let own = class.own_standards.get(id);
    let built_in = catalog.get(id);
    let label = own.map(|own| own.label.clone()).or_else(|| built_in.map(|standard| standard.label.clone()));
    let mut details = Vec::new();
    if let Some(standard) = built_in {
        details.extend(catalog.domain_name(&standard.domain).map(str::to_owned));
        details.extend(standard.emphasis.label().map(|weight| text::say(&weight)));
    }
    let before: Vec<String> = catalog.prerequisites(id).iter().map(|id| id.as_str().to_owned()).collect();
    if !before.is_empty() {
        details.push(text::say(&Sentence::new("unit.stands_on").with("codes", before)));
    }
    StandardRow {
        id: id.clone(),
        code: own
            .map(|own| own.code.clone())
            .filter(|code| !code.is_empty())
            .unwrap_or_else(|| id.as_str().to_owned()),
        label: label.unwrap_or_default(),
        details: details.join(" · "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::Value;
    use crate::domain::standards::tests::math;

    #[test]
    fn codes_however_typed_and_words_find_the_standard() {
        let (class, catalog) = (Class::default(), math());
        for query in ["5.NF.1", "CCSS.MATH.CONTENT.5.NF.A.1", "5.NF.A.1", "unlike denominators"] {
            assert_eq!(found(&class, &catalog, query)[0].code, "5.NF.A.1", "{query}");
        }
        assert!(found(&class, &catalog, "").is_empty());
        assert!(found(&class, &catalog, "zebra").is_empty());
    }

    #[test]
    fn the_class_s_own_grade_and_standards_come_first() {
        let (mut class, catalog) = (Class::default(), math());
        class.set("class", "class", "grade", &Value::Text("4".into()));
        assert!(found(&class, &catalog, "fractions")[0].code.starts_with('4'));
        class.set("standard", "HABIT.1", "label", &Value::Text("Asks about fractions".into()));
        assert_eq!(found(&class, &catalog, "fractions")[0].code, "HABIT.1");
    }
}
