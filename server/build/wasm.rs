//! The client's code, built once per state of its sources.

use crate::{
    Failure, compress,
    files::{File, fresh_folder},
    mode::Mode,
    nested,
    place::{Place, unwritable, variable},
    progress::Progress,
    split,
};
use std::fs;

/// What the client is made of, and the recipe. Style is not in it: it is made in moments, every time.
const INPUTS: [&str; 6] =
    ["app", "shared", "Cargo.toml", "Cargo.lock", "server/build.rs", "server/build"];

/// Builds the client, or finds it finished from the last time.
pub(crate) fn client(place: &Place, mode: Mode, progress: &Progress) -> Result<Vec<File>, Failure> {
    let hash = inputs(place, mode)?;
    let finished = place.client_target.join("finished").join(mode.name());
    let stamp = finished.with_extension("inputs");
    if fs::read_to_string(&stamp).is_ok_and(|it| it == hash) {
        return File::load_all(&finished);
    }

    let module = nested::module(place, mode, progress)?;
    progress.step("splitting and binding");
    let plain = split::split(&module, &place.client_target.join("split"))?;
    progress.step("compressing");
    let files = compress::all(plain, mode)?;

    fresh_folder(&finished)?;
    files.iter().try_for_each(|it| it.save(&finished))?;
    // Last, so that a build that was stopped half-way is not taken for a finished one.
    fs::write(&stamp, hash).map_err(|it| unwritable(&stamp, &it))?;
    progress.step("done");
    Ok(files)
}

fn inputs(place: &Place, mode: Mode) -> Result<String, Failure> {
    let mut hasher = place.hash_of(&INPUTS)?;
    hasher.update(mode.name().as_bytes()).update(variable("RUSTC")?.as_bytes());
    Ok(hasher.finalize().to_hex().to_string())
}
