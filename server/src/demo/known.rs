//! The known incident of the demo: what everybody is told of the warehouse, and who follows it.

use super::play::{Cast, person, refused};
use crate::{
    error::Error,
    service::tickets::fulfil_at,
    state::AppState,
    store::tables::{followers, tickets},
};
use chrono::TimeDelta;
use shared::{
    actor::Actor,
    kb::audience::Audience,
    text::{Remark, Title},
    ticket::{command::Command, known::Telling},
    time::Instant,
};

/// The subject of the ticket, in [`super::script`].
const TICKET: &str = "No scanner in the warehouse can book stock";
/// Who tells everybody.
const AGENT: &str = "ned";
/// How many minutes before the start of the demo.
const MINUTES_AGO: i64 = 6;
const TITLE: &str = "Scanners in the warehouse cannot book stock";
const TEXT: &str = "The warehouse has lost its connection. Write bookings on paper and keep them: they \
    are entered once the scanners work again.";
const NEWS: &str = "We have found the part that failed and are putting in a new one.";
/// Who follows it, besides whoever asked.
const FOLLOWERS: [&str; 3] = ["rae", "ada", "max"];

/// Tells everybody, and lets some of them follow it.
pub(super) async fn tell(app: &AppState, cast: &Cast, now: Instant) -> Result<(), Error> {
    let telling = &Telling {
        title: Title::parse(TITLE).map_err(refused)?,
        text: Remark::parse(TEXT).map_err(refused)?,
        since: None,
        audience: Audience::Public,
        news: Some(Remark::parse(NEWS).map_err(refused)?),
    };
    let at = now - TimeDelta::minutes(MINUTES_AGO);
    app.store
        .transact(|tx| async move {
            let mut open = tickets::open(&tx).await?.into_iter();
            let ticket = open.find(|it| *it.title == *TICKET);
            let ticket = ticket.ok_or_else(|| Error::internal(format!("no ticket “{TICKET}”")))?;
            let id = ticket.id;
            let command = Command::TellKnown(Box::new(telling.clone()));
            let agent = Actor::Person(person(cast, AGENT)?);
            fulfil_at(&tx, &agent, ticket, command.into(), at).await?;
            for key in FOLLOWERS {
                followers::put(&tx, id, person(cast, key)?.id, true)?;
            }
            Ok(())
        })
        .await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::{people::PEOPLE, script};

    #[test]
    fn it_is_told_of_a_ticket_of_the_script_after_all_that_happened_to_it() {
        let ticket = script::tickets().find(|it| it.subject == TICKET).unwrap();
        let last = ticket.steps.iter().map(|it| it.minutes_after()).max().unwrap();
        assert!(last < ticket.minutes_ago - MINUTES_AGO);
        for key in FOLLOWERS {
            assert!(PEOPLE.iter().any(|it| it.key == key), "{key}");
            assert_ne!(ticket.requester, key, "who asked is counted anyhow");
        }
    }
}
