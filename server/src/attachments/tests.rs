use super::*;
use image::DynamicImage;
use shared::attachment::{MAX_FILE_BYTES, Picture, PictureFormat};
use std::{io::Cursor, time::Instant};

const CANARY: &[u8] = b"51.5007N 0.1246W";

struct Folder {
    attachments: Attachments,
    folder: tempfile::TempDir,
}

impl Folder {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { attachments: Attachments::open(folder.path()).unwrap(), folder }
    }

    async fn keep(&self, name: &str, bytes: &[u8]) -> Result<Kept, KeepError> {
        let mut incoming = self.attachments.receive().await.unwrap();
        for part in bytes.chunks(64 * 1024) {
            incoming.write(part).await?;
        }
        self.attachments.keep(incoming, FileName::of(name)).await
    }

    #[track_caller]
    fn read(&self, kept: &Kept) -> Vec<u8> {
        let bytes = std::fs::read(self.attachments.files.path(&kept.hash)).unwrap();
        assert_eq!(kept.size, bytes.len() as u64);
        assert_eq!(kept.hash, *blake3::hash(&bytes).as_bytes());
        bytes
    }

    fn n_incoming(&self) -> usize {
        std::fs::read_dir(self.folder.path().join("incoming")).unwrap().count()
    }
}

fn refusal(outcome: Result<Kept, KeepError>) -> FileRefusal {
    match outcome {
        Err(KeepError::Refused(why)) => why,
        other => panic!("{other:?} is no refusal"),
    }
}

/// A picture, red on the left and blue on the right, that is wider than high.
fn picture(format: image::ImageFormat) -> Vec<u8> {
    let image = image::RgbImage::from_fn(40, 20, |x, _| {
        image::Rgb(if x < 20 { [255, 0, 0] } else { [0, 0, 255] })
    });
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(image).write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// A photo taken upright, with the place where it was taken, and something behind its end.
fn photo_with_exif() -> Vec<u8> {
    let mut exif = b"Exif\0\0II*\0\x08\0\0\0".to_vec();
    exif.extend(2u16.to_le_bytes());
    // The place, as text that stands behind the directory.
    exif.extend([0x0E, 0x01, 2, 0]);
    exif.extend((CANARY.len() as u32).to_le_bytes());
    exif.extend(38u32.to_le_bytes());
    // Turn right.
    exif.extend([0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0]);
    exif.extend([0; 4]);
    exif.extend(CANARY);
    let plain = picture(image::ImageFormat::Jpeg);
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    [&plain[..2], &[0xFF, 0xE1], &length, &exif, &plain[2..], b"<script>alert(1)</script>"].concat()
}

/// The checksum of PNG, so that a hostile picture has a sound one.
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |it, _| (it >> 1) ^ (0xEDB8_8320 * (it & 1)))
    })
}

fn chunk(kind: &[u8], data: &[u8]) -> Vec<u8> {
    let named = [kind, data].concat();
    let length = u32::try_from(data.len()).unwrap().to_be_bytes();
    [&length[..], &named, &crc(&named).to_be_bytes()].concat()
}

fn png_of(width: u32, height: u32) -> Vec<u8> {
    let head = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
    [
        &b"\x89PNG\r\n\x1A\n"[..],
        &chunk(b"IHDR", &head),
        &chunk(b"IDAT", &[0x78, 0x9C]),
        &chunk(b"IEND", b""),
    ]
    .concat()
}

#[tokio::test]
async fn attack_50_the_place_where_a_photo_was_taken_is_gone() {
    let folder = Folder::new();
    let photo = photo_with_exif();
    assert!(photo.windows(CANARY.len()).any(|it| it == CANARY));
    let kept = folder.keep("holiday.jpg", &photo).await.unwrap();
    let bytes = folder.read(&kept);
    for gone in [CANARY, b"Exif", b"<script>"] {
        assert!(!bytes.windows(gone.len()).any(|it| it == gone), "{gone:?}");
    }
    // It stands upright although nothing says any more how it lay.
    let upright = Picture { format: PictureFormat::Jpeg, width: 20, height: 40 };
    assert_eq!((kept.kind, &*kept.name), (Kind::Picture(upright), "holiday.jpg"));
    let drawn = image::load_from_memory(&bytes).unwrap().to_rgb8();
    assert!(drawn.get_pixel(10, 5)[0] > 200, "red came to the top");
}

#[tokio::test]
async fn attack_5_of_a_picture_only_pixels_are_kept() {
    let folder = Folder::new();
    let mut png = picture(image::ImageFormat::Png);
    let end = png.len() - 12;
    png.splice(end..end, chunk(b"tEXt", b"Comment\0<script>alert(1)</script>"));
    png.extend(b"<html><script>alert(2)</script>");
    let kept = folder.keep("error.png", &png).await.unwrap();
    let bytes = folder.read(&kept);
    assert!(!bytes.windows(7).any(|it| it == b"<script"));
    assert!(bytes.ends_with(b"IEND\xAE\x42\x60\x82"), "nothing stands behind the end");
    let drawn = image::load_from_memory(&bytes).unwrap().to_rgb8();
    let sent = image::load_from_memory(&picture(image::ImageFormat::Png)).unwrap().to_rgb8();
    assert_eq!(drawn, sent, "a screenshot loses nothing");
}

