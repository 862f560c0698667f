//! The words after `cargo test -p end2end --`.

/// What was asked for.
#[derive(Debug, PartialEq, Eq)]
pub enum Request {
    /// Run the tests whose title matches the filter, or all.
    Run { filter: Option<String> },
    /// Only say which tests there are, as tools ask every test program.
    List,
}

/// Options of Rust's own test programs that are followed by a value.
const WITH_VALUE: [&str; 7] =
    ["--test-threads", "--skip", "--format", "--color", "--logfile", "--shuffle-seed", "-Z"];

/// Reads the words after `--`.
///
/// `cargo test -- --nocapture` passes the options of Rust's own test programs to this one as well;
/// they mean nothing here, so they are passed over. Several filters are one that matches any.
pub fn read(words: impl IntoIterator<Item = String>) -> Request {
    let mut filters = Vec::new();
    let mut words = words.into_iter();
    while let Some(word) = words.next() {
        if word == "--list" {
            return Request::List;
        } else if WITH_VALUE.contains(&word.as_str()) {
            words.next();
        } else if !word.starts_with('-') {
            filters.push(word);
        }
    }
    let filter = filters.join("|");
    Request::Run { filter: (!filter.is_empty()).then_some(filter) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_line(line: &str) -> Request {
        read(line.split_whitespace().map(str::to_owned))
    }

    fn run(filter: &str) -> Request {
        Request::Run { filter: Some(filter.to_owned()) }
    }

    #[test]
    fn the_words_of_other_test_programs_are_understood() {
        for (line, expected) in [
            ("", Request::Run { filter: None }),
            ("--nocapture --test-threads 1", Request::Run { filter: None }),
            ("--test-threads=1 journey", run("journey")),
            ("--skip slow suggestions", run("suggestions")),
            ("errors journey", run("errors|journey")),
            ("--list --format terse", Request::List),
        ] {
            assert_eq!(read_line(line), expected, "{line:?}");
        }
    }
}
