//! The requester's side of tickets: what is shown here never holds anything of staff (decision 3).

use crate::{
    error::Error,
    ids::{hash_of, random_u64},
    service::{
        attachments, clock,
        once::{Command, once},
        tickets::{Wish, fulfil, promise_of},
    },
    state::AppState,
    store::{
        Tx,
        tables::{attachments::SentWith, drafts, people, settings, tickets},
    },
};
use shared::{
    actor::Actor,
    api::requests::{
        FileRequest, Filed, Filing, ListRequests, PromiseBasis, Request, RequestActions,
        RequestChanged, RequestEntry, RequestEvent, RequestHead, Requests,
    },
    attachment::AttachmentRef,
    id::{PersonId, Reference, TicketId},
    permission::{Action, Denied, Scope, may},
    ticket::{
        Ticket,
        event::{Entry, Event},
        filter::{Standing, Words},
        intake::{Intake, tree::Tree},
        link::{Link, Tie},
        priority::reason,
        put_back::Before,
    },
    time::Instant,
};
use std::{cmp::Reverse, collections::HashMap};

/// Looked through at most, of one's own and of those shared: the ones changed last.
const LISTED: usize = 2_000;
/// Shown at once.
const ON_A_PAGE: usize = 50;
/// Days of working time sent for a promise at least.
const DAYS_AHEAD: u64 = 30;
/// References are drawn again when taken.
const DRAWS: usize = 16;

/// What a promise is computed from.
#[must_use]
pub fn promise_basis(app: &AppState) -> PromiseBasis {
    let (now, rules) = (app.now(), app.rules());
    let settings = &rules.settings;
    PromiseBasis {
        now,
        matrix: settings.matrix,
        policy: settings.policy.clone(),
        working: rules
            .calendar
            .ahead(now, settings.calendar.reach(&settings.policy).max(DAYS_AHEAD)),
    }
}

/// What people can ask about.
#[must_use]
pub fn offer(app: &AppState) -> Tree {
    app.rules().settings.catalogue.intake.offer()
}

/// Files a request, once.
///
/// # Errors
/// The actor may not file; see [`once`].
pub async fn file(
    app: &AppState,
    actor: &Actor,
    command: Sent,
    entered: &FileRequest,
    filing: &Filing,
) -> Result<Filed, Error> {
    may(actor, Action::FileTicket, &Scope::Portico)?;
    let command = command.by(actor)?;
    let person = command.person;
    let id = TicketId(app.ids.next(app.now())?);
    let filed =
        once(app, &command, |tx| async move { enter(app, &tx, id, person, entered, filing).await })
            .await?;
    app.open_tickets.refresh(&app.store, id).await?;
    Ok(filed)
}

/// Writes a request that arrives now, in the place of the answers of its draft, if there is one.
///
/// # Errors
/// Every answer at fault, what the store says, or no randomness.
pub(super) async fn enter(
    app: &AppState,
    tx: &Tx,
    id: TicketId,
    requester: PersonId,
    entered: &FileRequest,
    filing: &Filing,
) -> Result<Filed, Error> {
    let now = app.now();
    let intake = filing.intake(&app.rules().settings.catalogue.intake)?;
    let files = filing.files()?;
    let with = SentWith { ticket: id, entry: 0, is_internal: false };
    let files = attachments::send(tx, requester, &files, with).await?;
    let reported = entered.reported_at(now);
    let ticket = insert(tx, id, requester, intake, files, reported, now).await?;
    if !entered.draft.is_empty() {
        drafts::mark_sent(tx, &hash_of(&entered.draft), ticket.reference).await?;
    }
    Ok(Filed {
        reference: ticket.reference,
        received: ticket.received,
        assessment: ticket.assessment(),
        promise: promise_of(app, &ticket),
    })
}

