//! The engine's files: who may use them, and that their names and contents reach the disk.
//!
//! `lock` is held while the store is open. `sled` appears by one rename when everything in it is
//! durable, so a power cut while it is made leaves nothing that could be mistaken for data.

use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::store::StoreError;

/// A folder that no other store uses while this lives.
pub(super) struct Folder {
    root: PathBuf,
    _lock: File,
}

impl Folder {
    /// Makes the folder when it is missing, and claims it.
    pub(super) fn claim(root: &Path) -> Result<Self, StoreError> {
        fs::create_dir_all(root).map_err(StoreError::io(root))?;
        let root = root.canonicalize().map_err(StoreError::io(root))?;
        let path = root.join("lock");
        let lock = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .map_err(StoreError::io(&path))?;
        match lock.try_lock() {
            Ok(()) => Ok(Self { root, _lock: lock }),
            Err(TryLockError::WouldBlock) => Err(StoreError::InUse { folder: root }),
            Err(TryLockError::Error(source)) => Err(StoreError::Io { path, source }),
        }
    }

    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// Where the engine's files are, once they exist.
    pub(super) fn engine(&self) -> PathBuf {
        self.root.join("sled")
    }

    /// An empty place to make the engine's files in; what an interrupted start left there goes.
    pub(super) fn clear_unfinished(&self) -> Result<PathBuf, StoreError> {
        let unfinished = self.root.join("sled.unfinished");
        if unfinished.exists() {
            fs::remove_dir_all(&unfinished).map_err(StoreError::io(&unfinished))?;
        }
        Ok(unfinished)
    }

    /// Makes the finished files the engine's files.
    pub(super) fn adopt(&self, finished: &Path) -> Result<(), StoreError> {
        fs::rename(finished, self.engine()).map_err(StoreError::io(finished))
    }

    /// Makes the names in the folder durable.
    pub(super) fn sync_names(&self) -> Result<(), StoreError> {
        sync(&self.root)
    }

    /// Makes the folder's own name durable, and those of the folders above it. Done before
    /// [`Folder::adopt`], so that where the engine's files are, this was done once.
    pub(super) fn sync_names_above(&self) -> Result<(), StoreError> {
        for above in self.root.ancestors().skip(1) {
            match sync(above) {
                // Folders made by this program can be read by it; what others made was there before.
                Err(StoreError::Io { source, .. })
                    if source.kind() == ErrorKind::PermissionDenied => {}
                synced => synced?,
            }
        }
        Ok(())
    }
}

/// Removes snapshots that were being written when the process ended: the engine would take them
/// for whole ones and refuse to open for ever.
pub(super) fn remove_unfinished_snapshots(engine: &Path) -> Result<(), StoreError> {
    for path in files(engine)? {
        if is_snapshot(&path) && path.extension() == Some(OsStr::new("generating")) {
            tracing::warn!("removed an unfinished snapshot of the store");
            fs::remove_file(&path).map_err(StoreError::io(&path))?;
        }
    }
    Ok(())
}

/// Moves all snapshots out of the engine's sight, which then reads its whole log instead, and
/// returns how many there were. The log itself is never touched.
pub(super) fn set_snapshots_aside(engine: &Path) -> Result<usize, StoreError> {
    let mut n_moved = 0;
    for path in files(engine)? {
        if is_snapshot(&path)
            && let Some(name) = path.file_name()
        {
            let mut aside = OsStr::new("aside.").to_os_string();
            aside.push(name);
            fs::rename(&path, engine.join(aside)).map_err(StoreError::io(&path))?;
            n_moved += 1;
        }
    }
    Ok(n_moved)
}

/// Makes every file in the engine's folder, and the folder itself, durable: the engine leaves its
/// configuration unsynced, and a torn one can never be opened again.
pub(super) fn sync_contents(engine: &Path) -> Result<(), StoreError> {
    for path in files(engine)? {
        sync(&path)?;
    }
    sync(engine)
}

fn files(engine: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let entries = fs::read_dir(engine).map_err(StoreError::io(engine))?;
    entries.map(|entry| entry.map(|entry| entry.path()).map_err(StoreError::io(engine))).collect()
}

fn is_snapshot(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"snap."))
}

fn sync(path: &Path) -> Result<(), StoreError> {
    File::open(path).and_then(|file| file.sync_all()).map_err(StoreError::io(path))
}
