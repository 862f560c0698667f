//! Made-up tickets and articles: the same for the same numbers, with words that come as often as words do.

use crate::random::Random;

/// What people have trouble with, the commonest first.
const FAMILIAR: &str = "vpn printer password reset wifi laptop outlook email account login locked network drive \
    shared folder access request software install licence monitor keyboard mouse dock headset teams meeting room \
    projector screen battery charger phone mobile sim backup restore file server database slow error crash update \
    windows macos linux browser chrome certificate expired proxy firewall blocked spam phishing antivirus malware \
    scan permission group mailbox calendar invite delegate onboarding leaver badge desk cable ethernet switch port \
    remote desktop citrix token authenticator sync sharepoint storage quota full disk memory upgrade driver \
    firmware scanner toner paper jam queue spooler domain join policy key recovery encryption audio video camera \
    microphone echo latency dns dhcp address gateway outage ticket incident change";

/// What all other words are made of.
const SYLLABLES: [&str; 26] = [
    "ba", "co", "di", "fe", "gu", "ha", "jo", "ki", "lu", "ma", "ne", "po", "ra", "si", "to", "vu",
    "wa", "xe", "yo", "zi", "tra", "ble", "cla", "dro", "fri", "glo",
];

/// Different words.
const N_WORDS: usize = 5_000;

/// Tickets of the first person, at every size: the one whose pages are measured.
const OF_THE_FIRST: usize = 50;

/// How far back tickets go, in minutes.
const OLDEST: usize = 700 * 24 * 60;

/// Writes what there is to read.
#[derive(Debug)]
pub(super) struct Corpus {
    words: Vec<String>,
    /// How often a word comes, with all before it.
    weights: Vec<f64>,
}

/// A ticket, in the raw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CorpusTicket {
    /// Whose it is, counted from 0.
    pub(super) person: usize,
    pub(super) subject: String,
    pub(super) description: String,
    pub(super) reply: String,
    pub(super) is_open: bool,
    /// Below 9: three impacts by three urgencies.
    pub(super) pressure: usize,
    /// Below as many categories as there are.
    pub(super) category: usize,
    pub(super) minutes_ago: i64,
}

/// An article, in the raw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CorpusArticle {
    pub(super) title: String,
    pub(super) body: String,
}

impl Corpus {
    pub(super) fn new() -> Self {
        let mut random = Random::new(42);
        let mut words: Vec<String> = FAMILIAR.split_whitespace().map(str::to_owned).collect();
        let mut known: std::collections::HashSet<String> = words.iter().cloned().collect();
        while words.len() < N_WORDS {
            let n_syllables = 2 + random.below(3);
            let word: String = (0..n_syllables).map(|_| *random.one_of(&SYLLABLES)).collect();
            if known.insert(word.clone()) {
                words.push(word);
            }
        }
        let weights = (0..words.len()).scan(0.0, |sum, rank| {
            *sum += 1.0 / (rank as f64 + 3.0);
            Some(*sum)
        });
        Self { weights: weights.collect(), words }
    }

    /// How many people ask among `n_tickets`.
    pub(super) fn n_people(n_tickets: usize) -> usize {
        1 + (n_tickets / 20).max(20)
    }

    /// The ticket with a number, of `n_tickets`.
    pub(super) fn ticket(&self, number: usize, n_tickets: usize) -> CorpusTicket {
        let mut random = of_number(number, 1);
        let person = match number {
            ..OF_THE_FIRST => 0,
            _ => 1 + random.below(Self::n_people(n_tickets) - 1),
        };
        let (n_subject, n_description) = (5 + random.below(5), 40 + random.below(61));
        CorpusTicket {
            person,
            subject: capital(&self.words(&mut random, n_subject)),
            description: self.text(&mut random, n_description),
            reply: self.text(&mut random, 40),
            is_open: random.below(10) < 3,
            pressure: random.below(9),
            category: random.below(1_000),
            minutes_ago: i64::try_from(random.below(OLDEST)).unwrap_or(0),
        }
    }

    /// The article with a number.
    pub(super) fn article(&self, number: usize) -> CorpusArticle {
        let mut random = of_number(number, 2);
        let title = capital(&self.words(&mut random, 6));
        let paragraphs: Vec<String> = (0..4).map(|_| self.text(&mut random, 75)).collect();
        CorpusArticle { title: format!("{title} #{number}"), body: paragraphs.join("\n\n") }
    }

    fn words(&self, random: &mut Random, n_words: usize) -> String {
        let all = self.weights.last().copied().unwrap_or_default();
        let one = |_| {
            // 53 bits are what a float holds.
            let part = (random.any() >> 11) as f64 / (1u64 << 53) as f64;
            let rank = self.weights.partition_point(|it| *it < part * all);
            self.words.get(rank).map_or("", String::as_str)
        };
        (0..n_words).map(one).collect::<Vec<_>>().join(" ")
    }

    /// Sentences of a dozen words.
    fn text(&self, random: &mut Random, n_words: usize) -> String {
        let sentences = (0..n_words).step_by(12).map(|begun| {
            let sentence = self.words(random, 12.min(n_words - begun));
            format!("{}.", capital(&sentence))
        });
        sentences.collect::<Vec<_>>().join(" ")
    }
}

fn of_number(number: usize, kind: u64) -> Random {
    let mut random = Random::new(number as u64);
    Random::new(random.any() ^ kind)
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |it| it.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_made_up_is_the_same_again() {
        let (one, other) = (Corpus::new(), Corpus::new());
        assert_eq!(one.words.len(), N_WORDS);
        assert_eq!(one.ticket(77, 1_000), other.ticket(77, 1_000));
        assert_ne!(one.ticket(77, 1_000).description, one.ticket(78, 1_000).description);
        assert_eq!(one.article(3), other.article(3));
    }

    #[test]
    fn it_has_the_shapes_that_are_measured() {
        let corpus = Corpus::new();
        let tickets: Vec<_> = (0..2_000).map(|number| corpus.ticket(number, 2_000)).collect();
        let of = |person| tickets.iter().filter(|it| it.person == person).count();
        assert_eq!(of(0), 50);
        assert!(tickets.iter().all(|it| it.person < Corpus::n_people(2_000)));
        let n_open = tickets.iter().filter(|it| it.is_open).count();
        assert!((500..700).contains(&n_open), "{n_open} of 2,000 are open");
        let lengths = tickets.iter().map(|it| it.description.split(' ').count());
        assert!(lengths.clone().min() >= Some(40) && lengths.max() <= Some(100));
        let n_common = tickets.iter().filter(|it| it.description.contains("vpn")).count();
        assert!(n_common > 1_500, "the commonest word is in nearly every text: {n_common}");
        let article = corpus.article(7);
        assert!(article.title.ends_with("#7") && article.body.split(' ').count() >= 290);
    }
}
