//! The sorted terms of an index: exact, by their beginning, and by likeness.

use super::{
    bytes::{self, Reader},
    distance::Rows,
    format::IndexError,
};

/// A term has at least this many bytes in the file: two lengths and a letter.
const SMALLEST: usize = 3;

/// The terms, ascending. A term's number is its place.
pub(super) struct Dictionary {
    text: String,
    /// Where each term starts in the text, and at last where the last one ends.
    starts: Vec<u32>,
    /// How many letters each term shares with the one before it.
    shared: Vec<u8>,
}

/// A term that is like a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Near {
    pub(super) term: u32,
    pub(super) distance: u8,
}

impl Dictionary {
    /// Writes ascending, distinct `terms`, each without the beginning that it shares with the one
    /// before.
    pub(super) fn encode(terms: &[&str]) -> Vec<u8> {
        let mut section = Vec::new();
        bytes::write_number(&mut section, bytes::length(terms));
        let mut before = "";
        for term in terms {
            let n_shared = shared_bytes(before, term);
            section.push(n_shared);
            let own = term.as_bytes().get(usize::from(n_shared)..).unwrap_or(&[]);
            bytes::write_section(&mut section, own);
            before = term;
        }
        section
    }

    pub(super) fn decode(mut reader: Reader<'_>) -> Result<Self, IndexError> {
        let malformed = IndexError::Malformed("dictionary");
        let n_terms = reader.count(SMALLEST)?;
        let mut dictionary = Self {
            text: String::new(),
            starts: Vec::with_capacity(n_terms + 1),
            shared: Vec::with_capacity(n_terms),
        };
        let (mut before, mut term) = (String::new(), Vec::new());
        for _ in 0..n_terms {
            let n_shared = usize::from(reader.byte()?);
            term.truncate(0);
            term.extend_from_slice(before.as_bytes().get(..n_shared).ok_or(malformed)?);
            term.extend_from_slice(reader.section()?.rest());
            let text = std::str::from_utf8(&term).map_err(|_| malformed)?;
            if text <= before.as_str() {
                return Err(malformed);
            }
            dictionary.starts.push(bytes::length(dictionary.text.as_bytes()));
            dictionary.shared.push(shared_letters(&before, text));
            dictionary.text.push_str(text);
            before.clear();
            before.push_str(text);
        }
        dictionary.starts.push(bytes::length(dictionary.text.as_bytes()));
        reader.finish("dictionary")?;
        Ok(dictionary)
    }

    pub(super) fn len(&self) -> usize {
        self.shared.len()
    }

    /// The term numbered `term`.
    pub(super) fn term(&self, term: u32) -> &str {
        let term = term as usize;
        match (self.starts.get(term), self.starts.get(term + 1)) {
            (Some(start), Some(end)) => {
                self.text.get(*start as usize..*end as usize).unwrap_or_default()
            }
            _ => "",
        }
    }

    /// The number of `term`.
    pub(super) fn find(&self, term: &str) -> Option<u32> {
        let number = self.lower_bound(term);
        (!term.is_empty() && self.term(number) == term).then_some(number)
    }

    /// The terms that start with `beginning`, ascending.
    pub(super) fn starting_with(&self, beginning: &str) -> impl Iterator<Item = u32> {
        (self.lower_bound(beginning)..bytes::length(&self.shared))
            .take_while(move |term| self.term(*term).starts_with(beginning))
    }

