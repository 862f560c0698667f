//! Articles in several languages in one index.

use super::*;

fn desk() -> Vec<Document<'static>> {
    [
        (
            "de-drucker",
            Language::German,
            "Drucker einrichten",
            "Die Drucker stehen auf jeder Etage.",
        ),
        ("de-kennwort", Language::German, "Kennwort zurücksetzen", "Wählen Sie ein neues."),
        ("en-password", Language::English, "Reset your password", "Choose a new one."),
        ("en-printer", Language::English, "Set up a printer", "Printers are on every floor."),
        ("es-red", Language::Spanish, "Conexiones de red", "Elija una de las redes."),
        ("fr-reseau", Language::French, "Réseaux sans fil", "Choisissez un réseau dans la liste."),
        ("ru-printer", Language::Russian, "Настройка принтера", "Принтеры есть на каждом этаже."),
        ("sv-skrivare", Language::Swedish, "Installera skrivaren", "Skrivare finns på alla plan."),
    ]
    .map(|(id, language, title, body)| Document {
        id,
        language,
        title,
        body,
        ..Document::default()
    })
    .to_vec()
}

#[test]
fn words_are_inflected_in_the_language_of_the_article() {
    let index = index(&desk());
    for (query, first) in [
        ("Druckern ", "de-drucker"),
        ("wie kann ich mein Passwort zurücksetzen?", "de-kennwort"),
        ("printing ", "en-printer"),
        ("how can I reset the password?", "en-password"),
        ("conexión ", "es-red"),
        ("réseau wifi", "fr-reseau"),
        ("как настроить принтеры ", "ru-printer"),
        ("skrivarna ", "sv-skrivare"),
        ("skriva ut", "sv-skrivare"),
    ] {
        assert_eq!(ids(&index, query).first(), Some(&first), "{query}");
    }
}

#[test]
fn a_hit_says_its_language_and_is_marked_by_its_rules() {
    let index = index(&desk());
    let highlighter = index.highlighter("Druckern ");
    let hits = index.search("Druckern ", 1);
    let [hit] = hits.as_slice() else { panic!("one hit expected, not {hits:?}") };
    assert_eq!(hit.language, Language::German);
    let marked = |language| {
        let segments = highlighter.segments("Drucker einrichten", language);
        segments.iter().find(|it| it.marked).map(|it| it.text)
    };
    assert_eq!(marked(Language::German), Some("Drucker"));
    assert_eq!(marked(Language::Other), None);
}

#[test]
fn every_language_is_recognised() {
    for document in desk() {
        let text = format!("{}. {}", document.title, document.body);
        assert_eq!(Language::of_text(&text), document.language, "{text}");
    }
    for (text, language) in [
        ("VPN setup", Language::English),
        ("", Language::English),
        ("Nie mogę zalogować się do poczty, proszę o pomoc", Language::Other),
        ("パスワードの再設定", Language::Other),
    ] {
        assert_eq!(Language::of_text(text), language, "{text}");
    }
}

#[test]
fn an_index_carries_the_rules_of_its_languages_alone() {
    let holds = |bytes: &[u8], word: &str| {
        bytes.windows(word.len()).any(|window| window == word.as_bytes())
    };
    let documents = desk();
    let german: Vec<_> =
        documents.iter().filter(|it| it.language == Language::German).copied().collect();
    let bytes = build(&german);
    assert!(holds(&bytes, "Papierstau"));
    assert!(!holds(&bytes, "paper jam"));
    assert!(holds(&build(&documents), "paper jam"));
}

#[test]
fn the_same_word_in_two_languages_finds_both() {
    let documents = [
        Document { language: Language::German, ..document("b", "VPN", "Der Weg ins Netz.") },
        document("a", "VPN", "The way in."),
    ];
    assert_eq!(ids(&index(&documents), "vpn"), ["a", "b"]);
}
