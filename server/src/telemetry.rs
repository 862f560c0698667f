//! Counts for operators, in the text format that Prometheus reads.

use std::{
    fmt::Write,
    sync::atomic::{AtomicU64, Ordering},
};

/// The upper bounds of the latency buckets, in microseconds.
const BOUNDS: [u64; 8] = [500, 1_000, 5_000, 20_000, 100_000, 500_000, 2_000_000, u64::MAX];

/// What is counted.
#[derive(Debug, Default)]
pub struct Metrics {
    /// Answers by the first digit of their status.
    answers: [AtomicU64; 6],
    /// Answers by how long they took; each once, in the first bucket that holds it.
    latency: [AtomicU64; BOUNDS.len()],
    /// All latencies together, in microseconds.
    latency_sum: AtomicU64,
}

impl Metrics {
    /// Counts an answer with its status and how long it took.
    pub fn add(&self, status: u16, micros: u64) {
        let class = usize::from(status / 100).min(self.answers.len() - 1);
        self.answers[class].fetch_add(1, Ordering::Relaxed);
        let bucket = BOUNDS.partition_point(|it| *it < micros);
        self.latency[bucket].fetch_add(1, Ordering::Relaxed);
        self.latency_sum.fetch_add(micros, Ordering::Relaxed);
    }

    /// All counts, with what else is known.
    #[must_use]
    pub fn text(&self, n_open: usize, writable: bool) -> String {
        let mut out = String::new();
        let mut line = |text: std::fmt::Arguments<'_>| {
            let _ = writeln!(out, "{text}");
        };
        line(format_args!("# TYPE portico_answers_total counter"));
        for (class, count) in self.answers.iter().enumerate().skip(1) {
            let count = count.load(Ordering::Relaxed);
            line(format_args!("portico_answers_total{{status=\"{class}xx\"}} {count}"));
        }
        line(format_args!("# TYPE portico_answer_seconds histogram"));
        let mut total = 0;
        for (bound, count) in BOUNDS.iter().zip(&self.latency) {
            total += count.load(Ordering::Relaxed);
            if *bound == u64::MAX {
                line(format_args!("portico_answer_seconds_bucket{{le=\"+Inf\"}} {total}"));
            } else {
                let seconds = *bound as f64 / 1e6;
                line(format_args!("portico_answer_seconds_bucket{{le=\"{seconds}\"}} {total}"));
            }
        }
        let sum = self.latency_sum.load(Ordering::Relaxed) as f64 / 1e6;
        line(format_args!("portico_answer_seconds_sum {sum}"));
        line(format_args!("portico_answer_seconds_count {total}"));
        line(format_args!("# TYPE portico_open_tickets gauge\nportico_open_tickets {n_open}"));
        line(format_args!(
            "# TYPE portico_store_writable gauge\nportico_store_writable {}",
            u8::from(writable)
        ));
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_answer_is_counted_in_its_class_and_in_every_bucket_that_holds_it() {
        let metrics = Metrics::default();
        metrics.add(200, 700);
        metrics.add(404, 5_000);
        metrics.add(503, 9_000_000);
        let text = metrics.text(3, true);
        for line in [
            "portico_answers_total{status=\"2xx\"} 1",
            "portico_answers_total{status=\"5xx\"} 1",
            "portico_answer_seconds_bucket{le=\"0.0005\"} 0",
            "portico_answer_seconds_bucket{le=\"0.001\"} 1",
            "portico_answer_seconds_bucket{le=\"0.005\"} 2",
            "portico_answer_seconds_bucket{le=\"+Inf\"} 3",
            "portico_answer_seconds_count 3",
            "portico_open_tickets 3",
            "portico_store_writable 1",
        ] {
            assert!(text.lines().any(|it| it == line), "{line} in\n{text}");
        }
    }
}
