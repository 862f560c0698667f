//! Changing articles, and looking at how they changed.

use crate::{
    error::Error,
    http::{
        caller::{Caller, Reply},
        serve::{Accept, Serve, Submission},
    },
    service::revisions,
    state::AppState,
};
use shared::api::{
    articles::Published,
    revisions::{
        ArticleEditor, GetArticleEditor, GetRevision, ListRevisions, RestoreRevision,
        ReviseArticle, RevisionView, Revisions,
    },
};

impl Serve for GetArticleEditor {
    async fn serve(self, app: &AppState, caller: &Caller) -> Result<Reply<ArticleEditor>, Error> {
        let actor = caller.actor(app).await?;
        Ok(revisions::editor(app, &actor, &self.slug, self.ticket).await?.into())
    }
}

impl Serve for ListRevisions {
    async fn serve(self, app: &AppState, caller: &Caller) -> Result<Reply<Revisions>, Error> {
        let actor = caller.actor(app).await?;
        Ok(revisions::list(app, &actor, &self.slug).await?.into())
    }
}

impl Serve for GetRevision {
    async fn serve(self, app: &AppState, caller: &Caller) -> Result<Reply<RevisionView>, Error> {
        let actor = caller.actor(app).await?;
        Ok(revisions::get(app, &actor, &self.slug, self.number).await?.into())
    }
}

impl Accept for ReviseArticle {
    async fn accept(
        sent: Submission<Self>,
        app: &AppState,
        caller: &Caller,
    ) -> Result<Reply<Published>, Error> {
        let actor = caller.actor(app).await?;
        let command = sent.command();
        Ok(revisions::revise(app, &actor, command, &sent.valid).await?.into())
    }
}

impl Accept for RestoreRevision {
    async fn accept(
        sent: Submission<Self>,
        app: &AppState,
        caller: &Caller,
    ) -> Result<Reply<Published>, Error> {
        let actor = caller.actor(app).await?;
        let command = sent.command();
        Ok(revisions::restore(app, &actor, command, &sent.valid).await?.into())
    }
}
