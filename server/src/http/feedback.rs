//! What readers say of articles.

use crate::{
    error::Error,
    http::{
        caller::{Caller, Reply},
        serve::{Accept, Serve, Submission},
    },
    service::feedback::{self, Voter},
    state::AppState,
};
use shared::api::feedback::{Feedback, GetFeedback, RateArticle, Rated, TakeBackRating, TakenBack};

impl Serve for GetFeedback {
    async fn serve(self, app: &AppState, caller: &Caller) -> Result<Reply<Feedback>, Error> {
        let actor = caller.actor(app).await?;
        Ok(feedback::of_article(app, &actor, &self.slug).await?.into())
    }
}

impl Accept for RateArticle {
    async fn accept(
        sent: Submission<Self>,
        app: &AppState,
        caller: &Caller,
    ) -> Result<Reply<Rated>, Error> {
        let actor = caller.actor(app).await?;
        let Self { key, vote, slug, .. } = sent.entered;
        // A first vote is known by the key that it came with.
        let vote = if vote.is_empty() { key } else { vote };
        let voter = Voter { actor: &actor, source: caller.source(app), key: &vote };
        feedback::rate(app, voter, &slug, Some(&sent.valid)).await?;
        Ok(Rated { vote }.into())
    }
}

impl Accept for TakeBackRating {
    async fn accept(
        sent: Submission<Self>,
        app: &AppState,
        caller: &Caller,
    ) -> Result<Reply<TakenBack>, Error> {
        let actor = caller.actor(app).await?;
        let Self { key, vote, slug, .. } = sent.entered;
        let vote = if vote.is_empty() { key } else { vote };
        let voter = Voter { actor: &actor, source: caller.source(app), key: &vote };
        feedback::rate(app, voter, &slug, None).await?;
        Ok(TakenBack {}.into())
    }
}
