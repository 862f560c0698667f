//! Known incidents: what everybody is told, and who follows it.

use crate::{
    error::Error,
    http::{
        caller::{Caller, Reply},
        serve::{Accept, Serve, Submission},
    },
    service::{known, tickets},
    state::AppState,
};
use shared::{
    api::{
        known::{
            EndKnown, FollowKnown, FollowedList, Following, GetKnown, KnownList, KnownView,
            ListFollowed, ListKnown, NewTelling, TellKnown, UnfollowKnown,
        },
        tickets::TicketChanged,
    },
    ticket::{command::Command, known::Telling},
};

impl Serve for ListKnown {
    async fn serve(self, app: &AppState, caller: &Caller) -> Result<Reply<KnownList>, Error> {
        let actor = caller.actor(app).await?;
        Ok(known::list(app, &actor).into())
    }
}

impl Serve for GetKnown {
    async fn serve(self, app: &AppState, caller: &Caller) -> Result<Reply<KnownView>, Error> {
        let actor = caller.actor(app).await?;
        Ok(known::get(app, &actor, self.id).await?.into())
    }
}

impl Serve for ListFollowed {
    async fn serve(self, app: &AppState, caller: &Caller) -> Result<Reply<FollowedList>, Error> {
        let actor = caller.actor(app).await?;
        Ok(known::followed(app, &actor).await?.into())
    }
}

impl Accept for FollowKnown {
    async fn accept(
        sent: Submission<Self>,
        app: &AppState,
        caller: &Caller,
    ) -> Result<Reply<Following>, Error> {
        let actor = caller.actor(app).await?;
        let command = sent.command();
        Ok(known::follow(app, &actor, command, sent.entered.id, true).await?.into())
    }
}

impl Accept for UnfollowKnown {
    async fn accept(
        sent: Submission<Self>,
        app: &AppState,
        caller: &Caller,
    ) -> Result<Reply<Following>, Error> {
        let actor = caller.actor(app).await?;
        let command = sent.command();
        Ok(known::follow(app, &actor, command, sent.entered.id, false).await?.into())
    }
}

impl Accept for TellKnown {
    async fn accept(
        sent: Submission<Self>,
        app: &AppState,
        caller: &Caller,
    ) -> Result<Reply<TicketChanged>, Error> {
        let actor = caller.actor(app).await?;
        let command = sent.command();
        let NewTelling { title, text, since, audience, news } = sent.valid;
        // Staff read and write times on the desk's clock.
        let since = since.map(|it| app.rules().calendar.around(app.now()).zone.instant(it));
        let telling = Telling { title, text, since, audience, news };
        let wish = Command::TellKnown(Box::new(telling)).into();
        Ok(tickets::command(app, &actor, command, sent.entered.id, wish).await?.into())
    }
}

impl Accept for EndKnown {
    async fn accept(
        sent: Submission<Self>,
        app: &AppState,
        caller: &Caller,
    ) -> Result<Reply<TicketChanged>, Error> {
        let actor = caller.actor(app).await?;
        let command = sent.command();
        let wish = Command::EndKnown(sent.valid).into();
        Ok(tickets::command(app, &actor, command, sent.entered.id, wish).await?.into())
    }
}
