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
        debug_assert_eq!(self.misses(sentence), None, "{}", sentence.key);
        let is_one = count(&sentence.args, "n").is_some_and(|n| self.plural.is_one(n));
        let one = if is_one { self.find(&format!("{}.one", sentence.key)) } else { None };
        self.fill(one.unwrap_or_else(|| self.text(sentence.key)), &sentence.args)
    }

    /// An argument that the text of a sentence wants and that it has not: never with what the tidy tests let through, but
    /// where a key is chosen far from its arguments.
    fn misses(&self, sentence: &Sentence) -> Option<&'static str> {
        let given = |name: &str| sentence.args.iter().any(|(known, _)| *known == name);
        let texts = [self.find(sentence.key), self.find(&format!("{}.one", sentence.key))];
        texts.into_iter().flatten().flat_map(wanted).find(|name| !given(name))
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
            match name.split_once('|') {
                Some((count_of, forms)) => out.push_str(self.form(count(args, count_of), forms)),
                None => match args.iter().find(|(known, _)| *known == name) {
                    Some((_, arg)) => out.push_str(&self.arg(arg)),
                    None => out.push_str(name),
                },
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

/// The count among a sentence's arguments.
#[expect(clippy::cast_precision_loss, reason = "counts are small")]
fn count(args: &[(&'static str, Arg)], name: &str) -> Option<f64> {
    args.iter().find(|(known, _)| *known == name).and_then(|(_, arg)| match arg {
        Arg::Count(n) => Some(*n as f64),
        Arg::Number(n) => Some(*n),
        _ => None,
    })
}

/// Arguments that a text wants: `{name}`, and the count of `{n|student|students}`.
fn wanted(text: &str) -> impl Iterator<Item = &str> {
    let places = text.split('{').skip(1).filter_map(|after| Some(after.split_once('}')?.0));
    places.map(|place| place.split('|').next().unwrap_or(place))
}
