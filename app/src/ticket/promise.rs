//! The promise stands in the arch: a clock time, never a duration alone, and the reason beside it.
//! Once on a page, and nowhere else.

use leptos::prelude::*;

use super::when::FromNow;
use crate::components::time::{Moment, Time};

/// What is promised, ready to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promised {
    /// What happens then: "A person replies by".
    pub what: String,
    /// The clock time: "14:25".
    pub clock: Moment,
    /// The day: "today, Friday". After a miss, the new time: "missed, now 16:15" (D3.9).
    pub day: String,
    /// How far away that is (D3.8).
    pub from_now: Option<FromNow>,
    /// The time has passed without what was promised.
    pub is_missed: bool,
}

/// The arch, and beside it the children: why, and what else is aimed at.
#[component]
pub fn Promise(promised: Promised, #[prop(optional)] children: Option<Children>) -> impl IntoView {
    view! {
        <div class="promise">
            <Niche promised/>
            {children.map(|it| view! { <div class="promise-why stack tight">{it()}</div> })}
        </div>
    }
    .into_any()
}

/// The arch alone.
#[component]
pub fn Niche(promised: Promised) -> impl IntoView {
    let Promised { what, clock, day, from_now, is_missed } = promised;
    let from_now = from_now.map(|it| view! { <span class="from-now">{it.words()}</span> });
    view! {
        <p class="niche" class:late=is_missed>
            <span>{what}</span> <strong><Time at=clock/></strong> <span>{day}</span>
            {from_now}
        </p>
    }
    .into_any()
}
