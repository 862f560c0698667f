//! What was done to many tickets at once: kept for a while, so that it can be looked at and taken back.

use crate::store::{Direction, Reader, StoreError, Tx, key, record::Record};
use serde::{Deserialize, Serialize};
use shared::{
    id::{BatchId, PersonId, TicketId},
    permission::Scope,
    ticket::queue::batch::{Act, Was},
    time::Instant,
};

/// A batch that was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BatchRecord {
    /// Which.
    pub id: BatchId,
    /// Who sent it.
    pub by: PersonId,
    /// When.
    pub at: Instant,
    /// What was done.
    pub act: Act,
    /// To which tickets, and what they had before.
    pub done: Vec<(TicketId, Was)>,
    /// To which it could not be done, and why.
    pub refused: Vec<(TicketId, String)>,
    /// Once it was taken back: where that could not be done, and why.
    pub undone: Option<Vec<(TicketId, String)>>,
}

impl Record for BatchRecord {
    const NAME: &'static str = "batch";
    const VERSION: u8 = 1;
}

impl BatchRecord {
    /// What a permission is about.
    #[must_use]
    pub fn scope(&self) -> Scope {
        Scope::Batch { by: self.by }
    }
}

/// The batch with this id.
///
/// # Errors
/// What the store says.
pub async fn by_id(reader: &Reader, id: BatchId) -> Result<Option<BatchRecord>, StoreError> {
    reader.record(&key::batch(id.0)).await
}

/// Keeps a batch.
///
/// # Errors
/// What the store says.
pub fn put(tx: &Tx, batch: &BatchRecord) -> Result<(), StoreError> {
    tx.put_record(key::batch(batch.id.0), batch)
}

/// Forgets batches from before `time`, at most `limit` of them, the oldest first.
///
/// # Errors
/// What the store says.
pub async fn sweep(tx: &Tx, time: Instant, limit: usize) -> Result<(), StoreError> {
    // Ids are ordered by time.
    let rows = tx.record_range::<BatchRecord>(&key::batches(), limit, Direction::Forward).await?;
    for (row, _) in rows.into_iter().filter(|(_, batch)| batch.at < time) {
        tx.delete(row)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::golden;
    use shared::{
        id::HeldId,
        text::{Body, Remark},
        ticket::{event::Resolution, priority::Priority, status::Stage, team::Team},
    };

    #[test]
    fn a_batch_is_stored_as_ever() {
        let was = |id, was| (TicketId(id), was);
        golden::check(&BatchRecord {
            id: BatchId(1 << 40),
            by: PersonId(7),
            at: "2026-11-20T09:00:00.123Z".parse().unwrap(),
            act: Act::Prioritise {
                to: Priority::High,
                reason: Remark::parse("The board meets today").unwrap(),
            },
            done: vec![
                was(1, Was::With(Some(PersonId(8)))),
                was(2, Was::Team(Team::NETWORK)),
                was(3, Was::Priority(Priority::Low, "You are affected, and it can wait.".into())),
            ],
            refused: vec![(TicketId(4), "it is closed".to_owned())],
            undone: Some(vec![(TicketId(3), "Somebody changed it since".to_owned())]),
        });
        let body = |text| Body::parse(text).unwrap();
        let resolution = Resolution {
            cause: Remark::parse("A switch").unwrap(),
            fix: body("It is new"),
            advice: None,
        };
        golden::check_as(
            "batch.v1-resolve",
            &BatchRecord {
                id: BatchId(1 << 40),
                by: PersonId(7),
                at: "2026-11-20T09:00:00.123Z".parse().unwrap(),
                act: Act::Resolve(Box::new(resolution)),
                done: vec![
                    was(1, Was::Open(Stage::InProgress, Some(HeldId(9)))),
                    was(2, Was::Open(Stage::New, None)),
                ],
                refused: Vec::new(),
                undone: None,
            },
        );
    }
}
