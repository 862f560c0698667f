//! What may help with a ticket.

use crate::{
    error::Error,
    http::{
        caller::{Caller, Reply},
        serve::{Accept, Serve, Submission},
    },
    service::matches,
    state::AppState,
};
use shared::api::{
    matches::{GetMatches, Matches, UseArticle},
    tickets::TicketChanged,
};

impl Serve for GetMatches {
    async fn serve(self, app: &AppState, caller: &Caller) -> Result<Reply<Matches>, Error> {
        let actor = caller.actor(app).await?;
        Ok(matches::of(app, &actor, self.id).await?.into())
    }
}

impl Accept for UseArticle {
    async fn accept(
        sent: Submission<Self>,
        app: &AppState,
        caller: &Caller,
    ) -> Result<Reply<TicketChanged>, Error> {
        let actor = caller.actor(app).await?;
        let command = sent.command();
        let id = sent.entered.id;
        Ok(matches::use_article(app, &actor, command, id, sent.valid).await?.into())
    }
}
