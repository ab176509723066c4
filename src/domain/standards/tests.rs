//! The built-in tables, and the catalog seen through them. What other tests here share.

use std::collections::BTreeSet;

use super::*;

const STANDARDS: &str = include_str!("../../../data/standards/ccss-math.csv");
const EDGES: &str = include_str!("../../../data/standards/ccss-math-edges.csv");
const DOMAINS: &str = include_str!("../../../data/standards/domains.csv");

/// The built-in math standards, for the tests of every room.
pub fn math() -> Catalog {
    Catalog::from_csv(STANDARDS, EDGES, DOMAINS).unwrap()
}

/// English language arts.
pub(super) fn ela() -> Catalog {
    Catalog::from_csv(
        include_str!("../../../data/standards/ccss-ela.csv"),
        include_str!("../../../data/standards/ccss-ela-edges.csv"),
        include_str!("../../../data/standards/ccss-ela-domains.csv"),
    )
    .unwrap()
}

pub(super) fn id(code: &str) -> StandardId {
    StandardId::new(code)
}

/// A class's own standard.
pub(super) fn own(code: &str, grade: u8) -> Standard {
    Standard {
        id: id(code),
        grade: Grade::new(grade).unwrap(),
        domain: "X".to_owned(),
        cluster: String::new(),
        emphasis: Emphasis::Major,
        label: format!("Own {code}"),
        short: code.to_owned(),
        parent: None,
    }
}

pub(super) fn codes<'a>(ids: impl IntoIterator<Item = &'a StandardId>) -> Vec<&'a str> {
    ids.into_iter().map(StandardId::as_str).collect()
}

mod table {
    use super::*;

    #[test]
    fn has_every_standard_with_a_well_formed_code() {
        let math = math();
        assert_eq!(math.len(), 317);
        for standard in math.iter() {
            let code = standard.id.as_str();
            let cluster = format!("{}.{}.", standard.grade, standard.domain);
            assert!(standard.cluster.starts_with(&cluster), "{code}: {}", standard.cluster);
            assert_eq!(standard.cluster.len(), cluster.len() + 1, "{code}: one cluster letter");
            let rest = code.strip_prefix(&standard.cluster).and_then(|rest| rest.strip_prefix('.'));
            let mut rest = rest.unwrap_or_else(|| panic!("{code} is not of its cluster")).split('.');
            assert!(rest.next().is_some_and(|number| number.parse::<u8>().is_ok_and(|n| n > 0)), "{code}");
            let letter = rest.next();
            assert!(letter.is_none_or(|letter| matches!(letter, "a" | "b" | "c" | "d")), "{code}");
            assert_eq!(letter.is_some(), standard.parent.is_some(), "{code}: a part has a whole");
            assert_eq!(rest.next(), None, "{code}");
            assert!(math.domain_name(&standard.domain).is_some(), "{code}: domain without a name");
        }
    }

    #[test]
    fn labels_fit_and_are_plain() {
        for standard in math().iter().chain(ela().iter()) {
            for (text, most) in [(&standard.label, 60), (&standard.short, 28)] {
                let n = text.chars().count();
                assert!((3..=most).contains(&n), "{}: {n} characters: {text}", standard.id);
                assert!(!text.ends_with('.') && text.trim() == text, "{}: {text}", standard.id);
                assert!(text.chars().next().is_some_and(char::is_uppercase), "{}: {text}", standard.id);
                assert!(!text.starts_with("Understand"), "{}: {text}", standard.id);
            }
        }
    }

    #[test]
    fn labels_are_unique_within_a_grade() {
        let each = [math(), ela()];
        for (catalog, grade) in
            each.iter().flat_map(|catalog| Grade::all().map(move |grade| (catalog, grade)))
        {
            let mut labels = BTreeSet::new();
            let mut shorts = BTreeSet::new();
            for standard in catalog.in_grade(grade) {
                assert!(labels.insert(standard.label.to_lowercase()), "{}: {}", standard.id, standard.label);
                assert!(shorts.insert(standard.short.to_lowercase()), "{}: {}", standard.id, standard.short);
            }
            assert!(!labels.is_empty(), "grade {grade}");
        }
    }

    #[test]
    fn english_language_arts_lies_beside_math() {
        let both = math().and_csv(
            include_str!("../../../data/standards/ccss-ela.csv"),
            include_str!("../../../data/standards/ccss-ela-edges.csv"),
            include_str!("../../../data/standards/ccss-ela-domains.csv"),
        );
        let both = both.unwrap();
        assert_eq!((ela().len(), both.len()), (719, 317 + 719));
        for standard in ela().iter() {
            let code = standard.id.as_str();
            assert!(is_common_core(code), "{code}");
            assert_eq!(code.split('.').count() == 4, standard.parent.is_some(), "{code}: a part has a whole");
            assert!(both.domain_name(&standard.domain).is_some(), "{code}: domain without a name");
            assert_eq!(both.find(code).map(|found| &found.id), Some(&standard.id), "{code}");
        }
        assert_eq!(codes(both.prerequisites(&id("RL.5.1"))), ["RL.4.1"]);
        assert_eq!(both.find("CCSS.ELA-LITERACY.RL.5.1").map(|found| found.id.as_str()), Some("RL.5.1"));
        assert_eq!(both.find("W.4.9a").map(|found| found.id.as_str()), Some("W.4.9.a"));
        assert_eq!(
            both.find("5.G.1").map(|found| found.id.as_str()),
            Some("5.G.A.1"),
            "math stays as it was"
        );
    }

