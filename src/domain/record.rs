//! The plain form of everything that a class holds: records with named fields.
//!
//! A command ends in [`Change`]s; `document` stamps and stores them; [`Record::set`] brings them back into the typed
//! class. The kinds and fields are written once, with the macro [`records!`](crate::records), and never change their
//! spelling without a migration: they are what a saved file says. A command names a field by its token,
//! `changes.set(&id, Check::DONE_ON, day)`, which compiles only with the key and a value of that field ([`FieldOf`]).
//!
//! # Recipe: a field of a record
//!
//! 1. Declare it in the `records!` of its room (`domain/ROOM/records.rs`, `domain/class.rs`). It starts as its type's
//!    default; a type of a few words is declared with `tags!`.
//! 2. `document/meaning.rs`: what it holds, at the same place in `KINDS`; what a person types also in the list of the
//!    test there. `every_kind_and_field_of_the_class_is_decided` and `fields_that_a_person_types_are_these` tell.
//! 3. A command writes it (`domain/command/mod.rs` has the recipe), a view reads it.
//! 4. It goes wherever its record goes. What ends with a year or a class is left out with `picked.without` in
//!    `document/new_year.rs` and `document/handover.rs`; a field of `class` comes into a new year only where
//!    `document/new_year.rs` names it. No test tells: a person has to decide.
//! 5. Where two fields say one thing together, they stand in `document/book/statement.rs`.
//!
//! An older version keeps a field that it does not know, so the format's version stays.
//!
//! # Recipe: a kind of record
//!
//! 1. Declare it in a `records!` of its room, with the key in brackets: an id, or several where it relates things. A
//!    new id is a line in `ids!` (`domain/id.rs`) and in `Of` (`document/meaning.rs`).
//! 2. `domain/class.rs`: a table in `class!`.
//! 3. `document/meaning.rs`: the kind with its fields, at the same place in `KINDS`. The two tests above tell.
//! 4. Decide on each copy, by the list at the head of its file in `document/`: `new_year.rs`, `handover.rs`,
//!    `teaching.rs`, `anonymous.rs` (of somebody's words, `nothing_that_was_typed_is_in_the_file` tells), `shared.rs`.
//! 5. `view/conflict.rs`: what it is called where two people wrote it; else it is "an entry".
//! 6. A command makes it, a view reads it.

use std::marker::PhantomData;

use crate::domain::{Date, Sentence};

/// Most characters of one text. What a command writes is held to it, and what a file brings.
pub const MAX_TEXT: usize = 4_000;
/// Most characters of a record's id.
pub const MAX_ID: usize = 500;

/// Whether a text has more than so many characters.
pub fn longer(text: &str, most: usize) -> bool {
    text.len() > most && text.chars().nth(most).is_some()
}

/// The value of one field.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing: the field is as if it had never been written.
    Null,
    /// Yes or no.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A number that is not whole, finite.
    Number(f64),
    /// Text; dates and tags too.
    Text(String),
    /// JSON that this version does not understand, kept to the letter.
    Raw(String),
}

/// One field of one record gets a value.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// Kind of the record, as the file spells it.
    pub kind: &'static str,
    /// Id of the record within its kind.
    pub id: String,
    /// Field, as the file spells it.
    pub field: &'static str,
    /// `Value::Null` leaves the field with its default.
    pub value: Value,
}

/// Whether a class that holds these changes opens again.
///
/// # Errors
/// The text that is too long, by its first words.
pub fn within_limits(changes: &[Change]) -> Result<(), Sentence> {
    let too_long =
        |key, text: &str| Err(Sentence::new(key).with("text", text.chars().take(30).collect::<String>()));
    for change in changes {
        match &change.value {
            Value::Text(text) if longer(text, MAX_TEXT) => return too_long("class.long_text", text),
            _ if longer(&change.id, MAX_ID) => return too_long("class.long_id", &change.id),
            _ => {}
        }
    }
    Ok(())
}

/// A type that a field can have.
pub trait FieldValue: Sized {
    /// Reads it; `None` where the value does not fit (a later version wrote it), which leaves the default.
    fn read(value: &Value) -> Option<Self>;
    /// The value that a record holds for it.
    fn write(&self) -> Value;
    /// Takes the value in its place; what does not fit becomes the default. Never inlined: a field of a record is then
    /// one call, and there are some two hundred fields.
    #[inline(never)]
    fn take_value(&mut self, value: &Value)
    where
        Self: Default,
    {
        *self = Self::read(value).unwrap_or_default();
    }
}

