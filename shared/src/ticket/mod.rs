//! A ticket and the only way it changes. Knows nothing of storage, of HTTP, or of what time it is.

pub mod colleagues;
pub mod command;
pub mod completeness;
pub mod concern;
pub mod confidential;
pub mod event;
pub mod filter;
pub mod held;
pub mod intake;
pub mod kind;
pub mod known;
pub mod link;
pub mod mention;
pub mod message;
pub mod priority;
pub mod put_back;
pub mod queue;
pub mod seen;
pub mod similar;
pub mod source;
pub mod status;
pub mod team;

use crate::{
    actor::{Actor, Person, Role},
    id::{PersonId, Reference, TicketId},
    permission::{Action, Denied, Scope, may},
    sla::clock::{Facts, Pause},
    text::{EmailAddress, Slug, Title},
    time::Instant,
};
use chrono::TimeDelta;
use command::Command;
use confidential::Confidential;
use event::Event;
use intake::{Category, Intake};
use kind::TicketType;
use known::{Ending, Known};
use link::{Link, Tie};
use priority::{Assessment, Impact, Matrix, Priority, Urgency, reason};
use serde::{Deserialize, Serialize};
use source::Source;
use status::{CloseReason, Stage, Status};
use team::Team;

/// For how long a requester may reopen what was closed (ruling 10).
pub const REOPEN_WITHIN: TimeDelta = TimeDelta::days(14);
/// How far ahead a new time may be: further, it is a slip of the hand and comforts nobody.
pub const UPDATE_WITHIN: TimeDelta = TimeDelta::days(30);

/// The head of a ticket: everything but its timeline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ticket {
    /// For programs.
    pub id: TicketId,
    /// For people.
    pub reference: Reference,
    /// The short title.
    pub title: Title,
    /// Who asked.
    pub requester: PersonId,
    /// What it is about.
    pub category: Category,
    /// What type of work it is.
    #[serde(default)]
    pub ticket_type: TicketType,
    /// Which team it is for.
    #[serde(default)]
    pub team: Team,
    /// How it came.
    #[serde(default)]
    pub source: Source,
    /// Who is affected; `None` when the requester was not sure.
    pub impact: Option<Impact>,
    /// How it stops work; `None` when the requester was not sure.
    pub urgency: Option<Urgency>,
    /// What comes first.
    pub priority: Priority,
    /// Why it comes there, where nobody was asked about impact and urgency.
    #[serde(default)]
    pub because: Option<String>,
    /// The requester was not sure of topic, impact or urgency (ruling 18).
    pub needs_triage: bool,
    /// Where it stands.
    pub status: Status,
    /// Who works on it.
    pub assignee: Option<PersonId>,
    /// When the requester reported it, as far as known.
    pub reported: Instant,
    /// When Portico received it; from here the clocks run.
    pub received: Instant,
    /// What the clocks are computed from.
    pub facts: Facts,
    /// Which version of the settings promises it: the one in force when it came in. What was promised stays.
    #[serde(default)]
    pub promised_by: u64,
    /// When something last happened that the requester may know of: a note must not move it.
    pub updated: Instant,
    /// How many entries the timeline has.
    pub n_entries: u32,
    /// With whom it is shared, each once.
    #[serde(default)]
    pub colleagues: Vec<EmailAddress>,
    /// Since when a complaint waits for a lead (A42).
    #[serde(default)]
    pub unhappy_since: Option<Instant>,
    /// The tickets that belong to it, each once.
    #[serde(default)]
    pub links: Vec<Link>,
    /// The articles that were used for it, each once (A34).
    #[serde(default)]
    pub articles: Vec<Slug>,
    /// What everybody was told about it, if they were (A18).
    #[serde(default)]
    pub known: Option<Box<Known>>,
    /// Who reads it, if not its whole team (A71).
    #[serde(default)]
    pub confidential: Option<Box<Confidential>>,
}

