//! Time left, in words. The words are made where the clock is; this says how urgent they look.

use leptos::prelude::*;
use shared::{sla::words, ticket::queue::DueIn, time::Instant};

use crate::components::icon::Icon;

/// How near a due time is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Nearness {
    /// In order: it has no colour.
    #[default]
    Far,
    /// Within the time in which something should be done about it.
    Soon,
    /// The time has passed.
    Late,
    /// The clock stands still.
    Paused,
}

impl Nearness {
    /// All of them, for the gallery.
    pub const ALL: &[Self] = &[Self::Far, Self::Soon, Self::Late, Self::Paused];

    /// How near `due` is at `now`.
    #[must_use]
    pub fn of(due: Instant, now: Instant) -> Self {
        match DueIn::of(Some(due), now) {
            DueIn::Late => Self::Late,
            DueIn::Soon => Self::Soon,
            DueIn::Later => Self::Far,
            DueIn::Never => Self::Paused,
        }
    }

    const fn class(self) -> &'static str {
        match self {
            Self::Far => "due",
            Self::Soon => "due soon",
            Self::Late => "due late",
            Self::Paused => "due paused",
        }
    }

    const fn icon(self) -> Option<Icon> {
        match self {
            Self::Far | Self::Paused => None,
            Self::Soon => Some(Icon::Clock),
            Self::Late => Some(Icon::Attention),
        }
    }
}

/// Time left, with how urgent that looks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeLeft {
    /// How urgent it looks.
    pub nearness: Nearness,
    /// "23 min left", "Paused".
    pub text: String,
}

impl TimeLeft {
    /// What is left at `now`.
    #[must_use]
    pub fn until(due: Instant, now: Instant) -> Self {
        Self { nearness: Nearness::of(due, now), text: words::time_left(due, now) }
    }
}

/// Such as "23 min left", "Late by 12 min", "Paused since Tue".
#[component]
pub fn Due(nearness: Nearness, #[prop(into)] text: String) -> impl IntoView {
    view! {
        <span class=nearness.class()>{nearness.icon().map(IntoRender::into_render)} {text}</span>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn soon_is_within_two_hours_and_late_is_after() {
        let now: Instant = "2026-11-20T12:00:00Z".parse().unwrap();
        for (due, nearness, text) in [
            ("2026-11-20T11:59:59Z", Nearness::Late, "0 min late"),
            ("2026-11-20T12:00:00Z", Nearness::Soon, "0 min left"),
            ("2026-11-20T14:00:00Z", Nearness::Soon, "2 h left"),
            ("2026-11-20T14:00:01Z", Nearness::Far, "2 h left"),
        ] {
            let left = TimeLeft::until(due.parse().unwrap(), now);
            assert_eq!(left, TimeLeft { nearness, text: text.to_owned() }, "{due}");
        }
    }
}
