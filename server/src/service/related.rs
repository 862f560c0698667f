//! Tickets that belong together. Both are changed in one transaction, so that each always knows of the other.

use crate::{
    error::Error,
    service::{
        once::once,
        requests::{Sent, new_ticket},
        tickets::{Wish, fulfil},
    },
    state::AppState,
    store::{Reader, Tx, tables::tickets},
};
use shared::{
    actor::Actor,
    api::{
        calls::for_its_team,
        related::{LinkedTicket, Linking},
        tickets::TicketChanged,
    },
    id::TicketId,
    permission::{Action, may},
    problem::Check,
    ticket::{
        Ticket,
        command::Command,
        event::{Entry, Event},
        intake::Intake,
        link::{Link, Tie},
    },
};

/// The tickets that belong to `ticket`, as far as the actor may read them.
///
/// # Errors
/// What the store says.
pub(super) async fn of(
    reader: &Reader,
    actor: &Actor,
    ticket: &Ticket,
) -> Result<Vec<LinkedTicket>, Error> {
    let mut linked = Vec::with_capacity(ticket.links.len());
    for Link { to, reference, tie } in ticket.links.iter().copied() {
        let other = tickets::by_id(reader, to).await?;
        let other = other.filter(|it| may(actor, Action::ReadTicket, &it.scope(actor)).is_ok());
        linked.extend(other.map(|it| {
            let title = it.title.to_string();
            LinkedTicket { id: to, reference, tie, title }
        }));
    }
    Ok(linked)
}

/// `entries` without those that name a ticket that the actor may not read.
///
/// # Errors
/// What the store says.
pub(super) async fn without_hidden(
    reader: &Reader,
    actor: &Actor,
    entries: Vec<Entry>,
) -> Result<Vec<Entry>, Error> {
    let mut shown = Vec::with_capacity(entries.len());
    for entry in entries {
        if let Event::Tied(Link { to, .. }) | Event::Untied(Link { to, .. }) = &entry.event {
            let other = tickets::by_id(reader, *to).await?;
            let can_read = |it: &Ticket| may(actor, Action::ReadTicket, &it.scope(actor)).is_ok();
            if !other.as_ref().is_some_and(can_read) {
                continue;
            }
        }
        shown.push(entry);
    }
    Ok(shown)
}

/// Says that two tickets belong together, once.
///
/// # Errors
/// One of them is not there or not for this actor, or they cannot.
pub async fn link(
    app: &AppState,
    actor: &Actor,
    sent: Sent,
    id: TicketId,
    Linking { reference, tie }: Linking,
) -> Result<TicketChanged, Error> {
    let command = sent.by(actor)?;
    let (changed, other) = once(app, &command, |tx| async move {
        let ticket = own(&tx, actor, id).await?;
        let other = tickets::by_reference(&tx, reference).await?;
        let other = other.filter(|it| may(actor, Action::ReadTicket, &it.scope(actor)).is_ok());
        let other = other.ok_or_else(|| refused("There is no ticket with this reference"))?;
        // Whoever asked for one may know all that is told of the other.
        if tie == Tie::MergedInto && ticket.requester != other.requester {
            return Err(refused(
                "Only requests of the same person can be merged. Relate them, or tell everybody about one",
            ));
        }
        let others = other.id;
        let ticket = tie_both(app, &tx, actor, [ticket, other], tie).await?;
        Ok((TicketChanged::of(&ticket, actor), others))
    })
    .await?;
    refresh(app, [id, other]).await?;
    Ok(changed)
}

/// Ties the first to the second, and the second to the first.
async fn tie_both(
    app: &AppState,
    tx: &Tx,
    actor: &Actor,
    [ticket, other]: [Ticket; 2],
    tie: Tie,
) -> Result<Ticket, Error> {
    let to = |it: &Ticket, tie| Link { to: it.id, reference: it.reference, tie };
    let (here, there) = (to(&other, tie), to(&ticket, tie.turned()));
    fulfil(app, tx, actor, other, Wish::from(Command::Tie(there))).await?;
    fulfil(app, tx, actor, ticket, Wish::from(Command::Tie(here))).await
}

/// Says that two tickets do not belong together any more, once. What was merged goes on by itself again.
///
/// # Errors
/// As [`link`].
pub async fn unlink(
    app: &AppState,
    actor: &Actor,
    sent: Sent,
    id: TicketId,
    to: TicketId,
) -> Result<TicketChanged, Error> {
    let command = sent.by(actor)?;
    let changed = once(app, &command, |tx| async move {
        let ticket = own(&tx, actor, id).await?;
        let ticket = fulfil(app, &tx, actor, ticket, Wish::from(Command::Untie(to))).await?;
        let other = tickets::by_id(&tx, to).await?.ok_or_else(Error::not_found)?;
        fulfil(app, &tx, actor, other, Wish::from(Command::Untie(id))).await?;
        Ok(TicketChanged::of(&ticket, actor))
    })
    .await?;
    refresh(app, [id, to]).await?;
    Ok(changed)
}

/// Makes a ticket of a part of another, once; its requester is the same. Its clocks run from now on, as the promises
/// of the other do not change.
///
/// # Errors
/// The ticket is not there, or not for this actor.
pub async fn split(
    app: &AppState,
    actor: &Actor,
    sent: Sent,
    id: TicketId,
    intake: &Intake,
) -> Result<TicketChanged, Error> {
    let command = sent.by(actor)?;
    let (now, by) = (app.now(), command.person);
    let new = TicketId(app.ids.next(now)?);
    let changed = once(app, &command, |tx| async move {
        let ticket = own(&tx, actor, id).await?;
        let (requester, reported) = (ticket.requester, ticket.reported);
        let tree = &app.rules().settings.catalogue.intake;
        let intake = for_its_team(tree, intake.clone(), "about")?;
        let (part, filed) = new_ticket(&tx, new, requester, intake, reported, now).await?;
        let entry = Entry { sequence: 0, at: now, by, event: filed, files: Vec::new() };
        tickets::put(&tx, None, &part, &[entry])?;
        let maker = actor.working_for(part.team);
        let ticket = tie_both(app, &tx, &maker, [ticket, part], Tie::SplitOff).await?;
        Ok((TicketChanged::of(&ticket, actor), new))
    })
    .await?;
    refresh(app, [id, changed.1]).await?;
    Ok(changed.0)
}

/// The ticket whose page this is.
async fn own(tx: &Tx, actor: &Actor, id: TicketId) -> Result<Ticket, Error> {
    let ticket = tickets::by_id(tx, id).await?.ok_or_else(Error::not_found)?;
    may(actor, Action::LinkTickets, &ticket.scope(actor))?;
    Ok(ticket)
}

fn refused(advice: &str) -> Error {
    let mut check = Check::new();
    check.refuse("reference", advice);
    check.problem().into()
}

async fn refresh(app: &AppState, ids: [TicketId; 2]) -> Result<(), Error> {
    for id in ids {
        app.open_tickets.refresh(&app.store, id).await?;
    }
    Ok(())
}
