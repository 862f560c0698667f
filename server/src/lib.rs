//! Portico: server.
