//! One thing done to many tickets: looked at before, done, and taken back. Each ticket passes through the same
//! rules as if it were alone; where they refuse, the others are not kept waiting.

use crate::{
    error::Error,
    rules::Rules,
    service::{
        clock, held, offered,
        once::{REMEMBERED, once},
        requests::Sent,
        tickets::fulfil,
    },
    state::AppState,
    store::{
        Reader, Tx,
        tables::{
            batches::{self, BatchRecord},
            held::HeldRecord,
            people, tickets,
        },
    },
};
use chrono::TimeDelta;
use shared::{
    actor::Actor,
    api::batches::{Batch, BatchLine, BatchSent, Plan, Preview, PreviewBatch},
    id::{BatchId, HeldId, PersonId, TicketId},
    permission::{Action, Denied, Scope, may},
    problem::{Code, Problem},
    ticket::{
        Ticket,
        command::Command,
        held::Words,
        queue::batch::{Act, Was},
        team::Team,
    },
};
use std::{collections::HashMap, sync::Arc};

/// Old batches forgotten with each new one: faster than they come.
const FORGOTTEN_AT_ONCE: usize = 4;

/// What would happen. Nothing is changed.
///
/// # Errors
/// The actor does not work tickets, or it is not said what to do, or to which of them.
pub async fn preview(app: &AppState, actor: &Actor, asked: PreviewBatch) -> Result<Preview, Error> {
    may(actor, Action::SendBatch, &Scope::Portico)?;
    let Plan { tickets, act } = &asked.plan()?;
    check_is_offered(app, act)?;
    app.store
        .read(|reader| async move {
            let mut lines = Vec::new();
            for id in tickets {
                let ticket = readable(&reader, actor, *id).await?;
                let refused = ticket.clone().and_then(|it| refusal(app, actor, it, act));
                let was = ticket.as_ref().map(|it| act.before(it));
                lines.push((*id, was, refused.or_else(|| ticket.is_none().then(gone))));
            }
            let n_changing = lines.iter().filter(|it| it.2.is_none()).count();
            let names =
                names(app, &reader, act, lines.iter().filter_map(|it| it.1.as_ref())).await?;
            let tickets = shown(&reader, actor, lines, &names).await?;
            Ok(Preview { what: act_in_words(act, &names), tickets, n_changing })
        })
        .await
}

/// Does it, once.
///
/// # Errors
/// The actor does not work tickets, or what the store says. What the rules say of one ticket is told in the
/// answer.
pub async fn send(
    app: &AppState,
    actor: &Actor,
    sent: Sent,
    plan: Plan,
) -> Result<BatchSent, Error> {
    may(actor, Action::SendBatch, &Scope::Portico)?;
    check_is_offered(app, &plan.act)?;
    let command = sent.by(actor)?;
    let (by, at) = (command.person, app.now());
    let id = BatchId(app.ids.next(at).map_err(Error::internal)?);
    let plan = &plan;
    let answer = once(app, &command, |tx| async move {
        let Plan { tickets, act } = plan;
        let (mut done, mut refused) = (Vec::new(), Vec::new());
        for id in tickets {
            match act_on(app, &tx, actor, *id, act).await? {
                Ok(was) => done.push((*id, was)),
                Err(why) => refused.push((*id, why)),
            }
        }
        let answer = BatchSent { batch: id, n_done: done.len(), n_refused: refused.len() };
        let act = act.clone();
        batches::put(&tx, &BatchRecord { id, by, at, act, done, refused, undone: None })?;
        batches::sweep(&tx, at - REMEMBERED, FORGOTTEN_AT_ONCE).await?;
        Ok(answer)
    })
    .await?;
    refresh(app, &plan.tickets).await?;
    if waits(app, &plan.act) {
        plan.tickets.iter().for_each(|it| held::tell_in_time(app, *it));
    }
    Ok(answer)
}

