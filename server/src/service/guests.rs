//! People who ask for help without signing in (D1.19): a guest is known by an address that nobody has
//! verified, and follows each request by a link of its own. Whoever holds the link is the guest, for that one
//! request (decision 12).

use crate::{
    auth::link::LinkToken,
    error::Error,
    service::{
        once::{Command, once, within},
        requests::{Sent, enter},
    },
    state::AppState,
    store::{
        Reader, Tx,
        tables::{
            links::{self, LinkRecord},
            people::{self, PersonKind, PersonRecord},
            tickets,
        },
    },
};
use chrono::TimeDelta;
use shared::{
    actor::{Actor, Guest, Roles, Teams},
    api::{
        address::fill,
        links::{GuestLink, LINK_PAGE},
        requests::{FileRequest, Filed, Filing, RequestChanged},
    },
    id::{PersonId, Reference, TicketId},
    permission::{Action, Denied, may},
    text::{EmailAddress, PersonName},
    ticket::{Ticket, intake::contact::Contact},
    time::Instant,
};

/// For how long a link works after something last happened to its request.
const LASTS: TimeDelta = TimeDelta::days(30);

/// Whom to answer.
///
/// # Errors
/// Guests may not ask here, or no address was given.
pub fn contact<'a>(app: &AppState, filing: &'a Filing) -> Result<&'a Contact, Error> {
    // Whoever says nothing of themselves was signed in when they began.
    let guests = app.rules().settings.organisation.guests;
    Ok(filing.contact.as_ref().filter(|_| guests).ok_or(Denied::SignIn)?)
}

/// Files a request in the name of a guest, once, and gives a link to it. A repetition gives a link of its
/// own, because no token is kept that the first one could be told by.
///
/// # Errors
/// What the store says, or no randomness; see [`once`].
pub async fn file(
    app: &AppState,
    contact: &Contact,
    sent: &Sent,
    entered: &FileRequest,
    filing: &Filing,
) -> Result<(Filed, LinkToken), Error> {
    let now = app.now();
    let id = TicketId(app.ids.next(now)?);
    let new = PersonId(app.ids.next(now)?);
    let token = LinkToken::fresh()?;
    let hash = token.hash();
    let filed = app
        .store
        .transact(|tx| async move {
            let person = known_or_new(&tx, contact, new, now).await?;
            let Sent { key, fingerprint } = sent.clone();
            let command = Command { person, key, fingerprint };
            let filed = within(app, &tx, &command, |tx| async move {
                enter(app, &tx, id, person, entered, filing).await
            })
            .await?;
            // A repetition may come after the request has become a member's.
            let ticket = tickets::by_reference(&tx, filed.reference).await?;
            if let Some(ticket) = ticket.filter(|it| it.requester == person) {
                let (ticket, created) = (ticket.id, now);
                let link = LinkRecord { ticket, person, created, replaces: false };
                links::add(&tx, &hash, &link)?;
            }
            Ok::<_, Error>(filed)
        })
        .await?;
    app.open_tickets.refresh(&app.store, id).await?;
    Ok((filed, token))
}

/// The guest with this address, added as `new` if there is none. Members are not looked at, so nothing tells
/// whether there is one (attack 35).
///
/// # Errors
/// What the store says.
pub async fn known_or_new(
    tx: &Tx,
    contact: &Contact,
    new: PersonId,
    now: Instant,
) -> Result<PersonId, Error> {
    let Contact { email, name } = contact;
    // Whoever says no name is called by the first part of the address.
    let short =
        PersonName::parse(people::name_in(email)).map_err(|it| Error::internal(it.to_string()))?;
    let before = people::guest_by_email(tx, email).await?;
    let name = match (&before, name) {
        // Somebody else who types the same address does not rename anybody.
        (Some(it), _) if it.name != short => it.name.clone(),
        (_, Some(name)) => name.clone(),
        (_, None) => short,
    };
    let (id, created) = before.as_ref().map_or((new, now), |it| (it.id, it.created));
    let guest = PersonRecord {
        id,
        name,
        email: email.clone(),
        roles: Roles::default(),
        password: None,
        created,
        kind: PersonKind::Guest,
        suspended: None,
        teams: Teams::All,
    };
    if before.as_ref() != Some(&guest) {
        people::add(tx, &guest)?;
    }
    Ok(id)
}

