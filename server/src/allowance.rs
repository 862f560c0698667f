//! How often a stranger may do what costs something: so many times in a while for each connection, and so
//! many for all together. In memory alone, one instant for each connection that is not fresh.
//! Knows nothing of how an address comes in.

use chrono::TimeDelta;
use shared::{id::PersonId, text::Slug, time::Instant};
use std::{
    collections::HashMap,
    hash::Hash,
    net::{IpAddr, Ipv6Addr},
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU32, Ordering},
    },
};

/// Where something comes from. One household has a whole IPv6 network of 64 bits to choose addresses from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Source(IpAddr);

impl Source {
    /// The source of a connection; connections without an address are one source.
    #[must_use]
    pub fn of(address: Option<IpAddr>) -> Self {
        match address.map(|it| it.to_canonical()) {
            Some(IpAddr::V6(it)) => {
                let network = it.to_bits() >> 64 << 64;
                Self(IpAddr::V6(Ipv6Addr::from_bits(network)))
            }
            Some(it) => Self(it),
            None => Self(IpAddr::V6(Ipv6Addr::UNSPECIFIED)),
        }
    }
}

/// So many times in a while. All of them may come at once, and then one each time its share has passed.
#[derive(Debug, Clone, Copy)]
struct Rate {
    times: i32,
    per: TimeDelta,
}

impl Rate {
    /// How long to wait before it can be done; none when it can be done now. `spent_until` is when what was
    /// done so far will be forgotten.
    fn wait(self, spent_until: Option<Instant>, now: Instant) -> Option<TimeDelta> {
        let room_at = self.after(spent_until, now) - self.per;
        (room_at > now).then(|| room_at - now)
    }

    /// When it will be forgotten, if it is done once more.
    fn after(self, spent_until: Option<Instant>, now: Instant) -> Instant {
        spent_until.map_or(now, |it| it.max(now)) + self.per / self.times
    }
}

/// A limit with what was done so far, by each connection or whatever else `By` tells apart.
#[derive(Debug)]
pub struct Limit<By = Source> {
    each: Rate,
    all: Rate,
    spent: Mutex<Spent<By>>,
}

#[derive(Debug)]
struct Spent<By> {
    all: Option<Instant>,
    each: HashMap<By, Instant>,
}

impl<By: Eq + Hash> Limit<By> {
    fn new(each: Rate, all: Rate) -> Self {
        Self { each, all, spent: Mutex::new(Spent { all: None, each: HashMap::new() }) }
    }

    /// Counts one more.
    ///
    /// # Errors
    /// How long to wait instead; then nothing is counted.
    pub fn take(&self, by: By, now: Instant) -> Result<(), TimeDelta> {
        let mut spent = self.lock();
        self.room(&spent, &by, now)?;
        let until = self.each.after(spent.each.get(&by).copied(), now);
        spent.all = Some(self.all.after(spent.all, now));
        // What is fresh again is forgotten, so there are never more than come in the time of one.
        spent.each.retain(|_, until| *until > now);
        spent.each.insert(by, until);
        Ok(())
    }

    /// Whether one more could be counted.
    ///
    /// # Errors
    /// How long to wait.
    pub fn check(&self, by: &By, now: Instant) -> Result<(), TimeDelta> {
        self.room(&self.lock(), by, now)
    }

    fn room(&self, spent: &Spent<By>, by: &By, now: Instant) -> Result<(), TimeDelta> {
        let each = self.each.wait(spent.each.get(by).copied(), now);
        each.or_else(|| self.all.wait(spent.all, now)).map_or(Ok(()), Err)
    }

    fn lock(&self) -> MutexGuard<'_, Spent<By>> {
        self.spent.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What is done at most so often for everybody together, and otherwise only counted.
#[derive(Debug)]
pub struct Sparing {
    limit: Limit<()>,
    passed_over: AtomicU32,
}

impl Sparing {
    fn new(all: Rate) -> Self {
        Self { limit: Limit::new(all, all), passed_over: AtomicU32::new(0) }
    }

