//! Signing in with the organisation's identity provider, and linking somebody there with somebody here. Where it
//! begins and where the provider sends people back to are plain addresses and no calls: a browser goes there.

use super::{Endpoint, Form, address};
use crate::{
    api::requests::Clock,
    password::LONGEST,
    problem::{Check, Problem},
    time::Instant,
};
use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Where signing in with the provider begins.
pub const PROVIDER_START: &str = "/sign-in/provider";
/// Where the provider sends people back to.
pub const PROVIDER_RETURN: &str = "/sign-in/provider/return";
/// Where somebody links who they are there with who they are here.
pub const LINK_PAGE: &str = "/sign-in/link";

/// Where signing in with the provider begins, and then goes on at `next`.
#[must_use]
pub fn start_address(next: &str) -> String {
    address::with_query(PROVIDER_START, &[("next", next)])
}

/// Why somebody who came back from the provider is not signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum NotSignedIn {
    /// There is no provider here.
    Off,
    /// The provider does not answer, or not as it should.
    Unreachable,
    /// The provider did not let them, or they did not want to.
    Declined,
    /// They began in another browser or too long ago; or somebody else began.
    Stale,
    /// What the provider says proves nothing.
    Unproven,
    /// Nobody here is linked with them, and nobody is added.
    Unknown,
    /// The provider does not vouch for their address, so nobody can be added.
    Unverified,
    /// Somebody here has their address: that links nobody by itself.
    Taken,
    /// They may not sign in here.
    KeptOut,
    /// Too many tries.
    TooOften,
    /// Our own fault.
    Broken,
}

impl NotSignedIn {
    const ALL: [Self; 11] = [
        Self::Off,
        Self::Unreachable,
        Self::Declined,
        Self::Stale,
        Self::Unproven,
        Self::Unknown,
        Self::Unverified,
        Self::Taken,
        Self::KeptOut,
        Self::TooOften,
        Self::Broken,
    ];

    /// How an address says it.
    #[must_use]
    pub fn value(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Unreachable => "unreachable",
            Self::Declined => "declined",
            Self::Stale => "stale",
            Self::Unproven => "unproven",
            Self::Unknown => "unknown",
            Self::Unverified => "unverified",
            Self::Taken => "taken",
            Self::KeptOut => "kept-out",
            Self::TooOften => "too-often",
            Self::Broken => "broken",
        }
    }

    /// What an address says.
    #[must_use]
    pub fn from_value(value: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.value() == value)
    }

    /// What people read: what happened, and what to do.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Off => "Nobody signs in that way here. Sign in with your password.",
            Self::Unreachable => {
                "The sign-in service of your organisation does not answer as it should. Try again in a few minutes."
            }
            Self::Declined => {
                "The sign-in service of your organisation did not sign you in. Try again, or use your password."
            }
            Self::Stale => "That took too long, or was begun in another window. Sign in once more.",
            Self::Unproven => {
                "What the sign-in service of your organisation said could not be trusted. Tell your service desk."
            }
            Self::Unknown => {
                "Nobody here is linked with you there. If you have a password here, sign in with it, and you can link both. If not, ask your service desk to add you."
            }
            Self::Unverified => {
                "The sign-in service of your organisation does not vouch for your e-mail address, so you cannot be added. Ask your service desk to add you."
            }
            Self::Taken => {
                "Somebody here has your e-mail address. If that is you, sign in with your password, and you can link both."
            }
            Self::KeptOut => "You may not sign in here. Ask your service desk.",
            Self::TooOften => "That did not work too many times. Try again in ten minutes.",
            Self::Broken => "Something went wrong here. Try again in a moment.",
        }
    }

    /// Whether signing in with a password and linking both is the way on.
    #[must_use]
    pub fn can_be_linked(self) -> bool {
        matches!(self, Self::Unknown | Self::Unverified | Self::Taken)
    }
}

/// Asks with whom at the provider oneself is linked.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GetProviderLink {}

/// With whom at the provider somebody is linked, or could be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ProviderLink {
    /// When and where to show the times.
    pub clock: Clock,
    /// What people call the provider; `None` where there is none.
    pub label: Option<String>,
    /// Since when; `None` for whoever is not linked.
    pub since: Option<Instant>,
    /// Who this browser has just been at the provider, as it says: they could be linked.
    pub waiting: Option<String>,
    /// Whether there is a password, without which a link neither begins nor ends.
    pub has_password: bool,
}

impl Endpoint for GetProviderLink {
    const METHOD: Method = Method::GET;
    const ROUTE: &'static str = "/api/v1/session/link";
    const SUMMARY: &'static str = "With whom at the identity provider one is linked";
    type Response = ProviderLink;
}

/// A form about one's own link: it takes the password, however one is signed in.
macro_rules! link_form {
    ($(#[$doc:meta])* $name:ident, $route:literal, $action:literal, $summary:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
        #[serde(default, deny_unknown_fields)]
        pub struct $name {
            /// Not kept; every form carries one.
            pub key: String,
            /// One's password.
            pub present: String,
        }

        impl Endpoint for $name {
            const METHOD: Method = Method::POST;
            const ROUTE: &'static str = $route;
            const SUMMARY: &'static str = $summary;
            type Response = ProviderLink;
        }

        impl Form for $name {
            type Valid = String;
            const ACTION: &'static str = $action;

            fn page(&self) -> String {
                LINK_PAGE.to_owned()
            }

            fn key(&self) -> &str {
                &self.key
            }

            fn without_secrets(self) -> Self {
                Self { present: String::new(), ..self }
            }

            fn check(self) -> Result<String, Problem> {
                let mut check = Check::new();
                let password = match self.present {
                    it if it.is_empty() => Err("Enter your password"),
                    it if it.len() > LONGEST => Err("Enter a password of at most 1,024 characters"),
                    it => Ok(it),
                };
                let password = check.take("present", password);
                check.finish(password)
            }

            fn after(&self, _: &ProviderLink) -> String {
                LINK_PAGE.to_owned()
            }
        }
    };
}

link_form!(
    /// Links oneself with whom this browser has just been at the provider.
    LinkProvider,
    "/api/v1/session/link",
    "/sign-in/link",
    "Link oneself with somebody at the identity provider"
);
link_form!(
    /// Ends one's link.
    UnlinkProvider,
    "/api/v1/session/link/end",
    "/sign-in/link/end",
    "End one's link with somebody at the identity provider"
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_is_read_back_and_told() {
        for it in NotSignedIn::ALL {
            assert_eq!(NotSignedIn::from_value(it.value()), Some(it));
            assert!(it.sentence().ends_with('.'), "{it:?}");
            assert_eq!(serde_json::to_value(it).unwrap(), it.value());
        }
        assert_eq!(NotSignedIn::from_value("<script>"), None);
    }

    #[test]
    fn a_password_is_asked_for() {
        let form = LinkProvider::default();
        assert!(form.check().unwrap_err().text_for("present").is_some());
        let form = UnlinkProvider { present: "x".repeat(LONGEST + 1), ..Default::default() };
        assert!(form.check().unwrap_err().text_for("present").is_some());
    }
}