/// Who somebody is on one request, and by which link.
#[derive(Debug)]
pub struct OnRequest {
    /// Who they are there.
    pub actor: Actor,
    /// The link that makes them a guest, as they are told of it.
    pub link: Option<GuestLink>,
}

/// Who `actor` is on the request `reference` with these links. One's own request is one's own, with or
/// without a link.
///
/// # Errors
/// What the store says.
pub async fn on_request(
    app: &AppState,
    actor: Actor,
    tokens: &[LinkToken],
    reference: &str,
) -> Result<OnRequest, Error> {
    let Ok(reference) = reference.parse::<Reference>() else {
        return Ok(OnRequest { actor, link: None });
    };
    let (now, own) = (app.now(), actor.person().map(|it| it.id));
    let found = app
        .store
        .read(|reader| async move {
            let Some(ticket) = tickets::by_reference(&reader, reference).await? else {
                return Ok(None);
            };
            if own == Some(ticket.requester) {
                return Ok(None);
            }
            for token in tokens {
                let link = links::find(&reader, &token.hash()).await?;
                let is_it = |it: &LinkRecord| it.ticket == ticket.id && works(it, &ticket, now);
                if let Some(link) = link.filter(is_it) {
                    return Ok(Some((told(app, token, &link, &ticket), link, token)));
                }
            }
            Ok::<_, Error>(None)
        })
        .await?;
    let Some((told, link, token)) = found else { return Ok(OnRequest { actor, link: None }) };
    note_use(app, token, &link).await;
    let LinkRecord { ticket, person, .. } = link;
    Ok(OnRequest { actor: Actor::Guest(Guest { person, ticket }), link: Some(told) })
}

/// A link that was made in the place of others takes it with its first use.
async fn note_use(app: &AppState, token: &LinkToken, link: &LinkRecord) {
    if !link.replaces {
        return;
    }
    let hash = &token.hash();
    let noted = app.store.transact(|tx| async move { links::used(&tx, hash).await }).await;
    if let Err(error) = noted {
        // It opens its request all the same, and the next use is noted.
        tracing::warn!(%error, "the first use of a link was not noted: {error}");
    }
}

/// The guests that these links make of whoever brings them.
///
/// # Errors
/// What the store says.
pub async fn of_links(app: &AppState, tokens: &[LinkToken]) -> Result<Vec<Actor>, Error> {
    let now = app.now();
    app.store
        .read(|reader| async move {
            let mut actors = Vec::new();
            for token in tokens {
                let found = opened(&reader, &token.hash(), now).await?;
                let guest = found.map(|(it, _)| Guest { person: it.requester, ticket: it.id });
                actors.extend(guest.map(Actor::Guest));
            }
            Ok(actors)
        })
        .await
}

/// The request that a link opens. One that never was, one that was revoked and one that ran out look the same.
///
/// # Errors
/// It opens nothing.
pub async fn open(app: &AppState, token: &LinkToken) -> Result<Reference, Error> {
    let (hash, now) = (token.hash(), app.now());
    let (ticket, link) = app
        .store
        .read(|reader| async move { opened(&reader, &hash, now).await })
        .await?
        .ok_or_else(Error::not_found)?;
    note_use(app, token, &link).await;
    Ok(ticket.reference)
}

async fn opened(
    reader: &Reader,
    hash: &[u8; 32],
    now: Instant,
) -> Result<Option<(Ticket, LinkRecord)>, Error> {
    let Some(link) = links::find(reader, hash).await? else { return Ok(None) };
    let ticket = tickets::by_id(reader, link.ticket).await?;
    Ok(ticket.filter(|it| works(&link, it, now)).map(|it| (it, link)))
}

