//! The passphrase that is offered: six words drawn by chance.
//!
//! The list was put together for Rondo: plain, short words that a child may read, none a sound-alike of another, few a
//! letter away from another.

use super::Problem;

/// The words, in order. 2,048 of them: eleven bits a word, and a draw that favours none.
const LIST: &str = include_str!("words.txt");
const N_LISTED: u16 = 2048;
/// How many are drawn: 66 bits. At our work factor a computer makes perhaps a hundred guesses a second; a million of them
/// need more than 10,000 years for half of all there are.
pub const N_WORDS: usize = 6;

/// Six words, drawn by the browser's own source of chance.
///
/// # Errors
/// [`Problem::NoChance`].
pub fn passphrase() -> Result<String, Problem> {
    let mut chance = [0; 2 * N_WORDS];
    getrandom::getrandom(&mut chance).map_err(|_| Problem::NoChance)?;
    Ok(from_chance(&chance))
}

/// Two bytes a word; of their 16 bits, 11 count.
fn from_chance(chance: &[u8]) -> String {
    let listed: Vec<&str> = LIST.split_whitespace().collect();
    let draws = chance.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]) % N_LISTED);
    draws.filter_map(|draw| listed.get(usize::from(draw)).copied()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_in_order_and_as_long_as_it_says() {
        let listed: Vec<&str> = LIST.split_whitespace().collect();
        assert_eq!(listed.len(), usize::from(N_LISTED));
        assert!(listed.is_sorted_by(|one, next| one < next), "a word stands twice, or not in order");
        let is_plain =
            |word: &&str| (3..=7).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_lowercase());
        assert!(listed.iter().all(is_plain));
    }

    #[test]
    fn every_word_can_be_drawn_and_each_draw_counts() {
        let all: Vec<String> = (0..N_LISTED).map(|draw| from_chance(&draw.to_le_bytes())).collect();
        assert_eq!(all.join(" "), LIST.split_whitespace().collect::<Vec<_>>().join(" "));
        assert_eq!(from_chance(&[0, 0, 1, 0, 255, 255]), "able above zoom");
    }

    #[test]
    fn six_words_are_offered_and_not_the_same_again() {
        let offered = passphrase().unwrap();
        assert_eq!(offered.split(' ').count(), N_WORDS);
        assert_ne!(offered, passphrase().unwrap());
    }
}
