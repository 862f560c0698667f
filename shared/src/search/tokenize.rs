//! Cutting text of any script into words.

use super::fold;

/// No word is longer than this many letters; what comes after them is ignored, in articles and in
/// queries alike.
pub(super) const LONGEST_WORD: usize = 40;

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// In lower case and without accents.
    pub(super) folded: String,
    /// Where the word starts in the text, in bytes.
    pub(super) start: usize,
    /// Where it ends.
    pub(super) end: usize,
    /// Only a hyphen stands between this word and the next.
    pub(super) is_hyphenated: bool,
}

/// The words of `text`, in order.
///
/// Scripts that put no space between words (Chinese, Japanese, Thai and others) are cut into
/// overlapping pairs of letters. An apostrophe within a word is left out: `can't` is `cant`.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut scanner = Scanner::default();
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let end = at + letter.len_utf8();
        if fold::is_mark(letter) {
            // Some marks are alphanumeric, so this comes first: a word has at least one letter.
            scanner.extend(end);
        } else if letter.is_alphanumeric() {
            if is_unspaced(letter) {
                scanner.push_unspaced(letter, at, end);
            } else {
                scanner.push(letter, at, end);
            }
        } else if is_apostrophe(letter)
            && letters.peek().is_some_and(|(_, next)| next.is_alphanumeric())
        {
            scanner.extend(end);
        } else {
            scanner.finish();
            scanner.hyphen = is_hyphen(letter).then_some((at, end));
        }
    }
    scanner.finish();
    scanner.words
}

/// Whether a word goes on at the end of `text`, as while somebody types it.
pub(super) fn ends_within_word(text: &str) -> bool {
    text.chars().next_back().is_some_and(|last| last.is_alphanumeric() || fold::is_mark(last))
}

/// Whether `letter` belongs to a script that does not separate words.
pub(super) fn is_unspaced(letter: char) -> bool {
    matches!(letter,
        '\u{e00}'..='\u{eff}'
        | '\u{1000}'..='\u{109f}'
        | '\u{1780}'..='\u{17ff}'
        | '\u{3040}'..='\u{30ff}'
        | '\u{31f0}'..='\u{31ff}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}

/// Whether a word is a single letter of a script that does not separate words, which articles have
/// in pairs.
pub(super) fn is_half_a_pair(folded: &str) -> bool {
    folded.starts_with(is_unspaced) && folded.chars().nth(1).is_none()
}

fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '\u{2019}' | '\u{2bc}')
}

fn is_hyphen(letter: char) -> bool {
    matches!(letter, '-' | '\u{2010}' | '\u{2011}')
}

#[derive(Default)]
struct Scanner {
    words: Vec<Word>,
    /// The word under way in a script that separates words.
    current: Option<Word>,
    /// The last letter of a run in a script that does not, and whether a pair has it already.
    unspaced: Option<(Word, bool)>,
    /// The hyphen directly before the next letter.
    hyphen: Option<(usize, usize)>,
}

impl Scanner {
    fn push(&mut self, letter: char, start: usize, end: usize) {
        if self.current.is_none() {
            self.finish();
            self.start(start);
        }
        let current = self.current.get_or_insert_with(|| word(start));
        current.end = end;
        // As few bytes are no more letters.
        if current.folded.len() < LONGEST_WORD || current.folded.chars().count() < LONGEST_WORD {
            fold::fold(letter, &mut current.folded);
        }
    }

    fn push_unspaced(&mut self, letter: char, start: usize, end: usize) {
        if self.current.is_some() {
            self.finish();
        }
        let mut single = word(start);
        single.end = end;
        fold::fold(letter, &mut single.folded);
        let is_paired = match self.unspaced.take() {
            Some((before, _)) => {
                let folded = before.folded + &single.folded;
                self.words.push(Word { folded, start: before.start, end, is_hyphenated: false });
                true
            }
            None => {
                self.start(start);
                false
            }
        };
        self.unspaced = Some((single, is_paired));
    }

    /// Takes a mark or apostrophe into the word under way without adding a letter.
    fn extend(&mut self, end: usize) {
        if let Some(current) = &mut self.current {
            current.end = end;
        } else if let Some((last, _)) = &mut self.unspaced {
            last.end = end;
        }
    }

    /// Notes that a word starts, perhaps behind a hyphen.
    fn start(&mut self, at: usize) {
        if let Some((hyphen_start, hyphen_end)) = self.hyphen.take()
            && hyphen_end == at
            && let Some(last) = self.words.last_mut()
            && last.end == hyphen_start
        {
            last.is_hyphenated = true;
        }
    }

    fn finish(&mut self) {
        self.words.extend(self.current.take());
        if let Some((single, false)) = self.unspaced.take() {
            self.words.push(single);
        }
    }
}

fn word(start: usize) -> Word {
    Word { folded: String::new(), start, end: start, is_hyphenated: false }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_cut_into_folded_words() {
        for (text, expected) in [
            ("", vec![]),
            (" .,!? ", vec![]),
            ("Reset your PASSWORD.", vec!["reset", "your", "password"]),
            ("can't, user’s 'quoted'", vec!["cant", "users", "quoted"]),
            ("Wi-Fi", vec!["wi", "fi"]),
            ("error 0x80070005", vec!["error", "0x80070005"]),
            ("naïve cafe\u{301}", vec!["naive", "cafe"]),
            ("無線設定", vec!["無線", "線設", "設定"]),
            ("網 wifi設定", vec!["網", "wifi", "設定"]),
            ("รหัส", vec!["รห", "หั", "ัส"]),
            ("Принтер не печатает", vec!["принтер", "не", "печатает"]),
            ("हिन्दी", vec!["हिनदी"]),
            ("soft\u{ad}ware", vec!["software"]),
        ] {
            let found: Vec<_> = words(text).into_iter().map(|word| word.folded).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn a_word_knows_its_place_and_its_hyphen() {
        let found = words("A wi-fi - Cafe\u{301}’s");
        let places: Vec<_> =
            found.iter().map(|word| (word.start, word.end, word.is_hyphenated)).collect();
        assert_eq!(places, [(0, 1, false), (2, 4, true), (5, 7, false), (10, 20, false)]);
    }

    #[test]
    fn a_very_long_word_is_cut() {
        let found = words(&"x".repeat(5_000));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].folded.len(), LONGEST_WORD);
    }

    #[test]
    fn a_word_goes_on_until_a_separator() {
        for (text, expected) in [("pri", true), ("print ", false), ("print.", false), ("", false)] {
            assert_eq!(ends_within_word(text), expected, "{text}");
        }
    }
}
