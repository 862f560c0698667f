//! What an index keeps of each document to show it.

use chrono::{Datelike, NaiveDate};

use super::{
    bytes::{self, Reader},
    document::Document,
    format::IndexError,
};

/// A stored document has at least this many bytes: three lengths, minutes and the day.
const SMALLEST: usize = 5;
const TEXT_FIELDS: usize = 3;

/// The stored documents, by number. Numbers follow the order of ids.
pub(super) struct StoredDocuments {
    entries: Vec<Entry>,
    /// Id, title and opening of each document, one after another.
    text: String,
}

struct Entry {
    /// Where id, title and opening end in the text.
    ends: [usize; TEXT_FIELDS],
    start: usize,
    minutes: u16,
    reviewed: Option<NaiveDate>,
}

/// A document as it is shown.
pub(super) struct Shown<'a> {
    pub(super) id: &'a str,
    pub(super) title: &'a str,
    pub(super) opening: &'a str,
    pub(super) minutes: u16,
    pub(super) reviewed: Option<NaiveDate>,
}

impl StoredDocuments {
    pub(super) fn encode(documents: &[Document<'_>]) -> Vec<u8> {
        let mut section = Vec::new();
        bytes::write_number(&mut section, bytes::length(documents));
        for document in documents {
            for text in [document.id, document.title, document.opening] {
                bytes::write_number(&mut section, bytes::length(text.as_bytes()));
            }
            bytes::write_number(&mut section, u32::from(document.minutes));
            bytes::write_number(&mut section, encode_day(document.reviewed));
        }
        for document in documents {
            for text in [document.id, document.title, document.opening] {
                section.extend_from_slice(text.as_bytes());
            }
        }
        section
    }

    pub(super) fn decode(mut reader: Reader<'_>) -> Result<Self, IndexError> {
        let n_documents = reader.count(SMALLEST)?;
        let mut entries = Vec::with_capacity(n_documents);
        let mut end = 0_usize;
        for _ in 0..n_documents {
            let start = end;
            let mut ends = [0; TEXT_FIELDS];
            for field_end in &mut ends {
                end = end.saturating_add(reader.number()? as usize);
                *field_end = end;
            }
            let minutes = u16::try_from(reader.number()?)
                .map_err(|_| IndexError::Malformed("reading time"))?;
            let reviewed = decode_day(reader.number()?)?;
            entries.push(Entry { ends, start, minutes, reviewed });
        }
        let text = std::str::from_utf8(reader.rest())
            .map_err(|_| IndexError::Malformed("text"))?
            .to_owned();
        let stored = Self { entries, text };
        stored.check(end)?;
        Ok(stored)
    }

    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    pub(super) fn get(&self, number: u32) -> Option<Shown<'_>> {
        let entry = self.entries.get(number as usize)?;
        let [id_end, title_end, opening_end] = entry.ends;
        Some(Shown {
            id: self.text.get(entry.start..id_end)?,
            title: self.text.get(id_end..title_end)?,
            opening: self.text.get(title_end..opening_end)?,
            minutes: entry.minutes,
            reviewed: entry.reviewed,
        })
    }

    /// Refuses texts that end elsewhere than `end`, or within a letter, and ids out of order.
    fn check(&self, end: usize) -> Result<(), IndexError> {
        if end != self.text.len() {
            return Err(IndexError::Malformed("text"));
        }
        let mut before = None;
        for number in 0..bytes::length(&self.entries) {
            let id = self.get(number).ok_or(IndexError::Malformed("text"))?.id;
            if before.is_some_and(|before| before >= id) {
                return Err(IndexError::Malformed("order of documents"));
            }
            before = Some(id);
        }
        Ok(())
    }
}

/// Days since the start of the year 1, so that every day of our era is above the 0 of "never".
fn encode_day(day: Option<NaiveDate>) -> u32 {
    day.and_then(|day| u32::try_from(day.num_days_from_ce()).ok()).unwrap_or(0)
}

fn decode_day(days: u32) -> Result<Option<NaiveDate>, IndexError> {
    if days == 0 {
        return Ok(None);
    }
    i32::try_from(days)
        .ok()
        .and_then(NaiveDate::from_num_days_from_ce_opt)
        .map(Some)
        .ok_or(IndexError::Malformed("day of review"))
}
