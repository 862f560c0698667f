//! Portico: rules.
