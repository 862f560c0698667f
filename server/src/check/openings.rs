//! Confidential tickets that somebody opened in an emergency.

use super::{Wrong, examination::Examination};
use crate::store::{StoreError, key, tables::openings::OpeningRecord};

/// It stands with whoever opened it, who exists like the ticket.
pub(super) async fn opening(
    row: &mut Examination<'_>,
    person: u64,
    id: u64,
) -> Result<(), StoreError> {
    let Some(opening) = row.record::<OpeningRecord>() else { return Ok(()) };
    row.check((opening.by.0, opening.id.0) == (person, id), Wrong::Misplaced);
    row.refers_to(key::person(person)).await?;
    row.refers_to(key::ticket(opening.ticket.0)).await
}
