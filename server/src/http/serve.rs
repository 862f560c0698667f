//! What a call does, apart from how it came in. Knows nothing of bodies, statuses or pages.

use crate::{
    error::Error,
    http::caller::{Caller, Reply},
    service::requests::Sent,
    state::AppState,
};
use shared::api::{Endpoint, Form};

/// A call that reads. Implemented once per `GET` endpoint.
pub trait Serve: Endpoint {
    /// Answers it, for `caller` and nobody else.
    fn serve(
        self,
        app: &AppState,
        caller: &Caller,
    ) -> impl Future<Output = Result<Reply<Self::Response>, Error>> + Send;
}

/// A call that changes something. Implemented once per form; a refused one changes nothing.
pub trait Accept: Form {
    /// Does it once, whatever number of times the same key arrives.
    fn accept(
        sent: Submission<Self>,
        app: &AppState,
        caller: &Caller,
    ) -> impl Future<Output = Result<Reply<Self::Response>, Error>> + Send;
}

/// A form that passed its check.
#[derive(Debug, Clone)]
pub struct Submission<F: Form> {
    /// As it was typed; has the idempotency key and the path's parameters.
    pub entered: F,
    /// What the check made of it.
    pub valid: F::Valid,
    /// A hash of all that was entered: the same key with another fingerprint is another request (attack
    /// 70).
    pub fingerprint: [u8; 32],
}

impl<F: Form> Submission<F> {
    /// What makes this sending one with its repetitions.
    #[must_use]
    pub fn command(&self) -> Sent {
        Sent { key: self.entered.key().to_owned(), fingerprint: self.fingerprint }
    }
}
