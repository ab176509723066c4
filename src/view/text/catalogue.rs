//! Looks a sentence up and fills its arguments in.

use crate::domain::order::Order;
use crate::domain::{Arg, Date, Sentence};

/// What differs between languages beside the words.
pub trait Language {
    /// Suffix of the key for a count: `.one` where the language has a singular, else nothing.
    fn plural(&self, n: usize) -> &'static str;
    /// A date in the middle of a sentence: "19 November".
    fn date(&self, date: Date) -> String;
    /// "Ana, Ben and Cy".
    fn list(&self, names: &[String]) -> String;
    /// A number with at most two decimals.
    fn number(&self, number: f64) -> String;
}

/// The texts of one language.
pub struct Catalogue {
    /// By key: a sorted list, as tables of a class are.
    texts: Vec<(&'static str, &'static str)>,
    language: &'static (dyn Language + Sync),
}

impl Catalogue {
    /// Reads `key = text` lines; `#` starts a comment.
    pub fn new(files: &[&'static str], language: &'static (dyn Language + Sync)) -> Self {
        let mut texts: Vec<_> = files
            .iter()
            .flat_map(|file| file.lines())
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| line.split_once(" = "))
            .map(|(key, text)| (key.trim(), text.trim()))
            .collect();
        texts.order_by_key(|(key, _)| *key);
        Self { texts, language }
    }

    fn find(&self, key: &str) -> Option<&'static str> {
        let at = self.texts.binary_search_by(|(known, _)| (*known).cmp(key)).ok()?;
        self.texts.get(at).map(|(_, text)| *text)
    }

    /// The text of a key without arguments. An unknown key is shown as itself; a test finds those.
    pub fn text(&self, key: &'static str) -> &'static str {
        self.find(key).unwrap_or(key)
    }

    /// A sentence in words.
    pub fn say(&self, sentence: &Sentence) -> String {
        let n = sentence.args.iter().find_map(|(name, arg)| match arg {
            Arg::Count(n) if *name == "n" => Some(*n),
            _ => None,
        });
        let plural = n.map(|n| format!("{}{}", sentence.key, self.language.plural(n)));
        let text = plural.and_then(|key| self.find(&key)).unwrap_or_else(|| self.text(sentence.key));
        self.fill(text, &sentence.args)
    }

    /// Whether the catalogue has the key.
    pub fn has(&self, key: &str) -> bool {
        self.find(key).is_some()
    }

    /// All keys with their texts, sorted by key.
    pub fn entries(&self) -> impl Iterator<Item = (&'static str, &'static str)> + '_ {
        self.texts.iter().copied()
    }

    /// A date as this language writes it.
    pub fn date(&self, date: Date) -> String {
        self.language.date(date)
    }

    /// A number with at most two decimals.
    pub fn number(&self, number: f64) -> String {
        self.language.number(number)
    }

    /// Names joined as this language joins them.
    pub fn list(&self, names: &[String]) -> String {
        self.language.list(names)
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
            match args.iter().find(|(known, _)| *known == name) {
                Some((_, arg)) => out.push_str(&self.arg(arg)),
                None => out.push_str(name),
            }
            rest = tail;
        }
        out.push_str(rest);
        out
    }

    fn arg(&self, arg: &Arg) -> String {
        match arg {
            Arg::Text(text) => text.clone(),
            Arg::Count(n) => n.to_string(),
            Arg::Number(number) => self.language.number(*number),
            Arg::Date(date) => self.language.date(*date),
            Arg::List(names) => self.language.list(names),
            Arg::Inner(inner) => self.say(inner),
            Arg::Inners(inners) => {
                let said: Vec<String> = inners.iter().map(|inner| self.say(inner)).collect();
                self.language.list(&said)
            }
        }
    }
}
