//! Confidential tickets that somebody opened in an emergency, until a lead has looked at it. What happened is told
//! for ever by the ticket’s timeline and the audit log.

use crate::store::{Direction, Reader, StoreError, Tx, key, record::Record};
use serde::{Deserialize, Serialize};
use shared::{
    id::{OpeningId, PersonId, Reference, TicketId},
    text::Remark,
    time::Instant,
};

/// A ticket is open to somebody for a while, or was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpeningRecord {
    /// Which; the later ones have greater ids.
    pub id: OpeningId,
    /// The ticket.
    pub ticket: TicketId,
    /// What people call it.
    pub reference: Reference,
    /// To whom it is open.
    pub by: PersonId,
    /// Since when.
    pub at: Instant,
    /// Up to, not including, when.
    pub until: Instant,
    /// Why.
    pub reason: Remark,
    /// When somebody looked at it who may.
    pub reviewed: Option<Instant>,
}

impl Record for OpeningRecord {
    const NAME: &'static str = "opening";
    const VERSION: u8 = 1;
}

/// Keeps an opening.
///
/// # Errors
/// What the store says.
pub fn put(tx: &Tx, opening: &OpeningRecord) -> Result<(), StoreError> {
    tx.put_record(key::opening(opening.by.0, opening.id.0), opening)
}

/// Those of one person, oldest first.
///
/// # Errors
/// What the store says.
pub async fn of(reader: &Reader, person: PersonId) -> Result<Vec<OpeningRecord>, StoreError> {
    let rows =
        reader.record_range(&key::openings_of(person.0), usize::MAX, Direction::Forward).await?;
    Ok(rows.into_iter().map(|it| it.1).collect())
}

/// Those of everybody: a few at any time.
///
/// # Errors
/// What the store says.
pub async fn all(reader: &Reader) -> Result<Vec<OpeningRecord>, StoreError> {
    let rows = reader.record_range(&key::openings(), usize::MAX, Direction::Forward).await?;
    let mut all: Vec<OpeningRecord> = rows.into_iter().map(|it| it.1).collect();
    all.sort_by_key(|it| it.id);
    Ok(all)
}

/// Forgets those that are over and were looked at.
///
/// # Errors
/// What the store says.
pub async fn sweep(tx: &Tx, now: Instant) -> Result<(), StoreError> {
    for it in all(tx).await? {
        if it.reviewed.is_some() && it.until <= now {
            tx.delete(key::opening(it.by.0, it.id.0))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::golden;

    #[test]
    fn an_opening_is_stored_as_ever() {
        let at = |time: &str| format!("2026-11-20T{time}:00Z").parse().unwrap();
        golden::check(&OpeningRecord {
            id: OpeningId(1 << 40),
            ticket: TicketId(9),
            reference: Reference::from_number(42),
            by: PersonId(8),
            at: at("09:00"),
            until: at("10:00"),
            reason: Remark::parse("She is locked out and Ana is away").unwrap(),
            reviewed: Some(at("09:30")),
        });
    }
}
