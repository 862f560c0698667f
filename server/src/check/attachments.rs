//! Attachments: their rows, whose they are, and what they were sent with. Their bytes are another matter:
//! see [`super::files`].

use shared::{id::AttachmentId, ticket::event::Entry};

use crate::store::{
    StoreError,
    key::{self, Key},
    tables::attachments::{AttachmentRecord, SentWith, index},
};

use super::{Wrong, examination::Examination};

pub(super) async fn attachment(row: &mut Examination<'_>, id: u64) -> Result<(), StoreError> {
    let Some(attachment) = row.record::<AttachmentRecord>() else { return Ok(()) };
    row.check(attachment.id.0 == id, Wrong::Misplaced);
    for key in index(&attachment) {
        row.has_row(key, &[]).await?;
    }
    row.refers_to(key::person(attachment.owner.0)).await?;
    let Some(SentWith { ticket, entry, is_internal }) = attachment.sent else { return Ok(()) };
    let entry = key::entry(ticket.0, u64::from(entry));
    if let Some(said) = row.target::<Entry>(entry.clone()).await? {
        row.check(said.files.contains(&attachment.reference()), Wrong::Stale(entry));
        row.check(is_internal != said.event.is_public(), Wrong::Audience);
    }
    Ok(())
}

pub(super) async fn row_of_attachment(
    row: &mut Examination<'_>,
    id: u64,
) -> Result<(), StoreError> {
    let owner = key::attachment(id);
    if let Some(attachment) = row.target::<AttachmentRecord>(owner.clone()).await? {
        let rows: Vec<(Key, Vec<u8>)> =
            index(&attachment).into_iter().map(|it| (it, Vec::new())).collect();
        row.is_one_of(&rows, owner);
    }
    Ok(())
}

/// The entry here lists a file, which must have been sent with it.
pub(super) async fn listed(
    row: &mut Examination<'_>,
    file: AttachmentId,
    (ticket, number): (u64, u64),
) -> Result<(), StoreError> {
    let owner = key::attachment(file.0);
    if let Some(attachment) = row.target::<AttachmentRecord>(owner.clone()).await? {
        let is_here = |it: SentWith| (it.ticket.0, u64::from(it.entry)) == (ticket, number);
        row.check(attachment.sent.is_some_and(is_here), Wrong::Stale(owner));
    }
    Ok(())
}
