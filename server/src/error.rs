//! All that can go wrong while answering, and the one place where it becomes a [`Problem`]. What happened
//! inside is logged once and never sent.

use shared::problem::{Code, Problem};
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

impl From<Problem> for Error {
    fn from(problem: Problem) -> Self {
        Self::Refused(problem)
    }
}
