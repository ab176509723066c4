//! How strong a passphrase is, in plain words. What a person chose cannot be measured: only what was drawn by chance
//! gets a figure.

use crate::domain::Sentence;

/// Shorter ones are what a guessing program is done with first.
const SHORT: usize = 12;
/// From here on only sayings and the like are guessed.
const LONG: usize = 24;

/// How strong a passphrase is; `drawn` says that it is one that Rondo offered.
pub fn strength(passphrase: &str, drawn: bool) -> Sentence {
    let n_letters = passphrase.chars().filter(|letter| !letter.is_whitespace()).count();
    Sentence::new(match n_letters {
        0 => "protect.none",
        _ if drawn => "protect.drawn",
        n if n < SHORT => "protect.short",
        n if n < LONG => "protect.medium",
        _ => "protect.long",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_drawn_is_called_safe() {
        let words = "maple river seven canoe quilt onion";
        for (passphrase, drawn, key) in [
            ("", false, "protect.none"),
            ("   ", true, "protect.none"),
            (words, true, "protect.drawn"),
            (words, false, "protect.long"),
            ("Room 5B", false, "protect.short"),
            ("a a a a a a a", false, "protect.short"),
            ("Springfield 2026", false, "protect.medium"),
        ] {
            assert_eq!(strength(passphrase, drawn), Sentence::new(key), "{passphrase}");
        }
    }
}
