//! The queue and what changes in it.

use crate::{
    error::Error,
    http::{
        caller::{Caller, Reply},
        serve::Serve,
    },
    service::queue,
    state::AppState,
};
use shared::api::queue::{Change, GetChange, ListQueue, Queue};

impl Serve for ListQueue {
    async fn serve(self, app: &AppState, caller: &Caller) -> Result<Reply<Queue>, Error> {
        let actor = caller.actor(app).await?;
        Ok(queue::list(app, &actor, &self.0).await?.into())
    }
}

impl Serve for GetChange {
    async fn serve(self, app: &AppState, caller: &Caller) -> Result<Reply<Change>, Error> {
        let actor = caller.actor(app).await?;
        Ok(queue::change(app, &actor)?.into())
    }
}
