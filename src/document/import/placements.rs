//! A publisher's words for where a student stands, read as one of the placements that a class keeps.

use super::heads::head_key;
use crate::domain::growth::{Placement, Publisher};

/// `None` where the cell is empty or the words are not known: nothing is guessed about a student.
pub(super) fn read_placement(publisher: Publisher, cell: &str) -> Option<Placement> {
    let key = head_key(cell);
    match publisher {
        Publisher::Iready => iready(&key),
        Publisher::Mclass => Some(match key.as_str() {
            "wellbelowbenchmark" => Placement::WellBelowBenchmark,
            "belowbenchmark" => Placement::BelowBenchmark,
            "atbenchmark" => Placement::AtBenchmark,
            "abovebenchmark" => Placement::AboveBenchmark,
            _ => return None,
        }),
        Publisher::NweaMap | Publisher::Ilearn | Publisher::Staar => state(&key),
    }
}

fn iready(key: &str) -> Option<Placement> {
    let below = key.ends_with("below");
    Some(match key.chars().next()? {
        '3' if below => Placement::ThreeGradesBelow,
        '2' if below => Placement::TwoGradesBelow,
        '1' if below => Placement::OneGradeBelow,
        _ if key == "earlyongradelevel" => Placement::EarlyOnGrade,
        _ if matches!(
            key,
            "midorabovegradelevel" | "midongradelevel" | "lateongradelevel" | "abovegradelevel"
        ) =>
        {
            Placement::MidOrAboveGrade
        }
        _ => return None,
    })
}

/// States spell it in their own words, and MAP's projections repeat them.
fn state(key: &str) -> Option<Placement> {
    const WORDS: &[(Placement, &[&str])] = &[
        (
            Placement::BelowProficiency,
            &[
                "belowproficiency",
                "belowproficient",
                "belowbasic",
                "notproficient",
                "didnotmeet",
                "notmet",
                "doesnotmeet",
                "standardnotmet",
                "didnotmeetgradelevel",
                "notyetmeetingexpectations",
                "level1",
            ],
        ),
        (
            Placement::ApproachingProficiency,
            &[
                "approachingproficiency",
                "approaching",
                "approaches",
                "approachesgradelevel",
                "nearlymet",
                "standardnearlymet",
                "partiallymet",
                "partiallyproficient",
                "basic",
                "level2",
            ],
        ),
        (
            Placement::AtProficiency,
            &[
                "atproficiency",
                "atproficient",
                "proficient",
                "met",
                "meets",
                "meetsgradelevel",
                "standardmet",
                "level3",
            ],
        ),
        (
            Placement::AboveProficiency,
            &[
                "aboveproficiency",
                "aboveproficient",
                "advanced",
                "exceeded",
                "exceeds",
                "standardexceeded",
                "masters",
                "mastersgradelevel",
                "level4",
            ],
        ),
    ];
    WORDS.iter().find(|(_, words)| words.contains(&key)).map(|(placement, _)| *placement)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_publishers_words_and_guesses_nothing() {
        use Placement::{
            ApproachingProficiency, EarlyOnGrade, MidOrAboveGrade, OneGradeBelow, ThreeGradesBelow,
        };
        let cases = [
            (Publisher::Iready, "3 or More Grade Levels Below", Some(ThreeGradesBelow)),
            (Publisher::Iready, "1 Grade Level Below", Some(OneGradeBelow)),
            (Publisher::Iready, "Early On Grade Level", Some(EarlyOnGrade)),
            (Publisher::Iready, "Mid or Above Grade Level", Some(MidOrAboveGrade)),
            (Publisher::Iready, "Grade 3", None),
            (Publisher::Mclass, "Well Below Benchmark", Some(Placement::WellBelowBenchmark)),
            (Publisher::Mclass, "Below Proficiency", None),
            (Publisher::Ilearn, "Approaching Proficiency", Some(ApproachingProficiency)),
            (Publisher::Ilearn, "Performance Varies", None),
            (Publisher::NweaMap, "Standard Nearly Met", Some(ApproachingProficiency)),
            (Publisher::NweaMap, "", None),
        ];
        for (publisher, cell, expected) in cases {
            assert_eq!(read_placement(publisher, cell), expected, "{cell}");
        }
    }
}
