//! The second step of signing in: codes of an app, and recovery codes for whoever loses it.

use super::{
    super::{Endpoint, Form, requests::Clock},
    ACCOUNT_PAGE, Done, done, read_password,
};
use crate::{
    api::address,
    problem::{Check, Problem},
    time::Instant,
};
use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The page on which the second step is set up and taken away.
pub const FACTOR_PAGE: &str = "/account/second-step";
/// The page of new recovery codes.
pub const RECOVERY_PAGE: &str = "/account/recovery-codes";
/// The page on which somebody shows once more who they are.
pub const PROOF_PAGE: &str = "/account/proof";

/// The most letters of a code; a recovery code has fewer, however it is spaced.
const LONGEST_CODE: usize = 64;

/// A code as somebody typed it: six digits of the app, or a recovery code.
#[derive(Clone, PartialEq, Eq)]
pub enum Code {
    /// Of the app.
    Digits(u32),
    /// Anything else that is not too long; whether it is a recovery code is known where their hashes are.
    Recovery(String),
}

impl Code {
    /// Takes what was typed, with or without spaces.
    ///
    /// # Errors
    /// What to do about it.
    pub fn parse(typed: &str) -> Result<Self, &'static str> {
        const ADVICE: &str = "Enter the six digits that your app shows now, or a recovery code";
        let text: String =
            typed.chars().filter(|it| !it.is_whitespace()).take(LONGEST_CODE).collect();
        if text.len() == 6 && text.bytes().all(|it| it.is_ascii_digit()) {
            return text.parse().map(Self::Digits).map_err(|_| ADVICE);
        }
        // No recovery code is as short as a code that lacks a digit.
        if text.len() > 8 { Ok(Self::Recovery(text)) } else { Err(ADVICE) }
    }
}

/// It does not show itself to logs.
impl std::fmt::Debug for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Code")
    }
}

/// How the second step stands, and what is needed to set it up.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GetFactor {}

/// How the second step stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FactorView {
    /// When and where to show the times.
    pub clock: Clock,
    /// Whether whoever asks has shown within some minutes who they are: without that nothing is changed here.
    pub is_fresh: bool,
    /// Whether one cannot do anything else before it is set up.
    pub is_needed: bool,
    /// Whether it may not be taken away.
    pub is_required: bool,
    /// How it is; `None` before it is set up.
    pub present: Option<FactorState>,
    /// What an app takes up; there only before it is set up, and only for who is fresh.
    pub set_up: Option<FactorSetUp>,
}

/// A second step that is set up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FactorState {
    /// Since when codes are asked for.
    pub since: Instant,
    /// How many recovery codes were not used.
    pub n_recovery: usize,
}

/// What an app takes up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FactorSetUp {
    /// The secret in groups of four letters, to be typed.
    pub secret: String,
    /// The same as a link that opens the app.
    pub link: String,
    /// The same as a picture.
    pub picture: QrCode,
}

/// A picture of squares.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct QrCode {
    /// Squares along each side, with the margin that readers ask for.
    pub size: usize,
    /// The dark squares, as the `d` of a path on a square of that size.
    pub path: String,
}

impl Endpoint for GetFactor {
    const METHOD: Method = Method::GET;
    const ROUTE: &'static str = "/api/v1/account/second-step";
    const SUMMARY: &'static str = "How one's second step stands";
    type Response = FactorView;
}

/// The second step was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FactorChanged {
    /// How many recovery codes there are now. They are shown once, on [`RECOVERY_PAGE`].
    pub n_recovery: usize,
}

/// Sets the second step up, with a first code of the app.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SetFactor {
    /// Not kept; every form carries one.
    pub key: String,
    /// The code that the app shows.
    pub code: String,
}

impl Endpoint for SetFactor {
    const METHOD: Method = Method::POST;
    const ROUTE: &'static str = "/api/v1/account/second-step";
    const SUMMARY: &'static str = "Set one's second step up";
    type Response = FactorChanged;
}

impl Form for SetFactor {
    type Valid = u32;
    const ACTION: &'static str = FACTOR_PAGE;

    fn key(&self) -> &str {
        &self.key
    }

    fn without_secrets(self) -> Self {
        Self { code: String::new(), ..self }
    }

    fn check(self) -> Result<u32, Problem> {
        let mut check = Check::new();
        let code = match Code::parse(&self.code) {
            Ok(Code::Digits(it)) => Ok(it),
            _ => Err("Enter the six digits that your app shows now"),
        };
        let code = check.take("code", code);
        check.finish(code)
    }

    fn after(&self, _: &FactorChanged) -> String {
        RECOVERY_PAGE.to_owned()
    }
}

