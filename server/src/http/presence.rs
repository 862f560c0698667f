//! Who else is on a ticket’s page.

use crate::{
    error::Error,
    http::{
        caller::{Caller, Reply},
        serve::{Accept, Submission},
    },
    service::presence,
    state::AppState,
};
use shared::api::presence::{Presence, ShowPresence};

impl Accept for ShowPresence {
    /// Said twice it is as true as once, so that its key is not looked at.
    async fn accept(
        sent: Submission<Self>,
        app: &AppState,
        caller: &Caller,
    ) -> Result<Reply<Presence>, Error> {
        let actor = caller.actor(app).await?;
        Ok(presence::show(app, &actor, sent.entered.id, sent.valid).await?.into())
    }
}
