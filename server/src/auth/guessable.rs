//! Passwords that somebody would guess: those on the lists of stolen ones, rows of keys, words in a row, one's own
//! name. Length alone does not tell (NIST SP 800-63B-4 asks for a list; here it is `zxcvbn` and its lists).

use zxcvbn::{Score, zxcvbn};

/// The estimate grows with the square of the length; what is longer is not guessed.
const LOOKED_AT: usize = 64;

/// Whether `password` can be guessed by somebody who knows `about` whom it is.
#[must_use]
pub fn is_guessable(password: &str, about: &[&str]) -> bool {
    let start: String = password.chars().take(LOOKED_AT).collect();
    let parts = about.iter().flat_map(|it| it.split([' ', '@', '.', '-']).chain([*it]));
    let about: Vec<&str> = parts.filter(|it| !it.is_empty()).collect();
    zxcvbn(&start, &about).score() < Score::Three
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_others_would_try_is_guessable() {
        let about = ["Maria Lindqvist", "maria.lindqvist@portico.example", "Portico"];
        for bad in [
            "passwordpassword",
            "aaaaaaaaaaaaaaaaaaaa",
            "qwertyuiopasdfgh",
            "123456789012345",
            "MariaLindqvist1",
            "portico.example",
            "lindqvistportico",
        ] {
            assert!(is_guessable(bad, &about), "{bad}");
        }
        for good in ["four wheels under a blue barn", "krokodil äter inte tåg", "kX9#vT2$mQ7!pL4z"]
        {
            assert!(!is_guessable(good, &about), "{good}");
        }
        assert!(!is_guessable(&"ab1 %é9 zq ".repeat(90), &about));
    }
}
