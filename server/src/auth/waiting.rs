//! What waits for a second step: for some minutes, so many at a time, and in memory alone. A restart forgets it,
//! and people begin again, which costs less than a write for each stranger.

use super::{oidc::profile::Profile, totp::Secret};
use chrono::TimeDelta;
use shared::{id::PersonId, time::Instant};
use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// What is stored of the secret, or of whatever else the step is found by.
type Hash = [u8; 32];

/// Things of one kind that wait.
#[derive(Debug)]
pub struct Waiting<T> {
    lasts: TimeDelta,
    at_most: usize,
    held: Mutex<HashMap<Hash, (Instant, T)>>,
}

impl<T> Waiting<T> {
    /// Room for `at_most` things, each for as long as `lasts`.
    #[must_use]
    pub fn new(lasts: TimeDelta, at_most: usize) -> Self {
        Self { lasts, at_most, held: Mutex::default() }
    }

    /// Lets `it` wait. Where there is no room, what has waited longest is forgotten.
    pub fn put(&self, hash: Hash, it: T, now: Instant) {
        let mut held = self.lock();
        held.retain(|_, (until, _)| now < *until);
        if held.len() >= self.at_most
            && let Some(oldest) = held.iter().min_by_key(|it| it.1.0).map(|it| *it.0)
        {
            held.remove(&oldest);
        }
        held.insert(hash, (now + self.lasts, it));
    }

    /// What waits, looked at or changed; nobody else does so meanwhile.
    pub fn with<R>(&self, hash: &Hash, now: Instant, act: impl FnOnce(&mut T) -> R) -> Option<R> {
        let mut held = self.lock();
        held.get_mut(hash).filter(|it| now < it.0).map(|it| act(&mut it.1))
    }

    /// What waited; it does so no more.
    pub fn take(&self, hash: &Hash, now: Instant) -> Option<T> {
        self.lock().remove(hash).filter(|it| now < it.0).map(|it| it.1)
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Hash, (Instant, T)>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Somebody whose password was right, and of whom a code is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HalfWay {
    /// Who.
    pub person: PersonId,
    /// The hash of the password that was right: another one, and they begin again.
    pub password: Option<String>,
    /// How often they have tried.
    pub n_tries: u8,
}

/// Everything that waits.
#[derive(Debug)]
pub struct Waits {
    /// By the hash of the token of their cookie.
    pub codes: Waiting<HalfWay>,
    /// What was shown to be taken into an app, by sign-in.
    pub secrets: Waiting<Secret>,
    /// Recovery codes that were made and are not written down yet, by sign-in.
    pub recovery: Waiting<Vec<String>>,
    /// Questions to browsers about passkeys, by the hash of the challenge: with the sign-in that asked to make
    /// one, or with none to sign in.
    pub challenges: Waiting<Option<Hash>>,
    /// Who has just been at the provider and is linked with nobody here, by the hash of what their browser keeps:
    /// until they show by their password who they are.
    pub unlinked: Waiting<Profile>,
}

/// Many more than come in such a time.
const MANY: usize = 10_000;

impl Default for Waits {
    fn default() -> Self {
        Self {
            codes: Waiting::new(TimeDelta::minutes(5), MANY),
            secrets: Waiting::new(TimeDelta::minutes(10), MANY),
            recovery: Waiting::new(TimeDelta::minutes(10), MANY),
            challenges: Waiting::new(TimeDelta::minutes(5), MANY),
            unlinked: Waiting::new(TimeDelta::minutes(10), MANY),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_waits_does_so_for_a_while_and_is_taken_once() {
        let at = |minutes: i64| Instant::UNIX_EPOCH + TimeDelta::minutes(minutes);
        let waiting = Waiting::new(TimeDelta::minutes(5), 2);
        waiting.put([1; 32], "a", at(0));
        assert_eq!(waiting.with(&[1; 32], at(4), |it| *it), Some("a"));
        assert_eq!(waiting.with(&[1; 32], at(5), |it| *it), None);
        waiting.put([2; 32], "b", at(1));
        waiting.put([3; 32], "c", at(2));
        assert_eq!(waiting.take(&[1; 32], at(2)), None, "there was no room for three");
        assert_eq!(waiting.take(&[3; 32], at(3)), Some("c"));
        assert_eq!(waiting.take(&[3; 32], at(3)), None);
    }
}
