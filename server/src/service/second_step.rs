//! The second step of signing in: codes of an app, and recovery codes for whoever loses it. Each code is taken
//! once, whichever of two requests comes first (attack 45).

use crate::{
    auth::{base32::in_fours, recovery, totp::Secret},
    error::Error,
    service::{
        accounts::{Holder, Presented},
        clock, lasting,
        own_account::{self, signed_in, too_often},
    },
    state::AppState,
    store::{
        Reader, Tx,
        tables::{
            audit::{self, Deed, FactorChange, Who},
            factors::{self, FactorRecord},
            passkeys,
            sessions::{self, Proof, SessionRecord, TokenHash},
        },
    },
};
use chrono::TimeDelta;
use qrcode::{Color, EcLevel, QrCode as Matrix};
use shared::{
    actor::Roles,
    api::account::factor::{
        Code as Typed, FactorChanged, FactorSetUp, FactorState, FactorView, Proven, QrCode,
        RecoveryCodes,
    },
    id::PersonId,
    problem::{Check, Code},
    time::Instant,
};

/// For how long somebody who has shown who they are may change how they do so.
const FRESH: TimeDelta = TimeDelta::minutes(10);
/// The margin that readers of such pictures ask for, in squares.
const MARGIN: usize = 4;

/// Whether staff have to show more than a password here, and this sign-in did not.
#[must_use]
pub(super) fn is_needed(app: &AppState, session: &SessionRecord, roles: &Roles) -> bool {
    is_required(app, roles) && !session.proof.is_enough_for_staff()
}

fn is_required(app: &AppState, roles: &Roles) -> bool {
    app.rules().settings.organisation.second_step && lasting::is_trusted(roles)
}

pub(super) fn is_fresh(session: &SessionRecord, now: Instant) -> bool {
    session.proven.is_some_and(|it| now < it + FRESH)
}

/// The sign-in that is presented, of somebody who has shown within some minutes who they are.
///
/// # Errors
/// Nobody is signed in, or it was longer ago.
pub(super) async fn fresh(app: &AppState, presented: Presented<'_>) -> Result<Holder, Error> {
    let holder = signed_in(app, presented).await?;
    if !is_fresh(&holder.session, app.now()) {
        let detail = "Show first that it is you: enter your password once more.";
        return Err(Error::refused(Code::Conflict, detail));
    }
    // Where a password is not enough, it is not enough to add something to it either, but for the first time.
    let (id, roles) = (holder.person.id, &holder.person.roles);
    let keys = app.store.read(|reader| async move { passkeys::of(&reader, id).await }).await?;
    if is_needed(app, &holder.session, roles) && !keys.is_empty() {
        return Err(Error::refused(Code::Conflict, "Sign in with your passkey first."));
    }
    Ok(holder)
}

/// How one's second step stands. While there is none, the same secret is shown for some minutes.
///
/// # Errors
/// Nobody is signed in, or no randomness.
pub async fn view(app: &AppState, presented: Presented<'_>) -> Result<FactorView, Error> {
    let Holder { hash, session, person } = signed_in(app, presented).await?;
    let (id, now) = (person.id, app.now());
    let present = app.store.read(|reader| async move { factors::of(&reader, id).await }).await?;
    let is_fresh = is_fresh(&session, now);
    let set_up = match &present {
        None if is_fresh => {
            let secret = app.waiting.secrets.with(&hash, now, |it| it.clone());
            let secret = secret.map_or_else(Secret::fresh, Ok)?;
            app.waiting.secrets.put(hash, secret.clone(), now);
            Some(set_up(app, &secret, &person.email)?)
        }
        _ => None,
    };
    Ok(FactorView {
        clock: clock(app),
        is_fresh,
        is_needed: is_needed(app, &session, &person.roles),
        is_required: is_required(app, &person.roles),
        present: present.map(|it| FactorState { since: it.since, n_recovery: it.recovery.len() }),
        set_up,
    })
}

fn set_up(app: &AppState, secret: &Secret, account: &str) -> Result<FactorSetUp, Error> {
    let rules = app.rules();
    let name = rules.settings.organisation.name.as_deref();
    let link = secret.link(name.unwrap_or("Portico"), account);
    let picture = picture(&link)?;
    Ok(FactorSetUp { secret: in_fours(&secret.letters(), ' '), link, picture })
}

/// `text` as a picture that a telephone reads: each run of dark squares is a rectangle.
fn picture(text: &str) -> Result<QrCode, Error> {
    let matrix = Matrix::with_error_correction_level(text, EcLevel::M);
    let matrix = matrix.map_err(|it| Error::internal(it.to_string()))?;
    let (width, colors) = (matrix.width(), matrix.to_colors());
    let mut path = String::new();
    for (y, row) in colors.chunks(width).enumerate() {
        let mut x = 0;
        while x < width {
            let length = row[x..].iter().take_while(|it| **it == Color::Dark).count();
            if length > 0 {
                let (left, top) = (x + MARGIN, y + MARGIN);
                path.push_str(&format!("M{left} {top}h{length}v1h-{length}z"));
            }
            x += length.max(1);
        }
    }
    Ok(QrCode { size: width + 2 * MARGIN, path })
}

