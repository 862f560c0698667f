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

/// What comes first, for each answer to both questions (ruling 6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Matrix {
    /// Where the requester alone is affected.
    pub only_me: Row,
    /// Where several people are.
    pub several: Row,
    /// Where a team, a site or a shared service is.
    pub shared: Row,
}

/// A row of the matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Row {
    /// Where it can wait.
    pub can_wait: Priority,
    /// Where work is slowed down.
    pub slowed: Priority,
    /// Where it is blocked.
    pub blocked: Priority,
}

impl Default for Matrix {
    /// As ruled: each cell is traced to the procedures (ruling 6).
    fn default() -> Self {
        use Priority::{Critical, High, Low, Medium};
        let row = |can_wait, slowed, blocked| Row { can_wait, slowed, blocked };
        Self {
            only_me: row(Low, Medium, High),
            several: row(Low, High, High),
            shared: row(Medium, High, Critical),
        }
    }
}

impl Matrix {
    /// The cell.
    #[must_use]
    pub fn priority(&self, impact: Impact, urgency: Urgency) -> Priority {
        let Row { can_wait, slowed, blocked } = match impact {
            Impact::OnlyMe => self.only_me,
            Impact::Several => self.several,
            Impact::Shared => self.shared,
        };
        match urgency {
            Urgency::CanWait => can_wait,
            Urgency::Slowed => slowed,
            Urgency::Blocked => blocked,
        }
    }

    /// The matrix of which `cell` says each cell; `None` where it does not know one.
    pub fn of(mut cell: impl FnMut(Impact, Urgency) -> Option<Priority>) -> Option<Self> {
        let [only_me, several, shared] = Impact::ALL.map(|impact| {
            let [can_wait, slowed, blocked] = Urgency::ALL.map(|urgency| cell(impact, urgency));
            Some(Row { can_wait: can_wait?, slowed: slowed?, blocked: blocked? })
        });
        Some(Self { only_me: only_me?, several: several?, shared: shared? })
    }
}

impl Impact {
    /// All of them, the narrowest first.
    pub const ALL: [Self; 3] = [Self::OnlyMe, Self::Several, Self::Shared];

    /// The value a form carries.
    #[must_use]
    pub fn value(self) -> &'static str {
        match self {
            Self::OnlyMe => "only-me",
            Self::Several => "several",
            Self::Shared => "shared",
        }
    }

    /// The one with this value.
    #[must_use]
    pub fn from_value(value: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.value() == value)
    }

    /// What staff call it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::OnlyMe => "Only one person",
            Self::Several => "Several people",
            Self::Shared => "A team, a site or a shared service",
        }
    }
}

impl Urgency {
    /// All of them, the least pressing first.
    pub const ALL: [Self; 3] = [Self::CanWait, Self::Slowed, Self::Blocked];

    /// The value a form carries.
    #[must_use]
    pub fn value(self) -> &'static str {
        match self {
            Self::CanWait => "can-wait",
            Self::Slowed => "slowed",
            Self::Blocked => "blocked",
        }
    }

    /// The one with this value.
    #[must_use]
    pub fn from_value(value: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.value() == value)
    }

    /// What staff call it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::CanWait => "Can wait",
            Self::Slowed => "Slowed down",
            Self::Blocked => "Blocked",
        }
    }
}

impl Priority {
    /// All of them, the least pressing first.
    pub const ALL: [Self; 4] = [Self::Low, Self::Medium, Self::High, Self::Critical];

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

    /// The value a form or an address carries.
    #[must_use]
    pub fn value(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::Critical => "critical",
        }
    }

    /// The priority of a value.
    #[must_use]
    pub fn from_value(value: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.value() == value)
    }
}

/// Assesses what was answered by `matrix`; `None` is "I'm not sure" (ruling 18).
#[must_use]
pub fn assess(matrix: &Matrix, impact: Option<Impact>, urgency: Option<Urgency>) -> Assessment {
    let counted = counted(impact, urgency);
    Assessment {
        priority: matrix.priority(counted.0, counted.1),
        reason: reason(impact, urgency),
        needs_triage: impact.is_none() || urgency.is_none(),
    }
}

/// What "I'm not sure" counts as (ruling 18).
fn counted(impact: Option<Impact>, urgency: Option<Urgency>) -> (Impact, Urgency) {
    (impact.unwrap_or(Impact::OnlyMe), urgency.unwrap_or(Urgency::Slowed))
}

/// Why the priority is what it is, as a sentence for the requester. It stays true when the matrix changes.
#[must_use]
pub fn reason(impact: Option<Impact>, urgency: Option<Urgency>) -> String {
    let counted = counted(impact, urgency);
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
    format!("{who} {how}.")
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
                let cell = Matrix::default().priority(impact, urgency);
                assert_eq!(cell, priority, "{impact:?} × {urgency:?}");
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
            let it = assess(&Matrix::default(), impact, urgency);
            assert_eq!((it.priority, it.needs_triage), (priority, true));
        }
        let (several, blocked) = (Some(Impact::Several), Some(Urgency::Blocked));
        let sure = assess(&Matrix::default(), several, blocked);
        assert!(!sure.needs_triage);
        assert_eq!(sure.reason, "Several people are blocked.");
    }

    #[test]
    fn a_changed_cell_changes_that_cell_alone() {
        let changed = Matrix::of(|impact, urgency| match (impact, urgency) {
            (Impact::Several, Urgency::Blocked) => Some(Priority::Critical),
            _ => Some(Matrix::default().priority(impact, urgency)),
        });
        let mut expected = Matrix::default();
        expected.several.blocked = Priority::Critical;
        assert_eq!(changed, Some(expected));
        assert_eq!(
            Matrix::of(|_, urgency| (urgency == Urgency::Slowed).then_some(Priority::Low)),
            None
        );
    }
}
