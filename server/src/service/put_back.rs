//! Taking back what one has just decided on a ticket (D5.7).

use crate::{
    error::Error,
    service::{once::once, requests::Sent, tickets::fulfil},
    state::AppState,
    store::tables::tickets,
};
use shared::{
    actor::Actor,
    api::tickets::{Restored, TicketChanged, Undoable},
    id::{PersonId, TicketId},
    permission::{Action, may},
    problem::Code,
    ticket::{
        Ticket,
        command::Command as TicketCommand,
        event::Entry,
        put_back::{Before, PUT_BACK_WITHIN, reversible},
    },
    time::Instant,
};
use std::collections::HashMap;

/// Takes back what the actor has just decided on a ticket, once (D5.7).
///
/// # Errors
/// It is not there, not for this actor, somebody decided otherwise since, or too much time has passed.
pub async fn take_back(
    app: &AppState,
    actor: &Actor,
    sent: Sent,
    id: TicketId,
    entry: u32,
) -> Result<TicketChanged, Error> {
    let command = sent.by(actor)?;
    let by = command.person;
    let changed = once(app, &command, |tx| async move {
        let ticket = tickets::by_id(&tx, id).await?.ok_or_else(Error::not_found)?;
        may(actor, Action::ReadTicket, &ticket.scope(actor))?;
        let entries = tickets::entries(&tx, id).await?;
        let all = reversible(&entries, by, app.now());
        let it = all.into_iter().find(|it| it.of == entry).ok_or_else(not_any_more)?;
        let wish = TicketCommand::PutBack { of: it.of, to: it.to };
        let ticket = fulfil(app, &tx, actor, ticket, wish.into()).await?;
        Ok(TicketChanged::of(&ticket, actor))
    })
    .await?;
    app.open_tickets.refresh(&app.store, id).await?;
    Ok(changed)
}

fn not_any_more() -> Error {
    let detail = "This cannot be taken back any more: somebody decided otherwise since, or a minute has passed. \
                  Look at the ticket, and change it again if need be.";
    Error::refused(Code::Conflict, detail)
}

/// What `actor` can take back at `now`, the newest first.
pub(super) fn undoable(
    ticket: &Ticket,
    entries: &[Entry],
    actor: &Actor,
    now: Instant,
    names: &HashMap<PersonId, String>,
) -> Vec<Undoable> {
    let by = actor.author().filter(|_| ticket.status.stage().is_open());
    let all = by.map(|by| reversible(entries, by, now)).unwrap_or_default();
    let shown = all.into_iter().map(|it| Undoable {
        entry: it.of,
        to: restored(&it.to, names),
        until: it.at + PUT_BACK_WITHIN,
    });
    shown.collect()
}

/// A property as it is again, with the names of people.
pub(super) fn restored(to: &Before, names: &HashMap<PersonId, String>) -> Restored {
    match to {
        Before::Assignee(to) => {
            Restored::Assignee { to: to.map(|it| names.get(&it).cloned().unwrap_or_default()) }
        }
        Before::Team(to) => Restored::Team { to: *to },
        Before::Priority { priority, .. } => Restored::Priority { to: *priority },
        Before::Category(to) => Restored::Category { to: *to },
    }
}
