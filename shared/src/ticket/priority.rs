//! From what a requester answers to a priority (ruling 6, A16): impact times urgency, never a number that
//! people pick for themselves.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Who is affected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Impact {
    /// The requester alone.
    OnlyMe,
    /// Several people.
    Several,
    /// A whole team, a site or a service that many share.
    Shared,
}

/// How it stops work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Urgency {
    /// It can wait.
    CanWait,
    /// Slowed down; there is a way around.
    Slowed,
    /// Blocked; there is no way around.
    Blocked,
}

/// What comes first, the most pressing last in order.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Priority {
    /// Whenever there is time.
    Low,
    /// Soon.
    Medium,
    /// Before others.
    High,
    /// At once.
    Critical,
}

/// A priority with the reason for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Assessment {
    /// The cell of the matrix.
    pub priority: Priority,
    /// Why, as a sentence for the requester.
    pub reason: String,
    /// The requester was not sure: somebody should look (ruling 18).
    pub needs_triage: bool,
}

impl Priority {
    /// All of them, the least pressing first.
    pub const ALL: [Self; 4] = [Self::Low, Self::Medium, Self::High, Self::Critical];

    /// The cell of the matrix.
    #[must_use]
    pub fn of(impact: Impact, urgency: Urgency) -> Self {
        match (impact, urgency) {
            (Impact::OnlyMe | Impact::Several, Urgency::CanWait) => Self::Low,
            (Impact::OnlyMe, Urgency::Slowed) | (Impact::Shared, Urgency::CanWait) => Self::Medium,
            (Impact::OnlyMe, Urgency::Blocked)
            | (Impact::Several, Urgency::Slowed | Urgency::Blocked)
            | (Impact::Shared, Urgency::Slowed) => Self::High,
            (Impact::Shared, Urgency::Blocked) => Self::Critical,
        }
    }

    /// The word for it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Low => "Low",
            Self::Medium => "Medium",
            Self::High => "High",
            Self::Critical => "Critical",
        }
    }

    /// How an address says it.
    #[must_use]
    pub fn value(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::Critical => "critical",
        }
    }

    /// What an address says.
    #[must_use]
    pub fn from_value(value: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.value() == value)
    }
}

/// Assesses what was answered; `None` is "I'm not sure" (ruling 18).
#[must_use]
pub fn assess(impact: Option<Impact>, urgency: Option<Urgency>) -> Assessment {
    let counted = (impact.unwrap_or(Impact::OnlyMe), urgency.unwrap_or(Urgency::Slowed));
    let who = match counted.0 {
        Impact::OnlyMe => "You are",
        Impact::Several => "Several people are",
        Impact::Shared => "A whole team or a shared service is",
    };
    let how = match counted.1 {
        Urgency::CanWait => "affected, and it can wait",
        Urgency::Slowed => "slowed down",
        Urgency::Blocked => "blocked",
    };
    Assessment {
        priority: Priority::of(counted.0, counted.1),
        reason: format!("{who} {how}."),
        needs_triage: impact.is_none() || urgency.is_none(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_matrix_is_as_ruled() {
        use {Impact::*, Priority::*, Urgency::*};
        for (impact, row) in [
            (OnlyMe, [Low, Medium, High]),
            (Several, [Low, High, High]),
            (Shared, [Medium, High, Critical]),
        ] {
            for (urgency, priority) in [CanWait, Slowed, Blocked].into_iter().zip(row) {
                assert_eq!(Priority::of(impact, urgency), priority, "{impact:?} × {urgency:?}");
            }
        }
    }

    #[test]
    fn not_sure_counts_as_only_me_and_slowed_and_is_flagged() {
        for (impact, urgency, priority) in [
            (None, None, Priority::Medium),
            (None, Some(Urgency::Blocked), Priority::High),
            (Some(Impact::Shared), None, Priority::High),
        ] {
            let it = assess(impact, urgency);
            assert_eq!((it.priority, it.needs_triage), (priority, true));
        }
        let sure = assess(Some(Impact::Several), Some(Urgency::Blocked));
        assert!(!sure.needs_triage);
        assert_eq!(sure.reason, "Several people are blocked.");
    }
}
