//! What a report counts, and in which words it says what counts.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One number of a report, and the tickets behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Measure {
    /// Requests that came in.
    Filed,
    /// Tickets that staff said are fixed.
    Resolved,
    /// Tickets whose requester said that they are not.
    Reopened,
    /// Tickets to which a person wrote for the first time.
    Answered,
    /// Promises of a first answer that were kept or broken.
    Responses,
    /// Those of them that were broken.
    ResponsesMissed,
    /// Promises of a fix that were kept or broken.
    Resolutions,
    /// Those of them that were broken.
    ResolutionsMissed,
    /// Tickets whose requester agreed that it is fixed.
    Confirmed,
    /// Tickets whose requester said that they are not happy.
    Complained,
}

impl Measure {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Filed,
        Self::Resolved,
        Self::Reopened,
        Self::Answered,
        Self::Responses,
        Self::ResponsesMissed,
        Self::Resolutions,
        Self::ResolutionsMissed,
        Self::Confirmed,
        Self::Complained,
    ];

    /// What it is called.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Filed => "Filed",
            Self::Resolved => "Resolved",
            Self::Reopened => "Reopened",
            Self::Answered => "First answered",
            Self::Responses => "Promises of a first answer",
            Self::ResponsesMissed => "First answers too late",
            Self::Resolutions => "Promises of a fix",
            Self::ResolutionsMissed => "Fixes too late",
            Self::Confirmed => "Confirmed as fixed",
            Self::Complained => "Not happy",
        }
    }

    /// What counts, as a sentence.
    #[must_use]
    pub fn definition(self) -> &'static str {
        match self {
            Self::Filed => "Requests that came in.",
            Self::Resolved => {
                "Tickets that staff said are fixed. One that was resolved twice counts once, at the later time."
            }
            Self::Reopened => "Tickets whose requester said that it is not fixed.",
            Self::Answered => {
                "Tickets to which a person wrote in public for the first time. What answers by itself does not \
                 count."
            }
            Self::Responses => {
                "Promises of a first answer that were decided: kept when a person wrote in time, broken when the \
                 time ran out. A promise counts on that day, and once."
            }
            Self::ResponsesMissed => "Promises of a first answer whose time ran out.",
            Self::Resolutions => {
                "Promises of a fix that were decided: kept when it was resolved in time, broken when the time ran \
                 out. A reopened ticket is undecided until it is resolved again or its time runs out."
            }
            Self::ResolutionsMissed => "Promises of a fix whose time ran out.",
            Self::Confirmed => "Tickets whose requester said that it is fixed.",
            Self::Complained => {
                "Tickets whose requester said that they are not happy with how it goes."
            }
        }
    }

    /// How an address says it.
    #[must_use]
    pub fn value(self) -> &'static str {
        match self {
            Self::Filed => "filed",
            Self::Resolved => "resolved",
            Self::Reopened => "reopened",
            Self::Answered => "answered",
            Self::Responses => "responses",
            Self::ResponsesMissed => "responses-missed",
            Self::Resolutions => "resolutions",
            Self::ResolutionsMissed => "resolutions-missed",
            Self::Confirmed => "confirmed",
            Self::Complained => "complained",
        }
    }

    /// What an address says.
    #[must_use]
    pub fn from_value(value: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.value() == value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_it_as_the_interface_does() {
        for measure in Measure::ALL {
            assert_eq!(Measure::from_value(measure.value()), Some(measure));
            assert_eq!(serde_json::to_value(measure).unwrap(), measure.value());
        }
        assert_eq!(Measure::from_value(""), None);
    }
}
