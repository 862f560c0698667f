//! The suite itself, run by Playwright.

use std::path::Path;
use std::process::Command;

use crate::chromium::{self, Chromium};
use crate::obstacle::Obstacle;
use crate::step;

/// Names the program under test to the suite.
const PROGRAM: &str = "PORTICO_BIN";

/// Whether any test has a title that matches the filter.
///
/// `cargo test FILTER` gives the filter to every test program of the workspace; one that is meant
/// for others should not cost a build here.
pub fn has_tests(filter: Option<&str>) -> bool {
    filter.is_none() || step::succeeds(command(filter).args(["--list", "--reporter=line"]))
}

/// Runs the tests whose title matches the filter, or all; its last line is `N passed, N failed`.
///
/// # Errors
///
/// A test failed, or Playwright could not start.
pub fn run(program: &Path, chromium: &Chromium, filter: Option<&str>) -> Result<(), Obstacle> {
    let mut command = command(filter);
    command.env(PROGRAM, program);
    if let Chromium::At(path) = chromium {
        command.env(chromium::VARIABLE, path);
    }
    step::run(&mut command)
}

fn command(filter: Option<&str>) -> Command {
    let mut command = step::command("npx");
    command.args(["playwright", "test"]);
    if let Some(filter) = filter {
        command.args(["--grep", filter]);
    }
    command
}