    #[test]
    fn edges_join_two_standards_of_the_table() {
        let math = math();
        let of_kind = |kind: &str| EDGES.lines().skip(1).filter(|row| row.ends_with(kind)).count();
        assert_eq!((of_kind(",prereq"), of_kind(",related")), (454, 88));
        for row in EDGES.lines().skip(1) {
            let ends: Vec<&str> = row.split(',').take(2).collect();
            assert!(ends.iter().all(|end| math.get(&id(end)).is_some()) && ends[0] != ends[1], "{row}");
        }
    }

    #[test]
    fn rows_stand_in_teaching_order() {
        let rows = STANDARDS.lines().skip(1).filter_map(|row| row.split(',').next());
        for (row, standard) in rows.zip(math().iter()) {
            assert_eq!(row, standard.id.as_str());
        }
    }
}

/// Facts of the official framework: its codes, and of math what a cluster weighs.
mod official {
    use super::*;

    /// The first words of each line, and the codes that begin with the first of them.
    fn lines<const N: usize>(text: &'static str) -> Vec<([&'static str; N], Vec<String>)> {
        let line = |line: &'static str| {
            let mut words = line.split(' ');
            let about: [&str; N] = std::array::from_fn(|_| words.next().unwrap());
            (about, words.map(|rest| format!("{}.{rest}", about[0])).collect())
        };
        text.lines().map(line).collect()
    }

    #[test]
    fn every_ela_code_is_there_with_its_facts() {
        let ela = ela();
        let lines = lines::<1>(include_str!("../../../tests/fixtures/standards/ela-codes.txt"));
        assert_eq!(lines.iter().map(|(_, codes)| codes.len()).sum::<usize>(), ela.len());
        for ([strand], code) in
            lines.iter().flat_map(|(about, codes)| codes.iter().map(move |it| (about, it)))
        {
            let standard = ela.get(&id(code)).unwrap_or_else(|| panic!("{code} is missing"));
            assert_eq!(format!("{}.{}", standard.domain, standard.grade), *strand, "{code}");
        }
    }

    #[test]
    fn every_math_code_is_there_with_its_facts() {
        let math = math();
        let lines = lines::<2>(include_str!("../../../tests/fixtures/standards/math-codes.txt"));
        assert_eq!(lines.iter().map(|(_, codes)| codes.len()).sum::<usize>(), math.len());
        for ([cluster, weight], code) in
            lines.iter().flat_map(|(about, codes)| codes.iter().map(move |it| (about, it)))
        {
            let standard = math.get(&id(code)).unwrap_or_else(|| panic!("{code} is missing"));
            assert_eq!(standard.cluster, *cluster, "{code}");
            assert!(cluster.starts_with(&format!("{}.{}.", standard.grade, standard.domain)), "{code}");
            assert_eq!(Some(standard.emphasis), Emphasis::parse(weight), "{code}");
        }
    }
}

mod catalog {
    use super::*;

    #[track_caller]
    fn check(typed: &str, expect: Option<&str>) {
        assert_eq!(math().find(typed).map(|standard| standard.id.as_str()), expect, "{typed}");
    }

    #[test]
    fn finds_a_standard_however_it_is_typed() {
        for typed in ["5.NF.A.1", "5.NF.1", "CCSS.MATH.CONTENT.5.NF.A.1", "5nf1", "5-NF-A-1", " 5.NF.A.1. "] {
            check(typed, Some("5.NF.A.1"));
        }
        for typed in ["3.NF.A.3.a", "3.NF.A.3a", "3.NF.3a"] {
            check(typed, Some("3.NF.A.3.a"));
        }
        check("KG1", Some("K.G.A.1"));
        check("5.NF.99", None);
        check("5.NF", None);
        check("", None);
    }

    #[test]
    fn every_code_is_found_without_its_cluster_letter() {
        let math = math();
        for standard in math.iter() {
            let key = normalize(standard.id.as_str());
            assert_eq!(math.find(&key).map(|found| &found.id), Some(&standard.id), "{key}");
        }
    }

    #[test]
    fn an_own_standard_joins_or_replaces() {
        let mut math = math();
        math.add_own(own("5.X.1", 5));
        assert_eq!(math.len(), 318);
        let last = math.in_grade(Grade::new(5).unwrap()).last().map(|standard| standard.id.as_str());
        assert_eq!(last, Some("5.X.1"), "an unknown domain comes last");

        math.add_own(Standard { label: "Ours".to_owned(), ..own("5.NF.A.1", 6) });
        assert_eq!(math.len(), 318);
        assert_eq!(math.find("5.NF.1").unwrap().label, "Ours");
        assert!(!math.in_grade(Grade::new(5).unwrap()).any(|standard| standard.id == id("5.NF.A.1")));
        assert!(!math.prerequisites(&id("5.NF.A.1")).is_empty(), "it keeps its edges");
    }

    #[test]
    fn the_cluster_letter_decides_where_a_key_is_shared() {
        let mut math = math();
        math.add_own(own("5.NF.Z.1", 5));
        let found = |typed| math.find(typed).unwrap().id.as_str();
        assert_eq!(found("5nf.z.1"), "5.NF.Z.1");
        assert_eq!(found("5.nf.a.1"), "5.NF.A.1");
        assert_eq!(found("5.NF.1"), "5.NF.A.1");
    }

    #[test]
    fn lists_a_domain_in_order_of_numbers() {
        let math = math();
        let second = Grade::new(2).unwrap();
        let found = codes(math.in_domain(second, "MD").map(|standard| &standard.id));
        assert_eq!(found[..2], ["2.MD.A.1", "2.MD.A.2"]);
        assert_eq!(found[8..], ["2.MD.D.9", "2.MD.D.10"]);
        assert_eq!(math.in_domain(second, "NF").count(), 0);
    }
}
