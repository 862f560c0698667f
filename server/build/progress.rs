//! A line a step on the terminal, because cargo hides what build scripts print and this takes minutes.

use std::{
    fs::{File, OpenOptions},
    io::Write,
    time::Instant,
};

/// Where the lines go, if anywhere.
#[derive(Debug)]
pub(crate) struct Progress {
    terminal: Option<File>,
    start: Instant,
}

impl Progress {
    /// Looks for a terminal; without one (CI, an editor) there are no lines.
    pub(crate) fn start() -> Self {
        let terminal = OpenOptions::new().write(true).open("/dev/tty").ok();
        Self { terminal, start: Instant::now() }
    }

    /// Says what begins now.
    pub(crate) fn step(&self, what: &str) {
        let seconds = self.start.elapsed().as_secs();
        if let Some(mut terminal) = self.terminal.as_ref() {
            // A terminal that went away is no reason to stop the build.
            let _ = writeln!(terminal, "\r\x1b[K      Client {what} ({seconds} s)");
        }
        eprintln!("{seconds} s: {what}");
    }
}
