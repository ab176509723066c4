//! Frameworks and single standards as the standards page prints them.

mod for_whom;
mod on_standard;

pub use for_whom::{ForWhomRow, for_whom_row, own_standards};
pub use on_standard::{OnStandard, StudentOn, on_standard, reach};

use on_standard::counts;

use crate::domain::id::{FrameworkId, StandardId};
use crate::domain::standards::{BuiltIn, Catalog, ForWhom, NEAREST_STEPS, Step, is_heading};
use crate::domain::{Class, Date, Sentence};
use crate::view::text;
use crate::view::unit::{StandardRow, standard_row};

/// A framework that a subject may follow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrameworkRow {
    pub id: FrameworkId,
    pub title: String,
    /// How many standards, whose.
    pub details: String,
    /// The class's own: it can be saved as a file.
    pub own: bool,
}

/// The built-in frameworks, then the class's own.
pub fn framework_rows(class: &Class) -> Vec<FrameworkRow> {
    let built_in = BuiltIn::ALL.iter().map(|one| {
        let title = match one {
            BuiltIn::Math => "standards.ccss_math",
            BuiltIn::Ela => "standards.ccss_ela",
        };
        FrameworkRow {
            id: one.tag().into(),
            title: text::say(&Sentence::new(title)),
            details: text::say(&Sentence::new("standards.built_in")),
            own: false,
        }
    });
    let own = class.frameworks.iter().map(|(id, own)| {
        let ours = class.own_standards.iter();
        let ours = ours.filter(|(_, one)| one.framework.as_ref() == Some(id) && !is_heading(&one.kind));
        let count = Sentence::new("standards.count").with("n", ours.count());
        let details = [text::say(&count), own.creator.clone(), own.notes.clone()];
        let details: Vec<String> = details.into_iter().filter(|text| !text.is_empty()).collect();
        FrameworkRow { id: id.clone(), title: own.title.clone(), details: details.join(" · "), own: true }
    });
    built_in.chain(own).collect()
}

/// A standard among those that lead to another, or follow it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepRow {
    pub row: StandardRow,
    /// Where it is opened, as [`address`] writes it.
    pub address: String,
    /// "14 of 18 have mastered it", or that nothing is known.
    pub words: String,
    /// Students at mastery, of those with evidence, in per cent; `None` without evidence.
    pub share: Option<usize>,
    /// In two steps: the codes of the standards between.
    pub through: Vec<String>,
}

/// One standard with what leads to it and what it leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoherenceRows {
    pub here: StepRow,
    /// "Leads on from 3 standards and to 2."
    pub lead: String,
    /// Two steps before, one step before, one step after, two steps after.
    pub steps: [Vec<StepRow>; 4],
    /// What belongs together with it.
    pub related: Vec<StepRow>,
}

/// Everything about one standard; `None` where neither class nor catalog knows it.
pub fn coherence(class: &Class, catalog: &Catalog, id: &StandardId, today: Date) -> Option<CoherenceRows> {
    if catalog.get(id).is_none() && class.own_standards.get(id).is_none() {
        return None;
    }
    let (before, after) = (catalog.before(id, NEAREST_STEPS), catalog.after(id, NEAREST_STEPS));
    let at = |steps: &[Step], distance: usize| -> Vec<StandardId> {
        steps.iter().filter(|step| step.distance == distance).map(|step| step.id.clone()).collect()
    };
    let [one_before, one_after] = [at(&before, 1), at(&after, 1)];
    let whom = ForWhom::of(class, catalog);
    let row =
        |id: &StandardId, between: Vec<&StandardId>| step_row(class, catalog, &whom, id, &between, today);
    // As the walk went: edges are lent to the one that asks.
    let through = |ids: Vec<StandardId>,
                   near: &[StandardId],
                   next: &dyn Fn(&StandardId) -> Vec<StandardId>| {
        let between = |id: &StandardId| near.iter().filter(|one| next(one).contains(id)).collect::<Vec<_>>();
        ids.iter().map(|id| row(id, between(id))).collect::<Vec<_>>()
    };
    let own = |ids: Vec<&StandardId>| ids.into_iter().cloned().collect::<Vec<_>>();
    let direct = |ids: &[StandardId]| ids.iter().map(|id| row(id, Vec::new())).collect::<Vec<_>>();
    let lead =
        Sentence::new("standards.one_lead").with("before", one_before.len()).with("after", one_after.len());
    Some(CoherenceRows {
        here: row(id, Vec::new()),
        lead: text::say(&lead),
        steps: [
            through(at(&before, 2), &one_before, &|id| own(catalog.prerequisites(id))),
            direct(&one_before),
            direct(&one_after),
            through(at(&after, 2), &one_after, &|id| own(catalog.dependants(id))),
        ],
        related: direct(&own(catalog.related(id))),
    })
}

