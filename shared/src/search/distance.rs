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

/// The first letters, of which people miss one at most. This spares looking at nearly every word.
const BEGINNING: usize = 2;

/// The table of distances between a word and the beginnings of another one.
pub(super) struct Rows<'a> {
    word: &'a [char],
    /// Distances above this are not told apart, so that only the cells near the diagonal, where
    /// the words have been read equally far, are worked out.
    most: u8,
    /// Row after row; row `n` holds the distance of the first `n` letters of the other word to
    /// each beginning of `word`.
    cells: Vec<u8>,
    other: Vec<char>,
}

impl<'a> Rows<'a> {
    pub(super) fn new(word: &'a [char], most: u8) -> Self {
        let first = (0..=word.len()).map(|n| u8::try_from(n).unwrap_or(u8::MAX)).collect();
        Self { word, most, cells: first, other: Vec::new() }
    }

    /// Forgets all but the first `n_letters` of the other word.
    pub(super) fn truncate(&mut self, n_letters: usize) {
        self.other.truncate(n_letters);
        self.cells.truncate((n_letters + 1) * self.width());
    }

    /// Adds a letter to the other word and returns whether there is hope that a longer word is
    /// near.
    pub(super) fn push(&mut self, letter: char) -> bool {
        let width = self.width();
        let row = self.cells.len();
        let above = row - width;
        let n_letters = self.other.len() + 1;
        let before = self.other.last().copied();
        self.cells.resize(row + width, u8::MAX);
        let most = usize::from(self.most);
        let mut least = u8::MAX;
        if n_letters <= most {
            least = self.cells[above].saturating_add(1);
            self.cells[row] = least;
        }
        let first = n_letters.saturating_sub(most).max(1);
        for column in first..=self.word.len().min(n_letters + most) {
            let own = self.word[column - 1];
            let beside = self.cells[row + column - 1].min(self.cells[above + column]);
            let replaced = self.cells[above + column - 1].saturating_add(u8::from(own != letter));
            let mut distance = beside.saturating_add(1).min(replaced);
            if column > 1 && before == Some(own) && self.word[column - 2] == letter {
                // A letter before this one means that there are two rows above.
                let swapped = self.cells[above - width + column - 2].saturating_add(1);
                distance = distance.min(swapped);
            }
            least = least.min(distance);
            self.cells[row + column] = distance;
        }
        self.other.push(letter);
        let allowed = if n_letters <= BEGINNING { self.most.min(1) } else { self.most };
        least <= allowed
    }

    /// The distance between the word and all letters of the other one, if it is no more than
    /// `most`; else some number above that.
    pub(super) fn distance(&self) -> u8 {
        self.cells.last().copied().unwrap_or(u8::MAX)
    }

    fn width(&self) -> usize {
        self.word.len() + 1
    }

    /// Whether `other` is the word with no more mistakes than are told apart. What was added before is
    /// forgotten.
    pub(super) fn is_within(&mut self, other: &str) -> bool {
        self.truncate(0);
        other.chars().all(|letter| self.push(letter)) && self.distance() <= self.most
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn distance(word: &str, other: &str) -> u8 {
        let letters: Vec<char> = word.chars().collect();
        (0..9).find(|most| Rows::new(&letters, *most).is_within(other)).unwrap_or(u8::MAX)
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
            // Two mistakes in the first two letters.
            ("printer", "qtinter", u8::MAX),
        ] {
            assert_eq!(distance(word, other), expected, "{word} {other}");
        }
    }

    proptest! {
        #[test]
        fn distance_is_symmetric(word in "ab[abc]{0,7}", other in "ab[abc]{0,7}") {
            prop_assert_eq!(distance(&word, &other), distance(&other, &word));
            prop_assert_eq!(distance(&word, &other) == 0, word == other);
        }
    }
}
