//! Fills an empty store with the demo: its people, its articles, and its tickets as they were worked, two
//! weeks up to now.

use super::{
    files::DemoFile,
    known,
    people::{DemoGuest, DemoPerson, DemoRole, GUESTS, PEOPLE},
    script::{self, DemoStep, DemoTicket},
    votes::{DemoVotes, VOTES},
};
use crate::{
    error::Error,
    service::{
        accounts, articles, attachments, guests, requests,
        tickets::{self, Wish},
    },
    starter,
    state::AppState,
    store::{
        Tx,
        tables::{self, feedback::VoteRecord},
    },
};
use chrono::TimeDelta;
use shared::{
    actor::{Actor, Person, Role, Roles, Teams},
    attachment::name::FileName,
    id::{AttachmentId, PersonId, TicketId},
    kb::article::Article,
    text::{Body, EmailAddress, PersonName, Remark, ShortAnswer, TextError, Title},
    ticket::{
        command::Command,
        event::Resolution,
        intake::{Intake, contact::Contact, proposal::propose, tree::Tree},
        kind::TicketType,
        team::Team,
    },
    time::Instant,
};
use std::collections::HashMap;

/// Those whom an article helped say so about twice a day.
const HOURS_BETWEEN_VOTES: i64 = 11;

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
    for it in GUESTS {
        cast.insert(it.key, add_guest(app, it, now).await?);
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
    app.knowledge.rebuild(&app.store, &app.open_tickets).await?;
    Ok(app.solved.load(&app.store).await?)
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

async fn add_guest(app: &AppState, it: &DemoGuest, now: Instant) -> Result<Person, Error> {
    let name = PersonName::parse(it.name).map_err(refused)?;
    let email = EmailAddress::parse(it.email).map_err(refused)?;
    let contact = &Contact { email: email.clone(), name: Some(name.clone()) };
    let new = PersonId(app.ids.next(now)?);
    let added =
        app.store.transact(|tx| async move { guests::known_or_new(&tx, contact, new, now).await });
    let (roles, teams) = (Roles::default(), Teams::All);
    Ok(Person { id: added.await?, name, email, roles, teams, opened: Vec::new() })
}

async fn publish(app: &AppState, text: &str, owner: PersonId, now: Instant) -> Result<(), Error> {
    let article = &starter::article(text, &app.ids, owner, now)?;
    let at = article.published;
    let votes = VOTES.iter().find(|it| it.slug == &*article.slug);
    app.store
        .transact(|tx| async move {
            articles::put(&tx, article, owner, at)?;
            match votes {
                Some(votes) => vote(&tx, article, votes, now).await,
                None => Ok(()),
            }
        })
        .await
}

/// Each vote is somebody's else.
async fn vote(tx: &Tx, article: &Article, votes: &DemoVotes, now: Instant) -> Result<(), Error> {
    let solved = (1..=votes.n_solved).map(|n| (true, n * HOURS_BETWEEN_VOTES, ""));
    let not_solved =
        votes.not_solved.iter().map(|(hours_ago, missing)| (false, *hours_ago, *missing));
    for (n, (solved, hours_ago, missing)) in solved.chain(not_solved).enumerate() {
        let voter = blake3::hash(format!("demo {n}").as_bytes()).into();
        let missing = match missing {
            "" => None,
            said => Some(Remark::parse(said).map_err(refused)?),
        };
        let at = now - TimeDelta::hours(hours_ago);
        let vote = VoteRecord { solved, missing, revision: article.revision, at };
        tables::feedback::put(tx, article.id, &voter, Some(&vote)).await?;
    }
    Ok(())
}

async fn play(app: &AppState, script: &DemoTicket, cast: &Cast, now: Instant) -> Result<(), Error> {
    let received = now - TimeDelta::minutes(script.minutes_ago);
    let requester = person(cast, script.requester)?;
    // The script says what its people said; the topic is what intake would have proposed to them.
    let tree = Tree::starting();
    let topic = propose(&tree, script.description).filter(|it| it.category == script.category);
    let topic = topic.and_then(|it| tree.topic(Some(it.category), Some(it.topic)));
    let intake = Intake {
        description: Body::parse(script.description).map_err(refused)?,
        behalf: script.behalf.map(ShortAnswer::parse).transpose().map_err(refused)?,
        title: Title::parse(script.subject).map_err(refused)?,
        category: script.category,
        topic: topic.map(|it| it.label.to_string()),
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
    let mut files = Vec::new();
    for step in script.steps {
        files.push(upload(app, &requester, step.files()).await?);
    }
    let files = &files;
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
            for (step, files) in script.steps.iter().zip(files) {
                let at = received + TimeDelta::minutes(step.minutes_after());
                let by = match step.agent() {
                    Some(agent) => person(cast, agent)?,
                    None => requester.clone(),
                };
                let wish = Wish { command: command(step, cast)?, files: files.clone() };
                ticket = tickets::fulfil_at(&tx, &Actor::Person(by), ticket, wish, at).await?;
            }
            Ok(())
        })
        .await
}

/// Uploads `files` as `owner` does who picks them.
async fn upload(
    app: &AppState,
    owner: &Person,
    files: &[DemoFile],
) -> Result<Vec<AttachmentId>, Error> {
    let mut ids = Vec::with_capacity(files.len());
    for DemoFile { name, bytes } in files {
        let name = FileName::of(name);
        let mut incoming = app.attachments.receive().await.map_err(Error::internal)?;
        incoming.write(bytes).await.map_err(|it| attachments::told(it, &name))?;
        let actor = Actor::Person(owner.clone());
        ids.push(attachments::upload(app, &actor, incoming, name).await?.id);
    }
    Ok(ids)
}

/// What the step wishes.
fn command(step: &DemoStep, cast: &Cast) -> Result<Command, Error> {
    let body = |text: &str| Body::parse(text).map_err(refused);
    Ok(match *step {
        DemoStep::Reply { body: text, .. } => Command::Reply(body(text)?),
        DemoStep::Ask { question, .. } => Command::Ask(body(question)?),
        DemoStep::Answer { body: text, .. } | DemoStep::Send { body: text, .. } => {
            Command::Answer(body(text)?)
        }
        DemoStep::Share { colleague, .. } => Command::AddColleague(person(cast, colleague)?.email),
        DemoStep::Complain { body: text, .. } => Command::Complain(body(text)?),
        DemoStep::Note { body: text, .. } => Command::Note(body(text)?),
        DemoStep::Resolve { cause, fix, advice, .. } => Command::Resolve(Resolution {
            cause: Remark::parse(cause).map_err(refused)?,
            fix: body(fix)?,
            advice: Remark::parse(advice).ok(),
        }),
        DemoStep::Confirm { .. } => Command::Confirm,
        DemoStep::Withdraw { .. } => Command::Withdraw,
    })
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
