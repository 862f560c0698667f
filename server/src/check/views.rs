//! Saved views of the queue, and what was done to many tickets of it at once.

use crate::store::{
    StoreError, key,
    tables::{batches::BatchRecord, views::ViewRecord},
};

use super::{Wrong, examination::Examination};

/// A view stands with whoever has it, and somebody saved it.
pub(super) async fn view(row: &mut Examination<'_>, shelf: u64, id: u64) -> Result<(), StoreError> {
    let Some(view) = row.record::<ViewRecord>() else { return Ok(()) };
    row.check((view.shelf().0, view.id.0) == (shelf, id), Wrong::Misplaced);
    row.refers_to(key::person(view.by.0)).await
}

/// A batch stands under its id, somebody sent it, and its tickets are there.
pub(super) async fn batch(row: &mut Examination<'_>, id: u64) -> Result<(), StoreError> {
    let Some(batch) = row.record::<BatchRecord>() else { return Ok(()) };
    row.check(batch.id.0 == id, Wrong::Misplaced);
    row.refers_to(key::person(batch.by.0)).await?;
    for (ticket, _) in batch.done {
        row.refers_to(key::ticket(ticket.0)).await?;
    }
    Ok(())
}
