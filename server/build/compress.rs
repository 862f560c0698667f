//! Brotli and gzip, once per build instead of once per request.

use crate::{Failure, files::File, mode::Mode};
use brotli::CompressorWriter;
use flate2::{Compression, write::GzEncoder};
use std::io::Write;

/// The largest window of the format: two files of the client are larger than smaller ones.
const WINDOW_BITS: u32 = 22;
const BUFFER_BYTES: usize = 64 * 1024;

/// Compresses every `(name, contents)`.
pub(crate) fn all(plain: Vec<(String, Vec<u8>)>, mode: Mode) -> Result<Vec<File>, Failure> {
    plain
        .into_iter()
        .map(|(name, raw)| {
            let br = brotli(&raw, mode).map_err(|it| format!("cannot compress {name}: {it}"))?;
            let gz = gzip(&raw).map_err(|it| format!("cannot compress {name}: {it}"))?;
            Ok(File { name, raw, br, gz })
        })
        .collect()
}

fn brotli(raw: &[u8], mode: Mode) -> std::io::Result<Vec<u8>> {
    let mut out = Vec::new();
    let mut writer =
        CompressorWriter::new(&mut out, BUFFER_BYTES, mode.brotli_quality(), WINDOW_BITS);
    writer.write_all(raw)?;
    writer.flush()?;
    drop(writer);
    Ok(out)
}

fn gzip(raw: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut writer = GzEncoder::new(Vec::new(), Compression::best());
    writer.write_all(raw)?;
    writer.finish()
}
