//! Reads a file line by line without ever holding more than one sound line.

use std::io::{self, BufRead, Read};

use super::Reason;

/// The longest line, in bytes: room for the largest body with every character escaped. Also the
/// largest Markdown file.
pub(super) const MAX_BYTES: u64 = 1024 * 1024;

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// A line of a file.
#[derive(Debug)]
pub(super) struct Line {
    /// Its number, from one.
    pub(super) number: u64,
    /// How many bytes were read for it, its end included.
    pub(super) bytes: u64,
    /// What it holds, or why it cannot be read.
    pub(super) text: Result<String, Reason>,
}

/// The lines of a file, blank ones too.
#[derive(Debug)]
pub(super) struct Lines<R> {
    input: R,
    number: u64,
}

impl<R: BufRead> Lines<R> {
    pub(super) fn of(input: R) -> Self {
        Self { input, number: 0 }
    }

    /// The next line, blank or not; `None` at the end.
    pub(super) fn next(&mut self) -> io::Result<Option<Line>> {
        let mut line = Vec::new();
        let mut bytes =
            u64::try_from((&mut self.input).take(MAX_BYTES + 1).read_until(b'\n', &mut line)?)
                .unwrap_or(u64::MAX);
        if bytes == 0 {
            return Ok(None);
        }
        self.number += 1;
        let text = if bytes > MAX_BYTES && !line.ends_with(b"\n") {
            drop(line);
            bytes += self.skip_line()?;
            Err(Reason::TooLong)
        } else {
            String::from_utf8(line).map_err(|_| Reason::NotUtf8).map(|it| self.trimmed(&it))
        };
        Ok(Some(Line { number: self.number, bytes, text }))
    }

    fn trimmed(&self, line: &str) -> String {
        let line = if self.number == 1 {
            line.strip_prefix(BYTE_ORDER_MARK).unwrap_or(line)
        } else {
            line
        };
        line.trim().to_owned()
    }

    /// Reads on to the end of a line that is too long, and says how much that was.
    fn skip_line(&mut self) -> io::Result<u64> {
        let mut skipped = 0;
        loop {
            let buffer = self.input.fill_buf()?;
            let end = buffer.iter().position(|it| *it == b'\n');
            let used = end.map_or(buffer.len(), |at| at + 1);
            self.input.consume(used);
            skipped += u64::try_from(used).unwrap_or(u64::MAX);
            if end.is_some() || used == 0 {
                return Ok(skipped);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Vec<(u64, u64, Result<String, String>)> {
        // A small buffer, so that lines cross its end.
        let mut lines = Lines::of(io::BufReader::with_capacity(7, bytes));
        let mut all = Vec::new();
        while let Some(it) = lines.next().unwrap() {
            all.push((it.number, it.bytes, it.text.map_err(|it| it.to_string())));
        }
        all
    }

    #[test]
    fn lines_are_numbered_and_trimmed() {
        assert_eq!(
            read(b"\xef\xbb\xbf{\"a\":1}\r\n\n  b"),
            [
                (1, 12, Ok("{\"a\":1}".to_owned())),
                (2, 1, Ok(String::new())),
                (3, 3, Ok("b".to_owned()))
            ]
        );
        assert_eq!(read(b""), []);
    }

    #[test]
    fn what_cannot_be_read_is_passed_over() {
        let long = "x".repeat(MAX_BYTES as usize + 5_000);
        let text = [long.as_bytes(), b"\nshort\n\xff\nend"].concat();
        assert_eq!(
            read(&text),
            [
                (1, MAX_BYTES + 5_001, Err("is longer than 1024 KiB".to_owned())),
                (2, 6, Ok("short".to_owned())),
                (3, 2, Err("is not UTF-8 text".to_owned())),
                (4, 3, Ok("end".to_owned())),
            ]
        );
        let longest = "x".repeat(MAX_BYTES as usize);
        assert_eq!(read(longest.as_bytes()), [(1, MAX_BYTES, Ok(longest.clone()))]);
    }
}
