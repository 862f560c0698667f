//! Samples of stored records, kept for ever: `tests/golden/NAME.vN.hex` beside the sources.
//!
//! Releases to come must read what this one writes. A record's test calls [`check`] with a sample
//! of what is written now, and [`check_old`] once for every file from before. A field added with a
//! default changes the bytes too: rename the file to say what it is from before, and make a new one.

use std::fmt::Debug;
use std::fs;
use std::path::PathBuf;

use super::record::{self, Record};

/// Set to `write` to make the files that are missing; existing ones are never changed.
const VARIABLE: &str = "PORTICO_GOLDEN";

/// The sample must be written as the file says, and the file must read as the sample.
#[track_caller]
pub(crate) fn check<R: Record + PartialEq + Debug>(sample: &R) {
    check_as(&format!("{}.v{}", R::NAME, R::VERSION), sample);
}

/// [`check`] for a record of several shapes, each with a file of its own, named without folder and ending.
#[track_caller]
pub(crate) fn check_as<R: Record + PartialEq + Debug>(file: &str, sample: &R) {
    let path = path(file);
    let written = to_hex(&record::encode(sample).unwrap());
    if !path.exists() && std::env::var(VARIABLE).is_ok_and(|value| value == "write") {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, &written).unwrap();
    }
    assert_eq!(
        written,
        to_hex(&read(&path)),
        "{} is written otherwise than {} says: raise its version, or for a field with a default rename that file",
        R::NAME,
        path.display()
    );
    check_old(file, sample);
}

/// The sample in `file`, named without its folder and ending, must read as `expected`.
#[track_caller]
pub(crate) fn check_old<R: Record + PartialEq + Debug>(file: &str, expected: &R) {
    let decoded: R = record::decode(&read(&path(file))).unwrap();
    assert_eq!(&decoded, expected);
}

fn path(file: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "tests", "golden", &format!("{file}.hex")].iter().collect()
}

#[track_caller]
fn read(path: &PathBuf) -> Vec<u8> {
    let text = fs::read_to_string(path).unwrap_or_else(|error| {
        panic!("{}: {error}; run the test once with {VARIABLE}=write to make it", path.display())
    });
    let digits: Vec<u32> = text.chars().filter_map(|digit| digit.to_digit(16)).collect();
    digits.chunks(2).map(|pair| u8::try_from(pair[0] * 16 + pair[1]).unwrap()).collect()
}

/// Thirty-two bytes a line, so that a difference can be seen.
fn to_hex(bytes: &[u8]) -> String {
    let lines = bytes
        .chunks(32)
        .map(|line| line.iter().map(|byte| format!("{byte:02x}")).collect::<String>());
    lines.map(|line| line + "\n").collect()
}