/// Why a command was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// Not by this actor.
    Denied(Denied),
    /// Not from this stage.
    Stage {
        /// Where the ticket stands.
        stage: Stage,
        /// What to do instead.
        advice: &'static str,
    },
    /// What was said cannot be so.
    Field {
        /// The name of the field.
        name: &'static str,
        /// What to say instead.
        advice: &'static str,
    },
}

impl Ticket {
    /// A new ticket with its first event; `matrix` says what comes first. It is promised by what Portico started
    /// with, until somebody says otherwise.
    #[must_use]
    pub fn file(
        id: TicketId,
        reference: Reference,
        requester: PersonId,
        intake: Intake,
        matrix: &Matrix,
        reported: Instant,
        received: Instant,
    ) -> (Self, Event) {
        let assessment = intake.assessment(matrix);
        let ticket = Self {
            id,
            reference,
            title: intake.title.clone(),
            requester,
            category: intake.category,
            ticket_type: intake.ticket_type,
            team: intake.team,
            source: Source::Portal,
            impact: intake.impact,
            urgency: intake.urgency,
            priority: assessment.priority,
            because: intake.because.clone(),
            needs_triage: assessment.needs_triage,
            status: Status::New,
            assignee: None,
            reported,
            received,
            facts: Facts::acknowledged(received),
            promised_by: 0,
            updated: received,
            n_entries: 1,
            colleagues: Vec::new(),
            unhappy_since: None,
            links: Vec::new(),
            articles: Vec::new(),
            known: None,
            confidential: None,
        };
        (ticket, Event::Filed(Box::new(intake)))
    }

    /// Its priority with the reason, as the requester was told.
    #[must_use]
    pub fn assessment(&self) -> Assessment {
        Assessment {
            priority: self.priority,
            reason: self.because.clone().unwrap_or_else(|| reason(self.impact, self.urgency)),
            needs_triage: self.needs_triage,
        }
    }

    /// A new ticket came by phone: whoever wrote it down has answered the caller (ruling 22).
    pub fn take_call(&mut self, by: PersonId, now: Instant) -> Event {
        let event = Event::Called;
        self.evolve(&event, by, now);
        event
    }

    /// What a permission of `actor` is about.
    #[must_use]
    pub fn scope(&self, actor: &Actor) -> Scope {
        let person = actor.person();
        let has_it = |it: &Person| self.assignee == Some(it.id);
        let has_opened = |it: &Person| it.opened.contains(&self.id) && it.works_for(self.team);
        let is_given =
            person.is_some_and(|it| has_it(it) || self.is_read_by(it.id) || has_opened(it));
        Scope::Ticket {
            id: self.id,
            requester: self.requester,
            is_participant: person.is_some_and(|it| self.is_shared_with(&it.email)),
            team: self.team,
            is_given,
            is_confidential: self.confidential.is_some(),
        }
    }

    /// Whether staff still have something to do with it: it is open, a complaint waits, or everybody is told
    /// that it goes on.
    #[must_use]
    pub fn is_on_the_desk(&self) -> bool {
        self.status.stage().is_open() || self.unhappy_since.is_some() || self.notice().is_some()
    }

    /// Until when the requester may reopen it; `None` while it is not closed.
    #[must_use]
    pub fn reopen_until(&self) -> Option<Instant> {
        match self.status {
            Status::Closed { at, .. } => Some(at + REOPEN_WITHIN),
            _ => None,
        }
    }

    /// Grants `command` and changes accordingly, or refuses it and changes nothing.
    ///
    /// # Errors
    /// The actor may not, or the ticket does not stand where this can be done.
    pub fn apply(
        &mut self,
        command: Command,
        actor: &Actor,
        now: Instant,
    ) -> Result<Vec<Event>, Refusal> {
        may(actor, command.action(), &self.scope(actor)).map_err(Refusal::Denied)?;
        let Some(by) = actor.author() else { return Err(Refusal::Denied(Denied::SignIn)) };
        let settles =
            self.unhappy_since.is_some() && command.is_public_answer() && actor.has(Role::Lead);
        let mut events = self.decide(command, by, actor.person(), now)?;
        events.extend(settles.then_some(Event::ComplaintSettled));
        for event in &events {
            self.evolve(event, by, now);
        }
        Ok(events)
    }

