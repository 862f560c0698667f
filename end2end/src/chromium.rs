//! The browser: an installed one before any download.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::obstacle::Obstacle;
use crate::step;

/// Names the browser to use; the suite reads it as well.
pub const VARIABLE: &str = "PORTICO_CHROMIUM";

const NAMES: [&str; 5] =
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/// Which browser the suite uses.
#[derive(Debug, PartialEq, Eq)]
pub enum Chromium {
    /// An installed one.
    At(PathBuf),
    /// The one that Playwright downloaded for itself.
    OfPlaywright,
}

/// Finds a browser; where there is none, installs one and says so.
///
/// # Errors
///
/// No browser is installed and none could be.
pub fn make_ready() -> Result<Chromium, Obstacle> {
    if let Some(path) = env::var_os(VARIABLE).filter(|it| !it.is_empty()) {
        return Ok(Chromium::At(path.into()));
    }
    if let Some(path) = installed() {
        return Ok(Chromium::At(path));
    }
    if is_root_on_debian() {
        eprintln!("end2end: there is no Chromium; installing Debian's, as you are root");
        step::run(step::command("apt-get").args(["install", "-y", "chromium"]))?;
        return installed().map(Chromium::At).ok_or(Obstacle::NoChromium);
    }
    eprintln!("end2end: there is no Chromium; Playwright downloads its own");
    let install = step::run(step::command("npx").args(["playwright", "install", "chromium"]));
    install.map(|()| Chromium::OfPlaywright).map_err(|_| Obstacle::NoChromium)
}

fn installed() -> Option<PathBuf> {
    find_in(&env::var_os("PATH")?)
}

fn find_in(search_path: &OsStr) -> Option<PathBuf> {
    let folders: Vec<_> = env::split_paths(search_path).collect();
    NAMES.iter().find_map(|name| {
        folders.iter().map(|folder| folder.join(name)).find(|candidate| candidate.is_file())
    })
}

fn is_root_on_debian() -> bool {
    Path::new("/etc/debian_version").exists()
        && step::output(Command::new("id").arg("-u")).as_deref() == Some("0")
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn the_first_name_in_the_search_path_wins() {
        let folder = env::temp_dir().join(format!("portico-chromium-{}", std::process::id()));
        let (first, second) = (folder.join("first"), folder.join("second"));
        for path in [&first, &second] {
            fs::create_dir_all(path).unwrap();
        }
        let search_path = env::join_paths([&first, &second]).unwrap();
        assert_eq!(find_in(&search_path), None);

        fs::write(first.join("google-chrome"), "").unwrap();
        assert_eq!(find_in(&search_path), Some(first.join("google-chrome")));
        fs::write(second.join("chromium"), "").unwrap();
        assert_eq!(find_in(&search_path), Some(second.join("chromium")));

        fs::remove_dir_all(folder).unwrap();
    }
}
