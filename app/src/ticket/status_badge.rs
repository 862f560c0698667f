//! Where a ticket stands: a door that opens as the work goes on, and a word.

use leptos::prelude::*;
use shared::ticket::status::Stage;

use crate::components::icon::Icon;

const fn door(stage: Stage) -> Icon {
    match stage {
        Stage::New => Icon::DoorShut,
        Stage::InProgress => Icon::DoorHalfOpen,
        Stage::AwaitingRequester => Icon::DoorPaused,
        Stage::Resolved => Icon::DoorDone,
        Stage::Closed => Icon::DoorOpen,
    }
}

/// For staff. An escalation is held beside the status and shown in its place.
#[component]
pub fn StatusBadge(stage: Stage, #[prop(optional)] escalated: bool) -> impl IntoView {
    let (icon, word) =
        if escalated { (Icon::DoorRaised, "Escalated") } else { (door(stage), stage.label()) };
    view! { <span class="status">{icon} {word}</span> }.into_any()
}

/// For the requester, in whole sentences (D3.2); what waits for them is tinted.
#[component]
pub fn RequestStatus(stage: Stage) -> impl IntoView {
    view! {
        <span class="status" class:yours=stage.is_requesters_turn()>
            {door(stage)} {stage.sentence()}
        </span>
    }
    .into_any()
}
