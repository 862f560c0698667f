//! Node and the packages that the suite is written with.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::obstacle::Obstacle;
use crate::step;

/// The oldest major version of Node that runs the suite: the one of Debian 12.
pub const OLDEST: u32 = 18;

/// Makes sure of Node, and of the packages exactly as the lock file names them.
///
/// # Errors
///
/// Node is missing or too old, or `npm ci` fails.
pub fn make_ready() -> Result<(), Obstacle> {
    check_version(step::output(Command::new("node").arg("--version")))?;
    let wanted = read(lock_file())?;
    // Without the copy there has been no complete `npm ci` yet.
    if fs::read(installed_lock_file()).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    step::run(step::command("npm").args(["ci", "--no-audit", "--no-fund"]))?;
    let path = installed_lock_file();
    fs::write(&path, wanted).map_err(|error| Obstacle::File { path, error })
}

fn check_version(found: Option<String>) -> Result<(), Obstacle> {
    if found.as_deref().and_then(major_version).is_some_and(|major| major >= OLDEST) {
        Ok(())
    } else {
        Err(Obstacle::NoNode { found })
    }
}

/// The first number of a version such as `v18.19.0`.
fn major_version(version: &str) -> Option<u32> {
    let (major, _) = version.strip_prefix('v')?.split_once('.')?;
    // Something that is no number is no version of Node.
    major.parse().ok()
}

fn lock_file() -> PathBuf {
    crate::folder().join("package-lock.json")
}

/// A copy of the lock file that the installed packages came from.
fn installed_lock_file() -> PathBuf {
    crate::folder().join("node_modules/.installed-from.json")
}

fn read(path: PathBuf) -> Result<Vec<u8>, Obstacle> {
    fs::read(&path).map_err(|error| Obstacle::File { path, error })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn node_of_debian_12_is_new_enough_and_older_ones_are_refused() {
        for version in ["v18.19.0", "v20.20.2", "v100.0.0"] {
            assert!(check_version(Some(version.to_owned())).is_ok(), "{version}");
        }
        for version in ["v16.20.2", "v9.0.0", "18.19.0", "none"] {
            assert!(check_version(Some(version.to_owned())).is_err(), "{version}");
        }
        let message = check_version(None).unwrap_err().to_string();
        assert!(message.starts_with("node is missing"), "{message}");
        assert!(message.contains("apt-get install -y nodejs npm"), "{message}");
    }
}
