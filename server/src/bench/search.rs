//! Measures the knowledge search on a collection of articles, queries and judgements.

use std::{
    collections::HashMap,
    fmt, fs, io,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use serde::{Deserialize, de::DeserializeOwned};
use shared::search::{
    build::build, document::Document, format::IndexError, index::Index, language::Language,
};

/// The rank down to which results are judged.
const DEPTH: usize = 10;
/// How often each query is timed; the median counts.
const PASSES: usize = 5;

/// What was measured. It prints as four lines of a name and a value.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// Normalised discounted cumulative gain over the first ten results, averaged over the
    /// queries with judgements; the gain of an article is its grade.
    pub ndcg: f64,
    /// How many queries have judgements.
    pub n_queries: usize,
    /// The time within which half of the queries are answered.
    pub p50: Duration,
    /// The time within which 95 of 100 queries are answered.
    pub p95: Duration,
}

impl fmt::Display for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "ndcg@{DEPTH} {:.4}", self.ndcg)?;
        writeln!(formatter, "queries {}", self.n_queries)?;
        writeln!(formatter, "p50_us {}", self.p50.as_micros())?;
        write!(formatter, "p95_us {}", self.p95.as_micros())
    }
}

/// Why a measurement is not possible.
#[derive(Debug)]
pub enum BenchError {
    /// A file cannot be read.
    File { path: PathBuf, source: io::Error },
    /// A line is not what it should be; lines count from 1.
    Line { path: PathBuf, line: usize, reason: String },
    /// No query of the file has a judgement.
    NothingJudged { queries: PathBuf, judgements: PathBuf },
    /// The index that was just built does not load.
    Index(IndexError),
}

impl fmt::Display for BenchError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File { path, source } => write!(formatter, "{}: {source}", path.display()),
            Self::Line { path, line, reason } => {
                write!(formatter, "{}:{line}: {reason}", path.display())
            }
            Self::NothingJudged { queries, judgements } => write!(
                formatter,
                "no query of {} has a judgement in {}",
                queries.display(),
                judgements.display()
            ),
            Self::Index(error) => error.fmt(formatter),
        }
    }
}

impl std::error::Error for BenchError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::File { source, .. } => Some(source),
            Self::Index(error) => Some(error),
            Self::Line { .. } | Self::NothingJudged { .. } => None,
        }
    }
}

#[derive(Deserialize)]
struct Article {
    id: String,
    title: String,
    body: String,
    #[serde(default)]
    headings: Vec<String>,
    #[serde(default)]
    keywords: String,
}

#[derive(Deserialize)]
struct Query {
    id: String,
    text: String,
}

/// The grades of articles by query and article.
type Judgements = HashMap<String, HashMap<String, u32>>;

/// Builds an index of the articles in `docs`, asks it the `queries` that `qrels` judges, and
/// reports how good and how fast the answers are. Without a language each article's is found out
/// from its words.
///
/// `docs` and `queries` are JSON lines, `qrels` has lines of query, article and grade (a whole
/// number; below 1 is irrelevant) with tabs between. Blank lines are skipped.
///
/// # Errors
///
/// Names the file, and the line, that cannot be read.
pub fn run(
    docs: &Path,
    queries: &Path,
    qrels: &Path,
    language: Option<Language>,
) -> Result<Report, BenchError> {
    let articles: Vec<Article> = json_lines(docs)?;
    let all_queries: Vec<Query> = json_lines(queries)?;
    let judgements = judgements(qrels)?;

    let bytes = index_of(&articles, language);
    let index = Index::load(&bytes).map_err(BenchError::Index)?;

    let (mut total, mut times) = (0.0, Vec::new());
    for query in &all_queries {
        let Some(grades) = judgements.get(&query.id) else { continue };
        let (found, time) = ask(&index, &query.text);
        total += ndcg(&found, grades);
        times.push(time);
    }
    times.sort_unstable();
    let (Some(p50), Some(p95)) = (percentile(&times, 50), percentile(&times, 95)) else {
        let (queries, judgements) = (queries.to_owned(), qrels.to_owned());
        return Err(BenchError::NothingJudged { queries, judgements });
    };
    Ok(Report { ndcg: total / times.len() as f64, n_queries: times.len(), p50, p95 })
}

fn index_of(articles: &[Article], language: Option<Language>) -> Vec<u8> {
    let found =
        |article: &Article| Language::of_text(&[article.title.as_str(), &article.body].join("\n"));
    let headings: Vec<Vec<&str>> = articles
        .iter()
        .map(|article| article.headings.iter().map(String::as_str).collect())
        .collect();
    let documents: Vec<Document<'_>> = articles
        .iter()
        .zip(&headings)
        .map(|(article, headings)| Document {
            id: &article.id,
            language: language.unwrap_or_else(|| found(article)),
            title: &article.title,
            keywords: &article.keywords,
            headings,
            body: &article.body,
            ..Document::default()
        })
        .collect();
    build(&documents)
}

/// The ids found, best first, and the median time it took.
fn ask<'a>(index: &'a Index, text: &str) -> (Vec<&'a str>, Duration) {
    let mut found = Vec::new();
    let mut times = [Duration::ZERO; PASSES];
    for time in &mut times {
        let start = Instant::now();
        let hits = index.search(text, DEPTH);
        *time = start.elapsed();
        found = hits.iter().map(|hit| hit.id).collect();
    }
    times.sort_unstable();
    (found, times[PASSES / 2])
}

