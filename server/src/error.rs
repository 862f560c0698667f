//! All that can go wrong while answering, and the one place where it becomes a [`Problem`]. What happened
//! inside is logged once and never sent.

use crate::{auth::password::PasswordError, store::StoreError};
use chrono::TimeDelta;
use shared::{
    permission::Denied,
    problem::{Check, Code, Problem},
    ticket::Refusal,
};
use std::error::Error as StdError;

/// Why a request was not answered as hoped.
#[derive(Debug)]
pub enum Error {
    /// A refusal that says what to do about it.
    Refused(Problem),
    /// Our own fault.
    Internal(Box<dyn StdError + Send + Sync>),
}

impl Error {
    /// Anything unexpected.
    pub fn internal(error: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::Internal(error.into())
    }

    /// A refusal of one kind.
    pub fn refused(code: Code, detail: impl Into<String>) -> Self {
        Self::Refused(Problem::new(code, detail))
    }

    /// It is not there, or not for this actor (attack 9): one answer for both.
    #[must_use]
    pub fn not_found() -> Self {
        Self::refused(Code::NotFound, "It is not there, or it is not for you.")
    }

    /// Whether it is not there, or not for this actor.
    #[must_use]
    pub fn is_absence(&self) -> bool {
        matches!(self, Self::Refused(it) if it.code == Code::NotFound)
    }

    /// Too often; `what` says that nothing is lost.
    #[must_use]
    pub fn too_often(wait: TimeDelta, what: &str) -> Self {
        let minutes = (wait.num_seconds() + 59) / 60;
        let when = match minutes {
            ..=1 => "in a minute".to_owned(),
            _ => format!("in {minutes} minutes"),
        };
        let detail = format!("{what} Try again {when}. If it cannot wait, call the service desk.");
        let seconds = u64::try_from(wait.num_milliseconds()).unwrap_or(0).div_ceil(1_000);
        Self::Refused(Problem { retry_after: Some(seconds), ..Problem::new(Code::TooMany, detail) })
    }

    /// What is sent. An internal error is logged here.
    #[must_use]
    pub fn into_problem(self) -> Problem {
        match self {
            Self::Refused(problem) => problem,
            Self::Internal(error) => {
                tracing::error!(error = %error, "a request failed: {error}");
                Problem::new(Code::Internal, "It is in our log. Try again in a moment.")
            }
        }
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Refused(problem) => problem.fmt(f),
            Self::Internal(error) => error.fmt(f),
        }
    }
}

impl StdError for Error {}

impl From<Problem> for Error {
    fn from(problem: Problem) -> Self {
        Self::Refused(problem)
    }
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::ReadOnly => Self::refused(
                Code::ReadOnly,
                "Nothing of it was kept. Keep this page open and try again later.",
            ),
            error => Self::internal(error),
        }
    }
}

impl From<getrandom::Error> for Error {
    fn from(error: getrandom::Error) -> Self {
        Self::internal(error)
    }
}

impl From<PasswordError> for Error {
    fn from(error: PasswordError) -> Self {
        match error {
            PasswordError::Busy => Self::refused(
                Code::TooMany,
                "Many people are signing in right now. Try again in a minute.",
            ),
            PasswordError::Hash(_) => Self::internal(error),
        }
    }
}

impl From<Denied> for Error {
    fn from(denied: Denied) -> Self {
        match denied {
            Denied::SignIn => {
                Self::refused(Code::SignInNeeded, "Sign in, and then come back to this page.")
            }
            Denied::Hidden => Self::not_found(),
            Denied::Role(why) => {
                Self::refused(Code::Forbidden, format!("You are signed in, but {why}."))
            }
        }
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Denied(denied) => denied.into(),
            Refusal::Stage { advice, .. } => {
                Self::refused(Code::Conflict, format!("This cannot be done now: {advice}."))
            }
            Refusal::Field { name, advice } => {
                let mut check = Check::new();
                check.refuse(name, advice);
                Self::Refused(check.problem())
            }
        }
    }
}
