//! Who has just been at the provider and is linked with nobody here: for a few minutes, until they show by their
//! password who they are. In memory alone; a restart forgets them, and they go there once more.

use super::profile::Profile;
use crate::ids::{hash_of, secret};
use chrono::TimeDelta;
use shared::time::Instant;
use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// For how long they are remembered.
pub const LASTS: TimeDelta = TimeDelta::minutes(10);
/// So many at once; each of them has an account there, so more means that something is wrong.
const MOST: usize = 1_000;

/// Those who wait, by the hash of what their browser keeps.
#[derive(Debug, Default)]
pub struct Unlinked(Mutex<HashMap<[u8; 32], (Profile, Instant)>>);

impl Unlinked {
    /// Remembers somebody; what their browser keeps, unless too many wait.
    ///
    /// # Errors
    /// The machine gives no randomness.
    pub fn add(&self, profile: Profile, now: Instant) -> Result<Option<String>, getrandom::Error> {
        let token = secret()?;
        let mut all = self.lock();
        all.retain(|_, (_, until)| now < *until);
        if all.len() >= MOST {
            return Ok(None);
        }
        all.insert(hash_of(&token), (profile, now + LASTS));
        Ok(Some(token))
    }

    /// Who waits with `token`.
    #[must_use]
    pub fn find(&self, token: &str, now: Instant) -> Option<Profile> {
        let all = self.lock();
        let (profile, until) = all.get(&hash_of(token))?;
        (now < *until).then(|| profile.clone())
    }

    /// They wait no more.
    pub fn end(&self, token: &str) {
        self.lock().remove(&hash_of(token));
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<[u8; 32], (Profile, Instant)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::oidc::profile::Identity;
    use shared::text::Issuer;

    #[test]
    fn somebody_waits_for_a_while_and_not_with_anybody_elses_token() {
        let now = "2026-11-23T10:00:00Z".parse().unwrap();
        let issuer = Issuer::parse("https://login.example").unwrap();
        let identity = Identity { issuer, subject: "7".to_owned() };
        let profile = Profile { identity, name: None, email: None, groups: Vec::new() };
        let unlinked = Unlinked::default();
        let token = unlinked.add(profile.clone(), now).unwrap().unwrap();
        assert_eq!(unlinked.find(&token, now), Some(profile.clone()));
        assert_eq!(unlinked.find(&token[1..], now), None);
        assert_eq!(unlinked.find(&token, now + LASTS), None);
        unlinked.end(&token);
        assert_eq!(unlinked.find(&token, now), None);
        for _ in 0..MOST {
            assert!(unlinked.add(profile.clone(), now).unwrap().is_some());
        }
        assert!(unlinked.add(profile.clone(), now).unwrap().is_none());
        assert!(
            unlinked.add(profile, now + LASTS).unwrap().is_some(),
            "those before are forgotten"
        );
    }
}
