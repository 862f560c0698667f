//! The table of files that the server's sources include, and the report of their sizes.

use crate::{
    Failure,
    files::{File, fresh_folder},
    mode::Mode,
    place::{Place, unwritable},
};
use std::{fmt::Write, fs, path::Path};

/// Hexadecimal digits of the folder's name: 64 bits.
const HASH_DIGITS: usize = 16;

/// Copies `files` into this build's output, and writes `assets.rs` and `client-report.txt` beside them.
pub(crate) fn write(place: &Place, mode: Mode, mut files: Vec<File>) -> Result<(), Failure> {
    files.sort_by(|a, b| a.name.cmp(&b.name));
    let package = place.out.join("pkg");
    fresh_folder(&package)?;
    files.iter().try_for_each(|it| it.save(&package))?;
    save(&place.out.join("client-report.txt"), &report(mode, &files))?;
    save(&place.out.join("assets.rs"), &table(&package, &files))
}

/// `Embedded { hash, files }`, an expression of the server's own types.
fn table(package: &Path, files: &[File]) -> String {
    let mut out = format!("Embedded {{ hash: \"{}\", files: &[\n", content_hash(files));
    for File { name, .. } in files {
        let path = package.join(name);
        let path = path.display();
        let _ = writeln!(
            out,
            "    Asset {{ name: {name:?}, raw: include_bytes!(r\"{path}\"), \
             br: include_bytes!(r\"{path}.br\"), gz: include_bytes!(r\"{path}.gz\") }},"
        );
    }
    out.push_str("] }\n");
    out
}

/// One hash over everything: the references between the files are relative, so that nothing needs to be
/// renamed inside them.
fn content_hash(files: &[File]) -> String {
    let mut hasher = blake3::Hasher::new();
    for File { name, raw, .. } in files {
        hasher.update(name.as_bytes()).update(&(raw.len() as u64).to_be_bytes()).update(raw);
    }
    let mut hash = hasher.finalize().to_hex().to_string();
    hash.truncate(HASH_DIGITS);
    hash
}

fn report(mode: Mode, files: &[File]) -> String {
    let mut out = format!("client: {}\n", mode.name());
    for File { name, raw, br, gz } in files {
        let _ =
            writeln!(out, "{name:44} {:>9} raw {:>9} gz {:>9} br", raw.len(), gz.len(), br.len());
    }
    out
}

fn save(path: &Path, text: &str) -> Result<(), Failure> {
    fs::write(path, text).map_err(|it| unwritable(path, &it))
}
