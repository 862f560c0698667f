//! Names that foreign files use for what Portico has: categories and languages.

use std::{fmt, str::FromStr};

use shared::{
    search::language::Language,
    ticket::intake::{
        Category,
        tree::{CategoryEntry, Tree},
    },
};

/// The longest language tag (RFC 5646 asks for room for 35 characters).
const LONGEST_TAG: usize = 35;

/// The category with this label or value, in any case, of those that a Portico starts with.
#[must_use]
pub fn category(name: &str) -> Option<Category> {
    let name = name.trim();
    let is_named = |it: &&CategoryEntry| {
        it.label.eq_ignore_ascii_case(name) || it.value.value().eq_ignore_ascii_case(name)
    };
    Tree::starting().categories.iter().find(is_named).map(|it| it.value)
}

/// The labels of all of them.
#[must_use]
pub fn categories() -> Vec<String> {
    Tree::starting().categories.iter().map(|it| it.label.to_string()).collect()
}

/// A language, perhaps of a country: `en`, `pt-BR`. Its shape is checked, not that it exists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LanguageTag(String);

/// A text is no [`LanguageTag`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotALanguage;

impl LanguageTag {
    /// The tag as it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<Language> for LanguageTag {
    fn from(language: Language) -> Self {
        Self(language.tag().to_owned())
    }
}

impl FromStr for LanguageTag {
    type Err = NotALanguage;

    /// Reads `en`, `en-GB`, and `en_GB` as some systems write it.
    fn from_str(text: &str) -> Result<Self, NotALanguage> {
        let tag = text.trim().replace('_', "-");
        let is_part = |it: &str| {
            matches!(it.len(), 1..=8) && it.bytes().all(|byte| byte.is_ascii_alphanumeric())
        };
        let language = tag.split('-').next().unwrap_or_default();
        let is_language =
            matches!(language.len(), 2..=8) && language.bytes().all(|it| it.is_ascii_alphabetic());
        let is_tag = tag.len() <= LONGEST_TAG && is_language && tag.split('-').all(is_part);
        if is_tag { Ok(Self(tag)) } else { Err(NotALanguage) }
    }
}

impl fmt::Display for LanguageTag {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl fmt::Display for NotALanguage {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("not a language tag such as `en` or `pt-BR`")
    }
}

impl std::error::Error for NotALanguage {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn categories_go_by_label_and_value() {
        for it in Tree::starting().categories {
            assert_eq!(category(&it.label), Some(it.value));
            assert_eq!(category(it.value.value()), Some(it.value));
        }
        assert_eq!(category(" account ACCESS "), Some(Category::ACCOUNT_ACCESS));
        assert_eq!(category(""), None);
        assert_eq!(category("Plumbing"), None);
    }

    #[test]
    fn languages_have_a_shape() {
        for (text, tag) in [("en", "en"), ("pt_BR", "pt-BR"), (" zh-Hant-TW ", "zh-Hant-TW")] {
            assert_eq!(text.parse(), Ok(LanguageTag(tag.to_owned())));
        }
        let long = format!("en{}", "-abcdefgh".repeat(4));
        for text in ["", "e", "12", "en-", "-en", "en--GB", "en GB", "é", "en-abcdefghi", &long] {
            assert_eq!(text.parse::<LanguageTag>(), Err(NotALanguage), "{text:?}");
        }
    }
}
