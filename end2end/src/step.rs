//! Running one program after the other, in the folder of this crate.

use std::ffi::OsStr;
use std::process::{Command, Stdio};

use crate::obstacle::Obstacle;

/// A program that will run in the folder of this crate.
pub(crate) fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(crate::folder());
    command
}

/// Says what is run, runs it, and shows what it prints.
pub(crate) fn run(command: &mut Command) -> Result<(), Obstacle> {
    let line = line(command);
    eprintln!("end2end: {line}");
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err(Obstacle::Failed { line }),
        Err(error) => Err(Obstacle::NotStarted { line, error }),
    }
}

/// Whether the program starts and ends well; what it prints is not shown.
pub(crate) fn succeeds(command: &mut Command) -> bool {
    let command = command.stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

/// What the program prints, if it starts and ends well.
pub(crate) fn output(command: &mut Command) -> Option<String> {
    // A program that is missing and one that fails are the same to callers: there is no output.
    let output = command.stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    output.status.success().then_some(text)
}

/// The command as somebody would type it.
pub(crate) fn line(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(quoted).collect::<Vec<_>>().join(" ")
}

fn quoted(word: &OsStr) -> String {
    let word = word.to_string_lossy();
    let is_plain = |it: char| it.is_ascii_alphanumeric() || "-_./=:@".contains(it);
    if !word.is_empty() && word.chars().all(is_plain) {
        word.into_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_can_be_typed_again() {
        let mut command = Command::new("npx");
        command.args(["playwright", "test", "--grep", "it's here"]);
        assert_eq!(line(&command), r"npx playwright test --grep 'it'\''s here'");
    }

    #[test]
    fn a_program_that_does_not_exist_is_named() {
        let error = run(&mut Command::new("portico-no-such-program")).unwrap_err();
        assert!(error.to_string().starts_with("`portico-no-such-program` could not be started"));
    }
}