    fn decide(
        &self,
        command: Command,
        by: PersonId,
        person: Option<&Person>,
        now: Instant,
    ) -> Result<Vec<Event>, Refusal> {
        let refuse = |advice| Err(Refusal::Stage { stage: self.status.stage(), advice });
        let own = person.filter(|it| it.id == self.requester).map(|it| &it.email);
        let taken = self.assignee.is_none().then_some(Event::Taken);
        match (command, self.status) {
            (Command::Note(body), _) => Ok(vec![Event::Noted(body)]),
            (Command::Tie(link), _) => self.tie(link),
            (Command::Untie(to), _) => self.untie(to),
            (Command::UseArticle { slug, .. }, _) if self.articles.contains(&slug) => Ok(vec![]),
            (Command::UseArticle { slug, title }, _) => {
                Ok(vec![Event::ArticleUsed { slug, title }])
            }
            (Command::Confide { reason, readers }, _) => self.confide(reason, readers, by),
            (Command::Disclose(reason), _) => Ok(self.disclose(reason)),
            (Command::OpenConfidential { reason, until }, _) => {
                Ok(vec![Event::OpenedInEmergency { reason, until }])
            }
            (Command::Complain(body), _) => Ok(vec![Event::Complained(body)]),
            (Command::SettleComplaint, _) => {
                Ok(self.unhappy_since.map(|_| Event::ComplaintSettled).into_iter().collect())
            }
            (Command::AddColleague(email), _) => self.add(email, own),
            (Command::RemoveColleague(email), _) => Ok(self.remove(email)),
            (Command::TellKnown(it), _) => self.tell(*it, now),
            (Command::EndKnown(words), _) => self.end_known(words),
            (Command::Leave, _) => {
                // Nobody but a member has an address that was vouched for, or is allowed what needs one.
                let person = person.ok_or(Refusal::Denied(Denied::SignIn))?;
                Ok(vec![Event::ColleagueLeft(person.email.clone())])
            }
            (Command::Take, Status::Closed { .. }) => refuse("a closed ticket is taken by nobody"),
            (Command::Provided(seen, command), _) => {
                seen.still(self)?;
                self.decide(*command, by, person, now)
            }
            (
                Command::Assign { .. }
                | Command::Hand { .. }
                | Command::Prioritise { .. }
                | Command::Categorise { .. }
                | Command::PutBack { .. },
                Status::Closed { .. },
            ) => refuse("it is closed; there is nothing to do any more"),
            (Command::Assign { to, .. }, _) if self.assignee == to => Ok(vec![]),
            (Command::Assign { to, reason }, _) => Ok(vec![Event::Assigned { to, reason }]),
            (Command::Hand { to, .. }, _) if self.team == to => Ok(vec![]),
            (Command::Hand { to, reason }, _) => {
                Ok(vec![Event::Handed { from: self.team, to, reason }])
            }
            // Whoever says the same of what was not sure has looked at it.
            (Command::Prioritise { priority, .. }, _)
                if self.priority == priority && !self.needs_triage =>
            {
                Ok(vec![])
            }
            (Command::Prioritise { priority, reason }, _) => {
                Ok(vec![Event::Prioritised { from: self.priority, to: priority, reason }])
            }
            (Command::Categorise { to, .. }, _) if self.category == to => Ok(vec![]),
            (Command::Categorise { to, reason }, _) => {
                Ok(vec![Event::Categorised { from: self.category, to, reason }])
            }
            (Command::PutBack { of, to }, _) => Ok(vec![Event::PutBack { of, to }]),
            (Command::Take, _) if self.assignee == Some(by) => Ok(vec![]),
            (Command::Take, _) => Ok(vec![Event::Taken]),
            (Command::Reopen(_), _) if self.merged_into().is_some() => {
                refuse("it goes on as another of your requests; write there")
            }
            (Command::Reopen(_), Status::Closed { at, .. }) if now - at > REOPEN_WITHIN => {
                refuse("it was closed more than 14 days ago; send a new request")
            }
            (Command::Reopen(body), Status::Resolved { .. } | Status::Closed { .. }) => {
                Ok(vec![Event::Reopened(body)])
            }
            (Command::Reopen(_), _) => refuse("it is open already; write a message instead"),
            (_, Status::Closed { .. }) => refuse("it is closed; reopen it first"),
            (Command::Answer(body), _) => Ok(vec![Event::Answered(body)]),
            (Command::Reply(body), _) => {
                Ok(taken.into_iter().chain([Event::Replied(body)]).collect())
            }
            (Command::Confirm, Status::Resolved { .. }) => Ok(vec![Event::Confirmed]),
            (Command::Confirm, _) => refuse("nobody has said yet that it is fixed"),
            (_, Status::Resolved { .. }) => refuse("it is resolved; the requester can reopen it"),
            (Command::Ask(body), _) => Ok(taken.into_iter().chain([Event::Asked(body)]).collect()),
            (Command::Resolve(_), _) if self.notice().is_some() => {
                Err(Refusal::Field { name: "told", advice: "Enter what those who follow it read" })
            }
            (Command::Resolve(it), _) => {
                Ok(taken.into_iter().chain([Event::Resolved(it)]).collect())
            }
            (Command::ResolveAndEnd(it, words), _) => {
                let ended = self.notice().map(|_| Event::KnownEnded(words));
                Ok(taken.into_iter().chain([Event::Resolved(it)]).chain(ended).collect())
            }
            (Command::Withdraw, _) => Ok(vec![Event::Withdrawn]),
            (Command::PromiseUpdate(by), _) if by <= now => {
                Err(Refusal::Field { name: "by", advice: "Enter a time that is still to come" })
            }
            (Command::PromiseUpdate(by), _) if by - now > UPDATE_WITHIN => {
                Err(Refusal::Field { name: "by", advice: "Enter a time within the next 30 days" })
            }
            (Command::PromiseUpdate(by), _) => Ok(vec![Event::UpdatePromised { by }]),
        }
    }

