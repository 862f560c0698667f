//! The browser suite; see README.md.
