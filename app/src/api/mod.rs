//! The only door to the server, and the only place that knows on which side a page runs.
//!
//! [`call`] is the same on both sides. In the browser it is a `fetch`; while rendering on the server it
//! runs the server's own router in memory. What else differs between the sides (reading a form, making
//! a key, printing a textarea) is a function of the same name in both transports.

#[cfg(target_family = "wasm")]
mod browser;
#[cfg(target_family = "wasm")]
use browser as side;
#[cfg(not(target_family = "wasm"))]
mod in_process;
#[cfg(not(target_family = "wasm"))]
use in_process as side;

#[cfg(not(target_family = "wasm"))]
pub use in_process::{FreshKey, InProcess, Inner, SetStatus};

use leptos::ev::SubmitEvent;
use shared::{
    api::{Endpoint, Form},
    problem::{Code, Problem},
};

/// Makes one call.
///
/// # Errors
/// The server's refusal; [`Code::Offline`] when it could not be reached.
pub async fn call<E: Endpoint>(request: E) -> Result<E::Response, Problem> {
    let body = if E::METHOD == http::Method::GET {
        Vec::new()
    } else {
        serde_json::to_vec(&request).map_err(broken)?
    };
    let (status, bytes) = side::send(E::METHOD, request.address(), body).await?;
    if (200..300).contains(&status) {
        serde_json::from_slice(&bytes).map_err(broken)
    } else {
        Err(serde_json::from_slice(&bytes).map_err(broken)?)
    }
}

/// The fields of the form that was submitted, as a browser without scripts would send them; `None` where
/// they cannot be read.
pub(crate) fn entered<F: Form>(event: &SubmitEvent) -> Option<F> {
    side::entered(event)
}

/// A new idempotency key.
pub(crate) fn fresh_key() -> String {
    side::fresh_key()
}

/// `text` as the contents of a `<textarea>`: the renderer escapes nothing there, and the parser drops the
/// first line break. See [`crate::components::textarea::TextArea`].
pub(crate) fn for_textarea(text: String) -> String {
    side::for_textarea(text)
}

/// `text` as the contents of a `<title>`; see [`crate::heading::TitleFormat`].
pub(crate) fn for_title(text: String) -> String {
    side::for_title(text)
}

/// Gives the page that is being rendered its HTTP status; in the browser there is none to give.
pub fn set_status(status: http::StatusCode) {
    side::set_status(status);
}

/// Loads `address` anew, for what outlives a page, such as another person signed in.
pub fn load_page(address: &str) {
    side::load_page(address);
}

fn broken(error: impl std::fmt::Display) -> Problem {
    Problem::new(Code::Internal, format!("The answer could not be read: {error}"))
}
