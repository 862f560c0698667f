//! What goes wrong with a provider, for administrators and the log. Nothing of a token, a code or a secret is in it.

use super::token::TokenError;
use crate::outward::OutwardError;
use std::fmt;

/// Why somebody could not be signed in with a provider.
#[derive(Debug)]
pub enum OidcError {
    /// What was asked for could not be had.
    Unreached(&'static str, OutwardError),
    /// It was answered with another status than it should.
    Status(&'static str, u16),
    /// What was answered is not what was asked for.
    Unreadable(&'static str, serde_json::Error),
    /// It failed a moment ago, and is not tried again yet.
    JustFailed,
    /// The document is that of another provider.
    OtherIssuer(String),
    /// An address in it is not https.
    Endpoint(&'static str),
    /// There is no proof for codes.
    NoPkce,
    /// The provider does not take the code, or not from us.
    Refused(String),
    /// What it says proves nothing.
    Token(TokenError),
    /// Of two things that it says one is about somebody else.
    OtherSubject,
}

impl OidcError {
    /// Whether the provider answered as it should, and what it said is to blame.
    #[must_use]
    pub fn is_about_the_token(&self) -> bool {
        matches!(self, Self::Token(_) | Self::OtherSubject)
    }
}

impl fmt::Display for OidcError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreached(what, why) => write!(f, "{what} cannot be had: {why}"),
            Self::Status(what, status) => {
                write!(f, "{what} cannot be had: the answer was {status}")
            }
            Self::Unreadable(what, error) => write!(f, "{what} cannot be read: {error}"),
            Self::JustFailed => f.write_str("it failed a moment ago and is not tried again yet"),
            Self::OtherIssuer(it) => {
                write!(f, "the provider calls itself {it}, and that has to be set, to the letter")
            }
            Self::Endpoint(name) => write!(f, "the {name} of the provider is no https address"),
            Self::NoPkce => f.write_str("the provider does not know PKCE with S256"),
            Self::Refused(why) => write!(f, "the provider does not exchange the code: {why}"),
            Self::Token(error) => write!(f, "the token is not believed: {error}"),
            Self::OtherSubject => f.write_str("the user information is about somebody else"),
        }
    }
}

impl std::error::Error for OidcError {}

impl From<TokenError> for OidcError {
    fn from(error: TokenError) -> Self {
        Self::Token(error)
    }
}
