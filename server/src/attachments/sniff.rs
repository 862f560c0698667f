//! What a file is, by its first bytes. A name is somebody's claim and is not asked.

use image::ImageFormat;

/// What the first bytes say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sniffed {
    /// A picture that can be drawn anew, if the rest is as it begins.
    Picture(ImageFormat),
    /// Something that an operating system would run.
    Program,
    /// Anything else: text, archives, documents, SVG, HTML.
    Other,
}

/// Windows, Linux, macOS (four ways, and for several processors).
const PROGRAMS: [&[u8]; 7] = [
    b"MZ",
    b"\x7FELF",
    b"\xFE\xED\xFA\xCE",
    b"\xFE\xED\xFA\xCF",
    b"\xCE\xFA\xED\xFE",
    b"\xCF\xFA\xED\xFE",
    b"\xCA\xFE\xBA\xBE",
];

impl Sniffed {
    /// Reads the beginning of a file.
    pub(super) fn of(head: &[u8]) -> Self {
        if head.starts_with(b"\x89PNG\r\n\x1A\n") {
            return Self::Picture(ImageFormat::Png);
        }
        if head.starts_with(b"\xFF\xD8\xFF") {
            return Self::Picture(ImageFormat::Jpeg);
        }
        if head.starts_with(b"GIF87a") || head.starts_with(b"GIF89a") {
            return Self::Picture(ImageFormat::Gif);
        }
        if head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WEBP") {
            return Self::Picture(ImageFormat::WebP);
        }
        if PROGRAMS.iter().any(|it| head.starts_with(it)) {
            return Self::Program;
        }
        Self::Other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_bytes_tell_what_it_is() {
        for (head, sniffed) in [
            (&b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR"[..], Sniffed::Picture(ImageFormat::Png)),
            (b"\xFF\xD8\xFF\xE0\0\x10JFIF", Sniffed::Picture(ImageFormat::Jpeg)),
            (b"GIF89a\x01\0", Sniffed::Picture(ImageFormat::Gif)),
            (b"RIFF\0\0\0\0WEBPVP8 ", Sniffed::Picture(ImageFormat::WebP)),
            (b"RIFF\0\0\0\0WAVEfmt ", Sniffed::Other),
            (b"MZ\x90\0", Sniffed::Program),
            (b"\x7FELF\x02", Sniffed::Program),
            (b"<svg onload=alert(1)>", Sniffed::Other),
            (b"<!DOCTYPE html>", Sniffed::Other),
            (b"%PDF-1.7", Sniffed::Other),
            (b"PK\x03\x04", Sniffed::Other),
            (b"BM", Sniffed::Other),
            (b"", Sniffed::Other),
        ] {
            assert_eq!(Sniffed::of(head), sniffed, "{head:?}");
        }
    }
}
