//! Who there is, what they are here for, and whether they may come in. For administrators.

use crate::{
    error::Error,
    service::{
        accounts, clock, offered,
        once::once,
        requests::Sent,
        welcome::{self, link_base},
    },
    state::AppState,
    store::{
        Reader, StoreError, Tx,
        tables::{
            audit::{self, Deed, FactorChange, Who},
            factors, identities, passkeys,
            people::{self, PersonRecord},
            sessions, welcomes,
        },
    },
};
use shared::{
    actor::{Actor, Role, Teams},
    api::people::{
        Described, LinkMade, People, PersonChanged, PersonRow, PersonView, ResetReason, Standing,
        welcome::Purpose,
    },
    id::PersonId,
    permission::{Action, Scope, may},
    problem::{Check, Code},
};

/// People on one page.
const ON_A_PAGE: usize = 50;

fn allowed(actor: &Actor) -> Result<PersonId, Error> {
    may(actor, Action::ManagePeople, &Scope::Portico)?;
    actor.author().ok_or_else(Error::not_found)
}

/// A member as they are listed. Whoever has no password has yet to come in, unless the identity provider lets them in.
async fn row(reader: &Reader, it: &PersonRecord) -> Result<PersonRow, StoreError> {
    let comes_in = it.password.is_some() || !identities::of(reader, it.id).await?.is_empty();
    let standing = match it.suspended {
        Some(_) => Standing::Suspended,
        None if comes_in => Standing::Active,
        None => Standing::Invited,
    };
    Ok(PersonRow {
        id: it.id,
        name: it.name.to_string(),
        email: it.email.to_string(),
        roles: it.roles.iter().collect(),
        teams: it.teams.clone(),
        standing,
    })
}

/// The members whose name or address has `q` in it, by name, a page of them.
///
/// # Errors
/// The actor does not manage people.
pub async fn list(app: &AppState, actor: &Actor, q: &str, page: u32) -> Result<People, Error> {
    allowed(actor)?;
    let q = q.trim().to_lowercase();
    let all = app.store.read(|reader| async move { people::all(&reader).await }).await?;
    let is_meant = |it: &PersonRecord| {
        it.name.to_lowercase().contains(&q) || it.email.to_lowercase().contains(&q)
    };
    let mut found: Vec<PersonRecord> =
        all.into_iter().filter(|it| !it.is_guest() && is_meant(it)).collect();
    found.sort_by_cached_key(|it| (it.name.to_lowercase(), it.id));
    let n_pages = found.len().div_ceil(ON_A_PAGE).max(1);
    let page = usize::try_from(page).unwrap_or(usize::MAX).clamp(1, n_pages);
    let shown = &found.iter().skip((page - 1) * ON_A_PAGE).take(ON_A_PAGE).collect::<Vec<_>>();
    let rows = app.store.read(|reader| async move {
        let mut rows = Vec::new();
        for person in shown {
            rows.push(row(&reader, person).await?);
        }
        Ok::<_, StoreError>(rows)
    });
    let people = rows.await?;
    Ok(People {
        n_people: found.len(),
        page: u32::try_from(page).map_err(Error::internal)?,
        n_pages: u32::try_from(n_pages).map_err(Error::internal)?,
        people,
    })
}

/// One member.
///
/// # Errors
/// The actor does not manage people, or nobody has this id.
pub async fn get(app: &AppState, actor: &Actor, id: PersonId) -> Result<PersonView, Error> {
    let asking = allowed(actor)?;
    let now = app.now();
    let (person, shown, links, n_sign_ins, factor, keys) = app
        .store
        .read(|reader| async move {
            let person = people::by_id(&reader, id).await?.filter(|it| !it.is_guest());
            let person = person.ok_or_else(Error::not_found)?;
            let shown = row(&reader, &person).await?;
            let links = welcomes::of(&reader, Some(id)).await?;
            let n_sign_ins = sessions::n_of(&reader, id, now).await?;
            let keys = passkeys::of(&reader, id).await?.len();
            let factor = factors::of(&reader, id).await?;
            Ok::<_, Error>((person, shown, links, n_sign_ins, factor, keys))
        })
        .await?;
    let link_until = links.into_iter().map(|(_, it)| it.expires).find(|it| now < *it);
    Ok(PersonView {
        clock: clock(app),
        person: shown,
        created: person.created,
        suspended_since: person.suspended,
        link_until,
        n_sign_ins,
        factor_since: factor.map(|it| it.since),
        n_passkeys: keys,
        is_oneself: id == asking,
        link_base: link_base(app),
    })
}

