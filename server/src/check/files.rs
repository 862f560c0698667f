//! The bytes of attachments: each must be where its record says, whole and unchanged, and none may be
//! there without a record. Nothing is repaired and nothing printed.

use std::{fmt, io, path::PathBuf};

use shared::id::AttachmentId;

use crate::{
    attachments::files::{ContentHash, Files, Found},
    error::Error,
    store::{
        Direction, Store,
        key::{self, Key},
        tables::attachments::{self, AttachmentRecord},
    },
};

use super::PAGE;

/// What a check of files came to. It prints as its closing line: `checked 12 files, 0 faults`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FilesReport {
    /// Attachments whose bytes were read.
    pub n_files: u64,
    /// Faults, each of which was told.
    pub n_faults: u64,
}

/// What is wrong with a file. It prints as one line: `attachment 5: its file is missing`.
#[derive(Debug)]
pub enum FileFault {
    /// There is no file with the bytes of an attachment.
    Missing(AttachmentId),
    /// It does not have the size that was stored.
    Size(AttachmentId),
    /// It does not hold what was stored.
    Contents(AttachmentId),
    /// The system does not let it be read.
    Unreadable(AttachmentId, io::Error),
    /// A file that belongs to no attachment; the next start of the server removes it.
    Stray(PathBuf),
}

impl fmt::Display for FilesReport {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "checked {} files, {} faults", self.n_files, self.n_faults)
    }
}

impl fmt::Display for FileFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(id) => write!(formatter, "attachment {id}: its file is missing"),
            Self::Size(id) => write!(formatter, "attachment {id}: its file has another size"),
            Self::Contents(id) => write!(formatter, "attachment {id}: its file was changed"),
            Self::Unreadable(id, error) => {
                write!(formatter, "attachment {id}: its file cannot be read: {error}")
            }
            Self::Stray(place) => {
                write!(formatter, "file {}: no attachment has it", place.display())
            }
        }
    }
}

/// Checks the files in `files` against the attachments in `store`, and tells each fault as it is found.
///
/// # Errors
/// The store cannot be read, or the folder not listed.
pub async fn run(
    store: &Store,
    files: &Files,
    tell: &mut dyn FnMut(&FileFault),
) -> Result<FilesReport, Error> {
    let mut report = FilesReport::default();
    let mut fault = |report: &mut FilesReport, it: &FileFault| {
        report.n_faults += 1;
        tell(it);
    };
    let mut last: Option<Key> = None;
    loop {
        let page = attachments_after(store, last.as_ref()).await?;
        let Some((key, _)) = page.last() else { break };
        last = Some(key.clone());
        for (_, attachment) in &page {
            report.n_files += 1;
            if let Some(it) = examine(files, attachment) {
                fault(&mut report, &it);
            }
        }
    }
    for Found { place, hash } in files.all().map_err(Error::internal)? {
        if !is_needed(store, hash.as_ref()).await? {
            fault(&mut report, &FileFault::Stray(place));
        }
    }
    Ok(report)
}

async fn attachments_after(
    store: &Store,
    last: Option<&Key>,
) -> Result<Vec<(Key, AttachmentRecord)>, Error> {
    let span = match last {
        Some(it) => key::attachments().after(it),
        None => key::attachments(),
    };
    let span = &span;
    let read = store
        .read(|reader| async move { reader.record_range(span, PAGE, Direction::Forward).await });
    Ok(read.await?)
}

fn examine(files: &Files, attachment: &AttachmentRecord) -> Option<FileFault> {
    match files.measure(&attachment.hash) {
        Ok(None) => Some(FileFault::Missing(attachment.id)),
        Ok(Some((size, _))) if size != attachment.size => Some(FileFault::Size(attachment.id)),
        Ok(Some((_, hash))) if hash != attachment.hash => Some(FileFault::Contents(attachment.id)),
        Ok(Some(_)) => None,
        Err(error) => Some(FileFault::Unreadable(attachment.id, error)),
    }
}

async fn is_needed(store: &Store, hash: Option<&ContentHash>) -> Result<bool, Error> {
    let Some(hash) = hash else { return Ok(false) };
    let found = store.read(|reader| async move { attachments::has_bytes(&reader, hash).await });
    Ok(found.await?)
}
