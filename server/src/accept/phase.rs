//! What a connection is doing.

use std::sync::atomic::{AtomicU8, Ordering};

/// What a connection is doing: known to those who read it, answer it and write to it.
#[derive(Debug)]
pub(super) struct Phase(AtomicU8);

/// Nothing is asked.
const IDLE: u8 = 0;
/// Something is being asked; its head is not complete.
const HEAD: u8 = 1;
/// It is being answered.
const ANSWER: u8 = 2;

/// A connection is made in order to ask something.
impl Default for Phase {
    fn default() -> Self {
        Self(AtomicU8::new(HEAD))
    }
}

impl Phase {
    /// Whether somebody is expected to say what they ask.
    pub(super) fn is_head(&self) -> bool {
        self.0.load(Ordering::Acquire) == HEAD
    }

    /// A byte arrives; says whether it is the first of a request.
    pub(super) fn begin_head(&self) -> bool {
        self.step(IDLE, HEAD)
    }

    /// The head is complete.
    pub(super) fn answer(&self) {
        self.0.store(ANSWER, Ordering::Release);
    }

    /// The answer is complete.
    pub(super) fn rest(&self) {
        self.step(ANSWER, IDLE);
    }

    fn step(&self, from: u8, to: u8) -> bool {
        self.0.compare_exchange(from, to, Ordering::AcqRel, Ordering::Acquire).is_ok()
    }
}
