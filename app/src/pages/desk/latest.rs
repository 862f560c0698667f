//! Asking the server again while somebody looks, until it tells by itself (decision 10).

use leptos::{
    leptos_dom::helpers::{set_interval_with_handle, window_event_listener_untyped},
    prelude::*,
};
use std::time::Duration;

/// How often. Announcements follow at most as often (D4.10).
const EVERY: Duration = Duration::from_secs(15);

/// Calls `ask` every 15 seconds while the page is seen, and at once when it is seen again.
pub(super) fn while_seen(ask: impl Fn() + Clone + 'static) {
    // Effects run in the browser alone.
    Effect::new(move |_| {
        let asked = ask.clone();
        let when_seen = move || {
            if !document().hidden() {
                asked();
            }
        };
        let seen_again = when_seen.clone();
        let listener = window_event_listener_untyped("visibilitychange", move |_| seen_again());
        on_cleanup(move || listener.remove());
        match set_interval_with_handle(when_seen, EVERY) {
            Ok(interval) => on_cleanup(move || interval.clear()),
            Err(_) => leptos::logging::warn!("this page is not kept up to date by itself"),
        }
    });
}
