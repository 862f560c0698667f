//! How a value is written: one byte for the format, one for the version of its record, then the
//! record as MessagePack with named fields.
//!
//! A new field with `#[serde(default)]` needs no new version: old values read without it, and
//! older releases skip it. Any other change raises [`Record::VERSION`], and
//! [`Record::decode_version`] brings older values up. Knows nothing of keys and engines.

use std::error::Error;
use std::fmt;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::key::Key;
use super::tx::{Reader, Tx};
use super::{Direction, StoreError, key::Span};

/// The first byte of every value: MessagePack with named fields.
const FORMAT: u8 = 0x01;

/// How deep a value may be, far above any that is written: damage must not exhaust the stack.
const DEPTH: usize = 64;

/// A type that is stored.
pub trait Record: Serialize + DeserializeOwned {
    /// What messages and golden samples call it.
    const NAME: &'static str;
    /// The version that is written.
    const VERSION: u8;

    /// Reads a value of an older `version`, usually through [`payload`] of the type it then was.
    ///
    /// # Errors
    ///
    /// [`RecordError`]; as provided, there is no older version.
    fn decode_version(version: u8, payload: &[u8]) -> Result<Self, RecordError> {
        let _ = payload;
        Err(RecordError::UnknownVersion { record: Self::NAME, version })
    }
}

/// The value of a record.
///
/// # Errors
///
/// [`RecordError::Unwritable`] when a field refuses to be serialized.
pub fn encode<R: Record>(record: &R) -> Result<Vec<u8>, RecordError> {
    let mut value = vec![FORMAT, R::VERSION];
    rmp_serde::encode::write_named(&mut value, record)
        .map_err(|source| RecordError::Unwritable { record: R::NAME, source })?;
    Ok(value)
}

/// The record in a value, whatever version of it was written.
///
/// # Errors
///
/// [`RecordError`] names the record and what is wrong with the value.
pub fn decode<R: Record>(value: &[u8]) -> Result<R, RecordError> {
    match value {
        [FORMAT, version, bytes @ ..] if *version == R::VERSION => payload(R::NAME, bytes),
        [FORMAT, version, ..] if *version > R::VERSION => {
            Err(RecordError::Newer { record: R::NAME, found: *version, known: R::VERSION })
        }
        [FORMAT, version, bytes @ ..] => R::decode_version(*version, bytes),
        [] | [FORMAT] => Err(RecordError::Empty { record: R::NAME }),
        [format, ..] => Err(RecordError::UnknownFormat { record: R::NAME, format: *format }),
    }
}

/// Reads the bytes behind the version as `T`: for [`Record::decode_version`].
///
/// # Errors
///
/// [`RecordError::Damaged`] when they are not exactly one `T`.
pub fn payload<T: DeserializeOwned>(record: &'static str, bytes: &[u8]) -> Result<T, RecordError> {
    let mut rest = bytes;
    let mut reading = rmp_serde::Deserializer::new(&mut rest);
    reading.set_max_depth(DEPTH);
    let decoded =
        T::deserialize(&mut reading).map_err(|source| RecordError::Damaged { record, source })?;
    if rest.is_empty() {
        Ok(decoded)
    } else {
        Err(RecordError::Trailing { record, bytes: rest.len() })
    }
}

impl Reader {
    /// The record at `key`.
    ///
    /// # Errors
    ///
    /// As [`Reader::get`], or [`StoreError::Record`].
    pub async fn record<R: Record>(&self, key: &Key) -> Result<Option<R>, StoreError> {
        let value = self.get(key).await?;
        value.map(|value| decode(&value)).transpose().map_err(StoreError::from)
    }

    /// The records at `keys`, in their order.
    ///
    /// # Errors
    ///
    /// As [`Reader::record`].
    pub async fn records<R: Record>(&self, keys: &[Key]) -> Result<Vec<Option<R>>, StoreError> {
        let values = self.get_many(keys).await?;
        values.into_iter().map(|value| Ok(value.map(|value| decode(&value)).transpose()?)).collect()
    }

    /// The records of a range, which must hold one kind of record.
    ///
    /// # Errors
    ///
    /// As [`Reader::record`].
    pub async fn record_range<R: Record>(
        &self,
        span: &Span,
        limit: usize,
        direction: Direction,
    ) -> Result<Vec<(Key, R)>, StoreError> {
        let rows = self.range(span, limit, direction).await?;
        rows.into_iter().map(|(key, value)| Ok((key, decode(&value)?))).collect()
    }
}

impl Tx {
    /// Sets `key` to `record` when the transaction commits.
    ///
    /// # Errors
    ///
    /// As [`Tx::put`], or [`StoreError::Record`].
    pub fn put_record<R: Record>(&self, key: Key, record: &R) -> Result<(), StoreError> {
        self.put(key, encode(record)?)
    }
}