/// The gain of the articles found, less the further down they are, relative to the best order.
fn ndcg(found: &[&str], grades: &HashMap<String, u32>) -> f64 {
    let gains = |grades: &mut dyn Iterator<Item = u32>| -> f64 {
        grades.zip(2_u32..).map(|(grade, place)| f64::from(grade) / f64::from(place).log2()).sum()
    };
    let mut ideal: Vec<u32> = grades.values().copied().collect();
    ideal.sort_unstable_by(|left, right| right.cmp(left));
    let best = gains(&mut ideal.into_iter().take(DEPTH));
    if best == 0.0 {
        return 0.0;
    }
    gains(&mut found.iter().map(|id| grades.get(*id).copied().unwrap_or(0))) / best
}

/// The smallest of ascending `times` that `percent` of them do not exceed.
fn percentile(times: &[Duration], percent: usize) -> Option<Duration> {
    let rank = (times.len() * percent).div_ceil(100);
    times.get(rank.checked_sub(1)?).copied()
}

fn json_lines<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>, BenchError> {
    lines(path, |line| serde_json::from_str(line).map_err(|error| error.to_string()))
}

fn judgements(path: &Path) -> Result<Judgements, BenchError> {
    let triples = lines(path, |line| {
        let fields: Vec<&str> = line.split('\t').collect();
        let [query, article, grade] = fields.as_slice() else {
            return Err(format!(
                "expected query, article and grade, found {} fields",
                fields.len()
            ));
        };
        let grade: i64 =
            grade.trim().parse().map_err(|error| format!("grade {grade:?}: {error}"))?;
        let grade =
            u32::try_from(grade.max(0)).map_err(|error| format!("grade {grade}: {error}"))?;
        Ok(((*query).to_owned(), (*article).to_owned(), grade))
    })?;
    let mut judgements = Judgements::new();
    for (query, article, grade) in triples {
        judgements.entry(query).or_default().insert(article, grade);
    }
    Ok(judgements)
}

/// Parses every line of the file at `path` that is not blank.
fn lines<T>(path: &Path, parse: impl Fn(&str) -> Result<T, String>) -> Result<Vec<T>, BenchError> {
    let failed = |source| BenchError::File { path: path.to_owned(), source };
    let file = io::BufReader::new(fs::File::open(path).map_err(failed)?);
    let mut parsed = Vec::new();
    for (number, line) in (1..).zip(io::BufRead::split(file, b'\n')) {
        let line = line.map_err(failed)?;
        let refused = |reason| BenchError::Line { path: path.to_owned(), line: number, reason };
        let text = str::from_utf8(&line).map_err(|error| refused(error.to_string()))?.trim_end();
        if !text.is_empty() {
            parsed.push(parse(text).map_err(refused)?);
        }
    }
    Ok(parsed)
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOCS: &str = concat!(
        r#"{"id":"a","title":"Printer","body":"Paper jam","headings":["Tray"],"keywords":"copier"}"#,
        "\n\n",
        r#"{"id":"b","title":"Scanner","body":"Printer and paper","extra":1}"#,
        "\r\n",
    );
    const QUERIES: &str = r#"{"id":"1","text":"printer"}
{"id":"2","text":"copier"}
{"id":"3","text":"not judged"}"#;
    const QRELS: &str = "1\tb\t2\n1\ta\t1\n2\ta\t1\n9\ta\t1\n";

    fn measure(docs: &str, queries: &str, qrels: &str) -> Result<Report, String> {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| {
            let path = folder.path().join(name);
            fs::write(&path, text).unwrap();
            path
        };
        run(&write("docs", docs), &write("queries", queries), &write("qrels", qrels), None).map_err(
            |error| error.to_string().replace(&format!("{}/", folder.path().display()), ""),
        )
    }

    #[test]
    fn gains_are_graded_and_averaged_over_judged_queries() {
        let report = measure(DOCS, QUERIES, QRELS).unwrap();
        // The first query finds a before b, the second finds a.
        let third = 1.0 / 3_f64.log2();
        let first_query = (1.0 + 2.0 * third) / (2.0 + third);
        assert!((report.ndcg - (first_query + 1.0) / 2.0).abs() < 1e-9, "{report}");
        assert_eq!(report.n_queries, 2);
    }

    #[test]
    fn a_report_is_four_lines() {
        let report = Report {
            ndcg: 0.70705,
            n_queries: 300,
            p50: Duration::from_nanos(60_900),
            p95: Duration::from_micros(512),
        };
        assert_eq!(report.to_string(), "ndcg@10 0.7070\nqueries 300\np50_us 60\np95_us 512");
    }

    #[test]
    fn an_unreadable_line_is_named() {
        for (docs, queries, qrels, error) in [
            ("{}", QUERIES, QRELS, "docs:1: missing field `id` at line 1 column 2"),
            (DOCS, "\n[1", QRELS, "queries:2: "),
            (DOCS, QUERIES, "1\ta\n", "qrels:1: expected query, article and grade, found 2 fields"),
            (DOCS, QUERIES, "1\ta\t1\n1\ta\thigh\n", "qrels:2: grade \"high\": "),
            (DOCS, QUERIES, "9\ta\t1\n", "no query of queries has a judgement in qrels"),
        ] {
            let refused = measure(docs, queries, qrels).unwrap_err();
            assert!(refused.starts_with(error), "{refused}");
        }
    }

    #[test]
    fn percentiles_are_nearest_ranks() {
        let times: Vec<Duration> = (1..=20).map(Duration::from_micros).collect();
        assert_eq!(percentile(&times, 50), Some(Duration::from_micros(10)));
        assert_eq!(percentile(&times, 95), Some(Duration::from_micros(19)));
        assert_eq!(percentile(&[], 50), None);
    }
}
