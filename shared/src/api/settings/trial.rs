//! Trying out the identity provider of the settings in force: what it says of itself, and what is wrong with it.

use crate::api::Endpoint;
use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Where it is tried out.
pub const TRIAL_PAGE: &str = "/admin/sign-in/trial";

/// Asks the provider what it says of itself. Nothing is changed.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TrySignIn {}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SignInTrial {
    /// What people call the provider; `None` where there is none.
    pub label: Option<String>,
    /// Where it sends people back to: it has to be told so there, to the letter.
    pub redirect: String,
    /// What was found, one after the other, until something was in the way.
    pub findings: Vec<Finding>,
}

/// One thing that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Finding {
    /// Whether it is as it has to be.
    pub is_sound: bool,
    /// A sentence.
    pub text: String,
}

impl Endpoint for TrySignIn {
    const METHOD: Method = Method::GET;
    const ROUTE: &'static str = "/api/v1/settings/sign-in/trial";
    const SUMMARY: &'static str = "Ask the identity provider what it says of itself";
    type Response = SignInTrial;
}
