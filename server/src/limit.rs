//! How often something may be done in a minute, in memory. Knows neither what is done nor by whom.

use chrono::{DateTime, Utc};
use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Mutex, PoisonError},
};

/// Keys counted in one minute; whoever comes after so many waits for the next.
const KEYS: usize = 100_000;

/// Counts what each key does within the present minute.
#[derive(Debug)]
pub struct RateLimit<K> {
    most: u32,
    minute: Mutex<Minute<K>>,
}

#[derive(Debug)]
struct Minute<K> {
    number: i64,
    counts: HashMap<K, u32>,
}

impl<K: Eq + Hash> RateLimit<K> {
    /// At most `most` times a minute for each key.
    #[must_use]
    pub fn new(most: u32) -> Self {
        Self { most, minute: Mutex::new(Minute { number: 0, counts: HashMap::new() }) }
    }

    /// Counts once more for `key`, and says whether that is still allowed.
    pub fn allows(&self, key: K, now: DateTime<Utc>) -> bool {
        let number = now.timestamp().div_euclid(60);
        let mut minute = self.minute.lock().unwrap_or_else(PoisonError::into_inner);
        if minute.number != number {
            *minute = Minute { number, counts: HashMap::new() };
        }
        if minute.counts.len() >= KEYS && !minute.counts.contains_key(&key) {
            return false;
        }
        let count = minute.counts.entry(key).or_insert(0);
        *count = count.saturating_add(1);
        *count <= self.most
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;

    #[test]
    fn each_key_has_its_own_count_which_starts_anew_each_minute() {
        let limit = RateLimit::new(2);
        let now: DateTime<Utc> = "2026-11-20T09:00:59Z".parse().unwrap();
        assert_eq!(
            [1, 1, 1, 2, 1].map(|key| limit.allows(key, now)),
            [true, true, false, true, false]
        );
        let later = now + TimeDelta::seconds(1);
        assert_eq!([1, 1, 1].map(|key| limit.allows(key, later)), [true, true, false]);
    }

    #[test]
    fn memory_is_bounded() {
        let limit = RateLimit::new(1);
        let now = DateTime::<Utc>::default();
        assert!((0..KEYS).all(|key| limit.allows(key, now)));
        assert!(!limit.allows(KEYS, now));
        assert!(limit.allows(KEYS, now + TimeDelta::minutes(1)));
    }
}
