//! Fills an empty store with the demo: its people, its articles, and its tickets as they were worked, two
//! weeks up to now.

use super::{
    known,
    people::{DemoPerson, DemoRole, PEOPLE},
    script::{self, DemoStep, DemoTicket},
};
use crate::{
    error::Error,
    service::{accounts, articles, requests, tickets},
    starter,
    state::AppState,
    store::tables,
};
use chrono::TimeDelta;
use shared::{
    actor::{Actor, Person, Role},
    id::{PersonId, TicketId},
    text::{Body, EmailAddress, PersonName, Remark, TextError, Title},
    ticket::{
        Ticket,
        command::Command,
        event::Resolution,
        intake::{Intake, proposal::propose},
        kind::TicketType,
        team::Team,
    },
    time::Instant,
};
use std::collections::HashMap;

/// The people of the demo by their keys.
pub(super) type Cast = HashMap<&'static str, Person>;

/// Fills the store of `app` and its projections.
///
/// # Errors
/// What the store says; a text of the demo that the rules refuse.
pub async fn fill(app: &AppState) -> Result<(), Error> {
    let now = app.now();
    let mut cast = Cast::new();
    for it in PEOPLE {
        cast.insert(it.key, add(app, it).await?);
    }
    let owner = PEOPLE.iter().find(|it| it.is_agent()).and_then(|it| cast.get(it.key));
    let owner = owner.ok_or_else(|| Error::internal("the demo has no agent"))?;
    for text in starter::ARTICLES {
        publish(app, text, owner.id, now).await?;
    }
    let mut tickets: Vec<&DemoTicket> = script::tickets().collect();
    tickets.sort_by_key(|it| -it.minutes_ago);
    for it in tickets {
        play(app, it, &cast, now).await?;
    }
    known::tell(app, &cast, now).await?;
    app.open_tickets.load(&app.store).await?;
    app.knowledge.rebuild(&app.store, &app.open_tickets).await
}

async fn add(app: &AppState, it: &DemoPerson) -> Result<Person, Error> {
    let name = PersonName::parse(it.display_name).map_err(refused)?;
    let email = EmailAddress::parse(it.email).map_err(refused)?;
    let roles = it.roles.iter().map(|it| match it {
        DemoRole::Requester => Role::Requester,
        DemoRole::Agent => Role::Agent,
        DemoRole::Lead => Role::Lead,
        DemoRole::Administrator => Role::Administrator,
    });
    // Everybody can have trouble.
    let roles: Vec<Role> = roles.chain([Role::Requester]).collect();
    Ok(accounts::add_person(app, name, email, &roles, None).await?.person())
}

async fn publish(app: &AppState, text: &str, owner: PersonId, now: Instant) -> Result<(), Error> {
    let article = &starter::article(text, &app.ids, owner, now)?;
    let at = article.published;
    app.store.transact(|tx| async move { articles::put(&tx, article, owner, at) }).await
}

async fn play(app: &AppState, script: &DemoTicket, cast: &Cast, now: Instant) -> Result<(), Error> {
    let received = now - TimeDelta::minutes(script.minutes_ago);
    let requester = person(cast, script.requester)?;
    // The script says what its people said; the topic is what intake would have proposed to them.
    let topic = propose(script.description).filter(|it| it.category == script.category);
    let topic = topic.map(|it| it.topic);
    let intake = Intake {
        description: Body::parse(script.description).map_err(refused)?,
        behalf: None,
        title: Title::parse(script.subject).map_err(refused)?,
        category: script.category,
        topic: topic.map(|it| it.label.to_owned()),
        details: Vec::new(),
        ticket_type: topic.map_or_else(TicketType::default, |it| it.ticket_type),
        team: topic.map_or_else(Team::default, |it| it.team),
        impact: script.impact,
        urgency: script.urgency,
        because: None,
        is_topic_unsure: false,
        since: None,
        tried: None,
        articles: Vec::new(),
    };
    let id = TicketId(app.ids.next(received)?);
    let (requester, intake) = (&requester, &intake);
    app.store
        .transact(|tx| async move {
            let mut ticket = requests::insert(
                &tx,
                id,
                requester.id,
                intake.clone(),
                Vec::new(),
                received,
                received,
            )
            .await?;
            for step in script.steps {
                let at = received + TimeDelta::minutes(step.minutes_after());
                let by = match step.agent() {
                    Some(agent) => person(cast, agent)?,
                    None => requester.clone(),
                };
                ticket = act(&tx, ticket, step, by, at)?;
            }
            Ok(())
        })
        .await
}

fn act(
    tx: &crate::store::Tx,
    ticket: Ticket,
    step: &DemoStep,
    by: Person,
    at: Instant,
) -> Result<Ticket, Error> {
    let body = |text: &str| Body::parse(text).map_err(refused);
    let wish = match *step {
        DemoStep::Reply { body: text, .. } => Command::Reply(body(text)?),
        DemoStep::Ask { question, .. } => Command::Ask(body(question)?),
        DemoStep::Answer { body: text, .. } => Command::Answer(body(text)?),
        DemoStep::Note { body: text, .. } => Command::Note(body(text)?),
        DemoStep::Resolve { cause, fix, advice, .. } => Command::Resolve(Resolution {
            cause: Remark::parse(cause).map_err(refused)?,
            fix: body(fix)?,
            advice: Remark::parse(advice).ok(),
        }),
        DemoStep::Confirm { .. } => Command::Confirm,
        DemoStep::Withdraw { .. } => Command::Withdraw,
    };
    tickets::change_at(tx, &Actor::Person(by), ticket, wish, at)
}

pub(super) fn person(cast: &Cast, key: &str) -> Result<Person, Error> {
    cast.get(key)
        .cloned()
        .ok_or_else(|| Error::internal(format!("nobody in the demo is called {key}")))
}

pub(super) fn refused(error: TextError) -> Error {
    Error::internal(format!("a text of the demo {error}"))
}

/// Whether nobody was ever added: then there is a demo to fill in.
///
/// # Errors
/// What the store says.
pub async fn is_empty(app: &AppState) -> Result<bool, Error> {
    let people = app.store.read(|reader| async move { tables::people::all(&reader).await }).await?;
    Ok(people.is_empty())
}
