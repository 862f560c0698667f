//! Which tickets are like another, by the words of their titles. What few titles say weighs more than what many do.

use crate::search::folded_words;
use std::{cmp::Reverse, collections::BTreeSet};

/// Words of fewer letters say nothing alone.
const SHORTEST: usize = 3;
/// How much of a title another has at least to be like it, in per cent of the weight of its words.
const ALIKE: u64 = 40;
/// The weight of a word that no other title has.
const RAREST: u64 = 1_000_000;

/// The keys of the `limit` of `others` that are most like `title`, the best first, and of equals the later ones.
pub fn most_alike<'a, K: Ord + Copy>(
    title: &str,
    others: impl Iterator<Item = (K, &'a str)>,
    limit: usize,
) -> Vec<K> {
    let words: Vec<String> = words(title).into_iter().collect();
    let mut n_with = vec![0_u64; words.len()];
    let mut candidates: Vec<(K, Vec<usize>)> = Vec::new();
    for (key, other) in others {
        let other = self::words(other);
        let shared: Vec<usize> =
            (0..words.len()).filter(|it| other.contains(&words[*it])).collect();
        for it in &shared {
            n_with[*it] += 1;
        }
        if !shared.is_empty() {
            candidates.push((key, shared));
        }
    }
    let weight = |it: usize| RAREST / (1 + n_with[it]);
    let all: u64 = (0..words.len()).map(weight).sum();
    let mut found: Vec<(u64, K)> = candidates
        .into_iter()
        .map(|(key, shared)| (shared.into_iter().map(weight).sum(), key))
        .filter(|(score, _)| score * 100 >= all * ALIKE)
        .collect();
    found.sort_by_key(|it| Reverse(*it));
    found.into_iter().take(limit).map(|it| it.1).collect()
}

/// The words of a title that say something, each once.
fn words(title: &str) -> BTreeSet<String> {
    folded_words(title).filter(|it| it.chars().count() >= SHORTEST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_few_titles_say_weighs_more() {
        let titles = [
            "VPN does not connect from home",
            "Printer on the second floor is silent",
            "The VPN drops every hour",
            "The printer prints stripes",
            "Le VPN ne répond plus",
            "Screen does not turn on",
        ];
        let alike = |title: &str| {
            let others = titles.iter().enumerate().map(|(n, it)| (n, *it));
            most_alike(title, others, 3)
        };
        for (title, expected) in [
            ("VPN drops", vec![2]),
            ("The VPN does not connect", vec![0]),
            ("printer", vec![3, 1]),
            ("Répond", vec![4]),
            ("repond", vec![4]),
            ("Coffee machine", vec![]),
            ("is on", vec![]),
        ] {
            assert_eq!(alike(title), expected, "{title}");
        }
    }

    #[test]
    fn of_equals_the_later_ones_are_found() {
        let others = (0..10).map(|n| (n, "VPN"));
        assert_eq!(most_alike("vpn", others, 2), [9, 8]);
    }
}