macro_rules! key_form {
    ($(#[$doc:meta])* $name:ident, $route:literal, $action:literal, $page:expr, $summary:literal, $after:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
        #[serde(default, deny_unknown_fields)]
        pub struct $name {
            /// Not kept; every form carries one.
            pub key: String,
        }

        impl Endpoint for $name {
            const METHOD: Method = Method::POST;
            const ROUTE: &'static str = $route;
            const SUMMARY: &'static str = $summary;
            type Response = FactorChanged;
        }

        impl Form for $name {
            type Valid = ();
            const ACTION: &'static str = $action;

            fn page(&self) -> String {
                $page.to_owned()
            }

            fn key(&self) -> &str {
                &self.key
            }

            fn check(self) -> Result<(), Problem> {
                Ok(())
            }

            fn after(&self, _: &FactorChanged) -> String {
                $after
            }
        }
    };
}

key_form!(
    /// Takes the second step away: from then on a password alone is enough.
    RemoveFactor,
    "/api/v1/account/second-step/removal",
    "/account/second-step/removal",
    FACTOR_PAGE,
    "Take one's second step away",
    done(Done::FactorRemoved)
);
key_form!(
    /// Makes new recovery codes; the ones before end.
    MakeRecoveryCodes,
    "/api/v1/account/recovery-codes",
    "/account/recovery-codes/new",
    FACTOR_PAGE,
    "Make new recovery codes",
    RECOVERY_PAGE.to_owned()
);
key_form!(
    /// Says that the recovery codes are written down: they are not shown again.
    KeepRecoveryCodes,
    "/api/v1/account/recovery-codes/kept",
    "/account/recovery-codes/kept",
    RECOVERY_PAGE,
    "Say that the recovery codes are written down",
    done(Done::Factor)
);

/// The recovery codes that were made just now in the sign-in that asks.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GetRecoveryCodes {}

/// Recovery codes, for a few minutes after they were made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RecoveryCodes {
    /// The codes; none where none were made, or they are written down.
    pub codes: Vec<String>,
}

impl Endpoint for GetRecoveryCodes {
    const METHOD: Method = Method::GET;
    const ROUTE: &'static str = "/api/v1/account/recovery-codes";
    const SUMMARY: &'static str = "The recovery codes that were made just now";
    type Response = RecoveryCodes;
}

/// Shows once more who one is, with a password or with a code.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ProveOneself {
    /// Not kept; every form carries one.
    pub key: String,
    /// The password.
    pub present: String,
    /// The local address to go to afterwards.
    pub next: String,
}

/// One has shown who one is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Proven {
    /// Until when that counts.
    pub until: Instant,
}

impl Endpoint for ProveOneself {
    const METHOD: Method = Method::POST;
    const ROUTE: &'static str = "/api/v1/account/proof";
    const SUMMARY: &'static str = "Show once more who one is";
    type Response = Proven;
}

impl Form for ProveOneself {
    type Valid = String;
    const ACTION: &'static str = PROOF_PAGE;

    fn key(&self) -> &str {
        &self.key
    }

    fn without_secrets(self) -> Self {
        Self { present: String::new(), ..self }
    }

    fn check(self) -> Result<String, Problem> {
        let mut check = Check::new();
        let password = check.take("present", read_password(self.present));
        check.finish(password)
    }

    fn after(&self, _: &Proven) -> String {
        if address::is_local(&self.next) { self.next.clone() } else { ACCOUNT_PAGE.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_it_is_typed() {
        for (typed, code) in [
            ("123456", Ok(Code::Digits(123_456))),
            (" 012 345 ", Ok(Code::Digits(12_345))),
            ("k7m4-2qx9-0000-1111", Ok(Code::Recovery("k7m4-2qx9-0000-1111".to_owned()))),
        ] {
            assert_eq!(Code::parse(typed), code, "{typed}");
        }
        for bad in ["", "12345", "1234567", "12345a", "１２３４５６"] {
            assert!(
                Code::parse(bad).is_err() || matches!(Code::parse(bad), Ok(Code::Recovery(_))),
                "{bad}"
            );
        }
        assert!(Code::parse("12345").is_err() && Code::parse("12345a").is_err());
        let Ok(Code::Recovery(long)) = Code::parse(&"x".repeat(10_000)) else { panic!("a code") };
        assert_eq!(long.len(), LONGEST_CODE);
    }

    #[test]
    fn attack_54_whoever_has_shown_who_they_are_goes_on_here() {
        let proven = Proven { until: Instant::UNIX_EPOCH };
        for (next, after) in [
            ("/account/second-step", "/account/second-step"),
            ("//evil", "/account"),
            ("", "/account"),
        ] {
            let form = ProveOneself { next: next.to_owned(), ..ProveOneself::default() };
            assert_eq!(form.after(&proven), after);
        }
    }
}
