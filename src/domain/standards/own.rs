//! The class's own standards laid over a built-in catalog, so that everything that follows edges follows theirs too.
//!
//! A heading (a domain, a cluster) is nothing to master: it stays out of the catalog and gives its standards their
//! domain. A standard with the id of a built-in one gets the class's words and keeps the built-in grade, domain,
//! weight and edges where the class says nothing.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use super::framework::{Catalog, Emphasis, Standard};
use super::grade::Grade;
use super::graph::EdgeKind;
use super::records::{OwnStandard, Prerequisite, RelatedStandard, StandardPart};
use crate::domain::Class;
use crate::domain::class::Table;
use crate::domain::id::StandardId;

/// The most characters of a name at the head of a column.
const SHORT: usize = 28;

/// What frameworks call the items that only hold others together, as [`is_heading`] compares them.
const HEADINGS: &[&str] = &[
    "heading",
    "gradelevel",
    "grade",
    "gradeband",
    "domain",
    "subdomain",
    "cluster",
    "clusterheading",
    "strand",
    "substrand",
    "conceptualcategory",
    "category",
    "course",
    "subject",
    "discipline",
    "topic",
    "theme",
    "section",
];

/// Whether an item of this kind only holds others together.
pub fn is_heading(kind: &str) -> bool {
    let letters = kind.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase);
    let key: String = letters.collect();
    HEADINGS.contains(&key.as_str())
}

/// The first words of a text, as many as stand at the head of a column.
pub fn first_words(text: &str) -> String {
    if text.chars().count() <= SHORT {
        return text.to_owned();
    }
    let mut short = String::new();
    for word in text.split_whitespace() {
        if short.chars().count() + word.chars().count() > SHORT - 2 {
            break;
        }
        if !short.is_empty() {
            short.push(' ');
        }
        short.push_str(word);
    }
    if short.is_empty() {
        short = text.chars().take(SHORT - 1).collect();
    }
    short + "…"
}

impl Catalog {
    /// This catalog with the class's own standards and their edges.
    #[must_use]
    pub fn with_own(&self, class: &Class) -> Self {
        let mut laid = self.clone();
        let wholes = wholes(class);
        let grade = Grade::parse(&class.about().grade);
        for (id, own) in class.own_standards.iter().filter(|(_, own)| !is_heading(&own.kind)) {
            let standard = laid_over(self.get(id), (id, own), wholes.get(id).copied(), grade);
            if !standard.domain.is_empty() {
                laid.add_domain(standard.domain.clone(), standard.domain.clone());
            }
            match own.code.as_str() {
                "" => laid.add_own_at(standard, own.rank),
                _ => laid.add_own(standard),
            }
        }
        let known = |laid: &Self, ends: &(StandardId, StandardId)| {
            laid.get(&ends.0).is_some() && laid.get(&ends.1).is_some()
        };
        let before = class.prerequisites.iter().filter(|(_, edge)| edge.holds);
        let before = before.map(|(ends, _)| (ends, EdgeKind::Prerequisite));
        let related = class.related_standards.iter().filter(|(_, edge)| edge.holds);
        for (ends, kind) in before.chain(related.map(|(ends, _)| (ends, EdgeKind::Related))) {
            if known(&laid, ends) {
                // Both ends are known, so that it cannot be refused.
                let _ = laid.add_edge(&ends.0, &ends.1, kind);
            }
        }
        laid
    }
}

/// A catalog with a class's own standards, and what it was laid from: laid anew only when that has changed.
#[derive(Debug)]
pub struct OwnCatalog {
    /// The built-in standards with the class's own.
    pub catalog: Arc<Catalog>,
    built_in: Arc<Catalog>,
    grade: String,
    standards: Table<OwnStandard>,
    parts: Table<StandardPart>,
    prerequisites: Table<Prerequisite>,
    related: Table<RelatedStandard>,
}

impl OwnCatalog {
    /// Lays the class's standards over the built-in ones; `before` where nothing of either has changed.
    pub fn of(class: Option<&Class>, built_in: &Arc<Catalog>, before: Option<&Arc<Self>>) -> Arc<Self> {
        let class = class.unwrap_or(&EMPTY);
        if let Some(before) = before.filter(|before| before.holds(class, built_in)) {
            return before.clone();
        }
        let has_own = !class.own_standards.is_empty() || !class.prerequisites.is_empty();
        Arc::new(Self {
            catalog: if has_own { Arc::new(built_in.with_own(class)) } else { built_in.clone() },
            built_in: built_in.clone(),
            grade: class.about().grade,
            standards: class.own_standards.clone(),
            parts: class.standard_parts.clone(),
            prerequisites: class.prerequisites.clone(),
            related: class.related_standards.clone(),
        })
    }

    fn holds(&self, class: &Class, built_in: &Arc<Catalog>) -> bool {
        Arc::ptr_eq(&self.built_in, built_in)
            && self.grade == class.about().grade
            && self.standards == class.own_standards
            && self.parts == class.standard_parts
            && self.prerequisites == class.prerequisites
            && self.related == class.related_standards
    }
}

static EMPTY: LazyLock<Class> = LazyLock::new(Class::default);

/// The standard of which each is a part. Where it is a part of several, the first that is no heading.
fn wholes(class: &Class) -> BTreeMap<&StandardId, &StandardId> {
    let mut wholes = BTreeMap::new();
    for ((part, whole), record) in class.standard_parts.iter() {
        let is_standard = class.own_standards.get(whole).is_some_and(|own| !is_heading(&own.kind));
        if record.holds && is_standard {
            wholes.entry(part).or_insert(whole);
        }
    }
    wholes
}

