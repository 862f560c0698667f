//! The desk's side of tickets.

use crate::{
    error::Error,
    service::{
        attachments, clock, confidential, crossing, held, known, ledger, offered, once::once,
        presence, put_back, related, requests::Sent, watching,
    },
    state::AppState,
    store::{
        Tx,
        tables::{
            attachments::SentWith,
            audit::{self, Who},
            followers,
            people::{self, PersonRecord},
            tickets,
        },
    },
};
use chrono::TimeDelta;
use shared::{
    actor::Actor,
    api::{
        held::{OnTheWay, PublicWords},
        tickets::{
            KnownWords, TicketActions, TicketChanged, TicketDetail, TicketEntry, TicketEvent,
        },
    },
    id::{AttachmentId, PersonId, TicketId},
    permission::{Action, may},
    problem::Check,
    sla::clock::Promise,
    text::EmailAddress,
    ticket::{
        Ticket,
        command::Command as TicketCommand,
        completeness::Completeness,
        event::{Entry, Event},
        held::Words,
        intake::tree::Tree,
        link::Link,
        put_back::Before,
        status::Stage,
    },
    time::Instant,
};
use std::collections::HashMap;

/// The promises of a ticket as they stand.
#[must_use]
pub fn promise_of(app: &AppState, ticket: &Ticket) -> Promise {
    app.rules().promise(ticket, app.now())
}

/// One ticket, whole.
///
/// # Errors
/// It is not there, or not for this actor.
pub async fn get(app: &AppState, actor: &Actor, id: TicketId) -> Result<TicketDetail, Error> {
    let (ticket, entries, requester, names, n_following, held, linked, told) = app
        .store
        .read(|reader| async move {
            let ticket = tickets::by_id(&reader, id).await?.ok_or_else(|| missing(actor))?;
            may(actor, Action::ReadTicket, &ticket.scope(actor))?;
            let entries = tickets::entries(&reader, id).await?;
            let requester = people::by_id(&reader, ticket.requester).await?;
            let names =
                people::names(&reader, entries.iter().flat_map(people_in).chain(ticket.assignee))
                    .await?;
            let n_following = followers::n_following(&reader, &ticket).await?;
            let held = held::on_ticket(&reader, actor, id).await?;
            let linked = related::of(&reader, actor, &ticket).await?;
            let entries = related::without_hidden(&reader, actor, entries).await?;
            let watching = watching::on(&reader, actor, &ticket).await?;
            let confidential = confidential::on_desk(&reader, actor, &ticket, app.now()).await?;
            let told = (watching, confidential);
            Ok::<_, Error>((ticket, entries, requester, names, n_following, held, linked, told))
        })
        .await?;
    let (watching, confidential) = told;
    confidential::note_reading(app, actor, &ticket).await?;
    let now = app.now();
    let can = |action| ticket.allows(actor, action, now);
    let stage = ticket.status.stage();
    let rules = app.rules();
    let tree = &rules.settings.catalogue.intake;
    let completeness = completeness(tree, requester.as_ref(), &entries);
    // A resolution that is on its way can be taken back, and written about.
    let is_resolution = |it: &OnTheWay| matches!(it.words, PublicWords::Resolution { .. });
    let draft_article = entries.iter().any(|it| matches!(it.event, Event::Resolved(_)))
        || held.on_the_way.iter().any(is_resolution);
    let is_mine = ticket.assignee.is_some() && ticket.assignee == actor.person().map(|it| it.id);
    Ok(TicketDetail {
        undoable: put_back::undoable(&ticket, &entries, actor, now, &names),
        here: actor.author().map(|it| presence::others(app, id, it)).unwrap_or_default(),
        watching,
        clock: clock(app),
        id,
        reference: ticket.reference,
        title: ticket.title.to_string(),
        requester: requester.as_ref().map(PersonRecord::shown_name).unwrap_or_default(),
        requester_is_guest: requester.as_ref().is_some_and(PersonRecord::is_guest),
        requester_email: requester.map(|it| it.email.into()).unwrap_or_default(),
        colleagues: ticket.colleagues.iter().map(|it| it.to_string()).collect(),
        unhappy_since: ticket.unhappy_since,
        category: ticket.category,
        ticket_type: ticket.ticket_type,
        team: ticket.team,
        source: ticket.source,
        priority: ticket.priority,
        reason: ticket.assessment().reason,
        needs_triage: ticket.needs_triage,
        stage,
        assignee: ticket.assignee.and_then(|it| names.get(&it).cloned()),
        assignee_id: ticket.assignee,
        is_mine,
        staff: app.staff.all(),
        received: ticket.received,
        promise: promise_of(app, &ticket),
        ledger: ledger::of(app, &ticket, &entries, &names),
        completeness,
        linked,
        on_the_way: held.on_the_way,
        taken_back: held.taken_back,
        known: ticket.known.as_deref().map(|it| known::on_desk(it, n_following)),
        confidential,
        can: TicketActions {
            reply: can(Action::ReplyToTicket),
            ask: can(Action::ReplyToTicket) && stage != Stage::Resolved,
            take: can(Action::TakeTicket) && !is_mine,
            assign: can(Action::AssignTicket),
            prioritise: can(Action::ChangePriority),
            categorise: can(Action::ChangeCategory),
            link: can(Action::LinkTickets),
            resolve: can(Action::ResolveTicket),
            promise_update: can(Action::ReplyToTicket) && stage != Stage::Resolved,
            settle: can(Action::SettleComplaint),
            share: can(Action::ShareTicket),
            tell: can(Action::TellKnown),
            confide: can(Action::ConfideTicket),
            draft_article,
        },
        goes_on: false,
        entries: entries.into_iter().map(|it| shown(it, ticket.requester, &names)).collect(),
    })
}

