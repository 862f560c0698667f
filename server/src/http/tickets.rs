//! The desk's side.

use crate::{
    error::Error,
    http::{
        caller::{Caller, Reply},
        serve::{Accept, Serve, Submission},
    },
    service::tickets,
    state::AppState,
};
use shared::{
    api::tickets::{
        GetTicket, ListQueue, NoteOnTicket, PromiseUpdate, PublicReply, Queue, ReplyToTicket,
        ResolveTicket, SettleComplaint, TakeTicket, TicketChanged, TicketDetail,
    },
    ticket::command::Command,
};

impl Serve for ListQueue {
    async fn serve(self, app: &AppState, caller: &Caller) -> Result<Reply<Queue>, Error> {
        let actor = caller.actor(app).await?;
        Ok(tickets::queue(app, &actor).await?.into())
    }
}

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
                let wish = $command(sent.valid);
                Ok(tickets::command(app, &actor, command, sent.entered.id, wish).await?.into())
            }
        }
    )*};
}

accept_as! {
    ReplyToTicket => reply,
    NoteOnTicket => Command::Note,
    TakeTicket => |()| Command::Take,
    ResolveTicket => Command::Resolve,
    SettleComplaint => |()| Command::SettleComplaint,
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
        let by = app.calendar.around(app.now()).zone.instant(sent.valid);
        let wish = Command::PromiseUpdate(by);
        Ok(tickets::command(app, &actor, command, sent.entered.id, wish).await?.into())
    }
}

fn reply(PublicReply { body, asks }: PublicReply) -> Command {
    if asks { Command::Ask(body) } else { Command::Reply(body) }
}