/// Place of a field among those of its record.
#[inline(never)]
pub fn field_place(fields: &[&str], field: &str) -> Option<usize> {
    fields.iter().position(|known| *known == field)
}

impl FieldValue for bool {
    fn read(value: &Value) -> Option<Self> {
        if let Value::Bool(yes) = value { Some(*yes) } else { None }
    }
    fn write(&self) -> Value {
        Value::Bool(*self)
    }
}

/// The largest whole number that a field has: minutes, seats, slots and ranks stay far below it. More is no value, so
/// that a damaged file keeps nobody waiting.
pub const MAX_WHOLE: u32 = 1_000_000;

impl FieldValue for u32 {
    fn read(value: &Value) -> Option<Self> {
        let Value::Int(n) = value else { return None };
        Self::try_from(*n).ok().filter(|n| *n <= MAX_WHOLE)
    }
    fn write(&self) -> Value {
        Value::Int(i64::from(*self))
    }
}

impl FieldValue for f64 {
    #[expect(clippy::cast_precision_loss, reason = "scores and points are small")]
    fn read(value: &Value) -> Option<Self> {
        match value {
            Value::Int(n) => Some(*n as Self),
            Value::Number(n) => Some(*n),
            _ => None,
        }
    }
    /// Whole numbers are written as such, so that 3.0 and 3 are the same text in a file.
    #[expect(clippy::cast_possible_truncation, reason = "guarded by the range")]
    fn write(&self) -> Value {
        if self.fract() == 0.0 && self.abs() < 9.0e15 {
            Value::Int(*self as i64)
        } else if self.is_finite() {
            Value::Number(*self)
        } else {
            Value::Null
        }
    }
}

impl FieldValue for String {
    fn read(value: &Value) -> Option<Self> {
        if let Value::Text(text) = value { Some(text.clone()) } else { None }
    }
    fn write(&self) -> Value {
        Value::Text(self.clone())
    }
}

impl FieldValue for Date {
    fn read(value: &Value) -> Option<Self> {
        if let Value::Text(text) = value { text.parse().ok() } else { None }
    }
    fn write(&self) -> Value {
        Value::Text(self.to_string())
    }
}

/// Nothing is `Null`, so that a field can be emptied.
impl<T: FieldValue> FieldValue for Option<T> {
    fn read(value: &Value) -> Option<Self> {
        T::read(value).map(Some)
    }
    fn write(&self) -> Value {
        self.as_ref().map_or(Value::Null, FieldValue::write)
    }
}

/// A kind of record.
pub trait Record: Default + Clone + PartialEq {
    /// As the file spells it.
    const KIND_NAME: &'static str;
    /// Taken back, which every kind has beside its own fields.
    const RETRACTED: FieldOf<Self, bool> = FieldOf::spelled("retracted");
    /// The fields that this version knows.
    const FIELDS: &'static [&'static str];
    /// What its records are called by.
    type Key: super::id::Key;
    /// Takes the field in that stands at `place` of [`Self::FIELDS`].
    fn set(&mut self, place: usize, value: &Value);
    /// Taken back: still there for undo and merge, but not for anybody to see.
    fn retracted(&self) -> bool;
}

/// One field of one kind of record: a change of it compiles with its own key and a value of its own type alone.
pub struct FieldOf<R, T> {
    name: &'static str,
    is_of: PhantomData<fn() -> (R, T)>,
}

impl<R, T> FieldOf<R, T> {
    /// The field that a file spells like this. For [`crate::records`] alone.
    #[doc(hidden)]
    pub const fn spelled(name: &'static str) -> Self {
        Self { name, is_of: PhantomData }
    }

    /// As the file spells it.
    pub const fn name(self) -> &'static str {
        self.name
    }
}

impl<R, T> Clone for FieldOf<R, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R, T> Copy for FieldOf<R, T> {}

/// What a field of type `T` may be given: a `T`; of an optional one the value itself; or nothing, which leaves the default.
pub trait Fits<T> {
    /// As it is written.
    fn value(self) -> Value;
}