/// Why a value is not the record that was asked for.
#[derive(Debug)]
pub enum RecordError {
    /// There is nothing in it.
    Empty {
        /// The record that was asked for.
        record: &'static str,
    },
    /// Its first byte is no format that this release knows.
    UnknownFormat {
        /// The record that was asked for.
        record: &'static str,
        /// The byte that was found.
        format: u8,
    },
    /// A newer release wrote it.
    Newer {
        /// The record that was asked for.
        record: &'static str,
        /// The version that was found.
        found: u8,
        /// The newest version that this release reads.
        known: u8,
    },
    /// It has an older version that never was.
    UnknownVersion {
        /// The record that was asked for.
        record: &'static str,
        /// The version that was found.
        version: u8,
    },
    /// Its bytes are not the fields of the record.
    Damaged {
        /// The record that was asked for.
        record: &'static str,
        /// What the decoder says.
        source: rmp_serde::decode::Error,
    },
    /// Something follows the record.
    Trailing {
        /// The record that was asked for.
        record: &'static str,
        /// How much follows.
        bytes: usize,
    },
    /// It cannot be written.
    Unwritable {
        /// The record that was to be written.
        record: &'static str,
        /// What the encoder says.
        source: rmp_serde::encode::Error,
    },
}

impl fmt::Display for RecordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty { record } => write!(f, "a stored {record} is empty"),
            Self::UnknownFormat { record, format } => {
                write!(f, "a stored {record} has the unknown format {format}")
            }
            Self::Newer { record, found, known } => write!(
                f,
                "a stored {record} was written by a newer release (version {found}, this release reads up \
                 to {known})"
            ),
            Self::UnknownVersion { record, version } => {
                write!(f, "a stored {record} has the unknown version {version}")
            }
            Self::Damaged { record, .. } => write!(f, "a stored {record} is damaged"),
            Self::Trailing { record, bytes } => {
                write!(f, "a stored {record} is damaged: {bytes} bytes follow it")
            }
            Self::Unwritable { record, .. } => write!(f, "a {record} cannot be written"),
        }
    }
}

impl Error for RecordError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Damaged { source, .. } => Some(source),
            Self::Unwritable { source, .. } => Some(source),
            Self::Empty { .. }
            | Self::UnknownFormat { .. }
            | Self::Newer { .. }
            | Self::UnknownVersion { .. }
            | Self::Trailing { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;
    use crate::store::golden;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    enum Size {
        Small,
        Of { centimetres: u32 },
    }

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct ParcelV1 {
        label: String,
    }

    /// As it was before `fragile`.
    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct EarlierParcel {
        label: String,
        size: Size,
    }

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Parcel {
        label: String,
        size: Size,
        #[serde(default)]
        fragile: bool,
    }

    impl Record for EarlierParcel {
        const NAME: &'static str = "sample-parcel";
        const VERSION: u8 = 2;
    }

    impl Record for Parcel {
        const NAME: &'static str = "sample-parcel";
        const VERSION: u8 = 2;

        fn decode_version(version: u8, bytes: &[u8]) -> Result<Self, RecordError> {
            match version {
                1 => payload(Self::NAME, bytes).map(|ParcelV1 { label }| Self {
                    label,
                    size: Size::Small,
                    fragile: false,
                }),
                _ => Err(RecordError::UnknownVersion { record: Self::NAME, version }),
            }
        }
    }

    fn parcel(size: Size, fragile: bool) -> Parcel {
        Parcel { label: "Ünïcode".into(), size, fragile }
    }

    #[test]
    fn damage_without_a_bottom_is_an_error() {
        let mut value = vec![FORMAT, Parcel::VERSION, 0x81, 0xA1, b'x'];
        value.extend([0x91; 100_000]);
        let damaged = decode::<Parcel>(&value).unwrap_err();
        assert!(matches!(damaged, RecordError::Damaged { .. }), "{damaged}");
    }

    #[test]
    fn samples_of_every_version_are_still_read() {
        golden::check(&parcel(Size::Of { centimetres: 300 }, true));
        golden::check_old(
            "sample-parcel.v2-before-fragile",
            &parcel(Size::Of { centimetres: 300 }, false),
        );
        golden::check_old("sample-parcel.v1", &parcel(Size::Small, false));
    }

    #[test]
    fn a_field_with_a_default_is_read_by_older_and_newer_releases() {
        let earlier = EarlierParcel { label: "a".into(), size: Size::Small };
        let newer: Parcel = decode(&encode(&earlier).unwrap()).unwrap();
        assert_eq!(newer, Parcel { label: "a".into(), size: Size::Small, fragile: false });
        let fragile = Parcel { fragile: true, ..newer };
        assert_eq!(decode::<EarlierParcel>(&encode(&fragile).unwrap()).unwrap(), earlier);
    }

    #[test]
    fn what_cannot_be_read_is_refused_by_name() {
        let good = encode(&parcel(Size::Small, true)).unwrap();
        let refusal = |value: &[u8]| decode::<Parcel>(value).unwrap_err();
        assert!(matches!(refusal(&[]), RecordError::Empty { record: "sample-parcel" }));
        assert!(matches!(refusal(&[FORMAT]), RecordError::Empty { .. }));
        assert!(matches!(refusal(&[9, 2, 0]), RecordError::UnknownFormat { format: 9, .. }));
        assert!(matches!(refusal(&[FORMAT, 3, 0]), RecordError::Newer { found: 3, known: 2, .. }));
        assert!(matches!(refusal(&[FORMAT, 0, 0]), RecordError::UnknownVersion { version: 0, .. }));
        assert!(matches!(refusal(&good[..good.len() - 1]), RecordError::Damaged { .. }));
        let trailing = [good.as_slice(), &[0]].concat();
        assert!(matches!(refusal(&trailing), RecordError::Trailing { bytes: 1, .. }));
        assert_eq!(
            refusal(&[FORMAT, 3, 0]).to_string(),
            "a stored sample-parcel was written by a newer release (version 3, this release reads up to 2)"
        );
    }
}
