//! A finished file in the three forms in which the server sends it.

use crate::{
    Failure,
    place::{unreadable, unwritable},
};
use std::{fs, path::Path};

/// One file of the client.
#[derive(Debug)]
pub(crate) struct File {
    /// Its name in `/pkg/<hash>/`.
    pub(crate) name: String,
    /// As it is.
    pub(crate) raw: Vec<u8>,
    /// Brotli.
    pub(crate) br: Vec<u8>,
    /// Gzip, for the few that cannot do Brotli.
    pub(crate) gz: Vec<u8>,
}

impl File {
    /// Writes the three forms side by side.
    pub(crate) fn save(&self, folder: &Path) -> Result<(), Failure> {
        for (ending, bytes) in [("", &self.raw), (".br", &self.br), (".gz", &self.gz)] {
            let path = folder.join(format!("{}{ending}", self.name));
            fs::write(&path, bytes).map_err(|it| unwritable(&path, &it))?;
        }
        Ok(())
    }

    /// Reads all that [`File::save`] wrote, in the order of names.
    pub(crate) fn load_all(folder: &Path) -> Result<Vec<Self>, Failure> {
        names(folder)?
            .into_iter()
            .filter(|it| !it.ends_with(".br") && !it.ends_with(".gz"))
            .map(|name| {
                let read = |ending: &str| {
                    let path = folder.join(format!("{name}{ending}"));
                    fs::read(&path).map_err(|it| unreadable(&path, &it))
                };
                Ok(Self { raw: read("")?, br: read(".br")?, gz: read(".gz")?, name })
            })
            .collect()
    }
}

/// The names of the plain files in `folder`, sorted.
pub(crate) fn names(folder: &Path) -> Result<Vec<String>, Failure> {
    let entries = fs::read_dir(folder).map_err(|it| unreadable(folder, &it))?;
    let mut names: Vec<String> = entries
        .flatten()
        .filter(|it| it.path().is_file())
        .filter_map(|it| it.file_name().into_string().ok())
        .collect();
    names.sort();
    Ok(names)
}

/// An empty folder at `path`, whatever was there before.
pub(crate) fn fresh_folder(path: &Path) -> Result<(), Failure> {
    if path.exists() {
        fs::remove_dir_all(path).map_err(|it| unwritable(path, &it))?;
    }
    fs::create_dir_all(path).map_err(|it| unwritable(path, &it))
}
