//! What a language does to words, as text that travels in the index that needs it: the browser
//! downloads the rules of the languages that its articles are written in and no others.

use super::{
    bytes::{self, Reader},
    format::IndexError,
};

/// The rules of one language. Words may have capitals and accents here; they are folded like
/// those of articles.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Rules<'a> {
    /// Words that are indexed in titles alone, because nearly every text has them.
    pub(super) stop_words: &'a str,
    /// Words that, beside the stop words, are not looked for when a query has others: how people
    /// ask, not what they ask about.
    pub(super) asking: &'a str,
    /// What is cut off the ends of words, see [`Stems`](super::stem::Stems).
    pub(super) endings: &'a str,
    /// What has several names, see [`Synonyms`](super::synonyms::Synonyms).
    pub(super) synonyms: &'a str,
}

impl<'a> Rules<'a> {
    pub(super) fn encode(&self) -> Vec<u8> {
        let mut section = Vec::new();
        for text in [self.stop_words, self.asking, self.endings, self.synonyms] {
            bytes::write_section(&mut section, text.as_bytes());
        }
        section
    }

    pub(super) fn decode(mut reader: Reader<'a>) -> Result<Self, IndexError> {
        let mut text = || {
            let bytes = reader.section()?.rest();
            str::from_utf8(bytes).map_err(|_| IndexError::Malformed("rules"))
        };
        let (stop_words, asking, endings, synonyms) = (text()?, text()?, text()?, text()?);
        reader.finish("rules")?;
        Ok(Self { stop_words, asking, endings, synonyms })
    }
}
