//! Links with which guests follow the one request that they filed without signing in (D1.19, D3.7).
//! Whoever has the link can read and answer the request; what it opens is kept in a cookie, so that no
//! address tells it but the link's own.

use super::{Endpoint, Form, address, requests::RequestChanged};
use crate::{problem::Problem, time::Instant};
use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The page that a link leads to, which leads on to the request.
pub const LINK_PAGE: &str = "/g/{token}";

/// The page that says that a link was revoked.
pub const REVOKED_PAGE: &str = "/link-revoked";

/// A link as its holder is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct GuestLink {
    /// The whole address, to be copied and kept.
    pub address: String,
    /// Until when it works, if nothing happens in the meantime.
    pub expires: Instant,
}

macro_rules! link_form {
    ($(#[$doc:meta])* $name:ident, $noun:literal, $summary:literal, $after:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
        #[serde(default, deny_unknown_fields)]
        pub struct $name {
            /// Made when the form was rendered.
            pub key: String,
            /// The request.
            pub reference: String,
        }

        impl Endpoint for $name {
            const METHOD: Method = Method::POST;
            const ROUTE: &'static str = concat!("/api/v1/requests/{reference}/", $noun);
            const SUMMARY: &'static str = $summary;
            type Response = RequestChanged;

            fn address(&self) -> String {
                address::fill(Self::ROUTE, &[("reference", &self.reference)])
            }
        }

        impl Form for $name {
            type Valid = ();
            const ACTION: &'static str = concat!("/requests/{reference}/", $noun);

            fn action(&self) -> String {
                address::fill(Self::ACTION, &[("reference", &self.reference)])
            }

            fn page(&self) -> String {
                address::fill("/requests/{reference}", &[("reference", &self.reference)])
            }

            fn key(&self) -> &str {
                &self.key
            }

            fn check(self) -> Result<(), Problem> {
                Ok(())
            }

            fn after(&self, _: &RequestChanged) -> String {
                let after: fn(&Self) -> String = $after;
                after(self)
            }
        }
    };
}

link_form!(
    /// Makes a new link; the ones before stop working once it is used.
    RenewLink,
    "link",
    "Make a new link to a guest's request",
    |it| format!("{}#link", it.page())
);
link_form!(
    /// Ends all links to the request at once.
    RevokeLink,
    "revocation",
    "Revoke the link to a guest's request",
    |_| REVOKED_PAGE.to_owned()
);
