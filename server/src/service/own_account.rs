//! One's own account: one's password, and where one is signed in.

use crate::{
    auth::guessable::is_guessable,
    error::Error,
    ids::hex,
    service::{
        accounts::{self, Holder, Presented},
        clock, lasting, passkeys, second_step,
    },
    state::AppState,
    store::tables::{
        audit::{self, Deed, Who},
        factors,
        people::{self, PersonRecord},
        sessions::{self, SessionRecord, TokenHash},
        welcomes,
    },
};
use shared::{
    api::account::{Account, AccountChanged, PasswordChange, SignInRow},
    permission::Denied,
    problem::{Check, Code},
};

/// Bytes of what a sign-in is called in addresses.
const NAME_BYTES: usize = 8;

/// The sign-in that is presented.
///
/// # Errors
/// Nobody is signed in.
pub(super) async fn signed_in(app: &AppState, presented: Presented<'_>) -> Result<Holder, Error> {
    Ok(accounts::holder(app, presented).await?.ok_or(Denied::SignIn)?)
}

/// What a sign-in is called in addresses: a hash of what is stored of its token, which tells nothing of that.
fn name_of(hash: &TokenHash) -> String {
    hex(&blake3::hash(hash).as_bytes()[..NAME_BYTES])
}

/// One's own account.
///
/// # Errors
/// Nobody is signed in.
pub async fn view(app: &AppState, presented: Presented<'_>) -> Result<Account, Error> {
    let Holder { hash: this, session, person } = signed_in(app, presented).await?;
    let id = person.id;
    let (all, factor) = app
        .store
        .read(|reader| async move {
            let all = sessions::of(&reader, id).await?;
            Ok::<_, Error>((all, factors::of(&reader, id).await?))
        })
        .await?;
    let now = app.now();
    let alive = all.into_iter().filter(|(_, it)| now < lasting::ends(it, &person.roles));
    let mut sign_ins: Vec<SignInRow> = alive.map(|(hash, it)| row(&hash, it, &this)).collect();
    sign_ins.sort_by_key(|it| std::cmp::Reverse((it.is_this, it.used, it.begun)));
    Ok(Account {
        clock: clock(app),
        name: person.name.to_string(),
        email: person.email.to_string(),
        roles: person.roles.iter().collect(),
        has_password: person.password.is_some(),
        factor_since: factor.map(|it| it.since),
        passkeys: passkeys::rows(app, id).await?,
        may_add_passkeys: passkeys::are_there(app),
        is_fresh: second_step::is_fresh(&session, now),
        sign_ins,
    })
}

fn row(hash: &TokenHash, session: SessionRecord, this: &TokenHash) -> SignInRow {
    let SessionRecord { created, used, device, .. } = session;
    SignInRow { id: name_of(hash), device, begun: created, used, is_this: hash == this }
}

/// Chooses another password for oneself. Every other sign-in ends, and so does every link to choose one (attack
/// 38).
///
/// # Errors
/// Nobody is signed in; the present password is another; the new one can be guessed; too many tries.
pub async fn change_password(
    app: &AppState,
    presented: Presented<'_>,
    change: PasswordChange,
) -> Result<AccountChanged, Error> {
    let Holder { hash: this, session, person } = signed_in(app, presented).await?;
    let PasswordChange { present, new } = change;
    let Some(known) = &person.password else {
        return Err(Error::refused(
            Code::Conflict,
            "You sign in without a password. Ask your administrator for a link to choose one.",
        ));
    };
    check_password(app, &person, present).await?;
    let mut check = Check::new();
    if is_guessable(new.reveal(), &[&person.name, &person.email, "portico"]) {
        check.refuse("password", "Choose another password: this one is on lists that others try");
        return Err(check.problem().into());
    }
    let chosen = &app.passwords.hash(new.reveal().to_owned()).await?;
    let now = app.now();
    let session = &SessionRecord { proven: Some(now), ..session };
    let n_ended = app.store.transact(|tx| async move {
        let before = people::by_id(&tx, person.id).await?.ok_or_else(Error::not_found)?;
        if before.password.as_ref() != Some(known) {
            return Err(Error::refused(
                Code::Conflict,
                "Your password was changed elsewhere just now.",
            ));
        }
        people::add(&tx, &PersonRecord { password: Some(chosen.clone()), ..before })?;
        let n_ended = sessions::end_others(&tx, session.person, Some(&this)).await?;
        sessions::replace(&tx, &this, session).await?;
        welcomes::end_all(&tx, Some(session.person)).await?;
        let deed = Deed::PasswordChosen { person: session.person };
        audit::append(&tx, now, Who::Person(session.person), deed).await?;
        Ok::<_, Error>(n_ended)
    });
    Ok(AccountChanged { n_ended: n_ended.await? })
}

/// Whether `password` is that of `person`. Tries are counted by person, wherever they are made.
///
/// # Errors
/// It is another; too many tries.
pub(super) async fn check_password(
    app: &AppState,
    person: &PersonRecord,
    password: String,
) -> Result<(), Error> {
    let (limit, now) = (&app.allowances.wrong_proofs, app.now());
    limit.check(&person.id, now).map_err(too_often)?;
    if app.passwords.verify(password, person.password.clone()).await? {
        return Ok(());
    }
    limit.take(person.id, now).map_err(too_often)?;
    let mut check = Check::new();
    check.refuse("present", "Check your password: this is another one");
    Err(check.problem().into())
}

pub(super) fn too_often(wait: chrono::TimeDelta) -> Error {
    Error::too_often(wait, "Nothing was changed.")
}

/// Ends one of one's own sign-ins at once.
///
/// # Errors
/// Nobody is signed in; there is no such sign-in.
pub async fn end_sign_in(
    app: &AppState,
    presented: Presented<'_>,
    name: &str,
) -> Result<AccountChanged, Error> {
    let Holder { person, .. } = signed_in(app, presented).await?;
    let (id, now) = (person.id, app.now());
    let ended = app.store.transact(|tx| async move {
        let all = sessions::of(&tx, id).await?;
        let meant = all.iter().find(|it| name_of(&it.0) == name);
        sessions::end(&tx, &meant.ok_or_else(Error::not_found)?.0).await?;
        audit::append(&tx, now, Who::Person(id), Deed::SignInsEnded { person: id, n_ended: 1 })
            .await?;
        Ok::<_, Error>(())
    });
    ended.await?;
    Ok(AccountChanged { n_ended: 1 })
}

/// Ends all of one's own sign-ins but the one that is presented.
///
/// # Errors
/// Nobody is signed in.
pub async fn end_other_sign_ins(
    app: &AppState,
    presented: Presented<'_>,
) -> Result<AccountChanged, Error> {
    let Holder { hash: this, person, .. } = signed_in(app, presented).await?;
    let (id, now) = (person.id, app.now());
    let ended = app.store.transact(|tx| async move {
        let n_ended = sessions::end_others(&tx, id, Some(&this)).await?;
        if n_ended > 0 {
            let counted = u32::try_from(n_ended).unwrap_or(u32::MAX);
            let deed = Deed::SignInsEnded { person: id, n_ended: counted };
            audit::append(&tx, now, Who::Person(id), deed).await?;
        }
        Ok::<_, Error>(n_ended)
    });
    Ok(AccountChanged { n_ended: ended.await? })
}
