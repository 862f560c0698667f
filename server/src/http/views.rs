//! Saved views of the queue.

use crate::{
    error::Error,
    http::{
        caller::{Caller, Reply},
        serve::{Accept, Submission},
    },
    service::views,
    state::AppState,
};
use shared::api::views::{RemoveView, SaveView, ViewChanged};

impl Accept for SaveView {
    async fn accept(
        sent: Submission<Self>,
        app: &AppState,
        caller: &Caller,
    ) -> Result<Reply<ViewChanged>, Error> {
        let actor = caller.actor(app).await?;
        let command = sent.command();
        Ok(views::save(app, &actor, command, sent.valid).await?.into())
    }
}

impl Accept for RemoveView {
    async fn accept(
        sent: Submission<Self>,
        app: &AppState,
        caller: &Caller,
    ) -> Result<Reply<ViewChanged>, Error> {
        let actor = caller.actor(app).await?;
        let command = sent.command();
        Ok(views::remove(app, &actor, command, sent.entered.view).await?.into())
    }
}
