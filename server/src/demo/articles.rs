//! The starter articles, embedded as they are written: Markdown with front matter.
//!
//! The demo publishes them, and the first administrator of a real portal is offered them. They are
//! read by [`crate::import::front_matter`], like the files of anybody else.

/// The text of every starter article, front matter and body.
pub const ARTICLES: &[&str] = &[
    include_str!("articles/computer-is-slow.md"),
    include_str!("articles/get-a-working-wi-fi-connection.md"),
    include_str!("articles/move-sign-in-codes-to-a-new-phone.md"),
    include_str!("articles/printer-does-not-print.md"),
    include_str!("articles/report-a-suspicious-message.md"),
    include_str!("articles/reset-your-password.md"),
    include_str!("articles/shared-drive-is-missing.md"),
    include_str!("articles/shared-mailbox-or-calendar.md"),
    include_str!("articles/unlock-an-account.md"),
    include_str!("articles/vpn-stops-at-verifying.md"),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use shared::{
        kb::audience::Audience,
        text::{Slug, Title},
        ticket::intake::Category,
    };

    use super::*;
    use crate::import::front_matter;

    #[test]
    fn every_article_says_what_it_is_and_has_substance() {
        assert_eq!(ARTICLES.len(), 10);
        for text in ARTICLES {
            let (front, body) = front_matter::parse(text).unwrap();
            let title = &front.title;
            assert!(Slug::parse(front.slug.as_deref().unwrap()).is_ok(), "{title}: slug");
            assert!(Title::parse(title).is_ok(), "{title}: title");
            let category = front.category.as_deref().unwrap();
            assert!(Category::ALL.iter().any(|it| it.label() == category), "{title}: category");
            let audience = front.audience.as_deref().unwrap();
            assert!(Audience::from_value(audience).is_some(), "{title}: audience");
            assert!(front.keywords.len() >= 5, "{title}: keywords");
            assert!(front.reviewed_days_ago.is_some_and(|days| days < 90), "{title}: review");
            let n_words = body.split_whitespace().count();
            assert!(n_words >= 200, "{title}: {n_words} words");
        }
    }

    #[test]
    fn every_article_leads_from_symptoms_over_steps_to_help() {
        for text in ARTICLES {
            let (front, body) = front_matter::parse(text).unwrap();
            let has = |line: &str| body.lines().any(|it| it.starts_with(line));
            let opens_with_lead = body
                .lines()
                .find(|it| !it.is_empty())
                .is_some_and(|it| it.starts_with(char::is_uppercase));
            assert!(opens_with_lead, "{}: lead paragraph", front.title);
            for part in ["- ", "1. ", "4. ", "## If a step fails", "## When to ask for help"] {
                assert!(has(part), "{}: {part}", front.title);
            }
        }
    }

    #[test]
    fn the_audiences_are_mixed_and_the_slugs_are_unique() {
        let fronts: Vec<_> =
            ARTICLES.iter().map(|text| front_matter::parse(text).unwrap().0).collect();
        let n_for = |audience: &str| {
            fronts.iter().filter(|it| it.audience.as_deref() == Some(audience)).count()
        };
        assert_eq!((n_for("public"), n_for("signed-in"), n_for("agents")), (7, 2, 1));
        let slugs: BTreeSet<_> = fronts.iter().map(|it| &it.slug).collect();
        assert_eq!(slugs.len(), fronts.len());
    }
}
