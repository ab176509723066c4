//! What a class keeps of publishers' diagnostics. A scale score is no share of a standard: it is kept beside the
//! evidence and never counts toward mastery.

use super::Stands;
use crate::domain::id::{CheckId, StudentId};

crate::tags! {
    /// Whose diagnostic it is.
    Publisher {
        /// i-Ready Diagnostic.
        Iready = "iready",
        /// NWEA MAP Growth.
        NweaMap = "nwea_map",
        /// mCLASS with DIBELS 8.
        Mclass = "mclass_dibels",
        Ilearn = "ilearn_checkpoint",
        Staar = "staar_interim",
    }
    /// Where a publisher's own words place a student; the words themselves are shown before a file comes in only.
    Placement {
        /// i-Ready: three or more grade levels below.
        ThreeGradesBelow = "three_grades_below",
        /// i-Ready: two grade levels below.
        TwoGradesBelow = "two_grades_below",
        /// i-Ready: one grade level below.
        OneGradeBelow = "one_grade_below",
        /// i-Ready: early on grade level.
        EarlyOnGrade = "early_on_grade",
        /// i-Ready: mid or above grade level.
        MidOrAboveGrade = "mid_or_above_grade",
        /// DIBELS: well below benchmark.
        WellBelowBenchmark = "well_below_benchmark",
        /// DIBELS: below benchmark.
        BelowBenchmark = "below_benchmark",
        /// DIBELS: at benchmark.
        AtBenchmark = "at_benchmark",
        /// DIBELS: above benchmark.
        AboveBenchmark = "above_benchmark",
        /// A state's test, or a projection to it: below proficiency, not met.
        BelowProficiency = "below_proficiency",
        /// A state's test: approaching, nearly met.
        ApproachingProficiency = "approaching_proficiency",
        /// A state's test: at proficiency, met.
        AtProficiency = "at_proficiency",
        /// A state's test: above proficiency, exceeded.
        AboveProficiency = "above_proficiency",
    }
}

impl Placement {
    /// What the placement says, by one cut for every date. i-Ready's green begins at early on grade level; `from_mid`
    /// asks for mid or above, which is what its projections call proficient.
    pub fn stands(self, from_mid: bool) -> Stands {
        match self {
            Self::EarlyOnGrade if from_mid => Stands::Nearing,
            Self::EarlyOnGrade
            | Self::MidOrAboveGrade
            | Self::AtBenchmark
            | Self::AboveBenchmark
            | Self::AtProficiency
            | Self::AboveProficiency => Stands::Proficient,
            Self::OneGradeBelow if from_mid => Stands::OnTheWay,
            Self::OneGradeBelow | Self::BelowBenchmark | Self::ApproachingProficiency => Stands::Nearing,
            Self::ThreeGradesBelow
            | Self::TwoGradesBelow
            | Self::WellBelowBenchmark
            | Self::BelowProficiency => Stands::OnTheWay,
        }
    }
}

crate::records! {
    /// What a publisher's diagnostic says of one student on the day of a check: (student, check, part). Part 0 is the
    /// whole of it; a part keeps its number at every date.
    "diagnostic" Diagnostic[(StudentId, CheckId, u32)] {
        /// Whose it is.
        publisher: Option<Publisher>,
        /// What the part is called: "Geometry"; empty for the whole.
        part: String,
        /// It is a scale score, in the publisher's own points.
        score: Option<f64>,
        /// National percentile, 1 to 99.
        percentile: Option<f64>,
        /// Where the publisher places the student.
        placement: Option<Placement>,
        /// Growth that is typical: from the first diagnostic of the year, in scale points.
        typical: Option<f64>,
        /// Percent of typical growth so far, where the publisher says it.
        of_typical: Option<f64>,
    }
}
