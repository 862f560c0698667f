//! Who is connected, and how many times.

use crate::allowance::Source;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// Counts the connections of each source.
#[derive(Debug)]
pub(super) struct Crowd {
    limit: Option<usize>,
    counts: Mutex<HashMap<Source, usize>>,
}

impl Crowd {
    /// Nobody yet; each source may be there `limit` times.
    pub(super) fn new(limit: Option<usize>) -> Self {
        Self { limit, counts: Mutex::default() }
    }

    /// Lets one more in from `source`, if there may be one more, for as long as the place is held.
    pub(super) fn enter(self: &Arc<Self>, source: Source) -> Option<Place> {
        let mut counts = self.lock();
        let count = counts.entry(source).or_insert(0);
        if self.limit.is_some_and(|it| *count >= it) {
            return None;
        }
        *count += 1;
        Some(Place { crowd: self.clone(), source })
    }

    fn leave(&self, source: Source) {
        let mut counts = self.lock();
        if let Some(count) = counts.get_mut(&source) {
            *count -= 1;
            if *count == 0 {
                counts.remove(&source);
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Source, usize>> {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A place in the crowd, given back when it is dropped.
#[derive(Debug)]
pub(super) struct Place {
    crowd: Arc<Crowd>,
    source: Source,
}

impl Drop for Place {
    fn drop(&mut self) {
        self.crowd.leave(self.source);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(address: &str) -> Source {
        Source::of(Some(address.parse().unwrap()))
    }

    #[test]
    fn a_source_has_so_many_places_and_gets_them_back() {
        let crowd = Arc::new(Crowd::new(Some(2)));
        let gia = from("192.0.2.1");
        let (first, second) = (crowd.enter(gia), crowd.enter(gia));
        assert!(first.is_some() && second.is_some());
        assert!(crowd.enter(gia).is_none());
        assert!(crowd.enter(from("192.0.2.2")).is_some(), "others have their own");
        drop(first);
        assert!(crowd.enter(gia).is_some());
        drop(second);
        assert!(crowd.lock().is_empty(), "whoever left is forgotten");
    }

    #[test]
    fn without_a_limit_everybody_comes_in() {
        let crowd = Arc::new(Crowd::new(None));
        let places: Vec<_> = (0..1_000).filter_map(|_| crowd.enter(from("192.0.2.1"))).collect();
        assert_eq!(places.len(), 1_000);
    }
}
