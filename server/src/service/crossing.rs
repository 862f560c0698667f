//! Answers that cross: whoever writes to a requester is told first of what somebody else has written since (D5.13).

use crate::{
    error::Error,
    store::{
        Reader,
        tables::{held, people, tickets},
    },
};
use shared::{
    actor::Actor, api::tickets::KnownWords, id::PersonId, problem::Check, ticket::Ticket,
};

/// Goes on if nobody but the actor has written anything on `ticket` that was not `known`.
///
/// # Errors
/// Somebody has, and nothing is sent.
pub(super) async fn check(
    reader: &Reader,
    actor: &Actor,
    ticket: &Ticket,
    known: Option<KnownWords>,
) -> Result<(), Error> {
    let Some(KnownWords { n_entries, anyway }) = known else { return Ok(()) };
    let is_another = |by: PersonId| actor.author() != Some(by);
    let entries = tickets::entries(reader, ticket.id).await?;
    let said = entries
        .iter()
        .rev()
        .find(|it| it.sequence >= n_entries && it.event.is_said() && is_another(it.by));
    let by = match said {
        Some(entry) => entry.by,
        None if anyway => return Ok(()),
        None => {
            let held = held::of_ticket(reader, ticket.id).await?;
            let on_its_way =
                held.iter().rev().find(|it| it.taken_back.is_none() && is_another(it.by));
            match on_its_way {
                Some(it) => it.by,
                None => return Ok(()),
            }
        }
    };
    let names = people::names(reader, [by].into_iter()).await?;
    let name = names.get(&by).map_or("Somebody", String::as_str);
    let mut check = Check::new();
    let advice =
        format!("{name} wrote meanwhile. Read it below, and send yours anyway if it still fits");
    check.refuse("seen", advice);
    Err(check.problem().into())
}