/// Whether those who asked are told of it only when it cannot be taken back any more.
fn waits(app: &AppState, act: &Act) -> bool {
    matches!(act, Act::Resolve(_)) && app.undo > TimeDelta::zero()
}

/// Does `act` to one ticket; `Err` is why it cannot be done.
async fn act_on(
    app: &AppState,
    tx: &Tx,
    actor: &Actor,
    id: TicketId,
    act: &Act,
) -> Result<Result<Was, String>, Error> {
    if waits(app, act) {
        return hold(app, tx, actor, id, act).await;
    }
    let decide = |it: &Ticket| match act.refusal(it) {
        Some(why) => Err(why.to_owned()),
        None => Ok((act.command(), act.before(it))),
    };
    one(app, tx, actor, id, decide).await
}

/// Keeps what `act` says to whoever asked, until it cannot be taken back any more.
async fn hold(
    app: &AppState,
    tx: &Tx,
    actor: &Actor,
    id: TicketId,
    act: &Act,
) -> Result<Result<Was, String>, Error> {
    let Some(ticket) = readable(tx, actor, id).await? else { return Ok(Err(gone())) };
    if let Some(why) = act.refusal(&ticket) {
        return Ok(Err(why.to_owned()));
    }
    let (Some(words), Some(by)) = (Words::of(&act.command()), actor.author()) else {
        return Err(Denied::Hidden.into());
    };
    let at = app.now();
    let held = HeldId(app.ids.next(at)?);
    let (until, files) = (at + app.undo, Vec::new());
    let record = HeldRecord { id: held, ticket: id, by, at, until, words, files, taken_back: None };
    match held::keep(tx, actor, &ticket, &record).await {
        Ok(()) => Ok(Ok(Was::Open(ticket.status.stage(), Some(held)))),
        Err(error) => why(error).map(Err),
    }
}

/// Takes it back wherever nothing has happened to it since.
///
/// # Errors
/// It is not there, or not the actor’s; it was taken back before.
pub async fn undo(
    app: &AppState,
    actor: &Actor,
    sent: Sent,
    id: BatchId,
) -> Result<BatchSent, Error> {
    let command = sent.by(actor)?;
    let (answer, changed) = once(app, &command, |tx| async move {
        let batch = found(&tx, actor, id).await?;
        if batch.undone.is_some() {
            return Err(Error::refused(Code::Conflict, "It was taken back already."));
        }
        let mut undone = Vec::new();
        for (id, was) in &batch.done {
            if let Err(why) = undo_on(app, &tx, actor, *id, &batch, was).await? {
                undone.push((*id, why));
            }
        }
        let n_refused = undone.len();
        let answer = BatchSent { batch: id, n_done: batch.done.len() - n_refused, n_refused };
        let changed: Vec<TicketId> = batch.done.iter().map(|it| it.0).collect();
        batches::put(&tx, &BatchRecord { undone: Some(undone), ..batch })?;
        Ok((answer, changed))
    })
    .await?;
    refresh(app, &changed).await?;
    Ok(answer)
}

/// Takes `batch` back on one ticket; `Err` is why that cannot be done.
async fn undo_on(
    app: &AppState,
    tx: &Tx,
    actor: &Actor,
    id: TicketId,
    batch: &BatchRecord,
    was: &Was,
) -> Result<Result<(), String>, Error> {
    let Was::Open(_, held) = was else {
        let back = |it: &Ticket| match was.again().filter(|_| batch.act.holds(it, batch.by)) {
            Some(command) => Ok((command, was.clone())),
            None => Err(CHANGED.to_owned()),
        };
        let giver = giver(actor, &batch.act, was);
        return Ok(one(app, tx, &giver, id, back).await?.map(drop));
    };
    if readable(tx, actor, id).await?.is_none() {
        return Ok(Err(gone()));
    }
    let Some(held) = *held else { return Ok(Err(TOLD.to_owned())) };
    match held::mark_taken_back(tx, id, held, batch.by, app.now()).await {
        Ok(_) => Ok(Ok(())),
        Err(error) => why(error).map(Err),
    }
}

