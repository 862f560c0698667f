//! Bytes as they arrive: written to a file of their own, counted and hashed on the way. No more of a file
//! is in memory than the part that just came.

use super::{
    KeepError,
    files::{ContentHash, Temporary},
};
use shared::attachment::{MAX_FILE_BYTES, refusal::FileRefusal};
use std::io;
use tokio::{fs::File, io::AsyncWriteExt};

/// As much of the beginning as tells what a file is.
const HEAD: usize = 32;

/// A file that is arriving.
#[derive(Debug)]
pub struct Incoming {
    file: File,
    hasher: blake3::Hasher,
    arrived: Arrived,
}

/// A file that is whole.
#[derive(Debug)]
pub(super) struct Arrived {
    pub(super) temporary: Temporary,
    pub(super) head: Vec<u8>,
    pub(super) bytes: u64,
    pub(super) hash: ContentHash,
}

impl Incoming {
    pub(super) async fn new(temporary: Temporary) -> io::Result<Self> {
        let file = File::create_new(temporary.path()).await?;
        let arrived = Arrived { temporary, head: Vec::new(), bytes: 0, hash: [0; 32] };
        Ok(Self { file, hasher: blake3::Hasher::new(), arrived })
    }

    /// Takes the next bytes.
    ///
    /// # Errors
    /// [`FileRefusal::TooLarge`] once there are more than a file may have, or what the disk says.
    pub async fn write(&mut self, part: &[u8]) -> Result<(), KeepError> {
        self.arrived.bytes += part.len() as u64;
        if self.arrived.bytes > MAX_FILE_BYTES {
            return Err(FileRefusal::TooLarge.into());
        }
        let missing = HEAD.saturating_sub(self.arrived.head.len()).min(part.len());
        self.arrived.head.extend_from_slice(&part[..missing]);
        self.hasher.update(part);
        Ok(self.file.write_all(part).await?)
    }

    /// A hash of what arrived so far.
    #[must_use]
    pub fn hash(&self) -> ContentHash {
        self.hasher.finalize().into()
    }

    pub(super) async fn finish(mut self) -> io::Result<Arrived> {
        self.file.flush().await?;
        Ok(Arrived { hash: self.hash(), ..self.arrived })
    }
}