fn laid_over(
    built_in: Option<&Standard>,
    (id, own): (&StandardId, &OwnStandard),
    whole: Option<&StandardId>,
    class_grade: Option<Grade>,
) -> Standard {
    let said = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let label = said(&own.label).or_else(|| built_in.map(|known| known.label.clone()));
    let label = label.unwrap_or_else(|| id.as_str().to_owned());
    let short = said(&own.short).or_else(|| built_in.map(|known| known.short.clone()));
    let domain = built_in.map(|known| known.domain.clone()).or_else(|| said(&own.domain));
    let parent = built_in.and_then(|known| known.parent.clone()).or_else(|| whole.cloned());
    let grade = grade_in(&own.grade, class_grade).or_else(|| built_in.map(|known| known.grade));
    Standard {
        id: id.clone(),
        grade: grade.or(class_grade).unwrap_or(Grade::KINDERGARTEN),
        domain: domain.unwrap_or_default(),
        cluster: built_in.map(|known| known.cluster.clone()).unwrap_or_default(),
        emphasis: built_in.map_or(Emphasis::Unsaid, |known| known.emphasis),
        short: short.unwrap_or_else(|| first_words(&label)),
        label,
        parent,
    }
}

/// The grade in the words of a framework. Of a span ("3-5") the class's own grade where it is inside, else the nearest
/// end; grades after the eighth count as the eighth.
fn grade_in(text: &str, class_grade: Option<Grade>) -> Option<Grade> {
    let one = |text: &str| {
        Grade::parse(text)
            .or_else(|| text.trim().parse::<u8>().ok().map(|number| number.min(8)).and_then(Grade::new))
    };
    let Some((first, last)) = text.split_once(['-', '–']) else { return one(text) };
    let (first, last) = (one(first)?, one(last)?);
    Some(class_grade.map_or(first, |grade| grade.clamp(first.min(last), first.max(last))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::Value;
    use crate::domain::standards::tests::{codes, id, math};

    fn class(records: &[(&str, &str, &str, &str)]) -> Class {
        let mut class = Class::default();
        for (kind, id, field, text) in records {
            let value = if *text == "yes" { Value::Bool(true) } else { Value::Text((*text).to_owned()) };
            class.set(kind, id, field, &value);
        }
        class
    }

    #[test]
    fn own_standards_have_edges_and_headings_stay_out() {
        let class = class(&[
            ("class", "class", "grade", "5"),
            ("standard", "A", "code", "A"),
            ("standard", "A", "label", "Ask for help"),
            ("standard", "A", "domain", "Habits"),
            ("standard", "B", "code", "B"),
            ("standard", "D", "kind", "Grade Level"),
            ("prerequisite", "A/B", "holds", "yes"),
            ("prerequisite", "A/D", "holds", "yes"),
            ("standard_part", "B/D", "holds", "yes"),
            ("standard_part", "B/A", "holds", "yes"),
        ]);
        let laid = math().with_own(&class);
        assert_eq!(laid.len(), 319);
        assert_eq!(codes(laid.prerequisites(&id("B"))), ["A"]);
        assert_eq!(codes(laid.dependants(&id("A"))), ["B"]);
        assert_eq!(laid.get(&id("B")).unwrap().parent, Some(id("A")));
        assert_eq!(laid.get(&id("A")).unwrap().grade.number(), 5);
        assert_eq!(laid.domain_name("Habits"), Some("Habits"));
    }

    #[test]
    fn a_built_in_standard_gets_the_class_s_words_and_keeps_the_rest() {
        let class = class(&[("standard", "5.NF.A.1", "label", "The official sentence")]);
        let laid = math().with_own(&class);
        let standard = laid.get(&id("5.NF.A.1")).unwrap();
        assert_eq!((standard.label.as_str(), standard.emphasis), ("The official sentence", Emphasis::Major));
        assert_eq!((standard.grade.number(), standard.domain.as_str()), (5, "NF"));
        assert!(!laid.prerequisites(&id("5.NF.A.1")).is_empty());
    }

    #[test]
    fn a_catalog_is_laid_anew_only_when_something_has_changed() {
        let built_in = Arc::new(math());
        let mut class = class(&[("standard", "A", "code", "A")]);
        let first = OwnCatalog::of(Some(&class), &built_in, None);
        assert_eq!(first.catalog.len(), 318);
        class.set("student", "s1", "given", &Value::Text("Ana".into()));
        assert!(Arc::ptr_eq(&OwnCatalog::of(Some(&class), &built_in, Some(&first)), &first));
        class.set("standard", "B", "code", &Value::Text("B".into()));
        assert_eq!(OwnCatalog::of(Some(&class), &built_in, Some(&first)).catalog.len(), 319);
        assert!(
            Arc::ptr_eq(&OwnCatalog::of(None, &built_in, None).catalog, &built_in),
            "no copy without own ones"
        );
    }

    #[test]
    fn grades_are_read_from_the_words_of_frameworks() {
        let cases = [
            ("5", None, Some(5)),
            ("KG", None, Some(0)),
            ("9", None, Some(8)),
            ("3-5", Some(4), Some(4)),
            ("3-5", Some(7), Some(5)),
            ("6-8", None, Some(6)),
            ("9-12", Some(5), Some(8)),
            ("", Some(4), None),
            ("adult", None, None),
        ];
        for (text, class, expect) in cases {
            let found = grade_in(text, class.and_then(Grade::new)).map(Grade::number);
            assert_eq!(found, expect, "{text}");
        }
    }

    #[test]
    fn long_texts_begin_at_the_head_of_a_column() {
        assert_eq!(first_words("Ask for help"), "Ask for help");
        assert_eq!(first_words("Solve word problems with unlike denominators"), "Solve word problems with…");
        assert_eq!(first_words(&"x".repeat(60)).chars().count(), 28);
    }
}
