//! Which files an import reads.

use std::{
    ffi::OsStr,
    fs, io,
    path::{Path, PathBuf},
};

use super::ImportError;

/// How a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A JSON object on each line.
    JsonLines,
    /// One article with front matter.
    Markdown,
}

/// A file to import.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct File {
    /// Where it is.
    pub(super) path: PathBuf,
    /// Its path below what was given, without its ending and with `/` between: what names an article that
    /// has no other name.
    pub(super) name: String,
    /// How it is written.
    pub(super) form: Form,
    /// Its size in bytes.
    pub(super) bytes: u64,
}

impl Form {
    /// The form that a file's ending promises.
    fn of(path: &Path) -> Option<Self> {
        match path.extension().and_then(OsStr::to_str) {
            Some("jsonl") => Some(Self::JsonLines),
            Some("md") => Some(Self::Markdown),
            _ => None,
        }
    }
}

/// The file at `source`, or all files below that folder which an import reads, in the order of
/// their paths. What is hidden is passed over, and links are not followed.
pub(super) fn articles(source: &Path) -> Result<Vec<File>, ImportError> {
    let expected = "a .jsonl or .md file or a folder with some";
    let mut files = Vec::new();
    if stat(source)?.is_dir() {
        collect(source, source, &mut files)?;
        files.sort_by(|a, b| a.path.cmp(&b.path));
    } else if let Some(form) = Form::of(source) {
        let folder = source.parent().unwrap_or(Path::new(""));
        files.push(file(folder, source.to_owned(), form)?);
    }
    if files.is_empty() {
        return Err(ImportError::NothingToImport { path: source.to_owned(), expected });
    }
    Ok(files)
}

/// The file of JSON lines at `source`.
pub(super) fn json_lines(source: &Path) -> Result<File, ImportError> {
    let expected = "a file of JSON lines";
    if stat(source)?.is_dir() {
        return Err(ImportError::NothingToImport { path: source.to_owned(), expected });
    }
    file(source.parent().unwrap_or(Path::new("")), source.to_owned(), Form::JsonLines)
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<File>) -> Result<(), ImportError> {
    for entry in fs::read_dir(folder).map_err(unreadable(folder))? {
        let entry = entry.map_err(unreadable(folder))?;
        if entry.file_name().as_encoded_bytes().starts_with(b".") {
            continue;
        }
        let path = entry.path();
        let kind = entry.file_type().map_err(unreadable(&path))?;
        if kind.is_dir() {
            collect(root, &path, files)?;
        } else if let (true, Some(form)) = (kind.is_file(), Form::of(&path)) {
            files.push(file(root, path, form)?);
        }
    }
    Ok(())
}

fn file(root: &Path, path: PathBuf, form: Form) -> Result<File, ImportError> {
    let below = path.strip_prefix(root).unwrap_or(&path).with_extension("");
    let parts: Vec<_> = below.components().map(|it| it.as_os_str().to_string_lossy()).collect();
    let name = parts.join("/");
    let bytes = stat(&path)?.len();
    Ok(File { path, name, form, bytes })
}

fn stat(path: &Path) -> Result<fs::Metadata, ImportError> {
    fs::metadata(path).map_err(unreadable(path))
}

/// For `map_err`: names the file or folder that cannot be read.
pub(super) fn unreadable(path: &Path) -> impl FnOnce(io::Error) -> ImportError {
    let path = path.to_owned();
    move |source| ImportError::File { path, source }
}