    fn evolve(&mut self, event: &Event, by: PersonId, now: Instant) {
        if event.is_public() {
            self.updated = now;
        }
        self.n_entries += 1;
        match event {
            Event::Filed(_)
            | Event::Noted(_)
            | Event::NotSent(_)
            | Event::OpenedInEmergency { .. } => {}
            Event::Confided { reason, readers } => {
                let (reason, readers) = (reason.clone(), readers.clone());
                let since = self.confidential.as_ref().map_or(now, |it| it.since);
                self.confidential = Some(Box::new(Confidential { since, reason, readers }));
            }
            Event::Disclosed { .. } => self.confidential = None,
            Event::Answered(_) => {
                if let Status::AwaitingRequester { .. } = self.status {
                    self.status = Status::InProgress;
                    self.facts.resume(now);
                }
            }
            Event::Taken => {
                self.assignee = Some(by);
                if self.status == Status::New {
                    self.status = Status::InProgress;
                }
            }
            Event::Assigned { to, .. } => self.give_to(*to),
            Event::PutBack { to, .. } => self.put_back(to),
            Event::Handed { to, .. } => self.team = *to,
            Event::Tied(link) => {
                self.links.push(*link);
                if link.tie == Tie::MergedInto {
                    self.facts.merge(now);
                    self.status = Status::Closed { at: now, reason: CloseReason::Merged };
                }
            }
            Event::Untied(link) => {
                self.links.retain(|it| it.to != link.to);
                if link.tie == Tie::MergedInto {
                    self.facts.reopen(now);
                    let is_begun = self.assignee.is_some() || self.facts.first_response.is_some();
                    self.status = if is_begun { Status::InProgress } else { Status::New };
                }
            }
            Event::ArticleUsed { slug, .. } => self.articles.push(slug.clone()),
            Event::Categorised { to, .. } => self.category = *to,
            Event::Prioritised { to, reason, .. } => {
                self.priority = *to;
                self.because = Some(reason.to_string());
                self.needs_triage = false;
            }
            Event::Called => {
                self.source = Source::Phone;
                self.facts.respond(now);
            }
            Event::Replied(_) => {
                self.facts.respond(now);
                if self.status == Status::New {
                    self.status = Status::InProgress;
                }
            }
            Event::Asked(_) => {
                self.facts.respond(now);
                self.facts.pause(Pause::WaitingForRequester, now);
                self.status = Status::AwaitingRequester { since: now };
            }
            Event::Resolved(_) => {
                self.facts.respond(now);
                self.facts.resolve(now);
                self.status = Status::Resolved { at: now, by };
            }
            Event::Confirmed => {
                self.status = Status::Closed { at: now, reason: CloseReason::Confirmed };
            }
            Event::Reopened(_) => {
                self.facts.reopen(now);
                self.status = Status::InProgress;
            }
            Event::UpdatePromised { by } => self.facts.promise_update(*by),
            Event::Withdrawn => {
                self.facts.withdraw(now);
                self.status = Status::Closed { at: now, reason: CloseReason::Withdrawn };
            }
            Event::Complained(_) => {
                self.unhappy_since.get_or_insert(now);
            }
            Event::ComplaintSettled => self.unhappy_since = None,
            Event::KnownTold { notice, .. } => {
                self.known = Some(Box::new(Known { notice: (**notice).clone(), ended: None }));
            }
            Event::KnownEnded(words) => {
                if let Some(known) = &mut self.known {
                    known.ended = Some(Ending { at: now, words: words.clone() });
                }
            }
            Event::ColleagueAdded(email) => self.colleagues.push(email.clone()),
            Event::ColleagueRemoved(email) | Event::ColleagueLeft(email) => {
                self.colleagues.retain(|it| it != email);
            }
        }
    }

