//! The desk's side: a whole ticket, and what staff do to it.

use super::{
    Endpoint, Form, address,
    colleagues::address_of_colleague,
    confidential::ConfidentialOnDesk,
    held::{OnTheWay, PublicWords, TakenBack},
    known::KnownOnDesk,
    onward::after_resolving,
    presence::Here,
    queue::{Gone, StaffMember, filter_of},
    related::LinkedTicket,
    requests::Clock,
    step::{Answer, local_time, message, optional, step_form},
    watching::Watching,
};
use crate::{
    actor::Actor,
    attachment::AttachmentRef,
    id::{PersonId, Reference, TicketId},
    kb::audience::Audience,
    permission::{Action, may},
    problem::{Check, Problem},
    sla::{clock::Promise, ledger::Ledger},
    text::{Body, EmailAddress, Remark},
    ticket::{
        Ticket,
        command::Command,
        completeness::Completeness,
        event::Resolution,
        intake::{Answered, Category},
        kind::TicketType,
        link::Tie,
        message::Message,
        priority::Priority,
        queue::filter::QueueFilter,
        seen::Seen,
        source::Source,
        status::Stage,
        team::Team,
    },
    time::Instant,
};
use chrono::NaiveDateTime;
use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One ticket, whole.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GetTicket {
    /// The ticket.
    pub id: TicketId,
}

/// A ticket as staff see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TicketDetail {
    /// When and where to show the times.
    pub clock: Clock,
    /// For programs.
    pub id: TicketId,
    /// For people.
    pub reference: Reference,
    /// The short title.
    pub title: String,
    /// Who asked.
    pub requester: String,
    /// How to reach them.
    pub requester_email: String,
    /// With whom it is shared: they read what is written to the requester.
    pub colleagues: Vec<String>,
    /// Since when a complaint waits for a lead.
    pub unhappy_since: Option<Instant>,
    /// Whether they asked without signing in, so that nothing shows that they are who they say.
    #[serde(default)]
    pub requester_is_guest: bool,
    /// What it is about.
    pub category: Category,
    /// What type of work it is.
    pub ticket_type: TicketType,
    /// Which team it is for.
    pub team: Team,
    /// How it came.
    pub source: Source,
    /// What comes first.
    pub priority: Priority,
    /// Why, as the requester was told.
    pub reason: String,
    /// The requester was not sure of impact or urgency.
    pub needs_triage: bool,
    /// Where it stands.
    pub stage: Stage,
    /// Who works on it.
    pub assignee: Option<String>,
    /// By their id.
    pub assignee_id: Option<PersonId>,
    /// Whether that is the reader.
    pub is_mine: bool,
    /// To whom it can be given.
    pub staff: Vec<StaffMember>,
    /// When it was received.
    pub received: Instant,
    /// What is promised.
    pub promise: Promise,
    /// How the clock of the resolution came to where it stands.
    pub ledger: TicketLedger,
    /// What is known of it, and what to ask for.
    pub completeness: Completeness,
    /// The tickets that belong to it.
    pub linked: Vec<LinkedTicket>,
    /// What the requester does not know of yet, oldest first.
    pub on_the_way: Vec<OnTheWay>,
    /// What the reader took back lately.
    pub taken_back: Vec<TakenBack>,
    /// Who follows it.
    #[serde(default)]
    pub watching: Watching,
    /// Who else is on its page.
    #[serde(default)]
    pub here: Vec<Here>,
    /// What the reader has just decided and can take back, the newest first (D5.7).
    #[serde(default)]
    pub undoable: Vec<Undoable>,
    /// What happened, oldest first.
    pub entries: Vec<TicketEntry>,
    /// What everybody was told about it.
    pub known: Option<KnownOnDesk>,
    /// Who reads it, if not its whole team.
    #[serde(default)]
    pub confidential: Option<ConfidentialOnDesk>,
    /// What the reader can do now.
    pub can: TicketActions,
    /// Whether the reader goes on to the next ticket after a resolution, as their browser remembers it (D5.10).
    #[serde(default)]
    pub goes_on: bool,
}

/// How the clock of the resolution came to where it stands, with the names of those who made it so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TicketLedger {
    /// The clock itself.
    #[serde(flatten)]
    pub ledger: Ledger,
    /// For each of its lines whoever began it, where somebody did.
    pub by: Vec<Option<String>>,
    /// When people work, in words.
    pub hours: String,
}