    /// Whether it is done now, and then how often it was passed over since the last time.
    pub fn take(&self, now: Instant) -> Option<u32> {
        match self.limit.take((), now) {
            Ok(()) => Some(self.passed_over.swap(0, Ordering::Relaxed)),
            Err(_) => {
                self.passed_over.fetch_add(1, Ordering::Relaxed);
                None
            }
        }
    }
}

/// What is limited.
#[derive(Debug)]
pub struct Allowances {
    /// Requests of guests (attack 30).
    pub filings: Limit,
    /// Pages of answers that guests without scripts leave on the server.
    pub drafts: Limit,
    /// Links that open nothing.
    pub wrong_links: Limit,
    /// Votes on one article, changes of mind included, of those who are not signed in.
    pub votes: Limit<(Source, Slug)>,
    /// Wrong passwords and codes of somebody who has shown the other of the two: a code of six digits must not
    /// be found by trying.
    pub wrong_proofs: Limit<PersonId>,
    /// Failed sign-ins that get an entry in the audit log: a flood of one must not be a flood of the other.
    pub failures: Sparing,
    /// Returns from the identity provider that sign nobody in.
    pub vain_returns: Limit,
}

impl Default for Allowances {
    fn default() -> Self {
        let in_a_minute = |times| Rate { times, per: TimeDelta::minutes(1) };
        let in_ten_minutes = |times| Rate { times, per: TimeDelta::minutes(10) };
        let in_an_hour = |times| Rate { times, per: TimeDelta::hours(1) };
        Self {
            filings: Limit::new(in_ten_minutes(5), in_an_hour(60)),
            drafts: Limit::new(in_ten_minutes(60), in_an_hour(600)),
            wrong_links: Limit::new(in_ten_minutes(30), in_an_hour(3_000)),
            votes: Limit::new(in_a_minute(10), in_a_minute(3_000)),
            wrong_proofs: Limit::new(in_ten_minutes(10), in_an_hour(3_000)),
            failures: Sparing::new(in_a_minute(60)),
            vain_returns: Limit::new(in_ten_minutes(60), in_an_hour(6_000)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Instant {
        Instant::UNIX_EPOCH + TimeDelta::seconds(seconds)
    }

    fn from(address: &str) -> Source {
        Source::of(Some(address.parse().unwrap()))
    }

    #[test]
    fn a_burst_is_let_through_and_then_one_each_time_its_share_has_passed() {
        let limit = Allowances::default().filings;
        let gia = from("192.0.2.1");
        for _ in 0..5 {
            assert_eq!(limit.take(gia, at(0)), Ok(()));
        }
        assert_eq!(limit.take(gia, at(0)), Err(TimeDelta::seconds(120)));
        assert_eq!(limit.take(gia, at(119)), Err(TimeDelta::seconds(1)));
        assert_eq!(limit.check(&gia, at(120)), Ok(()));
        assert_eq!(limit.take(gia, at(120)), Ok(()));
        assert_eq!(limit.take(gia, at(120)), Err(TimeDelta::seconds(120)));
        assert_eq!(limit.take(from("192.0.2.2"), at(120)), Ok(()), "others are not held up");
    }

    #[test]
    fn each_article_is_voted_on_for_itself() {
        let votes = Allowances::default().votes;
        let vote = |slug: &str| votes.take((from("192.0.2.1"), Slug::parse(slug).unwrap()), at(0));
        assert!((0..10).all(|_| vote("vpn").is_ok()));
        assert_eq!(vote("vpn"), Err(TimeDelta::seconds(6)));
        assert_eq!(vote("printer"), Ok(()));
    }

    #[test]
    fn many_connections_together_are_limited_too() {
        let limit = Allowances::default().filings;
        for n in 0..60u8 {
            assert_eq!(limit.take(from(&format!("192.0.2.{n}")), at(0)), Ok(()));
        }
        let late = from("198.51.100.1");
        assert_eq!(limit.take(late, at(0)), Err(TimeDelta::seconds(60)));
        assert_eq!(limit.take(late, at(60)), Ok(()));
    }

    #[test]
    fn what_is_passed_over_is_counted() {
        let failures = Allowances::default().failures;
        let taken: Vec<_> = (0..63).map(|_| failures.take(at(0))).collect();
        assert!(taken[..60].iter().all(|it| *it == Some(0)));
        assert_eq!(taken[60..], [None; 3]);
        assert_eq!(failures.take(at(1)), Some(3));
        assert_eq!(failures.take(at(2)), Some(0));
    }

    #[test]
    fn what_is_fresh_again_is_forgotten() {
        let limit = Allowances::default().filings;
        for n in 0..50u8 {
            limit.take(from(&format!("192.0.2.{n}")), at(0)).unwrap();
        }
        limit.take(from("198.51.100.1"), at(3_600)).unwrap();
        assert_eq!(limit.lock().each.len(), 1);
    }

    #[test]
    fn one_network_is_one_source() {
        assert_eq!(from("2001:db8::1"), from("2001:db8::ffff:1"));
        assert_ne!(from("2001:db8::1"), from("2001:db8:0:1::1"));
        assert_eq!(from("::ffff:192.0.2.1"), from("192.0.2.1"));
        assert_ne!(from("192.0.2.1"), from("192.0.2.2"));
    }
}
