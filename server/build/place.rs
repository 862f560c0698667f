//! Where things are: the workspace, the target folder, this build's own output.

use crate::{Failure, mode::Mode, starter};
use std::{
    env, fs,
    path::{Path, PathBuf},
};

/// The folders that a build reads and writes.
#[derive(Debug)]
pub(crate) struct Place {
    /// The workspace.
    pub(crate) root: PathBuf,
    /// `OUT_DIR`: what the server's sources include.
    pub(crate) out: PathBuf,
    /// The nested cargo's own target folder: sharing one would wait for ever on its lock.
    pub(crate) client_target: PathBuf,
}

impl Place {
    /// Reads the folders from the environment that cargo gives to build scripts.
    pub(crate) fn find() -> Result<Self, Failure> {
        let server = PathBuf::from(variable("CARGO_MANIFEST_DIR")?);
        let root = server.parent().ok_or("the server has no workspace around it")?.to_owned();
        let out = PathBuf::from(variable("OUT_DIR")?);
        let client_target = target_folder(&out)?.join("client");
        Ok(Self { root, out, client_target })
    }

    /// Tells cargo what to watch. Without a client, pages and rules may change and nothing runs again.
    pub(crate) fn watch(&self, mode: Mode) {
        println!("cargo::rerun-if-env-changed=PORTICO_CLIENT");
        let client = ["app", "shared", "Cargo.toml", "Cargo.lock"];
        let always = ["server/build.rs", "server/build", starter::FOLDER, "style"];
        let client = client.iter().filter(|_| mode != Mode::Skip);
        for name in client.chain(&always) {
            let path = self.root.join(name);
            // A watched path that is not there would make cargo run this script every time.
            if path.exists() {
                println!("cargo::rerun-if-changed={}", path.display());
            }
        }
    }

    /// One hash over the contents of `names`, files or folders of the workspace.
    pub(crate) fn hash_of(&self, names: &[&str]) -> Result<blake3::Hasher, Failure> {
        let mut hasher = blake3::Hasher::new();
        for name in names {
            self.hash_into(&mut hasher, &self.root.join(name))?;
        }
        Ok(hasher)
    }

    fn hash_into(&self, hasher: &mut blake3::Hasher, path: &Path) -> Result<(), Failure> {
        if path.is_dir() {
            let entries = fs::read_dir(path).map_err(|it| unreadable(path, &it))?;
            let mut paths: Vec<PathBuf> = entries.flatten().map(|it| it.path()).collect();
            paths.sort();
            return paths.iter().try_for_each(|it| self.hash_into(hasher, it));
        }
        let bytes = fs::read(path).map_err(|it| unreadable(path, &it))?;
        let name = path.strip_prefix(&self.root).unwrap_or(path).to_string_lossy();
        hasher.update(name.as_bytes()).update(&(bytes.len() as u64).to_be_bytes()).update(&bytes);
        Ok(())
    }
}

/// A variable that cargo always sets.
pub(crate) fn variable(name: &str) -> Result<String, Failure> {
    env::var(name).map_err(|_| format!("{name} is not set: this runs as a build script only"))
}

/// Says which file could not be read, and why.
pub(crate) fn unreadable(path: &Path, error: &dyn std::fmt::Display) -> Failure {
    format!("cannot read {}: {error}", path.display())
}

/// Says which file could not be written, and why.
pub(crate) fn unwritable(path: &Path, error: &dyn std::fmt::Display) -> Failure {
    format!("cannot write {}: {error}", path.display())
}

/// The folder that cargo marks as a cache, wherever `CARGO_TARGET_DIR` or `--target` put it.
fn target_folder(out: &Path) -> Result<&Path, Failure> {
    out.ancestors()
        .find(|it| it.join("CACHEDIR.TAG").is_file())
        // Without the mark: <target>/<profile>/build/<package>/out.
        .or_else(|| out.ancestors().nth(4))
        .ok_or_else(|| format!("cannot tell the target folder of {}", out.display()))
}
