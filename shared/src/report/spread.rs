//! How long something took, over many tickets: exact to the minute, and as small in memory as there are
//! different numbers of minutes.

use chrono::TimeDelta;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Durations in whole minutes, with how often each came up.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spread(BTreeMap<u32, u32>);

/// What is said of a spread. Minutes are whole ones that had passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Times {
    /// Half of them took at most so many minutes.
    pub median: u32,
    /// Nine of ten took at most so many minutes.
    pub p90: u32,
}

impl Spread {
    /// Adds one duration; less than nothing counts as nothing.
    pub fn add(&mut self, took: TimeDelta) {
        let minutes = u32::try_from(took.num_minutes().max(0)).unwrap_or(u32::MAX);
        *self.0.entry(minutes).or_default() += 1;
    }

    /// The median and the 90th percentile; `None` of nothing.
    #[must_use]
    pub fn times(&self) -> Option<Times> {
        Some(Times { median: self.within(50)?, p90: self.within(90)? })
    }

    /// The fewest minutes within which at least so many in a hundred were done: the nearest rank, which is a
    /// time that something did take.
    fn within(&self, per_cent: u64) -> Option<u32> {
        let n: u64 = self.0.values().copied().map(u64::from).sum();
        let rank = (n * per_cent).div_ceil(100);
        let mut n_passed = 0;
        self.0.iter().find_map(|(minutes, n)| {
            n_passed += u64::from(*n);
            (n_passed >= rank).then_some(*minutes)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn spread(minutes: &[i64]) -> Spread {
        let mut spread = Spread::default();
        minutes.iter().for_each(|it| spread.add(TimeDelta::minutes(*it)));
        spread
    }

    #[test]
    fn the_nearest_rank_is_a_time_that_came_up() {
        for (minutes, median, p90) in [
            (vec![7], 7, 7),
            (vec![10, 20], 10, 20),
            (vec![30, 10, 20], 20, 30),
            (vec![1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 5, 9),
            (vec![1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], 6, 10),
            (vec![0, 0, 0, 0, 500], 0, 500),
            (vec![-5, 3], 0, 3),
        ] {
            assert_eq!(spread(&minutes).times(), Some(Times { median, p90 }), "{minutes:?}");
        }
        assert_eq!(Spread::default().times(), None);
        let mut seconds = Spread::default();
        seconds.add(TimeDelta::seconds(119));
        assert_eq!(seconds.times(), Some(Times { median: 1, p90: 1 }));
    }

    proptest! {
        /// Sorting all of them and counting off comes to the same.
        #[test]
        fn a_spread_says_what_a_sorted_list_says(
            mut minutes in prop::collection::vec(0..400_i64, 1..200),
        ) {
            let times = spread(&minutes).times().unwrap();
            minutes.sort_unstable();
            let n_within = |limit: u32| minutes.iter().filter(|it| **it <= i64::from(limit)).count();
            for (said, tenths) in [(times.median, 5), (times.p90, 9)] {
                prop_assert!(n_within(said) * 10 >= minutes.len() * tenths);
                prop_assert!(minutes.contains(&i64::from(said)));
                let fewer = said.checked_sub(1).map_or(0, n_within);
                prop_assert!(fewer * 10 < minutes.len() * tenths);
            }
        }
    }
}
