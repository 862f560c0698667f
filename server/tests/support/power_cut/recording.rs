//! Builds the recorder and runs the writer under it.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::log::{self, Event};

const SOURCE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/power_cut/recorder.c");

/// Compiles `recorder.c` into `folder`.
pub(crate) fn build(folder: &Path) -> PathBuf {
    let library = folder.join("recorder.so");
    let compiled = Command::new("cc")
        .args(["-shared", "-fPIC", "-O1", "-Wall", "-Wextra", "-Werror", "-pthread", SOURCE, "-o"])
        .arg(&library)
        .output();
    match compiled {
        Ok(output) => {
            assert!(output.status.success(), "cc: {}", String::from_utf8_lossy(&output.stderr));
            library
        }
        Err(error) => panic!(
            "the recorder needs the C compiler that Rust links with ({error}); on Debian and Ubuntu type: \
             sudo apt-get install gcc libc6-dev"
        ),
    }
}

/// Runs the writer on `disk`/data until it has acknowledged `n_commits`, then stops listening to
/// it, and returns what it did to `disk` until it ended.
pub(crate) fn record(program: &str, recorder: &Path, disk: &Path, n_commits: usize) -> Vec<Event> {
    let log = recorder.with_file_name("log");
    let mut writer = Command::new(program)
        .args(["torture", "writer", "--data"])
        .arg(disk.join("data"))
        .env("LD_PRELOAD", recorder)
        .env("PORTICO_RECORDER_ROOT", disk)
        .env("PORTICO_RECORDER_LOG", &log)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(writer.stdout.take().unwrap()).lines();
    let n_read = lines.take(n_commits).map(Result::unwrap).count();
    // With the pipe closed the writer ends by itself, so the log ends with its last change.
    let ended = writer.wait_with_output().unwrap();
    assert_eq!(n_read, n_commits, "the writer stopped: {}", String::from_utf8_lossy(&ended.stderr));
    let events = log::parse(&fs::read(&log).unwrap());
    fs::remove_file(&log).unwrap();
    events
}
