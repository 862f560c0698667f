//! The starter articles, for the administrator of a portal that has no articles yet (ruling 25).

use crate::{
    error::Error,
    service::{once::once, requests::Sent},
    starter::{self, ARTICLES},
    state::AppState,
    store::{Reader, tables::articles},
};
use shared::{
    actor::Actor,
    api::starter::{StarterChoice, StarterOffer},
    kb::audience::Audience,
    permission::{Action, Scope, may},
    problem::Code,
};

/// What is offered to the actor; to most people nothing.
///
/// # Errors
/// What the store says.
pub async fn offer(app: &AppState, actor: &Actor) -> Result<StarterOffer, Error> {
    if may(actor, Action::TakeStarterArticles, &Scope::Portico).is_err() {
        return Ok(StarterOffer { n_articles: 0 });
    }
    let is_empty = app.store.read(|reader| async move { has_none(&reader).await }).await?;
    Ok(StarterOffer { n_articles: if is_empty { ARTICLES.len() } else { 0 } })
}

/// Takes the starter articles, all in one transaction.
///
/// # Errors
/// The actor is no administrator, or there are articles already.
pub async fn take(
    app: &AppState,
    actor: &Actor,
    sent: Sent,
    choice: StarterChoice,
) -> Result<StarterOffer, Error> {
    may(actor, Action::TakeStarterArticles, &Scope::Portico)?;
    let command = sent.by(actor)?;
    let (owner, now) = (command.person, app.now());
    let taken = once(app, &command, |tx| async move {
        if !has_none(&tx).await? {
            let detail =
                "There are articles already. The starter articles are for an empty portal.";
            return Err(Error::refused(Code::Conflict, detail));
        }
        for text in ARTICLES {
            let mut article = starter::article(text, &app.ids, owner, now)?;
            if choice == StarterChoice::Review {
                article.audience = Audience::Agents;
            }
            articles::put(&tx, &article, owner, now)?;
        }
        Ok(StarterOffer { n_articles: ARTICLES.len() })
    })
    .await?;
    app.knowledge.rebuild(&app.store, &app.open_tickets).await?;
    Ok(taken)
}

async fn has_none(reader: &Reader) -> Result<bool, Error> {
    Ok(articles::page(reader, None, 1).await?.is_empty())
}
