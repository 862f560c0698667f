//! Who works on what: the specialised teams that the intake tree leads to (A02).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A team.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Team {
    /// Takes what is not clearly for anybody else.
    #[default]
    ServiceDesk,
    /// Computers, printers, phones, rooms.
    Workplace,
    /// Programs, mail, files.
    Applications,
    /// Wi-Fi, VPN, the internet.
    Network,
    /// Accounts, permissions, and whatever threatens them.
    AccountsAndSecurity,
}

impl Team {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::ServiceDesk,
        Self::Workplace,
        Self::Applications,
        Self::Network,
        Self::AccountsAndSecurity,
    ];

    /// Its name.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::ServiceDesk => "Service desk",
            Self::Workplace => "Workplace",
            Self::Applications => "Applications",
            Self::Network => "Network",
            Self::AccountsAndSecurity => "Accounts and security",
        }
    }

    /// How an address says it.
    #[must_use]
    pub fn value(self) -> &'static str {
        match self {
            Self::ServiceDesk => "service-desk",
            Self::Workplace => "workplace",
            Self::Applications => "applications",
            Self::Network => "network",
            Self::AccountsAndSecurity => "accounts-and-security",
        }
    }

    /// What an address says.
    #[must_use]
    pub fn from_value(value: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.value() == value)
    }
}
