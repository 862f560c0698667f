//! Every page of Portico, rendered by the server and then brought to life in the browser. Knows nothing
//! of storage, mail or the server's router: its only way out is [`api`]. See README.md.
//!
//! The only conditional compilation is here and in [`api`].

#![recursion_limit = "512"]

pub mod alive;
pub mod api;
pub mod components;
mod device;
pub mod files;
pub mod form;
pub mod heading;
pub mod lazy;
pub mod names;
mod outbox;
pub mod pages;
pub mod routes;
pub mod session;
pub mod shell;
pub mod ticket;

/// What the page's script calls once the module is there: takes over what the server rendered, and says when
/// that is done. Where the rest of the page's code does not arrive it takes over nothing: then the page works
/// as it does without scripts.
#[cfg(target_family = "wasm")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub async fn hydrate() {
    use leptos::prelude::*;

    console_error_panic_hook::set_once();
    let Some(body) = document().body() else { return };
    let path = window().location().pathname().unwrap_or_default();
    if lazy::arrived(&path).await.is_err() {
        return;
    }
    let alive = ArcRwSignal::new(false);
    let known = alive.clone();
    let page = move || {
        alive::provide_alive(known);
        routes::App()
    };
    leptos::mount::hydrate_from_async(body, page).await.forget();
    alive.set(true);
}
