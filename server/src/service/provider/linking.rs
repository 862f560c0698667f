//! Linking somebody at the provider with who they are here: by themselves, signed in, and with their password once
//! more. An address that is the same proves nothing (attack 42).

use super::configured;
use crate::{
    auth::oidc::profile::Profile,
    error::Error,
    ids::hash_of,
    service::{
        accounts::{Holder, Presented},
        clock,
        own_account::{check_password, signed_in},
    },
    state::AppState,
    store::{
        Reader, StoreError,
        tables::{
            audit::{self, Deed, Who},
            identities::{self, IdentityRecord},
        },
    },
};
use shared::{
    api::provider::ProviderLink, id::PersonId, problem::Code, settings::provider::Provider,
};

/// With whom at the provider somebody is linked, and who waits to be linked with them.
///
/// # Errors
/// Nobody is signed in.
pub async fn view(
    app: &AppState,
    presented: Presented<'_>,
    token: Option<&str>,
) -> Result<ProviderLink, Error> {
    let Holder { person, .. } = signed_in(app, presented).await?;
    let id = person.id;
    let provider = configured(app);
    let asked = provider.as_ref();
    let link = app.store.read(|reader| async move {
        match asked {
            Some(it) => own_link(&reader, id, it).await,
            None => Ok(None),
        }
    });
    let link = link.await?;
    let waiting = asked.and_then(|it| waiting(app, it, token)).map(|it| it.shown());
    Ok(ProviderLink {
        clock: clock(app),
        label: provider.map(|it| it.label.to_string()),
        waiting: waiting.filter(|_| link.is_none()),
        since: link.map(|it| it.linked),
        has_password: person.password.is_some(),
    })
}

/// Links somebody with who waits in this browser.
///
/// # Errors
/// Nobody is signed in or waits; the password is wrong; either of them is linked already.
pub async fn link(
    app: &AppState,
    presented: Presented<'_>,
    password: String,
    token: Option<&str>,
) -> Result<ProviderLink, Error> {
    let Holder { person, .. } = signed_in(app, presented).await?;
    let id = person.id;
    let provider = &configured(app).ok_or_else(nobody_waits)?;
    let profile = waiting(app, provider, token).ok_or_else(nobody_waits)?;
    check_password(app, &person, password).await?;
    let (identity, linked) = (&profile.identity, app.now());
    let done = app.store.transact(|tx| async move {
        if identities::find(&tx, identity).await?.is_some() {
            return Err(conflict("Somebody here is linked with that account already."));
        }
        if own_link(&tx, id, provider).await?.is_some() {
            return Err(conflict("You are linked with another account there. End that first."));
        }
        let (issuer, subject) = (identity.issuer.clone(), identity.subject.clone());
        identities::add(&tx, &IdentityRecord { issuer, subject, person: id, linked })?;
        let deed = Deed::Linked { person: id };
        Ok::<_, Error>(audit::append(&tx, linked, Who::Person(id), deed).await?)
    });
    done.await?;
    app.waiting.unlinked.take(&hash_of(token.unwrap_or_default()), app.now());
    view(app, presented, None).await
}

/// Ends somebody's link. Their password is what they sign in with from then on.
///
/// # Errors
/// Nobody is signed in, or not linked; the password is wrong.
pub async fn unlink(
    app: &AppState,
    presented: Presented<'_>,
    password: String,
) -> Result<ProviderLink, Error> {
    let Holder { person, .. } = signed_in(app, presented).await?;
    let id = person.id;
    let not_linked = || conflict("You are not linked.");
    let provider = &configured(app).ok_or_else(not_linked)?;
    check_password(app, &person, password).await?;
    let at = app.now();
    let done = app.store.transact(|tx| async move {
        let link = own_link(&tx, id, provider).await?.ok_or_else(not_linked)?;
        identities::end(&tx, &link)?;
        let deed = Deed::Unlinked { person: id };
        Ok::<_, Error>(audit::append(&tx, at, Who::Person(id), deed).await?)
    });
    done.await?;
    view(app, presented, None).await
}

/// A person's link with somebody at the provider of the settings.
async fn own_link(
    reader: &Reader,
    id: PersonId,
    provider: &Provider,
) -> Result<Option<IdentityRecord>, StoreError> {
    let all = identities::of(reader, id).await?;
    Ok(all.into_iter().find(|it| it.issuer == provider.issuer))
}

/// Who has just been at the provider in this browser.
fn waiting(app: &AppState, provider: &Provider, token: Option<&str>) -> Option<Profile> {
    let profile = app.waiting.unlinked.with(&hash_of(token?), app.now(), |it| it.clone())?;
    (profile.identity.issuer == provider.issuer).then_some(profile)
}

fn nobody_waits() -> Error {
    conflict("That took too long. Begin once more.")
}

fn conflict(detail: &str) -> Error {
    Error::refused(Code::Conflict, detail)
}
