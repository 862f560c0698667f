//! The pages: data, then view. They talk to the server through [`crate::api`] alone.

pub mod desk;
pub mod gallery;
pub mod home;
pub mod not_found;