fn works(link: &LinkRecord, ticket: &Ticket, now: Instant) -> bool {
    link.person == ticket.requester && now < ends(link, ticket)
}

/// Computed from what happened, and never stored: whatever happens to the request extends it.
fn ends(link: &LinkRecord, ticket: &Ticket) -> Instant {
    link.created.max(ticket.updated) + LASTS
}

fn told(app: &AppState, token: &LinkToken, link: &LinkRecord, ticket: &Ticket) -> GuestLink {
    let path = fill(LINK_PAGE, &[("token", token.reveal())]);
    GuestLink { address: format!("{}{path}", app.url), expires: ends(link, ticket) }
}

/// Makes a new link, once. The others end when it is first used, so that nobody is locked out whom it never
/// reached. A repetition gives a link of its own.
///
/// # Errors
/// The actor came without a link.
pub async fn renew(
    app: &AppState,
    actor: &Actor,
    sent: Sent,
) -> Result<(RequestChanged, LinkToken), Error> {
    let guest = guest(actor)?;
    let (token, created, command) = (LinkToken::fresh()?, app.now(), sent.by(actor)?);
    let (hash, command) = (&token.hash(), &command);
    let changed = app.store.transact(|tx| async move {
        let changed = within(app, &tx, command, |tx| async move { own(&tx, actor, guest).await });
        let changed = changed.await?;
        let Guest { ticket, person } = guest;
        let link = LinkRecord { ticket, person, created, replaces: true };
        links::add_replacement(&tx, hash, &link).await?;
        Ok::<_, Error>(changed)
    });
    Ok((changed.await?, token))
}

/// Ends all links to the request, once.
///
/// # Errors
/// The actor came without a link.
pub async fn revoke(app: &AppState, actor: &Actor, sent: Sent) -> Result<RequestChanged, Error> {
    let guest = guest(actor)?;
    once(app, &sent.by(actor)?, |tx| async move {
        links::end_all(&tx, guest.ticket).await?;
        own(&tx, actor, guest).await
    })
    .await
}

fn guest(actor: &Actor) -> Result<Guest, Error> {
    match actor {
        Actor::Guest(it) => Ok(*it),
        Actor::Anonymous => Err(Denied::SignIn.into()),
        // Whoever is signed in has no links, whatever the request.
        Actor::Person(_) => Err(Error::not_found()),
    }
}

/// The request of `guest`, as long as it is theirs.
async fn own(tx: &Tx, actor: &Actor, guest: Guest) -> Result<RequestChanged, Error> {
    let ticket = tickets::by_id(tx, guest.ticket).await?.ok_or_else(Error::not_found)?;
    may(actor, Action::ReadRequest, &ticket.scope(actor))?;
    Ok(RequestChanged { reference: ticket.reference, stage: ticket.status.stage() })
}

/// Gives the requests of the guest with this address to `member`, who has it by the word of an administrator,
/// and ends the links to them. Says which.
///
/// # Errors
/// What the store says.
pub async fn hand_over(
    tx: &Tx,
    email: &EmailAddress,
    member: PersonId,
) -> Result<Vec<TicketId>, Error> {
    let Some(guest) = people::guest_by_email(tx, email).await? else { return Ok(Vec::new()) };
    let own = tickets::of_requester(tx, guest.id, usize::MAX).await?;
    for before in &own {
        let ticket = Ticket { requester: member, ..before.clone() };
        let mut entries = tickets::entries(tx, ticket.id).await?;
        entries.retain(|it| it.by == guest.id);
        entries.iter_mut().for_each(|it| it.by = member);
        tickets::put(tx, Some(before), &ticket, &entries)?;
        links::end_all(tx, ticket.id).await?;
    }
    Ok(own.iter().map(|it| it.id).collect())
}
