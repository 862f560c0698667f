//! How a request came (A09).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How a request came.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Source {
    /// The requester sent it here.
    #[default]
    Portal,
    /// Staff wrote it down while the requester was on the phone.
    Phone,
}

impl Source {
    /// Its name.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Portal => "Portal",
            Self::Phone => "Phone",
        }
    }
}
