//! Makes ready what the browser suite needs, and starts it; see README.md.
//!
//! Knows nothing of the product: what is clicked and expected stands in `pages/` and `tests/`.

use std::path::Path;

pub mod arguments;
pub mod chromium;
pub mod node;
pub mod obstacle;
pub mod playwright;
pub mod portico;

mod step;

/// The folder of this crate, which holds the Playwright project.
pub fn folder() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
