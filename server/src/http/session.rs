//! Who is signed in.

use crate::{
    error::Error,
    http::{
        caller::{Caller, Reply},
        serve::{Accept, Serve, Submission},
    },
    service::{
        accounts::{self, SignedIn},
        half_way, passkeys,
    },
    state::AppState,
};
use shared::api::{
    account::passkeys::{AskForPasskey, PasskeyQuestion, SignInWithPasskey},
    session::{
        DemoPeople, GetSession, ListDemoPeople, SendCode, Session, SignIn, SignInAsDemo, SignOut,
        StaySignedIn,
    },
};

impl Serve for GetSession {
    async fn serve(self, app: &AppState, caller: &Caller) -> Result<Reply<Session>, Error> {
        Ok(accounts::session(app, caller.presented(app)).await?.into())
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
        Ok(signed_in(app, accounts::sign_in(app, sent.valid, caller.arrival(app)).await?))
    }
}

impl Serve for AskForPasskey {
    async fn serve(self, app: &AppState, _: &Caller) -> Result<Reply<PasskeyQuestion>, Error> {
        Ok(passkeys::ask(app)?.into())
    }
}

impl Accept for SignInWithPasskey {
    async fn accept(
        sent: Submission<Self>,
        app: &AppState,
        caller: &Caller,
    ) -> Result<Reply<Session>, Error> {
        let it = passkeys::sign_in(app, &sent.valid, caller.arrival(app)).await?;
        Ok(signed_in(app, it))
    }
}

impl Accept for SendCode {
    async fn accept(
        sent: Submission<Self>,
        app: &AppState,
        caller: &Caller,
    ) -> Result<Reply<Session>, Error> {
        let token = caller.cookie(app.cookie().name_half_way());
        let signed_in_with = half_way::send_code(app, token, &sent.valid, caller.arrival(app));
        let mut reply = signed_in(app, signed_in_with.await?);
        reply.cookies.extend(app.cookie().set_half_way("", 0));
        Ok(reply)
    }
}

impl Accept for SignInAsDemo {
    async fn accept(
        sent: Submission<Self>,
        app: &AppState,
        caller: &Caller,
    ) -> Result<Reply<Session>, Error> {
        Ok(signed_in(app, accounts::sign_in_as_demo(app, sent.valid, caller.arrival(app)).await?))
    }
}

impl Accept for StaySignedIn {
    async fn accept(
        _: Submission<Self>,
        app: &AppState,
        caller: &Caller,
    ) -> Result<Reply<Session>, Error> {
        Ok(signed_in(app, accounts::stay_signed_in(app, caller.presented(app)).await?))
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
    let cookie = app.cookie();
    reply.cookies.extend(match it.is_half {
        true => cookie.set_half_way(&it.token, it.seconds),
        false => cookie.set(&it.token, it.seconds),
    });
    reply
}
