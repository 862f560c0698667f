//! Portico: pages.

pub mod components;
pub mod pages;
pub mod ticket;