/// Writes a new ticket with its first entry and the files that came with it. What comes first and what is
/// promised is decided by the settings that the store has.
///
/// # Errors
/// What the store says, or no randomness.
pub async fn insert(
    tx: &Tx,
    id: TicketId,
    requester: PersonId,
    intake: Intake,
    files: Vec<AttachmentRef>,
    reported: Instant,
    received: Instant,
) -> Result<Ticket, Error> {
    let (ticket, event) = new_ticket(tx, id, requester, intake, reported, received).await?;
    let entry = Entry { sequence: 0, at: received, by: requester, event, files };
    tickets::put(tx, None, &ticket, &[entry])?;
    Ok(ticket)
}

/// A ticket to be written, with its first event: as the settings that the store has decide.
///
/// # Errors
/// What the store says, or no randomness.
pub(super) async fn new_ticket(
    tx: &Tx,
    id: TicketId,
    requester: PersonId,
    intake: Intake,
    reported: Instant,
    received: Instant,
) -> Result<(Ticket, Event), Error> {
    let reference = free_reference(tx).await?;
    let (promised_by, matrix) = match settings::latest(tx).await? {
        Some(it) => (it.number, it.settings.matrix),
        None => Default::default(),
    };
    let (ticket, event) =
        Ticket::file(id, reference, requester, intake, &matrix, reported, received);
    Ok((Ticket { promised_by, ..ticket }, event))
}

/// A reference that nobody has.
async fn free_reference(tx: &Tx) -> Result<Reference, Error> {
    for _ in 0..DRAWS {
        let reference = Reference::from_number(random_u64()?);
        if !tickets::is_taken(tx, reference).await? {
            return Ok(reference);
        }
    }
    Err(Error::internal("no free reference was drawn"))
}

/// A command as it came in, before it is known who sent it.
#[derive(Debug, Clone)]
pub struct Sent {
    /// The idempotency key.
    pub key: String,
    /// A hash of all that was sent.
    pub fingerprint: [u8; 32],
}

impl Sent {
    /// The command of `actor`.
    ///
    /// # Errors
    /// It would be nobody's.
    pub fn by(self, actor: &Actor) -> Result<Command, Denied> {
        let person = actor.author().ok_or(Denied::SignIn)?;
        Ok(Command { person, key: self.key, fingerprint: self.fingerprint })
    }
}

/// One page of the actor's requests and of those shared with them.
///
/// # Errors
/// Nobody is signed in.
pub async fn list(app: &AppState, actor: &Actor, wanted: &ListRequests) -> Result<Requests, Error> {
    may(actor, Action::FileTicket, &Scope::Portico)?;
    let person = actor.person().ok_or(Denied::SignIn)?;
    let (mut tickets, is_cut, names) = app
        .store
        .read(|reader| async move {
            let own = tickets::of_requester(&reader, person.id, LISTED).await?;
            let shared = tickets::of_colleague(&reader, &person.email, LISTED).await?;
            let names = people::names(&reader, shared.iter().map(|it| it.requester)).await?;
            let is_cut = own.len() >= LISTED || shared.len() >= LISTED;
            Ok::<_, Error>(([own, shared].concat(), is_cut, names))
        })
        .await?;
    tickets.retain(|it| may(actor, Action::ReadRequest, &it.scope(actor)).is_ok());
    let n_all = tickets.len();
    let standing = |it: &Ticket| Standing::of(it.status.stage(), it.requester == person.id);
    let words = Words::of(&wanted.q);
    tickets.retain(|it| {
        standing(it).is_in(wanted.show, it.status.stage()) && words.fit(&it.title, it.reference)
    });
    tickets.sort_by_key(|it| (standing(it), Reverse(it.updated)));
    let before = usize::try_from(wanted.page).unwrap_or(usize::MAX).saturating_mul(ON_A_PAGE);
    let requests = tickets.iter().skip(before).take(ON_A_PAGE).map(|it| RequestHead {
        reference: it.reference,
        title: it.title.to_string(),
        stage: it.status.stage(),
        promise: promise_of(app, it),
        updated: it.updated,
        shared_by: (it.requester != person.id).then(|| name_of(it.requester, &names)),
    });
    let has_more = tickets.len() > before.saturating_add(ON_A_PAGE);
    Ok(Requests {
        clock: clock(app),
        requests: requests.collect(),
        n_found: tickets.len(),
        n_all,
        is_cut,
        next_page: has_more.then(|| wanted.page.saturating_add(1)),
    })
}

