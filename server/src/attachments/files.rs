//! Files under the hash of their contents: `ab/cdef…`, beside `incoming/` for those that are not whole yet.
//!
//! A file is written elsewhere, synced, renamed into its place, and the folders are synced: once
//! [`Files::place`] returns, neither the bytes nor the name can be lost. What is in a place is never
//! written to. Knows nothing of what the bytes are.

use crate::ids::{hex, random_u64};
use std::{
    fs::{self, File},
    io::{self, ErrorKind, Read},
    path::{Path, PathBuf},
};

/// BLAKE3 of a file's bytes.
pub type ContentHash = [u8; 32];

/// The folder of what is not whole yet. No hash begins like this.
const INCOMING: &str = "incoming";

/// The folder.
#[derive(Debug)]
pub struct Files {
    root: PathBuf,
}

/// A file that is in the folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Where, below the folder.
    pub place: PathBuf,
    /// The hash that its place says; `None` when it says none.
    pub hash: Option<ContentHash>,
}

/// A file that goes away unless it is placed.
#[derive(Debug)]
pub(super) struct Temporary(PathBuf);

impl Temporary {
    pub(super) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        match fs::remove_file(&self.0) {
            Ok(()) => {}
            // It was placed.
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            // The next start removes it.
            Err(error) => tracing::warn!(%error, "an incoming file stays behind: {error}"),
        }
    }
}

impl Files {
    /// The files in `folder`, which is not touched.
    #[must_use]
    pub fn at(folder: &Path) -> Self {
        Self { root: folder.to_owned() }
    }

    /// Makes the folder when it is missing, and removes what was not whole when the program ended.
    ///
    /// # Errors
    /// What the file system says.
    pub(super) fn prepare(&self) -> io::Result<()> {
        let incoming = self.root.join(INCOMING);
        match fs::remove_dir_all(&incoming) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
            _ => fs::create_dir_all(&incoming)?,
        }
        sync(&self.root)?;
        self.root.parent().filter(|it| it.is_dir()).map_or(Ok(()), sync)
    }

    /// A name for a file that is not whole yet.
    ///
    /// # Errors
    /// The machine gives no randomness.
    pub(super) fn temporary(&self) -> io::Result<Temporary> {
        let number = random_u64().map_err(io::Error::other)?;
        Ok(Temporary(self.root.join(INCOMING).join(format!("{number:016x}"))))
    }

    /// Where the bytes with a hash are, if they are here.
    #[must_use]
    pub fn path(&self, hash: &ContentHash) -> PathBuf {
        let name = hex(hash);
        let (folder, file) = name.split_at(2);
        self.root.join(folder).join(file)
    }

    /// Puts a whole file where its hash says. One that is there already has the same bytes.
    ///
    /// # Errors
    /// What the file system says.
    pub(super) fn place(&self, temporary: Temporary, hash: &ContentHash) -> io::Result<()> {
        let target = self.path(hash);
        sync(temporary.path())?;
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder)?;
            fs::rename(temporary.path(), &target)?;
            sync(folder)?;
        }
        // Also where the folder was there before: whoever made it may not have come to this.
        sync(&self.root)
    }

    /// Removes the bytes with a hash; that they are gone already is no error.
    ///
    /// # Errors
    /// What the file system says.
    pub(super) fn remove(&self, hash: &ContentHash) -> io::Result<()> {
        match fs::remove_file(self.path(hash)) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// All that is here, but for what is not whole yet.
    ///
    /// # Errors
    /// What the file system says; a folder that is missing holds nothing.
    pub fn all(&self) -> io::Result<Vec<Found>> {
        let mut found = Vec::new();
        for folder in names(&self.root)? {
            if folder == INCOMING {
                continue;
            }
            if !self.root.join(&folder).is_dir() {
                found.push(Found { place: folder.into(), hash: None });
                continue;
            }
            for file in names(&self.root.join(&folder))? {
                let hash = blake3::Hash::from_hex(format!("{folder}{file}"));
                let place = Path::new(&folder).join(&file);
                found.push(Found { hash: hash.ok().map(Into::into), place });
            }
        }
        Ok(found)
    }

    /// The size and the hash of what is in the place of `hash`; `None` when nothing is.
    ///
    /// # Errors
    /// What the file system says.
    pub fn measure(&self, hash: &ContentHash) -> io::Result<Option<(u64, ContentHash)>> {
        let mut file = match File::open(self.path(hash)) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            opened => opened?,
        };
        let (mut hasher, mut size, mut part) = (blake3::Hasher::new(), 0, vec![0; 64 * 1024]);
        loop {
            match file.read(&mut part)? {
                0 => return Ok(Some((size, hasher.finalize().into()))),
                n => {
                    hasher.update(&part[..n]);
                    size += n as u64;
                }
            }
        }
    }
}

fn names(folder: &Path) -> io::Result<Vec<String>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        read => read?,
    };
    let mut names = entries
        .map(|it| it.map(|it| it.file_name().to_string_lossy().into_owned()))
        .collect::<io::Result<Vec<_>>>()?;
    names.sort();
    Ok(names)
}

fn sync(path: &Path) -> io::Result<()> {
    File::open(path)?.sync_all()
}
