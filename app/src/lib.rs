//! Every page of Portico, rendered by the server and then brought to life in the browser. Knows nothing
//! of storage, mail or the server's router: its only way out is [`api`]. See README.md.
//!
//! The only conditional compilation is here and in [`api`].

#![recursion_limit = "512"]

pub mod api;
pub mod components;
mod device;
pub mod files;
pub mod form;
pub mod heading;
pub mod lazy;
mod outbox;
pub mod pages;
pub mod routes;
pub mod session;
pub mod shell;
pub mod ticket;

/// What the page's script calls once the module is there: takes over what the server rendered.
#[cfg(target_family = "wasm")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_lazy(routes::App);
}
