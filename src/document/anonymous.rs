//! A copy that names nobody: to ask for help with, or to show.
//!
//! People, groups and whatever else has a name get stand-ins ("Student 07"); what a person typed beside names is left
//! out, and so are whole kinds that say too much by being there (tags, services, notes). Ids become running numbers,
//! because some are typed codes; students and adults are numbered in an order that is drawn, because a roster often
//! stands in the order of the alphabet. Days move by one secret number of weeks, so that weekdays stay right. Unknown
//! kinds, fields and header fields could hold anything, and stay behind.
//!
//! Marks stay as they are: somebody who has the same marks with names can still find the students again.

use std::collections::{BTreeMap, BTreeSet};

use super::choose::{named, parts, there};
use super::document::{Document, Entry, Field};
use super::entry::Fields;
use super::json::checksum;
use super::meaning::{Holds, Kind, Of, Part};
use super::past::Past;
use super::stamp::{ReplicaId, Stamp};
use crate::domain::order::Order;
use crate::domain::record::Value;
use crate::domain::standards::{BuiltIn, Grade, is_common_core};
use crate::domain::{Date, Sentence, id};

/// Kinds that are left out whole: they are somebody's words, or tell a student by being there.
const LEFT_OUT: &[&str] = &[
    "tag",
    "tagged",
    "service",
    "served",
    "note",
    "reflection",
    "choice",
    "topic",
    "lens_note",
    "snapshot",
    "replica",
];

/// Ids that the program itself gives, the same in every class: the usual stations, the teacher, a day's block. Built-in
/// frameworks and their standards stay too.
const KEPT: &[(Of, &[&str])] = &[
    (Of::Station, &["teacher", "tablets", "partner", "workshop"]),
    (Of::Adult, &["lead"]),
    (Of::Block, &["day-0", "day-1", "day-2", "day-3", "day-4", "day-5", "day-6", "day-7"]),
    (
        Of::Block,
        &[
            "day-0-1", "day-0-2", "day-1-1", "day-1-2", "day-2-1", "day-2-2", "day-3-1", "day-3-2",
            "day-4-1", "day-4-2", "day-5-1", "day-5-2", "day-6-1", "day-6-2", "day-7-1", "day-7-2",
        ],
    ),
];

/// At least so many weeks back, and at most so many more.
const LEAST_WEEKS: u64 = 4;
const WEEKS: u64 = 256;

/// The copy. `class` is its new id, so that it never merges into the real one; `secret` decides the order of people
/// and how far the days move; `say` says the stand-ins.
pub fn copy(document: &Document, class: &str, secret: u64, say: &dyn Fn(&Sentence) -> String) -> Document {
    let names = Names::of(document, secret);
    let stamp = Stamp { clock: 1, replica: ReplicaId::new(drawn(secret, "replica")) };
    let mut copy = Document::new(class);
    copy.seen.insert(stamp.replica, stamp.clock);
    for (kind, old_id, entry) in kept(document) {
        let Some(parts) = names.parts(kind, old_id) else { continue };
        let number = names.number(kind, old_id);
        let mut fields = Fields::default();
        for (name, holds) in kind.fields {
            let Some(field) = entry.fields.get(name) else { continue };
            if let Some(value) = names.value(kind.name, *holds, &field.value, &number, say) {
                fields.insert((*name).to_owned(), Field { value, stamp, past: Past::default() });
            }
        }
        if !fields.is_empty() {
            let records = copy.records.entry(kind.name.to_owned()).or_default();
            records.insert(id::join(&parts), Entry { fields, gone: None });
        }
    }
    copy
}

/// What the copy is made of.
fn kept(document: &Document) -> impl Iterator<Item = (&'static Kind, &String, &Entry)> {
    there(document).filter(|(kind, ..)| !LEFT_OUT.contains(&kind.name))
}

/// What everything is called in the copy.
struct Names {
    ids: BTreeMap<Of, BTreeMap<String, String>>,
    places: BTreeMap<String, String>,
    days_back: i32,
}

impl Names {
    fn of(document: &Document, secret: u64) -> Self {
        let mut found: BTreeMap<Of, BTreeSet<String>> = BTreeMap::new();
        let mut places = BTreeSet::new();
        for (kind, old_id, entry) in kept(document) {
            for (of, text) in named(kind, old_id, entry) {
                found.entry(of).or_default().insert(text);
            }
            if kind.name == "session" {
                places.extend(parts(kind, old_id).get(2..4).map(<[String]>::to_vec));
            }
        }
        let ids = found.into_iter().map(|(of, ids)| (of, number(of, ids, secret)));
        let weeks = LEAST_WEEKS + drawn(secret, "weeks") % WEEKS;
        let days_back = i32::try_from(weeks * 7).unwrap_or_default();
        let mut names = Self { ids: ids.collect(), places: BTreeMap::new(), days_back };
        for place in places {
            if let [station, adult] = place.as_slice()
                && let (Some(new_station), Some(new_adult)) =
                    (names.id(Of::Station, station), names.id(Of::Adult, adult))
            {
                names.places.insert(format!("{station}+{adult}"), format!("{new_station}+{new_adult}"));
            }
        }
        names
    }

    fn id(&self, of: Of, old: &str) -> Option<&String> {
        self.ids.get(&of)?.get(old)
    }

