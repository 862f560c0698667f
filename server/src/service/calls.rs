//! Calls that staff write down: the request stands in the caller's name, and says who wrote it.

use crate::{
    error::Error,
    service::{
        guests::known_or_new,
        once::once,
        requests::{Sent, new_ticket},
    },
    state::AppState,
    store::{
        Reader, Tx,
        tables::{
            people::{self, PersonRecord},
            tickets,
        },
    },
};
use shared::{
    actor::Actor,
    api::{
        calls::{Call, CallLogged, Caller, FoundPerson, Outcome, PeopleFound, for_its_team},
        tickets::TicketChanged,
    },
    id::{PersonId, TicketId},
    permission::{Action, Scope, may},
    problem::Check,
    text::{Remark, fits_name},
    ticket::{
        command::Command,
        event::{Entry, Event, Resolution},
    },
    time::Instant,
};

/// People suggested at most.
const SUGGESTED: usize = 8;
/// People named at most when several may be meant.
const NAMED: usize = 4;
/// The cause of what was solved before anybody had to look for one.
const CAUSE: &str = "Solved during the call";

/// Files what a caller said, once.
///
/// # Errors
/// The actor works no tickets, or it is not known who calls.
pub async fn log(
    app: &AppState,
    actor: &Actor,
    sent: Sent,
    call: &Call,
) -> Result<CallLogged, Error> {
    may(actor, Action::LogCall, &Scope::Portico)?;
    let command = sent.by(actor)?;
    let (now, by) = (app.now(), command.person);
    let id = TicketId(app.ids.next(now)?);
    let new = PersonId(app.ids.next(now)?);
    let logged = once(app, &command, |tx| async move {
        let requester = caller(app, &tx, &call.caller, new, now).await?;
        let tree = &app.rules().settings.catalogue.intake;
        let intake = for_its_team(tree, call.intake.clone(), "category")?;
        let (mut ticket, filed) = new_ticket(&tx, id, requester, intake, now, now).await?;
        let mut events = vec![filed, ticket.take_call(by, now)];
        if let Some(command) = next(&call.outcome)? {
            events.extend(ticket.apply(command, &actor.working_for(ticket.team), now)?);
        }
        let entries: Vec<Entry> = events.into_iter().zip(0..).map(entry(by, now)).collect();
        tickets::put(&tx, None, &ticket, &entries)?;
        let TicketChanged { gone, .. } = TicketChanged::of(&ticket, actor);
        Ok(CallLogged { id, reference: ticket.reference, gone })
    })
    .await?;
    app.open_tickets.refresh(&app.store, logged.id).await?;
    Ok(logged)
}

fn entry(by: PersonId, at: Instant) -> impl Fn((Event, u32)) -> Entry {
    move |(event, sequence)| Entry { sequence, at, by, event, files: Vec::new() }
}

/// What is done at once.
fn next(outcome: &Outcome) -> Result<Option<Command>, Error> {
    Ok(match outcome {
        Outcome::Team => None,
        Outcome::Mine => Some(Command::Take),
        Outcome::Solved(fix) => {
            let cause = Remark::parse(CAUSE).map_err(|it| Error::internal(it.to_string()))?;
            Some(Command::Resolve(Resolution { cause, fix: fix.clone(), advice: None }))
        }
    })
}

/// Who calls. Whoever is not known yet becomes a guest.
async fn caller(
    app: &AppState,
    tx: &Tx,
    caller: &Caller,
    new: PersonId,
    now: Instant,
) -> Result<PersonId, Error> {
    match caller {
        Caller::Name(name) => called(tx, name).await,
        Caller::Address(contact) => {
            if let Some(member) = people::by_email(tx, &contact.email).await? {
                return Ok(member.id);
            }
            if !app.rules().settings.organisation.guests {
                return Err(unknown(
                    "Nobody here has this address. Ask for the one they sign in with",
                ));
            }
            known_or_new(tx, contact, new, now).await
        }
    }
}

/// The one person who is called `name`, or whose name begins like it.
async fn called(reader: &Reader, name: &str) -> Result<PersonId, Error> {
    let fitting = fitting(reader, name).await?;
    let is_exact = |it: &&PersonRecord| it.name.to_lowercase() == name.to_lowercase();
    let exact: Vec<&PersonRecord> = fitting.iter().filter(is_exact).collect();
    let meant = if exact.is_empty() { fitting.iter().collect() } else { exact };
    match &meant[..] {
        [] => Err(unknown("Nobody here is called that. Enter their e-mail address")),
        [it] => Ok(it.id),
        several => {
            let shown = several.iter().take(NAMED);
            let shown: Vec<_> = shown.map(|it| format!("{} ({})", it.name, it.email)).collect();
            let more = if several.len() > NAMED { " and others" } else { "" };
            let shown = shown.join(", ");
            Err(unknown(&format!("Several people fit: {shown}{more}. Enter the e-mail address")))
        }
    }
}

fn unknown(advice: &str) -> Error {
    let mut check = Check::new();
    check.refuse("who", advice);
    check.problem().into()
}

/// Whom staff may mean by `q`.
///
/// # Errors
/// The actor works no tickets.
pub async fn find(app: &AppState, actor: &Actor, q: &str) -> Result<PeopleFound, Error> {
    may(actor, Action::LogCall, &Scope::Portico)?;
    if q.trim().is_empty() {
        return Ok(PeopleFound { people: Vec::new() });
    }
    let found = app.store.read(|reader| async move { fitting(&reader, q).await }).await?;
    let people = found.into_iter().take(SUGGESTED);
    let people = people.map(|it| FoundPerson { name: it.shown_name(), email: it.email.into() });
    Ok(PeopleFound { people: people.collect() })
}

/// Those whose name or address has a word for each word of `q`, by name. Nobody in whose name requests were
/// imported calls.
async fn fitting(reader: &Reader, q: &str) -> Result<Vec<PersonRecord>, Error> {
    let mut people = people::all(reader).await?;
    people.retain(|it| !it.email.ends_with(".invalid") && fits_name(q, &[&it.name, &it.email]));
    people.sort_by(|a, b| (&*a.name, a.id).cmp(&(&*b.name, b.id)));
    Ok(people)
}
