//! Folding: letters that people type in one another's place become one letter.

/// Appends `letter` to `folded` in lower case and without its accent.
///
/// A combining accent that `to_lowercase` splits off is dropped here too.
pub(crate) fn fold(letter: char, folded: &mut String) {
    if letter.is_ascii() {
        folded.push(letter.to_ascii_lowercase());
        return;
    }
    for lower in letter.to_lowercase().filter(|lower| !is_mark(*lower)) {
        match lower {
            // Full-width forms of ASCII, as East Asian keyboards write them.
            '\u{ff01}'..='\u{ff5e}' => {
                let narrow = u32::from(lower) - 0xfee0;
                folded.extend(char::from_u32(narrow).map(|narrow| narrow.to_ascii_lowercase()));
            }
            _ => match base(lower) {
                Some(base) => folded.push_str(base),
                None => folded.push(lower),
            },
        }
    }
}

/// Whether `letter` is a mark that belongs to the letter before it and is left out of words:
/// accents written apart, vowel points, tone marks, viramas, joiners and the soft hyphen.
pub(super) fn is_mark(letter: char) -> bool {
    matches!(letter,
        '\u{ad}'
        | '\u{300}'..='\u{36f}'
        | '\u{483}'..='\u{487}'
        | '\u{591}'..='\u{5bd}'
        | '\u{5bf}' | '\u{5c1}' | '\u{5c2}' | '\u{5c4}' | '\u{5c5}' | '\u{5c7}'
        | '\u{610}'..='\u{61a}'
        | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}'
        | '\u{93c}' | '\u{94d}' | '\u{9bc}' | '\u{9cd}' | '\u{a3c}' | '\u{a4d}'
        | '\u{abc}' | '\u{acd}' | '\u{b3c}' | '\u{b4d}' | '\u{bcd}' | '\u{c4d}'
        | '\u{ccd}' | '\u{d4d}' | '\u{dca}'
        | '\u{e47}'..='\u{e4e}'
        | '\u{ec8}'..='\u{ece}'
        | '\u{1039}' | '\u{103a}' | '\u{17d2}'
        | '\u{1ab0}'..='\u{1aff}'
        | '\u{1dc0}'..='\u{1dff}'
        | '\u{200c}' | '\u{200d}' | '\u{2060}'
        | '\u{20d0}'..='\u{20ff}'
        | '\u{3099}' | '\u{309a}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{fe20}'..='\u{fe2f}')
}

/// Lower-case letters by what they fold to.
const FOLDS: &[(&str, &str)] = &[
    ("a", "àáâãäåāăąǎǟǡǻȁȃȧạảấầẩẫậắằẳẵặ"),
    ("ae", "æǣǽ"),
    ("c", "çćĉċč"),
    ("d", "ďđð"),
    ("e", "èéêëēĕėęěȅȇȩẹẻẽếềểễệ"),
    ("g", "ĝğġģǧǵ"),
    ("h", "ĥħ"),
    ("i", "ìíîïĩīĭįıǐȉȋỉị"),
    ("j", "ĵǰ"),
    ("k", "ķǩ"),
    ("l", "ĺļľŀł"),
    ("n", "ñńņňŉǹ"),
    ("o", "òóôõöøōŏőơǒǫǭǿȍȏȫȭȯọỏốồổỗộớờởỡợ"),
    ("oe", "œ"),
    ("r", "ŕŗřȑȓ"),
    ("s", "śŝşšșſ"),
    ("ss", "ß"),
    ("t", "ţťŧț"),
    ("th", "þ"),
    ("u", "ùúûüũūŭůűųưǔǖǘǚǜȕȗụủứừửữự"),
    ("w", "ŵẁẃẅ"),
    ("y", "ýÿŷỳỵỷỹ"),
    ("z", "źżž"),
    ("α", "ά"),
    ("ε", "έ"),
    ("η", "ή"),
    ("ι", "ίϊΐ"),
    ("ο", "ό"),
    ("υ", "ύϋΰ"),
    ("ω", "ώ"),
    ("σ", "ς"),
    ("е", "ёѐ"),
    ("и", "ѝ"),
    ("ا", "أإآٱ"),
    ("ي", "ى"),
    ("ه", "ة"),
];

fn base(lower: char) -> Option<&'static str> {
    FOLDS.iter().find(|(_, letters)| letters.contains(lower)).map(|(base, _)| *base)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_fold_to_what_people_type() {
        for (written, typed) in [
            ("Café", "cafe"),
            ("Cafe\u{301}", "cafe\u{301}"),
            ("Straße", "strasse"),
            ("ŁÓDŹ", "lodz"),
            ("İstanbul", "istanbul"),
            ("Việt", "viet"),
            ("ΛΌΓΟΣ", "λογοσ"),
            ("Ещё", "еще"),
            ("ＷｉＦｉ", "wifi"),
            ("漢字", "漢字"),
        ] {
            let mut folded = String::new();
            written
                .chars()
                .filter(|letter| !is_mark(*letter))
                .for_each(|letter| fold(letter, &mut folded));
            let typed: String = typed.chars().filter(|letter| !is_mark(*letter)).collect();
            assert_eq!(folded, typed, "{written}");
        }
    }
}