/// What an agent can do now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TicketActions {
    /// Write to the requester.
    pub reply: bool,
    /// Ask and wait.
    pub ask: bool,
    /// Take it on.
    pub take: bool,
    /// Give it to somebody, or to a team.
    pub assign: bool,
    /// Say that it comes earlier or later.
    pub prioritise: bool,
    /// Say that it is about something else.
    pub categorise: bool,
    /// Say which tickets belong to it.
    pub link: bool,
    /// Say that it is fixed.
    pub resolve: bool,
    /// Say by when the requester hears more.
    pub promise_update: bool,
    /// Make an article of the resolution.
    pub draft_article: bool,
    /// Say that the complaint has been dealt with.
    pub settle: bool,
    /// Choose who else sees the requester's side.
    pub share: bool,
    /// Tell everybody about it, or tell it otherwise.
    pub tell: bool,
    /// Make it confidential, say who reads it, or open it to its team again.
    pub confide: bool,
}

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TicketEntry {
    /// When.
    pub at: Instant,
    /// Who.
    pub by: String,
    /// Whether staff did it.
    pub staff: bool,
    /// Whether a colleague of the requester did it.
    pub colleague: bool,
    /// What.
    pub what: TicketEvent,
    /// The files that came with it.
    #[serde(default)]
    pub files: Vec<AttachmentRef>,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum TicketEvent {
    /// It was filed with this description.
    Filed {
        /// What happened.
        description: String,
        /// For whom, when not for the requester.
        behalf: Option<String>,
        /// What it was closest to, in the requester's choice of words.
        topic: Option<String>,
        /// What else was asked and answered.
        details: Vec<Answered>,
        /// Articles that were read and did not help, by their slugs.
        articles: Vec<String>,
        /// When it began.
        since: Option<String>,
        /// What was tried.
        tried: Option<String>,
    },
    /// It was filed by phone, and staff wrote it down.
    Called,
    /// A public message.
    Message {
        /// What was written.
        body: String,
        /// Whether it asks the requester something.
        question: bool,
    },
    /// For staff only.
    Note {
        /// What was written.
        body: String,
    },
    /// Words for the requester that could not be told any more.
    NotSent {
        /// The words.
        words: PublicWords,
        /// Why.
        why: String,
    },
    /// Somebody took it on.
    Taken,
    /// It was given to somebody, or back to nobody.
    Assigned {
        /// To whom.
        to: Option<String>,
        /// Why.
        reason: Option<String>,
    },
    /// It was given to another team.
    Handed {
        /// To which.
        to: Team,
        /// Why.
        reason: Option<String>,
    },
    /// It comes earlier or later than it did.
    Prioritised {
        /// What it was.
        from: Priority,
        /// What it is from then on.
        to: Priority,
        /// Why, as the requester was told.
        reason: String,
    },
    /// It is about something else.
    Categorised {
        /// What it was about.
        from: Category,
        /// What it is about from then on.
        to: Category,
        /// Why.
        reason: Option<String>,
    },
    /// What was just decided was taken back.
    PutBack {
        /// What holds again.
        to: Restored,
    },
    /// Another ticket belongs to it.
    Tied {
        /// Which.
        reference: Reference,
        /// How.
        tie: Tie,
    },
    /// It does not any more.
    Untied {
        /// Which.
        reference: Reference,
        /// How it did.
        tie: Tie,
    },
    /// An article was used for it.
    ArticleUsed {
        /// The end of its address.
        slug: String,
        /// Its title.
        title: String,
    },
    /// It was made confidential, or others were named who read it.
    Confided {
        /// Why.
        reason: String,
        /// Who reads it from then on, besides whoever has it.
        readers: Vec<String>,
    },
    /// It was opened to its team again.
    Disclosed {
        /// Why.
        reason: Option<String>,
    },
    /// Somebody who does not read it opened it in an emergency.
    OpenedInEmergency {
        /// Why it could not wait.
        reason: String,
        /// Up to when.
        until: Instant,
    },
    /// It is thought to be fixed.
    Resolved {
        /// What was wrong.
        cause: String,
        /// What was done.
        fix: String,
        /// What the requester can do next time.
        advice: Option<String>,
    },
    /// The requester agreed.
    Confirmed,
    /// The requester did not.
    Reopened {
        /// Why.
        body: String,
    },
    /// The requester took it back.
    Withdrawn,
    /// Staff said by when the requester hears more.
    UpdatePromised {
        /// By when.
        by: Instant,
    },
    /// The requester is not happy.
    Complained {
        /// Why.
        body: String,
    },
    /// A lead dealt with that.
    ComplaintSettled,
    /// Everybody was told about it, or told otherwise.
    KnownTold {
        /// What does not work.
        title: String,
        /// More about it, and what to do meanwhile.
        text: String,
        /// Who may read it.
        audience: Audience,
        /// What was new.
        news: Option<String>,
    },
    /// Everybody was told that it is over.
    KnownEnded {
        /// In these words.
        words: String,
    },
    /// It was shared.
    ColleagueAdded {
        /// With whom.
        email: String,
    },
    /// It is shared no more.
    ColleagueRemoved {
        /// With whom.
        email: String,
    },
    /// Somebody left.
    ColleagueLeft {
        /// Who.
        email: String,
    },
}

/// A property as it is again, and what can be taken back as it would be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", tag = "property")]
pub enum Restored {
    /// Who works on it.
    Assignee {
        /// What they are called; none is nobody.
        to: Option<String>,
    },
    /// Which team it is for.
    Team {
        /// Which.
        to: Team,
    },
    /// What comes first.
    Priority {
        /// How soon.
        to: Priority,
    },
    /// What it is about.
    Category {
        /// What.
        to: Category,
    },
}

/// A decision that the reader can take back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Undoable {
    /// Which entry of the timeline, from zero.
    pub entry: u32,
    /// What holds again then.
    pub to: Restored,
    /// Until when it can be taken back.
    pub until: Instant,
}

