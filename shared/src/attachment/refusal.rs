//! What is said of a file that cannot be sent: each in words of its own (D1.15) that name the way out
//! (D1.11).

use super::{MAX_FILE_BYTES, MAX_FILES, MAX_PIXELS, name::FileName};

/// Why one file was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileRefusal {
    /// No bytes at all.
    Empty,
    /// More than [`MAX_FILE_BYTES`].
    TooLarge,
    /// Something that runs, by its name or by its contents.
    Program,
    /// It begins like a picture and cannot be read as one.
    Damaged,
    /// A picture of more than [`MAX_PIXELS`].
    TooManyPixels,
    /// It did not get through.
    NotUploaded,
}

impl FileRefusal {
    /// All of them, for the gallery.
    pub const ALL: [Self; 6] = [
        Self::Empty,
        Self::TooLarge,
        Self::Program,
        Self::Damaged,
        Self::TooManyPixels,
        Self::NotUploaded,
    ];

    /// What to do about the file called `name`.
    #[must_use]
    pub fn advice(self, name: &FileName) -> String {
        match self {
            Self::Empty => format!("Choose another file: “{name}” is empty"),
            Self::TooLarge => {
                let limit = MAX_FILE_BYTES / (1024 * 1024);
                format!("Choose a file of at most {limit} MB: “{name}” is larger")
            }
            Self::Program => {
                format!("Add a screenshot or a log instead: “{name}” is a program")
            }
            Self::Damaged => {
                format!("Save “{name}” again as a picture, then add it: it cannot be opened")
            }
            Self::TooManyPixels => {
                let limit = MAX_PIXELS / 1_000_000;
                format!("Make “{name}” smaller: a picture may have {limit} megapixels")
            }
            Self::NotUploaded => format!("Try again, or remove it: “{name}” could not be uploaded"),
        }
    }
}

/// What the browser can tell before anything is uploaded.
///
/// # Errors
/// Why the file will not be taken.
pub fn check_before_upload(name: &FileName, bytes: u64) -> Result<(), FileRefusal> {
    match bytes {
        _ if name.is_program() => Err(FileRefusal::Program),
        0 => Err(FileRefusal::Empty),
        _ if bytes > MAX_FILE_BYTES => Err(FileRefusal::TooLarge),
        _ => Ok(()),
    }
}

/// There are more than [`MAX_FILES`].
#[must_use]
pub fn too_many() -> String {
    format!("Remove some files: at most {MAX_FILES} can be sent together")
}

/// An upload that is not there, not this person's, or sent already: one answer for all.
#[must_use]
pub fn gone() -> String {
    "Add the file again: it is no longer here".to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_refusal_names_the_file_and_the_way_out() {
        let name = FileName::of("error.png");
        let mut said: Vec<String> = FileRefusal::ALL.iter().map(|it| it.advice(&name)).collect();
        for advice in &said {
            assert!(advice.contains("“error.png”"), "{advice}");
            for word in ["invalid", "please", "oops", "required", "forbidden"] {
                assert!(!advice.to_lowercase().contains(word), "{advice}");
            }
        }
        said.dedup();
        assert_eq!(said.len(), FileRefusal::ALL.len());
    }

    #[test]
    fn what_can_be_told_before_the_upload_is_told() {
        let (log, program) = (FileName::of("a.log"), FileName::of("a.exe"));
        for (name, bytes, expected) in [
            (&log, 0, Err(FileRefusal::Empty)),
            (&log, 1, Ok(())),
            (&log, MAX_FILE_BYTES, Ok(())),
            (&log, MAX_FILE_BYTES + 1, Err(FileRefusal::TooLarge)),
            (&program, 0, Err(FileRefusal::Program)),
        ] {
            assert_eq!(check_before_upload(name, bytes), expected, "{name} of {bytes} bytes");
        }
    }
}
