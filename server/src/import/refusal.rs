//! Why one item of an import was refused. The rest goes on.

use std::{fmt, path::PathBuf};

use shared::{problem::Problem, text::TextError};

use super::{front_matter::FrontMatterError, lines::MAX_BYTES};

/// One item that was refused, and where it stands.
#[derive(Debug)]
pub struct Refused {
    /// The file.
    pub path: PathBuf,
    /// The line, from one.
    pub line: u64,
    /// Why.
    pub reason: Reason,
}

/// Why an item was refused.
#[derive(Debug)]
pub enum Reason {
    /// The line, or the whole Markdown file, is longer than anything sound.
    TooLong,
    /// It is not text.
    NotUtf8,
    /// It is not JSON with the fields that are asked for.
    Json(serde_json::Error),
    /// The head of a Markdown file is at fault.
    Head(FrontMatterError),
    /// A text is empty, too long, or holds what cannot be shown.
    Text {
        /// Which text.
        field: &'static str,
        /// What is wrong with it.
        error: TextError,
    },
    /// A field names something that does not exist.
    Unknown {
        /// Which field.
        field: &'static str,
        /// What it says.
        given: String,
    },
    /// Nothing says who may read an article (attack 24).
    NoAudience,
    /// The address that an article asks for is taken, or means something else.
    SlugTaken {
        /// The end of the address.
        slug: String,
    },
    /// It was reported after now.
    InTheFuture,
    /// The portal's own rules refuse it.
    Problem(Problem),
}

impl Reason {
    /// For `map_err`: the text of `field` is at fault.
    pub(super) fn text(field: &'static str) -> impl FnOnce(TextError) -> Self {
        move |error| Self::Text { field, error }
    }

    /// `field` names something that does not exist.
    pub(super) fn unknown(field: &'static str, given: &str) -> Self {
        Self::Unknown { field, given: given.chars().take(60).collect() }
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}: {}", self.path.display(), self.line, self.reason)
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong => write!(formatter, "is longer than {} KiB", MAX_BYTES / 1024),
            Self::NotUtf8 => formatter.write_str("is not UTF-8 text"),
            Self::Json(error) => {
                // Each line is a document of its own: the line in the message is always one.
                let text = error.to_string();
                let place = format!(" at line {} column {}", error.line(), error.column());
                let what = text.strip_suffix(&place).unwrap_or(&text);
                write!(formatter, "{what} (column {})", error.column())
            }
            Self::Head(error) => error.fmt(formatter),
            Self::Text { field, error } => write!(formatter, "the {field} {error}"),
            Self::Unknown { field, given } => write!(formatter, "unknown {field} `{given}`"),
            Self::NoAudience => formatter.write_str(
                "no audience: say in the file or for the whole import who may read it \
                 (public, signed-in, agents or leads)",
            ),
            Self::SlugTaken { slug } => write!(formatter, "the address `{slug}` is taken"),
            Self::InTheFuture => formatter.write_str("was created after now"),
            Self::Problem(problem) if problem.errors.is_empty() => {
                formatter.write_str(&problem.detail)
            }
            Self::Problem(problem) => {
                let mut separator = "";
                for error in &problem.errors {
                    write!(formatter, "{separator}{}: {}", error.field, error.text)?;
                    separator = "; ";
                }
                Ok(())
            }
        }
    }
}
