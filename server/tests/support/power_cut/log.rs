//! Reads what `recorder.c` wrote.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::PathBuf;

/// Something that a process did to its files, or said on standard output.
pub(crate) enum Event {
    /// A file was opened: its inode and name. The name may be new.
    Opened { file: u64, path: PathBuf },
    /// Bytes were written at an offset.
    Wrote { file: u64, offset: usize, bytes: Vec<u8> },
    /// A file was cut off or extended.
    Resized { file: u64, length: usize },
    /// A sync began, of what is said when it ends.
    SyncBegan { sync: u64 },
    /// Everything written to a file before the sync began is durable.
    SyncedFile { file: u64, sync: u64 },
    /// Every name changed in a folder before the sync began is durable.
    SyncedFolder { path: PathBuf, sync: u64 },
    /// A folder was made.
    MadeFolder { path: PathBuf },
    /// A file or folder got another name.
    Renamed { from: PathBuf, to: PathBuf },
    /// A name was removed.
    Removed { path: PathBuf },
    /// Something was printed.
    Printed { text: String },
}

/// All events in the order in which they happened.
pub(crate) fn parse(mut log: &[u8]) -> Vec<Event> {
    let mut events = Vec::new();
    while let Some((header, rest)) = log.split_first_chunk::<32>() {
        let field = |index: usize| u64::from_ne_bytes(header[index * 8..][..8].try_into().unwrap());
        let (payload, rest) = rest.split_at(size(field(3)));
        events.push(event(field(0), field(1), field(2), payload));
        log = rest;
    }
    assert!(log.is_empty(), "the log ends in the middle of a record");
    events
}

fn event(kind: u64, file: u64, number: u64, payload: &[u8]) -> Event {
    let path = |bytes: &[u8]| PathBuf::from(OsStr::from_bytes(bytes));
    match u8::try_from(kind).unwrap() {
        b'O' => Event::Opened { file, path: path(payload) },
        b'W' => Event::Wrote { file, offset: size(number), bytes: payload.to_vec() },
        b'L' => Event::Resized { file, length: size(number) },
        b'B' => Event::SyncBegan { sync: number },
        b'S' => Event::SyncedFile { file, sync: number },
        b'D' => Event::SyncedFolder { path: path(payload), sync: number },
        b'M' => Event::MadeFolder { path: path(payload) },
        b'N' => {
            let zero = payload.iter().position(|byte| *byte == 0).unwrap();
            Event::Renamed { from: path(&payload[..zero]), to: path(&payload[zero + 1..]) }
        }
        b'U' => Event::Removed { path: path(payload) },
        b'A' => Event::Printed { text: String::from_utf8(payload.to_vec()).unwrap() },
        other => panic!("the recorder writes no {other}"),
    }
}

fn size(number: u64) -> usize {
    usize::try_from(number).unwrap()
}
