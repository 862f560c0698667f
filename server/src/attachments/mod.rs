//! The bytes of files that people add: taken in with limits, pictures drawn anew, and kept under the hash
//! of what is kept.
//!
//! A file is on the disk, with its name, before anything may refer to it, and is removed only while
//! nothing is being kept ([`Attachments::alone`]), so that a reference never leads nowhere. This room
//! knows nothing of who sent a file, of requests, of the store or of HTTP.

pub mod files;
mod incoming;
mod picture;
mod sniff;

use files::{ContentHash, Files};
pub use incoming::Incoming;
use picture::Drawn;
use shared::attachment::{Kind, name::FileName, refusal::FileRefusal};
use sniff::Sniffed;
use std::{fmt, io, path::Path, sync::Arc};
use tokio::sync::{OwnedRwLockReadGuard, RwLock, RwLockWriteGuard, Semaphore};

/// Pictures drawn at the same time; a large one takes the place of both, as memory counts.
const DRAWERS: u32 = 2;
/// A picture of more pixels than this is large.
const LARGE: u64 = shared::attachment::MAX_PIXELS / 2;

/// Where the bytes of files are.
#[derive(Debug)]
pub struct Attachments {
    files: Arc<Files>,
    drawers: Arc<Semaphore>,
    /// Read while a file is kept until something refers to it, written while files are removed.
    keeping: Arc<RwLock<()>>,
}

/// A file that is kept. It is not removed while this lives: drop it once something refers to the file.
#[derive(Debug)]
pub struct Kept {
    /// Its name, with the ending of what it is kept as.
    pub name: FileName,
    /// What is kept, in bytes.
    pub size: u64,
    /// The hash of what is kept.
    pub hash: ContentHash,
    /// What it is.
    pub kind: Kind,
    _present: OwnedRwLockReadGuard<()>,
}

/// While this lives no file is being kept.
#[derive(Debug)]
pub struct Alone<'a> {
    files: Arc<Files>,
    _keeping: RwLockWriteGuard<'a, ()>,
}

/// Why a file was not kept.
#[derive(Debug)]
pub enum KeepError {
    /// Files like this are not taken.
    Refused(FileRefusal),
    /// The disk.
    Io(io::Error),
}

impl Attachments {
    /// Opens the folder, which is made when missing. What was on its way when the program ended goes.
    ///
    /// # Errors
    /// What the file system says.
    pub fn open(folder: &Path) -> io::Result<Self> {
        let files = Files::at(folder);
        files.prepare()?;
        Ok(Self {
            files: Arc::new(files),
            drawers: Arc::new(Semaphore::new(DRAWERS as usize)),
            keeping: Arc::default(),
        })
    }

    /// A place for bytes that arrive.
    ///
    /// # Errors
    /// What the file system says.
    pub async fn receive(&self) -> io::Result<Incoming> {
        Incoming::new(self.files.temporary()?).await
    }

    /// Keeps what arrived under the name that it was sent with.
    ///
    /// # Errors
    /// [`KeepError`]; then nothing of it is left.
    pub async fn keep(&self, incoming: Incoming, name: FileName) -> Result<Kept, KeepError> {
        let arrived = incoming.finish().await?;
        let sniffed = Sniffed::of(&arrived.head);
        if arrived.bytes == 0 {
            return Err(FileRefusal::Empty.into());
        }
        if name.is_program() || sniffed == Sniffed::Program {
            return Err(FileRefusal::Program.into());
        }
        let drawn = match sniffed {
            Sniffed::Picture(format) => self.draw(arrived.temporary, format).await?,
            Sniffed::Program | Sniffed::Other => Drawn {
                temporary: arrived.temporary,
                bytes: arrived.bytes,
                hash: arrived.hash,
                kind: Kind::File,
            },
        };
        let Drawn { temporary, bytes: size, hash, kind } = drawn;
        let present = self.keeping.clone().read_owned().await;
        let files = self.files.clone();
        blocking(move || files.place(temporary, &hash)).await??;
        Ok(Kept { name: picture::renamed(&name, kind), size, hash, kind, _present: present })
    }

    async fn draw(
        &self,
        temporary: files::Temporary,
        format: image::ImageFormat,
    ) -> Result<Drawn, KeepError> {
        let (temporary, n_pixels) = blocking(move || {
            let n_pixels = picture::n_pixels(temporary.path(), format);
            n_pixels.map(|it| (temporary, it))
        })
        .await??;
        let n_places = if n_pixels > LARGE { DRAWERS } else { 1 };
        // Nobody closes the semaphore.
        let places = self.drawers.acquire_many(n_places).await.map_err(io::Error::other)?;
        let files = self.files.clone();
        let drawn = blocking(move || {
            let target = files.temporary()?;
            picture::draw_anew(temporary.path(), format, target)
        })
        .await?;
        drop(places);
        drawn
    }

    /// The bytes with a hash.
    ///
    /// # Errors
    /// What the file system says, also when there are none.
    pub async fn open_file(&self, hash: &ContentHash) -> io::Result<tokio::fs::File> {
        tokio::fs::File::open(self.files.path(hash)).await
    }

    /// Waits until nothing is being kept, and keeps it so.
    pub async fn alone(&self) -> Alone<'_> {
        Alone { files: self.files.clone(), _keeping: self.keeping.write().await }
    }

    /// The hashes of all that is kept.
    ///
    /// # Errors
    /// What the file system says.
    pub async fn all(&self) -> io::Result<Vec<ContentHash>> {
        let files = self.files.clone();
        let found = blocking(move || files.all()).await??;
        Ok(found.into_iter().filter_map(|it| it.hash).collect())
    }
}

impl Alone<'_> {
    /// Removes the bytes with a hash, to which nothing refers.
    ///
    /// # Errors
    /// What the file system says; that they are gone already is no error.
    pub async fn remove(&self, hash: &ContentHash) -> io::Result<()> {
        let (files, hash) = (self.files.clone(), *hash);
        blocking(move || files.remove(&hash)).await?
    }
}

/// Runs `work` where waiting for the disk or the processor holds up nobody. A decoder that panics on
/// hostile bytes ends here too.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> io::Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(io::Error::other)
}

impl fmt::Display for KeepError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(why) => write!(f, "the file was refused: {why:?}"),
            Self::Io(error) => write!(f, "the file could not be kept: {error}"),
        }
    }
}

impl std::error::Error for KeepError {}

impl From<FileRefusal> for KeepError {
    fn from(why: FileRefusal) -> Self {
        Self::Refused(why)
    }
}

impl From<io::Error> for KeepError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

#[cfg(test)]
mod tests;
