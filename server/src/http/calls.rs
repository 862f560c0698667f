//! Calls that staff write down.

use crate::{
    error::Error,
    http::{
        caller::{Caller, Reply},
        serve::{Accept, Serve, Submission},
    },
    service::calls,
    state::AppState,
};
use shared::api::calls::{CallLogged, FindPeople, LogCall, PeopleFound};

impl Serve for FindPeople {
    async fn serve(self, app: &AppState, caller: &Caller) -> Result<Reply<PeopleFound>, Error> {
        let actor = caller.actor(app).await?;
        Ok(calls::find(app, &actor, &self.q).await?.into())
    }
}

impl Accept for LogCall {
    async fn accept(
        sent: Submission<Self>,
        app: &AppState,
        caller: &Caller,
    ) -> Result<Reply<CallLogged>, Error> {
        let actor = caller.actor(app).await?;
        let command = sent.command();
        Ok(calls::log(app, &actor, command, &sent.valid).await?.into())
    }
}
