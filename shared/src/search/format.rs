//! The file: magic, version, language, then three sections, each behind its length.

use std::{error::Error, fmt};

use super::{
    bytes::{self, Reader},
    dictionary::Dictionary,
    language::Language,
    postings::Postings,
    stored::StoredDocuments,
};

const MAGIC: &[u8] = b"PKIX";
/// Raised whenever bytes of the past would be read differently.
const VERSION: u8 = 1;

/// Why bytes are not an index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IndexError {
    /// The bytes do not start like an index.
    NotAnIndex,
    /// The index has a version that this engine does not read.
    Version(u8),
    /// The index is in a language that this engine does not know.
    Language(u8),
    /// The bytes end too early.
    Truncated,
    /// The named part contradicts itself.
    Malformed(&'static str),
}

impl fmt::Display for IndexError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAnIndex => write!(formatter, "the bytes are not a search index"),
            Self::Version(version) => {
                write!(formatter, "search index version {version} is not supported")
            }
            Self::Language(code) => write!(formatter, "search index language {code} is unknown"),
            Self::Truncated => write!(formatter, "the search index is truncated"),
            Self::Malformed(part) => write!(formatter, "the search index has a malformed {part}"),
        }
    }
}

impl Error for IndexError {}

/// The decoded sections. Document numbers in `postings` are within `documents`, and `postings`
/// has exactly one list for each term of `dictionary`.
pub(super) struct Contents {
    pub(super) language: Language,
    pub(super) documents: StoredDocuments,
    pub(super) dictionary: Dictionary,
    pub(super) postings: Postings,
}

pub(super) fn encode(
    language: Language,
    documents: &[u8],
    dictionary: &[u8],
    postings: &[u8],
) -> Vec<u8> {
    let mut file = MAGIC.to_vec();
    file.push(VERSION);
    file.push(language.code());
    for section in [documents, dictionary, postings] {
        bytes::write_section(&mut file, section);
    }
    file
}

pub(super) fn decode(file: &[u8]) -> Result<Contents, IndexError> {
    let mut reader = Reader::new(file);
    if reader.take(MAGIC.len()).ok() != Some(MAGIC) {
        return Err(IndexError::NotAnIndex);
    }
    let version = reader.byte()?;
    if version != VERSION {
        return Err(IndexError::Version(version));
    }
    let code = reader.byte()?;
    let language = Language::from_code(code).ok_or(IndexError::Language(code))?;
    let documents = StoredDocuments::decode(reader.section()?)?;
    let dictionary = Dictionary::decode(reader.section()?)?;
    let postings = Postings::decode(reader.section()?, dictionary.len(), documents.len())?;
    reader.finish("end")?;
    Ok(Contents { language, documents, dictionary, postings })
}
