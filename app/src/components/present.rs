//! The present, for words such as "in 2 hours". Until the page is alive it is the time of the answer, so that
//! what the server printed and what hydration finds are the same and nothing moves; then it goes on by the
//! minute while the page is seen.
//!
//! The reader's clock may be wrong, so it is never asked for the time: only for how much of it has passed
//! since an answer came, which said what time it was.

use super::seen::while_seen;
use crate::{alive::once_alive, api};
use chrono::TimeDelta;
use leptos::prelude::*;
use shared::time::Instant;
use std::time::Duration;

const MINUTE: Duration = Duration::from_secs(60);

/// Milliseconds on the reader's clock, as of the last minute; `None` before hydration.
#[derive(Debug, Clone, Copy)]
struct Present(RwSignal<Option<i64>>);

/// Lets time pass on all pages.
pub fn provide_present() {
    let present = RwSignal::new(None);
    provide_context(Present(present));
    let tell = move || present.set(Some(api::milliseconds()));
    once_alive(tell);
    while_seen(MINUTE, tell);
}

/// The present, as far as it has come since an answer that was made at `said` is shown here.
#[must_use]
pub fn use_present(said: Instant) -> Signal<Instant> {
    let present = use_context::<Present>();
    let shown = api::milliseconds();
    Signal::derive(move || {
        let now = present.and_then(|Present(it)| it.get()).unwrap_or(shown);
        said + TimeDelta::milliseconds((now - shown).max(0))
    })
}