impl Endpoint for GetTicket {
    const METHOD: Method = Method::GET;
    const ROUTE: &'static str = "/api/v1/tickets/{id}";
    const SUMMARY: &'static str = "One ticket, whole";
    type Response = TicketDetail;

    fn address(&self) -> String {
        address::fill(Self::ROUTE, &[("id", &self.id.to_string())])
    }
}

/// What comes back after something was done to a ticket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TicketChanged {
    /// The ticket.
    pub id: TicketId,
    /// Where it stands now.
    pub stage: Stage,
    /// Where it went, when whoever did it may not read it any more.
    #[serde(default)]
    pub gone: Option<Gone>,
}

impl TicketChanged {
    /// What is told `actor` of `ticket` as it is now.
    #[must_use]
    pub fn of(ticket: &Ticket, actor: &Actor) -> Self {
        let is_read = may(actor, Action::ReadTicket, &ticket.scope(actor)).is_ok();
        let gone = (!is_read).then_some(Gone { reference: ticket.reference, team: ticket.team });
        Self { id: ticket.id, stage: ticket.status.stage(), gone }
    }
}

impl Answer for TicketChanged {
    fn leads(&self) -> Option<String> {
        self.gone.as_ref().map(Gone::page)
    }
}

/// What comes back after a ticket was resolved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TicketResolved {
    /// The ticket.
    pub id: TicketId,
    /// Where it stands now: as long as the resolution can be taken back, where it stood before.
    pub stage: Stage,
    /// The ticket that is due next, where that was asked for and there is one.
    pub next: Option<TicketId>,
}

macro_rules! ticket_form {
    ($($form:tt)*) => {
        step_form! {
            id: TicketId, "/api/v1/tickets/{id}", "/desk/tickets/{id}", TicketChanged; $($form)*
        }
    };
}

/// A resolution, and the end of the known incident where there is one.
#[derive(Debug)]
pub struct Resolving {
    /// How it was solved.
    pub resolution: Resolution,
    /// What everybody reads who follows it.
    pub told: Option<Remark>,
    /// The view of the queue in which to go on, if that is wanted.
    pub onward: Option<QueueFilter>,
}

/// The command that changes a property, provided that it still is what was seen. Programs need not say what
/// they saw.
fn provided(
    check: Check,
    seen: Option<Option<Seen>>,
    command: Option<Command>,
) -> Result<Command, Problem> {
    let command = seen.zip(command).map(|(seen, command)| match seen {
        Some(seen) => Command::Provided(seen, Box::new(command)),
        None => command,
    });
    check.finish(command)
}

