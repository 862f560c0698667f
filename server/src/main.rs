//! The program.

use std::path::Path;
use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match words[..] {
        ["torture", "writer", "--data", data] => {
            server::torture::writer(Path::new(data)).await.map(|()| true)
        }
        ["torture", "verify", "--data", data, "--acks", acks] => {
            server::torture::verify(Path::new(data), Path::new(acks)).await.map(|findings| {
                eprintln!("{findings}");
                findings.is_sound()
            })
        }
        _ => Ok(true),
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}