const TOLD: &str = "Whoever asked was told already";
const CHANGED: &str = "Somebody changed it since";

/// Whoever gave tickets to a team takes them back from it, as long as they work for the one that had them.
fn giver(actor: &Actor, act: &Act, was: &Was) -> Actor {
    match (act, was) {
        (Act::Hand { to, .. }, Was::Team(before))
            if actor.person().is_some_and(|it| it.works_for(*before)) =>
        {
            actor.working_for(*to)
        }
        _ => actor.clone(),
    }
}

/// What became of a batch.
///
/// # Errors
/// It is not there, or not the actor’s.
pub async fn get(app: &AppState, actor: &Actor, id: BatchId) -> Result<Batch, Error> {
    app.store
        .read(|reader| async move {
            let batch = found(&reader, actor, id).await?;
            let names = names(app, &reader, &batch.act, batch.done.iter().map(|it| &it.1)).await?;
            let refused = |list: Vec<(TicketId, String)>| {
                list.into_iter().map(|(id, why)| (id, None, Some(why))).collect::<Vec<_>>()
            };
            let done = batch.done.into_iter().map(|(id, was)| (id, Some(was), None)).collect();
            let undone = match batch.undone.map(refused) {
                Some(list) => Some(shown(&reader, actor, list, &names).await?),
                None => None,
            };
            let is_told = matches!(batch.act, Act::Resolve(_));
            Ok(Batch {
                told: is_told.then(|| batch.at + app.undo),
                clock: clock(app),
                what: act_in_words(&batch.act, &names),
                done: shown(&reader, actor, done, &names).await?,
                refused: shown(&reader, actor, refused(batch.refused), &names).await?,
                undone,
            })
        })
        .await
}

async fn found(reader: &Reader, actor: &Actor, id: BatchId) -> Result<BatchRecord, Error> {
    let batch = batches::by_id(reader, id).await?;
    // To those who work no tickets, one that is missing looks like one that is hidden.
    let scope = batch.as_ref().map_or(Scope::Portico, BatchRecord::scope);
    may(actor, Action::ReadBatch, &scope).map_err(|it| match it {
        Denied::SignIn => it,
        Denied::Hidden | Denied::Role(_) => Denied::Hidden,
    })?;
    Ok(batch.ok_or(Denied::Hidden)?)
}

/// Does to one ticket what `decide` says, which also says what it changes; `Err` is why it cannot be done.
async fn one(
    app: &AppState,
    tx: &Tx,
    actor: &Actor,
    id: TicketId,
    decide: impl FnOnce(&Ticket) -> Result<(Command, Was), String>,
) -> Result<Result<Was, String>, Error> {
    let Some(ticket) = readable(tx, actor, id).await? else { return Ok(Err(gone())) };
    let (command, was) = match decide(&ticket) {
        Ok(it) => it,
        Err(why) => return Ok(Err(why)),
    };
    let before = ticket.n_entries;
    match fulfil(app, tx, actor, ticket, command.into()).await {
        Ok(after) if after.n_entries == before => Ok(Err(AS_IT_WAS.to_owned())),
        Ok(_) => Ok(Ok(was)),
        Err(error) => why(error).map(Err),
    }
}

const AS_IT_WAS: &str = "It is so already";

fn gone() -> String {
    "It is not there any more".to_owned()
}

/// Why `act` cannot be done to `ticket`.
fn refusal(app: &AppState, actor: &Actor, mut ticket: Ticket, act: &Act) -> Option<String> {
    if let Some(why) = act.refusal(&ticket) {
        return Some(why.to_owned());
    }
    match ticket.apply(act.command(), actor, app.now()) {
        Ok(events) => events.is_empty().then(|| AS_IT_WAS.to_owned()),
        Err(refusal) => Some(in_words(&Error::from(refusal).into_problem())),
    }
}

