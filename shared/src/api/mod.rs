//! The one door: every call between client and server is an [`Endpoint`], and every mutation is a
//! [`Form`], so that a browser without scripts can make it too. Knows nothing of transports.

pub mod account;
pub mod address;
pub mod articles;
pub mod attachments;
pub mod batches;
pub mod calls;
pub mod colleagues;
pub mod confidential;
pub mod feedback;
pub mod held;
pub mod known;
pub mod links;
pub mod matches;
pub mod onward;
pub mod people;
pub mod permissions;
pub mod presence;
pub mod provider;
pub mod queue;
pub mod related;
pub mod report;
pub mod requests;
pub mod revisions;
pub mod session;
pub mod settings;
pub mod starter;
mod step;
pub mod tickets;
pub mod views;
pub mod wall;
pub mod watching;

use crate::problem::Problem;
use http::Method;
use schemars::JsonSchema;
use serde::{Serialize, de::DeserializeOwned};

/// One call of the HTTP API. Path and query parameters are fields of the request like any other: the
/// server merges them with the body before reading it.
pub trait Endpoint:
    Serialize + DeserializeOwned + JsonSchema + Clone + Send + Sync + 'static
{
    /// `GET` reads and changes nothing; `POST` changes something and is a [`Form`].
    const METHOD: Method;
    /// The route with its parameters in braces: `/api/v1/tickets/{id}/messages`.
    const ROUTE: &'static str;
    /// One line for the API document.
    const SUMMARY: &'static str;
    /// What comes back when it worked.
    type Response: Serialize + DeserializeOwned + JsonSchema + Clone + Send + Sync + 'static;

    /// The route with the parameters filled in, and the query of a `GET`.
    fn address(&self) -> String {
        Self::ROUTE.to_owned()
    }
}

/// A mutation. Its fields are what was typed: text, all defaulted, so that reading it never fails and
/// nothing typed is lost; [`Form::check`] is the only way to the valid type.
pub trait Form: Endpoint + Default {
    /// The request once it is known to be sound.
    type Valid: Send + 'static;
    /// Where a browser without scripts posts it, as a route with parameters in braces.
    const ACTION: &'static str;

    /// The list of this form that takes files (A06). A browser without scripts posts the files themselves
    /// under this name; what is read are the ids under which they were kept.
    const FILES: Option<&'static str> = None;

    /// [`Form::ACTION`] with the parameters filled in.
    fn action(&self) -> String {
        Self::ACTION.to_owned()
    }

    /// The page that shows the form: a refused form is shown there again.
    fn page(&self) -> String {
        self.action()
    }

    /// The idempotency key, made when the form was rendered (attack 70).
    fn key(&self) -> &str;

    /// The form as it may be printed again: without what is never shown, such as a password.
    #[must_use]
    fn without_secrets(self) -> Self {
        self
    }

    /// The form without what may differ when the same thing is sent again under the same key.
    #[must_use]
    fn substance(self) -> Self {
        self
    }

    /// Validates everything at once.
    ///
    /// # Errors
    /// A problem that names every field at fault.
    fn check(self) -> Result<Self::Valid, Problem>;

    /// Where to go when it worked.
    fn after(&self, response: &Self::Response) -> String;
}
