//! The starter articles.

use crate::{
    error::Error,
    http::{
        caller::{Caller, Reply},
        serve::{Accept, Serve, Submission},
    },
    service::starter,
    state::AppState,
};
use shared::api::starter::{GetStarterOffer, StarterOffer, TakeStarterArticles};

impl Serve for GetStarterOffer {
    async fn serve(self, app: &AppState, caller: &Caller) -> Result<Reply<StarterOffer>, Error> {
        let actor = caller.actor(app).await?;
        Ok(starter::offer(app, &actor).await?.into())
    }
}

impl Accept for TakeStarterArticles {
    async fn accept(
        sent: Submission<Self>,
        app: &AppState,
        caller: &Caller,
    ) -> Result<Reply<StarterOffer>, Error> {
        let actor = caller.actor(app).await?;
        let command = sent.command();
        Ok(starter::take(app, &actor, command, sent.valid).await?.into())
    }
}
