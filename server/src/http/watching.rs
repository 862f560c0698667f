//! Staff who follow tickets.

use crate::{
    error::Error,
    http::{
        caller::{Caller, Reply},
        serve::{Accept, Serve, Submission},
    },
    service::watching,
    state::AppState,
};
use shared::api::{
    tickets::TicketChanged,
    watching::{ListWatched, MarkSeen, UnwatchTicket, WatchTicket, Watched},
};

impl Serve for ListWatched {
    async fn serve(self, app: &AppState, caller: &Caller) -> Result<Reply<Watched>, Error> {
        let actor = caller.actor(app).await?;
        Ok(watching::list(app, &actor).await?.into())
    }
}

impl Accept for WatchTicket {
    async fn accept(
        sent: Submission<Self>,
        app: &AppState,
        caller: &Caller,
    ) -> Result<Reply<TicketChanged>, Error> {
        let actor = caller.actor(app).await?;
        let command = sent.command();
        Ok(watching::set(app, &actor, command, sent.entered.id, true).await?.into())
    }
}

impl Accept for UnwatchTicket {
    async fn accept(
        sent: Submission<Self>,
        app: &AppState,
        caller: &Caller,
    ) -> Result<Reply<TicketChanged>, Error> {
        let actor = caller.actor(app).await?;
        let command = sent.command();
        Ok(watching::set(app, &actor, command, sent.entered.id, false).await?.into())
    }
}

impl Accept for MarkSeen {
    async fn accept(
        sent: Submission<Self>,
        app: &AppState,
        caller: &Caller,
    ) -> Result<Reply<TicketChanged>, Error> {
        let actor = caller.actor(app).await?;
        let command = sent.command();
        Ok(watching::mark_seen(app, &actor, command, sent.entered.id, sent.valid).await?.into())
    }
}
