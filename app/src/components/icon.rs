//! The icons, drawn with one pen. Always beside a word, never instead of one: they are hidden from
//! screen readers.

use leptos::prelude::*;

/// A drawing that stands in a view as it is: `{Icon::Search} "Search"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Icon {
    /// The house itself: an arch with its door, on a step.
    Mark,
    /// The way back; turns with the direction of writing.
    Back,
    /// A lens.
    Search,
    /// A tick.
    Done,
    /// Something is late or wrong.
    Attention,
    /// Good to know.
    Information,
    /// Time runs.
    Clock,
    /// Staff only.
    Lock,
    /// A sheet with its corner turned.
    File,
    /// What goes out to the requester.
    Door,
    /// Nobody has come out yet.
    DoorShut,
    /// Work goes on.
    DoorHalfOpen,
    /// Two bars in the door: the clock stands still.
    DoorPaused,
    /// An arrow in the door: handed up.
    DoorRaised,
    /// A tick cut out of the open door.
    DoorDone,
    /// Over: nothing bars the way.
    DoorOpen,
}

impl Icon {
    /// All icons, for the gallery.
    pub const ALL: &[Self] = &[
        Self::Mark,
        Self::Back,
        Self::Search,
        Self::Done,
        Self::Attention,
        Self::Information,
        Self::Clock,
        Self::Lock,
        Self::File,
        Self::Door,
        Self::DoorShut,
        Self::DoorHalfOpen,
        Self::DoorPaused,
        Self::DoorRaised,
        Self::DoorDone,
        Self::DoorOpen,
    ];

    /// What the pen draws, on a square of 20.
    const fn line(self) -> &'static str {
        match self {
            Self::Mark => "M3.2 17V9.4a6.8 6.8 0 0 1 13.6 0V17M1.4 18.4h17.2",
            Self::Back => "M12 4l-6 6 6 6",
            Self::Search => "M3 8.5a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0-11 0M13 13l4.5 4.5",
            Self::Done => "M4 10.5l4 4 8-9",
            Self::Attention => "M10 3L1.8 17h16.4ZM10 8.5v4M10 15v.1",
            Self::Information => {
                "M2.5 10a7.5 7.5 0 1 0 15 0a7.5 7.5 0 1 0-15 0M10 9.2v4.6M10 6.4v.1"
            }
            Self::Clock => "M2.5 10a7.5 7.5 0 1 0 15 0a7.5 7.5 0 1 0-15 0M10 5.8V10l2.8 1.8",
            Self::Lock => "M4.5 9h11v8h-11ZM7 9V6a3 3 0 0 1 6 0v3",
            Self::File => "M5 2.5h6.5L15 6v11.5H5ZM11.5 2.5V6H15",
            Self::Door => {
                "M2.5 17.5V9a7.5 7.5 0 0 1 15 0v8.5M1.5 17.5h17M7.5 17.5V10a2.5 2.5 0 0 1 5 0v7.5"
            }
            Self::DoorPaused => "M4.5 18V9.5a5.5 5.5 0 0 1 11 0V18ZM8.3 10.2v4.4M11.7 10.2v4.4",
            Self::DoorRaised => {
                "M4.5 18V9.5a5.5 5.5 0 0 1 11 0V18ZM10 15.2V8.8M7.4 11.2L10 8.6l2.6 2.6"
            }
            Self::DoorShut | Self::DoorHalfOpen | Self::DoorDone | Self::DoorOpen => {
                "M4.5 18V9.5a5.5 5.5 0 0 1 11 0V18Z"
            }
        }
    }

    /// What is filled, if anything; where two shapes overlap, the inner one is cut out.
    const fn solid(self) -> Option<&'static str> {
        match self {
            Self::Mark => Some("M6.9 17v-6.6a3.1 3.1 0 0 1 6.2 0V17Z"),
            Self::DoorHalfOpen => Some("M10 4a5.5 5.5 0 0 0-5.5 5.5V18H10Z"),
            Self::DoorDone => Some(
                "M4.5 18V9.5a5.5 5.5 0 0 1 11 0V18Z\
                 M6.6 12.1l2.9 3 4.4-5.1-1.4-1.2-3.1 3.6-1.4-1.6Z",
            ),
            Self::DoorOpen => Some("M4.5 18V9.5a5.5 5.5 0 0 1 11 0V18Z"),
            _ => None,
        }
    }

    const fn class(self) -> &'static str {
        match self {
            Self::Back => "icon turns",
            _ => "icon",
        }
    }
}

impl IntoRender for Icon {
    type Output = AnyView;

    fn into_render(self) -> AnyView {
        view! {
            <svg class=self.class() viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
                <path d=self.line()></path>
                {self.solid().map(|d| view! { <path class="solid" fill-rule="evenodd" d=d></path> })}
            </svg>
        }
        .into_any()
    }
}
