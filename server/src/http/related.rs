//! Tickets that belong together.

use crate::{
    error::Error,
    http::{
        caller::{Caller, Reply},
        serve::{Accept, Submission},
    },
    service::related,
    state::AppState,
};
use shared::api::{
    related::{LinkTicket, SplitTicket, UnlinkTicket},
    tickets::TicketChanged,
};

impl Accept for LinkTicket {
    async fn accept(
        sent: Submission<Self>,
        app: &AppState,
        caller: &Caller,
    ) -> Result<Reply<TicketChanged>, Error> {
        let actor = caller.actor(app).await?;
        let command = sent.command();
        Ok(related::link(app, &actor, command, sent.entered.id, sent.valid).await?.into())
    }
}

impl Accept for UnlinkTicket {
    async fn accept(
        sent: Submission<Self>,
        app: &AppState,
        caller: &Caller,
    ) -> Result<Reply<TicketChanged>, Error> {
        let actor = caller.actor(app).await?;
        let command = sent.command();
        Ok(related::unlink(app, &actor, command, sent.entered.id, sent.valid).await?.into())
    }
}

impl Accept for SplitTicket {
    async fn accept(
        sent: Submission<Self>,
        app: &AppState,
        caller: &Caller,
    ) -> Result<Reply<TicketChanged>, Error> {
        let actor = caller.actor(app).await?;
        let command = sent.command();
        Ok(related::split(app, &actor, command, sent.entered.id, &sent.valid).await?.into())
    }
}
