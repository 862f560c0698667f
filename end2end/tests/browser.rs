//! The browser suite as a test program of cargo: `cargo test -p end2end -- FILTER`.

use std::env;
use std::process::ExitCode;

use end2end::arguments::{self, Request};
use end2end::obstacle::Obstacle;
use end2end::{chromium, node, playwright, portico};

fn main() -> ExitCode {
    match arguments::read(env::args().skip(1)) {
        Request::List => {
            say("browser: test");
            ExitCode::SUCCESS
        }
        Request::Run { filter } => match run(filter.as_deref()) {
            Ok(()) => ExitCode::SUCCESS,
            // Playwright has said which tests failed, and how many, in its last line.
            Err(Failure::Tests) => ExitCode::FAILURE,
            Err(Failure::Preparation(obstacle)) => {
                eprintln!("end2end: the browser suite did not run: {obstacle}");
                ExitCode::FAILURE
            }
        },
    }
}

/// Why the suite did not pass.
enum Failure {
    Preparation(Obstacle),
    Tests,
}

impl From<Obstacle> for Failure {
    fn from(obstacle: Obstacle) -> Self {
        Self::Preparation(obstacle)
    }
}

fn run(filter: Option<&str>) -> Result<(), Failure> {
    node::make_ready()?;
    if !playwright::has_tests(filter) {
        say("0 passed, 0 failed");
        return Ok(());
    }
    let chromium = chromium::make_ready()?;
    let program = portico::build()?;
    playwright::run(&program, &chromium, filter).map_err(|obstacle| match obstacle {
        Obstacle::Failed { .. } => Failure::Tests,
        other => Failure::Preparation(other),
    })
}

#[expect(clippy::print_stdout, reason = "the result of a test program goes to standard output")]
fn say(line: &str) {
    println!("{line}");
}