/// What is known of the request that the first of `entries` filed.
fn completeness(tree: &Tree, requester: Option<&PersonRecord>, entries: &[Entry]) -> Completeness {
    let is_known = requester.is_some_and(PersonRecord::is_known);
    match entries.split_first() {
        Some((Entry { event: Event::Filed(intake), .. }, since)) => {
            Completeness::of(tree, intake, is_known, since)
        }
        _ => Completeness::default(),
    }
}

/// Whose names an entry is told with.
fn people_in(entry: &Entry) -> impl Iterator<Item = PersonId> + use<> {
    let others = match &entry.event {
        Event::Assigned { to, .. } | Event::PutBack { to: Before::Assignee(to), .. } => {
            to.iter().copied().collect()
        }
        Event::Confided { readers, .. } => readers.clone(),
        _ => Vec::new(),
    };
    [entry.by].into_iter().chain(others)
}

/// To those who work no tickets, one that is missing looks like one that is hidden.
pub(super) fn missing(actor: &Actor) -> Error {
    match actor {
        Actor::Anonymous | Actor::Guest(_) => shared::permission::Denied::SignIn.into(),
        Actor::Person(_) => Error::not_found(),
    }
}

fn shown(entry: Entry, requester: PersonId, names: &HashMap<PersonId, String>) -> TicketEntry {
    let staff = entry.is_ours(requester);
    let what = match entry.event {
        Event::Filed(it) => TicketEvent::Filed {
            description: it.description.to_string(),
            behalf: it.behalf.map(String::from),
            topic: it.topic,
            details: it.details,
            articles: it.articles,
            since: it.since.map(String::from),
            tried: it.tried.map(String::from),
        },
        Event::Called => TicketEvent::Called,
        Event::Answered(it) | Event::Replied(it) => {
            TicketEvent::Message { body: it.into(), question: false }
        }
        Event::Asked(it) => TicketEvent::Message { body: it.into(), question: true },
        Event::Noted(it) => TicketEvent::Note { body: it.into() },
        Event::NotSent(it) => TicketEvent::NotSent { words: it.words.into(), why: it.why },
        Event::Taken => TicketEvent::Taken,
        Event::Assigned { to, reason } => TicketEvent::Assigned {
            to: to.map(|it| names.get(&it).cloned().unwrap_or_default()),
            reason: reason.map(String::from),
        },
        Event::Handed { to, reason, .. } => {
            TicketEvent::Handed { to, reason: reason.map(String::from) }
        }
        Event::Prioritised { from, to, reason } => {
            TicketEvent::Prioritised { from, to, reason: reason.into() }
        }
        Event::Categorised { from, to, reason } => {
            TicketEvent::Categorised { from, to, reason: reason.map(String::from) }
        }
        Event::PutBack { to, .. } => TicketEvent::PutBack { to: put_back::restored(&to, names) },
        Event::Tied(Link { reference, tie, .. }) => TicketEvent::Tied { reference, tie },
        Event::Untied(Link { reference, tie, .. }) => TicketEvent::Untied { reference, tie },
        Event::ArticleUsed { slug, title } => {
            TicketEvent::ArticleUsed { slug: slug.into(), title: title.into() }
        }
        Event::Confided { reason, readers } => {
            let name = |it| names.get(it).cloned().unwrap_or_default();
            let readers = readers.iter().map(name).collect();
            TicketEvent::Confided { reason: reason.into(), readers }
        }
        Event::Disclosed { reason } => TicketEvent::Disclosed { reason: reason.map(String::from) },
        Event::OpenedInEmergency { reason, until } => {
            TicketEvent::OpenedInEmergency { reason: reason.into(), until }
        }
        Event::Resolved(it) => TicketEvent::Resolved {
            cause: it.cause.into(),
            fix: it.fix.into(),
            advice: it.advice.map(String::from),
        },
        Event::Confirmed => TicketEvent::Confirmed,
        Event::Reopened(it) => TicketEvent::Reopened { body: it.into() },
        Event::Withdrawn => TicketEvent::Withdrawn,
        Event::UpdatePromised { by } => TicketEvent::UpdatePromised { by },
        Event::Complained(it) => TicketEvent::Complained { body: it.into() },
        Event::ComplaintSettled => TicketEvent::ComplaintSettled,
        Event::KnownTold { notice, news } => TicketEvent::KnownTold {
            title: notice.title.into(),
            text: notice.text.into(),
            audience: notice.audience,
            news: news.map(String::from),
        },
        Event::KnownEnded(it) => TicketEvent::KnownEnded { words: it.into() },
        Event::ColleagueAdded(it) => TicketEvent::ColleagueAdded { email: it.into() },
        Event::ColleagueRemoved(it) => TicketEvent::ColleagueRemoved { email: it.into() },
        Event::ColleagueLeft(it) => TicketEvent::ColleagueLeft { email: it.into() },
    };
    let by = names.get(&entry.by).cloned().unwrap_or_default();
    let colleague = !staff && entry.by != requester;
    TicketEntry { at: entry.at, by, staff, colleague, what, files: entry.files }
}

