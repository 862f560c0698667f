//! Cutting endings off words, so that `printing` and `prints` are found as `print`.
//!
//! The rules are text, see [`Stems::read`], and short: Snowball's stemmers for six languages are
//! half as large again as the rest of the engine, and order results no better.

use std::borrow::Cow;

/// What must be in what is left of a word, in any language.
const VOWELS: &str = "aeiouyаеиоуыэюя";

/// The steps of one language, taken one after another.
#[derive(Clone, Debug, Default)]
pub(super) struct Stems {
    steps: Vec<Step>,
}

#[derive(Clone, Debug)]
struct Step {
    /// An ending is left alone unless this many letters stand before it.
    fewest: usize,
    endings: Vec<Ending>,
}

#[derive(Clone, Debug)]
struct Ending {
    cut: String,
    replacement: String,
}

impl Stems {
    /// Reads the steps, one a line: how many letters have to be left, a vowel among them, then
    /// the endings, each alone or with `>` and what takes its place. Of the endings of a step the
    /// longest that may be cut is. `ss>ss` keeps a shorter `s` from being cut.
    pub(super) fn read(text: &str) -> Self {
        Self { steps: text.lines().filter_map(Step::read).collect() }
    }

    /// The stem of a folded word.
    pub(super) fn stem<'a>(&self, folded: &'a str) -> Cow<'a, str> {
        let mut stem = Cow::Borrowed(folded);
        for step in &self.steps {
            if let Some((left, replacement)) = step.cut(&stem) {
                stem = match (stem, replacement) {
                    (Cow::Borrowed(stem), "") => Cow::Borrowed(stem.get(..left).unwrap_or(stem)),
                    (stem, _) => {
                        let mut stem = stem.into_owned();
                        stem.truncate(left);
                        Cow::Owned(stem + replacement)
                    }
                };
            }
        }
        stem
    }

    /// What is left of an unfinished word without the beginning of an ending: a person who has
    /// typed `connecti` is on the way to `connection` or `connecting`, whose stem is `connect`.
    pub(super) fn unfinished<'a>(&self, folded: &'a str) -> impl Iterator<Item = &'a str> {
        let cuts = folded.char_indices().rev().map(|(at, _)| folded.split_at(at));
        cuts.filter(|(left, begun)| self.steps.iter().any(|step| step.may_follow(left, begun)))
            .map(|(left, _)| left)
    }
}

impl Step {
    fn read(line: &str) -> Option<Self> {
        let mut words = line.split_whitespace();
        let fewest = words.next()?.parse().ok()?;
        let endings = words.map(|word| {
            let (cut, replacement) = word.split_once('>').unwrap_or((word, ""));
            Ending { cut: cut.to_owned(), replacement: replacement.to_owned() }
        });
        Some(Self { fewest, endings: endings.collect() })
    }

    /// Where `word` is to be cut, and what to put there.
    fn cut(&self, word: &str) -> Option<(usize, &str)> {
        // Nearly every ending is passed over for its last byte alone.
        let last = word.as_bytes().last();
        let alike = self.endings.iter().filter(|it| it.cut.as_bytes().last() == last);
        let endings = alike.filter_map(|Ending { cut, replacement }| {
            let left = word.strip_suffix(cut.as_str())?;
            self.is_enough(left).then_some((left.len(), replacement.as_str()))
        });
        endings.min_by_key(|(left, _)| *left)
    }

    /// Whether an ending that starts with `begun` may be cut off behind `left`.
    fn may_follow(&self, left: &str, begun: &str) -> bool {
        let is_begun = |Ending { cut, replacement }: &Ending| {
            replacement.is_empty() && cut.len() > begun.len() && cut.starts_with(begun)
        };
        self.endings.iter().any(is_begun) && self.is_enough(left)
    }

    fn is_enough(&self, left: &str) -> bool {
        left.chars().count() >= self.fewest && left.contains(is_vowel)
    }
}

fn is_vowel(letter: char) -> bool {
    VOWELS.contains(letter)
}