/// What was seen, if that was said. `None` when it is refused.
fn seen<T>(
    check: &mut Check,
    was: &str,
    read: impl FnOnce(&str) -> Option<T>,
    seen: fn(T) -> Seen,
) -> Option<Option<Seen>> {
    if was.is_empty() {
        return Some(None);
    }
    check.take("was", read(was).map(seen).ok_or("Load the page again")).map(Some)
}

/// A person by their id, or `nobody`.
pub(super) fn assignee(text: &str) -> Result<Option<PersonId>, &'static str> {
    match text {
        NOBODY => Ok(None),
        id => id.parse().map(Some).map_err(|_| "Choose who works on it"),
    }
}

/// How a form says that nobody works on a ticket.
pub const NOBODY: &str = "nobody";

/// A public answer, with or without a question that pauses the clock.
#[derive(Debug)]
pub struct PublicReply {
    /// What the requester reads.
    pub message: Message,
    /// Whether to wait for an answer.
    pub asks: bool,
    /// What was known when it was written, if that was said.
    pub known: Option<KnownWords>,
}

/// What somebody had read who writes to the requester (D5.13).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KnownWords {
    /// How many entries of the timeline.
    pub n_entries: u32,
    /// Whether it is to be sent although a colleague’s words are on their way.
    pub anyway: bool,
}

/// What was known, as a form says it: nothing when it says nothing. `None` when it is refused.
fn known_words(check: &mut Check, seen: &str, anyway: &str) -> Option<Option<KnownWords>> {
    if seen.is_empty() {
        return Some(None);
    }
    let n_entries = check.take("seen", seen.parse().map_err(|_| "Load the page again"))?;
    Some(Some(KnownWords { n_entries, anyway: !anyway.is_empty() }))
}

