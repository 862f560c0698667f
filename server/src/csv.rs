//! Tables as comma-separated values (RFC 4180), which spreadsheets open. What people typed can start no
//! formula there (attack 52). Knows nothing of what is in a table.
//!
//! A cell must not begin like a formula, in no spreadsheet: where the separator is a semicolon, as in much of
//! Europe, a part of a cell becomes a cell. So an apostrophe is put at the start of a cell, and behind every
//! `;`, tab and line break in it, if one of `= + - @`, a full-width one of them, or a tab or line break follows,
//! with or without blanks before. It is put before an apostrophe as well: taking one apostrophe away at each of
//! these places gives back what was there.

/// Stands at the very beginning, so that spreadsheets read the rest as UTF-8.
pub const MARK: &str = "\u{feff}";

/// Adds one line.
pub fn add_line<'a>(table: &mut String, cells: impl IntoIterator<Item = &'a str>) {
    for (place, cell) in cells.into_iter().enumerate() {
        if place > 0 {
            table.push(',');
        }
        add_cell(table, &harmless(cell));
    }
    table.push_str("\r\n");
}

fn add_cell(table: &mut String, cell: &str) {
    let is_plain = |it: char| it.is_alphanumeric() || matches!(it, '.' | ':' | '-' | '_');
    if cell.chars().all(is_plain) {
        table.push_str(cell);
        return;
    }
    table.push('"');
    table.push_str(&cell.replace('"', "\"\""));
    table.push('"');
}

/// `cell` with an apostrophe wherever something may start a formula.
fn harmless(cell: &str) -> String {
    let mut out = String::with_capacity(cell.len());
    let mut rest = cell;
    loop {
        if is_dangerous(rest) {
            out.push('\'');
        }
        let Some(end) = rest.find(ENDS) else { break };
        let (part, after) = rest.split_at(end + 1);
        out.push_str(part);
        rest = after;
    }
    out.push_str(rest);
    out
}

/// What some program takes for the end of a cell. All are one byte.
const ENDS: [char; 4] = [';', '\t', '\r', '\n'];

fn is_dangerous(start: &str) -> bool {
    let is_blank = |it: char| {
        it.is_whitespace() && !ENDS.contains(&it)
            || matches!(it, '\u{200b}'..='\u{200f}' | '\u{feff}')
    };
    start.starts_with('\'')
        || start
            .trim_start_matches(is_blank)
            .starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The cells of a table, read by the letter of RFC 4180.
    fn read(table: &str) -> Vec<Vec<String>> {
        let (mut lines, mut line, mut cell) = (Vec::new(), Vec::new(), String::new());
        let mut is_quoted = false;
        let mut rest = table.chars().peekable();
        while let Some(it) = rest.next() {
            match it {
                '"' if is_quoted && rest.peek() == Some(&'"') => cell.extend(rest.next()),
                '"' => is_quoted = !is_quoted,
                ',' if !is_quoted => line.push(std::mem::take(&mut cell)),
                '\r' if !is_quoted => {
                    assert_eq!(rest.next(), Some('\n'));
                    line.push(std::mem::take(&mut cell));
                    lines.push(std::mem::take(&mut line));
                }
                other => cell.push(other),
            }
        }
        assert!(line.is_empty() && cell.is_empty() && !is_quoted, "the last line has an end");
        lines
    }

    /// What was there before: one apostrophe less at the start of each part.
    fn undone(cell: &str) -> String {
        let parts = cell.split_inclusive(ENDS);
        parts.map(|it| it.strip_prefix('\'').unwrap_or(it)).collect()
    }

    fn table(lines: &[Vec<String>]) -> String {
        let mut table = String::new();
        lines.iter().for_each(|it| add_line(&mut table, it.iter().map(String::as_str)));
        table
    }

    #[test]
    fn attack_52_no_cell_begins_like_a_formula() {
        for (typed, written) in [
            ("=1+1", "\"'=1+1\""),
            ("+49 30 1234", "\"'+49 30 1234\""),
            ("-2", "\"'-2\""),
            ("@SUM(A1)", "\"'@SUM(A1)\""),
            ("\t=1", "\"'\t'=1\""),
            ("\r=1", "\"'\r'=1\""),
            ("\n=1", "\"'\n'=1\""),
            ("＝1", "\"'＝1\""),
            ("＋1", "\"'＋1\""),
            ("－1", "\"'－1\""),
            ("＠1", "\"'＠1\""),
            ("  =1", "\"'  =1\""),
            ("\u{a0}=1", "\"'\u{a0}=1\""),
            ("\u{feff}\u{200b}=1", "\"'\u{feff}\u{200b}=1\""),
            ("'=1", "\"''=1\""),
            // Where a semicolon parts cells.
            ("x;=cmd|'/c calc'!A1;y", "\"x;'=cmd|'/c calc'!A1;y\""),
            ("x; \"=1", "\"x; \"\"=1\""),
            ("x\n@1", "\"x\n'@1\""),
            // What is no formula stays as it is.
            ("VPN-7 = slow", "\"VPN-7 = slow\""),
            ("a,b", "\"a,b\""),
            ("say \"no\"", "\"say \"\"no\"\"\""),
            ("K7M4-2QX", "K7M4-2QX"),
            ("14", "14"),
            ("", ""),
            ("2026-11-20 09:14", "\"2026-11-20 09:14\""),
            ("日本", "日本"),
        ] {
            let mut line = String::new();
            add_line(&mut line, [typed]);
            assert_eq!(line, format!("{written}\r\n"), "{typed:?}");
        }
    }

    fn any_cell() -> impl Strategy<Value = String> {
        let letters = prop::sample::select(vec![
            '=', '+', '-', '@', '\t', '\r', '\n', '＝', '\'', '"', ',', ';', ' ', 'a', '1', 'é',
            '|',
        ]);
        prop::collection::vec(letters, 0..12).prop_map(|it| it.into_iter().collect())
    }

    proptest! {
        /// Whatever is typed comes back, and nothing that a spreadsheet takes for a cell is a formula.
        #[test]
        fn attack_52_a_table_gives_back_what_was_typed(
            lines in prop::collection::vec(prop::collection::vec(any_cell(), 1..5), 1..4),
        ) {
            let read = read(&table(&lines));
            prop_assert_eq!(read.len(), lines.len());
            for (line, typed) in read.iter().zip(&lines) {
                let undone: Vec<String> = line.iter().map(|it| undone(it)).collect();
                prop_assert_eq!(&undone, typed);
                for part in line.iter().flat_map(|it| it.split(ENDS)) {
                    let start = part.trim_start().chars().next();
                    prop_assert!(!matches!(start, Some('=' | '+' | '-' | '@' | '＝')), "{:?}", line);
                }
            }
        }
    }
}
