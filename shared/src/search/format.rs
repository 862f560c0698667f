//! The file: magic, version, and the sections, one for each language. A section is its language
//! and four runs of bytes, each behind its length.

use std::{error::Error, fmt};

use super::{
    analyzer::Analyzer,
    bytes::{self, Reader},
    dictionary::Dictionary,
    language::Language,
    postings::Postings,
    rules::Rules,
    section::Section,
    stored::StoredDocuments,
};

const MAGIC: &[u8] = b"PKIX";
/// Raised whenever bytes of the past would be read differently.
const VERSION: u8 = 2;
/// A language and four lengths.
const SMALLEST_SECTION: usize = 5;

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

/// The bytes of a section: the articles of one language.
pub(super) struct Part {
    pub(super) language: Language,
    pub(super) rules: Vec<u8>,
    pub(super) documents: Vec<u8>,
    pub(super) dictionary: Vec<u8>,
    pub(super) postings: Vec<u8>,
}

pub(super) fn encode(parts: &[Part]) -> Vec<u8> {
    let mut file = MAGIC.to_vec();
    file.push(VERSION);
    bytes::write_number(&mut file, bytes::length(parts));
    for part in parts {
        file.push(part.language.code());
        for run in [&part.rules, &part.documents, &part.dictionary, &part.postings] {
            bytes::write_section(&mut file, run);
        }
    }
    file
}

/// The sections. In each, document numbers in the postings are within its documents, and there
/// is exactly one list for each term of its dictionary.
pub(super) fn decode(file: &[u8]) -> Result<Vec<Section>, IndexError> {
    let mut reader = Reader::new(file);
    if reader.take(MAGIC.len()).ok() != Some(MAGIC) {
        return Err(IndexError::NotAnIndex);
    }
    let version = reader.byte()?;
    if version != VERSION {
        return Err(IndexError::Version(version));
    }
    let n_sections = reader.count(SMALLEST_SECTION)?;
    let mut sections: Vec<Section> = Vec::new();
    for _ in 0..n_sections {
        let section = decode_section(&mut reader)?;
        if sections.last().is_some_and(|before| before.language >= section.language) {
            return Err(IndexError::Malformed("order of languages"));
        }
        sections.push(section);
    }
    reader.finish("end")?;
    Ok(sections)
}

fn decode_section(reader: &mut Reader<'_>) -> Result<Section, IndexError> {
    let code = reader.byte()?;
    let language = Language::from_code(code).ok_or(IndexError::Language(code))?;
    let rules = Rules::decode(reader.section()?)?;
    let documents = StoredDocuments::decode(reader.section()?)?;
    let dictionary = Dictionary::decode(reader.section()?)?;
    let postings = Postings::decode(reader.section()?, dictionary.len(), documents.len())?;
    let analyzer = Analyzer::new(&rules);
    Ok(Section { language, analyzer, documents, dictionary, postings })
}
