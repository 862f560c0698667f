//! The languages that articles are written in.

/// The language of an index, which decides its stemmer, stop words and synonyms.
///
/// A language is added by a variant here, an arm in each function that matches on it, and the
/// stemmer's feature of `frostem`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    /// English.
    English,
    /// Any other language, or several: words are compared as they are written.
    Other,
}

impl Language {
    /// The language named by a tag such as `en`, `en-GB` or `de`.
    pub fn from_tag(tag: &str) -> Self {
        let primary = tag.split(['-', '_']).next().unwrap_or(tag);
        if primary.eq_ignore_ascii_case("en") { Self::English } else { Self::Other }
    }

    /// The byte that stands for the language in an index. Never reuse a number.
    pub(super) fn code(self) -> u8 {
        match self {
            Self::Other => 0,
            Self::English => 1,
        }
    }

    /// The inverse of [`code`](Self::code).
    pub(super) fn from_code(code: u8) -> Option<Self> {
        match code {
            0 => Some(Self::Other),
            1 => Some(Self::English),
            _ => None,
        }
    }

    /// The stemming algorithm, if the language has one.
    pub(super) fn algorithm(self) -> Option<frostem::Algorithm> {
        match self {
            Self::English => Some(frostem::Algorithm::English),
            Self::Other => None,
        }
    }

    /// Endings that, put behind an unfinished word, may complete it: a person who has typed
    /// `connecti` is on the way to `connection` or `connecting`, whose stem is `connect`.
    pub(super) fn endings(self) -> &'static [&'static str] {
        match self {
            Self::English => &[
                "e", "ed", "ing", "ng", "g", "s", "es", "ion", "on", "n", "tion", "ation", "ions",
                "ment", "ent", "nt", "t", "able", "ble", "le", "ity", "ty", "y", "ly", "r", "ness",
            ],
            Self::Other => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_names_its_language_whatever_the_region() {
        for (tag, language) in [
            ("en", Language::English),
            ("EN-gb", Language::English),
            ("en_US", Language::English),
            ("de", Language::Other),
            ("", Language::Other),
            ("enm", Language::Other),
        ] {
            assert_eq!(Language::from_tag(tag), language, "{tag}");
        }
    }

    #[test]
    fn a_code_reads_back() {
        for language in [Language::English, Language::Other] {
            assert_eq!(Language::from_code(language.code()), Some(language));
        }
        assert_eq!(Language::from_code(200), None);
    }
}