    /// The terms that are `word` with no more than `most` mistakes; with `is_open`, also those
    /// that start so.
    pub(super) fn near(&self, word: &[char], most: u8, is_open: bool) -> Vec<Near> {
        let mut found = Vec::new();
        let mut rows = Rows::new(word, most);
        // Distance of the nearest beginning, by its number of letters.
        let mut nearest = vec![rows.distance()];
        // Terms that share more than this many letters with the one before are as hopeless.
        let mut hopeless_after = usize::MAX;
        for (term, shared) in (0..).zip(&self.shared) {
            let shared = usize::from(*shared);
            if shared > hopeless_after {
                if is_open && let Some(distance) = nearest.last().filter(|n| **n <= most) {
                    found.push(Near { term, distance: *distance });
                }
                continue;
            }
            hopeless_after = usize::MAX;
            rows.truncate(shared);
            nearest.truncate(shared + 1);
            for (n_letters, letter) in self.term(term).chars().enumerate().skip(shared) {
                let is_hopeful = rows.push(letter);
                let best = nearest.last().copied().unwrap_or(u8::MAX);
                if !is_hopeful {
                    nearest.push(best);
                    hopeless_after = n_letters;
                    break;
                }
                nearest.push(best.min(rows.distance()));
            }
            let distance = match nearest.last() {
                Some(nearest) if is_open => *nearest,
                _ if hopeless_after < usize::MAX => continue,
                _ => rows.distance(),
            };
            if distance <= most {
                found.push(Near { term, distance });
            }
        }
        found
    }

    /// The number of the first term that is not before `word`.
    fn lower_bound(&self, word: &str) -> u32 {
        let (mut low, mut high) = (0, bytes::length(&self.shared));
        while low < high {
            let middle = low + (high - low) / 2;
            if self.term(middle) < word {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}

/// How many bytes the words share, of whole letters.
fn shared_bytes(before: &str, term: &str) -> u8 {
    let n_shared: usize = before
        .chars()
        .zip(term.chars())
        .take_while(|(left, right)| left == right)
        .map(|(letter, _)| letter.len_utf8())
        .take_while({
            let mut n_bytes = 0;
            move |length| {
                n_bytes += length;
                n_bytes <= usize::from(u8::MAX)
            }
        })
        .sum();
    u8::try_from(n_shared).unwrap_or(0)
}

fn shared_letters(before: &str, term: &str) -> u8 {
    let n_shared =
        before.chars().zip(term.chars()).take_while(|(left, right)| left == right).count();
    u8::try_from(n_shared).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn dictionary(terms: &[&str]) -> Dictionary {
        Dictionary::decode(Reader::new(&Dictionary::encode(terms))).unwrap()
    }

    proptest! {
        #[test]
        fn terms_read_back_and_are_found(
            terms in proptest::collection::btree_set("[a-cé漢]{1,6}", 0..40),
            word in "[a-cé漢]{1,6}",
            most in 0_u8..3,
        ) {
            let terms: Vec<&str> = terms.iter().map(String::as_str).collect();
            let dictionary = dictionary(&terms);
            prop_assert_eq!(dictionary.len(), terms.len());
            for (number, term) in (0..).zip(&terms) {
                prop_assert_eq!(dictionary.find(term), Some(number));
            }
            prop_assert_eq!(dictionary.find(&word).is_some(), terms.contains(&word.as_str()));

            let starting: Vec<_> = dictionary.starting_with(&word).map(|t| dictionary.term(t)).collect();
            let expected: Vec<_> = terms.iter().copied().filter(|t| t.starts_with(&word)).collect();
            prop_assert_eq!(starting, expected);

            let letters: Vec<char> = word.chars().collect();
            let near: Vec<_> =
                dictionary.near(&letters, most, false).iter().map(|n| dictionary.term(n.term)).collect();
            let expected: Vec<_> =
                terms.iter().copied().filter(|t| Rows::new(&letters, most).is_within(t)).collect();
            prop_assert_eq!(near, expected);

            let begun: Vec<_> =
                dictionary.near(&letters, most, true).iter().map(|n| dictionary.term(n.term)).collect();
            let has_near_beginning = |term: &str| {
                let ends = term.char_indices().map(|(at, _)| at).chain([term.len()]);
                ends.into_iter().any(|end| Rows::new(&letters, most).is_within(&term[..end]))
            };
            let expected: Vec<_> = terms.iter().copied().filter(|t| has_near_beginning(t)).collect();
            prop_assert_eq!(begun, expected);
        }
    }
}
