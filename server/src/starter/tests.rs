//! What every starter article has, and that people in trouble find it.

use std::{collections::BTreeSet, fs, path::Path};

use shared::{kb::article::Article, time::Instant};

use super::*;
use crate::search::build_all;

/// What people in trouble type, and the slug of the article for it. Written down without looking at
/// the article: one that is not found gets better words, and the line stays as it is.
const INTENTS: &str = include_str!("intents.tsv");
/// So many articles are suggested while somebody types (D2.1).
const SUGGESTED: usize = 3;
/// So many hits are read, to say where a missed article stands.
const ENOUGH: usize = 20;
/// At least so many articles.
const MINIMUM: usize = 50;
/// Words of an article: shorter ones leave steps out, longer ones are not read in trouble.
const WORDS: std::ops::RangeInclusive<usize> = 200..=400;

fn now() -> Instant {
    "2026-11-22T09:00:00Z".parse().unwrap()
}

fn articles() -> Vec<Article> {
    let ids = IdSource::default();
    ARTICLES.iter().map(|it| article(it, &ids, PersonId(1), now()).unwrap()).collect()
}

#[test]
fn every_file_is_embedded_under_its_slug() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/starter/articles");
    let files: BTreeSet<String> = fs::read_dir(folder)
        .unwrap()
        .map(|it| it.unwrap().file_name().into_string().unwrap())
        .collect();
    let slugs: Vec<String> = articles().iter().map(|it| format!("{}.md", it.slug)).collect();
    assert!(slugs.len() >= MINIMUM, "{} articles", slugs.len());
    assert_eq!(slugs, files.into_iter().collect::<Vec<_>>());
}

#[test]
fn every_article_says_what_it_is_and_has_substance() {
    for text in ARTICLES {
        let (front, body) = front_matter::parse(text).unwrap();
        let title = &front.title;
        assert!(front.keywords.len() >= 5, "{title}: keywords");
        assert!(front.reviewed_days_ago.is_some_and(|days| days < 90), "{title}: review");
        let n_words = body.split_whitespace().count();
        assert!(WORDS.contains(&n_words), "{title}: {n_words} words");
    }
}

#[test]
fn every_article_leads_from_symptoms_over_steps_to_help() {
    for article in articles() {
        let (title, body) = (&*article.title, &*article.body);
        let opens_with_lead =
            body.lines().next().is_some_and(|it| it.starts_with(char::is_uppercase));
        assert!(opens_with_lead, "{title}: lead paragraph");
        let (top, rest) =
            body.split_once("\n## If a step fails\n").unwrap_or_else(|| panic!("{title}"));
        let (failures, help) =
            rest.split_once("\n## When to ask for help\n").unwrap_or_else(|| panic!("{title}"));
        let has = |text: &str, line: &str| text.lines().any(|it| it.starts_with(line));
        // What somebody sees, and what they can do about it.
        for part in ["- ", "1. ", "2. ", "3. ", "4. "] {
            assert!(has(top, part), "{title}: {part}");
        }
        assert!(has(failures, "- **"), "{title}: what to do when a step fails");
        assert!(help.split_whitespace().count() >= 20, "{title}: what to have ready");
    }
}

#[test]
fn every_article_that_another_names_is_there() {
    let titles: BTreeSet<String> = articles().iter().map(|it| it.title.to_string()).collect();
    for article in articles() {
        for verb in ["read", "Read", "see", "See"] {
            for (at, opening) in article.body.match_indices(&format!("{verb} \"")) {
                let rest = &article.body[at + opening.len()..];
                let named = rest.split_once('"').unwrap().0;
                assert!(titles.contains(named), "{}: names “{named}”", article.title);
            }
        }
    }
}

#[test]
fn no_article_leads_to_a_real_address() {
    for text in ARTICLES {
        for (at, sign) in text.match_indices("://") {
            let host = text[at + sign.len()..].split(['/', '>', ')', ' ', '`']).next().unwrap();
            assert!(host.ends_with(".example"), "{host}");
        }
    }
}

#[test]
fn the_audiences_are_mixed() {
    let n_for = |audience: Audience| articles().iter().filter(|it| it.audience == audience).count();
    let (public, signed_in, agents) =
        (n_for(Audience::Public), n_for(Audience::SignedIn), n_for(Audience::Agents));
    assert!(public > signed_in && signed_in > agents && agents > 0);
}

#[test]
fn people_find_the_article_in_their_own_words() {
    let articles = articles();
    let shelves = build_all(articles.clone(), &[]).unwrap();
    let mut n_intents = 0;
    let mut missed = Vec::new();
    for line in INTENTS.lines() {
        let (intent, slug) = line.split_once('\t').unwrap();
        let wanted =
            articles.iter().find(|it| *it.slug == *slug).unwrap_or_else(|| panic!("{slug}"));
        // Asked by a requester, or by an agent where the article is for agents.
        let asker = wanted.audience.max(Audience::SignedIn);
        let hits = shelves[&asker].index.search(intent, ENOUGH);
        let place = hits.iter().position(|it| it.id == slug);
        if place.is_none_or(|it| it >= SUGGESTED) {
            let first: Vec<&str> = hits.iter().take(SUGGESTED).map(|it| it.id).collect();
            missed.push(format!("“{intent}”: {slug} at {place:?} after {first:?}"));
        }
        n_intents += 1;
    }
    assert!(n_intents >= MINIMUM, "{n_intents} intents");
    assert!(missed.is_empty(), "{} of {n_intents} missed:\n{}", missed.len(), missed.join("\n"));
}
