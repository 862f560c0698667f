//! With whom a request is shared (B8), by its requester or by staff. A colleague is named by address alone, and whether anybody
//! has that address is not known here: nobody can learn it by adding one.

use super::{Event, Refusal, Ticket};
use crate::text::EmailAddress;

/// With how many colleagues a request can be shared.
pub const MOST_COLLEAGUES: usize = 20;

impl Ticket {
    /// Whether it is shared with whoever has `email`.
    #[must_use]
    pub fn is_shared_with(&self, email: &EmailAddress) -> bool {
        self.colleagues.contains(email)
    }

    /// Sharing it twice with somebody is sharing it once. Requesters do not share it with their `own` address.
    pub(super) fn add(
        &self,
        email: EmailAddress,
        own: Option<&EmailAddress>,
    ) -> Result<Vec<Event>, Refusal> {
        let refuse = |advice| Err(Refusal::Stage { stage: self.status.stage(), advice });
        if Some(&email) == own {
            refuse("it is yours already; enter the address of a colleague")
        } else if self.is_shared_with(&email) {
            Ok(vec![])
        } else if self.colleagues.len() >= MOST_COLLEAGUES {
            refuse("it is shared with 20 colleagues, which is the most; remove one first")
        } else {
            Ok(vec![Event::ColleagueAdded(email)])
        }
    }

    /// Nothing happens where it was not shared.
    pub(super) fn remove(&self, email: EmailAddress) -> Vec<Event> {
        self.is_shared_with(&email).then_some(Event::ColleagueRemoved(email)).into_iter().collect()
    }
}