/// Adds a member once, and makes a link for them to choose a password. A repetition makes another link.
///
/// # Errors
/// The actor does not manage people; the address is taken.
pub async fn invite(
    app: &AppState,
    actor: &Actor,
    sent: Sent,
    new: &Described,
) -> Result<LinkMade, Error> {
    let by = allowed(actor)?;
    let command = sent.by(actor)?;
    offered::membership(app, &new.teams)?;
    let Described { name, email, roles, teams } = new.clone();
    let roles: Vec<Role> = roles.iter().collect();
    let record = PersonRecord { teams, ..accounts::new_member(app, name, email, &roles)? };
    let record = &record;
    let (id, theirs) = once(app, &command, |tx| async move {
        let theirs = accounts::enter(&tx, record).await?;
        let deed = Deed::PersonAdded { person: record.id, roles: record.roles.clone() };
        audit::append(&tx, record.created, Who::Person(by), deed).await?;
        if record.teams != Teams::All {
            let deed = Deed::TeamsChanged { person: record.id, teams: record.teams.clone() };
            audit::append(&tx, record.created, Who::Person(by), deed).await?;
        }
        Ok((record.id, theirs))
    })
    .await?;
    accounts::refresh(app, id, theirs).await?;
    welcome::make(app, Purpose::Invitation, Some(id), Some(by)).await
}

/// Makes a link with which a member chooses a password: the first, or another. The ones before end.
///
/// # Errors
/// The actor does not manage people; nobody has this id; they are kept out.
pub async fn make_link(app: &AppState, actor: &Actor, id: PersonId) -> Result<LinkMade, Error> {
    let by = allowed(actor)?;
    let person = app.store.read(|reader| async move { people::by_id(&reader, id).await }).await?;
    let person = person.filter(|it| !it.is_guest()).ok_or_else(Error::not_found)?;
    if person.suspended.is_some() {
        return Err(Error::refused(Code::Conflict, "Let them in again first."));
    }
    let purpose = if person.password.is_some() { Purpose::Reset } else { Purpose::Invitation };
    welcome::make(app, purpose, Some(id), Some(by)).await
}

/// Changes what a member is called, how they sign in and what they are here for, once.
///
/// # Errors
/// The actor does not manage people; nobody has this id; the address is taken; administrators who would no longer
/// be one.
pub async fn change(
    app: &AppState,
    actor: &Actor,
    sent: Sent,
    id: PersonId,
    new: &Described,
) -> Result<PersonChanged, Error> {
    let by = allowed(actor)?;
    let command = sent.by(actor)?;
    offered::membership(app, &new.teams)?;
    if id == by && !new.roles.has(Role::Administrator) {
        let mut check = Check::new();
        check.refuse("roles", "Keep “Administrator”: another administrator can take it from you");
        return Err(check.problem().into());
    }
    let now = app.now();
    let (changed, theirs) = once(app, &command, |tx| async move {
        let before = member(&tx, id).await?;
        let Described { name, email, roles, teams } = new.clone();
        let after = PersonRecord { name, email, roles, teams, ..before.clone() };
        if after.roles != before.roles {
            let deed = Deed::RolesChanged { person: id, roles: after.roles.clone() };
            audit::append(&tx, now, Who::Person(by), deed).await?;
        }
        if after.teams != before.teams {
            let deed = Deed::TeamsChanged { person: id, teams: after.teams.clone() };
            audit::append(&tx, now, Who::Person(by), deed).await?;
        }
        let theirs = if after.email == before.email {
            people::add(&tx, &after)?;
            Vec::new()
        } else {
            people::forget_address(&tx, &before)?;
            accounts::enter(&tx, &after).await?
        };
        Ok((PersonChanged { person: row(&tx, &after).await? }, theirs))
    })
    .await?;
    accounts::refresh(app, id, theirs).await?;
    Ok(changed)
}

