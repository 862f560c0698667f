//! The first draft of an article, out of a ticket's resolution (A57).

use crate::{
    redact::identifying::{Names, masked, masks},
    text::Title,
    ticket::{event::Resolution, intake::Intake},
};
use std::fmt::Write;

/// What an editor starts from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// A proposed title.
    pub title: String,
    /// Markdown.
    pub body: String,
    /// So many places were masked.
    pub n_masked: usize,
}

/// Drafts an article: the problem in the requester's words with what they answered about it, what worked, the
/// cause, what to do next time. What identifies somebody is masked; `names` are of those involved.
#[must_use]
pub fn from_resolution(
    title: &Title,
    filed: &Intake,
    resolution: &Resolution,
    names: &Names,
) -> Draft {
    let mut body = format!("## The problem\n\n{}\n", quoted(&filed.description));
    if !filed.details.is_empty() {
        body.push('\n');
        for answered in &filed.details {
            let _ = writeln!(body, "- {} {}", answered.question, answered.answer);
        }
    }
    let _ = write!(
        body,
        "\n## What to do\n\n{}\n\n## Why it happens\n\n{}\n",
        resolution.fix, resolution.cause
    );
    if let Some(advice) = &resolution.advice {
        let _ = write!(body, "\n## Next time\n\n{advice}\n");
    }
    let (title, body) = (masked(title, names), masked(&body, names));
    let n_masked = masks(&title).count() + masks(&body).count();
    Draft { title, body, n_masked }
}

fn quoted(text: &str) -> String {
    text.lines().map(|it| format!("> {it}").trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        text::{Body, Remark, ShortAnswer},
        ticket::intake::{Answered, Answers, tree::Tree},
    };

    #[test]
    fn a_draft_has_the_problem_the_steps_the_cause_and_the_advice_and_nobody_in_it() {
        let answers = Answers {
            description: "It stops\n\nat verifying, says Bo Ek".into(),
            category: "something-else".into(),
            impact: "only-me".into(),
            urgency: "slowed".into(),
            ..Answers::default()
        };
        let mut filed = answers.check(&Tree::starting()).unwrap();
        filed.details = vec![Answered {
            question: "Which one?".into(),
            answer: ShortAnswer::parse("NAS-04").unwrap(),
        }];
        let resolution = Resolution {
            cause: Remark::parse("The sign-in had expired.").unwrap(),
            fix: Body::parse("1. Sign out.\n2. Write to bo@firm.example.").unwrap(),
            advice: Some(Remark::parse("Sign out on Fridays.").unwrap()),
        };
        let title = Title::parse("VPN of Bo stops").unwrap();
        let draft = from_resolution(&title, &filed, &resolution, &Names::of(["Bo Ek"]));
        assert_eq!(draft.title, "VPN of [name] stops");
        assert_eq!(
            draft.body,
            "## The problem\n\n> It stops\n>\n> at verifying, says [name]\n\n- Which one? [host]\n\n\
             ## What to do\n\n1. Sign out.\n2. Write to [address].\n\n\
             ## Why it happens\n\nThe sign-in had expired.\n\n## Next time\n\nSign out on Fridays.\n"
        );
        assert_eq!(draft.n_masked, 4);
    }
}
