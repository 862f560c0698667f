//! The pages: data, then view. They talk to the server through [`crate::api`] alone.

pub mod account;
pub mod admin;
pub mod brand;
pub mod desk;
pub mod gallery;
pub mod lead;
pub mod loaded;
pub mod not_found;
pub mod portal;
pub mod problem;
pub mod refused;
