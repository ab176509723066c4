//! Ids of records, and ids made of several.
//!
//! A relation's id names what it relates (`cycle/student`), so that two adults' edits meet on the smallest thing.

use std::fmt;

/// An id as a record's file text, and back.
pub trait Key: Ord + Clone + fmt::Debug {
    /// From the file's text; `None` where it has the wrong number of parts.
    fn parse(text: &str) -> Option<Self>;
    /// The file's text.
    fn text(&self) -> String;
}

/// One part of an id.
pub trait Part: Ord + Clone + fmt::Debug {
    /// From unescaped text.
    fn from_part(text: String) -> Option<Self>;
    /// The part as it is; [`join`] escapes what would look like a border between two parts.
    fn part(&self) -> String;
}

impl Part for u32 {
    fn from_part(text: String) -> Option<Self> {
        let plain = !text.starts_with('+') && (text == "0" || !text.starts_with('0'));
        text.parse().ok().filter(|_| plain)
    }
    fn part(&self) -> String {
        self.to_string()
    }
}

impl Part for crate::domain::Date {
    fn from_part(text: String) -> Option<Self> {
        text.parse().ok()
    }
    fn part(&self) -> String {
        self.to_string()
    }
}

impl Part for String {
    fn from_part(text: String) -> Option<Self> {
        Some(text)
    }
    fn part(&self) -> String {
        self.clone()
    }
}

fn escape(part: &str) -> String {
    part.replace('%', "%25").replace('/', "%2F")
}

/// `None` where `escape` would not have written it so: two spellings of one id would be two records for the document
/// and one for the class.
fn unescape(part: &str) -> Option<String> {
    if !part.contains('%') {
        return Some(part.to_owned());
    }
    let text = part.replace("%2F", "/").replace("%25", "%");
    (escape(&text) == part).then_some(text)
}

/// The parts of an id's file text; `None` where that is no id of several parts.
pub fn split(text: &str) -> Option<Vec<String>> {
    text.split('/').map(unescape).collect()
}

/// An id's file text from its parts. An id of one part is that part as it is: see [`Key`].
pub fn join(parts: &[String]) -> String {
    match parts {
        [only] => only.clone(),
        parts => parts.iter().map(|part| escape(part)).collect::<Vec<_>>().join("/"),
    }
}

macro_rules! tuple_key {
    ($($part:ident $at:tt),+) => {
        impl<$($part: Part),+> Key for ($($part,)+) {
            fn parse(text: &str) -> Option<Self> {
                let mut parts = text.split('/').map(unescape);
                let key = ($($part::from_part(parts.next()??)?,)+);
                parts.next().is_none().then_some(key)
            }
            fn text(&self) -> String {
                [$(escape(&self.$at.part())),+].join("/")
            }
        }
    };
}
tuple_key!(A 0, B 1);
tuple_key!(A 0, B 1, C 2);
tuple_key!(A 0, B 1, C 2, D 3);

/// Declares ids that are one opaque text each.
#[macro_export]
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub String);

        impl $name {
            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
        impl $crate::domain::id::Part for $name {
            fn from_part(text: String) -> Option<Self> {
                Some(Self(text))
            }
            fn part(&self) -> String {
                self.0.clone()
            }
        }
        impl $crate::domain::id::Key for $name {
            fn parse(text: &str) -> Option<Self> {
                Some(Self(text.to_owned()))
            }
            fn text(&self) -> String {
                self.0.clone()
            }
        }
        impl $crate::domain::record::FieldValue for $name {
            fn read(value: &$crate::domain::record::Value) -> Option<Self> {
                <String as $crate::domain::record::FieldValue>::read(value).map(Self)
            }
            fn write(&self) -> $crate::domain::record::Value {
                $crate::domain::record::Value::Text(self.0.clone())
            }
        }
    )*};
}

crate::ids! {
    /// A student: the same in every file of the class.
    StudentId
    /// An adult who leads tables, sessions or conferences.
    AdultId
    /// A recurring support.
    ServiceId
    /// A tag that some students carry (multilingual learner, IEP, interests).
    TagId
    /// A subject of the class.
    SubjectId
    /// One thing to master, called by its code: `5.NF.A.1`.
    StandardId
    /// A framework of standards that the class made or imported.
    FrameworkId
    /// A "short race" of standards.
    UnitId
    /// An exit ticket, quiz, observation round, diagnostic or self-assessment.
    CheckId
    /// A learning plan of one student for one period.
    PlanId
    /// A goal of a learning plan.
    GoalId
    /// A reusable activity.
    ActivityId
    /// A 1:1 talk.
    ConferenceId
    /// A dated period with one set of groups.
    CycleId
    /// A group of one cycle.
    GroupId
    /// A place in the room.
    StationId
    /// A rotation block of the week.
    BlockId
    /// A whole-class lesson of the week.
    LessonId
    /// One day's rotation.
    RotationId
    /// A quarter or term of the year plan.
    QuarterId
    /// A term report.
    ReportId
    /// Something handed out, dated and frozen.
    SnapshotId
    /// A note, a reflection: anything that is only itself.
    NoteId
}

/// Makes ids that no other writer can make: the write's own stamp, then a running number.
#[derive(Debug, Clone)]
pub struct Mint {
    prefix: String,
    next: u32,
}

impl Mint {
    /// `prefix` must be used by one command of one writer only, such as the text of its stamp.
    pub fn new(prefix: impl Into<String>) -> Self {
        Self { prefix: prefix.into(), next: 0 }
    }

    /// A new id.
    pub fn id<K: Key>(&mut self) -> K {
        self.next += 1;
        let text = format!("{}-{}", self.prefix, self.next);
        #[expect(clippy::expect_used, reason = "single-text ids accept every text")]
        K::parse(&text).expect("a minted id is a plain text")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_may_hold_the_separator() {
        let key = (StudentId("a/b%2Fc%".into()), "5.NF/1".to_owned(), 3_u32);
        assert_eq!(key.text(), "a%2Fb%252Fc%25/5.NF%2F1/3");
        assert_eq!(<(StudentId, String, u32)>::parse(&key.text()), Some(key));
        assert_eq!(<(StudentId, String)>::parse("a/b/c"), None);
    }

    #[test]
    fn one_key_has_one_text() {
        for text in ["a/01", "a/+1", "a/1 ", "%41/1", "a%/1", "%2f/1"] {
            assert_eq!(<(StudentId, u32)>::parse(text), None, "{text}");
        }
        assert!(<(StudentId, u32)>::parse("%25/0").is_some());
    }
}
