//! Bad inputs made of good ones.

use crate::random::Random;

/// Bytes that mean something to somebody.
const INTERESTING: [u8; 20] = [
    0x00, 0x01, 0x7F, 0x80, 0xC0, 0xED, 0xF4, 0xFE, 0xFF, b'\t', b'\n', b'\r', b' ', b'"', b'%',
    b'&', b'-', b'<', b'\\', b'{',
];

/// What trips parsers of texts up, whatever they read.
const WORDS: [&str; 12] = [
    "\u{202E}",
    "\u{0301}",
    "\u{FEFF}",
    "\u{10FFFF}",
    "ß",
    "İ",
    "18446744073709551616",
    "-1",
    "1e999",
    "9999-12-31T23:59:60Z",
    "%00",
    "\r\n\r\n",
];

/// One of `seeds`, changed in up to eight ways, of at most `max_bytes`.
pub(super) fn mutated(
    random: &mut Random,
    seeds: &[Vec<u8>],
    words: &[&str],
    max_bytes: usize,
) -> Vec<u8> {
    let mut bytes = random.one_of(seeds).clone();
    for _ in 0..1 + random.below(8) {
        change(random, &mut bytes, seeds, words);
        bytes.truncate(max_bytes);
    }
    bytes
}

fn change(random: &mut Random, bytes: &mut Vec<u8>, seeds: &[Vec<u8>], words: &[&str]) {
    let at = random.below(bytes.len() + 1);
    // Small pieces mostly: they keep the rest whole, and so reach what is behind it.
    let n_bytes = [1, 2, 4, 16, 256][random.below(5)];
    let end = bytes.len().min(at + 1 + random.below(n_bytes));
    match random.below(9) {
        0 => flip(random, bytes, at),
        1 => bytes.insert(at, *random.one_of(&INTERESTING)),
        2 => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte = *random.one_of(&INTERESTING);
            }
        }
        3 => drop(bytes.drain(at..end)),
        4 => {
            let piece = bytes[at..end].to_vec();
            insert(bytes, at, &piece.repeat(1 + random.below(4)));
        }
        // Now and then much of the same: depth and length are attacks of their own.
        5 if random.below(20) == 0 => {
            let piece = bytes[at..end].to_vec();
            insert(bytes, at, &piece.repeat(1 + random.below(20_000)));
        }
        5 | 6 => {
            let n_own = words.len();
            let word = match random.below(n_own + WORDS.len()) {
                it if it < n_own => words[it],
                it => WORDS[it - n_own],
            };
            insert(bytes, at, word.as_bytes());
        }
        7 => {
            let other = random.one_of(seeds);
            let from = random.below(other.len() + 1);
            let to = other.len().min(from + random.below(512));
            insert(bytes, at, &other[from..to]);
        }
        _ => bytes.truncate(at),
    }
}

fn flip(random: &mut Random, bytes: &mut [u8], at: usize) {
    let bit = random.below(8);
    if let Some(byte) = bytes.get_mut(at) {
        *byte ^= 1 << bit;
    }
}

fn insert(bytes: &mut Vec<u8>, at: usize, piece: &[u8]) {
    bytes.splice(at..at, piece.iter().copied());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_the_same_again_and_stay_below_the_limit() {
        let seeds = [b"one good input".to_vec(), b"and another".to_vec()];
        let made = |seed| {
            let mut random = Random::new(seed);
            (0..2_000).map(|_| mutated(&mut random, &seeds, &["word"], 1_000)).collect::<Vec<_>>()
        };
        let inputs = made(1);
        assert_eq!(inputs, made(1));
        assert_ne!(inputs, made(2));
        assert!(inputs.iter().all(|it| it.len() <= 1_000));
        assert!(inputs.iter().any(|it| it.len() == 1_000), "some are as long as may be");
        let n_different = inputs.iter().collect::<std::collections::HashSet<_>>().len();
        assert!(n_different > 1_500, "{n_different}");
    }
}
