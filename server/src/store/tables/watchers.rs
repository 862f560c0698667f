//! Staff who follow tickets: a record with each person, and a row with each ticket. The ticket itself knows nothing of it.

use crate::store::{Direction, Hint, Reader, StoreError, Tx, key, record::Record};
use serde::{Deserialize, Serialize};
use shared::{
    id::{PersonId, TicketId},
    ticket::Ticket,
    time::Instant,
};

/// Somebody who follows a ticket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WatchRecord {
    /// Who.
    pub person: PersonId,
    /// Which.
    pub ticket: TicketId,
    /// Since when.
    pub since: Instant,
    /// How many entries of its timeline they have seen.
    pub seen: u32,
    /// The last entry in which a colleague called them.
    pub called_in: Option<u32>,
}

impl Record for WatchRecord {
    const NAME: &'static str = "watch";
    const VERSION: u8 = 1;
}

impl WatchRecord {
    /// Whether they were called in what they have not seen.
    #[must_use]
    pub fn is_called(&self) -> bool {
        self.called_in.is_some_and(|it| it >= self.seen)
    }

    /// Whether something is new in `ticket` for them.
    #[must_use]
    pub fn is_unread(&self, ticket: &Ticket) -> bool {
        self.seen < ticket.n_entries
    }
}

/// How `person` follows a ticket, if they do.
///
/// # Errors
/// What the store says.
pub async fn of(
    reader: &Reader,
    person: PersonId,
    ticket: TicketId,
) -> Result<Option<WatchRecord>, StoreError> {
    reader.record(&key::watch(person.0, ticket.0)).await
}

/// All that `person` follows, at most `limit` tickets, the newest first.
///
/// # Errors
/// What the store says.
pub async fn by(
    reader: &Reader,
    person: PersonId,
    limit: usize,
) -> Result<Vec<WatchRecord>, StoreError> {
    let rows = reader.record_range(&key::watches_of(person.0), limit, Direction::Reverse).await?;
    Ok(rows.into_iter().map(|it| it.1).collect())
}

/// All who follow `ticket`.
///
/// # Errors
/// What the store says.
pub async fn on(reader: &Reader, ticket: TicketId) -> Result<Vec<PersonId>, StoreError> {
    let rows = reader.range(&key::watchers_of(ticket.0), usize::MAX, Direction::Forward).await?;
    let person = |row| Ok(PersonId(key::read_watcher(row)?.1));
    rows.iter().map(|it| person(&it.0)).collect()
}

/// Keeps how somebody follows a ticket.
///
/// # Errors
/// What the store says.
pub fn put(tx: &Tx, watch: &WatchRecord) -> Result<(), StoreError> {
    let (person, ticket) = (watch.person.0, watch.ticket.0);
    tx.put_record(key::watch(person, ticket), watch)?;
    tx.put(key::watcher(ticket, person), [])?;
    tx.publish(Hint::Ticket(ticket))
}

/// They follow it no more. Said again, it changes nothing.
///
/// # Errors
/// What the store says.
pub fn remove(tx: &Tx, person: PersonId, ticket: TicketId) -> Result<(), StoreError> {
    tx.delete(key::watch(person.0, ticket.0))?;
    tx.delete(key::watcher(ticket.0, person.0))?;
    tx.publish(Hint::Ticket(ticket.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::golden;

    #[test]
    fn who_follows_what_is_stored_as_ever() {
        let watch = WatchRecord {
            person: PersonId(7),
            ticket: TicketId(1 << 40),
            since: "2026-11-20T09:00:00.123Z".parse().unwrap(),
            seen: 3,
            called_in: Some(4),
        };
        golden::check(&watch);
        assert!(watch.is_called());
        assert!(!WatchRecord { seen: 5, ..watch }.is_called());
    }
}
