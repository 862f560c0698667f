//! The requester's side.

use crate::{
    error::Error,
    http::{
        caller::{Caller, Reply},
        links::with_link,
        serve::{Accept, Serve, Submission},
    },
    service::{
        drafts,
        guests::{self, OnRequest},
        requests,
        tickets::Wish,
    },
    state::AppState,
};
use shared::{
    api::{
        colleagues::{AddColleague, LeaveRequest, RemoveColleague},
        requests::{
            Complain, ConfirmFixed, Draft, FileRequest, Filed, GetDraft, GetIntake,
            GetPromiseBasis, GetRequest, ListRequests, PromiseBasis, ReopenRequest, Request,
            RequestChanged, Requests, SaveDraft, SendMessage, WithdrawRequest,
        },
    },
    permission::Denied,
    text::Body,
    ticket::{command::Command, intake::tree::Tree, message::Message},
};

impl Serve for GetPromiseBasis {
    async fn serve(self, app: &AppState, _: &Caller) -> Result<Reply<PromiseBasis>, Error> {
        Ok(requests::promise_basis(app).into())
    }
}

impl Serve for GetIntake {
    async fn serve(self, app: &AppState, _: &Caller) -> Result<Reply<Tree>, Error> {
        Ok(requests::offer(app).into())
    }
}

impl Serve for GetDraft {
    async fn serve(self, app: &AppState, caller: &Caller) -> Result<Reply<Draft>, Error> {
        let actor = caller.actor(app).await?;
        Ok(drafts::get(app, &actor, &self.draft).await?.into())
    }
}

impl Serve for ListRequests {
    async fn serve(self, app: &AppState, caller: &Caller) -> Result<Reply<Requests>, Error> {
        let actor = caller.actor(app).await?;
        Ok(requests::list(app, &actor, &self).await?.into())
    }
}

impl Serve for GetRequest {
    async fn serve(self, app: &AppState, caller: &Caller) -> Result<Reply<Request>, Error> {
        let OnRequest { actor, link } = caller.on_request(app, &self.reference).await?;
        let request = requests::get(app, &actor, &self.reference).await?;
        Ok(Request { link, ..request }.into())
    }
}

impl Accept for SaveDraft {
    async fn accept(
        sent: Submission<Self>,
        app: &AppState,
        caller: &Caller,
    ) -> Result<Reply<Draft>, Error> {
        let (page, answers) = sent.valid;
        answers.check_page(&app.rules().settings.catalogue.intake, page)?;
        let actor = caller.actor(app).await?;
        if actor.person().is_none() {
            // Whose sign-in ran out on the way goes on with it, and not as a guest without their answers.
            if sent.entered.guest.is_empty() {
                return Err(Denied::SignIn.into());
            }
            caller.count(app, &app.allowances.drafts, "Nothing of it is lost.")?;
        }
        Ok(drafts::save(app, &actor, &sent.entered, page, answers).await?.into())
    }
}

impl Accept for FileRequest {
    async fn accept(
        sent: Submission<Self>,
        app: &AppState,
        caller: &Caller,
    ) -> Result<Reply<Filed>, Error> {
        let actor = caller.actor(app).await?;
        let (command, entered) = (sent.command(), &sent.entered);
        let filing = &sent.valid;
        if actor.person().is_some() {
            return Ok(requests::file(app, &actor, command, entered, filing).await?.into());
        }
        let contact = guests::contact(app, filing)?;
        // What will be refused costs nobody anything.
        if filing.intake(&app.rules().settings.catalogue.intake).is_ok() {
            caller.count(app, &app.allowances.filings, "Your answers are kept.")?;
        }
        let (filed, token) = guests::file(app, contact, &command, entered, filing).await?;
        Ok(with_link(app, caller, filed, &token))
    }
}

/// The forms on a request's page: what was checked becomes a command.
macro_rules! accept_as {
    ($($form:ty => $command:expr),* $(,)?) => {$(
        impl Accept for $form {
            async fn accept(
                sent: Submission<Self>,
                app: &AppState,
                caller: &Caller,
            ) -> Result<Reply<RequestChanged>, Error> {
                let OnRequest { actor, .. } = caller.on_request(app, &sent.entered.reference).await?;
                let command = sent.command();
                let wish: fn(_) -> Wish = $command;
                let wish = wish(sent.valid);
                Ok(requests::command(app, &actor, command, &sent.entered.reference, wish).await?.into())
            }
        }
    )*};
}

accept_as! {
    SendMessage => |it| written(it, Command::Answer),
    ConfirmFixed => |()| Command::Confirm.into(),
    ReopenRequest => |it| written(it, Command::Reopen),
    WithdrawRequest => |()| Command::Withdraw.into(),
    Complain => |it| Command::Complain(it).into(),
    AddColleague => |it| Command::AddColleague(it).into(),
    RemoveColleague => |it| Command::RemoveColleague(it).into(),
    LeaveRequest => |()| Command::Leave.into(),
}

fn written(Message { body, files }: Message, command: fn(Body) -> Command) -> Wish {
    Wish { command: command(body), files }
}
