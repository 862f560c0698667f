//! Guests' links to their requests: found by the hash of their token, and by ticket to end them.

use super::sessions::TokenHash;
use crate::store::{Direction, Reader, StoreError, Tx, key, record::Record};
use serde::{Deserialize, Serialize};
use shared::{
    id::{PersonId, TicketId},
    time::Instant,
};

/// A link as it is stored. When it ends follows from what happens to its ticket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkRecord {
    /// The one ticket that it opens.
    pub ticket: TicketId,
    /// The guest in whose name it is opened.
    pub person: PersonId,
    /// When it was made.
    pub created: Instant,
}

impl Record for LinkRecord {
    const NAME: &'static str = "link";
    const VERSION: u8 = 1;
}

/// The link of a token, whether or not it still works.
///
/// # Errors
/// What the store says.
pub async fn find(reader: &Reader, hash: &TokenHash) -> Result<Option<LinkRecord>, StoreError> {
    reader.record(&key::link(hash)).await
}

/// Adds a link.
///
/// # Errors
/// What the store says.
pub fn add(tx: &Tx, hash: &TokenHash, link: &LinkRecord) -> Result<(), StoreError> {
    tx.put(key::link_by_ticket(link.ticket.0, hash), [])?;
    tx.put_record(key::link(hash), link)
}

/// Ends all links to a ticket at once.
///
/// # Errors
/// What the store says.
pub async fn end_all(tx: &Tx, ticket: TicketId) -> Result<(), StoreError> {
    let rows = tx.range(&key::links_of_ticket(ticket.0), usize::MAX, Direction::Forward).await?;
    for (row, _) in rows {
        tx.delete(key::link(&key::read_link_by_ticket(&row)?.1))?;
        tx.delete(row)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::golden;

    #[test]
    fn a_link_is_stored_as_ever() {
        golden::check(&LinkRecord {
            ticket: TicketId(42),
            person: PersonId(7),
            created: "2026-11-20T09:00:00Z".parse().unwrap(),
        });
    }
}
