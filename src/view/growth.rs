//! Growth: each student's first result of the year beside the latest, the shares by one cut, and both by starting level.

mod own;

pub(super) use own::stood_on;

use serde::Serialize;

use super::text;
use crate::domain::equity::FEWEST;
use crate::domain::growth::{
    Grown, Publisher, Reading, Shares, Source, Stands, Summary, grown, growth_year, readings, sources,
    summary,
};
use crate::domain::id::SubjectId;
use crate::domain::order::Order;
use crate::domain::roster::names;
use crate::domain::standards::Catalog;
use crate::domain::{Class, Date, Sentence};

/// What the page is asked for.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct GrowthQuery {
    pub subject: SubjectId,
    /// Key of the source; empty, or one that is not there, is the first.
    pub source: String,
    /// i-Ready: proficient from mid grade level on, not from early on.
    pub from_mid: bool,
}

/// What the page of growth prints for one source.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct GrowthRows {
    /// The share that is proficient, else the middle growth, else what is missing.
    pub lead: String,
    /// Stands in grey behind the lead; may be empty.
    pub but: String,
    /// What can be compared.
    pub sources: Vec<SourceRow>,
    /// Key of the one that is.
    pub source: String,
    /// Whether the cut can be asked at mid grade level.
    pub asks_mid: bool,
    /// What the numbers are and are not.
    pub note: String,
    /// First and latest, by the same cut.
    pub shares: Vec<ShareRow>,
    /// By starting level.
    pub by_start: Vec<StartRow>,
    /// A line a student, from the first score to the latest.
    pub slopes: Vec<Slope>,
    /// Sorted by name; who has one result alone is left out.
    pub students: Vec<StudentRow>,
}

/// Something that can be compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SourceRow {
    /// "iready-0".
    pub key: String,
    /// "i-Ready Diagnostic".
    pub name: String,
}

/// A share at both dates.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ShareRow {
    /// "Proficient".
    pub label: String,
    /// "0 of 21, 0%".
    pub first: String,
    /// "15 of 21, 71.4%".
    pub latest: String,
}

/// Those who started alike.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StartRow {
    /// "Nearing".
    pub start: String,
    /// Those who started there and are placed at the latest date.
    pub students: usize,
    /// Proficient at the latest date: "9 of 12".
    pub proficient: String,
    /// Proficient or nearing.
    pub nearing: String,
    /// Middle percent of typical growth, or of change.
    pub middle: String,
}

/// A student's line.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Slope {
    /// "Ana R.: 480 to 496".
    pub words: String,
    /// In points of the source, as `latest` is.
    pub first: f64,
    pub latest: f64,
}

/// A student's row.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StudentRow {
    pub name: String,
    /// First score and its day.
    pub first: (String, String),
    /// Latest score and its day.
    pub latest: (String, String),
    /// "+16".
    pub change: String,
    /// "104%".
    pub of_typical: String,
    /// "nearing, then proficient".
    pub stands: String,
}

/// The growth of this school year.
pub fn growth(class: &Class, catalog: &Catalog, query: &GrowthQuery, today: Date) -> GrowthRows {
    let period = growth_year(today);
    let sources = sources(class, &query.subject, period);
    let chosen = sources.iter().find(|(source, _)| key(*source) == query.source).or(sources.first());
    let Some(source) = chosen.map(|(source, _)| *source) else {
        return GrowthRows {
            lead: text::of("growth.nothing").to_owned(),
            but: text::of("growth.nothing_but").to_owned(),
            ..GrowthRows::default()
        };
    };
    if source == Source::OwnMarks {
        let rows = own::rows(class, catalog, &query.subject, today);
        return GrowthRows { source: key(source), sources: source_rows(&sources), ..rows };
    }
    let all = readings(class, &query.subject, source, period, query.from_mid);
    let (pairs, once) = grown(&all);
    let summary = summary(&pairs);
    let (lead, but) = lead(&pairs, &summary, once.len());
    let enough = pairs.len() >= FEWEST;
    let names = names(class);
    let mut named: Vec<(String, &Grown)> =
        pairs.iter().map(|pair| (names.get(&pair.student).cloned().unwrap_or_default(), pair)).collect();
    named.order_by(|a, b| a.0.cmp(&b.0));
    GrowthRows {
        lead,
        but,
        source: key(source),
        asks_mid: matches!(source, Source::Diagnostic(Publisher::Iready, _)),
        note: text::of(note(source)).to_owned(),
        shares: if enough { shares(&summary) } else { Vec::new() },
        by_start: if enough { by_start(&summary) } else { Vec::new() },
        slopes: named.iter().filter_map(|(name, pair)| slope(name, pair)).collect(),
        students: named.iter().map(|(name, pair)| student(name, pair)).collect(),
        sources: source_rows(&sources),
    }
}

