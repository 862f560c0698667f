//! What can be wrong.

use std::fmt;

use crate::store::{
    key::{Key, KeyError, Place},
    record::RecordError,
};

/// Something that does not fit. It prints as one line: `ticket 42: entry 1 of ticket 42 is missing`.
#[derive(Debug)]
pub struct Fault {
    /// Where.
    pub at: Key,
    /// What is wrong there.
    pub wrong: Wrong,
}

/// What is wrong at a key.
#[derive(Debug)]
pub enum Wrong {
    /// The key is of a kind that this release does not know.
    UnknownKind,
    /// The key does not have the parts of its kind.
    Key(KeyError),
    /// The record cannot be read.
    Record(RecordError),
    /// The value of an index row is not an id, or not empty.
    Value,
    /// The record belongs under another key.
    Misplaced,
    /// A row or record that belongs to it is missing.
    Missing(Key),
    /// A row that belongs to it leads to something else.
    Elsewhere(Key),
    /// What it refers to is not there.
    Dangling(Key),
    /// The record that an index row leads to does not have this row.
    Stale(Key),
    /// It has a higher number than its ticket or article has entries or revisions.
    Beyond(Key),
    /// A timeline begins with something else than the filing.
    NotFiled,
    /// A ticket is filed a second time.
    FiledAgain,
    /// An article is not what its last revision says.
    NotItsRevision,
    /// A tally does not have the numbers of the votes.
    Miscounted,
    /// An entry of the audit log, or its end, does not have the hash of the entry before.
    Unchained,
    /// An attachment is for other readers than the entry that it was sent with.
    Audience,
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", Named(&self.at), self.wrong)
    }
}

impl fmt::Display for Wrong {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownKind => formatter.write_str("this release does not know what it is"),
            Self::Key(error) => error.fmt(formatter),
            Self::Record(error) => error.fmt(formatter),
            Self::Value => formatter.write_str("holds something that it should not"),
            Self::Misplaced => formatter.write_str("holds another one"),
            Self::Missing(key) => write!(formatter, "{} is missing", Named(key)),
            Self::Elsewhere(key) => write!(formatter, "{} leads elsewhere", Named(key)),
            Self::Dangling(key) => write!(formatter, "{} is not there", Named(key)),
            Self::Stale(key) => write!(formatter, "{} does not have it", Named(key)),
            Self::Beyond(key) => write!(formatter, "{} has fewer", Named(key)),
            Self::NotFiled => formatter.write_str("is not the filing"),
            Self::FiledAgain => formatter.write_str("files the ticket again"),
            Self::NotItsRevision => formatter.write_str("differs from its last revision"),
            Self::Miscounted => formatter.write_str("differs from the votes"),
            Self::Unchained => formatter.write_str("does not follow from the entry before"),
            Self::Audience => formatter.write_str("is for other readers than its entry"),
        }
    }
}

/// A key as an operator reads it.
struct Named<'a>(&'a Key);

impl fmt::Display for Named<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match Place::of(self.0) {
            Ok(Some(place)) => place.fmt(formatter),
            Ok(None) | Err(_) => write!(formatter, "a {:?}", self.0),
        }
    }
}
