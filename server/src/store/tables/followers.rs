//! Who follows the known incident of a ticket: a row by ticket, and the same by person. Nothing more is kept of
//! it.

use crate::store::{Direction, Hint, Reader, StoreError, Tx, key};
use shared::{
    id::{PersonId, TicketId},
    ticket::Ticket,
};

/// Whether `person` follows it.
///
/// # Errors
/// What the store says.
pub async fn follows(
    reader: &Reader,
    ticket: TicketId,
    person: PersonId,
) -> Result<bool, StoreError> {
    Ok(reader.get(&key::follower(ticket.0, person.0)).await?.is_some())
}

/// How many follow it besides whoever asked.
///
/// # Errors
/// What the store says.
pub async fn n_following(reader: &Reader, ticket: &Ticket) -> Result<usize, StoreError> {
    let rows = reader.range(&key::followers(ticket.id.0), usize::MAX, Direction::Forward).await?;
    let requester = key::follower(ticket.id.0, ticket.requester.0);
    Ok(rows.iter().filter(|it| it.0 != requester).count())
}

/// The last `limit` tickets whose known incidents `person` follows, the newest first.
///
/// # Errors
/// What the store says.
pub async fn followed_by(
    reader: &Reader,
    person: PersonId,
    limit: usize,
) -> Result<Vec<Ticket>, StoreError> {
    let span = key::all_followed_by_person(person.0);
    let rows = reader.range(&span, limit, Direction::Reverse).await?;
    let keys: Result<Vec<_>, StoreError> =
        rows.iter().map(|(row, _)| Ok(key::ticket(key::read_followed_by_person(row)?.1))).collect();
    Ok(reader.records(&keys?).await?.into_iter().flatten().collect())
}

/// Says that `person` follows it, or does no longer. Said again, it changes nothing.
///
/// # Errors
/// What the store says.
pub fn put(
    tx: &Tx,
    ticket: TicketId,
    person: PersonId,
    is_followed: bool,
) -> Result<(), StoreError> {
    let rows = [key::follower(ticket.0, person.0), key::followed_by_person(person.0, ticket.0)];
    for row in rows {
        if is_followed { tx.put(row, [])? } else { tx.delete(row)? }
    }
    tx.publish(Hint::Ticket(ticket.0))
}
