//! Why the suite cannot run, with the line that helps.

use std::fmt;
use std::io;
use std::path::PathBuf;

/// Something that the suite needs and could not get.
#[derive(Debug)]
pub enum Obstacle {
    /// There is no usable Node.
    NoNode {
        /// What `node --version` said, if it ran at all.
        found: Option<String>,
    },
    /// There is no browser, and it could not be installed.
    NoChromium,
    /// A program could not be started.
    NotStarted { line: String, error: io::Error },
    /// A program ended with an error.
    Failed { line: String },
    /// Cargo did not say where it put the `portico` program.
    NoProgram,
    /// A file could not be read or written.
    File { path: PathBuf, error: io::Error },
}

impl fmt::Display for Obstacle {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoNode { found } => {
                match found {
                    Some(version) => write!(formatter, "node is too old ({version})")?,
                    None => write!(formatter, "node is missing")?,
                }
                write!(
                    formatter,
                    "; the suite needs version {} or newer. On Debian, type:\n\n    \
                     apt-get install -y nodejs npm\n",
                    crate::node::OLDEST
                )
            }
            Self::NoChromium => write!(
                formatter,
                "there is no Chromium. Name one with {}=PATH, or type:\n\n    \
                 cd {} && npx playwright install --with-deps chromium\n",
                crate::chromium::VARIABLE,
                crate::folder().display()
            ),
            Self::NotStarted { line, error } => {
                write!(formatter, "`{line}` could not be started: {error}")
            }
            Self::Failed { line } => write!(
                formatter,
                "this failed; repeat it to see why:\n\n    cd {} && {line}\n",
                crate::folder().display()
            ),
            Self::NoProgram => write!(formatter, "cargo built no program `portico`"),
            Self::File { path, error } => write!(formatter, "{}: {error}", path.display()),
        }
    }
}

impl std::error::Error for Obstacle {}