/// Sets one's second step up with a first code of the app. The sign-in counts as one with a second step from
/// then on.
///
/// # Errors
/// Nobody is signed in, or not freshly; it is set up already; the code is another.
pub async fn set(
    app: &AppState,
    presented: Presented<'_>,
    code: u32,
) -> Result<FactorChanged, Error> {
    let Holder { hash, session, person } = fresh(app, presented).await?;
    let now = app.now();
    let secret = app.waiting.secrets.with(&hash, now, |it| it.clone());
    let secret = secret.ok_or_else(|| {
        Error::refused(Code::Conflict, "That took too long. Take the new picture into your app.")
    })?;
    let Some(step) = secret.step_of(code, now) else { return Err(wrong_code()) };
    let (codes, recovery) = new_codes()?;
    let id = person.id;
    let factor = &FactorRecord { secret: secret.bytes(), since: now, last_step: step, recovery };
    let session = &SessionRecord { proof: Proof::PasswordAndCode, ..session };
    let set = app.store.transact(|tx| async move {
        if factors::of(&tx, id).await?.is_some() {
            return Err(Error::refused(Code::Conflict, "A second step is set up already."));
        }
        factors::put(&tx, id, factor)?;
        sessions::replace(&tx, &hash, session).await?;
        note(&tx, now, id, FactorChange::CodesSet).await
    });
    set.await?;
    app.waiting.secrets.take(&hash, now);
    Ok(shown_once(app, hash, codes))
}

/// Takes one's second step away.
///
/// # Errors
/// Nobody is signed in, or not freshly; there is none; staff need one here.
pub async fn remove(app: &AppState, presented: Presented<'_>) -> Result<FactorChanged, Error> {
    let Holder { person, .. } = fresh(app, presented).await?;
    if is_required(app, &person.roles) {
        return Err(Error::refused(
            Code::Conflict,
            "Staff need a second step here. An administrator can take it away, and you set up another.",
        ));
    }
    let (id, now) = (person.id, app.now());
    let removed = app.store.transact(|tx| async move {
        present(&tx, id).await?;
        factors::remove(&tx, id)?;
        note(&tx, now, id, FactorChange::CodesRemoved).await
    });
    removed.await?;
    Ok(FactorChanged { n_recovery: 0 })
}

/// Makes new recovery codes; the ones before end.
///
/// # Errors
/// Nobody is signed in, or not freshly; there is no second step.
pub async fn make_recovery_codes(
    app: &AppState,
    presented: Presented<'_>,
) -> Result<FactorChanged, Error> {
    let Holder { hash, person, .. } = fresh(app, presented).await?;
    let (id, now) = (person.id, app.now());
    let (codes, recovery) = new_codes()?;
    let recovery = &recovery;
    let made = app.store.transact(|tx| async move {
        let before = present(&tx, id).await?;
        factors::put(&tx, id, &FactorRecord { recovery: recovery.clone(), ..before })?;
        note(&tx, now, id, FactorChange::RecoveryMade).await
    });
    made.await?;
    Ok(shown_once(app, hash, codes))
}

/// The recovery codes that were made in this sign-in a few minutes ago.
///
/// # Errors
/// Nobody is signed in.
pub async fn recovery_codes(
    app: &AppState,
    presented: Presented<'_>,
) -> Result<RecoveryCodes, Error> {
    let Holder { hash, .. } = signed_in(app, presented).await?;
    let codes = app.waiting.recovery.with(&hash, app.now(), |it| it.clone());
    Ok(RecoveryCodes { codes: codes.unwrap_or_default() })
}

/// Forgets the recovery codes: somebody has written them down.
///
/// # Errors
/// Nobody is signed in.
pub async fn keep_recovery_codes(
    app: &AppState,
    presented: Presented<'_>,
) -> Result<FactorChanged, Error> {
    let Holder { hash, person, .. } = signed_in(app, presented).await?;
    app.waiting.recovery.take(&hash, app.now());
    let id = person.id;
    let present = app.store.read(|reader| async move { factors::of(&reader, id).await }).await?;
    Ok(FactorChanged { n_recovery: present.map_or(0, |it| it.recovery.len()) })
}

