//! Time left, in words. The words are made where the clock is; this says how urgent they look.

use leptos::prelude::*;

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

/// Such as "23 min left", "Late by 12 min", "Paused since Tue".
#[component]
pub fn Due(nearness: Nearness, #[prop(into)] text: String) -> impl IntoView {
    view! {
        <span class=nearness.class()>{nearness.icon().map(IntoRender::into_render)} {text}</span>
    }
}
