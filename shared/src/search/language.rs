//! The languages that articles are written in.

use super::rules::Rules;

mod detect;
mod english;
mod french;
mod german;
mod russian;
mod spanish;
mod swedish;

/// The language of an article, which decides its rules.
///
/// A language is added by a variant here, a file of rules below, and a line in each function that
/// matches on it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Language {
    /// English.
    English,
    /// French.
    French,
    /// German.
    German,
    /// Russian.
    Russian,
    /// Spanish.
    Spanish,
    /// Swedish.
    Swedish,
    /// Any other: words are compared as they are written.
    #[default]
    Other,
}

impl Language {
    /// Those with rules.
    pub(super) const WITH_RULES: [Self; 6] =
        [Self::English, Self::French, Self::German, Self::Russian, Self::Spanish, Self::Swedish];

    /// The language named by a tag such as `en`, `en-GB` or `de`.
    pub fn from_tag(tag: &str) -> Self {
        let primary = tag.split(['-', '_']).next().unwrap_or(tag);
        let is_meant = |language: &Self| primary.eq_ignore_ascii_case(language.tag());
        Self::WITH_RULES.into_iter().find(is_meant).unwrap_or_default()
    }

    /// Its BCP 47 tag; `und`, for undetermined, if it has no rules here.
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::French => "fr",
            Self::German => "de",
            Self::Russian => "ru",
            Self::Spanish => "es",
            Self::Swedish => "sv",
            Self::Other => "und",
        }
    }

    /// The language that `text` is written in, as far as its frequent words tell.
    pub fn of_text(text: &str) -> Self {
        detect::language(text)
    }

    /// The byte that stands for the language in an index. Never reuse a number.
    pub(super) fn code(self) -> u8 {
        match self {
            Self::Other => 0,
            Self::English => 1,
            Self::French => 2,
            Self::German => 3,
            Self::Russian => 4,
            Self::Spanish => 5,
            Self::Swedish => 6,
        }
    }

    /// The inverse of [`code`](Self::code).
    pub(super) fn from_code(code: u8) -> Option<Self> {
        if code == Self::Other.code() {
            return Some(Self::Other);
        }
        Self::WITH_RULES.into_iter().find(|language| language.code() == code)
    }

    /// The rules that an index of articles in this language is built with, and carries.
    pub(super) fn rules(self) -> Rules<'static> {
        match self {
            Self::English => english::RULES,
            Self::French => french::RULES,
            Self::German => german::RULES,
            Self::Russian => russian::RULES,
            Self::Spanish => spanish::RULES,
            Self::Swedish => swedish::RULES,
            Self::Other => Rules::default(),
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
            ("de-AT", Language::German),
            ("", Language::Other),
            ("enm", Language::Other),
            ("und", Language::Other),
        ] {
            assert_eq!(Language::from_tag(tag), language, "{tag}");
        }
    }

    #[test]
    fn tag_and_code_read_back() {
        for language in Language::WITH_RULES.into_iter().chain([Language::Other]) {
            assert_eq!(Language::from_tag(language.tag()), language);
            assert_eq!(Language::from_code(language.code()), Some(language));
        }
        assert_eq!(Language::from_code(200), None);
    }
}
