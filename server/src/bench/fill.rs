//! Fills an empty Portico with as many tickets and articles as are wanted, to be measured. They are written
//! by the same functions that write real ones, many in a transaction.

use super::corpus::{Corpus, CorpusTicket};
use crate::{
    error::Error,
    ids::secret,
    service::{accounts, requests, tickets::fulfil_at},
    state::AppState,
    store::{
        Tx,
        tables::{
            articles,
            people::{self, PersonKind, PersonRecord},
        },
    },
};
use chrono::TimeDelta;
use shared::{
    actor::{Actor, Person, Role, Roles, Teams},
    id::{ArticleId, PersonId, TicketId},
    kb::{article::Article, audience::Audience},
    text::{Body, EmailAddress, PersonName, Remark, Slug, TextError, Title},
    ticket::{
        command::Command,
        event::Resolution,
        intake::{Answers, Category, Intake, NOT_SURE, tree::Tree},
    },
    time::Instant,
};
use std::{fmt, time::Duration};

/// Tickets, articles or people of one transaction.
const BATCH: usize = 250;
/// How many agents share the work.
const AGENTS: usize = 20;

/// What was filled in, and who signs in to look at it.
#[derive(Debug)]
pub struct Filled {
    n_tickets: usize,
    n_articles: usize,
    n_people: usize,
    took: Duration,
    password: String,
}

impl fmt::Display for Filled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { n_tickets, n_articles, n_people, took, password } = self;
        let seconds = took.as_secs_f64();
        writeln!(
            f,
            "{n_tickets} tickets of {n_people} people, {n_articles} articles, {seconds:.1} s"
        )?;
        write!(f, "user0@example.test and agent0@example.test sign in with the password {password}")
    }
}

/// Fills `app`, in which nobody is yet.
///
/// # Errors
/// Somebody is there already, or what the store says.
pub async fn run(app: &AppState, n_tickets: usize, n_articles: usize) -> Result<Filled, Error> {
    let began = std::time::Instant::now();
    let corpus = Corpus::new();
    let n_people = Corpus::n_people(n_tickets);
    if !app.store.read(|reader| async move { people::all(&reader).await }).await?.is_empty() {
        return Err(Error::internal("this folder is in use: measure with one of its own"));
    }
    let password = secret()?;
    let staff =
        add_people(app, "agent", &[Role::Requester, Role::Agent], AGENTS, &password).await?;
    let requesters = add_people(app, "user", &[Role::Requester], n_people, &password).await?;
    let fill = Fill { app, corpus, staff, requesters, n_tickets, now: app.now() };
    fill.tickets().await?;
    fill.articles(n_articles).await?;
    Ok(Filled { n_tickets, n_articles, n_people, took: began.elapsed(), password })
}

/// Adds so many people with these roles, of whom the first can sign in.
async fn add_people(
    app: &AppState,
    name: &str,
    roles: &[Role],
    n_people: usize,
    password: &str,
) -> Result<Vec<Person>, Error> {
    let named = |number| {
        let email = EmailAddress::parse(&format!("{name}{number}@example.test"));
        Ok::<_, TextError>((PersonName::parse(&format!("{name} {number}"))?, email?))
    };
    let (first_name, email) = named(0).map_err(refused)?;
    let first = accounts::add_person(app, first_name, email, roles, Some(password.to_owned()));
    let mut records = vec![first.await?];
    for number in 1..n_people {
        let ((name, email), created) = (named(number).map_err(refused)?, app.now());
        let id = PersonId(app.ids.next(created)?);
        let (roles, kind) = (Roles::new(roles), PersonKind::Member);
        records.push(PersonRecord {
            id,
            name,
            email,
            roles,
            password: None,
            created,
            kind,
            suspended: None,
            teams: Teams::All,
        });
    }
    for batch in records[1..].chunks(BATCH) {
        app.store
            .transact(|tx| async move { batch.iter().try_for_each(|it| people::add(&tx, it)) })
            .await?;
    }
    Ok(records.iter().map(PersonRecord::person).collect())
}

struct Fill<'a> {
    app: &'a AppState,
    corpus: Corpus,
    staff: Vec<Person>,
    requesters: Vec<Person>,
    n_tickets: usize,
    now: Instant,
}

