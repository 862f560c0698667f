//! Damerau-Levenshtein distance (a swap of neighbours is one mistake), counted row by row, so that
//! words with a common beginning share the rows of that beginning.

/// How many mistakes a word of `n_letters` may have and still be recognised.
pub(super) fn tolerance(n_letters: usize) -> u8 {
    match n_letters {
        0..4 => 0,
        4..8 => 1,
        _ => 2,
    }
}

/// The table of distances between a word and the beginnings of another one.
pub(super) struct Rows<'a> {
    word: &'a [char],
    /// Row after row; row `n` holds the distance of the first `n` letters of the other word to
    /// each beginning of `word`.
    cells: Vec<u8>,
    other: Vec<char>,
}

impl<'a> Rows<'a> {
    /// `word` has fewer than 250 letters.
    pub(super) fn new(word: &'a [char]) -> Self {
        let first = (0..=word.len()).map(|n| u8::try_from(n).unwrap_or(u8::MAX)).collect();
        Self { word, cells: first, other: Vec::new() }
    }

    /// Forgets all but the first `n_letters` of the other word.
    pub(super) fn truncate(&mut self, n_letters: usize) {
        self.other.truncate(n_letters);
        self.cells.truncate((n_letters + 1) * self.width());
    }

    /// Adds a letter to the other word and returns the least distance that any longer word can
    /// still have.
    pub(super) fn push(&mut self, letter: char) -> u8 {
        let width = self.width();
        let above = self.cells.len() - width;
        let before = self.other.last().copied();
        let mut left = self.cells[above].saturating_add(1);
        let mut least = left;
        self.cells.push(left);
        for (column, own) in self.word.iter().enumerate() {
            let up = self.cells[above + column + 1];
            let diagonal = self.cells[above + column];
            let mut distance = left.min(up).saturating_add(1);
            distance = distance.min(diagonal.saturating_add(u8::from(*own != letter)));
            if column > 0 && before == Some(*own) && self.word[column - 1] == letter {
                // A letter before this one means that there are two rows above.
                let unswapped = self.cells[above - width + column - 1];
                distance = distance.min(unswapped.saturating_add(1));
            }
            least = least.min(distance);
            left = distance;
            self.cells.push(distance);
        }
        self.other.push(letter);
        least
    }

    /// The distance between the word and all letters of the other one.
    pub(super) fn distance(&self) -> u8 {
        self.cells.last().copied().unwrap_or(u8::MAX)
    }

    fn width(&self) -> usize {
        self.word.len() + 1
    }
}

/// Whether `other` is `word` with no more than `most` mistakes.
pub(super) fn is_within(word: &[char], other: &str, most: u8) -> bool {
    let mut rows = Rows::new(word);
    other.chars().all(|letter| rows.push(letter) <= most) && rows.distance() <= most
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn distance(word: &str, other: &str) -> u8 {
        let letters: Vec<char> = word.chars().collect();
        (0..).find(|most| is_within(&letters, other, *most)).unwrap_or(u8::MAX)
    }

    #[test]
    fn mistakes_are_counted() {
        for (word, other, expected) in [
            ("", "", 0),
            ("printer", "printer", 0),
            ("printer", "pritner", 1),
            ("printer", "prnter", 1),
            ("printer", "prointer", 1),
            ("printer", "orinter", 1),
            ("printer", "rpinter", 1),
            ("printer", "pirnetr", 2),
            ("принтер", "принетр", 1),
            ("ab", "", 2),
        ] {
            assert_eq!(distance(word, other), expected, "{word} {other}");
        }
    }

    proptest! {
        #[test]
        fn distance_is_symmetric(word in "[abc]{0,7}", other in "[abc]{0,7}") {
            prop_assert_eq!(distance(&word, &other), distance(&other, &word));
            prop_assert_eq!(distance(&word, &other) == 0, word == other);
        }
    }
}
