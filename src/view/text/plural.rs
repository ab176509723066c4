//! Which form of a word a count wants.

/// By which rule a language counts; `language.plural` names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Plural {
    /// One form for one, another for everything else, as in English and Spanish.
    #[default]
    OneOther,
    /// The same form always, as in Chinese and Vietnamese.
    Other,
}

impl Plural {
    /// From its name in the catalogue.
    pub fn named(name: &str) -> Self {
        if name == "other" { Self::Other } else { Self::OneOther }
    }

    /// Place of the form among those of the language, the last of which is for everything else.
    pub fn form(self, n: f64) -> usize {
        match self {
            Self::OneOther => usize::from((n - 1.0).abs() > f64::EPSILON),
            Self::Other => 0,
        }
    }

    /// Whether the count has a form of its own, which a key's text `.one` may hold.
    pub fn is_one(self, n: f64) -> bool {
        self == Self::OneOther && self.form(n) == 0
    }
}
