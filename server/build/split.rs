//! From one compiled module to what browsers load: the first download, and the staff's chunk.

use crate::{
    Failure,
    files::{fresh_folder, names},
    place::{unreadable, unwritable},
};
use std::{fs, path::Path};
use wasm_bindgen_cli_support::Bindgen;

/// The first eight bytes of every module: magic and version.
const HEADER_BYTES: usize = 8;
/// The id of custom sections: names, relocations, producers.
const CUSTOM: u8 = 0;

/// Splits `module`, makes the JavaScript around it, and returns every file with its contents.
pub(crate) fn split(module: &Path, work: &Path) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let (package, main) = (work.join("pkg"), work.join("main.wasm"));
    fresh_folder(&package)?;

    let bytes = fs::read(module).map_err(|it| unreadable(module, &it))?;
    let mut options = wasm_split_cli_support::Options::new(&bytes);
    options.output_dir = &package;
    options.main_out_path = &main;
    options.main_module = "./portico.js";
    options.link_name = "./__wasm_split.js";
    wasm_split_cli_support::transform(options)
        .map_err(|it| format!("cannot split the client: {it:#}"))?;

    bindgen(&main, &package)?;
    names(&package)?
        .into_iter()
        .map(|name| {
            let path = package.join(&name);
            let mut bytes = fs::read(&path).map_err(|it| unreadable(&path, &it))?;
            if name.ends_with(".wasm") {
                bytes = without_custom_sections(&bytes)
                    .ok_or_else(|| unwritable(&path, &"not a WebAssembly module"))?;
            }
            Ok((name, bytes))
        })
        .collect()
}

/// On the first module only; the exports that the chunks import must survive.
fn bindgen(main: &Path, package: &Path) -> Result<(), Failure> {
    let failed = |it| format!("cannot bind the client: {it:#}");
    Bindgen::new()
        .input_path(main)
        .web(true)
        .map_err(failed)?
        .typescript(false)
        .keep_lld_exports(true)
        .demangle(false)
        .omit_default_module_path(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .out_name("portico")
        .generate(package)
        .map_err(failed)
}

/// The module without its custom sections; `None` where the bytes are not a module.
fn without_custom_sections(module: &[u8]) -> Option<Vec<u8>> {
    let (header, mut rest) = module.split_at_checked(HEADER_BYTES)?;
    let mut out = header.to_vec();
    while let Some((&id, after_id)) = rest.split_first() {
        let (length, length_bytes) = leb128(after_id)?;
        let (section, after) = rest.split_at_checked(1 + length_bytes + length)?;
        if id != CUSTOM {
            out.extend_from_slice(section);
        }
        rest = after;
    }
    Some(out)
}

/// An unsigned number in LEB128, and how many bytes it took.
fn leb128(bytes: &[u8]) -> Option<(usize, usize)> {
    let mut value = 0;
    for (index, byte) in bytes.iter().enumerate().take(5) {
        value |= usize::from(byte & 0x7f) << (7 * index);
        if byte & 0x80 == 0 {
            return Some((value, index + 1));
        }
    }
    None
}
