//! Who may do what, for those who answer for it.

use crate::{
    error::Error,
    http::{
        caller::{Caller, Reply},
        serve::Serve,
    },
    state::AppState,
};
use shared::{
    api::permissions::{GetPermissions, Permissions},
    permission::{Action, Denied, Scope, may},
};

impl Serve for GetPermissions {
    async fn serve(self, app: &AppState, caller: &Caller) -> Result<Reply<Permissions>, Error> {
        let actor = caller.actor(app).await?;
        may(&actor, Action::ReadSettings, &Scope::Portico)?;
        let person = actor.person().ok_or(Denied::SignIn)?;
        Ok(Permissions::in_force(person).into())
    }
}
