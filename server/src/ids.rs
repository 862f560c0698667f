//! New ids and secrets.

use chrono::{DateTime, Utc};
use std::sync::Mutex;

/// Milliseconds from 1970 to the start of 2024: ids count from there and last until the year 2163.
const EPOCH: i64 = 1_704_067_200_000;
/// Bits below the time: a random start each millisecond, so that nodes need no common counter.
const LOW_BITS: u32 = 22;

/// Makes ids that are ordered by time and need no counter in the store.
#[derive(Debug, Default)]
pub struct IdSource {
    last: Mutex<u64>,
}

impl IdSource {
    /// A new id, larger than all before from this source.
    ///
    /// # Errors
    /// The machine gives no randomness.
    pub fn next(&self, now: DateTime<Utc>) -> Result<u64, getrandom::Error> {
        let millis = u64::try_from(now.timestamp_millis() - EPOCH).unwrap_or(0);
        // The highest bit of the random part stays free, so that a busy millisecond can count on.
        let low = random_u64()? >> (64 - LOW_BITS + 1);
        let mut last = self.last.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        *last = (millis << LOW_BITS | low).max(*last + 1);
        Ok(*last)
    }
}

/// 64 random bits.
///
/// # Errors
/// The machine gives no randomness.
pub fn random_u64() -> Result<u64, getrandom::Error> {
    getrandom::u64()
}

/// A secret of 256 random bits in hexadecimal: for sign-ins and draft addresses.
///
/// # Errors
/// The machine gives no randomness.
pub fn secret() -> Result<String, getrandom::Error> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes)?;
    Ok(hex(&bytes))
}

/// Bytes in hexadecimal.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|it| format!("{it:02x}")).collect()
}

/// What is stored of a secret.
#[must_use]
pub fn hash_of(secret: &str) -> [u8; 32] {
    blake3::hash(secret.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_grow_also_within_a_millisecond_and_when_the_clock_goes_back() {
        let ids = IdSource::default();
        let now: DateTime<Utc> = "2026-11-20T09:00:00Z".parse().unwrap();
        let mut last = 0;
        for step in 0..10_000i64 {
            let id = ids.next(now - chrono::TimeDelta::milliseconds(step % 7)).unwrap();
            assert!(id > last, "{id} after {last}");
            last = id;
        }
        let later = ids.next(now + chrono::TimeDelta::seconds(1)).unwrap();
        assert_eq!(later >> LOW_BITS, (now.timestamp_millis() + 1000 - EPOCH) as u64);
    }
}
