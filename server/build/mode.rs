//! How much work the client is worth in this build.

use crate::Failure;
use std::env;

/// The choice made by `PORTICO_CLIENT`, or by the profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Smallest download: size profile, link-time optimisation, Brotli 11.
    Full,
    /// Shortest build: no link-time optimisation, Brotli 5.
    Fast,
    /// No client: pages work as plain HTML.
    Skip,
}

impl Mode {
    /// What was asked for, else `full` for release builds and `fast` for the others.
    pub(crate) fn chosen() -> Result<Self, Failure> {
        match env::var("PORTICO_CLIENT").unwrap_or_default().as_str() {
            "full" => Ok(Self::Full),
            "fast" => Ok(Self::Fast),
            "skip" => Ok(Self::Skip),
            "" if env::var("PROFILE").is_ok_and(|it| it == "release") => Ok(Self::Full),
            "" => Ok(Self::Fast),
            other => Err(format!("PORTICO_CLIENT is {other:?}: set it to full, fast or skip")),
        }
    }

    /// The name as it is typed.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Fast => "fast",
            Self::Skip => "skip",
        }
    }

    /// The cargo profile of the client; see the workspace's `Cargo.toml`.
    pub(crate) fn profile(self) -> &'static str {
        match self {
            Self::Full => "client-full",
            Self::Fast | Self::Skip => "client-fast",
        }
    }

    /// Brotli quality: 11 takes seconds per megabyte, 5 takes moments.
    pub(crate) fn brotli_quality(self) -> u32 {
        match self {
            Self::Full => 11,
            Self::Fast | Self::Skip => 5,
        }
    }
}
