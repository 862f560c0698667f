//! Scoring: from terms to documents with a score between 0 and 1.

use super::{
    expand::Alternative,
    postings::{Posting, Postings},
};

/// The share of documents that a word which no document has is taken to be in.
const UNKNOWN_SHARE: f32 = 0.02;

/// The score of an article that answers a query, by the square root of its words: the more somebody
/// says, the smaller the part that articles share with it, and the less they share by chance.
const CLOSE: f32 = 0.7;
/// The same for few words, which an article may have in its text alone.
const CLOSE_TO_FEW_WORDS: f32 = 0.35;

/// A document that may answer a query.
///
/// The score is normalised: 1 would be a document that is about nothing but the query. Candidates
/// from another source of scores between 0 and 1 can be blended in before [`best`] orders them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Candidate {
    pub(super) document: u32,
    pub(super) score: f32,
    /// Whether the score is one that documents without the answer seldom have.
    pub(super) is_close: bool,
}

/// Scores every document that has any of the words, in no particular order.
///
/// `words` holds the alternatives of each word of the query. A word counts once, with the best of
/// its alternatives. A document that lacks words loses more than their share, though little more:
/// short queries mean every word, long descriptions are never matched in full.
pub(super) fn candidates(
    words: &[Vec<Alternative>],
    postings: &Postings,
    n_documents: usize,
) -> Vec<Candidate> {
    let mut scores = vec![0.0_f32; n_documents];
    let mut covered = vec![0.0_f32; n_documents];
    let mut best = vec![0.0_f32; n_documents];
    let mut found = Vec::new();
    let mut with_word = Vec::new();
    let mut total = 0.0;
    for alternatives in words {
        let rarity_of = |alternative: &Alternative| {
            rarity(postings.count(alternative.term) as f32, n_documents as f32)
        };
        let word_rarity = match alternatives.as_slice() {
            [] => rarity(n_documents as f32 * UNKNOWN_SHARE, n_documents as f32),
            [itself, ..] if itself.weight == 1.0 => rarity_of(itself),
            _ => alternatives.iter().map(rarity_of).fold(f32::MAX, f32::min),
        };
        total += word_rarity;
        for alternative in alternatives {
            // What stands for a rare word is no better for being found everywhere.
            let weight = alternative.weight * (rarity_of(alternative) / word_rarity).min(1.0);
            for Posting { document, impact } in postings.of(alternative.term) {
                let best = &mut best[document as usize];
                if *best == 0.0 {
                    with_word.push(document);
                }
                *best = best.max(weight * f32::from(impact) / f32::from(u8::MAX));
            }
        }
        for document in with_word.drain(..) {
            let place = document as usize;
            if covered[place] == 0.0 {
                found.push(document);
            }
            scores[place] += word_rarity * std::mem::take(&mut best[place]);
            covered[place] += word_rarity;
        }
    }
    let least = (CLOSE / (words.len() as f32).sqrt()).min(CLOSE_TO_FEW_WORDS);
    found
        .into_iter()
        .map(|document| {
            let place = document as usize;
            let score = scores[place] / total * (covered[place] / total).sqrt().sqrt();
            Candidate { document, score, is_close: score >= least }
        })
        .collect()
}

/// The best `limit` candidates, best first; of equals the one with the smaller number.
pub(super) fn best(mut candidates: Vec<Candidate>, limit: usize) -> Vec<Candidate> {
    let order = |left: &Candidate, right: &Candidate| {
        right.score.total_cmp(&left.score).then(left.document.cmp(&right.document))
    };
    if limit < candidates.len() {
        candidates.select_nth_unstable_by(limit, order);
        candidates.truncate(limit);
    }
    candidates.sort_unstable_by(order);
    candidates
}

/// How much a word tells that `n_with` of `n_documents` have (inverse document frequency).
fn rarity(n_with: f32, n_documents: f32) -> f32 {
    natural_logarithm(1.0 + (n_documents - n_with + 0.5) / (n_with + 0.5))
}

/// The natural logarithm of a normal number above 0, with operations that give the same bits on
/// every target, which `f32::ln` does not promise.
fn natural_logarithm(number: f32) -> f32 {
    const MANTISSA_BITS: u32 = 23;
    let bits = number.to_bits();
    let exponent = (bits >> MANTISSA_BITS) as i32 - 127;
    let mantissa = f32::from_bits(bits & ((1 << MANTISSA_BITS) - 1) | 127 << MANTISSA_BITS);
    // ln m = 2 artanh((m - 1) / (m + 1)), which converges fast for a mantissa between 1 and 2.
    let ratio = (mantissa - 1.0) / (mantissa + 1.0);
    let square = ratio * ratio;
    let series = 1.0
        + square * (1.0 / 3.0 + square * (1.0 / 5.0 + square * (1.0 / 7.0 + square * (1.0 / 9.0))));
    exponent as f32 * std::f32::consts::LN_2 + 2.0 * ratio * series
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_logarithm_is_right(number in 1.0_f32..1e7) {
            prop_assert!((natural_logarithm(number) - number.ln()).abs() < 1e-4);
        }
    }

    #[test]
    fn equals_keep_the_order_of_documents() {
        let candidates = [(4, 0.5), (2, 0.5), (9, 0.7), (1, 0.5), (3, 0.1)]
            .map(|(document, score)| Candidate { document, score, is_close: true });
        let order = |limit| -> Vec<u32> {
            best(candidates.to_vec(), limit).iter().map(|candidate| candidate.document).collect()
        };
        assert_eq!(order(10), [9, 1, 2, 4, 3]);
        assert_eq!(order(3), [9, 1, 2]);
        assert_eq!(order(0), [0; 0]);
    }
}
