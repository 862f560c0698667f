//! Keeping a page of the desk up to date while somebody looks, until it tells by itself (decision 10).

use crate::components::seen;
use std::time::Duration;

/// How often. Announcements follow at most as often (D4.10).
const EVERY: Duration = Duration::from_secs(15);

/// Calls `ask` every 15 seconds while the page is seen, and at once when it is seen again.
pub(super) fn while_seen(ask: impl Fn() + Clone + 'static) {
    seen::while_seen(EVERY, ask);
}
