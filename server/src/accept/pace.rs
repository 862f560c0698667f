//! How slow the other side may be. Only the time in which it keeps us waiting counts.

use std::{
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};
use tokio::time::{Instant, Sleep, sleep};

/// How slow the other side may be.
#[derive(Debug, Clone, Copy)]
pub struct Pace {
    /// How long it may keep us waiting without a byte.
    pub patience: Duration,
    /// At how many bytes a second patience comes back as fast as it is used up.
    pub bytes_per_second: u32,
}

impl Pace {
    /// What is left of `left` once the other side has moved `n_bytes`, after we have waited for them.
    fn left_after(self, left: Duration, waited: Duration, n_bytes: usize) -> Duration {
        let bytes = u32::try_from(n_bytes).unwrap_or(u32::MAX);
        let earned = Duration::from_secs(1) * bytes / self.bytes_per_second.max(1);
        (left.saturating_sub(waited) + earned).min(self.patience)
    }
}

/// What is left of it on one way of one connection.
#[derive(Debug)]
pub(super) struct Patience {
    pace: Pace,
    left: Duration,
    /// While the other side keeps us waiting: since when, and what ends when nothing is left.
    waiting: Option<(Instant, Pin<Box<Sleep>>)>,
}

impl Patience {
    pub(super) fn new(pace: Pace) -> Self {
        Self { pace, left: pace.patience, waiting: None }
    }

    /// The other side has moved `n_bytes`.
    pub(super) fn moved(&mut self, n_bytes: usize) {
        let waited = self.waiting.take().map_or(Duration::ZERO, |(since, _)| since.elapsed());
        self.left = self.pace.left_after(self.left, waited, n_bytes);
    }

    /// The other side keeps us waiting: ready when it has done so for too long.
    pub(super) fn poll_over(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let left = self.left;
        let (_, over) = self.waiting.get_or_insert_with(|| (Instant::now(), Box::pin(sleep(left))));
        over.as_mut().poll(cx)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PACE: Pace = Pace { patience: Duration::from_secs(30), bytes_per_second: 100 };

    /// After how many seconds a side is given up that moves `bytes` every `seconds`; none if it never is.
    fn lasts(bytes: usize, seconds: u64) -> Option<u64> {
        let mut left = PACE.patience;
        for n_moves in 0..10_000 {
            if left <= Duration::from_secs(seconds) {
                return Some(n_moves * seconds + left.as_secs());
            }
            left = PACE.left_after(left, Duration::from_secs(seconds), bytes);
        }
        None
    }

    #[test]
    fn a_silent_side_lasts_as_long_as_patience() {
        assert_eq!(lasts(0, 3_600), Some(30));
    }

    #[test]
    fn one_that_drips_is_not_kept_alive_by_it() {
        assert_eq!(lasts(1, 5), Some(30));
        assert_eq!(lasts(99, 1), Some(2_901), "a little too slow is too slow in the end");
    }

    #[test]
    fn one_that_keeps_pace_lasts() {
        assert_eq!(lasts(1_000, 10), None);
        assert_eq!(lasts(3_000, 29), None);
    }

    #[test]
    fn haste_is_not_saved_up() {
        let left = PACE.left_after(Duration::from_secs(1), Duration::from_secs(1), usize::MAX);
        assert_eq!(left, PACE.patience);
    }
}
