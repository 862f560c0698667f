//! Confidential tickets (A71): read by the requester’s side, by those staff who were named, and by whoever has them.
//! In an emergency somebody else of the team may open one for an hour, and leads are told.

use super::{Refusal, Ticket, event::Event};
use crate::{id::PersonId, text::Remark, time::Instant};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

/// For how long a ticket that was opened in an emergency stays open to whoever opened it.
pub const OPEN_FOR: TimeDelta = TimeDelta::hours(1);
/// Readers named at most: what more may read is no secret.
pub const MOST_READERS: usize = 20;

/// Who reads a confidential ticket, and why it is one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confidential {
    /// Since when.
    pub since: Instant,
    /// Why, for those who read it.
    pub reason: Remark,
    /// The staff who were named, each once.
    pub readers: Vec<PersonId>,
}

impl Ticket {
    /// Whether `person` was named as one who reads it.
    #[must_use]
    pub fn is_read_by(&self, person: PersonId) -> bool {
        self.confidential.as_ref().is_some_and(|it| it.readers.contains(&person))
    }

    /// Makes it confidential, or names others. Whoever does it goes on reading it.
    pub(super) fn confide(
        &self,
        reason: Remark,
        readers: Vec<PersonId>,
        by: PersonId,
    ) -> Result<Vec<Event>, Refusal> {
        let mut named = vec![by];
        for reader in readers {
            if !named.contains(&reader) {
                named.push(reader);
            }
        }
        if named.len() > MOST_READERS {
            let advice = "Choose at most 20 people: what more may read is no secret";
            return Err(Refusal::Field { name: "readers", advice });
        }
        named.sort_unstable();
        let is_so =
            self.confidential.as_ref().is_some_and(|it| it.readers == named && it.reason == reason);
        Ok(if is_so { vec![] } else { vec![Event::Confided { reason, readers: named }] })
    }

    /// Opens it to its team again.
    pub(super) fn disclose(&self, reason: Option<Remark>) -> Vec<Event> {
        self.confidential.as_ref().map(|_| Event::Disclosed { reason }).into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ticket::{status::Stage, tests::in_stage};

    const BY: PersonId = PersonId(7);

    fn reason() -> Remark {
        Remark::parse("It is about a colleague").unwrap()
    }

    #[test]
    fn whoever_makes_it_confidential_goes_on_reading_it() {
        let ticket = in_stage(Stage::New);
        let readers = vec![PersonId(9), PersonId(4), PersonId(9), BY];
        let events = ticket.confide(reason(), readers, BY).unwrap();
        let readers = vec![PersonId(4), BY, PersonId(9)];
        assert_eq!(events, [Event::Confided { reason: reason(), readers }]);
    }

    #[test]
    fn what_many_read_is_no_secret() {
        let ticket = in_stage(Stage::New);
        let others = |n: usize| (100..).map(PersonId).take(n).collect();
        assert!(ticket.confide(reason(), others(MOST_READERS - 1), BY).is_ok());
        let refused = ticket.confide(reason(), others(MOST_READERS), BY).unwrap_err();
        assert!(matches!(refused, Refusal::Field { name: "readers", .. }), "{refused:?}");
    }

    #[test]
    fn nothing_happens_where_nothing_changes() {
        let mut ticket = in_stage(Stage::New);
        assert_eq!(ticket.disclose(None), []);
        let (since, readers) = (ticket.received, vec![BY]);
        ticket.confidential = Some(Box::new(Confidential { since, reason: reason(), readers }));
        assert_eq!(ticket.confide(reason(), Vec::new(), BY).unwrap(), []);
        assert_eq!(ticket.disclose(None), [Event::Disclosed { reason: None }]);
    }
}
