//! The engine as its callers see it: documents and a query in, an order out.

use chrono::NaiveDate;
use proptest::prelude::*;

mod languages;
mod order;
mod scripts;

use super::{
    build::build, document::Document, format::IndexError, index::Index, language::Language,
};

fn document<'a>(id: &'a str, title: &'a str, body: &'a str) -> Document<'a> {
    Document { id, title, body, language: Language::English, ..Document::default() }
}

fn help_desk() -> Vec<Document<'static>> {
    vec![
        document(
            "email-phone",
            "Set up e-mail on your phone",
            "Open the mail app and enter your address.",
        ),
        document(
            "password",
            "Reset your password",
            "If you cannot log in, choose a new password on the sign-in page.",
        ),
        document(
            "printer",
            "Connect to a printer",
            "Printers are found on the network. Printing needs paper and a printer driver.",
        ),
        document(
            "vpn",
            "Work from home with VPN",
            "The VPN client connects your laptop to the office network.",
        ),
        document(
            "wifi",
            "Join the Wi-Fi network",
            "Choose the office network on your laptop. The Café has its own wireless network.",
        ),
        document("who", "Who we are", "Meet the service desk."),
    ]
}

fn index(documents: &[Document<'_>]) -> Index {
    Index::load(&build(documents)).unwrap()
}

fn ids<'a>(index: &'a Index, query: &str) -> Vec<&'a str> {
    index.search(query, 10).iter().map(|hit| hit.id).collect()
}

#[test]
fn the_best_article_comes_first() {
    let index = index(&help_desk());
    for (query, first) in [
        ("reset my password", "password"),
        ("how do I connect a printer?", "printer"),
        ("printing", "printer"),
        ("office network at home", "vpn"),
        // Unfinished words.
        ("pri", "printer"),
        ("passw", "password"),
        ("connecti", "printer"),
        // Typos.
        ("pritner", "printer"),
        ("orinter", "printer"),
        ("pasword ", "password"),
        ("netwrok cafe", "wifi"),
        ("passwro", "password"),
        // Accents.
        ("CAFE", "wifi"),
        ("café", "wifi"),
        // Hyphens and words written together or apart.
        ("wifi", "wifi"),
        ("wi-fi", "wifi"),
        ("wi fi", "wifi"),
        ("email", "email-phone"),
        ("e-mail", "email-phone"),
        ("officenetwork ", "wifi"),
        // Other names of the same thing.
        ("wlan", "wifi"),
        ("passcode", "password"),
        ("login", "password"),
        ("logon ", "password"),
        // Nothing but words that say nothing.
        ("who we are", "who"),
    ] {
        assert_eq!(ids(&index, query).first(), Some(&first), "{query}");
    }
}

#[test]
fn what_is_not_there_is_not_found() {
    let index = index(&help_desk());
    for query in ["", " ", "?!", "zebra", "x", "and ", "\u{0}\u{301}"] {
        assert_eq!(ids(&index, query), [""; 0], "{query:?}");
    }
}

#[test]
fn an_empty_index_answers_nothing() {
    let index = index(&[]);
    assert!(index.is_empty());
    assert_eq!(ids(&index, "printer"), [""; 0]);
}

#[test]
fn a_word_in_the_title_counts_more_than_one_in_the_text() {
    let index = index(&[
        document("a", "Paper", "The scanner takes paper."),
        document("b", "Scanner", "It takes paper."),
        Document { keywords: "scanner", ..document("c", "Copies", "It takes paper.") },
        Document { headings: &["The scanner"], ..document("d", "Copies", "It takes paper.") },
    ]);
    assert_eq!(ids(&index, "scanner"), ["b", "c", "d", "a"]);
}

#[test]
fn an_article_with_all_words_beats_one_with_a_word_repeated() {
    let index = index(&[
        document("a", "Screen", "Screen screen screen screen screen."),
        document("b", "Brightness", "Make the screen brighter or darker."),
    ]);
    assert_eq!(ids(&index, "screen brighter"), ["b", "a"]);
}

#[test]
fn equals_come_in_the_order_of_ids() {
    let documents = ["d", "b", "a", "c"].map(|id| document(id, "Scanner", "It takes paper."));
    let index = index(&documents);
    assert_eq!(ids(&index, "scanner"), ["a", "b", "c", "d"]);
    let best: Vec<_> = index.search("scanner", 2).iter().map(|hit| hit.id).collect();
    assert_eq!(best, ["a", "b"]);
}