/// What somebody wants done to a ticket, with the files that go with it.
#[derive(Debug, Clone)]
pub struct Wish {
    /// What.
    pub command: TicketCommand,
    /// Uploads of the actor's, for what the command writes.
    pub files: Vec<AttachmentId>,
}

impl From<TicketCommand> for Wish {
    fn from(command: TicketCommand) -> Self {
        Self { command, files: Vec::new() }
    }
}

/// Does something to a ticket, once.
///
/// # Errors
/// It is not there, not for this actor, or cannot be done now.
pub async fn command(
    app: &AppState,
    actor: &Actor,
    sent: Sent,
    id: TicketId,
    wish: Wish,
) -> Result<TicketChanged, Error> {
    answer(app, actor, sent, id, wish, None).await
}

/// [`command`] for words to the requester: nothing is sent if somebody else has written what was not `known`.
///
/// # Errors
/// As [`command`], or that somebody has.
pub async fn answer(
    app: &AppState,
    actor: &Actor,
    sent: Sent,
    id: TicketId,
    wish: Wish,
    known: Option<KnownWords>,
) -> Result<TicketChanged, Error> {
    let command = sent.by(actor)?;
    offered::in_command(app, &wish.command)?;
    if let Some(words) = Words::of(&wish.command).filter(|_| app.undo > TimeDelta::zero()) {
        return held::hold(app, actor, &command, id, (words, wish.files), known).await;
    }
    let wish = &wish;
    let changed = once(app, &command, |tx| async move {
        let ticket = tickets::by_id(&tx, id).await?.ok_or_else(Error::not_found)?;
        let before = ticket.n_entries;
        let ticket = fulfil(app, &tx, actor, ticket, wish.clone()).await?;
        crossing::check(&tx, actor, &ticket, known).await?;
        let called = match &wish.command {
            TicketCommand::Note(note) => watching::called(app, &tx, actor, &ticket, note).await?,
            _ => Vec::new(),
        };
        watching::after(app, &tx, actor, &ticket, before, &called).await?;
        Ok(TicketChanged::of(&ticket, actor))
    })
    .await?;
    app.open_tickets.refresh(&app.store, id).await?;
    if wish.command.tells_everybody() {
        app.knowledge.rebuild(&app.store, &app.open_tickets).await?;
    }
    Ok(changed)
}

