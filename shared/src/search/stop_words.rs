//! Words that say nothing about what an article is about.

use super::language::Language;

/// Words that are indexed in titles alone, because nearly every text has them.
pub(super) fn in_articles(language: Language) -> &'static [&'static str] {
    match language {
        Language::English => &[
            "a", "an", "and", "are", "as", "at", "be", "but", "by", "for", "if", "in", "into",
            "is", "it", "no", "not", "of", "on", "or", "such", "that", "the", "their", "then",
            "there", "these", "they", "this", "to", "was", "will", "with",
        ],
        Language::Other => &[],
    }
}

/// Words that, beside those of [`in_articles`], are not looked for when a query has others: how
/// people ask, not what they ask about.
pub(super) fn in_queries(language: Language) -> &'static [&'static str] {
    match language {
        Language::English => &[
            "am", "any", "been", "can", "cannot", "cant", "could", "did", "do", "does", "doesnt",
            "dont", "from", "get", "had", "has", "have", "hello", "help", "hi", "how", "i", "id",
            "im", "ive", "just", "me", "my", "our", "please", "said", "say", "says", "should",
            "so", "some", "thanks", "want", "we", "were", "what", "when", "where", "which", "who",
            "why", "would", "you", "your",
        ],
        Language::Other => &[],
    }
}
