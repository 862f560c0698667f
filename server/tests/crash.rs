//! Kills the program while it writes, again and again on one folder, and looks for what is gone.
//!
//! This proves what survives the end of the process. What survives the end of the power is
//! another question: see `power_cut.rs`.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

#[path = "support/random.rs"]
mod random;

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use random::Random;
use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_portico");

/// How long the writer may take to say its first word, recovery included.
const PATIENCE: Duration = Duration::from_secs(60);

#[test]
fn nothing_acknowledged_is_lost_when_the_process_is_killed() {
    let rounds = std::env::var("PORTICO_CRASH_ROUNDS")
        .map_or(20, |rounds| rounds.parse().expect("a number"));
    let seed = random::seed(20);
    println!("PORTICO_SEED={seed}");
    let mut random = Random::new(seed);
    let folder = TempDir::new().unwrap();
    let (data, acknowledgements) =
        (folder.path().join("data"), folder.path().join("acknowledgements"));
    let mut n_acknowledged = 0;
    for round in 1..=rounds {
        // Every fifth writer is killed while it may still be opening what the others left.
        let wanted = if round % 5 == 0 { 0 } else { 1 + random.below(400) };
        let until_killed = Duration::from_micros(random.below(60_000));
        let printed = write_until_killed(&data, wanted, until_killed);
        n_acknowledged += printed.iter().filter(|byte| **byte == b'\n').count();
        let mut file = File::options().create(true).append(true).open(&acknowledgements).unwrap();
        let whole_lines = printed.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
        file.write_all(&printed[..whole_lines]).unwrap();
        verify(&data, &acknowledgements, round);
    }
    assert!(
        n_acknowledged > 20 * rounds,
        "too little was written to prove anything: {n_acknowledged}"
    );
    let blobs = fs::read_dir(data.join("sled/blobs")).unwrap().count();
    assert_eq!(blobs, 0, "values went into files that the engine never syncs");
    println!("{rounds} rounds, {n_acknowledged} commits acknowledged, none lost, none half");
}

/// Runs the writer until it has acknowledged `wanted` commits and some more time has passed, then
/// kills it, and returns everything that it printed.
fn write_until_killed(data: &Path, wanted: u64, until_killed: Duration) -> Vec<u8> {
    let mut writer = Command::new(PROGRAM)
        .args(["torture", "writer", "--data"])
        .arg(data)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = read_lines(&mut writer);
    let mut printed = Vec::new();
    for _ in 0..wanted {
        printed.extend(lines.recv_timeout(PATIENCE).expect("the writer stopped by itself"));
    }
    let deadline = Instant::now() + until_killed;
    loop {
        match lines.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
            Ok(line) => printed.extend(line),
            Err(RecvTimeoutError::Timeout) => break,
            Err(RecvTimeoutError::Disconnected) => panic!("the writer stopped by itself"),
        }
    }
    // On Unix this is SIGKILL: nothing in the process gets to run again.
    writer.kill().unwrap();
    writer.wait().unwrap();
    // What it had printed before it died was acknowledged too.
    printed.extend(lines.iter().flatten());
    printed
}

fn read_lines(writer: &mut Child) -> Receiver<Vec<u8>> {
    let mut output = BufReader::new(writer.stdout.take().unwrap());
    let (line_sender, lines) = mpsc::channel();
    thread::spawn(move || {
        loop {
            let mut line = Vec::new();
            if output.read_until(b'\n', &mut line).unwrap() == 0 || line_sender.send(line).is_err()
            {
                return;
            }
        }
    });
    lines
}

#[track_caller]
fn verify(data: &Path, acknowledgements: &Path, round: usize) {
    let checked = Command::new(PROGRAM)
        .args(["torture", "verify", "--data"])
        .arg(data)
        .arg("--acks")
        .arg(acknowledgements)
        .output()
        .unwrap();
    let said = [checked.stdout, checked.stderr].concat();
    assert!(checked.status.success(), "round {round}: {}", String::from_utf8_lossy(&said));
}
