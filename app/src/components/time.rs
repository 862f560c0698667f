//! Moments as people read them and as programs do. The words are made elsewhere, in the reader's
//! zone; nothing here knows a clock.

use leptos::prelude::*;

/// A moment, ready to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// For programs: RFC 3339, or a part of it.
    pub datetime: String,
    /// For people: "14:25", "3 November 2026".
    pub text: String,
}

impl Moment {
    /// A moment from its two spellings.
    pub fn new(datetime: impl Into<String>, text: impl Into<String>) -> Self {
        Self { datetime: datetime.into(), text: text.into() }
    }
}

/// Shows a moment.
#[component]
pub fn Time(at: Moment) -> impl IntoView {
    view! { <time datetime=at.datetime>{at.text}</time> }
}