/// Shows once more, with a password, who one is.
///
/// # Errors
/// Nobody is signed in; the password is another; too many tries.
pub async fn prove(
    app: &AppState,
    presented: Presented<'_>,
    password: String,
) -> Result<Proven, Error> {
    let Holder { hash, session, person } = signed_in(app, presented).await?;
    own_account::check_password(app, &person, password).await?;
    let now = app.now();
    let session = &SessionRecord { proven: Some(now), ..session };
    let proven = app.store.transact(|tx| async move {
        Ok::<_, Error>(sessions::replace(&tx, &hash, session).await?)
    });
    proven.await?;
    Ok(Proven { until: now + FRESH })
}

/// Takes a code of `person`, once. Tries are counted by person, wherever they are made.
///
/// # Errors
/// It is none of theirs, or was taken before; too many tries.
pub(super) async fn take_code(app: &AppState, id: PersonId, code: &Typed) -> Result<(), Error> {
    let (limit, now) = (&app.allowances.wrong_proofs, app.now());
    limit.check(&id, now).map_err(too_often)?;
    let taken = app.store.transact(|tx| async move {
        let before = present(&tx, id).await?;
        let Some(after) = after_code(&before, code, now) else { return Ok(false) };
        factors::put(&tx, id, &after)?;
        if after.recovery.len() < before.recovery.len() {
            note(&tx, now, id, FactorChange::RecoveryUsed).await?;
        }
        Ok::<_, Error>(true)
    });
    if taken.await? {
        return Ok(());
    }
    limit.take(id, now).map_err(too_often)?;
    Err(wrong_code())
}

/// What is stored once `code` is taken; `None` where it is not.
fn after_code(before: &FactorRecord, code: &Typed, now: Instant) -> Option<FactorRecord> {
    match code {
        Typed::Digits(code) => {
            let step = Secret::of(before.secret).step_of(*code, now)?;
            (step > before.last_step).then(|| FactorRecord { last_step: step, ..before.clone() })
        }
        Typed::Recovery(text) => {
            let used = recovery::hash(text)?;
            let left =
                before.recovery.iter().filter(|it| **it != used).copied().collect::<Vec<_>>();
            let is_known = left.len() < before.recovery.len();
            is_known.then(|| FactorRecord { recovery: left, ..before.clone() })
        }
    }
}

async fn present(reader: &Reader, id: PersonId) -> Result<FactorRecord, Error> {
    let missing = || Error::refused(Code::Conflict, "There is no second step to change.");
    factors::of(reader, id).await?.ok_or_else(missing)
}

async fn note(tx: &Tx, at: Instant, person: PersonId, change: FactorChange) -> Result<(), Error> {
    Ok(audit::append(tx, at, Who::Person(person), Deed::Factor { person, change }).await?)
}

fn new_codes() -> Result<(Vec<String>, Vec<TokenHash>), Error> {
    let codes = recovery::fresh()?;
    let hashes = codes.iter().filter_map(|it| recovery::hash(it)).collect();
    Ok((codes, hashes))
}

fn shown_once(app: &AppState, hash: TokenHash, codes: Vec<String>) -> FactorChanged {
    let n_recovery = codes.len();
    app.waiting.recovery.put(hash, codes, app.now());
    FactorChanged { n_recovery }
}

fn wrong_code() -> Error {
    let mut check = Check::new();
    check.refuse(
        "code",
        "Enter the code that your app shows now: this one is wrong, or was used before",
    );
    check.problem().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attack_45_a_code_is_taken_once() {
        let at = |seconds: i64| Instant::from_timestamp(seconds, 0).unwrap();
        let secret = Secret::of([7; 20]);
        let (codes, recovery) = new_codes().unwrap();
        let before = FactorRecord { secret: secret.bytes(), since: at(0), last_step: 9, recovery };
        let code = |step: u64| Typed::Digits(secret.code(step));
        let taken = after_code(&before, &code(10), at(300)).unwrap();
        assert_eq!(taken.last_step, 10);
        assert_eq!(after_code(&taken, &code(10), at(301)), None, "the same again");
        assert_eq!(
            after_code(&taken, &code(9), at(301)),
            None,
            "the one before, still in its time"
        );
        assert_eq!(after_code(&taken, &code(11), at(301)).unwrap().last_step, 11);

        let typed = Typed::Recovery(codes[3].to_uppercase());
        let taken = after_code(&before, &typed, at(300)).unwrap();
        assert_eq!((taken.recovery.len(), taken.last_step), (9, 9));
        assert_eq!(after_code(&taken, &typed, at(300)), None, "a recovery code works once");
        assert_eq!(
            after_code(&before, &Typed::Recovery("0000-0000-0000-0000".into()), at(300)),
            None
        );
    }

    #[test]
    fn a_picture_is_drawn_within_its_margin() {
        let QrCode { size, path } =
            picture("otpauth://totp/Portico:ana%40desk.example?secret=ABC").unwrap();
        assert!(size > 2 * MARGIN + 21, "{size}");
        assert!(path.starts_with("M4 4h7v1h-7z"), "its first corner: {path:.40}");
    }
}
