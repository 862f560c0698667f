//! Who may do what: one table, asked by the button in the browser and by the endpoint inside its
//! transaction. Knows nothing of how a thing is stored, or of what time it is.

mod action;
pub mod matrix;
mod scope;

use crate::actor::{Actor, Guest, Person, Role};

pub use action::Action;
pub use scope::Scope;

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
        (
            Action::ReadSettings
            | Action::ChangeMatrix
            | Action::ReadReport
            | Action::ReviewOpenings,
            Scope::Portico,
        ) => person.roles.has(Role::Administrator) || person.roles.has(Role::Lead),
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
        (Action::ShareTicket, Scope::Ticket { requester, .. }) => {
            works_on(person, scope) || *requester == person.id
        }
        (Action::FollowKnown, Scope::Known { audience }) => audience.includes(actor),
        (Action::LeaveTicket, Scope::Ticket { is_participant, .. }) => *is_participant,
        (Action::SettleComplaint, Scope::Ticket { .. }) => {
            person.roles.has(Role::Lead) && works_on(person, scope)
        }
        (
            Action::OpenConfidential,
            Scope::Ticket { team, is_given: false, is_confidential: true, .. },
        ) => person.works_for(*team),
        (
            Action::ReadTicket
            | Action::ReplyToTicket
            | Action::NoteOnTicket
            | Action::TakeTicket
            | Action::AssignTicket
            | Action::ChangePriority
            | Action::ChangeCategory
            | Action::LinkTickets
            | Action::ConfideTicket
            | Action::ResolveTicket
            | Action::TellKnown,
            Scope::Ticket { .. },
        ) => works_on(person, scope),
        _ => false,
    };
    if granted { Ok(()) } else { Err(refusal(actor, scope)) }
}

/// Whether a ticket is this person's to work: their team's, or theirs (attacks 15, 16). Of a confidential one only
/// the latter counts.
fn works_on(person: &Person, scope: &Scope) -> bool {
    match scope {
        Scope::Ticket { team, is_given, is_confidential, .. } => {
            let is_teams = person.works_for(*team) && !is_confidential;
            is_teams || *is_given && person.roles.is_staff()
        }
        _ => false,
    }
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
            let is_worked = actor.person().is_some_and(|it| works_on(it, scope));
            is_own || *is_participant || is_worked
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
mod tests;
