//! One thing that waits to be sent.

use crate::{
    api::{self, Unsent},
    device,
};
use serde::{Deserialize, Serialize};
use shared::{
    api::Form,
    id::{PersonId, Reference},
    problem::{Code, Problem},
};

/// The server remembers keys for seven days. What may have arrived once is not sent by itself for longer.
const SENT_WITHIN_MILLIS: i64 = 6 * 24 * 60 * 60 * 1000;

/// What it is, for people.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum What {
    /// A new request.
    #[default]
    Request,
    /// Words that belong to one.
    Message,
}

impl What {
    /// As it begins a sentence.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Request => "Your request",
            Self::Message => "Your message",
        }
    }
}

/// What waits. Fields are only ever added, each with a default: what an older version kept is sent too.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Entry {
    /// What it is.
    pub(crate) what: What,
    /// What it is about, in the words of whoever wrote it.
    pub(crate) title: String,
    /// The page on which it was written.
    pub(crate) page: String,
    /// When it was written, in milliseconds since 1970 by the clock of this device.
    pub(crate) written: i64,
    /// Why it was refused. It is not sent again by itself.
    pub(crate) problem: Option<Problem>,
    /// Where it is sent, and what.
    address: String,
    body: String,
    /// The name under which it was kept while it was written, and the draft as it was.
    slot: String,
    draft: String,
}

/// What became of one try.
pub(super) enum Outcome {
    Arrived(Reference),
    Refused(Problem),
    NotNow(Problem),
    /// It was refused before.
    Nothing,
}

impl Entry {
    /// `form`, which was written as the draft that is kept under the name `slot`; `None` where it cannot be
    /// written down.
    pub(crate) fn new<F: Form>(
        what: What,
        title: String,
        form: &F,
        (slot, draft): (String, String),
    ) -> Option<Self> {
        Some(Self {
            what,
            title,
            page: form.page(),
            written: api::millis(),
            problem: None,
            address: form.address(),
            body: serde_json::to_string(form).ok()?,
            slot,
            draft,
        })
    }

    /// What is kept under `name`, if anything that can be read.
    pub(super) fn read(name: &str) -> Option<Self> {
        serde_json::from_str(&api::kept(name)?).ok()
    }

    pub(super) async fn send(&self) -> Outcome {
        if self.problem.is_some() {
            return Outcome::Nothing;
        }
        if api::millis() - self.written > SENT_WITHIN_MILLIS {
            let detail = "This waited for six days and may have arrived. Look at your requests before you \
                          send it again.";
            return Outcome::Refused(Problem::new(Code::Conflict, detail));
        }
        match Unsent::post(self.address.clone(), self.body.clone()).send().await {
            Ok(answer) => arrived(&answer),
            Err(problem) if may_pass(problem.code) => Outcome::NotNow(problem),
            Err(problem) => Outcome::Refused(problem),
        }
    }

    /// Puts the draft back, with the reason for the refusal. Says whether there was room for it.
    pub(super) fn put_back(self, person: PersonId) -> bool {
        api::kept(&self.slot).is_none()
            && with_problem(&self.draft, self.problem.as_ref())
                .is_some_and(|it| device::keep(person, &self.slot, &it))
    }
}

/// Drafts of all kinds have a field for it.
fn with_problem(draft: &str, problem: Option<&Problem>) -> Option<String> {
    let mut draft: serde_json::Value = serde_json::from_str(draft).ok()?;
    draft.as_object_mut()?.insert("problem".to_owned(), serde_json::to_value(problem).ok()?);
    Some(draft.to_string())
}

/// Everything that comes back has the reference of the request.
fn arrived(answer: &str) -> Outcome {
    #[derive(Deserialize)]
    struct Answer {
        reference: Reference,
    }
    match api::read::<Answer>(answer) {
        Ok(it) => Outcome::Arrived(it.reference),
        Err(_) => Outcome::NotNow(Problem::default()),
    }
}

/// Whether the same thing may be taken later.
fn may_pass(code: Code) -> bool {
    match code {
        Code::Offline
        | Code::SignInNeeded
        | Code::SecondFactorNeeded
        | Code::TooMany
        | Code::ReadOnly
        | Code::Internal => true,
        Code::Malformed
        | Code::SignInFailed
        | Code::CrossSite
        | Code::Forbidden
        | Code::NotFound
        | Code::MethodNotAllowed
        | Code::AlreadySent
        | Code::Conflict
        | Code::TooLarge
        | Code::Unsupported
        | Code::Invalid => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_is_put_back_with_the_reason_and_everything_else() {
        let problem = Problem::new(Code::Invalid, "Shorten it");
        let back = with_problem(r#"{"text":"Still silent","key":"k"}"#, Some(&problem)).unwrap();
        let back: serde_json::Value = serde_json::from_str(&back).unwrap();
        assert_eq!((&back["text"], &back["key"]), (&"Still silent".into(), &"k".into()));
        assert_eq!(back["problem"]["detail"], "Shorten it");
    }

    #[test]
    fn the_reference_is_found_in_every_answer() {
        let reference = Reference::from_number(42);
        let filed = format!(r#"{{"reference":"{reference}","received":"2026-11-20T09:00:00Z"}}"#);
        assert!(matches!(arrived(&filed), Outcome::Arrived(it) if it == reference));
        assert!(matches!(arrived("<html>"), Outcome::NotNow(_)), "a captive portal answers too");
    }

    #[test]
    fn a_refusal_for_good_is_not_tried_again() {
        assert!(
            may_pass(Code::Offline) && may_pass(Code::SignInNeeded) && may_pass(Code::ReadOnly)
        );
        assert!(!may_pass(Code::Invalid) && !may_pass(Code::AlreadySent));
    }
}
