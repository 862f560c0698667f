//! What is done again and again, but only while somebody looks.

use leptos::{
    leptos_dom::helpers::{set_interval_with_handle, window_event_listener_untyped},
    prelude::*,
};
use std::time::Duration;

/// Calls `act` once in every `interval` while the page is seen, and at once when it is seen again. Never on
/// the server.
pub fn while_seen(interval: Duration, act: impl Fn() + Clone + 'static) {
    // Effects run in the browser alone.
    Effect::new(move |_| {
        let act = act.clone();
        let when_seen = move || {
            if !document().hidden() {
                act();
            }
        };
        let seen_again = when_seen.clone();
        let listener = window_event_listener_untyped("visibilitychange", move |_| seen_again());
        on_cleanup(move || listener.remove());
        match set_interval_with_handle(when_seen, interval) {
            Ok(interval) => on_cleanup(move || interval.clear()),
            Err(_) => leptos::logging::warn!("this page is not kept up to date by itself"),
        }
    });
}
