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
    /// It was made in the place of the others and has not been used yet: when it is, they end.
    #[serde(default)]
    pub replaces: bool,
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

/// Adds a link that is to replace all others to its ticket. One that was to do so before, and was never used,
/// ends.
///
/// # Errors
/// What the store says.
pub async fn add_replacement(
    tx: &Tx,
    hash: &TokenHash,
    link: &LinkRecord,
) -> Result<(), StoreError> {
    for (before, it) in of_ticket(tx, link.ticket).await? {
        if it.replaces {
            end(tx, link.ticket, &before)?;
        }
    }
    add(tx, hash, &LinkRecord { replaces: true, ..link.clone() })
}

/// The link is used: if it was made in the place of others, they end now.
///
/// # Errors
/// What the store says.
pub async fn used(tx: &Tx, hash: &TokenHash) -> Result<(), StoreError> {
    let Some(link) = find(tx, hash).await?.filter(|it| it.replaces) else { return Ok(()) };
    end_all(tx, link.ticket).await?;
    add(tx, hash, &LinkRecord { replaces: false, ..link })
}

/// Ends all links to a ticket at once.
///
/// # Errors
/// What the store says.
pub async fn end_all(tx: &Tx, ticket: TicketId) -> Result<(), StoreError> {
    for (hash, _) in of_ticket(tx, ticket).await? {
        end(tx, ticket, &hash)?;
    }
    Ok(())
}

async fn of_ticket(tx: &Tx, ticket: TicketId) -> Result<Vec<(TokenHash, LinkRecord)>, StoreError> {
    let rows = tx.range(&key::links_of_ticket(ticket.0), usize::MAX, Direction::Forward).await?;
    let mut found = Vec::new();
    for (row, _) in rows {
        let hash = key::read_link_by_ticket(&row)?.1;
        found.extend(find(tx, &hash).await?.map(|it| (hash, it)));
    }
    Ok(found)
}

fn end(tx: &Tx, ticket: TicketId, hash: &TokenHash) -> Result<(), StoreError> {
    tx.delete(key::link_by_ticket(ticket.0, hash))?;
    tx.delete(key::link(hash))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::golden;

    #[test]
    fn a_link_is_stored_as_ever() {
        let link = LinkRecord {
            ticket: TicketId(42),
            person: PersonId(7),
            created: "2026-11-20T09:00:00Z".parse().unwrap(),
            replaces: false,
        };
        golden::check(&link);
        golden::check_old("link.v1-before-replacing", &link);
    }
}