fn step_row(
    class: &Class,
    catalog: &Catalog,
    whom: &ForWhom<'_>,
    id: &StandardId,
    between: &[&StandardId],
    today: Date,
) -> StepRow {
    let (mastered, known) = counts(class, whom, id, today);
    let words = if known == 0 {
        Sentence::new("standards.no_evidence")
    } else {
        Sentence::new("standards.mastered").with("mastered", mastered).with("n", known)
    };
    StepRow {
        row: standard_row(class, catalog, id),
        address: address(id),
        words: text::say(&words),
        share: (mastered * 100).checked_div(known),
        through: between.iter().map(|id| standard_row(class, catalog, id).code).collect(),
    }
}

/// A standard's id as a part of an address: a code may hold slashes and blanks.
pub fn address(id: &StandardId) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
    id.as_str()
        .bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

/// The standard of an address.
pub fn from_address(text: &str) -> StandardId {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.as_bytes().first() {
        let coded = rest.strip_prefix('%').and_then(|after| after.get(..2));
        let byte = coded.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        let taken = if byte.is_some() { 3 } else { 1 };
        bytes.push(byte.unwrap_or(*first));
        rest = rest.get(taken..).unwrap_or_default();
    }
    StandardId(String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::Value;
    use crate::domain::standards::tests::math;

    /// Three students; two have a level on 4.NF.B.4, set by the teacher.
    fn class() -> Class {
        let mut class = Class::default();
        class.set("subject", "math", "name", &Value::Text("Math".into()));
        for (student, level) in [("a", Some(3)), ("b", Some(2)), ("c", None)] {
            class.set("student", student, "given", &Value::Text(student.into()));
            if let Some(level) = level {
                class.set("judgement", &format!("{student}/4.NF.B.4"), "level", &Value::Int(level));
            }
        }
        class
    }

    #[test]
    fn what_leads_to_a_standard_and_what_the_class_knows_of_it() {
        let rows = coherence(&class(), &math(), &"5.NF.B.4".into(), Date::constant(2026, 11, 20)).unwrap();
        let codes = |rows: &[StepRow]| rows.iter().map(|row| row.row.code.clone()).collect::<Vec<_>>();
        assert_eq!(codes(&rows.steps[1]), ["3.MD.C.7.b", "4.NF.B.4"]);
        let known = &rows.steps[1][1];
        assert_eq!(
            (known.words.as_str(), known.share),
            ("1 of 2 students with evidence have mastered it", Some(50))
        );
        assert_eq!(rows.here.share, None);
        let far = rows.steps[0].iter().find(|row| row.row.code == "4.OA.A.2").unwrap();
        assert_eq!(far.through, ["4.NF.B.4"]);
        assert!(!rows.steps[2].is_empty() && !rows.steps[3].is_empty());
        assert!(coherence(&class(), &math(), &"5.NF.99".into(), Date::constant(2026, 11, 20)).is_none());
    }

    #[test]
    fn addresses_hold_every_code() {
        for code in ["5.NF.A.1", "a/b c%", "é 1", "%", "%4"] {
            let id = StandardId(code.to_owned());
            assert_eq!(from_address(&address(&id)), id, "{code}");
            assert!(!address(&id).contains('/'));
        }
    }

    #[test]
    fn own_frameworks_stand_beside_the_built_in_ones() {
        let mut class = class();
        class.set("framework", "f", "title", &Value::Text("Habits".into()));
        class.set("standard", "H.1", "framework", &Value::Text("f".into()));
        class.set("standard", "H", "framework", &Value::Text("f".into()));
        class.set("standard", "H", "kind", &Value::Text("Domain".into()));
        let rows = framework_rows(&class);
        assert_eq!(rows.iter().map(|row| row.own).collect::<Vec<_>>(), [false, false, true]);
        assert_eq!((rows[2].title.as_str(), rows[2].details.as_str()), ("Habits", "One standard"));
    }
}
