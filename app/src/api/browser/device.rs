//! What belongs to the device and not to a page: its storage, its clock, its connection, its worker.

use send_wrapper::SendWrapper;
use std::cell::Cell;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Event, Storage,
    js_sys::{Date, Reflect},
};

/// What belongs to Portico starts like this, so that nothing else of the same address is touched.
const PREFIX: &str = "portico.";

fn storage() -> Option<Storage> {
    // A browser that forbids storage refuses even to name it.
    leptos::prelude::window().local_storage().ok().flatten()
}

pub(in crate::api) fn kept(name: &str) -> Option<String> {
    storage()?.get_item(&format!("{PREFIX}{name}")).ok().flatten()
}

pub(in crate::api) fn keep(name: &str, text: &str) -> bool {
    storage().is_some_and(|it| it.set_item(&format!("{PREFIX}{name}"), text).is_ok())
}

pub(in crate::api) fn forget(name: &str) {
    if let Some(storage) = storage()
        && storage.remove_item(&format!("{PREFIX}{name}")).is_err()
    {
        leptos::logging::warn!("{name} cannot be forgotten");
    }
}

pub(in crate::api) fn kept_names() -> Vec<String> {
    let Some(storage) = storage() else { return Vec::new() };
    let names = (0..storage.length().unwrap_or(0)).filter_map(|n| storage.key(n).ok().flatten());
    names.filter_map(|it| it.strip_prefix(PREFIX).map(str::to_owned)).collect()
}

pub(in crate::api) fn name_of_kept(key: &str) -> Option<&str> {
    key.strip_prefix(PREFIX)
}

pub(in crate::api) fn millis() -> i64 {
    // A number of milliseconds has no fraction and fits for longer than there will be browsers.
    Date::now() as i64
}

thread_local! {
    /// When the person last did something here. A page that was just opened was opened by somebody.
    static LAST_INPUT: Cell<i64> = Cell::new(millis());
}

/// For how many seconds the person has done nothing here.
pub(in crate::api) fn seconds_since_input() -> i64 {
    (millis() - LAST_INPUT.get()).max(0) / 1_000
}

pub(in crate::api) fn hear_input() {
    for event in ["keydown", "pointerdown", "wheel"] {
        // Heard for as long as there is a page.
        leptos::prelude::window_event_listener_untyped(event, |_| LAST_INPUT.set(millis()));
    }
}

pub(in crate::api) fn is_online() -> bool {
    leptos::prelude::window().navigator().on_line()
}

thread_local! {
    static IS_REACHED: Cell<bool> = const { Cell::new(true) };
}

/// Whether the server answered. Where that changes, pages are told as the browser tells them when a cable
/// is pulled: to whoever writes, it is the same.
pub(in crate::api) fn tell(is_reached: bool) {
    if IS_REACHED.replace(is_reached) == is_reached {
        return;
    }
    let name = if is_reached { "online" } else { "offline" };
    let told = Event::new(name).and_then(|it| leptos::prelude::window().dispatch_event(&it));
    if told.is_err() {
        leptos::logging::warn!("pages cannot be told that they are {name}");
    }
}

pub(in crate::api) fn register_worker(address: &'static str) {
    let navigator = leptos::prelude::window().navigator();
    // Not there without https, but for the machine's own address.
    if !Reflect::has(&navigator, &"serviceWorker".into()).unwrap_or(false) {
        return;
    }
    let registration = navigator.service_worker().register(address);
    leptos::task::spawn_local(SendWrapper::new(async move {
        if JsFuture::from(registration).await.is_err() {
            leptos::logging::warn!("pages cannot be kept for when there is no connection");
        }
    }));
}

pub(in crate::api) fn reload() {
    if leptos::prelude::window().location().reload().is_err() {
        leptos::logging::error!("this page cannot be loaded again");
    }
}
