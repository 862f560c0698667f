//! Whether the audit log is what was written, one entry after the other.
//!
//! From inside the store this shows what was changed, removed, swapped or put between, and what was cut off
//! at the end. Whoever can write to the folder can also write the whole log anew: that is seen only by
//! somebody who has kept an earlier end of it, a [`Mark`], somewhere else.

use super::{PAGE, Wrong, examination::Examination};
use crate::{
    ids::hex,
    store::{
        Direction, Reader, Store, StoreError, key,
        record::{self, RecordError},
        tables::audit::{AuditHead, AuditRecord, EntryHash, hash, head},
    },
};
use chrono::TimeDelta;
use shared::time::Instant;
use std::{fmt, str::FromStr};

/// How far a clock goes back when it is merely set right.
const SET_RIGHT: TimeDelta = TimeDelta::minutes(1);

/// An end that the log has or had: its number of entries, and the hash of the last. It prints as
/// `12:0123…`, and is read back from that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark(pub AuditHead);

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.0.n_entries, hex(&self.0.last))
    }
}

impl FromStr for Mark {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let read = || {
            let (number, last) = text.split_once(':')?;
            let last = blake3::Hash::from_hex(last).ok()?.into();
            Some(Self(AuditHead { n_entries: number.parse().ok()?, last }))
        };
        read()
            .ok_or_else(|| "say the number and the hash as they were printed: 12:0123…".to_owned())
    }
}

/// What is wrong with the log.
#[derive(Debug)]
pub enum Broken {
    /// An entry is missing.
    Missing(u64),
    /// An entry cannot be read.
    Unreadable(u64, RecordError),
    /// An entry does not have the hash of the one before: it or that one was changed.
    Unchained(u64),
    /// The log should end with the entry of this number, and does not.
    End(u64),
    /// The entry that was known is another one now, or is gone.
    Unknown(u64),
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(number) => write!(f, "audit entry {number} is missing"),
            Self::Unreadable(number, error) => write!(f, "audit entry {number}: {error}"),
            Self::Unchained(number) => {
                write!(f, "audit entry {number} does not follow from the one before")
            }
            Self::End(number) => write!(f, "audit entry {number} is not the last that was written"),
            Self::Unknown(number) => {
                write!(f, "audit entry {number} is not the one that was known")
            }
        }
    }
}

/// What came of reading the whole log.
#[derive(Debug)]
pub struct AuditReport {
    /// Where it ends.
    pub end: Mark,
    /// The first entry that is not as it was written.
    pub broken: Option<Broken>,
    /// Entries that are older than the one before: the clock was set back. That proves nothing, and
    /// is for people to explain.
    pub set_back: Vec<u64>,
}

impl fmt::Display for AuditReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for number in &self.set_back {
            writeln!(
                f,
                "audit entry {number} is older than the one before: the clock was set back"
            )?;
        }
        match &self.broken {
            Some(broken) => broken.fmt(f),
            None => write!(f, "{} audit entries, whole; keep {}", self.end.0.n_entries, self.end),
        }
    }
}

/// Reads the log from its first entry to its last, or to the first that is not as it was written. `known` is
/// an end that it had and that was kept somewhere else.
///
/// # Errors
/// The store cannot read at all.
pub async fn verify(store: &Store, known: Option<Mark>) -> Result<AuditReport, StoreError> {
    let mut chain = Chain { known, ..Chain::default() };
    loop {
        let span = match chain.so_far.n_entries {
            0 => key::audit_entries(),
            number => key::audit_entries().after(&key::audit_entry(number)),
        };
        let next = &span;
        let read = store.read(|reader| async move {
            let page = reader.range(next, PAGE, Direction::Forward).await?;
            Ok::<_, StoreError>((page, head(&reader).await?))
        });
        let (page, head) = read.await?;
        if page.is_empty() {
            let broken = chain.end(head).err();
            return Ok(AuditReport { end: Mark(chain.so_far), broken, set_back: chain.set_back });
        }
        for (key, value) in page {
            if let Err(broken) = chain.follow(key::read_audit_entry(&key)?, &value) {
                let (end, set_back) = (Mark(chain.so_far), chain.set_back);
                return Ok(AuditReport { end, broken: Some(broken), set_back });
            }
        }
    }
}

