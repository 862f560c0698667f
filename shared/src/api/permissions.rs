//! Who may do what, as a page: the table of [`crate::permission::matrix`] in words.

use super::Endpoint;
use crate::{actor::Person, permission::matrix::things};
use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The page that shows it.
pub const PERMISSIONS_PAGE: &str = "/admin/permissions";

/// Who may do what.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GetPermissions {}

/// Everything that can be done, with who may do it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Permissions {
    /// Every kind of thing.
    pub things: Vec<PermissionsOn>,
}

/// What can be done with one kind of thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PermissionsOn {
    /// What it is called.
    pub name: String,
    /// What somebody may do with it. Whatever is not named nobody may.
    pub granted: Vec<PermissionRow>,
}

/// One thing that can be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PermissionRow {
    /// What.
    pub action: String,
    /// Who may.
    pub who: Vec<String>,
}

impl Permissions {
    /// The table as it holds. Of `like` nothing is told.
    #[must_use]
    pub fn in_force(like: &Person) -> Self {
        let things = things(like).into_iter().map(|thing| PermissionsOn {
            name: thing.name.to_owned(),
            granted: thing
                .granted()
                .map(|(action, who)| PermissionRow {
                    action: action.label().to_owned(),
                    who: who.into_iter().map(str::to_owned).collect(),
                })
                .collect(),
        });
        Self { things: things.collect() }
    }
}

impl Endpoint for GetPermissions {
    const METHOD: Method = Method::GET;
    const ROUTE: &'static str = "/api/v1/permissions";
    const SUMMARY: &'static str = "Who may do what";
    type Response = Permissions;
}
