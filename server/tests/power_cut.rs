//! Cuts the power at moments of a recorded run and looks for what is gone.
//!
//! Killing a process proves nothing about the disk: what it wrote is in the system's memory and
//! gets there all the same. So the writer runs under a recorder that notes every write, sync,
//! name and acknowledgement in their order. From that, disks are rebuilt as a power cut may leave
//! them, each is opened by the real program, and nothing acknowledged may be gone.

#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

#[path = "support/power_cut/disk.rs"]
mod disk;
#[path = "support/power_cut/log.rs"]
mod log;
#[path = "support/random.rs"]
mod random;
#[path = "support/power_cut/recording.rs"]
mod recording;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use disk::{Disk, Survival};
use log::Event;
use random::Random;
use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_portico");

/// Enough to fill more than one of the engine's segments.
const COMMITS: usize = 3_000;

/// How many moments of each run are tried with each kind of survival.
const CUTS: usize = 4;

#[test]
fn nothing_acknowledged_is_lost_when_the_power_goes() {
    let n_cuts =
        std::env::var("PORTICO_POWER_CUTS").map_or(CUTS, |cuts| cuts.parse().expect("a number"));
    let seed = random::seed(1);
    println!("PORTICO_SEED={seed}");
    let mut random = Random::new(seed);
    let folder = TempDir::new().unwrap();
    let scratch = folder.path().canonicalize().unwrap();
    let recorder = recording::build(&scratch);
    let files = scratch.join("disk");
    fs::create_dir(&files).unwrap();

    let mut faults = Vec::new();
    let mut acknowledged = String::new();
    // The second run opens what the first left.
    for folder in ["new folder", "used folder"] {
        let mut disk = Disk::load(&files);
        let events = recording::record(PROGRAM, &recorder, &files, COMMITS);
        let cuts = choose_cuts(&events, n_cuts, &mut random);
        for (number, event) in events.iter().enumerate() {
            for survival in cuts.get(&number).into_iter().flatten() {
                let image = scratch.join("image");
                disk.write_image(&image, *survival, &mut random);
                if let Err(fault) = verify(&image, &acknowledged) {
                    faults.push(format!("{folder}, {survival:?}, before event {number}: {fault}"));
                }
                fs::remove_dir_all(&image).unwrap();
            }
            disk.play(event);
            if let Event::Printed { text } = event {
                acknowledged.push_str(text);
            }
        }
        assert_recording_is_complete(&disk, &files, &mut random);
        println!(
            "{folder}: {} events, {} cuts",
            events.len(),
            cuts.values().map(Vec::len).sum::<usize>()
        );
    }
    assert!(
        faults.is_empty(),
        "{} faults with PORTICO_SEED={seed}:\n{}",
        faults.len(),
        faults.join("\n")
    );
}

/// Moments in the order of events, each with what survives there: the first of each kind while the
/// store is still being opened, the others while it is written.
fn choose_cuts(
    events: &[Event],
    n_cuts: usize,
    random: &mut Random,
) -> BTreeMap<usize, Vec<Survival>> {
    let n_opening =
        events.iter().take_while(|event| !matches!(event, Event::Printed { .. })).count();
    let mut below =
        |bound: usize| usize::try_from(random.below(bound.try_into().unwrap())).unwrap();
    let mut cuts: BTreeMap<usize, Vec<Survival>> = BTreeMap::new();
    for survival in [Survival::Strict, Survival::Prefix, Survival::Random] {
        cuts.entry(below(n_opening)).or_default().push(survival);
        for _ in 1..n_cuts {
            let moment = n_opening + below(events.len() - n_opening);
            cuts.entry(moment).or_default().push(survival);
        }
    }
    cuts
}

/// Opens a disk with the real program, which says what is lost, half, or cannot be opened.
fn verify(disk: &Path, acknowledged: &str) -> Result<(), String> {
    let lines = disk.with_file_name("acknowledged");
    fs::write(&lines, acknowledged).unwrap();
    let checked = Command::new(PROGRAM)
        .args(["torture", "verify", "--data"])
        .arg(disk.join("data"))
        .arg("--acks")
        .arg(&lines)
        .output()
        .unwrap();
    if checked.status.success() {
        return Ok(());
    }
    let said = [checked.stdout, checked.stderr].concat();
    Err(format!("{}, {}", checked.status, String::from_utf8_lossy(&said)))
}

/// With all changes kept, the disk must be what the process has left in fact: a change that the
/// recorder does not know would be one that no cut is tried with.
fn assert_recording_is_complete(disk: &Disk, files: &Path, random: &mut Random) {
    let replayed = files.with_file_name("replayed");
    disk.write_image(&replayed, Survival::All, random);
    let (left, right) = (contents(files, files), contents(&replayed, &replayed));
    assert!(left.keys().eq(right.keys()), "{:?}\n{:?}", left.keys(), right.keys());
    for (path, bytes) in &left {
        assert!(right[path] == *bytes, "{} was changed unrecorded", path.display());
    }
    fs::remove_dir_all(&replayed).unwrap();
}

/// Every file below `folder`, by its path from `root`.
fn contents(root: &Path, folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(contents(root, &path));
        } else {
            files.insert(path.strip_prefix(root).unwrap().to_path_buf(), fs::read(&path).unwrap());
        }
    }
    files
}