/// The log, as far as it was read.
#[derive(Debug, Default)]
struct Chain {
    so_far: AuditHead,
    last_at: Option<Instant>,
    known: Option<Mark>,
    set_back: Vec<u64>,
}

impl Chain {
    /// Takes the next entry that there is.
    fn follow(&mut self, number: u64, value: &[u8]) -> Result<(), Broken> {
        let expected = self.so_far.n_entries + 1;
        if number != expected {
            return Err(Broken::Missing(expected));
        }
        let entry: AuditRecord =
            record::decode(value).map_err(|it| Broken::Unreadable(number, it))?;
        if entry.previous != self.so_far.last {
            return Err(Broken::Unchained(number));
        }
        let last = hash(number, value);
        if self.known.is_some_and(|it| it.0.n_entries == number && it.0.last != last) {
            return Err(Broken::Unknown(number));
        }
        if self.last_at.is_some_and(|it| entry.at + SET_RIGHT < it) {
            self.set_back.push(number);
        }
        self.last_at = Some(entry.at);
        self.so_far = AuditHead { n_entries: number, last };
        Ok(())
    }

    /// There are no more.
    fn end(&self, head: AuditHead) -> Result<(), Broken> {
        if self.so_far != head {
            let is_short = self.so_far.n_entries < head.n_entries;
            let number = self.so_far.n_entries;
            return Err(if is_short { Broken::Missing(number + 1) } else { Broken::End(number) });
        }
        match self.known {
            Some(known) if known.0.n_entries > head.n_entries => {
                Err(Broken::Unknown(known.0.n_entries))
            }
            _ => Ok(()),
        }
    }
}

/// An entry has the hash of the one before, and the log does not end before it.
pub(super) async fn entry(row: &mut Examination<'_>, number: u64) -> Result<(), StoreError> {
    let Some(entry) = row.record::<AuditRecord>() else { return Ok(()) };
    row.check(number > 0, Wrong::Misplaced);
    let before = number.saturating_sub(1);
    match hash_of(row.reader(), before).await? {
        Some(it) => row.check(entry.previous == it, Wrong::Unchained),
        None => row.fault(Wrong::Missing(key::audit_entry(before))),
    }
    let head = row.target::<AuditHead>(key::audit_head()).await?;
    row.check(head.is_none_or(|it| number <= it.n_entries), Wrong::Beyond(key::audit_head()));
    Ok(())
}

/// The log ends with the entry that it says.
pub(super) async fn end(row: &mut Examination<'_>) -> Result<(), StoreError> {
    let Some(head) = row.record::<AuditHead>() else { return Ok(()) };
    match hash_of(row.reader(), head.n_entries).await? {
        Some(it) => row.check(head.last == it, Wrong::Unchained),
        None => row.fault(Wrong::Missing(key::audit_entry(head.n_entries))),
    }
    Ok(())
}

/// The hash of the entry with a number; none before the first.
async fn hash_of(reader: &Reader, number: u64) -> Result<Option<EntryHash>, StoreError> {
    if number == 0 {
        return Ok(Some(AuditHead::default().last));
    }
    let bytes = reader.get(&key::audit_entry(number)).await?;
    Ok(bytes.map(|it| hash(number, &it)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_read_back_as_it_was_printed() {
        let mark = Mark(AuditHead { n_entries: 12, last: [0xA5; 32] });
        assert_eq!(mark.to_string().parse(), Ok(mark));
        for bad in ["", "12", "12:", ":00", "12:zz", "x:0123"] {
            assert!(bad.parse::<Mark>().is_err(), "{bad}");
        }
    }
}
