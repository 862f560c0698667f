//! People, and the links with which they choose a password.

use crate::{
    error::Error,
    http::{
        caller::{Caller, Reply},
        links::counted,
        serve::{Accept, Serve, Submission},
        session::signed_in,
    },
    service::{people, welcome},
    state::AppState,
};
use shared::api::{
    people::{
        ChangePerson, GetPerson, InvitePerson, LinkMade, ListPeople, MakePersonLink, People,
        PersonChanged, PersonView, ReinstatePerson, ResetFactors, SuspendPerson,
        welcome::{ChoosePassword, GetWelcome, Welcome},
    },
    session::Session,
};

impl Serve for ListPeople {
    async fn serve(self, app: &AppState, caller: &Caller) -> Result<Reply<People>, Error> {
        let actor = caller.actor(app).await?;
        Ok(people::list(app, &actor, &self.q, self.page).await?.into())
    }
}

impl Serve for GetPerson {
    async fn serve(self, app: &AppState, caller: &Caller) -> Result<Reply<PersonView>, Error> {
        let actor = caller.actor(app).await?;
        Ok(people::get(app, &actor, self.person).await?.into())
    }
}

impl Accept for InvitePerson {
    async fn accept(
        sent: Submission<Self>,
        app: &AppState,
        caller: &Caller,
    ) -> Result<Reply<LinkMade>, Error> {
        let actor = caller.actor(app).await?;
        let command = sent.command();
        Ok(people::invite(app, &actor, command, &sent.valid).await?.into())
    }
}

impl Accept for ChangePerson {
    async fn accept(
        sent: Submission<Self>,
        app: &AppState,
        caller: &Caller,
    ) -> Result<Reply<PersonChanged>, Error> {
        let actor = caller.actor(app).await?;
        let (command, id) = (sent.command(), sent.entered.person);
        Ok(people::change(app, &actor, command, id, &sent.valid).await?.into())
    }
}

impl Accept for MakePersonLink {
    async fn accept(
        sent: Submission<Self>,
        app: &AppState,
        caller: &Caller,
    ) -> Result<Reply<LinkMade>, Error> {
        let actor = caller.actor(app).await?;
        Ok(people::make_link(app, &actor, sent.entered.person).await?.into())
    }
}

impl Accept for SuspendPerson {
    async fn accept(
        sent: Submission<Self>,
        app: &AppState,
        caller: &Caller,
    ) -> Result<Reply<PersonChanged>, Error> {
        let actor = caller.actor(app).await?;
        Ok(people::suspend(app, &actor, sent.command(), sent.entered.person).await?.into())
    }
}

impl Accept for ReinstatePerson {
    async fn accept(
        sent: Submission<Self>,
        app: &AppState,
        caller: &Caller,
    ) -> Result<Reply<PersonChanged>, Error> {
        let actor = caller.actor(app).await?;
        Ok(people::reinstate(app, &actor, sent.command(), sent.entered.person).await?.into())
    }
}

impl Accept for ResetFactors {
    async fn accept(
        sent: Submission<Self>,
        app: &AppState,
        caller: &Caller,
    ) -> Result<Reply<PersonChanged>, Error> {
        let actor = caller.actor(app).await?;
        let (command, id) = (sent.command(), sent.entered.person);
        Ok(people::reset_factors(app, &actor, command, id, sent.valid).await?.into())
    }
}

impl Serve for GetWelcome {
    async fn serve(self, app: &AppState, caller: &Caller) -> Result<Reply<Welcome>, Error> {
        let welcome = counted(app, caller, welcome::view(app, &self.token)).await?;
        Ok(welcome.into())
    }
}

impl Accept for ChoosePassword {
    async fn accept(
        sent: Submission<Self>,
        app: &AppState,
        caller: &Caller,
    ) -> Result<Reply<Session>, Error> {
        let chosen = welcome::choose(app, sent.valid, caller.arrival(app));
        Ok(signed_in(app, counted(app, caller, chosen).await?))
    }
}
