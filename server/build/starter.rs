//! The list of the starter articles: every Markdown file of their folder, in the order of the names, so that
//! adding an article is adding a file.

use crate::{
    Failure, files,
    place::{Place, unwritable},
};
use std::{fmt::Write, fs};

/// Where the articles are, from the workspace.
pub(crate) const FOLDER: &str = "server/src/starter/articles";

/// Writes `starter.rs`, an expression of the type `&[&str]`, to this build's output.
pub(crate) fn write(place: &Place) -> Result<(), Failure> {
    let folder = place.root.join(FOLDER);
    let mut out = String::from("&[\n");
    for name in files::names(&folder)?.iter().filter(|it| it.ends_with(".md")) {
        let _ = writeln!(out, "    include_str!(r\"{}\"),", folder.join(name).display());
    }
    out.push_str("]\n");
    let list = place.out.join("starter.rs");
    fs::write(&list, out).map_err(|it| unwritable(&list, &it))
}