    /// The parts of a record's new id; none where the old one is no id of its kind.
    fn parts(&self, kind: &Kind, old: &str) -> Option<Vec<String>> {
        let old = parts(kind, old);
        if old.len() != kind.id.len() {
            return None;
        }
        let new = kind.id.iter().zip(old).map(|(part, text)| match part {
            Part::Id(of) => self.id(*of, &text).cloned(),
            Part::Day => self.day(&text),
            Part::Count => text.parse::<u32>().ok().map(|count| count.to_string()),
            Part::Place => self.places.get(&text).cloned(),
            Part::Only => (text == "class").then_some(text),
        });
        let mut new = new.collect::<Option<Vec<_>>>()?;
        if kind.name == "pair_rule" {
            // The smaller id stands first.
            new.order();
        }
        Some(new)
    }

    /// What follows "Student" in a stand-in; nothing where there is one of the kind.
    fn number(&self, kind: &Kind, old: &str) -> String {
        let [Part::Id(of)] = kind.id else { return String::new() };
        let ids = self.ids.get(of);
        let width = ids.map_or(0, BTreeMap::len).to_string().len();
        let new = self.id(*of, old);
        // Kept ids have no number of their own.
        let rank = ids.map(|ids| ids.values().filter(|other| Some(*other) < new).count() + 1);
        format!("{:0width$}", rank.unwrap_or_default())
    }

    fn day(&self, text: &str) -> Option<String> {
        let day = text.parse::<Date>().ok()?.plus(-self.days_back)?;
        Some(day.to_string())
    }

    fn value(
        &self,
        kind: &'static str,
        holds: Holds,
        old: &Value,
        number: &str,
        say: &dyn Fn(&Sentence) -> String,
    ) -> Option<Value> {
        match (holds, old) {
            (Holds::Flag, Value::Bool(_)) | (Holds::Number, Value::Int(_) | Value::Number(_)) => {
                Some(old.clone())
            }
            (Holds::Day, Value::Text(text)) => self.day(text).map(Value::Text),
            (Holds::Grade, Value::Text(text)) => {
                Grade::parse(text).map(|grade| Value::Text(grade.to_string()))
            }
            (Holds::Id(of), Value::Text(text)) => self.id(of, text).cloned().map(Value::Text),
            (Holds::Tag(is_tag), Value::Text(text)) => is_tag(text).then(|| old.clone()),
            (Holds::Name, Value::Text(text)) if kind == "standard" && is_common_core(text) => {
                Some(old.clone())
            }
            (Holds::Name, Value::Text(text)) if !text.is_empty() => {
                let stand_in = Sentence::new(stand_in(kind)).with("number", number);
                Some(Value::Text(say(&stand_in).trim().to_owned()))
            }
            _ => None,
        }
    }
}

/// The key of what a thing is called in the copy.
fn stand_in(kind: &str) -> &'static str {
    match kind {
        "class" => "anonymous.class",
        "subject" => "anonymous.subject",
        "student" => "anonymous.student",
        "adult" => "anonymous.adult",
        "framework" => "anonymous.framework",
        "standard" => "anonymous.standard",
        "unit" => "anonymous.unit",
        "check" => "anonymous.check",
        "activity" => "anonymous.activity",
        "playlist_item" => "anonymous.playlist_item",
        "support" => "anonymous.support",
        "group" => "anonymous.group",
        "station" => "anonymous.station",
        _ => "anonymous.thing",
    }
}

/// New ids for old ones: in the same order, because ties are settled by it, but for people.
fn number(of: Of, ids: BTreeSet<String>, secret: u64) -> BTreeMap<String, String> {
    let kept = KEPT.iter().find(|(kept, _)| *kept == of).map_or(&[] as &[&str], |(_, ids)| ids);
    let mut ids: Vec<String> = ids.into_iter().collect();
    if matches!(of, Of::Student | Of::Adult) {
        ids.order_by_key(|id| drawn(secret, id));
    }
    let width = ids.len().to_string().len();
    let new = |at: usize, id: &str| {
        let stays = match of {
            Of::Framework => BuiltIn::from_tag(id).is_some(),
            Of::Standard => is_common_core(id),
            _ => kept.contains(&id),
        };
        if stays { id.to_owned() } else { format!("{}-{:0width$}", prefix(of), at + 1) }
    };
    ids.into_iter().enumerate().map(|(at, id)| (id.clone(), new(at, &id))).collect()
}

fn prefix(of: Of) -> &'static str {
    match of {
        Of::Student => "student",
        Of::Adult => "adult",
        Of::Subject => "subject",
        Of::Standard => "standard",
        Of::Framework => "framework",
        Of::Unit => "unit",
        Of::Check => "check",
        Of::Plan => "plan",
        Of::Goal => "goal",
        Of::Activity => "activity",
        Of::Conference => "conference",
        Of::Cycle => "cycle",
        Of::Group => "group",
        Of::Station => "station",
        Of::Block => "block",
        Of::Lesson => "lesson",
        Of::Rotation => "rotation",
        Of::Quarter => "quarter",
        Of::Service | Of::Tag | Of::Report | Of::Snapshot | Of::Note => "entry",
    }
}

/// A number that nobody finds again without the secret (the last steps of splitmix64; Steele, Lea, Flood 2014).
fn drawn(secret: u64, text: &str) -> u64 {
    let mut bits = checksum(text.as_bytes()) ^ secret;
    for factor in [0xbf58_476d_1ce4_e5b9, 0x94d0_49bb_1331_11eb_u64] {
        bits = (bits ^ (bits >> 30)).wrapping_mul(factor).wrapping_add(secret.rotate_left(17));
    }
    bits ^ (bits >> 31)
}

#[cfg(test)]
mod tests;
