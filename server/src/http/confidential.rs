//! Confidential tickets.

use crate::{
    error::Error,
    http::{
        caller::{Caller, Reply},
        serve::{Accept, Serve, Submission},
    },
    service::{confidential, tickets},
    state::AppState,
};
use shared::{
    api::{
        confidential::{
            ConfideTicket, Confiding, DiscloseTicket, ListOpenings, OpenConfidential, Opened,
            Openings, ReviewOpening, Reviewed,
        },
        tickets::TicketChanged,
    },
    ticket::command::Command,
};

impl Accept for ConfideTicket {
    async fn accept(
        sent: Submission<Self>,
        app: &AppState,
        caller: &Caller,
    ) -> Result<Reply<TicketChanged>, Error> {
        let actor = caller.actor(app).await?;
        let command = sent.command();
        let Confiding { reason, readers } = sent.valid;
        let wish = Command::Confide { reason, readers }.into();
        Ok(tickets::command(app, &actor, command, sent.entered.id, wish).await?.into())
    }
}

impl Accept for DiscloseTicket {
    async fn accept(
        sent: Submission<Self>,
        app: &AppState,
        caller: &Caller,
    ) -> Result<Reply<TicketChanged>, Error> {
        let actor = caller.actor(app).await?;
        let command = sent.command();
        let wish = Command::Disclose(sent.valid).into();
        Ok(tickets::command(app, &actor, command, sent.entered.id, wish).await?.into())
    }
}

impl Accept for OpenConfidential {
    async fn accept(
        sent: Submission<Self>,
        app: &AppState,
        caller: &Caller,
    ) -> Result<Reply<Opened>, Error> {
        let actor = caller.actor(app).await?;
        let command = sent.command();
        Ok(confidential::open(app, &actor, command, &sent.valid).await?.into())
    }
}

impl Serve for ListOpenings {
    async fn serve(self, app: &AppState, caller: &Caller) -> Result<Reply<Openings>, Error> {
        let actor = caller.actor(app).await?;
        Ok(confidential::list(app, &actor).await?.into())
    }
}

impl Accept for ReviewOpening {
    async fn accept(
        sent: Submission<Self>,
        app: &AppState,
        caller: &Caller,
    ) -> Result<Reply<Reviewed>, Error> {
        let actor = caller.actor(app).await?;
        let command = sent.command();
        Ok(confidential::review(app, &actor, command, sent.entered.opening).await?.into())
    }
}
