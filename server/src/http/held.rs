//! Taking back what the requester does not know of yet.

use crate::{
    error::Error,
    http::{
        caller::{Caller, Reply},
        serve::{Accept, Submission},
    },
    service::held,
    state::AppState,
};
use shared::api::held::{TakenBack, UndoSend};

impl Accept for UndoSend {
    async fn accept(
        sent: Submission<Self>,
        app: &AppState,
        caller: &Caller,
    ) -> Result<Reply<TakenBack>, Error> {
        let actor = caller.actor(app).await?;
        let command = sent.command();
        Ok(held::take_back(app, &actor, command, sent.entered.id, sent.valid).await?.into())
    }
}
