//! Who follows known incidents.

use crate::store::{StoreError, key};

use super::examination::Examination;

/// Both rows of one who follows one: each must have the other.
pub(super) async fn follower(
    row: &mut Examination<'_>,
    ticket: u64,
    person: u64,
) -> Result<(), StoreError> {
    row.has_row(key::follower(ticket, person), &[]).await?;
    row.has_row(key::followed_by_person(person, ticket), &[]).await?;
    row.refers_to(key::ticket(ticket)).await?;
    row.refers_to(key::person(person)).await
}
