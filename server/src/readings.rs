//! Which confidential tickets somebody reads just now, in memory: so that a page that is kept open, and asks every
//! few seconds, is one entry of the audit log.

use chrono::TimeDelta;
use shared::{
    id::{PersonId, TicketId},
    time::Instant,
};
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

/// For how long a reading goes on without being noted again.
const ONE_READING: TimeDelta = TimeDelta::minutes(15);
/// Readings remembered at most; past that everything is noted.
const MOST: usize = 10_000;

/// When readings were noted.
#[derive(Debug, Default)]
pub struct Readings(Mutex<HashMap<(PersonId, TicketId), Instant>>);

impl Readings {
    /// Whether it has to be noted that `person` reads `ticket`.
    #[must_use]
    pub fn is_new(&self, person: PersonId, ticket: TicketId, now: Instant) -> bool {
        let noted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        noted.get(&(person, ticket)).is_none_or(|at| now - *at >= ONE_READING)
    }

    /// It was noted.
    pub fn note(&self, person: PersonId, ticket: TicketId, now: Instant) {
        let mut noted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if noted.len() >= MOST {
            noted.retain(|_, at| now - *at < ONE_READING);
        }
        if noted.len() < MOST {
            noted.insert((person, ticket), now);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_reading_is_noted_once() {
        let at = |minute| Instant::UNIX_EPOCH + TimeDelta::minutes(minute);
        let (readings, ana, ticket) = (Readings::default(), PersonId(1), TicketId(9));
        assert!(readings.is_new(ana, ticket, at(0)));
        readings.note(ana, ticket, at(0));
        assert!(!readings.is_new(ana, ticket, at(14)));
        assert!(
            readings.is_new(ana, TicketId(8), at(1)) && readings.is_new(PersonId(2), ticket, at(1))
        );
        assert!(readings.is_new(ana, ticket, at(15)));
    }
}
