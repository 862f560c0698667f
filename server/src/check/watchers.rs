//! Staff who follow tickets.

use crate::store::{StoreError, key, tables::watchers::WatchRecord};

use super::{Wrong, examination::Examination};

/// It stands with its person and its ticket, which are there, and has its row with the ticket.
pub(super) async fn watch(
    row: &mut Examination<'_>,
    person: u64,
    ticket: u64,
) -> Result<(), StoreError> {
    let Some(watch) = row.record::<WatchRecord>() else { return Ok(()) };
    row.check((watch.person.0, watch.ticket.0) == (person, ticket), Wrong::Misplaced);
    row.has_row(key::watcher(ticket, person), &[]).await?;
    row.refers_to(key::ticket(ticket)).await?;
    row.refers_to(key::person(person)).await
}

/// The row with a ticket: the record must be there.
pub(super) async fn row_of_watch(
    row: &mut Examination<'_>,
    ticket: u64,
    person: u64,
) -> Result<(), StoreError> {
    row.refers_to(key::watch(person, ticket)).await
}
