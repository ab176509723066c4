//! Stands in for the crate of this name (see `../i18n-embed`): a text is the name that it would be looked up by.

/// The name of the text.
#[macro_export]
macro_rules! fl {
    ($loader:expr, $name:literal $(, $argument:expr)* $(,)?) => {
        ::std::string::String::from($name)
    };
}
