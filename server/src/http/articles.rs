//! Knowledge, and the index that browsers search in.

use crate::{
    error::Error,
    http::{
        answer::refusal,
        caller::{Caller, Reply},
        serve::{Accept, Serve, Submission},
    },
    service::{articles, browse},
    state::AppState,
};
use axum::{
    extract::{Path, Request, State},
    http::header,
    response::{IntoResponse, Response},
};
use shared::api::articles::{
    ArticleDraft, ArticleView, CategoryPage, Found, GetArticle, GetArticleDraft, GetIndex,
    IndexAddress, ListArticles, ListCategory, ListOftenAsked, OftenAsked, PublishArticle,
    Published, SearchArticles, Shelves,
};

impl Serve for SearchArticles {
    async fn serve(self, app: &AppState, caller: &Caller) -> Result<Reply<Found>, Error> {
        let actor = caller.actor(app).await?;
        Ok(articles::search(app, &actor, &self.q).await?.into())
    }
}

impl Serve for ListArticles {
    async fn serve(self, app: &AppState, caller: &Caller) -> Result<Reply<Shelves>, Error> {
        let actor = caller.actor(app).await?;
        Ok(browse::shelves(app, &actor).into())
    }
}

impl Serve for ListCategory {
    async fn serve(self, app: &AppState, caller: &Caller) -> Result<Reply<CategoryPage>, Error> {
        let actor = caller.actor(app).await?;
        Ok(browse::category(app, &actor, self.category, self.page)?.into())
    }
}

impl Serve for ListOftenAsked {
    async fn serve(self, app: &AppState, caller: &Caller) -> Result<Reply<OftenAsked>, Error> {
        let actor = caller.actor(app).await?;
        Ok(browse::often_asked(app, &actor).into())
    }
}

impl Serve for GetArticle {
    async fn serve(self, app: &AppState, caller: &Caller) -> Result<Reply<ArticleView>, Error> {
        let actor = caller.actor(app).await?;
        Ok(articles::get(app, &actor, &self.slug).await?.into())
    }
}

impl Serve for GetIndex {
    async fn serve(self, app: &AppState, caller: &Caller) -> Result<Reply<IndexAddress>, Error> {
        let actor = caller.actor(app).await?;
        Ok(articles::index_address(app, &actor).into())
    }
}

impl Serve for GetArticleDraft {
    async fn serve(self, app: &AppState, caller: &Caller) -> Result<Reply<ArticleDraft>, Error> {
        let actor = caller.actor(app).await?;
        Ok(articles::draft(app, &actor, self.ticket).await?.into())
    }
}

impl Accept for PublishArticle {
    async fn accept(
        sent: Submission<Self>,
        app: &AppState,
        caller: &Caller,
    ) -> Result<Reply<Published>, Error> {
        let actor = caller.actor(app).await?;
        let command = sent.command();
        Ok(articles::publish(app, &actor, command, &sent.valid).await?.into())
    }
}

/// The route of [`index`].
pub(crate) const INDEX_ROUTE: &str = "/api/v1/articles/index/{audience}/{hash}";

/// The bytes of an index, for those who belong to its audience. Its address changes with its contents, so a
/// browser may keep it for ever; nobody in between may keep it at all.
pub(crate) async fn index(
    State(app): State<AppState>,
    Path((audience, hash)): Path<(String, String)>,
    request: Request,
) -> Response {
    let (parts, _) = request.into_parts();
    let found = match Caller::of(&parts).actor(&app).await {
        Ok(actor) => articles::index(&app, &actor, &audience, &hash),
        Err(error) => Err(error),
    };
    match found {
        Ok(shelf) => {
            let kind = (header::CONTENT_TYPE, "application/octet-stream");
            let keep = (header::CACHE_CONTROL, "private, max-age=31536000, immutable");
            ([kind, keep, (header::VARY, "cookie")], shelf.bytes.clone()).into_response()
        }
        Err(error) => refusal(&error.into_problem()),
    }
}
