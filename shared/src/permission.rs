//! Who may do what: one table, asked by the button in the browser and by the endpoint inside its
//! transaction.

use crate::{
    actor::{Actor, Guest, Role},
    id::{PersonId, TicketId},
    kb::audience::Audience,
};

/// What somebody wants to do. A rule about a field is an action of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// File a request for oneself.
    FileTicket,
    /// File a request for somebody who calls.
    LogCall,
    /// Read the requester's side of a ticket.
    ReadRequest,
    /// Read the whole ticket, notes included.
    ReadTicket,
    /// See what is to be done.
    ReadQueue,
    /// Write on a request: one's own, or one that was shared.
    AnswerTicket,
    /// Write to the requester.
    ReplyToTicket,
    /// Write for staff only.
    NoteOnTicket,
    /// Take a ticket on.
    TakeTicket,
    /// Give a ticket to somebody, to a team, or back to nobody.
    AssignTicket,
    /// Say that a ticket comes earlier or later than its answers made it (ruling 6).
    ChangePriority,
    /// Say that a ticket is about something else (A14).
    ChangeCategory,
    /// Say which tickets belong together.
    LinkTickets,
    /// Keep a view of the queue, for oneself or for everybody on the desk.
    SaveView,
    /// Take a view away again.
    RemoveView,
    /// Do one thing to many tickets; each of them is asked about besides.
    SendBatch,
    /// Look at what became of that, and take it back.
    ReadBatch,
    /// Say that it is fixed.
    ResolveTicket,
    /// Agree that it is.
    ConfirmTicket,
    /// Say that it is not.
    ReopenTicket,
    /// Take one's request back.
    WithdrawTicket,
    /// Say that one is not happy with how it goes (A42).
    Complain,
    /// Choose who else sees a request (B8).
    ShareTicket,
    /// Leave a request that somebody shared.
    LeaveTicket,
    /// Say that a complaint has been dealt with.
    SettleComplaint,
    /// Tell everybody about a ticket that concerns many, or that it is over (A18).
    TellKnown,
    /// Read what everybody is told.
    ReadKnown,
    /// Say that it concerns oneself too.
    FollowKnown,
    /// Read an article.
    ReadArticle,
    /// Write and publish articles (ruling 23).
    WriteArticle,
    /// Take the starter articles (ruling 25).
    TakeStarterArticles,
    /// Read the settings and what they were before.
    ReadSettings,
    /// Change what comes first (ruling 6).
    ChangeMatrix,
    /// Change every other setting, or all of them at once.
    ChangeSettings,
    /// See who there is, add people, change what they may do.
    ManagePeople,
    /// See what wants a lead's eye, and who has how much to do.
    ReadWall,
    /// Read the numbers of the whole desk, without any text of a ticket.
    ReadReport,
    /// Read which tickets are behind the numbers.
    ListReported,
}

/// What the action is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Nothing in particular.
    Portico,
    /// One ticket.
    Ticket {
        /// Which.
        id: TicketId,
        /// Whose it is.
        requester: PersonId,
        /// Whether the requester shared it with the actor.
        is_participant: bool,
    },
    /// One article.
    Article {
        /// Who may read it.
        audience: Audience,
    },
    /// What everybody is told about a ticket.
    Known {
        /// Who may read it.
        audience: Audience,
    },
    /// A saved view of the queue.
    View {
        /// Who saved it.
        by: PersonId,
        /// Whether everybody on the desk has it.
        is_shared: bool,
    },
    /// One thing done to many tickets.
    Batch {
        /// Who did it.
        by: PersonId,
    },
}

/// Why not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Denied {
    /// Somebody has to sign in first.
    SignIn,
    /// For this actor the thing is not there (attack 9).
    Hidden,
    /// It can be seen, but this is for others.
    Role(&'static str),
}