#[test]
fn the_order_of_documents_makes_no_difference_and_the_last_of_an_id_stays() {
    let mut documents = help_desk();
    let bytes = build(&documents);
    documents.reverse();
    documents.insert(0, document("vpn", "Draft", "Not yet."));
    assert_eq!(build(&documents), bytes);
}

#[test]
fn every_script_is_searchable() {
    let documents = [
        document("zh", "設定無線網路", "請選擇網路"),
        document("ru", "Настройка принтера", "Ещё раз"),
        document("th", "รหัสผ่าน", "เปลี่ยน"),
        document("ar", "كلمة المرور", "إعادة"),
    ];
    let index = Index::load(&build(&documents)).unwrap();
    for (query, id) in [
        ("無線", "zh"),
        ("設", "zh"),
        ("принт", "ru"),
        ("пиртнера ", "ru"),
        ("еще ", "ru"),
        ("ผ่าน", "th"),
        ("اعادة", "ar"),
    ] {
        assert_eq!(ids(&index, query), [id], "{query}");
    }
}

#[test]
fn a_hit_shows_what_was_stored() {
    let reviewed = NaiveDate::from_ymd_opt(2024, 2, 29);
    let stored = Document {
        opening: "Über «alles»",
        minutes: 7,
        reviewed,
        ..document("ä", "Tïtle", "word")
    };
    let index = index(&[stored, document("b", "", "")]);
    let hits = index.search("word", 10);
    let [hit] = hits.as_slice() else { panic!("one hit expected, not {hits:?}") };
    assert_eq!((hit.id, hit.title, hit.opening), ("ä", "Tïtle", "Über «alles»"));
    assert_eq!((hit.minutes, hit.reviewed), (7, reviewed));
    assert!(hit.score > 0.0 && hit.score <= 1.0, "{}", hit.score);
    assert_eq!((index.len(), hit.language), (2, Language::English));
}

#[test]
fn bytes_that_are_no_index_are_refused() {
    let valid = build(&help_desk());
    let with = |at: usize, byte: u8| {
        let mut bytes = valid.clone();
        bytes[at] = byte;
        bytes
    };
    for (bytes, error) in [
        (vec![], IndexError::NotAnIndex),
        (b"<!doctype html>".to_vec(), IndexError::NotAnIndex),
        (valid[..4].to_vec(), IndexError::Truncated),
        (with(4, 9), IndexError::Version(9)),
        (with(6, 77), IndexError::Language(77)),
        ([valid.as_slice(), b"x"].concat(), IndexError::Malformed("end")),
    ] {
        assert_eq!(Index::load(&bytes).err(), Some(error));
    }
}

#[test]
fn an_index_cut_anywhere_is_refused() {
    let valid = build(&help_desk());
    for length in 0..valid.len() {
        assert!(Index::load(&valid[..length]).is_err(), "{length} of {}", valid.len());
    }
}

proptest! {
    #[test]
    fn hostile_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let mut file = b"PKIX\x02\x01\x01".to_vec();
        file.extend(&bytes);
        for bytes in [&bytes, &file] {
            if let Ok(index) = Index::load(bytes) {
                index.search("print the password", 10);
            }
        }
    }

    #[test]
    fn a_damaged_index_never_panics(
        damage in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let mut bytes = build(&help_desk());
        for (at, byte) in damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Ok(index) = Index::load(&bytes) {
            for query in ["print", "pasword reset", "wi-fi ", "officenetwork"] {
                index.search(query, 10);
            }
        }
    }

    #[test]
    fn any_query_is_answered_in_order(query in "(\\PC|[a-z]{1,9} ){0,80}", limit in 0_usize..4) {
        let index = index(&help_desk());
        let hits = index.search(&query, limit);
        prop_assert!(hits.len() <= limit);
        let is_ordered =
            hits.is_sorted_by(|before, after| (-before.score, before.id) < (-after.score, after.id));
        prop_assert!(is_ordered);
        prop_assert!(hits.iter().all(|hit| hit.score > 0.0 && hit.score <= 1.0));
    }

    #[test]
    fn any_text_is_indexed_and_found(
        texts in proptest::collection::vec("\\PC{0,40}", 1..6),
        word in "[a-zé漢ж]{3,9}",
    ) {
        let names: Vec<String> = (0..texts.len()).map(|n| format!("d{n}")).collect();
        let mut documents: Vec<_> = names
            .iter()
            .zip(&texts)
            .map(|(id, text)| document(id, text, text))
            .collect();
        let title = format!("{word} {word}");
        documents.push(document("wanted", &title, &word));
        let index = Index::load(&build(&documents)).unwrap();
        prop_assert!(index.search(&word, 10).iter().any(|hit| hit.id == "wanted"));
    }
}
