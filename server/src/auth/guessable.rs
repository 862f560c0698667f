//! Passwords that somebody would guess: those on the lists of stolen ones, rows of keys, words in a row, one's own
//! name. Length alone does not tell (NIST SP 800-63B-4 asks for a list; here it is `zxcvbn` and its lists).

use zxcvbn::{Score, zxcvbn};

/// The estimate grows with the square of the length; what is longer is not guessed.
const LOOKED_AT: usize = 64;

/// As many letters and digits are asked for beside one's own names.
const BESIDE_NAMES: usize = 8;

/// Whether `password` can be guessed by somebody who knows `about` whom it is.
#[must_use]
pub fn is_guessable(password: &str, about: &[&str]) -> bool {
    let start: String = password.chars().take(LOOKED_AT).collect();
    let about: Vec<String> = about.iter().map(|it| it.to_lowercase()).collect();
    let parts = about.iter().flat_map(|it| it.split([' ', '@', '.', '-']));
    let parts: Vec<&str> = parts.filter(|it| it.len() > 2).collect();
    let own = parts.iter().fold(start.to_lowercase(), |rest, part| rest.replace(part, ""));
    let n_others = own.chars().filter(|it| it.is_alphanumeric()).count();
    n_others < BESIDE_NAMES || zxcvbn(&start, &parts).score() < Score::Four
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
            "Maria Lindqvist Maria Lindqvist",
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
