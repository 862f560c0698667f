//! What somebody had before their eyes when they changed it: nobody undoes by accident what a colleague has just
//! done (A37).

use super::{Refusal, Ticket, intake::Category, priority::Priority, team::Team};
use crate::id::PersonId;

/// One property as it was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// Who worked on it; `None` is nobody.
    Assignee(Option<PersonId>),
    /// Which team it was for.
    Team(Team),
    /// What came first.
    Priority(Priority),
    /// What it was about.
    Category(Category),
}

impl Seen {
    /// Goes on while `ticket` still is what was seen.
    ///
    /// # Errors
    /// A colleague changed it, and whoever wishes something else has to look again.
    pub fn still(self, ticket: &Ticket) -> Result<(), Refusal> {
        let (is_so, name, advice) = match self {
            Self::Assignee(it) => {
                let advice =
                    "A colleague gave it to somebody meanwhile. Look who has it, and choose again";
                (ticket.assignee == it, "to", advice)
            }
            Self::Team(it) => {
                let advice = "A colleague changed the team meanwhile. Look at it, and choose again";
                (ticket.team == it, "team", advice)
            }
            Self::Priority(it) => {
                let advice =
                    "A colleague changed the priority meanwhile. Look at it, and choose again";
                (ticket.priority == it, "level", advice)
            }
            Self::Category(it) => {
                let advice =
                    "A colleague changed the category meanwhile. Look at it, and choose again";
                (ticket.category == it, "category", advice)
            }
        };
        if is_so { Ok(()) } else { Err(Refusal::Field { name, advice }) }
    }
}
