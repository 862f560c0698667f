//! Each command once (decision 5, attack 70): what was answered is kept under the idempotency key, in the
//! transaction that did it.

use crate::{
    error::Error,
    ids::hex,
    state::AppState,
    store::{
        Tx,
        tables::commands::{self, CommandRecord},
    },
};
use chrono::TimeDelta;
use serde::{Serialize, de::DeserializeOwned};
use shared::{
    id::PersonId,
    problem::{Code, Problem},
};

/// For how long a key is remembered.
pub const REMEMBERED: TimeDelta = TimeDelta::days(7);
/// Old keys forgotten with each command: faster than they come.
const FORGOTTEN_AT_ONCE: usize = 4;
/// The longest key.
const KEY_LENGTH: usize = 64;

/// Which command this is.
#[derive(Debug, Clone)]
pub struct Command {
    /// Who sent it.
    pub person: PersonId,
    /// The idempotency key.
    pub key: String,
    /// A hash of all that was sent.
    pub fingerprint: [u8; 32],
}

/// Runs `work` in one transaction, unless `command` was carried out before: then its answer is given again.
///
/// # Errors
/// What `work` returned; [`Code::AlreadySent`] when the key was used for something else;
/// [`Code::Malformed`] when it is no key.
pub async fn once<T, F, Work>(app: &AppState, command: &Command, work: F) -> Result<T, Error>
where
    T: Serialize + DeserializeOwned,
    F: Fn(Tx) -> Work,
    Work: Future<Output = Result<T, Error>>,
{
    let work = &work;
    app.store.transact(|tx| async move { within(app, &tx, command, work).await }).await
}

/// [`once`] in a transaction that does more than that.
///
/// # Errors
/// As [`once`].
pub async fn within<T, F, Work>(
    app: &AppState,
    tx: &Tx,
    command: &Command,
    work: F,
) -> Result<T, Error>
where
    T: Serialize + DeserializeOwned,
    F: FnOnce(Tx) -> Work,
    Work: Future<Output = Result<T, Error>>,
{
    check(&command.key)?;
    let fingerprint = hex(&command.fingerprint);
    if let Some(before) = commands::find(tx, command.person, &command.key).await? {
        return repeated(&before, &fingerprint);
    }
    let response = work(tx.clone()).await?;
    commands::sweep(tx, app.now() - REMEMBERED, FORGOTTEN_AT_ONCE).await?;
    let record = CommandRecord {
        fingerprint,
        response: serde_json::to_string(&response).map_err(Error::internal)?,
        at: app.now(),
    };
    commands::add(tx, command.person, &command.key, &record)?;
    Ok(response)
}

/// Whether `key` may be an idempotency key.
///
/// # Errors
/// [`Code::Malformed`] when it is none.
pub fn check(key: &str) -> Result<(), Problem> {
    let is_key =
        !key.is_empty() && key.len() <= KEY_LENGTH && key.bytes().all(|it| it.is_ascii_graphic());
    is_key.then_some(()).ok_or_else(|| {
        Problem::new(
            Code::Malformed,
            "Send a fresh idempotency key of 1 to 64 visible ASCII characters in “key”.",
        )
    })
}

fn repeated<T: DeserializeOwned>(before: &CommandRecord, fingerprint: &str) -> Result<T, Error> {
    if before.fingerprint != fingerprint {
        return Err(Error::refused(
            Code::AlreadySent,
            "This form was sent before with other contents. Load the page again to send something new.",
        ));
    }
    serde_json::from_str(&before.response).map_err(Error::internal)
}
