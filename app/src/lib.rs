//! Portico: pages.