/// Decides; whatever is not allowed here is denied.
///
/// # Errors
/// Why not.
pub fn may(actor: &Actor, action: Action, scope: &Scope) -> Result<(), Denied> {
    if let (Action::ReadArticle, Scope::Article { audience })
    | (Action::ReadKnown, Scope::Known { audience }) = (action, scope)
    {
        return if audience.includes(actor) { Ok(()) } else { Err(Denied::Hidden) };
    }
    if let Actor::Guest(guest) = actor {
        return if may_by_link(guest, action, scope) { Ok(()) } else { Err(Denied::SignIn) };
    }
    let Some(person) = actor.person() else { return Err(Denied::SignIn) };
    let staff = person.roles.is_staff();
    let granted = match (action, scope) {
        (Action::FileTicket, Scope::Portico) => person.roles.has(Role::Requester),
        (
            Action::ReadQueue | Action::SaveView | Action::SendBatch | Action::LogCall,
            Scope::Portico,
        ) => staff,
        (Action::ReadBatch, Scope::Batch { by }) => staff && *by == person.id,
        (Action::RemoveView, Scope::View { by, is_shared }) => {
            staff && (*by == person.id || *is_shared && person.roles.has(Role::Lead))
        }
        (Action::WriteArticle, Scope::Portico) => staff,
        (
            Action::TakeStarterArticles | Action::ChangeSettings | Action::ManagePeople,
            Scope::Portico,
        ) => person.roles.has(Role::Administrator),
        (Action::ReadWall | Action::ListReported, Scope::Portico) => person.roles.has(Role::Lead),
        (Action::ReadSettings | Action::ChangeMatrix | Action::ReadReport, Scope::Portico) => {
            person.roles.has(Role::Administrator) || person.roles.has(Role::Lead)
        }
        (Action::WriteArticle, Scope::Article { audience }) => staff && audience.includes(actor),
        (
            Action::ReadRequest | Action::AnswerTicket,
            Scope::Ticket { requester, is_participant, .. },
        ) => *requester == person.id || *is_participant,
        (
            Action::ConfirmTicket
            | Action::ReopenTicket
            | Action::WithdrawTicket
            | Action::Complain,
            Scope::Ticket { requester, .. },
        ) => *requester == person.id,
        (Action::ShareTicket, Scope::Ticket { requester, .. }) => staff || *requester == person.id,
        (Action::FollowKnown, Scope::Known { audience }) => audience.includes(actor),
        (Action::LeaveTicket, Scope::Ticket { is_participant, .. }) => *is_participant,
        (Action::SettleComplaint, Scope::Ticket { .. }) => person.roles.has(Role::Lead),
        (
            Action::ReadTicket
            | Action::ReplyToTicket
            | Action::NoteOnTicket
            | Action::TakeTicket
            | Action::AssignTicket
            | Action::ChangePriority
            | Action::ChangeCategory
            | Action::LinkTickets
            | Action::ResolveTicket
            | Action::TellKnown,
            Scope::Ticket { .. },
        ) => staff,
        _ => false,
    };
    if granted { Ok(()) } else { Err(refusal(actor, scope)) }
}

/// A link opens its one request, to do what its requester may; and no longer once that is a member's.
fn may_by_link(guest: &Guest, action: Action, scope: &Scope) -> bool {
    let is_theirs = match scope {
        Scope::Ticket { id, requester, .. } => (*id, *requester) == (guest.ticket, guest.person),
        _ => false,
    };
    let is_granted = matches!(
        action,
        Action::ReadRequest
            | Action::AnswerTicket
            | Action::ConfirmTicket
            | Action::ReopenTicket
            | Action::WithdrawTicket
    );
    is_theirs && is_granted
}

