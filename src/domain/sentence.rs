//! What a person will read, as data: a key into the catalogue and its arguments.
//!
//! The domain cannot name a language, so a reason, a label or an error is a [`Sentence`]; `view::text` says it in
//! words. Equal sentences compare equal, so tests need no words either.

use std::fmt;

/// One argument of a sentence.
#[derive(Debug, Clone, PartialEq)]
pub enum Arg {
    /// A name, a code, or something the teacher typed: shown as it is.
    Text(String),
    /// A count. An argument called `n` also chooses between singular and plural.
    Count(usize),
    /// A number shown with at most two decimals.
    Number(f64),
    /// A civil date, shown the way the language writes it.
    Date(crate::domain::Date),
    /// Several names: "Ana, Ben and Cy".
    List(Vec<String>),
    /// Another sentence inside this one.
    Inner(Box<Sentence>),
    /// Several, listed like names.
    Inners(Vec<Sentence>),
}

/// A key of the catalogue with its arguments.
#[derive(Debug, Clone, PartialEq)]
pub struct Sentence {
    /// Key in the catalogue, `room.what`.
    pub key: &'static str,
    /// Arguments by the name they have in the catalogue's text.
    pub args: Vec<(&'static str, Arg)>,
}

impl Sentence {
    /// A sentence without arguments.
    pub fn new(key: &'static str) -> Self {
        Self { key, args: Vec::new() }
    }

    /// The same sentence with one argument more.
    #[must_use]
    pub fn with(mut self, name: &'static str, arg: impl Into<Arg>) -> Self {
        self.args.push((name, arg.into()));
        self
    }

    /// A text among the arguments.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.args.iter().find_map(|(known, arg)| match arg {
            Arg::Text(text) if *known == name => Some(text.as_str()),
            _ => None,
        })
    }
}

impl From<&'static str> for Sentence {
    fn from(key: &'static str) -> Self {
        Self::new(key)
    }
}

/// For logs and failed tests only; people read `view::text`.
impl fmt::Display for Sentence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {:?}", self.key, self.args)
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}
impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}
impl From<&String> for Arg {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}
impl From<usize> for Arg {
    fn from(count: usize) -> Self {
        Self::Count(count)
    }
}
impl From<f64> for Arg {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}
impl From<crate::domain::Date> for Arg {
    fn from(date: crate::domain::Date) -> Self {
        Self::Date(date)
    }
}
impl From<Vec<String>> for Arg {
    fn from(names: Vec<String>) -> Self {
        Self::List(names)
    }
}
impl From<Vec<Sentence>> for Arg {
    fn from(inners: Vec<Sentence>) -> Self {
        Self::Inners(inners)
    }
}
impl From<Sentence> for Arg {
    fn from(inner: Sentence) -> Self {
        Self::Inner(Box::new(inner))
    }
}
