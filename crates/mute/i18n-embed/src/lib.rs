//! Stands in for the crate of this name, with as much of it as the `age` crate names. The real one carries a system of
//! translations into the wasm for the words of age's errors, which nobody reads: Rondo has its own sentence for each.
//! With the real ones the wasm that makes protected copies weighs several times as much (see docs/decisions/copies.md).

/// A language; here there is none to choose.
pub mod unic_langid {
    /// Stands for any language.
    #[derive(Debug, Clone)]
    pub struct LanguageIdentifier;

    impl std::str::FromStr for LanguageIdentifier {
        type Err = std::convert::Infallible;

        fn from_str(_: &str) -> Result<Self, Self::Err> {
            Ok(Self)
        }
    }
}

/// Where the texts would be loaded.
pub mod fluent {
    use super::unic_langid::LanguageIdentifier;
    use super::{I18nAssets, I18nEmbedError, LanguageLoader};

    pub use crate::fluent_language_loader;

    /// Stands for a loader of languages, and loads nothing.
    #[derive(Debug, Default)]
    pub struct FluentLanguageLoader;

    impl FluentLanguageLoader {
        /// Does nothing: there is no text whose parts could be isolated.
        pub fn set_use_isolating(&self, _: bool) {}

        /// Succeeds without loading anything.
        ///
        /// # Errors
        /// None.
        pub fn load_languages(
            &self,
            _: &dyn I18nAssets,
            _: &[LanguageIdentifier],
        ) -> Result<(), I18nEmbedError> {
            Ok(())
        }
    }

    impl LanguageLoader for FluentLanguageLoader {}
}

/// Makes a loader that loads nothing.
#[macro_export]
macro_rules! fluent_language_loader {
    () => {
        $crate::fluent::FluentLanguageLoader
    };
}

/// What can fail in the real one.
#[derive(Debug, Clone, Copy)]
pub enum I18nEmbedError {}

/// Texts that would stand inside the program.
pub trait I18nAssets {}

impl<T> I18nAssets for T {}

/// Has nothing to load.
pub trait LanguageLoader {}

/// Would let the reader of the errors choose a language.
pub trait Localizer {
    /// The loader whose languages it would choose among.
    fn language_loader(&self) -> &'_ dyn LanguageLoader;
    /// The texts that it would choose from.
    fn i18n_assets(&self) -> &'_ dyn I18nAssets;
    /// Chooses among them.
    ///
    /// # Errors
    /// None.
    fn select(
        &self,
        requested: &[unic_langid::LanguageIdentifier],
    ) -> Result<Vec<unic_langid::LanguageIdentifier>, I18nEmbedError>;
}

/// Chooses no language, whatever is asked for.
///
/// # Errors
/// None.
pub fn select(
    _: &dyn LanguageLoader,
    _: &dyn I18nAssets,
    _: &[unic_langid::LanguageIdentifier],
) -> Result<Vec<unic_langid::LanguageIdentifier>, I18nEmbedError> {
    Ok(Vec::new())
}
