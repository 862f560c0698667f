//! The clock of a ticket line by line, with the names of those who stopped it and let it go on.

use crate::state::AppState;
use shared::{
    api::tickets::TicketLedger,
    id::PersonId,
    sla::{
        clock::Pause,
        ledger::{Cause, Line},
    },
    ticket::{
        Ticket,
        event::{Entry, Event},
    },
};
use std::collections::HashMap;

/// The ledger of `ticket` as it is now.
#[must_use]
pub fn of(
    app: &AppState,
    ticket: &Ticket,
    entries: &[Entry],
    names: &HashMap<PersonId, String>,
) -> TicketLedger {
    let (now, rules) = (app.now(), app.rules());
    let working = rules.calendar.around(now);
    let ledger = rules.ledger(ticket, &working, now);
    let began = |line: &Line| entries.iter().find(|it| began(line, it));
    let by = ledger.lines.iter().map(|line| names.get(&began(line)?.by).cloned()).collect();
    TicketLedger { ledger, by, hours: working.words.clone() }
}

/// Whether `entry` is what began the stretch of `line`.
fn began(line: &Line, entry: &Entry) -> bool {
    let fits = match line.cause {
        Cause::Paused(Pause::WaitingForRequester) => matches!(entry.event, Event::Asked(_)),
        Cause::Paused(Pause::Resolved) => matches!(entry.event, Event::Resolved(_)),
        Cause::Paused(Pause::Merged) => matches!(entry.event, Event::Tied(_)),
        Cause::Paused(Pause::Withdrawn) => matches!(entry.event, Event::Withdrawn),
        Cause::Running | Cause::OutsideHours => {
            matches!(entry.event, Event::Filed(_) | Event::Answered(_) | Event::Reopened(_))
        }
    };
    fits && line.begins && entry.at == line.from
}