#[tokio::test]
async fn pictures_of_other_formats_become_one_that_is_kept() {
    let folder = Folder::new();
    for (name, format, becomes, named) in [
        ("a.gif", image::ImageFormat::Gif, PictureFormat::Png, "a.png"),
        ("a.webp", image::ImageFormat::WebP, PictureFormat::Jpeg, "a.jpg"),
        ("a.txt", image::ImageFormat::Png, PictureFormat::Png, "a.png"),
    ] {
        let kept = folder.keep(name, &picture(format)).await.unwrap();
        let expected = Kind::Picture(Picture { format: becomes, width: 40, height: 20 });
        assert_eq!((kept.kind, &*kept.name), (expected, named), "{name}");
    }
}

#[tokio::test]
async fn attack_5_what_only_looks_like_a_picture_is_a_file() {
    let folder = Folder::new();
    for (name, contents) in [
        ("a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>"),
        ("a.png", "<svg onload=alert(1)><unclosed>"),
        ("a.jpg", "<!DOCTYPE html><script>alert(1)</script>"),
        ("a.pdf", "%PDF-1.7 <html><script>alert(1)</script>"),
        ("a.gif", "GIF8 is not enough"),
    ] {
        let kept = folder.keep(name, contents.as_bytes()).await.unwrap();
        assert_eq!((kept.kind, &*kept.name), (Kind::File, name));
        assert_eq!(folder.read(&kept), contents.as_bytes());
    }
}

#[tokio::test]
async fn attack_48_no_picture_is_larger_than_it_may_be() {
    let folder = Folder::new();
    let begun = Instant::now();
    let too_many = [
        ("60,000 × 60,000", png_of(60_000, 60_000)),
        ("one line", png_of(u32::MAX >> 1, 1)),
        ("a little over", png_of(34_000_001, 1)),
    ];
    for (what, bomb) in too_many {
        assert_eq!(
            refusal(folder.keep("bomb.png", &bomb).await),
            FileRefusal::TooManyPixels,
            "{what}"
        );
    }
    // The first of many pictures is kept, and the others are not looked at.
    let frame = b"\x2C\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0";
    let head = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xFF\xFF\xFF";
    let mut gif = head.to_vec();
    (0..100_000).for_each(|_| gif.extend(frame));
    gif.push(0x3B);
    let kept = folder.keep("many.gif", &gif).await.unwrap();
    assert!(kept.size < 1_000, "{} bytes", kept.size);
    assert!(begun.elapsed().as_secs() < 2, "{:?}", begun.elapsed());
    // An archive is not unpacked: what is kept is what was sent.
    let kept = folder.keep("bomb.zip", b"PK\x03\x04 and so on").await.unwrap();
    assert_eq!(kept.kind, Kind::File);
}

#[tokio::test]
async fn each_refusal_has_its_reason_and_leaves_nothing() {
    let folder = Folder::new();
    let whole = picture(image::ImageFormat::Png);
    let huge = vec![b'a'; usize::try_from(MAX_FILE_BYTES).unwrap() + 1];
    for (name, bytes, why) in [
        ("a.log", &b""[..], FileRefusal::Empty),
        ("a.log", &huge, FileRefusal::TooLarge),
        ("setup.exe", b"anything", FileRefusal::Program),
        ("notes.txt", b"MZ\x90\0", FileRefusal::Program),
        ("a.png", &whole[..whole.len() / 2], FileRefusal::Damaged),
        ("a.jpg", b"\xFF\xD8\xFF\xE0 and nothing", FileRefusal::Damaged),
    ] {
        assert_eq!(refusal(folder.keep(name, bytes).await), why, "{name}");
    }
    assert_eq!(folder.n_incoming(), 0);
    assert!(folder.attachments.all().await.unwrap().is_empty());
    let limit = folder.keep("a.log", &huge[1..]).await.unwrap();
    assert_eq!(limit.size, MAX_FILE_BYTES);
}

#[tokio::test]
async fn the_same_bytes_are_kept_once() {
    let folder = Folder::new();
    let one = folder.keep("a.log", b"same").await.unwrap();
    let other = folder.keep("b.log", b"same").await.unwrap();
    assert_eq!(one.hash, other.hash);
    assert_eq!(folder.attachments.all().await.unwrap(), [one.hash]);
    assert_eq!(folder.n_incoming(), 0);
}

#[tokio::test]
async fn nothing_is_removed_while_something_is_being_kept() {
    let folder = Folder::new();
    let kept = folder.keep("a.log", b"still needed").await.unwrap();
    let (removing, hash) = (folder.attachments.alone(), kept.hash);
    tokio::pin!(removing);
    tokio::select! {
        biased;
        _ = &mut removing => panic!("the file is not referred to yet"),
        () = std::future::ready(()) => {}
    }
    drop(kept);
    let alone = removing.await;
    alone.remove(&hash).await.unwrap();
    alone.remove(&hash).await.unwrap();
    assert!(folder.attachments.all().await.unwrap().is_empty());
}

#[tokio::test]
async fn what_was_on_its_way_when_the_program_ended_is_gone_at_the_next_start() {
    let folder = Folder::new();
    let whole = folder.keep("a.log", b"whole").await.unwrap();
    std::fs::write(folder.folder.path().join("incoming/0"), "half").unwrap();
    let again = Attachments::open(folder.folder.path()).unwrap();
    assert_eq!(folder.n_incoming(), 0);
    assert_eq!(again.all().await.unwrap(), [whole.hash]);
}
