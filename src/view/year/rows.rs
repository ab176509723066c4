//! What the page of the year prints.

use super::super::equity::Dot;

/// What the page of the year prints.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct YearRows {
    /// "Year plan, 1 September to 15 June".
    pub title: String,
    /// What the year comes to.
    pub lead: String,
    /// The exception, in grey.
    pub but: String,
    /// How firm the plan is, and what is left over.
    pub notes: Vec<String>,
    /// What would bring everybody within one slot of the most, where nobody has slots alone yet.
    pub offer: Option<Offer>,
    /// Groups of this week, with their slots.
    pub week: Vec<WeekRow>,
    /// A row for each group that is planned with now.
    pub groups: Vec<BarRow>,
    /// Everybody's minutes at the end of the year, fewest first.
    pub dots: Vec<Dot>,
    /// The median of the dots, in minutes.
    pub middle: f64,
    /// "middle 860".
    pub middle_words: String,
    pub students: Vec<StudentRow>,
    /// "Ms. Rivera 820 minutes, Mr. Cole 90 minutes".
    pub adults: String,
}

/// Slots alone with the teacher that group time cannot replace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// Who lacks how many.
    pub words: String,
    /// Slots a week that hold them.
    pub per_week: u32,
}

/// A group in this week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeekRow {
    /// Id of the group.
    pub id: String,
    /// How many slots it has in this week.
    pub n: u32,
    pub name: String,
    /// "3 slots".
    pub slots: String,
}

/// A group over the year.
#[derive(Debug, Clone, PartialEq)]
pub struct BarRow {
    pub name: String,
    /// Quarters: what was taught and what is planned, as per cent of the widest row, and in words.
    pub parts: Vec<(f64, f64, String)>,
    /// "860 min".
    pub total: String,
}

/// A student over the year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StudentRow {
    /// "Mateo V."
    pub name: String,
    /// Minutes that were taught so far.
    pub taught: u32,
    /// Minutes that the plan has from now on.
    pub planned: u32,
    /// Taught and planned minutes together.
    pub total: u32,
    /// "2 slots alone", where group time cannot bring it.
    pub alone: String,
    /// "seen 3 school days ago".
    pub seen: String,
}
