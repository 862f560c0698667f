//! Feeds every parser of foreign bytes with what nobody would send: `portico torture fuzz`.
//!
//! Inputs are made from good ones by blind changes, many thousands a second, the same for the same seed.
//! What is looked for: a panic, an answer of 500 and above, and an input that keeps its parser busy for
//! longer than [`TOO_LONG`]. Such an input is written to a file, from which it can be had again.

mod mutate;
mod requests;
mod targets;

use crate::{error::Error, random::Random};
use mutate::mutated;
use std::{
    fmt, fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};
use targets::Target;

/// Within this time everything has to be answered (SECURITY oracle of every attack).
const TOO_LONG: Duration = Duration::from_secs(2);
/// The largest input that is made, in bytes: somewhat more than any limit of a text.
const MAX_BYTES: usize = 300 * 1024;

/// How a run is made.
#[derive(Debug, Clone)]
pub struct Options {
    /// How long each parser is fed.
    pub each: Duration,
    /// Only the parser of this name.
    pub only: Option<String>,
    /// Where inputs are put that were answered wrongly; must not exist.
    pub findings: PathBuf,
    /// The same inputs for the same seed.
    pub seed: u64,
}

/// What came of feeding one parser.
#[derive(Debug)]
pub struct Outcome {
    name: &'static str,
    n_inputs: u64,
    took: Duration,
    slowest: Duration,
    /// Inputs that were answered wrongly.
    pub n_faults: u64,
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, n_inputs, took, slowest, n_faults } = self;
        let seconds = took.as_secs_f64();
        let a_second = *n_inputs as f64 / seconds.max(f64::EPSILON);
        let slowest = slowest.as_secs_f64() * 1_000.0;
        write!(
            f,
            "{name}: {n_inputs} inputs in {seconds:.0} s ({a_second:.0}/s), slowest {slowest:.1} ms, \
             {n_faults} faults"
        )
    }
}

/// Why an input was answered wrongly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    Panic,
    Status(u16),
    Slow(Duration),
}

/// Feeds the parsers one after the other, and tells what came of each.
///
/// # Errors
/// There is no such parser, or the folder of findings cannot be made.
pub async fn run(options: &Options, tell: &mut dyn FnMut(&Outcome)) -> Result<u64, Error> {
    fs::create_dir(&options.findings).map_err(Error::internal)?;
    let mut all = targets::all(&options.findings.join("portico")).await?;
    all.retain(|it| options.only.as_ref().is_none_or(|only| only == it.name));
    if all.is_empty() {
        return Err(Error::internal("there is no parser of this name"));
    }
    let mut n_faults = 0;
    for target in &all {
        let outcome = feed(target, options).await?;
        n_faults += outcome.n_faults;
        tell(&outcome);
    }
    Ok(n_faults)
}

async fn feed(target: &Target, options: &Options) -> Result<Outcome, Error> {
    let mut random = Random::new(options.seed);
    let (mut n_inputs, mut n_faults, mut slowest) = (0, 0, Duration::ZERO);
    let began = Instant::now();
    while began.elapsed() < options.each {
        // What is good must be answered too.
        let input = match usize::try_from(n_inputs).ok().and_then(|it| target.seeds.get(it)) {
            Some(seed) => seed.clone(),
            None => mutated(&mut random, &target.seeds, target.words, MAX_BYTES),
        };
        let asked = Instant::now();
        let fault = target.answer(&input).await;
        let took = asked.elapsed();
        slowest = slowest.max(took);
        n_inputs += 1;
        let slow = (took > TOO_LONG).then_some(Fault::Slow(took));
        if let Some(fault) = fault.or(slow) {
            keep(&options.findings, target.name, n_faults, fault, &input)?;
            n_faults += 1;
        }
    }
    Ok(Outcome { name: target.name, n_inputs, took: began.elapsed(), slowest, n_faults })
}

fn keep(folder: &Path, name: &str, number: u64, fault: Fault, input: &[u8]) -> Result<(), Error> {
    let path = folder.join(format!("{name}-{number}"));
    tracing::error!(input = %path.display(), "{name}: {fault:?}");
    fs::write(path, input).map_err(Error::internal)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every parser takes its good inputs, and a moment of bad ones.
    #[tokio::test]
    async fn every_parser_holds_for_a_moment() {
        let folder = tempfile::tempdir().unwrap();
        let options = Options {
            each: Duration::from_millis(150),
            only: None,
            findings: folder.path().join("findings"),
            seed: 8,
        };
        let mut names = Vec::new();
        let n_faults = run(&options, &mut |it| names.push(it.name)).await.unwrap();
        assert_eq!(n_faults, 0);
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), 19, "{names:?}");
    }

    #[tokio::test]
    async fn a_parser_that_fails_is_caught() {
        let panics = Target::of_bytes("panics", vec![b"good".to_vec()], &[], |bytes| {
            assert_ne!(bytes, b"good");
        });
        assert_eq!(panics.answer(b"bad").await, None);
        assert_eq!(panics.answer(b"good").await, Some(Fault::Panic));
    }
}
