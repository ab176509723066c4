//! Looks a sentence up and fills its arguments in.

use super::plural::Plural;
use crate::domain::order::Order;
use crate::domain::{Arg, Date, Sentence};

/// The texts of one language.
pub struct Catalogue {
    /// By key: a sorted list, as tables of a class are.
    texts: Vec<(&'static str, &'static str)>,
    plural: Plural,
}

impl Catalogue {
    /// Reads `key = text` lines; `#` starts a comment.
    pub fn new(files: &[&'static str]) -> Self {
        let mut texts: Vec<_> = files
            .iter()
            .flat_map(|file| file.lines())
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| line.split_once(" = "))
            .map(|(key, text)| (key.trim(), text.trim()))
            .collect();
        texts.order_by_key(|(key, _)| *key);
        let mut read = Self { texts, plural: Plural::default() };
        read.plural = Plural::named(read.text("language.plural"));
        read
    }

    fn find(&self, key: &str) -> Option<&'static str> {
        let at = self.texts.binary_search_by(|(known, _)| (*known).cmp(key)).ok()?;
        self.texts.get(at).map(|(_, text)| *text)
    }

    /// The text of a key without arguments. An unknown key is shown as itself; a test finds those.
    pub fn text(&self, key: &'static str) -> &'static str {
        self.find(key).unwrap_or(key)
    }

    /// A sentence in words: of a key with a text `.one` that one, where the argument `n` is one.
    pub fn say(&self, sentence: &Sentence) -> String {
        let n = sentence.args.iter().find(|(name, _)| *name == "n").and_then(|(_, arg)| count(arg));
        let is_one = n.is_some_and(|n| self.plural.is_one(n));
        let one = if is_one { self.find(&format!("{}.one", sentence.key)) } else { None };
        self.fill(one.unwrap_or_else(|| self.text(sentence.key)), &sentence.args)
    }

    /// Whether the catalogue has the key.
    pub fn has(&self, key: &str) -> bool {
        self.find(key).is_some()
    }

    /// All keys with their texts, sorted by key.
    pub fn entries(&self) -> impl Iterator<Item = (&'static str, &'static str)> + '_ {
        self.texts.iter().copied()
    }

    /// A date in the middle of a sentence: "19 November".
    pub fn date(&self, date: Date) -> String {
        let months = self.text("language.months").split('|');
        let month = months.into_iter().nth(usize::from(date.month()) - 1).unwrap_or_default();
        let args = [("day", usize::from(date.day()).into()), ("month", month.into())];
        self.fill(self.text("language.day_of_month"), &args)
    }

    /// A number with at most two decimals.
    pub fn number(&self, number: f64) -> String {
        let text = format!("{number:.2}");
        text.trim_end_matches('0').trim_end_matches('.').replace('.', self.text("language.point"))
    }

    /// "Ana, Ben and Cy".
    pub fn list(&self, names: &[String]) -> String {
        match names {
            [] => String::new(),
            [one] => one.clone(),
            [first @ .., last] => {
                let first = first.join(&format!("{} ", self.text("language.comma")));
                format!("{first} {} {last}", self.text("language.and"))
            }
        }
    }

    fn fill(&self, text: &str, args: &[(&'static str, Arg)]) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let Some((name, tail)) = after.split_once('}') else {
                out.push('{');
                rest = after;
                continue;
            };
            let (name, forms) =
                name.split_once('|').map_or((name, None), |(name, forms)| (name, Some(forms)));
            let arg = args.iter().find(|(known, _)| *known == name).map(|(_, arg)| arg);
            // Tidy tests see what a sentence lacks; this, where its key was chosen far from its arguments.
            debug_assert!(arg.is_some(), "no {name} for: {text}");
            match (arg, forms) {
                (_, Some(forms)) => out.push_str(self.form(arg.and_then(count), forms)),
                (Some(arg), None) => out.push_str(&self.arg(arg)),
                (None, None) => out.push_str(name),
            }
            rest = tail;
        }
        out.push_str(rest);
        out
    }

    /// Of `student|students` the one that a count wants; without a count the last.
    fn form<'a>(&self, n: Option<f64>, forms: &'a str) -> &'a str {
        let place = n.map_or(usize::MAX, |n| self.plural.form(n));
        forms.split('|').nth(place).or_else(|| forms.rsplit('|').next()).unwrap_or_default()
    }

    fn arg(&self, arg: &Arg) -> String {
        match arg {
            Arg::Text(text) => text.clone(),
            Arg::Count(n) => n.to_string(),
            Arg::Number(number) => self.number(*number),
            Arg::Date(date) => self.date(*date),
            Arg::List(names) => self.list(names),
            Arg::Inner(inner) => self.say(inner),
            Arg::Inners(inners) => {
                let said: Vec<String> = inners.iter().map(|inner| self.say(inner)).collect();
                self.list(&said)
            }
        }
    }
}

/// The number of a count.
#[expect(clippy::cast_precision_loss, reason = "counts are small")]
fn count(arg: &Arg) -> Option<f64> {
    match arg {
        Arg::Count(n) => Some(*n as f64),
        Arg::Number(n) => Some(*n),
        _ => None,
    }
}
