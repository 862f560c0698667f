//! The style sheets, each with its imports in one file, and the files served as they are.

use crate::{
    Failure,
    files::names,
    place::{Place, unreadable},
};
use lightningcss::{
    bundler::{Bundler, FileProvider},
    stylesheet::{MinifyOptions, ParserOptions, PrinterOptions},
    targets::{Browsers, Targets},
};
use std::{fs, path::Path};

/// What every page links, and what the staff's pages link besides.
const SHEETS: [&str; 2] = ["main.css", "desk.css"];

/// Browsers of the last two years: nesting, `light-dark()` and logical properties stay as written.
const BROWSERS: Browsers = Browsers {
    android: Some(version(130)),
    chrome: Some(version(130)),
    edge: Some(version(130)),
    firefox: Some(version(132)),
    ie: None,
    ios_saf: Some(version(18)),
    opera: Some(version(115)),
    safari: Some(version(18)),
    samsung: Some(version(27)),
};

/// Bundles and minifies every sheet that there is.
pub(crate) fn sheets(place: &Place) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let style = place.root.join("style");
    SHEETS
        .iter()
        .map(|name| (name, style.join(name)))
        .filter(|(_, path)| path.is_file())
        .map(|(name, path)| Ok(((*name).to_owned(), bundle(&path)?.into_bytes())))
        .collect()
}

/// The files of `style/public`, such as the icon, as they are.
pub(crate) fn public(place: &Place) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let folder = place.root.join("style/public");
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    names(&folder)?
        .into_iter()
        .map(|name| {
            let path = folder.join(&name);
            fs::read(&path).map(|it| (name, it)).map_err(|it| unreadable(&path, &it))
        })
        .collect()
}

fn bundle(path: &Path) -> Result<String, Failure> {
    let failed = |it: &dyn std::fmt::Display| format!("style sheet {}: {it}", path.display());
    let targets = Targets::from(BROWSERS);
    let files = FileProvider::new();
    let mut sheet = Bundler::new(&files, None, ParserOptions::default())
        .bundle(path)
        .map_err(|it| failed(&it))?;
    sheet
        .minify(MinifyOptions { targets, ..MinifyOptions::default() })
        .map_err(|it| failed(&it))?;
    let printed = sheet
        .to_css(PrinterOptions { minify: true, targets, ..PrinterOptions::default() })
        .map_err(|it| failed(&it))?;
    Ok(printed.code)
}

/// A browser's version as the bundler counts: one byte each for major, minor and patch.
const fn version(major: u32) -> u32 {
    major << 16
}
