//! Codes for whoever has lost the app that makes codes: each works once, and a hash alone is kept.

use super::base32::{LEGIBLE, encode, in_fours};
use crate::ids::hash_of;

/// How many there are at a time.
pub const AT_A_TIME: usize = 10;
/// Random bytes of one: nobody finds 80 bits by trying.
const BYTES: usize = 10;
/// Letters of one.
const LETTERS: usize = BYTES * 8 / 5;

/// New codes, as people write them down.
///
/// # Errors
/// The machine gives no randomness.
pub fn fresh() -> Result<Vec<String>, getrandom::Error> {
    let fresh = || {
        let mut bytes = [0; BYTES];
        getrandom::fill(&mut bytes)?;
        Ok(in_fours(&encode(&bytes, LEGIBLE), '-'))
    };
    (0..AT_A_TIME).map(|_| fresh()).collect()
}

/// What is stored of the code that somebody typed; `None` where it is none.
#[must_use]
pub fn hash(typed: &str) -> Option<[u8; 32]> {
    let letters = typed.chars().filter(|it| !it.is_whitespace() && *it != '-');
    // What looks alike is read as the one of the two that there is.
    let letters = letters.map(|it| match it.to_ascii_lowercase() {
        'o' => '0',
        'i' | 'l' => '1',
        it => it,
    });
    let letters: String = letters.take(LETTERS + 1).collect();
    let is_code = letters.len() == LETTERS && letters.bytes().all(|it| LEGIBLE.contains(&it));
    is_code.then(|| hash_of(&letters))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_however_it_is_typed() {
        let codes = fresh().unwrap();
        assert_eq!(codes.len(), AT_A_TIME);
        let code = &codes[0];
        assert_eq!(code.len(), LETTERS + 3);
        let kept = hash(code).unwrap();
        for typed in
            [code.replace('-', ""), code.to_uppercase(), format!(" {} ", code.replace('-', " "))]
        {
            assert_eq!(hash(&typed), Some(kept), "{typed}");
        }
        assert_eq!(hash("ooooiiiillll0000"), hash("0000-1111-1111-0000"));
        assert_ne!(hash(&codes[1]), Some(kept));
        for bad in ["", "123456", &code[1..], &format!("{code}0"), &"u".repeat(16), &"é".repeat(8)]
        {
            assert_eq!(hash(bad), None, "{bad}");
        }
    }
}
