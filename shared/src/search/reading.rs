//! How long an article takes to read.

use super::tokenize;

/// Letters of scripts without spaces that take as long to read as one word.
const PAIRS_A_WORD: usize = 2;
const WORDS_A_MINUTE: usize = 200;

/// Reading time of `text` in minutes, to the nearest, at least 1.
pub fn reading_minutes(text: &str) -> u16 {
    let (mut n_words, mut n_pairs) = (0_usize, 0_usize);
    for word in tokenize::words(text) {
        if word.folded.starts_with(tokenize::is_unspaced) {
            n_pairs += 1;
        } else {
            n_words += 1;
        }
    }
    let n_words = n_words + n_pairs / PAIRS_A_WORD;
    let minutes = (n_words + WORDS_A_MINUTE / 2) / WORDS_A_MINUTE;
    u16::try_from(minutes).unwrap_or(u16::MAX).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_hundred_words_take_a_minute() {
        for (n_words, minutes) in [(0, 1), (1, 1), (299, 1), (300, 2), (1_000, 5)] {
            assert_eq!(reading_minutes(&"word ".repeat(n_words)), minutes, "{n_words} words");
        }
    }

    #[test]
    fn scripts_without_spaces_are_counted_by_letters() {
        assert_eq!(reading_minutes(&"設定".repeat(600)), 3);
    }
}
