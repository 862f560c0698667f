//! Passwords: argon2id with 19 MiB and two passes. At most two are hashed at once, and only so many wait:
//! a flood of sign-ins takes neither the processor nor the memory (attack 44).

use argon2::{
    Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version,
    password_hash::phc::PasswordHash,
};
use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};
use tokio::sync::Semaphore;

/// Hashed at once.
const AT_ONCE: usize = 2;
/// Waiting for their turn; more are turned away.
const WAITING: usize = 32;

/// Hashes and verifies, a few at a time. Clones share the limit.
#[derive(Debug, Clone)]
pub struct Passwords {
    turns: Arc<Semaphore>,
    waiting: Arc<AtomicUsize>,
    /// Verified against when there is no such person, so that both ways take one verification (attack 35).
    nobody: Arc<str>,
}

/// Why a password was neither right nor wrong.
#[derive(Debug)]
pub enum PasswordError {
    /// Too many are waiting.
    Busy,
    /// Hashing failed.
    Hash(String),
}

impl std::fmt::Display for PasswordError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Busy => f.write_str("too many passwords are waiting to be verified"),
            Self::Hash(it) => write!(f, "a password could not be hashed: {it}"),
        }
    }
}

impl std::error::Error for PasswordError {}

impl Passwords {
    /// A hasher with its limits.
    ///
    /// # Errors
    /// The machine gives no randomness for a salt.
    pub fn new() -> Result<Self, PasswordError> {
        let nobody = hash_now("nobody's password")?.into();
        Ok(Self { turns: Arc::new(Semaphore::new(AT_ONCE)), waiting: Arc::default(), nobody })
    }

    /// The hash of `password` as a PHC string.
    ///
    /// # Errors
    /// [`PasswordError`].
    pub async fn hash(&self, password: String) -> Result<String, PasswordError> {
        self.in_turn(move || hash_now(&password)).await?
    }

    /// Whether `password` is the one of `hash`. Without a hash it is not, after as much work.
    ///
    /// # Errors
    /// [`PasswordError`].
    pub async fn verify(
        &self,
        password: String,
        hash: Option<String>,
    ) -> Result<bool, PasswordError> {
        let known = hash.is_some();
        let hash = hash.unwrap_or_else(|| self.nobody.as_ref().to_owned());
        let right = self.in_turn(move || {
            let hash =
                PasswordHash::new(&hash).map_err(|it| PasswordError::Hash(it.to_string()))?;
            Ok(argon2()?.verify_password(password.as_bytes(), &hash).is_ok())
        });
        Ok(right.await?? && known)
    }

    async fn in_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, PasswordError> {
        let waiting = Waiting::join(&self.waiting).ok_or(PasswordError::Busy)?;
        let turn = self.turns.clone().acquire_owned().await;
        let turn = turn.map_err(|it| PasswordError::Hash(it.to_string()))?;
        drop(waiting);
        let done = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            work()
        });
        done.await.map_err(|it| PasswordError::Hash(it.to_string()))
    }
}

/// A place in the queue, given up when dropped.
struct Waiting(Arc<AtomicUsize>);

impl Waiting {
    fn join(count: &Arc<AtomicUsize>) -> Option<Self> {
        let place = Self(count.clone());
        (count.fetch_add(1, Ordering::SeqCst) < WAITING).then_some(place)
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

fn hash_now(password: &str) -> Result<String, PasswordError> {
    let hash: PasswordHash = argon2()?
        .hash_password(password.as_bytes())
        .map_err(|it| PasswordError::Hash(it.to_string()))?;
    Ok(hash.to_string())
}

fn argon2() -> Result<Argon2<'static>, PasswordError> {
    let params =
        Params::new(19 * 1024, 2, 1, None).map_err(|it| PasswordError::Hash(it.to_string()))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_right_password_of_somebody_is_right() {
        let passwords = Passwords::new().unwrap();
        let hash = passwords.hash("correct horse".to_owned()).await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        let verify = |password: &str, hash: Option<&String>| {
            passwords.verify(password.to_owned(), hash.cloned())
        };
        assert!(verify("correct horse", Some(&hash)).await.unwrap());
        assert!(!verify("wrong horse", Some(&hash)).await.unwrap());
        assert!(!verify("nobody's password", None).await.unwrap());
    }

    #[tokio::test]
    async fn attack_44_a_flood_is_turned_away() {
        let passwords = Passwords::new().unwrap();
        let flood = (0..200).map(|_| {
            let passwords = passwords.clone();
            tokio::spawn(async move { passwords.verify("x".to_owned(), None).await })
        });
        let mut n_busy = 0;
        for outcome in flood.collect::<Vec<_>>() {
            if matches!(outcome.await.unwrap(), Err(PasswordError::Busy)) {
                n_busy += 1;
            }
        }
        assert!(n_busy >= 200 - WAITING - AT_ONCE, "{n_busy} turned away");
        assert!(passwords.verify("x".to_owned(), None).await.is_ok(), "and then it goes on");
    }
}
