//! Whether somebody whom the provider vouches for comes in, as whom, and with which roles. They are found by what
//! the provider calls them, and never by an address: whoever could make up one would be somebody else here (attack
//! 42).

use crate::{
    auth::oidc::profile::Profile,
    error::Error,
    service::accounts,
    state::AppState,
    store::{
        Reader, StoreError, Tx,
        tables::{
            audit::{self, Deed, Who},
            identities::{self, IdentityRecord},
            people::{self, PersonRecord, name_in},
            sessions,
        },
    },
};
use shared::{
    actor::{Role, Roles},
    api::provider::NotSignedIn,
    id::{PersonId, TicketId},
    settings::provider::{Provider, Strangers},
    text::PersonName,
    time::Instant,
};

/// What becomes of somebody.
#[derive(Debug)]
pub enum Admission {
    /// They come in.
    In(Box<PersonRecord>),
    /// They do not, whoever they are here.
    Out(NotSignedIn, Option<PersonId>),
}

/// Lets somebody in, with the roles of their groups where groups are mapped; adds them where strangers are.
///
/// # Errors
/// What the store says.
pub async fn admit(
    app: &AppState,
    provider: &Provider,
    profile: &Profile,
) -> Result<Admission, Error> {
    let now = app.now();
    let new = &newcomer(app, provider, profile)?;
    let (admission, theirs) = app
        .store
        .transact(|tx| async move {
            let (admission, theirs) = match identities::find(&tx, &profile.identity).await? {
                Some(link) => (known(&tx, provider, profile, link.person, now).await?, Vec::new()),
                None => stranger(&tx, profile, new).await?,
            };
            if let Admission::In(person) = &admission {
                let deed = Deed::ProviderVouched { person: person.id };
                audit::append(&tx, now, Who::Provider, deed).await?;
            }
            Ok::<_, Error>((admission, theirs))
        })
        .await?;
    if let Admission::In(person) = &admission {
        accounts::refresh(app, person.id, theirs).await?;
    }
    Ok(admission)
}

/// Who they would be, if nobody knows them and strangers are added: only with an address that is vouched for.
fn newcomer(
    app: &AppState,
    provider: &Provider,
    profile: &Profile,
) -> Result<Result<PersonRecord, NotSignedIn>, Error> {
    let email = match (provider.strangers, &profile.email) {
        (Strangers::Refuse, _) => return Ok(Err(NotSignedIn::Unknown)),
        (Strangers::Requester, None) => return Ok(Err(NotSignedIn::Unverified)),
        (Strangers::Requester, Some(it)) => it.clone(),
    };
    let name = match profile.name.clone() {
        Some(it) => it,
        None => PersonName::parse(name_in(&email)).map_err(|it| Error::internal(it.to_string()))?,
    };
    let roles = match &provider.groups {
        Some(it) => it.roles(&profile.groups).iter().collect(),
        None => vec![Role::Requester],
    };
    accounts::new_member(app, name, email, &roles).map(Ok)
}

/// Somebody who is linked with a person here.
async fn known(
    tx: &Tx,
    provider: &Provider,
    profile: &Profile,
    id: PersonId,
    now: Instant,
) -> Result<Admission, Error> {
    let Some(person) = people::by_id(tx, id).await? else {
        return Ok(Admission::Out(NotSignedIn::Unknown, None));
    };
    if person.suspended.is_some() {
        return Ok(Admission::Out(NotSignedIn::KeptOut, Some(id)));
    }
    let roles = match &provider.groups {
        Some(it) => with_the_last_key(tx, it.roles(&profile.groups), &person).await?,
        None => person.roles.clone(),
    };
    if roles == person.roles {
        return Ok(Admission::In(Box::new(person)));
    }
    let person = PersonRecord { roles: roles.clone(), ..person };
    people::add(tx, &person)?;
    // What they could do before must not go on anywhere (attack 38).
    sessions::end_all(tx, id).await?;
    audit::append(tx, now, Who::Provider, Deed::RolesChanged { person: id, roles }).await?;
    Ok(Admission::In(Box::new(person)))
}

/// The roles of somebody's groups. The last administrator with a password stays one: else nobody could set the
/// provider right when it is not.
async fn with_the_last_key(
    reader: &Reader,
    roles: Roles,
    person: &PersonRecord,
) -> Result<Roles, StoreError> {
    let has_key = |it: &PersonRecord| {
        it.roles.has(Role::Administrator) && it.password.is_some() && it.suspended.is_none()
    };
    if roles.has(Role::Administrator) || !has_key(person) {
        return Ok(roles);
    }
    let all = people::all(reader).await?;
    if all.iter().any(|it| it.id != person.id && has_key(it)) {
        return Ok(roles);
    }
    Ok(Roles::new(&roles.iter().chain([Role::Administrator]).collect::<Vec<_>>()))
}

/// Somebody who is linked with nobody here; and the tickets that become theirs.
async fn stranger(
    tx: &Tx,
    profile: &Profile,
    new: &Result<PersonRecord, NotSignedIn>,
) -> Result<(Admission, Vec<TicketId>), Error> {
    let out = |why| Ok((Admission::Out(why, None), Vec::new()));
    if let Some(email) = &profile.email
        && people::by_email(tx, email).await?.is_some()
    {
        return out(NotSignedIn::Taken);
    }
    let person = match new {
        Ok(it) => it,
        Err(why) => return out(*why),
    };
    let theirs = accounts::enter(tx, person).await?;
    let identity = profile.identity.clone();
    let link = IdentityRecord {
        issuer: identity.issuer,
        subject: identity.subject,
        person: person.id,
        linked: person.created,
    };
    identities::add(tx, &link)?;
    let (id, at) = (person.id, person.created);
    let added = Deed::PersonAdded { person: id, roles: person.roles.clone() };
    audit::append(tx, at, Who::Provider, added).await?;
    audit::append(tx, at, Who::Provider, Deed::Linked { person: id }).await?;
    Ok((Admission::In(Box::new(person.clone())), theirs))
}
