//! The desk's side.

use crate::{
    auth::cookie::ONWARD,
    error::Error,
    http::{
        caller::{Caller, Reply},
        serve::{Accept, Serve, Submission},
    },
    service::{
        put_back, queue,
        tickets::{self, Wish},
    },
    state::AppState,
};
use shared::{
    api::tickets::{
        AssignTicket, CategoriseTicket, GetTicket, HandTicket, NoteOnTicket, PrioritiseTicket,
        PromiseUpdate, PublicReply, PutBackChange, ReplyToTicket, ResolveTicket, Resolving,
        SettleComplaint, ShareTicket, TakeTicket, TicketChanged, TicketDetail, TicketResolved,
        UnshareTicket,
    },
    text::Remark,
    ticket::{command::Command, event::Resolution, message::Message},
};

impl Serve for GetTicket {
    async fn serve(self, app: &AppState, caller: &Caller) -> Result<Reply<TicketDetail>, Error> {
        let actor = caller.actor(app).await?;
        let ticket = tickets::get(app, &actor, self.id).await?;
        let goes_on = caller.cookie(app.cookie().name_of_onward()) == Some(ONWARD);
        Ok(TicketDetail { goes_on, ..ticket }.into())
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
    NoteOnTicket => |it: Message| Wish { command: Command::Note(it.body), files: it.files },
    TakeTicket => |()| Command::Take.into(),
    AssignTicket => |it: Command| it.into(),
    HandTicket => |it: Command| it.into(),
    CategoriseTicket => |it: Command| it.into(),
    PrioritiseTicket => |it: Command| it.into(),
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

impl Accept for ReplyToTicket {
    async fn accept(
        sent: Submission<Self>,
        app: &AppState,
        caller: &Caller,
    ) -> Result<Reply<TicketChanged>, Error> {
        let actor = caller.actor(app).await?;
        let command = sent.command();
        let PublicReply { message: Message { body, files }, asks, known } = sent.valid;
        let wish =
            Wish { command: if asks { Command::Ask(body) } else { Command::Reply(body) }, files };
        Ok(tickets::answer(app, &actor, command, sent.entered.id, wish, known).await?.into())
    }
}

impl Accept for PutBackChange {
    async fn accept(
        sent: Submission<Self>,
        app: &AppState,
        caller: &Caller,
    ) -> Result<Reply<TicketChanged>, Error> {
        let actor = caller.actor(app).await?;
        let command = sent.command();
        Ok(put_back::take_back(app, &actor, command, sent.entered.id, sent.valid).await?.into())
    }
}

impl Accept for ResolveTicket {
    async fn accept(
        sent: Submission<Self>,
        app: &AppState,
        caller: &Caller,
    ) -> Result<Reply<TicketResolved>, Error> {
        let actor = caller.actor(app).await?;
        let command = sent.command();
        let Resolving { resolution, told, onward } = sent.valid;
        let wish = resolve(resolution, told).into();
        let TicketChanged { id, stage, .. } =
            tickets::command(app, &actor, command, sent.entered.id, wish).await?;
        let next = match &onward {
            Some(view) => queue::next_due(app, &actor, view, id).await?,
            None => None,
        };
        let cookie = app.cookie().set_onward(onward.is_some());
        let reply = Reply::from(TicketResolved { id, stage, next });
        Ok(cookie.into_iter().fold(reply, Reply::with_cookie))
    }
}

fn resolve(resolution: Resolution, told: Option<Remark>) -> Command {
    match told {
        Some(words) => Command::ResolveAndEnd(resolution, words),
        None => Command::Resolve(resolution),
    }
}
