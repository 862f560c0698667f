//! What the system has to say: at most one on a page, directly before the `h1` (D4.15), and never
//! together with an error summary.

use leptos::prelude::*;

use super::icon::Icon;

/// How urgently a message looks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Tone {
    /// Something was done as asked.
    Done,
    /// Good to know.
    #[default]
    Calm,
    /// Soon, or it is the reader's turn.
    Soon,
    /// A promise was missed.
    Late,
}

impl Tone {
    /// All tones, for the gallery.
    pub const ALL: &[Self] = &[Self::Done, Self::Calm, Self::Soon, Self::Late];

    const fn class(self) -> &'static str {
        match self {
            Self::Done | Self::Calm => "message",
            Self::Soon => "message soon",
            Self::Late => "message late",
        }
    }

    const fn icon(self) -> Icon {
        match self {
            Self::Done => Icon::Done,
            Self::Calm => Icon::Information,
            Self::Soon | Self::Late => Icon::Attention,
        }
    }
}

/// A message with its heading.
#[component]
pub fn Message(
    #[prop(into)] heading: String,
    #[prop(optional)] tone: Tone,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class=tone.class()>
            {tone.icon()} <h2>{heading}</h2>
            {children.map(|it| view! { <div class="message-body">{it()}</div> })}
        </div>
    }
    .into_any()
}