impl Fill<'_> {
    /// The oldest ticket comes first, as it would have.
    async fn tickets(&self) -> Result<(), Error> {
        let of_number = |it: &usize| self.corpus.ticket(*it, self.n_tickets);
        let mut numbers: Vec<usize> = (0..self.n_tickets).collect();
        numbers.sort_by_cached_key(|it| -of_number(it).minutes_ago);
        for batch in numbers.chunks(BATCH) {
            let mut planned = Vec::with_capacity(batch.len());
            for number in batch {
                let ticket = of_number(number);
                let id = self.app.ids.next(self.received(&ticket))?;
                planned.push((TicketId(id), &self.staff[number % AGENTS], ticket));
            }
            let planned = &planned;
            self.app
                .store
                .transact(|tx| async move {
                    for (id, agent, ticket) in planned {
                        self.ticket(&tx, *id, agent, ticket).await?;
                    }
                    Ok::<_, Error>(())
                })
                .await?;
        }
        Ok(())
    }

    fn received(&self, ticket: &CorpusTicket) -> Instant {
        self.now - TimeDelta::minutes(ticket.minutes_ago)
    }

    /// A ticket as it was worked: answered within the hour and, unless it is still open, resolved within the
    /// day and closed by whoever asked. Of those that are open a third have no answer.
    async fn ticket(
        &self,
        tx: &Tx,
        id: TicketId,
        agent: &Person,
        ticket: &CorpusTicket,
    ) -> Result<(), Error> {
        let (asked, received) = (&self.requesters[ticket.person], self.received(ticket));
        let intake = intake(ticket)?;
        let mut head =
            requests::insert(tx, id, asked.id, intake, Vec::new(), received, received).await?;
        if ticket.is_open && ticket.pressure.is_multiple_of(3) {
            return Ok(());
        }
        let (by_agent, by_asked) = (Actor::Person(agent.clone()), Actor::Person(asked.clone()));
        let reply = Body::parse(&ticket.reply).map_err(refused)?;
        let cause = Remark::parse(&ticket.subject).map_err(refused)?;
        let resolution = Resolution { cause, fix: reply.clone(), advice: None };
        let steps = [
            (&by_agent, 40, Command::Take),
            (&by_agent, 45, Command::Reply(reply)),
            (&by_agent, 600, Command::Resolve(resolution)),
            (&by_asked, 700, Command::Confirm),
        ];
        let n_steps = if ticket.is_open { 2 } else { steps.len() };
        for (actor, minutes, command) in steps.into_iter().take(n_steps) {
            let at = (received + TimeDelta::minutes(minutes)).min(self.now);
            head = fulfil_at(tx, actor, head, command.into(), at).await?;
        }
        Ok(())
    }

    async fn articles(&self, n_articles: usize) -> Result<(), Error> {
        let numbers: Vec<usize> = (0..n_articles).collect();
        for batch in numbers.chunks(BATCH) {
            let mut written = Vec::with_capacity(batch.len());
            for number in batch {
                written.push(self.article(*number)?);
            }
            let written = &written;
            self.app
                .store
                .transact(|tx| async move {
                    written.iter().try_for_each(|it| articles::put(&tx, it, it.owner, it.published))
                })
                .await?;
        }
        Ok(())
    }

    fn article(&self, number: usize) -> Result<Article, Error> {
        let text = self.corpus.article(number);
        Ok(Article {
            id: ArticleId(self.app.ids.next(self.now)?),
            slug: Slug::parse(&format!("article-{number}")).map_err(refused)?,
            revision: 1,
            title: Title::parse(&text.title).map_err(refused)?,
            body: Body::parse(&text.body).map_err(refused)?,
            keywords: None,
            category: Category::STARTING[number % Category::STARTING.len()],
            language: "en".to_owned(),
            audience: Audience::Public,
            owner: self.staff[number % AGENTS].id,
            source: None,
            published: self.now,
            reviewed: self.now,
        })
    }
}

fn intake(ticket: &CorpusTicket) -> Result<Intake, Error> {
    let impacts = ["only-me", "several", "shared"];
    let urgencies = ["can-wait", "slowed", "blocked"];
    let answers = Answers {
        description: ticket.description.clone(),
        title: ticket.subject.clone(),
        category: Category::STARTING[ticket.category % Category::STARTING.len()].to_string(),
        topic: NOT_SURE.to_owned(),
        impact: impacts[ticket.pressure / 3].to_owned(),
        urgency: urgencies[ticket.pressure % 3].to_owned(),
        ..Answers::default()
    };
    answers.check(&Tree::starting()).map_err(Error::from)
}

fn refused(error: TextError) -> Error {
    Error::internal(format!("a text that was made up {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        check,
        clock::Clock,
        state::Site,
        store::{Options, Store},
    };
    use chrono_tz::Tz;

    #[tokio::test]
    async fn what_is_filled_in_is_sound_and_no_other_folder_is_filled() {
        let folder = tempfile::tempdir().unwrap();
        let options = Options { durable: false, ..Options::default() };
        let site = Site {
            attachments: folder.path().join("attachments"),
            public_origin: None,
            url: "".into(),
            trusted_proxy: false,
            guests: false,
            demo: false,
            oidc: Default::default(),
            undo: TimeDelta::zero(),
            zone: Tz::UTC,
            clock: Clock::Machine,
        };
        let store = Store::open(&folder.path().join("store"), options).unwrap();
        let app = AppState::new(store, site).await.unwrap();
        let filled = run(&app, 80, 12).await.unwrap().to_string();
        assert!(filled.starts_with("80 tickets of 21 people, 12 articles, "), "{filled}");

        let mut faults = Vec::new();
        check::run(&app.store, &mut |it| faults.push(it.to_string())).await.unwrap();
        assert_eq!(faults, [""; 0]);
        let again = run(&app, 1, 1).await.map(|it| it.to_string());
        assert!(again.unwrap_err().to_string().contains("in use"));

        app.open_tickets.load(&app.store).await.unwrap();
        let n_open = app.open_tickets.all().len();
        assert!((10..40).contains(&n_open), "{n_open} of 80 are open");
    }
}
