//! Words for requesters that can still be taken back, and those that were, for a while. Nothing else of the ticket
//! knows of them: what nobody was told cannot be read anywhere.

use crate::store::{Direction, Hint, Reader, StoreError, Tx, key, record::Record};
use serde::{Deserialize, Serialize};
use shared::{
    id::{AttachmentId, HeldId, PersonId, TicketId},
    ticket::held::Words,
    time::Instant,
};

/// Words that the requester does not know of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldRecord {
    /// Which; the later ones have greater ids.
    pub id: HeldId,
    /// About which ticket.
    pub ticket: TicketId,
    /// Who wrote them.
    pub by: PersonId,
    /// When.
    pub at: Instant,
    /// When they are told.
    pub until: Instant,
    /// The words.
    pub words: Words,
    /// Uploads of the writer's that go with them.
    pub files: Vec<AttachmentId>,
    /// When they were taken back: then they are never told, and kept for their writer alone.
    pub taken_back: Option<Instant>,
}

impl Record for HeldRecord {
    const NAME: &'static str = "held";
    const VERSION: u8 = 1;
}

/// Keeps words.
///
/// # Errors
/// What the store says.
pub fn put(tx: &Tx, held: &HeldRecord) -> Result<(), StoreError> {
    tx.put_record(key::held(held.ticket.0, held.id.0), held)?;
    tx.publish(Hint::Ticket(held.ticket.0))
}

/// Forgets them.
///
/// # Errors
/// What the store says.
pub fn remove(tx: &Tx, held: &HeldRecord) -> Result<(), StoreError> {
    tx.delete(key::held(held.ticket.0, held.id.0))
}

/// The words with this id.
///
/// # Errors
/// What the store says.
pub async fn by_id(
    reader: &Reader,
    ticket: TicketId,
    id: HeldId,
) -> Result<Option<HeldRecord>, StoreError> {
    reader.record(&key::held(ticket.0, id.0)).await
}

/// Whether a resolution of `ticket` is on its way.
///
/// # Errors
/// What the store says.
pub async fn is_resolved(reader: &Reader, ticket: TicketId) -> Result<bool, StoreError> {
    let all = of_ticket(reader, ticket).await?;
    let is_resolution = |it: &HeldRecord| matches!(it.words, Words::Resolution(..));
    Ok(all.iter().any(|it| it.taken_back.is_none() && is_resolution(it)))
}

/// Those of a ticket, oldest first, with those that were taken back.
///
/// # Errors
/// What the store says.
pub async fn of_ticket(reader: &Reader, ticket: TicketId) -> Result<Vec<HeldRecord>, StoreError> {
    let span = key::held_of(ticket.0);
    let rows = reader.record_range(&span, usize::MAX, Direction::Forward).await?;
    Ok(rows.into_iter().map(|it| it.1).collect())
}

/// Those of all tickets: a few at any time.
///
/// # Errors
/// What the store says.
pub async fn all(reader: &Reader) -> Result<Vec<HeldRecord>, StoreError> {
    let rows = reader.record_range(&key::all_held(), usize::MAX, Direction::Forward).await?;
    Ok(rows.into_iter().map(|it| it.1).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::golden;
    use shared::text::Body;

    #[test]
    fn held_words_are_stored_as_ever() {
        let at = |second| format!("2026-11-20T09:00:{second}Z").parse().unwrap();
        golden::check(&HeldRecord {
            id: HeldId(1 << 40),
            ticket: TicketId(9),
            by: PersonId(8),
            at: at("00.123"),
            until: at("15.123"),
            words: Words::Question(Body::parse("Which printer is it?").unwrap()),
            files: vec![AttachmentId(5)],
            taken_back: Some(at("10.5")),
        });
    }
}
