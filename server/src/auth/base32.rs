//! Five bits a letter, for what people read or type.

/// The letters of RFC 4648, as apps that make codes read secrets.
pub const RFC_4648: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
/// Letters of which no two look alike.
pub const LEGIBLE: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// `bytes` in the letters of `alphabet`; what is left of the last letter is zero.
#[must_use]
pub fn encode(bytes: &[u8], alphabet: &[u8; 32]) -> String {
    let bit = |n: usize| bytes.get(n / 8).is_some_and(|it| it >> (7 - n % 8) & 1 == 1);
    let letters = (0..bytes.len() * 8).step_by(5).map(|start| {
        let index = (start..start + 5).fold(0, |index, n| index << 1 | usize::from(bit(n)));
        char::from(alphabet[index])
    });
    letters.collect()
}

/// `text` in groups of four, with `between` them.
#[must_use]
pub fn in_fours(text: &str, between: char) -> String {
    let mut grouped = String::with_capacity(text.len() * 5 / 4);
    for (n, letter) in text.chars().enumerate() {
        if n > 0 && n % 4 == 0 {
            grouped.push(between);
        }
        grouped.push(letter);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_those_of_the_standard() {
        // RFC 4648, section 10, without the padding.
        for (text, letters) in
            [("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foobar", "MZXW6YTBOI")]
        {
            assert_eq!(encode(text.as_bytes(), RFC_4648), letters);
        }
        assert_eq!(in_fours("MZXW6YTBOI", ' '), "MZXW 6YTB OI");
    }
}