/// Applies `wish` to `before` and writes what follows, in the transaction that read it. Its files belong to
/// what was said: the last of the entries.
///
/// # Errors
/// What the rules or the store say, or that a file cannot be sent.
pub async fn fulfil(
    app: &AppState,
    tx: &Tx,
    actor: &Actor,
    before: Ticket,
    wish: Wish,
) -> Result<Ticket, Error> {
    fulfil_at(tx, actor, before, wish, app.now()).await
}

/// The same at any time: for what happened before it is recorded.
///
/// # Errors
/// As [`fulfil`].
pub async fn fulfil_at(
    tx: &Tx,
    actor: &Actor,
    before: Ticket,
    Wish { command, files }: Wish,
    now: Instant,
) -> Result<Ticket, Error> {
    let shared_with = match &command {
        TicketCommand::AddColleague(email) => Some(email.clone()),
        _ => None,
    };
    let given_to = command.gives_to();
    let deed = confidential::deed_of(before.id, &command);
    let readers = match &command {
        TicketCommand::Confide { readers, .. } => readers.clone(),
        _ => Vec::new(),
    };
    let (ticket, mut entries) = decide(actor, &before, command, now)?;
    if let Some(email) = shared_with {
        check_is_another(tx, &ticket, &email).await?;
    }
    if let Some(to) = given_to {
        check_works_tickets(tx, "to", to).await?;
    }
    for reader in readers {
        check_works_tickets(tx, "readers", reader).await?;
    }
    if let Some((deed, by)) = deed.filter(|_| !entries.is_empty()).zip(actor.author()) {
        audit::append(tx, now, Who::Person(by), deed).await?;
    }
    if let Some(said) = entries.last_mut() {
        let is_internal = !said.event.is_public();
        let with = SentWith { ticket: ticket.id, entry: said.sequence, is_internal };
        said.files = attachments::send(tx, said.by, &files, with).await?;
    }
    tickets::put(tx, Some(&before), &ticket, &entries)?;
    Ok(ticket)
}

/// Work is given to those alone who can do it.
async fn check_works_tickets(tx: &Tx, field: &str, id: PersonId) -> Result<(), Error> {
    let person = people::by_id(tx, id).await?;
    if !person.is_some_and(|it| it.roles.is_staff()) {
        let mut check = Check::new();
        check.refuse(field, "Choose somebody who works tickets");
        return Err(check.problem().into());
    }
    Ok(())
}

/// A member who asked sees it anyway. Whoever has the address that a guest typed may be somebody else.
async fn check_is_another(tx: &Tx, ticket: &Ticket, email: &EmailAddress) -> Result<(), Error> {
    let member = people::by_email(tx, email).await?;
    if member.is_some_and(|it| it.id == ticket.requester) {
        let mut check = Check::new();
        check.refuse("email", "It is theirs already; enter the address of somebody else");
        return Err(check.problem().into());
    }
    Ok(())
}

/// The ticket and the entries that `wish` makes of `before`. Nothing is written.
fn decide(
    actor: &Actor,
    before: &Ticket,
    wish: TicketCommand,
    now: Instant,
) -> Result<(Ticket, Vec<Entry>), Error> {
    let mut ticket = before.clone();
    let events = ticket.apply(wish, actor, now)?;
    let by = actor.author().unwrap_or_default();
    let entries = events
        .into_iter()
        .zip(before.n_entries..)
        .map(|(event, sequence)| Entry { sequence, at: now, by, event, files: Vec::new() })
        .collect();
    Ok((ticket, entries))
}
