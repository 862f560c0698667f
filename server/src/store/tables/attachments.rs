//! Files that people added: whose they are, what they belong to, and where their bytes are. The bytes
//! themselves are elsewhere, under their hash; several attachments may have the same.

use crate::store::{
    Direction, Reader, StoreError, Tx,
    key::{self, HASH_BYTES, Key},
    record::Record,
    tables::key_time,
};
use serde::{Deserialize, Serialize};
use shared::{
    attachment::{AttachmentRef, Kind, name::FileName},
    id::{AttachmentId, PersonId, TicketId},
    time::Instant,
};

/// An attachment as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttachmentRecord {
    /// For programs.
    pub id: AttachmentId,
    /// Who uploaded it.
    pub owner: PersonId,
    /// What it is called.
    pub name: FileName,
    /// What is kept, in bytes.
    pub size: u64,
    /// What it is.
    pub kind: Kind,
    /// The hash of what is kept.
    pub hash: [u8; HASH_BYTES],
    /// When it was uploaded.
    pub uploaded: Instant,
    /// What it was sent with; `None` while it is an upload.
    pub sent: Option<SentWith>,
}

/// What an attachment was sent with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentWith {
    /// The ticket.
    pub ticket: TicketId,
    /// The place of the entry in its timeline.
    pub entry: u32,
    /// Whether the entry is for staff only (attack 19).
    pub is_internal: bool,
}

impl Record for AttachmentRecord {
    const NAME: &'static str = "attachment";
    const VERSION: u8 = 1;
}

impl AttachmentRecord {
    /// The attachment as timelines show it.
    #[must_use]
    pub fn reference(&self) -> AttachmentRef {
        let Self { id, name, size, kind, .. } = self.clone();
        AttachmentRef { id, name, size, kind }
    }
}

/// The attachment with this id.
///
/// # Errors
/// What the store says.
pub async fn by_id(
    reader: &Reader,
    id: AttachmentId,
) -> Result<Option<AttachmentRecord>, StoreError> {
    reader.record(&key::attachment(id.0)).await
}

/// The uploads of a person that are not sent yet, oldest first, at most `limit`.
///
/// # Errors
/// What the store says.
pub async fn uploads_of(
    reader: &Reader,
    person: PersonId,
    limit: usize,
) -> Result<Vec<AttachmentRecord>, StoreError> {
    let rows = reader.range(&key::uploads_of_person(person.0), limit, Direction::Forward).await?;
    let keys = rows
        .iter()
        .map(|(row, _)| Ok(key::attachment(key::read_upload_of_person(row)?.1)))
        .collect::<Result<Vec<Key>, StoreError>>()?;
    Ok(reader.records(&keys).await?.into_iter().flatten().collect())
}

/// The uploads from before `time` that were not sent, oldest first, at most `limit`.
///
/// # Errors
/// What the store says.
pub async fn uploads_before(
    reader: &Reader,
    time: Instant,
    limit: usize,
) -> Result<Vec<AttachmentRecord>, StoreError> {
    let span = key::uploads_before(key_time(time));
    let rows = reader.range(&span, limit, Direction::Forward).await?;
    let keys = rows
        .iter()
        .map(|(row, _)| Ok(key::attachment(key::read_upload_by_time(row)?.1)))
        .collect::<Result<Vec<Key>, StoreError>>()?;
    Ok(reader.records(&keys).await?.into_iter().flatten().collect())
}

/// Whether any attachment has the bytes with this hash.
///
/// # Errors
/// What the store says.
pub async fn has_bytes(reader: &Reader, hash: &[u8; HASH_BYTES]) -> Result<bool, StoreError> {
    let rows = reader.range(&key::attachments_with_hash(hash), 1, Direction::Forward).await?;
    Ok(!rows.is_empty())
}

/// Adds or replaces an attachment with its indexes. `before` is the attachment as it was read in this
/// transaction, `None` for a new one.
///
/// # Errors
/// What the store says.
pub fn put(
    tx: &Tx,
    before: Option<&AttachmentRecord>,
    attachment: &AttachmentRecord,
) -> Result<(), StoreError> {
    for stale in before.map(index).unwrap_or_default() {
        tx.delete(stale)?;
    }
    for row in index(attachment) {
        tx.put(row, [])?;
    }
    tx.put_record(key::attachment(attachment.id.0), attachment)
}

/// Forgets an attachment. Its bytes stay where they are.
///
/// # Errors
/// What the store says.
pub fn remove(tx: &Tx, attachment: &AttachmentRecord) -> Result<(), StoreError> {
    for row in index(attachment) {
        tx.delete(row)?;
    }
    tx.delete(key::attachment(attachment.id.0))
}

/// Every index row that an attachment has; all are empty.
#[must_use]
pub fn index(attachment: &AttachmentRecord) -> Vec<Key> {
    let id = attachment.id.0;
    let mut rows = vec![key::attachment_by_hash(&attachment.hash, id)];
    if attachment.sent.is_none() {
        rows.push(key::upload_by_time(key_time(attachment.uploaded), id));
        rows.push(key::upload_of_person(attachment.owner.0, id));
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::golden;
    use shared::attachment::{Picture, PictureFormat};

    #[test]
    fn an_attachment_is_stored_as_ever() {
        golden::check(&AttachmentRecord {
            id: AttachmentId(5),
            owner: PersonId(7),
            name: FileName::of("error-809.png"),
            size: 240_000,
            kind: Kind::Picture(Picture { format: PictureFormat::Png, width: 640, height: 480 }),
            hash: [0xAB; HASH_BYTES],
            uploaded: "2026-11-20T09:00:00Z".parse().unwrap(),
            sent: Some(SentWith { ticket: TicketId(9), entry: 3, is_internal: true }),
        });
    }
}
