//! Files that people add to what they write (A06): what they are called, how large and how many they may
//! be, and what is said of one that cannot be sent. Knows nothing of where files are kept or how pictures
//! are read.

pub mod name;
pub mod refusal;

use crate::id::AttachmentId;
use name::FileName;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Files with one message, or with one request as it is filed.
pub const MAX_FILES: usize = 10;
/// The largest file, in bytes as it is sent: 10 MiB.
pub const MAX_FILE_BYTES: u64 = 10 * 1024 * 1024;
/// The largest picture, in pixels: a screenshot of the largest screens (7680 × 4320) fits. Decoded it takes
/// four bytes a pixel, and as much again to turn it upright.
pub const MAX_PIXELS: u64 = 34_000_000;

/// In a list of files, stands for one that is still on its way.
pub const ON_ITS_WAY: &str = "on-its-way";
/// In a list of files, stands for one that could not be uploaded and was not removed.
pub const NOT_UPLOADED: &str = "not-uploaded";

/// A file as timelines and forms show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AttachmentRef {
    /// Where its bytes are: `/attachments/{id}`.
    pub id: AttachmentId,
    /// What it is called.
    pub name: FileName,
    /// What is kept, in bytes.
    pub size: u64,
    /// What it is.
    pub kind: Kind,
}

/// What a file is, by its contents and never by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A picture that was decoded and encoded anew: it may be shown.
    Picture(Picture),
    /// Anything else: it can be downloaded and nothing more (attack 5).
    File,
}

/// A picture that may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Picture {
    /// How it is kept.
    pub format: PictureFormat,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
}

/// The formats in which pictures are kept, whatever they came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PictureFormat {
    /// Screenshots, drawings, anything with transparency.
    Png,
    /// Photos.
    Jpeg,
}

impl AttachmentRef {
    /// Where the file is read.
    #[must_use]
    pub fn address(&self) -> String {
        format!("/attachments/{}", self.id)
    }

    /// Its picture, if it is one.
    #[must_use]
    pub fn picture(&self) -> Option<Picture> {
        match self.kind {
            Kind::Picture(it) => Some(it),
            Kind::File => None,
        }
    }
}

/// The files of a form, from the texts of its list: ids of what was uploaded, each once.
///
/// # Errors
/// What to do about a list that cannot be sent: one is still on its way, one failed, or there are too many.
pub fn chosen(texts: &[String]) -> Result<Vec<AttachmentId>, String> {
    if texts.iter().any(|it| it == ON_ITS_WAY) {
        return Err("Wait until every file is uploaded, or remove it".to_owned());
    }
    if texts.iter().any(|it| it == NOT_UPLOADED) {
        return Err("Try the file again that could not be uploaded, or remove it".to_owned());
    }
    let mut ids = Vec::new();
    for text in texts.iter().filter(|it| !it.is_empty()) {
        let id = text.parse().map_err(|_| refusal::gone())?;
        if !ids.contains(&id) {
            ids.push(id);
        }
        if ids.len() > MAX_FILES {
            return Err(refusal::too_many());
        }
    }
    Ok(ids)
}

/// A size for people: `640 bytes`, `240 kB`, `1.2 MB`.
#[must_use]
pub fn size_in_words(bytes: u64) -> String {
    const KILO: u64 = 1000;
    const MEGA: u64 = KILO * KILO;
    match bytes {
        1 => "1 byte".to_owned(),
        0..KILO => format!("{bytes} bytes"),
        // Up to where it would be rounded to a thousand.
        KILO..999_500 => format!("{} kB", (bytes + KILO / 2) / KILO),
        _ => {
            let tenths = (bytes + MEGA / 20) / (MEGA / 10);
            format!("{}.{} MB", tenths / 10, tenths % 10)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|it| (*it).to_owned()).collect()
    }

    #[test]
    fn a_list_of_files_is_a_list_of_ids_each_once() {
        let ids = chosen(&texts(&["7", "", "9", "7"])).unwrap();
        assert_eq!(ids, [AttachmentId(7), AttachmentId(9)]);
        assert_eq!(chosen(&[]), Ok(Vec::new()));
    }

    #[test]
    fn a_list_that_cannot_be_sent_says_what_to_do() {
        let eleven: Vec<String> = (0..=MAX_FILES).map(|it| it.to_string()).collect();
        for (list, advice) in [
            (texts(&["7", ON_ITS_WAY]), "Wait until every file is uploaded, or remove it"),
            (texts(&[NOT_UPLOADED]), "Try the file again that could not be uploaded, or remove it"),
            (texts(&["[object File]"]), "Add the file again: it is no longer here"),
            (texts(&["-1"]), "Add the file again: it is no longer here"),
            (eleven, "Remove some files: at most 10 can be sent together"),
        ] {
            assert_eq!(chosen(&list).unwrap_err(), advice);
        }
    }

    #[test]
    fn sizes_are_said_in_words() {
        for (bytes, words) in [
            (0, "0 bytes"),
            (1, "1 byte"),
            (999, "999 bytes"),
            (1_000, "1 kB"),
            (240_400, "240 kB"),
            (999_499, "999 kB"),
            (999_500, "1.0 MB"),
            (1_234_567, "1.2 MB"),
            (MAX_FILE_BYTES, "10.5 MB"),
        ] {
            assert_eq!(size_in_words(bytes), words);
        }
    }
}
