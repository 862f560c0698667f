//! Who else is on a ticket’s page. Asked and told by those alone who may read the ticket; nothing is stored.

use crate::{error::Error, service::tickets::missing, state::AppState, store::tables::tickets};
use shared::{
    actor::Actor,
    api::presence::{Doing, Here, Presence},
    id::{PersonId, TicketId},
    permission::{Action, Denied, may},
};

/// The actor does something on the page of a ticket, or leaves it, and hears who else is there.
///
/// # Errors
/// It is not there, or not for this actor.
pub async fn show(
    app: &AppState,
    actor: &Actor,
    id: TicketId,
    doing: Option<Doing>,
) -> Result<Presence, Error> {
    let person = actor.author().ok_or(Denied::SignIn)?;
    let ticket = app.store.read(|reader| async move { tickets::by_id(&reader, id).await }).await?;
    let ticket = ticket.ok_or_else(|| missing(actor))?;
    may(actor, Action::ReadTicket, &ticket.scope(actor))?;
    app.presences.show(id, person, doing, app.now());
    Ok(Presence { here: others(app, id, person) })
}

/// Who is on the page of a ticket besides `reader`, who may read it.
pub(super) fn others(app: &AppState, id: TicketId, reader: PersonId) -> Vec<Here> {
    let here = app.presences.on(id, reader, app.now());
    let name = |person| app.staff.name(person);
    here.into_iter().filter_map(|(id, doing)| Some(Here { name: name(id)?, doing })).collect()
}
