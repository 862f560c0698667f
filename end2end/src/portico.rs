//! The program under test, with the client that people get.

use std::env;
use std::path::PathBuf;
use std::process::Stdio;

use serde_json::Value;

use crate::obstacle::Obstacle;
use crate::step;

/// Which client the build of the server embeds.
const CLIENT: &str = "PORTICO_CLIENT";

/// Builds `portico` and answers where it is.
///
/// The client is the full one unless `PORTICO_CLIENT` asks for another.
///
/// # Errors
///
/// The build fails, or cargo names no program.
pub fn build() -> Result<PathBuf, Obstacle> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = step::command(cargo);
    command.args(["build", "-p", "server", "--bin", "portico"]);
    command.arg("--message-format=json-render-diagnostics");
    if !cfg!(debug_assertions) {
        command.arg("--release");
    }
    if env::var_os(CLIENT).is_none_or(|it| it.is_empty()) {
        command.env(CLIENT, "full");
    }

    let line = step::line(&command);
    eprintln!("end2end: {line}");
    let output = match command.stderr(Stdio::inherit()).output() {
        Ok(output) if output.status.success() => output,
        Ok(_) => return Err(Obstacle::Failed { line }),
        Err(error) => return Err(Obstacle::NotStarted { line, error }),
    };
    program(&String::from_utf8_lossy(&output.stdout)).ok_or(Obstacle::NoProgram)
}

/// The program among cargo's messages, of which each is a line of JSON.
fn program(messages: &str) -> Option<PathBuf> {
    messages.lines().rev().find_map(|line| {
        // Lines that are not JSON come from build scripts and are none of cargo's messages.
        let message: Value = serde_json::from_str(line).ok()?;
        let is_portico = message["target"]["name"] == "portico";
        message["executable"].as_str().filter(|_| is_portico).map(PathBuf::from)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_is_found_among_the_messages() {
        let messages = r#"{"reason":"compiler-artifact","target":{"name":"server"},"executable":null}
not json
{"reason":"compiler-artifact","target":{"name":"portico"},"executable":"/built/portico"}
{"reason":"compiler-artifact","target":{"name":"other"},"executable":"/built/other"}
{"reason":"build-finished","success":true}"#;
        assert_eq!(program(messages), Some(PathBuf::from("/built/portico")));
        assert_eq!(program(""), None);
    }
}
