//! Who is on which ticket’s page. In memory alone: it lasts as long as pages say so, and a restart forgets it. Knows
//! nothing of rights, which are asked before anything is put in or read here.

use chrono::TimeDelta;
use shared::{
    api::presence::Doing,
    id::{PersonId, TicketId},
    time::Instant,
};
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

/// For how long somebody is there who is not heard of again: pages say so every 15 seconds.
const LASTS: TimeDelta = TimeDelta::seconds(40);

/// Everybody on any ticket’s page.
#[derive(Debug, Default)]
pub struct Presences(Mutex<HashMap<(TicketId, PersonId), Seen>>);

#[derive(Debug, Clone, Copy)]
struct Seen {
    doing: Doing,
    at: Instant,
}

impl Presences {
    /// `person` does something on the page of `ticket`, or has left it.
    pub fn show(&self, ticket: TicketId, person: PersonId, doing: Option<Doing>, now: Instant) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|_, it| now - it.at <= LASTS);
        match doing {
            Some(doing) => drop(all.insert((ticket, person), Seen { doing, at: now })),
            None => drop(all.remove(&(ticket, person))),
        }
    }

    /// Who is on the page of `ticket` besides `reader`, and what they do.
    #[must_use]
    pub fn on(&self, ticket: TicketId, reader: PersonId, now: Instant) -> Vec<(PersonId, Doing)> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let here = all.iter().filter(|((it, person), seen)| {
            *it == ticket && *person != reader && now - seen.at <= LASTS
        });
        let mut here: Vec<_> = here.map(|((_, person), seen)| (*person, seen.doing)).collect();
        here.sort_by_key(|it| it.0);
        here
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn somebody_is_there_until_they_leave_or_are_not_heard_of() {
        let (ticket, ana, dee) = (TicketId(1), PersonId(2), PersonId(3));
        let at = |seconds| {
            let noon: Instant = "2026-11-20T12:00:00Z".parse().unwrap();
            noon + TimeDelta::seconds(seconds)
        };
        let all = Presences::default();
        all.show(ticket, ana, Some(Doing::Reading), at(0));
        all.show(ticket, ana, Some(Doing::Replying), at(10));
        all.show(TicketId(9), dee, Some(Doing::Noting), at(10));
        assert_eq!(all.on(ticket, dee, at(50)), [(ana, Doing::Replying)]);
        assert_eq!(all.on(ticket, ana, at(10)), [], "nobody is told of themselves");
        assert_eq!(all.on(ticket, dee, at(51)), []);
        all.show(TicketId(9), dee, None, at(11));
        assert_eq!(all.on(TicketId(9), ana, at(11)), []);
        all.show(TicketId(9), dee, None, at(60));
        assert!(all.0.lock().unwrap().is_empty(), "what is over is forgotten");
    }
}
