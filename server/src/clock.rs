//! What time it is. The only place that asks; everything else is told.

use chrono::{DateTime, TimeDelta, Utc};
use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

/// A source of time. Clones tell the same time.
#[derive(Debug, Clone, Default)]
pub enum Clock {
    /// The machine's.
    #[default]
    Machine,
    /// One that stands still until it is moved: for tests.
    Set(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that stands at `at`.
    #[must_use]
    pub fn standing_at(at: DateTime<Utc>) -> Self {
        Self::Set(Arc::new(AtomicI64::new(at.timestamp_millis())))
    }

    /// Moves a standing clock; the machine's goes its own way.
    pub fn advance(&self, by: TimeDelta) {
        if let Self::Set(it) = self {
            it.fetch_add(by.num_milliseconds(), Ordering::SeqCst);
        }
    }

    /// Now, to the millisecond: what is stored is what is told.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        let millis = match self {
            Self::Machine => Utc::now().timestamp_millis(),
            Self::Set(it) => it.load(Ordering::SeqCst),
        };
        DateTime::from_timestamp_millis(millis).unwrap_or_default()
    }
}
