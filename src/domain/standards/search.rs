//! Search by code or by words, for a box into which a teacher types. Ranking only; pages decide what to show.

use super::code::{self, Piece};
use super::framework::{Catalog, Standard};
use super::grade::Grade;
use crate::domain::id::StandardId;
use crate::domain::letters::fold;
use crate::domain::order::Order;

/// How a standard was found, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Code,
    StartOfCode,
    Label,
    DomainOrCode,
}

impl Catalog {
    /// Standards that fit what was typed: the exact code, then codes that begin with it, then labels, then the rest; each
    /// in teaching order.
    ///
    /// Every word must begin a word of the label, the short label, the domain's name or the code; case and accents do
    /// not matter. An empty query finds everything. With `grade`, only that grade is searched.
    pub fn search(&self, query: &str, grade: Option<Grade>) -> Vec<&Standard> {
        let folded = fold(query);
        let typed = Typed {
            code: code::pieces(query),
            words: words(&folded).collect(),
            exact: self.find(query).map(|standard| &standard.id),
        };
        let mut hits: Vec<(Rank, &Standard)> = self
            .iter()
            .filter(|standard| grade.is_none_or(|grade| standard.grade == grade))
            .filter_map(|standard| Some((self.rank(standard, &typed)?, standard)))
            .collect();
        // Stable: hits of one rank stay in teaching order.
        hits.order_by_key(|(rank, _)| *rank);
        hits.into_iter().map(|(_, standard)| standard).collect()
    }

    fn rank(&self, standard: &Standard, typed: &Typed) -> Option<Rank> {
        if typed.exact == Some(&standard.id) {
            return Some(Rank::Code);
        }
        if self.place(&standard.id).is_some_and(|place| code::begins_with(place.code(), &typed.code)) {
            return Some(Rank::StartOfCode);
        }
        let labels = [fold(&standard.label), fold(&standard.short)];
        if typed.all_begin_words_of(&labels) {
            return Some(Rank::Label);
        }
        let domain = fold(self.domain_name(&standard.domain).unwrap_or_default());
        let [label, short] = labels;
        typed
            .all_begin_words_of(&[label, short, domain, fold(standard.id.as_str())])
            .then_some(Rank::DomainOrCode)
    }
}

struct Typed<'a> {
    code: Vec<Piece>,
    words: Vec<&'a str>,
    exact: Option<&'a StandardId>,
}

impl Typed<'_> {
    fn all_begin_words_of(&self, folded: &[String]) -> bool {
        let begins = |word: &str| folded.iter().flat_map(|text| words(text)).any(|own| own.starts_with(word));
        self.words.iter().all(|word| begins(word))
    }
}

fn words(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::standards::tests::math;

    /// The first hits are these, in this order.
    #[track_caller]
    fn check(query: &str, grade: Option<u8>, expect: &[&str]) {
        let math = math();
        let found = math.search(query, grade.map(|grade| Grade::new(grade).unwrap()));
        let found: Vec<&str> = found.iter().map(|standard| standard.id.as_str()).collect();
        let first = &found[..found.len().min(expect.len())];
        assert_eq!(first, expect, "{query}: {found:?}");
        assert!(!expect.is_empty() || found.is_empty(), "{query}: {found:?}");
    }

    #[test]
    fn the_exact_code_comes_first_then_codes_that_begin_with_it() {
        check("4.nf.3", None, &["4.NF.B.3", "4.NF.B.3.a", "4.NF.B.3.b", "4.NF.B.3.c", "4.NF.B.3.d"]);
        check("2.MD.1", None, &["2.MD.A.1", "2.MD.D.10"]);
        check("5.NF.B", None, &["5.NF.B.3", "5.NF.B.4", "5.NF.B.4.a"]);
        check("K", None, &["K.CC.A.1"]);
    }

    #[test]
    fn all_words_must_begin_words() {
        check("unlike denom", None, &["5.NF.A.1"]);
        check("FRACTIONS divis", None, &["5.NF.B.3"]);
        check("protractor", None, &["4.MD.C.6"]);
        check("rotractor", None, &[]);
        check("unlike protractor", None, &[]);
    }

    #[test]
    fn accents_do_not_matter() {
        check("Unlíke Dénom", None, &["5.NF.A.1"]);
    }

    #[test]
    fn labels_come_before_names_of_domains() {
        let math = math();
        let found = math.search("statistic", None);
        let first = found.first().map(|standard| standard.id.as_str());
        assert_eq!(first, Some("6.SP.A.1"));
        assert_eq!(found.len(), math.iter().filter(|standard| standard.domain == "SP").count());
    }

    #[test]
    fn words_and_code_may_be_mixed() {
        check("nf unlike", None, &["5.NF.A.1"]);
        check("oa 3 missing", None, &["3.OA.A.4", "3.OA.B.6"]);
    }

    #[test]
    fn a_grade_narrows() {
        check("fractions", Some(3), &["3.NF.A.1"]);
        check("5.NF.A.1", Some(4), &[]);
        assert_eq!(math().search("", Some(Grade::KINDERGARTEN)).len(), 25);
        assert_eq!(math().search(" ", None).len(), 317);
    }
}
