//! The versions of the settings, and putting one back.

use super::SettingsChanged;
use crate::{
    api::{Endpoint, Form, address, requests::Clock},
    problem::{Check, Problem},
    settings::change::Difference,
    text::Remark,
    time::Instant,
};
use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Where their versions are shown.
pub const VERSIONS_PAGE: &str = "/admin/versions";

/// The versions that there were, newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ListSettingsVersions {
    /// Only those before this one; zero for the newest.
    pub before: u64,
}

/// Some versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SettingsVersions {
    /// When and where to show the times.
    pub clock: Clock,
    /// Which one is in force.
    pub version: u64,
    /// The versions, newest first.
    pub versions: Vec<SettingsVersion>,
    /// What to ask for to see the ones before these; `None` when there are none.
    pub before: Option<u64>,
    /// Whether the reader may restore one.
    pub can_restore: bool,
}

/// One version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SettingsVersion {
    /// Counted from one; zero is what Portico started with.
    pub number: u64,
    /// When it was made.
    pub at: Instant,
    /// Who made it.
    pub by: String,
    /// Why.
    pub reason: String,
    /// What it changed in the one before.
    pub differences: Vec<Difference>,
}

impl Endpoint for ListSettingsVersions {
    const METHOD: Method = Method::GET;
    const ROUTE: &'static str = "/api/v1/settings/versions";
    const SUMMARY: &'static str = "Versions of the settings, newest first";
    type Response = SettingsVersions;

    fn address(&self) -> String {
        match self.before {
            0 => Self::ROUTE.to_owned(),
            before => address::with_query(Self::ROUTE, &[("before", &before.to_string())]),
        }
    }
}

/// What it would change to put one version in force again.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PreviewRestoration {
    /// Which one; zero is what Portico started with.
    pub version: u64,
}

/// What would become different.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RestorationPreview {
    /// Of which version.
    pub version: u64,
    /// Setting by setting, from what is in force to what that version said.
    pub differences: Vec<Difference>,
}

impl Endpoint for PreviewRestoration {
    const METHOD: Method = Method::GET;
    const ROUTE: &'static str = "/api/v1/settings/versions/{version}/restoration";
    const SUMMARY: &'static str = "What it would change to restore a version of the settings";
    type Response = RestorationPreview;

    fn address(&self) -> String {
        address::fill(Self::ROUTE, &[("version", &self.version.to_string())])
    }
}

/// Puts an earlier version in force again, as a new one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct RestoreSettings {
    /// Made when the form was rendered.
    pub key: String,
    /// Which one.
    pub version: u64,
    /// Why.
    pub reason: String,
}

impl Endpoint for RestoreSettings {
    const METHOD: Method = Method::POST;
    const ROUTE: &'static str = "/api/v1/settings/versions/{version}/restoration";
    const SUMMARY: &'static str = "Put an earlier version of the settings in force again";
    type Response = SettingsChanged;

    fn address(&self) -> String {
        address::fill(Self::ROUTE, &[("version", &self.version.to_string())])
    }
}

impl Form for RestoreSettings {
    type Valid = Remark;
    const ACTION: &'static str = "/admin/versions/{version}/restoration";

    fn action(&self) -> String {
        address::fill(Self::ACTION, &[("version", &self.version.to_string())])
    }

    fn page(&self) -> String {
        address::with_query(VERSIONS_PAGE, &[("restore", &self.version.to_string())])
    }

    fn key(&self) -> &str {
        &self.key
    }

    fn check(self) -> Result<Remark, Problem> {
        let mut check = Check::new();
        let reason = Remark::parse(&self.reason).map_err(|it| it.advice("why you restore it"));
        let reason = check.take("reason", reason);
        check.finish(reason)
    }

    fn after(&self, _: &SettingsChanged) -> String {
        VERSIONS_PAGE.to_owned()
    }
}
