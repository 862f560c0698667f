//! Words for requesters that can still be taken back.

use super::{Wrong, examination::Examination};
use crate::store::{StoreError, key, tables::held::HeldRecord};

/// They stand with their ticket, which exists like whoever wrote them.
pub(super) async fn held(
    row: &mut Examination<'_>,
    ticket: u64,
    id: u64,
) -> Result<(), StoreError> {
    let Some(held) = row.record::<HeldRecord>() else { return Ok(()) };
    row.check((held.ticket.0, held.id.0) == (ticket, id), Wrong::Misplaced);
    row.refers_to(key::ticket(ticket)).await?;
    row.refers_to(key::person(held.by.0)).await
}
