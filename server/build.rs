//! Builds the client and the style sheets and embeds them in the binary, with cargo as the only tool; lists
//! the starter articles.
//!
//! `PORTICO_CLIENT` says how: `full` (what people download; the default of release builds), `fast` (while
//! working on it; the default of dev builds) or `skip` (pages without scripts, for checks and server tests).
//! Inputs are hashed: unchanged inputs mean reused output, so an edit in `server` never rebuilds the client.

#[path = "build/compress.rs"]
mod compress;
#[path = "build/embed.rs"]
mod embed;
#[path = "build/files.rs"]
mod files;
#[path = "build/mode.rs"]
mod mode;
#[path = "build/nested.rs"]
mod nested;
#[path = "build/place.rs"]
mod place;
#[path = "build/progress.rs"]
mod progress;
#[path = "build/split.rs"]
mod split;
#[path = "build/starter.rs"]
mod starter;
#[path = "build/style.rs"]
mod style;
#[path = "build/wasm.rs"]
mod wasm;

use files::File;
use mode::Mode;
use place::Place;
use progress::Progress;
use std::process::ExitCode;

/// Why there is no client, in words for whoever typed `cargo build`.
type Failure = String;

fn main() -> ExitCode {
    match build() {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn build() -> Result<(), Failure> {
    let place = Place::find()?;
    let mode = Mode::chosen()?;
    let progress = Progress::start();
    place.watch(mode);
    starter::write(&place)?;

    let mut files: Vec<File> = Vec::new();
    if mode != Mode::Skip {
        files.extend(wasm::client(&place, mode, &progress)?);
    }
    files.extend(compress::all(style::sheets(&place)?, mode)?);
    files.extend(compress::all(style::public(&place)?, mode)?);
    embed::write(&place, mode, files)
}