impl<T: FieldValue> Fits<T> for T {
    fn value(self) -> Value {
        self.write()
    }
}

impl<T: FieldValue> Fits<Option<T>> for T {
    fn value(self) -> Value {
        self.write()
    }
}

impl<T: FieldValue> Fits<T> for Option<T> {
    fn value(self) -> Value {
        self.as_ref().map_or(Value::Null, FieldValue::write)
    }
}

/// Changes that one command makes, collected in order.
#[derive(Debug, Default)]
pub struct Changes(pub Vec<Change>);

impl Changes {
    /// Gives one field of one record a value.
    pub fn set<R: Record, T>(
        &mut self,
        key: &R::Key,
        field: FieldOf<R, T>,
        value: impl Fits<T>,
    ) -> &mut Self {
        self.push(R::KIND_NAME, super::id::Key::text(key), field.name, value.value())
    }

    /// The same, where there is something to say: an empty field of a new record is not written at all.
    pub fn set_some<R: Record, T, V: Fits<T>>(
        &mut self,
        key: &R::Key,
        field: FieldOf<R, T>,
        value: Option<V>,
    ) -> &mut Self {
        if let Some(value) = value {
            self.set(key, field, value);
        }
        self
    }

    /// Takes a record back, so that it can be brought back by undo.
    pub fn retract<R: Record>(&mut self, key: &R::Key) -> &mut Self {
        self.set(key, R::RETRACTED, true)
    }

    fn push(&mut self, kind: &'static str, id: String, field: &'static str, value: Value) -> &mut Self {
        self.0.push(Change { kind, id, field, value });
        self
    }
}

/// Declares kinds of records: the type, its fields, how a file spells them.
///
/// Every kind has the field `retracted` beside its own. A field's default is its type's default.
#[macro_export]
macro_rules! records {
    ($($(#[$doc:meta])* $kind:literal $name:ident[$key:ty] { $($(#[$field_doc:meta])* $field:ident: $type:ty,)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Default, PartialEq)]
        pub struct $name {
            $($(#[$field_doc])* pub $field: $type,)*
            /// Taken back, kept for undo and merge.
            pub retracted: bool,
        }

        pastey::paste! {
            impl $name {
                $($(#[$field_doc])*
                pub const [<$field:upper>]: $crate::domain::record::FieldOf<Self, $type> =
                    $crate::domain::record::FieldOf::spelled(stringify!($field));)*
                /// Taken back, kept for undo and merge.
                pub const RETRACTED: $crate::domain::record::FieldOf<Self, bool> =
                    <Self as $crate::domain::record::Record>::RETRACTED;
            }
        }

        impl $crate::domain::record::Record for $name {
            const KIND_NAME: &'static str = $kind;
            const FIELDS: &'static [&'static str] = &[$(stringify!($field),)* "retracted"];
            type Key = $key;
            fn set(&mut self, place: usize, value: &$crate::domain::record::Value) {
                use $crate::domain::record::FieldValue;
                let mut at = 0;
                $(if place == at {
                    return self.$field.take_value(value);
                }
                at += 1;)*
                if place == at {
                    self.retracted.take_value(value);
                }
            }
            fn retracted(&self) -> bool {
                self.retracted
            }
        }
    )*};
}

/// Declares an enum whose variants are written as tags; the first is the default.
#[macro_export]
macro_rules! tags {
    ($($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $tag:literal,)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name { $($(#[$variant_doc])* $variant,)* }

        impl $name {
            /// Every variant, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];
            /// As the file spells it.
            pub fn tag(self) -> &'static str {
                match self { $(Self::$variant => $tag,)* }
            }
            /// From the file's spelling.
            pub fn from_tag(tag: &str) -> Option<Self> {
                match tag { $($tag => Some(Self::$variant),)* _ => None }
            }
        }

        impl Default for $name {
            fn default() -> Self {
                Self::ALL[0]
            }
        }

        impl $crate::domain::record::FieldValue for $name {
            fn read(value: &$crate::domain::record::Value) -> Option<Self> {
                if let $crate::domain::record::Value::Text(tag) = value { Self::from_tag(tag) } else { None }
            }
            fn write(&self) -> $crate::domain::record::Value {
                $crate::domain::record::Value::Text(self.tag().to_owned())
            }
        }
    )*};
}