/// One of one's own requests, or one that was shared.
///
/// # Errors
/// It is not there, or not for this actor.
pub async fn get(app: &AppState, actor: &Actor, reference: &str) -> Result<Request, Error> {
    // What nobody may read is not told from what is not there (attack 9).
    actor.author().ok_or(Denied::SignIn)?;
    let reference = parse(reference)?;
    let (ticket, entries, names) = app
        .store
        .read(|reader| async move {
            let ticket =
                tickets::by_reference(&reader, reference).await?.ok_or_else(Error::not_found)?;
            may(actor, Action::ReadRequest, &ticket.scope(actor)).map_err(own_only)?;
            let entries = tickets::entries(&reader, ticket.id).await?;
            let people = [Some(ticket.requester), ticket.assignee].into_iter().flatten();
            let names =
                people::names(&reader, entries.iter().map(|it| it.by).chain(people)).await?;
            Ok::<_, Error>((ticket, entries, names))
        })
        .await?;
    let now = app.now();
    let can = |action| ticket.allows(actor, action, now);
    let reader = actor.author().ok_or(Denied::SignIn)?;
    let is_own = reader == ticket.requester;
    let seen = entries.into_iter().filter_map(|it| shown(it, reader, &ticket, &names));
    Ok(Request {
        clock: clock(app),
        reference: ticket.reference,
        title: ticket.title.to_string(),
        stage: ticket.status.stage(),
        priority: ticket.priority,
        reason: ticket.assessment().reason,
        with: ticket.assignee.and_then(|it| names.get(&it).cloned()),
        received: ticket.received,
        promise: promise_of(app, &ticket),
        entries: seen.collect(),
        shared_by: (!is_own).then(|| name_of(ticket.requester, &names)),
        colleagues: match is_own {
            true => ticket.colleagues.iter().map(|it| it.to_string()).collect(),
            false => Vec::new(),
        },
        unhappy_since: ticket.unhappy_since,
        reopen_until: ticket.reopen_until(),
        can: RequestActions {
            answer: can(Action::AnswerTicket),
            confirm: can(Action::ConfirmTicket),
            reopen: can(Action::ReopenTicket),
            withdraw: can(Action::WithdrawTicket),
            complain: can(Action::Complain),
            // Staff do it at the desk, for whomever.
            share: is_own && can(Action::ShareTicket),
            leave: can(Action::LeaveTicket),
            attach: attachments::uploader(actor).is_ok(),
        },
        link: None,
    })
}

