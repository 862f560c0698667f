//! The first draft of an article, out of a ticket's resolution (A57).

use crate::{
    text::{Body, Title},
    ticket::event::Resolution,
};
use std::fmt::Write;

/// What an editor starts from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// A proposed title.
    pub title: String,
    /// Markdown.
    pub body: String,
}

/// Drafts an article: the problem in the requester's words, what worked, the cause, what to do next time.
#[must_use]
pub fn from_resolution(title: &Title, description: &Body, resolution: &Resolution) -> Draft {
    let mut body = format!(
        "## The problem\n\n{}\n\n## What to do\n\n{}\n\n## Why it happens\n\n{}\n",
        quoted(description),
        resolution.fix,
        resolution.cause,
    );
    if let Some(advice) = &resolution.advice {
        let _ = write!(body, "\n## Next time\n\n{advice}\n");
    }
    Draft { title: title.to_string(), body }
}

fn quoted(text: &str) -> String {
    text.lines().map(|it| format!("> {it}").trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Remark;

    #[test]
    fn a_draft_has_the_problem_the_steps_the_cause_and_the_advice() {
        let resolution = Resolution {
            cause: Remark::parse("The sign-in had expired.").unwrap(),
            fix: Body::parse("1. Sign out.\n2. Sign in.").unwrap(),
            advice: Some(Remark::parse("Sign out on Fridays.").unwrap()),
        };
        let title = Title::parse("VPN stops").unwrap();
        let draft =
            from_resolution(&title, &Body::parse("It stops\n\nat verifying").unwrap(), &resolution);
        assert_eq!(draft.title, "VPN stops");
        assert_eq!(
            draft.body,
            "## The problem\n\n> It stops\n>\n> at verifying\n\n## What to do\n\n1. Sign out.\n2. Sign in.\n\n\
             ## Why it happens\n\nThe sign-in had expired.\n\n## Next time\n\nSign out on Fridays.\n"
        );
    }
}
