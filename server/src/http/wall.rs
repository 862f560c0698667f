//! The lead's page.

use crate::{
    error::Error,
    http::{
        caller::{Caller, Reply},
        serve::Serve,
    },
    service::wall,
    state::AppState,
};
use shared::api::wall::{GetWall, Wall};

impl Serve for GetWall {
    async fn serve(self, app: &AppState, caller: &Caller) -> Result<Reply<Wall>, Error> {
        let actor = caller.actor(app).await?;
        Ok(wall::wall(app, &actor).await?.into())
    }
}