fn source_rows(sources: &[(Source, String)]) -> Vec<SourceRow> {
    sources.iter().map(|(source, part)| SourceRow { key: key(*source), name: name(*source, part) }).collect()
}

fn key(source: Source) -> String {
    match source {
        Source::Diagnostic(publisher, part) => format!("{}-{part}", publisher.tag()),
        Source::OwnMarks => "own".to_owned(),
    }
}

fn name(source: Source, part: &str) -> String {
    let Source::Diagnostic(publisher, _) = source else { return text::of("growth.own").to_owned() };
    let product = text::of(match publisher {
        Publisher::Iready => "growth.iready",
        Publisher::NweaMap => "growth.nwea_map",
        Publisher::Mclass => "growth.mclass",
        Publisher::Ilearn => "growth.ilearn",
        Publisher::Staar => "growth.staar",
    })
    .to_owned();
    if part.is_empty() { product } else { format!("{product}: {part}") }
}

const fn note(source: Source) -> &'static str {
    match source {
        Source::OwnMarks => "growth.note_own",
        Source::Diagnostic(Publisher::Iready, _) => "growth.note_iready",
        Source::Diagnostic(Publisher::NweaMap, _) => "growth.note_nwea_map",
        Source::Diagnostic(Publisher::Mclass, _) => "growth.note_mclass",
        Source::Diagnostic(Publisher::Ilearn | Publisher::Staar, _) => "growth.note_interim",
    }
}

/// The share where the students are placed, else the middle growth, else what is missing.
fn lead(pairs: &[Grown], summary: &Summary, once: usize) -> (String, String) {
    if pairs.is_empty() {
        return (
            text::say(&Sentence::new("growth.once").with("n", once)),
            text::of("growth.once_but").to_owned(),
        );
    }
    if pairs.len() < FEWEST {
        return (
            text::say(&Sentence::new("growth.few").with("n", pairs.len())),
            text::of("growth.few_but").to_owned(),
        );
    }
    let (first, latest) = (summary.first, summary.latest);
    let middle = summary.of_typical.map(|(middle, n)| {
        text::say(&Sentence::new("growth.median").with("percent", middle.round()).with("n", n))
    });
    if latest.students < FEWEST {
        return (middle.unwrap_or_else(|| text::of("growth.no_cut").to_owned()), String::new());
    }
    let lead = Sentence::new("growth.lead").with("n", latest.proficient).with("students", latest.students);
    let lead = lead.with("percent", latest.proficient_percent().unwrap_or_default());
    let key = if first.proficient == 0 { "growth.lead_none_but" } else { "growth.lead_but" };
    let but = Sentence::new(key).with("n", first.proficient);
    let but = [Some(text::say(&but)), middle].into_iter().flatten().collect::<Vec<_>>().join(" ");
    (text::say(&lead), but)
}

fn of(part: usize, percent: Option<f64>, shares: &Shares) -> String {
    let words = Sentence::new("growth.of").with("n", part).with("students", shares.students);
    text::say(&words.with("percent", percent.unwrap_or_default()))
}

/// None where too few are placed.
fn shares(summary: &Summary) -> Vec<ShareRow> {
    if summary.latest.students < FEWEST {
        return Vec::new();
    }
    let proficient = |at: &Shares| of(at.proficient, at.proficient_percent(), at);
    let nearing = |at: &Shares| of(at.proficient + at.nearing, at.nearing_percent(), at);
    let row = |label, said: &dyn Fn(&Shares) -> String| ShareRow {
        label: text::of(label).to_owned(),
        first: said(&summary.first),
        latest: said(&summary.latest),
    };
    vec![row("growth.proficient", &proficient), row("growth.or_nearing", &nearing)]
}

const fn stands(stands: Stands) -> &'static str {
    match stands {
        Stands::OnTheWay => "growth.on_the_way",
        Stands::Nearing => "growth.nearing",
        Stands::Proficient => "growth.at",
    }
}

fn by_start(summary: &Summary) -> Vec<StartRow> {
    let middle = |known: Option<(f64, usize)>, key| match known {
        Some((middle, n)) if n >= FEWEST => {
            Some(text::say(&Sentence::new(key).with("middle", (middle * 10.0).round() / 10.0)))
        }
        _ => None,
    };
    let row = |row: &crate::domain::growth::ByStart| StartRow {
        start: text::of(stands(row.start)).to_owned(),
        students: row.latest.students,
        proficient: of(row.latest.proficient, row.latest.proficient_percent(), &row.latest),
        nearing: of(row.latest.proficient + row.latest.nearing, row.latest.nearing_percent(), &row.latest),
        middle: middle(row.of_typical, "growth.middle_typical")
            .or_else(|| middle(row.change, "growth.middle_change"))
            .unwrap_or_else(|| text::of("growth.too_few").to_owned()),
    };
    summary.by_start.iter().map(row).collect()
}