/// A thing that the actor may see is refused with a reason; one that they may not see is not there.
fn refusal(actor: &Actor, scope: &Scope) -> Denied {
    let seen = match scope {
        Scope::Portico => true,
        Scope::Ticket { requester, is_participant, .. } => {
            let is_own = actor.person().is_some_and(|it| it.id == *requester);
            is_own || *is_participant || actor.is_staff()
        }
        Scope::Article { audience } | Scope::Known { audience } => audience.includes(actor),
        Scope::View { by, is_shared } => {
            actor.is_staff() && (*is_shared || actor.person().is_some_and(|it| it.id == *by))
        }
        Scope::Batch { by } => actor.is_staff() && actor.person().is_some_and(|it| it.id == *by),
    };
    if seen { Denied::Role("this is for others to do") } else { Denied::Hidden }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        actor::{Person, Roles},
        text::{EmailAddress, PersonName},
    };

    fn person(id: u64, role: Role) -> Actor {
        let name = PersonName::parse("Somebody").unwrap();
        let email = EmailAddress::parse("somebody@portico.example").unwrap();
        Actor::Person(Person { id: PersonId(id), name, email, roles: Roles::new(&[role]) })
    }

    const ALL: [Action; 26] = [
        Action::FileTicket,
        Action::ReadQueue,
        Action::WriteArticle,
        Action::ReadRequest,
        Action::AnswerTicket,
        Action::ConfirmTicket,
        Action::ReopenTicket,
        Action::WithdrawTicket,
        Action::ReadTicket,
        Action::ReplyToTicket,
        Action::NoteOnTicket,
        Action::TakeTicket,
        Action::ResolveTicket,
        Action::ReadArticle,
        Action::Complain,
        Action::ShareTicket,
        Action::LeaveTicket,
        Action::SettleComplaint,
        Action::TakeStarterArticles,
        Action::TellKnown,
        Action::ReadKnown,
        Action::FollowKnown,
        Action::ReadSettings,
        Action::ChangeMatrix,
        Action::ChangeSettings,
        Action::ManagePeople,
    ];

    /// One line an actor and scope; one letter an action, in the order of `ALL`: granted, role, hidden, sign in.
    #[test]
    fn the_matrix() {
        let ticket = |is_participant| Scope::Ticket {
            id: TicketId(9),
            requester: PersonId(1),
            is_participant,
        };
        let (own, shared) = (ticket(false), ticket(true));
        let link = |ticket, person| {
            Actor::Guest(Guest { ticket: TicketId(ticket), person: PersonId(person) })
        };
        let article = |audience| Scope::Article { audience };
        let known = |audience| Scope::Known { audience };
        let nobody = Actor::Anonymous;
        let (requester, agent) = (person(1, Role::Requester), person(2, Role::Agent));
        let (stranger, lead) = (person(3, Role::Requester), person(4, Role::Lead));
        let administrator = person(5, Role::Administrator);
        for (who, actor, scope, row) in [
            ("nobody", &nobody, Scope::Portico, "SSSSSSSSSSSSSSSSSSSSSSSSSS"),
            ("nobody", &nobody, own, "SSSSSSSSSSSSSSSSSSSSSSSSSS"),
            ("nobody", &nobody, article(Audience::Public), "SSSSSSSSSSSSSGSSSSSSSSSSSS"),
            ("nobody", &nobody, article(Audience::SignedIn), "SSSSSSSSSSSSSHSSSSSSSSSSSS"),
            ("guest", &link(9, 1), Scope::Portico, "SSSSSSSSSSSSSSSSSSSSSSSSSS"),
            ("guest", &link(9, 1), own, "SSSGGGGGSSSSSSSSSSSSSSSSSS"),
            ("guest of another", &link(8, 1), own, "SSSSSSSSSSSSSSSSSSSSSSSSSS"),
            ("guest of what became a member's", &link(9, 6), own, "SSSSSSSSSSSSSSSSSSSSSSSSSS"),
            ("guest", &link(9, 1), article(Audience::Public), "SSSSSSSSSSSSSGSSSSSSSSSSSS"),
            ("guest", &link(9, 1), article(Audience::SignedIn), "SSSSSSSSSSSSSHSSSSSSSSSSSS"),
            ("requester", &requester, Scope::Portico, "GRRRRRRRRRRRRRRRRRRRRRRRRR"),
            ("requester", &requester, own, "RRRGGGGGRRRRRRGGRRRRRRRRRR"),
            ("requester", &requester, article(Audience::SignedIn), "RRRRRRRRRRRRRGRRRRRRRRRRRR"),
            ("requester", &requester, article(Audience::Agents), "HHHHHHHHHHHHHHHHHHHHHHHHHH"),
            ("stranger", &stranger, own, "HHHHHHHHHHHHHHHHHHHHHHHHHH"),
            ("colleague", &stranger, shared, "RRRGGRRRRRRRRRRRGRRRRRRRRR"),
            ("agent", &agent, Scope::Portico, "RGGRRRRRRRRRRRRRRRRRRRRRRR"),
            ("agent", &agent, own, "RRRRRRRRGGGGGRRGRRRGRRRRRR"),
            ("agent and colleague", &agent, shared, "RRRGGRRRGGGGGRRGGRRGRRRRRR"),
            ("agent", &agent, article(Audience::Agents), "RRGRRRRRRRRRRGRRRRRRRRRRRR"),
            ("agent", &agent, article(Audience::Leads), "HHHHHHHHHHHHHHHHHHHHHHHHHH"),
            ("lead", &lead, Scope::Portico, "RGGRRRRRRRRRRRRRRRRRRRGGRR"),
            ("lead", &lead, own, "RRRRRRRRGGGGGRRGRGRGRRRRRR"),
            ("lead", &lead, article(Audience::Leads), "RRGRRRRRRRRRRGRRRRRRRRRRRR"),
            ("administrator", &administrator, Scope::Portico, "RRRRRRRRRRRRRRRRRRGRRRGGGG"),
            ("administrator", &administrator, own, "HHHHHHHHHHHHHHHHHHHHHHHHHH"),
            ("administrator and colleague", &administrator, shared, "RRRGGRRRRRRRRRRRGRRRRRRRRR"),
            ("nobody", &nobody, known(Audience::Public), "SSSSSSSSSSSSSSSSSSSSGSSSSS"),
            ("nobody", &nobody, known(Audience::SignedIn), "SSSSSSSSSSSSSSSSSSSSHSSSSS"),
            ("guest", &link(9, 1), known(Audience::Public), "SSSSSSSSSSSSSSSSSSSSGSSSSS"),
            ("guest", &link(9, 1), known(Audience::SignedIn), "SSSSSSSSSSSSSSSSSSSSHSSSSS"),
            ("requester", &requester, known(Audience::SignedIn), "RRRRRRRRRRRRRRRRRRRRGGRRRR"),
            ("agent", &agent, known(Audience::Public), "RRRRRRRRRRRRRRRRRRRRGGRRRR"),
        ] {
            let shown: String =
                ALL.iter().map(|action| letter(may(actor, *action, &scope))).collect();
            assert_eq!(shown, row, "{who} on {scope:?}");
        }
    }

    /// The same for what is done in the queue: assign, prioritise, save a view, remove it, send a batch, look
    /// at it.
    #[test]
    fn the_matrix_of_the_queue() {
        let actions = [
            Action::AssignTicket,
            Action::ChangePriority,
            Action::SaveView,
            Action::RemoveView,
            Action::SendBatch,
            Action::ReadBatch,
        ];
        let ticket =
            Scope::Ticket { id: TicketId(9), requester: PersonId(1), is_participant: false };
        let view = |by, is_shared| Scope::View { by: PersonId(by), is_shared };
        let batch = |by| Scope::Batch { by: PersonId(by) };
        let nobody = Actor::Anonymous;
        let guest = Actor::Guest(Guest { ticket: TicketId(9), person: PersonId(1) });
        let (requester, agent) = (person(1, Role::Requester), person(2, Role::Agent));
        let (lead, administrator) = (person(4, Role::Lead), person(5, Role::Administrator));
        for (who, actor, scope, row) in [
            ("nobody", &nobody, ticket, "SSSSSS"),
            ("nobody", &nobody, view(2, true), "SSSSSS"),
            ("guest", &guest, ticket, "SSSSSS"),
            ("guest", &guest, view(1, true), "SSSSSS"),
            ("requester", &requester, ticket, "RRRRRR"),
            ("requester", &requester, Scope::Portico, "RRRRRR"),
            ("one who works tickets no more", &requester, view(1, false), "HHHHHH"),
            ("requester", &requester, view(2, true), "HHHHHH"),
            ("agent", &agent, ticket, "GGRRRR"),
            ("agent", &agent, Scope::Portico, "RRGRGR"),
            ("agent", &agent, view(2, false), "RRRGRR"),
            ("agent", &agent, view(2, true), "RRRGRR"),
            ("agent", &agent, view(4, true), "RRRRRR"),
            ("agent", &agent, view(4, false), "HHHHHH"),
            ("lead", &lead, ticket, "GGRRRR"),
            ("lead", &lead, Scope::Portico, "RRGRGR"),
            ("lead", &lead, view(2, true), "RRRGRR"),
            ("lead", &lead, view(2, false), "HHHHHH"),
            ("administrator", &administrator, ticket, "HHHHHH"),
            ("administrator", &administrator, Scope::Portico, "RRRRRR"),
            ("administrator", &administrator, view(2, true), "HHHHHH"),
            ("nobody", &nobody, batch(2), "SSSSSS"),
            ("one who works tickets no more", &requester, batch(1), "HHHHHH"),
            ("agent", &agent, batch(2), "RRRRRG"),
            ("lead", &lead, batch(2), "HHHHHH"),
        ] {
            let shown: String = actions.iter().map(|it| letter(may(actor, *it, &scope))).collect();
            assert_eq!(shown, row, "{who} on {scope:?}");
        }
    }

    /// The same for what is done on the ticket’s page and on the phone: sort, log a call.
    #[test]
    fn the_matrix_of_the_ticket() {
        let actions = [Action::ChangeCategory, Action::LinkTickets, Action::LogCall];
        let ticket =
            Scope::Ticket { id: TicketId(9), requester: PersonId(1), is_participant: false };
        for (who, actor, scope, row) in [
            ("nobody", Actor::Anonymous, ticket, "SSS"),
            ("nobody", Actor::Anonymous, Scope::Portico, "SSS"),
            ("requester", person(1, Role::Requester), ticket, "RRR"),
            ("requester", person(1, Role::Requester), Scope::Portico, "RRR"),
            ("stranger", person(3, Role::Requester), ticket, "HHH"),
            ("agent", person(2, Role::Agent), ticket, "GGR"),
            ("agent", person(2, Role::Agent), Scope::Portico, "RRG"),
            ("lead", person(4, Role::Lead), ticket, "GGR"),
            ("lead", person(4, Role::Lead), Scope::Portico, "RRG"),
            ("administrator", person(5, Role::Administrator), ticket, "HHH"),
            ("administrator", person(5, Role::Administrator), Scope::Portico, "RRR"),
        ] {
            let shown: String = actions.iter().map(|it| letter(may(&actor, *it, &scope))).collect();
            assert_eq!(shown, row, "{who} on {scope:?}");
        }
    }

    fn letter(decision: Result<(), Denied>) -> char {
        match decision {
            Ok(()) => 'G',
            Err(Denied::Role(_)) => 'R',
            Err(Denied::Hidden) => 'H',
            Err(Denied::SignIn) => 'S',
        }
    }

    /// The same for what is told of the whole desk: the wall, the report, the tickets behind it.
    #[test]
    fn the_matrix_of_reports() {
        let actions = [Action::ReadWall, Action::ReadReport, Action::ListReported];
        let ticket =
            Scope::Ticket { id: TicketId(9), requester: PersonId(1), is_participant: false };
        let guest = Actor::Guest(Guest { ticket: TicketId(9), person: PersonId(1) });
        for (who, actor, scope, row) in [
            ("nobody", &Actor::Anonymous, Scope::Portico, "---"),
            ("guest", &guest, Scope::Portico, "---"),
            ("requester", &person(1, Role::Requester), Scope::Portico, "---"),
            ("agent", &person(2, Role::Agent), Scope::Portico, "---"),
            ("lead", &person(4, Role::Lead), Scope::Portico, "GGG"),
            ("lead", &person(4, Role::Lead), ticket, "---"),
            ("administrator", &person(5, Role::Administrator), Scope::Portico, "-G-"),
            ("administrator", &person(5, Role::Administrator), ticket, "---"),
        ] {
            let granted = |it: &Action| if may(actor, *it, &scope).is_ok() { 'G' } else { '-' };
            let shown: String = actions.iter().map(granted).collect();
            assert_eq!(shown, row, "{who} on {scope:?}");
        }
    }
}