    fn give_to(&mut self, to: Option<PersonId>) {
        self.assignee = to;
        // Given back before anybody answered, nothing has been done yet.
        match (to, self.status) {
            (Some(_), Status::New) => self.status = Status::InProgress,
            (None, Status::InProgress) if self.facts.first_response.is_none() => {
                self.status = Status::New;
            }
            _ => {}
        }
    }

    /// What `actor` could do to the ticket as it stands, for buttons.
    #[must_use]
    pub fn allows(&self, actor: &Actor, action: Action, now: Instant) -> bool {
        let stage = self.status.stage();
        let standing = match action {
            Action::ConfirmTicket => stage == Stage::Resolved,
            Action::ReopenTicket => match self.status {
                Status::Resolved { .. } => true,
                Status::Closed { at, .. } => {
                    now - at <= REOPEN_WITHIN && self.merged_into().is_none()
                }
                _ => false,
            },
            Action::WithdrawTicket | Action::ResolveTicket => {
                stage.is_open() && stage != Stage::Resolved
            }
            Action::AnswerTicket
            | Action::ReplyToTicket
            | Action::TakeTicket
            | Action::AssignTicket
            | Action::ChangePriority
            | Action::ChangeCategory => stage.is_open(),
            Action::SettleComplaint => self.unhappy_since.is_some(),
            Action::TellKnown => self.can_be_told(),
            _ => true,
        };
        standing && may(actor, action, &self.scope(actor)).is_ok()
    }
}

#[cfg(test)]
mod tests;