async fn member(tx: &Tx, id: PersonId) -> Result<PersonRecord, Error> {
    let person = people::by_id(tx, id).await?;
    person.filter(|it| !it.is_guest()).ok_or_else(Error::not_found)
}

/// Keeps a member out from now on, once: they are signed out everywhere, and no link lets them in.
///
/// # Errors
/// The actor does not manage people, nobody has this id, or it is the actor.
pub async fn suspend(
    app: &AppState,
    actor: &Actor,
    sent: Sent,
    id: PersonId,
) -> Result<PersonChanged, Error> {
    let by = allowed(actor)?;
    let command = sent.by(actor)?;
    if id == by {
        return Err(Error::refused(
            Code::Conflict,
            "You cannot keep yourself out: ask another administrator.",
        ));
    }
    let now = app.now();
    let changed = once(app, &command, |tx| async move {
        let before = member(&tx, id).await?;
        let after = PersonRecord { suspended: before.suspended.or(Some(now)), ..before };
        people::add(&tx, &after)?;
        sessions::end_all(&tx, id).await?;
        welcomes::end_all(&tx, Some(id)).await?;
        audit::append(&tx, now, Who::Person(by), Deed::Suspended { person: id }).await?;
        Ok(PersonChanged { person: row(&tx, &after).await? })
    })
    .await?;
    accounts::refresh(app, id, Vec::new()).await?;
    Ok(changed)
}

/// Lets a member in again, once.
///
/// # Errors
/// The actor does not manage people, or nobody has this id.
pub async fn reinstate(
    app: &AppState,
    actor: &Actor,
    sent: Sent,
    id: PersonId,
) -> Result<PersonChanged, Error> {
    let by = allowed(actor)?;
    let command = sent.by(actor)?;
    let now = app.now();
    let changed = once(app, &command, |tx| async move {
        let after = PersonRecord { suspended: None, ..member(&tx, id).await? };
        people::add(&tx, &after)?;
        audit::append(&tx, now, Who::Person(by), Deed::Reinstated { person: id }).await?;
        Ok(PersonChanged { person: row(&tx, &after).await? })
    })
    .await?;
    accounts::refresh(app, id, Vec::new()).await?;
    Ok(changed)
}

/// Takes away what a member shows besides a password, once: for who has lost it. They are signed out everywhere,
/// and a password is enough until they set it up again.
///
/// # Errors
/// The actor does not manage people, nobody has this id, it is the actor, or there is nothing to take away.
pub async fn reset_factors(
    app: &AppState,
    actor: &Actor,
    sent: Sent,
    id: PersonId,
    reason: ResetReason,
) -> Result<PersonChanged, Error> {
    let by = allowed(actor)?;
    let command = sent.by(actor)?;
    if id == by {
        // Whoever sits down at an open sign-in must not get around showing who they are (attack 45).
        return Err(Error::refused(Code::Conflict, "Change your own on the page of your account."));
    }
    let now = app.now();
    once(app, &command, |tx| async move {
        let person = member(&tx, id).await?;
        let keys = passkeys::of(&tx, id).await?;
        if factors::of(&tx, id).await?.is_none() && keys.is_empty() {
            return Err(Error::refused(Code::Conflict, "There is no second step to take away."));
        }
        factors::remove(&tx, id)?;
        for key in &keys {
            passkeys::remove(&tx, key)?;
        }
        sessions::end_all(&tx, id).await?;
        let deed = Deed::Factor { person: id, change: FactorChange::Reset(reason) };
        audit::append(&tx, now, Who::Person(by), deed).await?;
        Ok(PersonChanged { person: row(&tx, &person).await? })
    })
    .await
}
