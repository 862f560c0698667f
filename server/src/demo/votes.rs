//! What readers of the demo said of the starter articles.
//!
//! Plain data, relative to the moment when the demo starts.

/// What was said of one article.
#[derive(Debug)]
pub struct DemoVotes {
    /// Where the article is.
    pub slug: &'static str,
    /// How many it helped.
    pub n_solved: i64,
    /// Whom it did not help: how many hours ago they said so, and what was missing, if they said that.
    pub not_solved: &'static [(i64, &'static str)],
}

/// All that was said.
pub const VOTES: &[DemoVotes] = &[
    DemoVotes {
        slug: "reset-your-password",
        n_solved: 34,
        not_solved: &[
            (5, "The page asks for a phone number that I no longer have."),
            (29, ""),
            (75, "I was at home and not on the VPN. Say that first, please."),
        ],
    },
    DemoVotes {
        slug: "vpn-stops-at-verifying",
        n_solved: 21,
        not_solved: &[
            (2, "In the new version there is no Settings, only a wheel at the top."),
            (26, "Where do I find the port on a Mac?"),
            (27, ""),
            (120, "It came back the next morning."),
        ],
    },
    DemoVotes {
        slug: "printer-does-not-print",
        n_solved: 17,
        not_solved: &[(50, "Ours has no number on its label, only a colour."), (51, "")],
    },
    DemoVotes {
        slug: "sign-in-code-does-not-arrive",
        n_solved: 12,
        not_solved: &[(9, "What do I do when I am abroad and the phone has no signal?")],
    },
    DemoVotes { slug: "shared-mailbox-or-calendar", n_solved: 9, not_solved: &[] },
    DemoVotes {
        slug: "report-a-suspicious-message",
        n_solved: 8,
        not_solved: &[(31, "The button is not there in the mail app on my phone.")],
    },
    DemoVotes { slug: "wi-fi-slow-or-drops", n_solved: 3, not_solved: &[(7, ""), (98, "")] },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{import::front_matter, starter::ARTICLES};
    use shared::text::Remark;

    #[test]
    fn votes_are_on_articles_that_are_there_once_each() {
        let slugs: Vec<_> =
            ARTICLES.iter().map(|it| front_matter::parse(it).unwrap().0.slug.unwrap()).collect();
        for (position, it) in VOTES.iter().enumerate() {
            assert!(slugs.iter().any(|slug| slug == it.slug), "{}", it.slug);
            assert!(VOTES[..position].iter().all(|other| other.slug != it.slug), "{}", it.slug);
        }
    }

    #[test]
    fn what_was_missing_can_be_said() {
        let said = VOTES.iter().flat_map(|it| it.not_solved).filter(|it| !it.1.is_empty());
        let said: Vec<_> = said.collect();
        assert!(said.len() >= 5);
        assert!(said.iter().all(|(_, text)| Remark::parse(text).is_ok()));
    }
}
