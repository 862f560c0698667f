//! How long a sign-in lasts: by what somebody may do, and by when they last did something. Whoever looks away
//! for long is signed out, and nothing that a page does by itself counts (attack 40).

use crate::{
    error::Error,
    state::AppState,
    store::tables::sessions::{self, SessionRecord, TokenHash},
};
use chrono::TimeDelta;
use shared::{
    actor::{Role, Roles},
    time::Instant,
};

/// How long a sign-in of somebody who sees what is not theirs lasts without being used, and in all (NIST SP
/// 800-63B, AAL2).
const STAFF: (TimeDelta, TimeDelta) = (TimeDelta::minutes(30), TimeDelta::hours(12));
/// The same for everybody else.
const REQUESTERS: (TimeDelta, TimeDelta) = (TimeDelta::days(7), TimeDelta::days(30));
/// A use is written down when so much time has passed since the one before: a write for each look at a page
/// would cost more than it tells.
const NOTED_EVERY: TimeDelta = TimeDelta::minutes(3);

/// Whether somebody with these roles sees or decides about what is not theirs.
#[must_use]
pub(super) fn is_trusted(roles: &Roles) -> bool {
    roles.is_staff() || roles.has(Role::Administrator)
}

fn limits(roles: &Roles) -> (TimeDelta, TimeDelta) {
    if is_trusted(roles) { STAFF } else { REQUESTERS }
}

/// How long a sign-in lasts at most.
pub(super) fn at_most(roles: &Roles) -> TimeDelta {
    limits(roles).1
}

/// When a sign-in that began at `created` and was used at `used` ends by itself.
pub(super) fn end(created: Instant, used: Instant, roles: &Roles) -> Instant {
    let (idle, most) = limits(roles);
    (used + idle).min(created + most)
}

/// When a sign-in ends by itself for somebody who has these roles now. One from before its use was noted ends
/// when it was to end then.
pub(super) fn ends(session: &SessionRecord, roles: &Roles) -> Instant {
    let by_use = session.used.map(|used| end(session.created, used, roles));
    by_use.map_or(session.expires, |it| it.min(session.expires))
}

/// The sign-in with a later use of it noted, if it is worth that.
///
/// # Errors
/// What the store says.
pub(super) async fn used_again(
    app: &AppState,
    hash: &TokenHash,
    session: SessionRecord,
    roles: &Roles,
    at: Instant,
) -> Result<SessionRecord, Error> {
    let is_news = |session: &SessionRecord| session.used.is_some_and(|it| it + NOTED_EVERY <= at);
    if !is_news(&session) || !app.store.is_writable() {
        return Ok(session);
    }
    let noted = app.store.transact(|tx| async move {
        let before = sessions::by_token(&tx, hash).await?;
        // It may have ended meanwhile: then it stays ended.
        let Some(before) = before.filter(is_news) else { return Ok(None) };
        let expires = end(before.created, at, roles);
        let after = SessionRecord { used: Some(at), expires, ..before };
        sessions::replace(&tx, hash, &after).await?;
        Ok::<_, Error>(Some(after))
    });
    Ok(noted.await?.unwrap_or(session))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_looks_away_or_stays_for_long_is_signed_out() {
        let at = |minutes: i64| Instant::UNIX_EPOCH + TimeDelta::minutes(minutes);
        let (staff, requester) = (Roles::new(&[Role::Agent]), Roles::new(&[Role::Requester]));
        let administrator = Roles::new(&[Role::Requester, Role::Administrator]);
        for (roles, used, ends_at) in [
            (&staff, 0, 30),
            (&staff, 100, 130),
            (&staff, 719, 720),
            (&administrator, 0, 30),
            (&requester, 0, 7 * 24 * 60),
            (&requester, 29 * 24 * 60, 30 * 24 * 60),
        ] {
            assert_eq!(end(at(0), at(used), roles), at(ends_at), "{roles:?} at {used}");
        }
        let session = SessionRecord {
            created: at(0),
            used: Some(at(60)),
            expires: at(60 + 7 * 24 * 60),
            ..SessionRecord::default()
        };
        assert_eq!(ends(&session, &requester), session.expires);
        assert_eq!(
            ends(&session, &staff),
            at(90),
            "more is asked of them from the moment they may do more"
        );
        let old = SessionRecord { used: None, ..session };
        assert_eq!(ends(&old, &staff), old.expires);
    }
}