/// What `reader` sees of an entry: nothing of a note, and unless it is their own request nothing of whom
/// else it is shared with.
fn shown(
    entry: Entry,
    reader: PersonId,
    ticket: &Ticket,
    names: &HashMap<PersonId, String>,
) -> Option<RequestEntry> {
    if !entry.event.is_public() {
        return None;
    }
    let is_own = reader == ticket.requester;
    let ours = entry.is_ours(ticket.requester);
    let what = match entry.event {
        Event::Tied(Link { reference: into, tie: Tie::MergedInto, .. }) => {
            RequestEvent::Merged { into }
        }
        Event::Untied(Link { reference: from, tie: Tie::MergedInto, .. }) => {
            RequestEvent::Unmerged { from }
        }
        Event::Noted(_)
        | Event::NotSent(_)
        | Event::ArticleUsed { .. }
        | Event::Tied(_)
        | Event::Untied(_)
        | Event::Assigned { .. }
        | Event::PutBack { to: Before::Assignee(_) | Before::Team(_), .. }
        | Event::Handed { .. }
        | Event::Confided { .. }
        | Event::Disclosed { .. }
        | Event::OpenedInEmergency { .. }
        | Event::KnownTold { .. }
        | Event::KnownEnded(_) => return None,
        Event::Filed(it) => RequestEvent::Filed {
            description: it.description.to_string(),
            behalf: it.behalf.map(String::from),
            details: it.details,
            since: it.since.map(String::from),
            tried: it.tried.map(String::from),
        },
        Event::Called => RequestEvent::Called,
        Event::Answered(it) | Event::Replied(it) => {
            RequestEvent::Message { body: it.into(), question: false }
        }
        Event::Asked(it) => RequestEvent::Message { body: it.into(), question: true },
        Event::Taken => RequestEvent::Taken,
        Event::Prioritised { from, to, reason } => {
            RequestEvent::Prioritised { from, to, reason: reason.into() }
        }
        Event::PutBack { to: Before::Priority { priority: to, because, .. }, .. } => {
            let reason = because.unwrap_or_else(|| reason(ticket.impact, ticket.urgency));
            RequestEvent::PriorityPutBack { to, reason }
        }
        Event::PutBack { to: Before::Category(to), .. } => RequestEvent::CategoryPutBack { to },
        // Why is for staff.
        Event::Categorised { from, to, .. } => RequestEvent::Categorised { from, to },
        Event::Resolved(it) => {
            RequestEvent::Resolved { fix: it.fix.into(), advice: it.advice.map(String::from) }
        }
        Event::Confirmed => RequestEvent::Confirmed,
        Event::Reopened(it) => RequestEvent::Reopened { body: it.into() },
        Event::Withdrawn => RequestEvent::Withdrawn,
        Event::UpdatePromised { by } => RequestEvent::UpdatePromised { by },
        Event::Complained(it) => RequestEvent::Complained { body: it.into() },
        Event::ComplaintSettled => RequestEvent::ComplaintSettled,
        Event::ColleagueAdded(_) | Event::ColleagueRemoved(_) | Event::ColleagueLeft(_)
            if !is_own =>
        {
            return None;
        }
        Event::ColleagueAdded(it) => RequestEvent::ColleagueAdded { email: it.into() },
        Event::ColleagueRemoved(it) => RequestEvent::ColleagueRemoved { email: it.into() },
        Event::ColleagueLeft(it) => RequestEvent::ColleagueLeft { email: it.into() },
    };
    let by = match entry.by == reader && !ours {
        true => "You".to_owned(),
        false => name_of(entry.by, names),
    };
    Some(RequestEntry { at: entry.at, by, ours, what, files: entry.files })
}

/// By the name that requesters see.
fn name_of(person: PersonId, names: &HashMap<PersonId, String>) -> String {
    names.get(&person).cloned().unwrap_or_else(|| "Service desk".to_owned())
}

/// Does something to a request, once.
///
/// # Errors
/// It is not there, not for this actor, or cannot be done now.
pub async fn command(
    app: &AppState,
    actor: &Actor,
    sent: Sent,
    reference: &str,
    wish: Wish,
) -> Result<RequestChanged, Error> {
    let command = sent.by(actor)?;
    let reference = parse(reference)?;
    let wish = &wish;
    let changed = once(app, &command, |tx| async move {
        let ticket = tickets::by_reference(&tx, reference).await?.ok_or_else(Error::not_found)?;
        may(actor, Action::ReadRequest, &ticket.scope(actor)).map_err(own_only)?;
        let ticket = fulfil(app, &tx, actor, ticket, wish.clone()).await?;
        Ok((ticket.id, RequestChanged { reference, stage: ticket.status.stage() }))
    })
    .await?;
    app.open_tickets.refresh(&app.store, changed.0).await?;
    Ok(changed.1)
}

/// Staff have the desk for it; here only one's own requests exist, and those that were shared.
fn own_only(denied: Denied) -> Denied {
    if denied == Denied::SignIn { denied } else { Denied::Hidden }
}

fn parse(reference: &str) -> Result<Reference, Error> {
    reference.parse().map_err(|_| Error::not_found())
}
