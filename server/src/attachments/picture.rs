//! Pictures drawn anew: decoded within limits, turned upright, encoded again. What comes out has pixels
//! and nothing else: no place and camera (attack 50), no colour profile, nothing behind the end (attack
//! 5). Of what moves the first picture is kept.

use super::{
    KeepError,
    files::{ContentHash, Temporary},
};
use image::{
    DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits,
    codecs::{jpeg::JpegEncoder, png::PngEncoder},
};
use shared::attachment::{
    Kind, MAX_PIXELS, Picture, PictureFormat, name::FileName, refusal::FileRefusal,
};
use std::{
    fs::File,
    io::{self, BufReader, BufWriter, Write},
    path::Path,
};

/// Bytes of a decoded picture: four a pixel. Those of more depth may have fewer pixels.
const MAX_DECODED_BYTES: u64 = MAX_PIXELS * 4;
/// Of 100: no difference is seen, and photos stay about as large as they were.
const JPEG_QUALITY: u8 = 88;

/// A file as it will be kept.
#[derive(Debug)]
pub(super) struct Drawn {
    pub(super) temporary: Temporary,
    pub(super) bytes: u64,
    pub(super) hash: ContentHash,
    pub(super) kind: Kind,
}

/// How many pixels the file at `path` says it has. Nothing is decoded for it.
///
/// # Errors
/// It has too many (attack 48), or is no picture after all.
pub(super) fn n_pixels(path: &Path, format: ImageFormat) -> Result<u64, KeepError> {
    Ok(pixels_of(&decoder(path, format)?))
}

/// Draws the file at `path` into `target`.
///
/// # Errors
/// It cannot be read as a picture, or what the disk says.
pub(super) fn draw_anew(
    path: &Path,
    format: ImageFormat,
    target: Temporary,
) -> Result<Drawn, KeepError> {
    let mut decoder = decoder(path, format)?;
    // A picture whose orientation cannot be read is shown as it lies.
    let orientation = decoder.orientation().unwrap_or(image::metadata::Orientation::NoTransforms);
    let decoded = DynamicImage::from_decoder(decoder).map_err(|_| FileRefusal::Damaged)?;
    let mut picture = in_eight_bits(decoded);
    picture.apply_orientation(orientation);

    let is_photo = matches!(format, ImageFormat::Jpeg | ImageFormat::WebP);
    let format = match is_photo && !picture.color().has_alpha() {
        true => PictureFormat::Jpeg,
        false => PictureFormat::Png,
    };
    let mut out = Counted::new(BufWriter::new(File::create_new(target.path())?));
    let encoded = match format {
        PictureFormat::Jpeg => {
            picture.write_with_encoder(JpegEncoder::new_with_quality(&mut out, JPEG_QUALITY))
        }
        PictureFormat::Png => picture.write_with_encoder(PngEncoder::new(&mut out)),
    };
    encoded.map_err(io::Error::other)?;
    out.inner.flush()?;
    let (width, height) = (picture.width(), picture.height());
    Ok(Drawn {
        temporary: target,
        bytes: out.bytes,
        hash: out.hasher.finalize().into(),
        kind: Kind::Picture(Picture { format, width, height }),
    })
}

/// The name with the ending of what the file became.
pub(super) fn renamed(name: &FileName, kind: Kind) -> FileName {
    match kind {
        Kind::File => name.clone(),
        Kind::Picture(Picture { format: PictureFormat::Png, .. }) => name.with_ending(&["png"]),
        Kind::Picture(Picture { format: PictureFormat::Jpeg, .. }) => {
            name.with_ending(&["jpg", "jpeg"])
        }
    }
}

/// Reads the head of a picture and refuses one that is too large before its pixels are asked for.
fn decoder(path: &Path, format: ImageFormat) -> Result<impl ImageDecoder, KeepError> {
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_DECODED_BYTES);
    let mut reader = ImageReader::with_format(BufReader::new(File::open(path)?), format);
    reader.limits(limits);
    let decoder = reader.into_decoder().map_err(|error| match error {
        image::ImageError::Limits(_) => FileRefusal::TooManyPixels,
        _ => FileRefusal::Damaged,
    })?;
    if pixels_of(&decoder) > MAX_PIXELS || decoder.total_bytes() > MAX_DECODED_BYTES {
        return Err(FileRefusal::TooManyPixels.into());
    }
    Ok(decoder)
}

fn pixels_of(decoder: &impl ImageDecoder) -> u64 {
    let (width, height) = decoder.dimensions();
    u64::from(width) * u64::from(height)
}

/// What the encoders of both formats take, and no deeper: nobody sees the difference.
fn in_eight_bits(picture: DynamicImage) -> DynamicImage {
    use image::ColorType::{L8, La8, Rgb8, Rgba8};
    match picture.color() {
        L8 | La8 | Rgb8 | Rgba8 => picture,
        it if it.has_alpha() => DynamicImage::ImageRgba8(picture.into_rgba8()),
        _ => DynamicImage::ImageRgb8(picture.into_rgb8()),
    }
}

/// Counts and hashes what is written.
struct Counted<W> {
    inner: W,
    hasher: blake3::Hasher,
    bytes: u64,
}

impl<W: Write> Counted<W> {
    fn new(inner: W) -> Self {
        Self { inner, hasher: blake3::Hasher::new(), bytes: 0 }
    }
}

impl<W: Write> Write for Counted<W> {
    fn write(&mut self, part: &[u8]) -> io::Result<usize> {
        let n = self.inner.write(part)?;
        self.hasher.update(&part[..n]);
        self.bytes += n as u64;
        Ok(n)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}
