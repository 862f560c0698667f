//! Articles: reading, searching, and making one of a resolution.

use crate::{
    error::Error,
    search::Shelf,
    service::{clock, known, once::once, requests::Sent},
    state::AppState,
    store::{
        StoreError, Tx,
        tables::{articles, tickets},
    },
};
use shared::{
    actor::Actor,
    api::articles::{
        ArticleDraft, ArticleView, Found, FoundArticle, INDEX_LIMIT, IndexAddress, NewArticle,
        Piece, Published,
    },
    id::{ArticleId, TicketId},
    kb::{article::Article, audience::Audience, draft, markdown},
    permission::{Action, Scope, may},
    problem::{Check, Code},
    search::{highlight::PASSAGE, index::Hit, language::Language, reading::reading_minutes},
    text::Slug,
    ticket::{
        event::Event,
        known::{LOOKED_THROUGH, part},
    },
    time::Instant,
};
use std::sync::Arc;

/// Found at most.
const FOUND: usize = 20;
/// Ends of addresses that mean something else.
const RESERVED: [&str; 4] = ["category", "index", "often-asked", "search"];
/// Endings tried when a title's address is taken.
const ENDINGS: u32 = 1000;

/// Searches what the actor may read: known incidents that are close to it, and articles. An article that was taken away since the index was built is left out.
///
/// # Errors
/// What the store says.
pub async fn search(app: &AppState, actor: &Actor, query: &str) -> Result<Found, Error> {
    let Some(shelf) = app.knowledge.shelf(Audience::of(actor)) else {
        return Ok(Found::default());
    };
    let (told, mut hits) = part(shelf.index.search(query, LOOKED_THROUGH));
    hits.truncate(FOUND);
    let articles = read(app, &hits).await?;
    let highlighter = shelf.index.highlighter(query);
    let found = hits.iter().zip(articles).filter_map(|(hit, article)| {
        let article = article?;
        may(actor, Action::ReadArticle, &scope(&article)).ok()?;
        let text = markdown::below_heading(&article.body);
        let passage = highlighter.passage(&text, hit.language, PASSAGE).into_iter();
        Some(FoundArticle {
            slug: hit.id.to_owned(),
            title: hit.title.to_owned(),
            passage: passage
                .map(|it| Piece { text: it.text.to_owned(), is_marked: it.marked })
                .collect(),
            minutes: hit.minutes,
            reviewed: hit.reviewed.map(|it| it.to_string()).unwrap_or_default(),
            is_close: hit.is_close,
        })
    });
    Ok(Found { known: known::found(app, actor, &told), articles: found.collect() })
}

