//! `config`: all settings as one text, out of one Portico and into another.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};
use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_portico");

/// What `portico` answers: whether it worked, and what it says.
fn portico(arguments: &[&str], data: &Path) -> (bool, String) {
    let mut command = Command::new(PROGRAM);
    command.args(arguments).arg("--data").arg(data).env("PORTICO_LOG", "error");
    let output = command.output().unwrap();
    let said = if output.status.success() { output.stdout } else { output.stderr };
    (output.status.success(), String::from_utf8(said).unwrap())
}

/// A Portico in a folder of its own, with one person.
fn started() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let added = ["user", "--name", "Max", "--email", "max@desk.example", "--role", "administrator"];
    assert!(portico(&added, &data).0);
    (folder, data)
}

#[test]
fn what_one_portico_exports_another_imports_and_exports_the_same() {
    let ((folder, one), (_other, two)) = (started(), started());
    let (_, start) = portico(&["config", "export"], &one);
    let text = start
        .replace("organisation.name =", "organisation.name = Ädler & Söhne")
        .replace(
            "targets.critical.clock = working-hours",
            "targets.critical.clock = around-the-clock",
        )
        .replace("hours.friday = 09:00-17:00", "hours.friday = 09:00-12:00, 12:30-15:00");
    assert_ne!(text, start);
    let file = folder.path().join("settings.txt");
    fs::write(&file, &text).unwrap();
    let import = ["config", "import", "--reason", "As agreed", file.to_str().unwrap()];
    let in_force = (true, "version 1 of the settings is in force\n".to_owned());
    assert_eq!(portico(&import, &one), in_force);
    assert_eq!(portico(&import, &two), in_force);
    assert_eq!(portico(&["config", "export"], &two), (true, text));
    assert_eq!(portico(&import, &two), (true, "nothing is different\n".to_owned()));
    assert!(portico(&["check"], &two).1.ends_with("0 faults\n"));
}

#[test]
fn a_file_at_fault_is_taken_not_even_in_part() {
    let (folder, data) = started();
    let (_, start) = portico(&["config", "export"], &data);
    let file = folder.path().join("settings.txt");
    let import = ["config", "import", "--reason", "As agreed", file.to_str().unwrap()];
    for (from, to, said) in [
        ("guests = on", "guests = maybe", "organisation.guests: Choose on or off"),
        ("hours.monday =", "hours.mondays =", "hours.monday: Add this setting"),
        ("targets.low.clock = working-hours", "targets.low.clock = never", "targets.low.clock: "),
    ] {
        fs::write(&file, start.replace(from, to)).unwrap();
        let (worked, text) = portico(&import, &data);
        assert!(!worked && text.contains(said), "{text}");
    }
    assert_eq!(portico(&["config", "export"], &data), (true, start));
    let nowhere = folder.path().join("nowhere");
    assert!(!portico(&["config", "export"], &nowhere).0 && !nowhere.exists());
}