fn slope(name: &str, pair: &Grown) -> Option<Slope> {
    let (first, latest) = (pair.first.score?, pair.latest.score?);
    let words = Sentence::new("growth.slope").with("name", name).with("first", first).with("latest", latest);
    Some(Slope { words: text::say(&words), first, latest })
}

fn student(name: &str, pair: &Grown) -> StudentRow {
    let number = |number: f64| ((number * 10.0).round() / 10.0).to_string();
    let at = |reading: &Reading| {
        let day = text::say(&Sentence::new("growth.day").with("on", reading.on));
        (reading.score.map(number).unwrap_or_default(), day)
    };
    let change = pair.change().map(|change| {
        let sign = if change > 0.0 { "+" } else { "" };
        format!("{sign}{}", number(change))
    });
    StudentRow {
        name: name.to_owned(),
        first: at(&pair.first),
        latest: at(&pair.latest),
        change: change.unwrap_or_default(),
        of_typical: pair.of_typical().map(|percent| format!("{}%", percent.round())).unwrap_or_default(),
        stands: stood(pair),
    }
}

/// "nearing, then proficient".
fn stood(pair: &Grown) -> String {
    let place = |reading: &Reading| reading.stands.map(|it| text::of(stands(it)).to_owned());
    match (place(&pair.first), place(&pair.latest)) {
        (Some(first), Some(latest)) if first == latest => latest,
        (Some(first), Some(latest)) => {
            text::say(&Sentence::new("growth.then").with("first", first).with("latest", latest))
        }
        (None, Some(only)) | (Some(only), None) => only,
        (None, None) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::Value;

    const TODAY: Date = Date::constant(2027, 5, 20);

    /// 21 students: nobody proficient in fall, 15 in spring; the middle one has 144 % of typical growth.
    fn class(students: usize) -> Class {
        let mut class = Class::default();
        for (check, day) in [("c1", "2026-08-28"), ("c2", "2027-05-18")] {
            class.set("check", check, "subject", &Value::Text("m".into()));
            class.set("check", check, "done_on", &Value::Text(day.into()));
        }
        for at in 0..students {
            let id = format!("s{at:02}");
            class.set("student", &id, "given", &Value::Text(format!("Student{at:02}")));
            let spring = if at < 15 { "early_on_grade" } else { "one_grade_below" };
            for (check, score, placement) in [("c1", 400, "one_grade_below"), ("c2", 430, spring)] {
                let key = format!("{id}/{check}/0");
                class.set("diagnostic", &key, "publisher", &Value::Text("iready".into()));
                class.set("diagnostic", &key, "score", &Value::Int(score));
                class.set("diagnostic", &key, "placement", &Value::Text(placement.into()));
            }
            class.set(
                "diagnostic",
                &format!("{id}/c2/0"),
                "of_typical",
                &Value::Int([100, 144, 180][at % 3]),
            );
        }
        class
    }

    fn rows(class: &Class, from_mid: bool) -> GrowthRows {
        let query = GrowthQuery { subject: "m".into(), source: String::new(), from_mid };
        growth(class, &Catalog::default(), &query, TODAY)
    }

    #[test]
    fn the_known_case_in_words() {
        let found = rows(&class(21), false);
        assert_eq!(found.lead, "15 of 21 are proficient, 71.4%.");
        assert_eq!(found.but, "At first nobody was. In the middle of 21 students, 144% of typical growth.");
        let shares: Vec<_> =
            found.shares.iter().map(|row| (row.first.as_str(), row.latest.as_str())).collect();
        assert_eq!(shares, [("0 of 21, 0%", "15 of 21, 71.4%"), ("21 of 21, 100%", "21 of 21, 100%")]);
        assert_eq!((found.slopes.len(), found.by_start.len()), (21, 1));
        let first = &found.students[0];
        assert_eq!((first.change.as_str(), first.stands.as_str()), ("+30", "nearing, then proficient"));
        assert_eq!(first.first.1, "28 August");
    }

    #[test]
    fn another_cut_counts_at_both_dates() {
        let found = rows(&class(21), true);
        assert_eq!(found.shares[0].latest, "0 of 21, 0%");
        assert_eq!(found.shares[1].latest, "15 of 21, 71.4%");
    }

    #[test]
    fn too_few_and_nothing_are_said_plainly() {
        let few = rows(&class(4), false);
        assert_eq!(few.lead, "4 students have two results.");
        assert!(few.shares.is_empty() && few.by_start.is_empty() && few.students.len() == 4);
        let nothing = rows(&Class::default(), false);
        assert_eq!(nothing.lead, "Nothing to compare yet.");
        let mut once = class(6);
        once.set("check", "c2", "done_on", &Value::Null);
        assert_eq!(rows(&once, false).lead, "6 students have one result so far.");
    }
}
