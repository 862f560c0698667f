//! What one commit does: four keys and a deletion that only make sense together.
//!
//! Writer 3's deed 17 adds an entry to some ticket's timeline, counts it in the ticket, moves the
//! ticket to a new place in its index, and counts it in the writer's own progress. Everything in
//! it follows from the two numbers, so a check knows what must be there down to the last byte.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::store::key::{self, Key};
use crate::store::record::Record;
use crate::store::{StoreError, Tx};

pub(super) const WRITERS: u64 = 16;
pub(super) const TICKETS: u64 = 64;
const REQUESTERS: u64 = 8;

/// A ticket: how many entries it has, and its place in the index.
#[derive(Serialize, Deserialize)]
pub(super) struct Tally {
    pub(super) n_entries: u64,
    pub(super) updated: u64,
}

impl Record for Tally {
    const NAME: &'static str = "torture-tally";
    const VERSION: u8 = 1;
}

/// An entry of a ticket's timeline.
#[derive(Serialize, Deserialize)]
pub(super) struct Entry {
    pub(super) writer: u64,
    pub(super) deed: u64,
    pub(super) text: String,
}

impl Record for Entry {
    const NAME: &'static str = "torture-entry";
    const VERSION: u8 = 1;
}

/// How many deeds a writer has done.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct Progress {
    pub(super) n_deeds: u64,
}

impl Record for Progress {
    const NAME: &'static str = "torture-progress";
    const VERSION: u8 = 1;
}

/// A deed that was done, as it is printed once it is durable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Done {
    pub(super) writer: u64,
    pub(super) deed: u64,
    pub(super) ticket: u64,
    pub(super) entry: u64,
}

/// Does the next deed of `writer`.
pub(super) async fn next(tx: &Tx, writer: u64) -> Result<Done, StoreError> {
    let progress: Progress = tx.record(&progress_key(writer)).await?.unwrap_or_default();
    let deed = progress.n_deeds + 1;
    let ticket = scatter(writer, deed) % TICKETS;
    let before: Option<Tally> = tx.record(&key::ticket(ticket)).await?;
    let entry = before.as_ref().map_or(0, |tally| tally.n_entries) + 1;
    let updated = scatter(ticket, entry);
    if let Some(before) = before {
        tx.delete(index_key(ticket, before.updated))?;
    }
    tx.put(index_key(ticket, updated), [])?;
    tx.put_record(key::ticket(ticket), &Tally { n_entries: entry, updated })?;
    tx.put_record(key::entry(ticket, entry), &Entry { writer, deed, text: text(writer, deed) })?;
    tx.put_record(progress_key(writer), &Progress { n_deeds: deed })?;
    Ok(Done { writer, deed, ticket, entry })
}

pub(super) fn progress_key(writer: u64) -> Key {
    key::setting(&format!("torture writer {writer}"))
}

pub(super) fn index_key(ticket: u64, updated: u64) -> Key {
    key::ticket_by_requester(ticket % REQUESTERS, updated, ticket)
}

pub(super) fn index_spans() -> impl Iterator<Item = key::Span> {
    (0..REQUESTERS).map(key::tickets_of_requester)
}

/// The text of a deed: most are small, one in forty fills its value almost to the limit.
pub(super) fn text(writer: u64, deed: u64) -> String {
    let number = scatter(deed, writer);
    let length = if number.is_multiple_of(40) { 60_000 } else { number % 1_500 };
    let word = format!("{number:016x} ");
    word.chars().cycle().take(length.try_into().unwrap_or(0)).collect()
}

/// Spreads two small numbers over all numbers (SplitMix64).
fn scatter(one: u64, other: u64) -> u64 {
    let mut mixed = one
        .wrapping_mul(0x9E37_79B9_7F4A_7C15)
        .wrapping_add(other.wrapping_mul(0xD1B5_4A32_D192_ED03));
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

impl fmt::Display for Done {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { writer, deed, ticket, entry } = self;
        write!(f, "writer {writer} deed {deed} ticket {ticket} entry {entry}")
    }
}

/// A line is not an acknowledgement.
#[derive(Debug)]
pub(super) struct NotADeed;

impl FromStr for Done {
    type Err = NotADeed;

    fn from_str(line: &str) -> Result<Self, NotADeed> {
        let words: Vec<&str> = line.split(' ').collect();
        let ["writer", writer, "deed", deed, "ticket", ticket, "entry", entry] = words[..] else {
            return Err(NotADeed);
        };
        let number = |word: &str| word.parse().map_err(|_| NotADeed);
        Ok(Self {
            writer: number(writer)?,
            deed: number(deed)?,
            ticket: number(ticket)?,
            entry: number(entry)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_acknowledgement_reads_as_it_was_printed() {
        let done = Done { writer: 3, deed: 17, ticket: 5, entry: u64::MAX };
        assert_eq!(done.to_string().parse::<Done>().unwrap(), done);
        for line in
            ["", "writer 3", "writer 3 deed 17 ticket 5 entry", "writer 3 deed 17 ticket 5 entry x"]
        {
            assert!(line.parse::<Done>().is_err(), "{line}");
        }
    }
}
