//! What a check has found.

use std::fmt;

/// Everything that a check counted, and everything that broke a promise.
#[derive(Debug, Default)]
pub struct Findings {
    /// How many commits had been acknowledged.
    pub n_acknowledged: u64,
    /// How many commits the store holds: those under way when it was killed may be among them.
    pub n_stored: u64,
    /// Acknowledged commits that are gone.
    pub lost: Vec<String>,
    /// Places where only a part of a commit is, or bytes that nobody wrote.
    pub half: Vec<String>,
}

impl Findings {
    /// Whether every promise was kept.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.lost.is_empty() && self.half.is_empty()
    }
}

impl fmt::Display for Findings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { n_acknowledged, n_stored, lost, half } = self;
        write!(
            f,
            "acknowledged {n_acknowledged}, stored {n_stored}, lost {}, half {}",
            lost.len(),
            half.len()
        )?;
        for line in lost.iter().take(5) {
            write!(f, "\nlost: {line}")?;
        }
        for line in half.iter().take(5) {
            write!(f, "\nhalf: {line}")?;
        }
        Ok(())
    }
}
