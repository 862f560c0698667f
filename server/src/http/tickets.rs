//! The desk's side.

use crate::{
    error::Error,
    http::{
        caller::{Caller, Reply},
        serve::{Accept, Serve, Submission},
    },
    service::tickets::{self, Wish},
    state::AppState,
};
use shared::{
    api::tickets::{
        AssignTicket, CategoriseTicket, GetTicket, HandTicket, NoteOnTicket, PrioritiseTicket,
        PromiseUpdate, PublicReply, ReplyToTicket, ResolveTicket, Resolving, SettleComplaint,
        ShareTicket, TakeTicket, TicketChanged, TicketDetail, UnshareTicket,
    },
    ticket::{command::Command, message::Message},
};

impl Serve for GetTicket {
    async fn serve(self, app: &AppState, caller: &Caller) -> Result<Reply<TicketDetail>, Error> {
        let actor = caller.actor(app).await?;
        Ok(tickets::get(app, &actor, self.id).await?.into())
    }
}

/// The forms on a ticket's page: what was checked becomes a command.
macro_rules! accept_as {
    ($($form:ty => $command:expr),* $(,)?) => {$(
        impl Accept for $form {
            async fn accept(
                sent: Submission<Self>,
                app: &AppState,
                caller: &Caller,
            ) -> Result<Reply<TicketChanged>, Error> {
                let actor = caller.actor(app).await?;
                let command = sent.command();
                let wish: fn(_) -> Wish = $command;
                let wish = wish(sent.valid);
                Ok(tickets::command(app, &actor, command, sent.entered.id, wish).await?.into())
            }
        }
    )*};
}

accept_as! {
    ReplyToTicket => reply,
    NoteOnTicket => |it: Message| Wish { command: Command::Note(it.body), files: it.files },
    TakeTicket => |()| Command::Take.into(),
    AssignTicket => |it: Command| it.into(),
    HandTicket => |it: Command| it.into(),
    CategoriseTicket => |it: Command| it.into(),
    PrioritiseTicket => |it: Command| it.into(),
    ResolveTicket => |it| resolve(it).into(),
    SettleComplaint => |()| Command::SettleComplaint.into(),
    ShareTicket => |it| Command::AddColleague(it).into(),
    UnshareTicket => |it| Command::RemoveColleague(it).into(),
}

impl Accept for PromiseUpdate {
    async fn accept(
        sent: Submission<Self>,
        app: &AppState,
        caller: &Caller,
    ) -> Result<Reply<TicketChanged>, Error> {
        let actor = caller.actor(app).await?;
        let command = sent.command();
        // Staff read and write times on the desk's clock.
        let by = app.rules().calendar.around(app.now()).zone.instant(sent.valid);
        let wish = Command::PromiseUpdate(by).into();
        Ok(tickets::command(app, &actor, command, sent.entered.id, wish).await?.into())
    }
}

fn reply(PublicReply { message: Message { body, files }, asks }: PublicReply) -> Wish {
    Wish { command: if asks { Command::Ask(body) } else { Command::Reply(body) }, files }
}

fn resolve(Resolving { resolution, told }: Resolving) -> Command {
    match told {
        Some(words) => Command::ResolveAndEnd(resolution, words),
        None => Command::Resolve(resolution),
    }
}
