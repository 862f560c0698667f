//! One thing done to many tickets of the queue.

use crate::{
    error::Error,
    http::{
        caller::{Caller, Reply},
        serve::{Accept, Serve, Submission},
    },
    service::batches,
    state::AppState,
};
use shared::api::batches::{
    Batch, BatchSent, GetBatch, Preview, PreviewBatch, SendBatch, UndoBatch,
};

impl Serve for PreviewBatch {
    async fn serve(self, app: &AppState, caller: &Caller) -> Result<Reply<Preview>, Error> {
        let actor = caller.actor(app).await?;
        Ok(batches::preview(app, &actor, self).await?.into())
    }
}

impl Accept for SendBatch {
    async fn accept(
        sent: Submission<Self>,
        app: &AppState,
        caller: &Caller,
    ) -> Result<Reply<BatchSent>, Error> {
        let actor = caller.actor(app).await?;
        let command = sent.command();
        Ok(batches::send(app, &actor, command, sent.valid).await?.into())
    }
}

impl Serve for GetBatch {
    async fn serve(self, app: &AppState, caller: &Caller) -> Result<Reply<Batch>, Error> {
        let actor = caller.actor(app).await?;
        Ok(batches::get(app, &actor, self.batch).await?.into())
    }
}

impl Accept for UndoBatch {
    async fn accept(
        sent: Submission<Self>,
        app: &AppState,
        caller: &Caller,
    ) -> Result<Reply<BatchSent>, Error> {
        let actor = caller.actor(app).await?;
        let command = sent.command();
        Ok(batches::undo(app, &actor, command, sent.entered.batch).await?.into())
    }
}
