//! Who is signed in.

use crate::{
    error::Error,
    http::{
        caller::{Caller, Reply},
        serve::{Accept, Serve, Submission},
    },
    service::accounts::{self, SignedIn},
    state::AppState,
};
use shared::api::session::{
    DemoPeople, GetSession, ListDemoPeople, Session, SignIn, SignInAsDemo, SignOut, StaySignedIn,
};

impl Serve for GetSession {
    async fn serve(self, app: &AppState, caller: &Caller) -> Result<Reply<Session>, Error> {
        Ok(accounts::session(app, caller.token(app)).await?.into())
    }
}

impl Serve for ListDemoPeople {
    async fn serve(self, app: &AppState, _: &Caller) -> Result<Reply<DemoPeople>, Error> {
        Ok(accounts::demo_people(app).await?.into())
    }
}

impl Accept for SignIn {
    async fn accept(
        sent: Submission<Self>,
        app: &AppState,
        caller: &Caller,
    ) -> Result<Reply<Session>, Error> {
        Ok(signed_in(app, accounts::sign_in(app, sent.valid, caller.token(app)).await?))
    }
}

impl Accept for SignInAsDemo {
    async fn accept(
        sent: Submission<Self>,
        app: &AppState,
        caller: &Caller,
    ) -> Result<Reply<Session>, Error> {
        Ok(signed_in(app, accounts::sign_in_as_demo(app, sent.valid, caller.token(app)).await?))
    }
}

impl Accept for StaySignedIn {
    async fn accept(
        _: Submission<Self>,
        app: &AppState,
        caller: &Caller,
    ) -> Result<Reply<Session>, Error> {
        Ok(signed_in(app, accounts::stay_signed_in(app, caller.token(app)).await?))
    }
}

impl Accept for SignOut {
    async fn accept(
        _: Submission<Self>,
        app: &AppState,
        caller: &Caller,
    ) -> Result<Reply<Session>, Error> {
        let mut reply = Reply::from(accounts::sign_out(app, caller.token(app)).await?);
        reply.cookies.extend(app.cookie().clear());
        Ok(reply)
    }
}

pub(super) fn signed_in(app: &AppState, it: SignedIn) -> Reply<Session> {
    let mut reply = Reply::from(it.session);
    reply.cookies.extend(app.cookie().set(&it.token, it.seconds));
    reply
}