ticket_form!(
    ReplyToTicket {
        /// What the requester reads.
        reply,
        /// Anything to wait for an answer.
        asks,
        /// How many entries of the timeline were read when it was written; optional. If somebody else has written since,
        /// nothing is sent.
        seen,
        /// Anything to send it although a colleague’s words are on their way.
        anyway
    }[files],
    "messages",
    "Write to the requester",
    PublicReply,
    |it| {
        let message = message(("reply", &it.reply), "a reply", &it.files)?;
        let mut check = Check::new();
        let known = known_words(&mut check, &it.seen, &it.anyway);
        let known = check.finish(known)?;
        Ok(PublicReply { message, asks: !it.asks.is_empty(), known })
    }
);
ticket_form!(
    NoteOnTicket {
        /// What staff read.
        note
    }[files],
    "notes",
    "Write an internal note",
    Message,
    |it| message(("note", &it.note), "a note", &it.files)
);
ticket_form!(
    PromiseUpdate {
        /// By when, on the desk's clock: `2026-11-23T15:00`.
        by
    },
    "next-update",
    "Say by when the requester hears more",
    NaiveDateTime,
    |it| {
        let mut check = Check::new();
        let by = check.take("by", local_time(&it.by));
        check.finish(by)
    }
);
ticket_form!(TakeTicket {}, "assignment", "Take a ticket on", (), |_| Ok(()));
ticket_form!(
    AssignTicket {
        /// To whom: the id of a person, or `nobody`.
        to,
        /// Why, for staff; optional.
        reason,
        /// Who had it when that was decided; optional. If somebody else has it by now, nothing is changed.
        was
    },
    "assignee",
    "Give a ticket to somebody",
    Command,
    |it| {
        let mut check = Check::new();
        let to = check.take("to", assignee(&it.to));
        let reason = optional(&mut check, "reason", &it.reason, "the reason");
        let seen = seen(&mut check, &it.was, |it| assignee(it).ok(), Seen::Assignee);
        let command = to.zip(reason).map(|(to, reason)| Command::Assign { to, reason });
        provided(check, seen, command)
    }
);
ticket_form!(
    HandTicket {
        /// To which team.
        team,
        /// Why, for staff; optional.
        reason,
        /// Which team had it when that was decided; optional. If another has it by now, nothing is changed.
        was
    },
    "team",
    "Give a ticket to a team",
    Command,
    |it| {
        let mut check = Check::new();
        let to = check.take("team", Team::from_value(&it.team).ok_or("Choose a team"));
        let reason = optional(&mut check, "reason", &it.reason, "the reason");
        let seen = seen(&mut check, &it.was, Team::from_value, Seen::Team);
        let command = to.zip(reason).map(|(to, reason)| Command::Hand { to, reason });
        provided(check, seen, command)
    }
);
ticket_form!(
    CategoriseTicket {
        /// What it is about from now on.
        category,
        /// Why, for staff; optional.
        reason,
        /// What it was about when that was decided; optional. If that changed, nothing is changed.
        was
    },
    "category",
    "Say that a ticket is about something else",
    Command,
    |it| {
        let mut check = Check::new();
        let to = Category::from_value(&it.category).ok_or("Choose a category");
        let to = check.take("category", to);
        let reason = optional(&mut check, "reason", &it.reason, "the reason");
        let seen = seen(&mut check, &it.was, Category::from_value, Seen::Category);
        let command = to.zip(reason).map(|(to, reason)| Command::Categorise { to, reason });
        provided(check, seen, command)
    }
);
ticket_form!(
    PrioritiseTicket {
        /// What it is from now on.
        level,
        /// Why. The requester reads it.
        reason,
        /// What it was when that was decided; optional. If that changed, nothing is changed.
        was
    },
    "priority",
    "Say that a ticket comes earlier or later",
    Command,
    |it| {
        let mut check = Check::new();
        let level = Priority::from_value(&it.level).ok_or("Choose a priority");
        let priority = check.take("level", level);
        let reason = Remark::parse(&it.reason).map_err(|it| it.advice("why"));
        let reason = check.take("reason", reason);
        let seen = seen(&mut check, &it.was, Priority::from_value, Seen::Priority);
        let command = priority.zip(reason);
        let command = command.map(|(priority, reason)| Command::Prioritise { priority, reason });
        provided(check, seen, command)
    }
);
ticket_form!(
    PutBackChange {
        /// What: the entry of the timeline, from zero.
        entry
    },
    "changes/undo",
    "Take back what one has just decided on a ticket",
    u32,
    |it| {
        let mut check = Check::new();
        let entry = check.take("entry", it.entry.parse().map_err(|_| "Load the page again"));
        check.finish(entry)
    }
);
ticket_form!(SettleComplaint {}, "settlement", "Settle a complaint", (), |_| Ok(()));
ticket_form!(
    ShareTicket {
        /// The address of somebody who is to see what the requester sees.
        email
    },
    "colleagues",
    "Share a ticket with a colleague of the requester",
    EmailAddress,
    |it| address_of_colleague(&it.email)
);
ticket_form!(
    UnshareTicket {
        /// The address of a colleague.
        email
    },
    "colleagues/removal",
    "Stop sharing a ticket",
    EmailAddress,
    |it| address_of_colleague(&it.email)
);
step_form!(
    id: TicketId, "/api/v1/tickets/{id}", "/desk/tickets/{id}", TicketResolved;
    ResolveTicket {
        /// What was wrong. For staff.
        cause,
        /// What was done. The requester reads it.
        fix,
        /// What the requester can do next time; optional.
        advice,
        /// What everybody reads who follows it; only where a known incident goes on, which ends with it.
        told,
        /// Anything to be told which ticket is due next.
        onward,
        /// In which view of the queue: the query of its address, such as `with=me`; everything when empty.
        view
    },
    "resolution",
    "Say that it is fixed",
    Resolving,
    |it| {
        let mut check = Check::new();
        let cause =
            check.take("cause", Remark::parse(&it.cause).map_err(|it| it.advice("what was wrong")));
        let fix = check.take("fix", Body::parse(&it.fix).map_err(|it| it.advice("what fixed it")));
        let advice = optional(&mut check, "advice", &it.advice, "what to do next time");
        let told = optional(&mut check, "told", &it.told, "what those who follow it read");
        let onward = (!it.onward.is_empty()).then(|| filter_of(&it.view));
        let valid = (|| {
            let resolution = Resolution { cause: cause?, fix: fix?, advice: advice? };
            Some(Resolving { resolution, told: told?, onward })
        })();
        check.finish(valid)
    },
    goes after_resolving
);
