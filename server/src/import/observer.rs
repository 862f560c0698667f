//! Who is told how an import gets on.

use indicatif::{ProgressBar, ProgressStyle};

use super::Refused;

/// Is told how an import gets on.
pub trait Observer {
    /// There are `bytes` to read.
    fn begin(&mut self, bytes: u64);

    /// `bytes` more have been read.
    fn advance(&mut self, bytes: u64);

    /// An item was refused.
    fn refuse(&mut self, refused: &Refused);
}

/// Tells the person at the terminal, on standard error: a bar where that is a terminal, and a line
/// for each refused item in any case.
#[derive(Debug)]
pub struct Terminal {
    bar: ProgressBar,
}

impl Terminal {
    /// Nothing is shown before the import begins.
    #[must_use]
    pub fn new() -> Self {
        Self { bar: ProgressBar::hidden() }
    }
}

impl Default for Terminal {
    fn default() -> Self {
        Self::new()
    }
}

impl Observer for Terminal {
    fn begin(&mut self, bytes: u64) {
        // The bar is drawn on standard error, and only where that is a terminal.
        self.bar = ProgressBar::new(bytes);
        let style = "{wide_bar} {bytes} of {total_bytes}, {eta} left";
        if let Ok(style) = ProgressStyle::with_template(style) {
            self.bar.set_style(style);
        }
    }

    fn advance(&mut self, bytes: u64) {
        self.bar.inc(bytes);
    }

    fn refuse(&mut self, refused: &Refused) {
        self.bar.suspend(|| eprintln!("{refused}"));
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
