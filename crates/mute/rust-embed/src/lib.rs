//! Stands in for the crate of this name (see `../i18n-embed`): embeds nothing.

use proc_macro::TokenStream;

/// Derives nothing: no file is embedded.
#[proc_macro_derive(RustEmbed, attributes(folder))]
pub fn embed_nothing(_: TokenStream) -> TokenStream {
    TokenStream::new()
}