/// What a rule says, in words; anything else is not for one ticket to carry.
fn why(error: Error) -> Result<String, Error> {
    match error {
        Error::Refused(problem)
            if matches!(
                problem.code,
                Code::Conflict | Code::Invalid | Code::Forbidden | Code::NotFound
            ) =>
        {
            Ok(in_words(&problem))
        }
        other => Err(other),
    }
}

fn in_words(problem: &Problem) -> String {
    problem.errors.first().map_or_else(|| problem.detail.clone(), |it| it.text.clone())
}

/// The ticket, if the actor may know of it.
async fn readable(reader: &Reader, actor: &Actor, id: TicketId) -> Result<Option<Ticket>, Error> {
    let ticket = tickets::by_id(reader, id).await?;
    Ok(ticket.filter(|it| may(actor, Action::ReadTicket, &it.scope(actor)).is_ok()))
}

/// What is told of people and teams.
struct Names {
    people: HashMap<PersonId, String>,
    rules: Arc<Rules>,
}

async fn names<'a>(
    app: &AppState,
    reader: &Reader,
    act: &Act,
    before: impl Iterator<Item = &'a Was>,
) -> Result<Names, Error> {
    let to = match act {
        Act::Assign { to, .. } => *to,
        Act::Hand { .. } | Act::Prioritise { .. } | Act::Begin | Act::Resolve(_) => None,
    };
    let had = before.filter_map(|it| if let Was::With(id) = it { *id } else { None });
    Ok(Names { people: people::names(reader, had.chain(to)).await?, rules: app.rules() })
}

async fn shown(
    reader: &Reader,
    actor: &Actor,
    lines: Vec<(TicketId, Option<Was>, Option<String>)>,
    names: &Names,
) -> Result<Vec<BatchLine>, Error> {
    let mut shown = Vec::new();
    for (id, was, refused) in lines {
        let ticket = readable(reader, actor, id).await?;
        shown.push(BatchLine {
            id,
            reference: ticket.as_ref().map(|it| it.reference),
            title: ticket.map(|it| it.title.to_string()).unwrap_or_default(),
            before: was.map(|it| was_in_words(&it, names)).unwrap_or_default(),
            refused,
        });
    }
    Ok(shown)
}

fn act_in_words(act: &Act, names: &Names) -> String {
    match act {
        Act::Assign { to: None, .. } => "Give back to nobody".to_owned(),
        Act::Assign { to: Some(id), .. } => format!("Give to {}", name(*id, names)),
        Act::Hand { to, .. } => format!("Give to the team {}", names.team(*to)),
        Act::Prioritise { to, .. } => format!("Change the priority to {}", to.label()),
        Act::Begin => "Take on".to_owned(),
        Act::Resolve(_) => "Resolve".to_owned(),
    }
}

fn was_in_words(was: &Was, names: &Names) -> String {
    match was {
        Was::With(None) => "With nobody".to_owned(),
        Was::With(Some(id)) => format!("With {}", name(*id, names)),
        Was::Team(team) => format!("Team {}", names.team(*team)),
        Was::Priority(priority, _) => priority.label().to_owned(),
        Was::Open(stage, _) => stage.label().to_owned(),
    }
}

fn name(id: PersonId, names: &Names) -> &str {
    names.people.get(&id).map_or("somebody who is not there", String::as_str)
}

impl Names {
    fn team(&self, team: Team) -> String {
        self.rules.settings.catalogue.team_label(team)
    }
}

/// Work is given to a team that is offered.
fn check_is_offered(app: &AppState, act: &Act) -> Result<(), Error> {
    match act {
        Act::Hand { to, .. } => offered::team(app, *to, "change"),
        _ => Ok(()),
    }
}

async fn refresh(app: &AppState, tickets: &[TicketId]) -> Result<(), Error> {
    for id in tickets {
        app.open_tickets.refresh(&app.store, *id).await?;
    }
    Ok(())
}