/// The articles of `hits`; `None` for one that is not there any more.
async fn read(app: &AppState, hits: &[Hit<'_>]) -> Result<Vec<Option<Article>>, Error> {
    let slug = |hit: &Hit<'_>| Slug::parse(hit.id).map_err(|it| Error::internal(it.to_string()));
    let slugs = &hits.iter().map(slug).collect::<Result<Vec<_>, _>>()?;
    let read = app.store.read(|reader| async move {
        let mut articles = Vec::with_capacity(slugs.len());
        for slug in slugs {
            articles.push(articles::by_slug(&reader, slug).await?);
        }
        Ok::<_, StoreError>(articles)
    });
    Ok(read.await?)
}

/// One article.
///
/// # Errors
/// It is not there, or not for this actor.
pub async fn get(app: &AppState, actor: &Actor, slug: &str) -> Result<ArticleView, Error> {
    let slug = Slug::parse(slug).map_err(|_| Error::not_found())?;
    let slug = &slug;
    let found =
        app.store.read(|reader| async move { articles::by_slug(&reader, slug).await }).await?;
    let article = found.ok_or_else(Error::not_found)?;
    may(actor, Action::ReadArticle, &scope(&article))?;
    Ok(ArticleView {
        clock: clock(app),
        html: markdown::render(&article.body).as_str().to_owned(),
        contents: markdown::contents(&article.body),
        minutes: reading_minutes(&markdown::plain_text(&article.body)),
        audience: actor.is_staff().then_some(article.audience),
        slug: article.slug.into(),
        title: article.title.into(),
        category: article.category,
        reviewed: article.reviewed,
    })
}

fn scope(article: &Article) -> Scope {
    Scope::Article { audience: article.audience }
}

/// Where the actor's index is.
#[must_use]
pub fn index_address(app: &AppState, actor: &Actor) -> IndexAddress {
    let audience = Audience::of(actor);
    let Some(shelf) = app.knowledge.shelf(audience) else {
        return IndexAddress { address: None, n_articles: 0, known: None };
    };
    let n_articles = shelf.heads.len();
    let address = (n_articles <= INDEX_LIMIT)
        .then(|| format!("/api/v1/articles/index/{}/{}", audience.value(), shelf.hash));
    IndexAddress { address, n_articles, known: known::list_if_any(app, actor) }
}

/// The index of `audience`, if the actor belongs to it and it is still the one with this hash.
///
/// # Errors
/// It is not there, or not for this actor.
pub fn index(
    app: &AppState,
    actor: &Actor,
    audience: &str,
    hash: &str,
) -> Result<Arc<Shelf>, Error> {
    let audience = Audience::from_value(audience)
        .filter(|it| it.includes(actor))
        .ok_or_else(Error::not_found)?;
    let shelf =
        app.knowledge.shelf(audience).filter(|it| it.hash == hash && it.heads.len() <= INDEX_LIMIT);
    shelf.ok_or_else(Error::not_found)
}

/// A first draft of an article, out of a ticket's last resolution (A57).
///
/// # Errors
/// The actor may not write, the ticket is not there, or it was never resolved.
pub async fn draft(app: &AppState, actor: &Actor, id: TicketId) -> Result<ArticleDraft, Error> {
    may(actor, Action::WriteArticle, &Scope::Portico)?;
    let (ticket, entries) = app
        .store
        .read(|reader| async move {
            let ticket = tickets::by_id(&reader, id).await?.ok_or_else(Error::not_found)?;
            may(actor, Action::ReadTicket, &ticket.scope(actor))?;
            let entries = tickets::entries(&reader, id).await?;
            Ok::<_, Error>((ticket, entries))
        })
        .await?;
    let filed = entries
        .iter()
        .find_map(|it| if let Event::Filed(it) = &it.event { Some(it) } else { None });
    let resolved = entries
        .iter()
        .rev()
        .find_map(|it| if let Event::Resolved(it) = &it.event { Some(it) } else { None });
    let (Some(filed), Some(resolution)) = (filed, resolved) else {
        return Err(Error::refused(
            Code::Conflict,
            "Resolve the ticket first: the article is drafted from its resolution.",
        ));
    };
    let draft = draft::from_resolution(&ticket.title, &filed.description, resolution);
    Ok(ArticleDraft {
        ticket: id,
        reference: ticket.reference.to_string(),
        title: draft.title,
        body: draft.body,
        category: ticket.category,
        audiences: Audience::ALL.into_iter().filter(|it| it.includes(actor)).collect(),
    })
}

/// Publishes an article, once. It is found from then on.
///
/// # Errors
/// The actor may not write for this audience, or the ticket is not there.
pub async fn publish(
    app: &AppState,
    actor: &Actor,
    sent: Sent,
    new: &NewArticle,
) -> Result<Published, Error> {
    may(actor, Action::WriteArticle, &Scope::Portico)?;
    if may(actor, Action::WriteArticle, &Scope::Article { audience: new.audience }).is_err() {
        let mut check = Check::new();
        check.refuse("audience", "Choose an audience that you belong to");
        return Err(check.problem().into());
    }
    let command = sent.by(actor)?;
    let (owner, now) = (command.person, app.now());
    let id = ArticleId(app.ids.next(now)?);
    let language = Language::of_text(&[&new.title, &*markdown::plain_text(&new.body)].join("\n"));
    let published = once(app, &command, |tx| async move {
        let ticket = tickets::by_id(&tx, new.ticket).await?.ok_or_else(Error::not_found)?;
        may(actor, Action::ReadTicket, &ticket.scope(actor))?;
        let slug = free_slug(&tx, &new.title, id).await?;
        let article = Article {
            id,
            slug: slug.clone(),
            revision: 1,
            title: new.title.clone(),
            body: new.body.clone(),
            keywords: new.keywords.clone(),
            category: new.category,
            language: language.tag().to_owned(),
            audience: new.audience,
            owner,
            source: Some(new.ticket),
            published: now,
            reviewed: now,
        };
        put(&tx, &article, owner, now)?;
        Ok(Published { slug })
    })
    .await?;
    app.knowledge.rebuild(&app.store, &app.open_tickets).await?;
    Ok(published)
}

/// Writes an article with its revision.
///
/// # Errors
/// What the store says.
pub fn put(tx: &Tx, article: &Article, by: shared::id::PersonId, at: Instant) -> Result<(), Error> {
    articles::put(tx, article, by, at).map_err(Error::from)
}

/// An address for a title that nothing has yet.
///
/// # Errors
/// What the store says, or every ending is taken.
pub async fn free_slug(tx: &Tx, title: &str, id: ArticleId) -> Result<Slug, Error> {
    let base = Slug::from_title(title).map_or_else(|| id.to_string(), String::from);
    for ending in 1..ENDINGS {
        let text = if ending == 1 { base.clone() } else { format!("{base}-{ending}") };
        let slug = Slug::parse(&text).map_err(|it| Error::internal(it.to_string()))?;
        if is_free(tx, &slug).await? {
            return Ok(slug);
        }
    }
    Err(Error::refused(Code::Conflict, "Change the title: too many articles have this one."))
}

/// Whether an article may have this address: nothing has it yet, and it means nothing else.
///
/// # Errors
/// What the store says.
pub async fn is_free(tx: &Tx, slug: &Slug) -> Result<bool, Error> {
    Ok(!RESERVED.contains(&&**slug) && articles::by_slug(tx, slug).await?.is_none())
}
