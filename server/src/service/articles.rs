//! Articles: reading, searching, and making one of a resolution.

use crate::{
    error::Error,
    search::Shelf,
    service::{clock, known, offered, once::once, requests::Sent},
    state::AppState,
    store::{
        Reader, StoreError, Tx,
        tables::{articles, held, people, tickets},
    },
};
use shared::{
    actor::Actor,
    api::articles::{
        ArticleDraft, ArticleView, Found, FoundArticle, FromTicket, INDEX_LIMIT, IndexAddress,
        NewArticle, Piece, Published,
    },
    id::{ArticleId, TicketId},
    kb::{
        article::{Article, Texts},
        audience::Audience,
        draft::from_resolution,
        markdown,
    },
    permission::{Action, Scope, may},
    problem::{Check, Code},
    redact::identifying::Names,
    search::{highlight::PASSAGE, index::Hit, language::Language, reading::reading_minutes},
    text::Slug,
    ticket::{
        event::Event,
        held::Words,
        intake::Category,
        known::{LOOKED_THROUGH, part},
    },
    time::Instant,
};
use std::sync::Arc;

/// Found at most.
const FOUND: usize = 20;
/// Ends of addresses that mean something else.
const RESERVED: [&str; 4] = ["category", "index", "often-asked", "search"];
/// As many articles are proposed to be improved instead.
const NEAREST: usize = 3;
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
    let articles = found(app, actor, &shelf, query, &hits).await?;
    Ok(Found { known: known::found(app, actor, &told), articles })
}

/// What is shown of those `hits` of a search for `query` that the actor may read.
async fn found(
    app: &AppState,
    actor: &Actor,
    shelf: &Shelf,
    query: &str,
    hits: &[Hit<'_>],
) -> Result<Vec<FoundArticle>, Error> {
    let articles = read(app, hits).await?;
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
    Ok(found.collect())
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

/// A first draft of an article, out of a ticket's last resolution, and the articles that say much the same
/// already (A57).
///
/// # Errors
/// The actor may not write, the ticket is not there, or it was never resolved.
pub async fn draft(app: &AppState, actor: &Actor, id: TicketId) -> Result<ArticleDraft, Error> {
    may(actor, Action::WriteArticle, &Scope::Portico)?;
    let told =
        app.store.read(|reader| async move { from_ticket(&reader, actor, id).await }).await?;
    Ok(ArticleDraft {
        nearest: nearest(app, actor, &told.from.title, &told.words).await?,
        from: told.from,
        category: told.category,
        audiences: audiences(actor),
    })
}

/// What a ticket told.
pub(super) struct Told {
    pub(super) from: FromTicket,
    category: Category,
    /// What its requester wrote.
    words: String,
}

/// What the actor may take from the ticket's last resolution.
pub(super) async fn from_ticket(
    reader: &Reader,
    actor: &Actor,
    id: TicketId,
) -> Result<Told, Error> {
    let ticket = tickets::by_id(reader, id).await?.ok_or_else(Error::not_found)?;
    may(actor, Action::ReadTicket, &ticket.scope(actor))?;
    let entries = tickets::entries(reader, id).await?;
    let filed = entries
        .iter()
        .find_map(|it| if let Event::Filed(it) = &it.event { Some(it) } else { None });
    let told = entries
        .iter()
        .rev()
        .find_map(|it| if let Event::Resolved(it) = &it.event { Some(it) } else { None });
    // One that is on its way is as good: nobody waits for the requester to be told (D5.14).
    let held = held::of_ticket(reader, id).await?;
    let on_its_way =
        held.iter().rev().filter(|it| it.taken_back.is_none()).find_map(|it| {
            if let Words::Resolution(it, _) = &it.words { Some(&**it) } else { None }
        });
    let resolved = on_its_way.or(told);
    let (Some(filed), Some(resolution)) = (filed, resolved) else {
        return Err(Error::refused(
            Code::Conflict,
            "Resolve the ticket first: the article is drafted from its resolution.",
        ));
    };
    let writers = entries.iter().map(|it| it.by).chain(held.iter().map(|it| it.by));
    let involved = writers.chain([ticket.requester]).chain(ticket.assignee);
    let people = people::all_of(reader, involved).await?;
    let names = people.iter().map(|it| &*it.name).chain(filed.behalf.as_deref());
    let draft = from_resolution(&ticket.title, filed, resolution, &Names::of(names));
    Ok(Told {
        from: FromTicket {
            ticket: id,
            reference: ticket.reference.to_string(),
            title: draft.title,
            body: draft.body,
            n_masked: draft.n_masked,
        },
        category: ticket.category,
        words: format!("{}\n{}", ticket.title, &*filed.description),
    })
}

/// Articles that may say the same as a ticket with this `title` whose requester wrote `words`: those close to the
/// title, which says it in few words, then those close to all of it.
async fn nearest(
    app: &AppState,
    actor: &Actor,
    title: &str,
    words: &str,
) -> Result<Vec<FoundArticle>, Error> {
    let Some(shelf) = app.knowledge.shelf(Audience::of(actor)) else { return Ok(Vec::new()) };
    let mut close: Vec<Hit<'_>> = Vec::new();
    for query in [title, words] {
        let (_, hits) = part(shelf.index.search(query, LOOKED_THROUGH));
        let hits = hits.into_iter().filter(|it| it.is_close);
        for hit in hits.take(NEAREST) {
            if !close.iter().any(|it| it.id == hit.id) {
                close.push(hit);
            }
        }
    }
    close.truncate(NEAREST);
    found(app, actor, &shelf, title, &close).await
}

/// The audiences to which the actor belongs.
pub(super) fn audiences(actor: &Actor) -> Vec<Audience> {
    Audience::ALL.into_iter().filter(|it| it.includes(actor)).collect()
}

/// Whether the actor may write for whom an article is.
pub(super) fn check_audience(actor: &Actor, audience: Audience) -> Result<(), Error> {
    if may(actor, Action::WriteArticle, &Scope::Article { audience }).is_ok() {
        return Ok(());
    }
    let mut check = Check::new();
    check.refuse("audience", "Choose an audience that you belong to");
    Err(check.problem().into())
}

/// The tag of the language in which `texts` are written.
pub(super) fn language_of(texts: &Texts) -> String {
    let text = [&texts.title, &*markdown::plain_text(&texts.body)].join("\n");
    Language::of_text(&text).tag().to_owned()
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
    check_audience(actor, new.texts.audience)?;
    offered::category(app, new.texts.category, "category")?;
    let command = sent.by(actor)?;
    let (owner, now) = (command.person, app.now());
    let id = ArticleId(app.ids.next(now)?);
    let language = &language_of(&new.texts);
    let published = once(app, &command, |tx| async move {
        let ticket = tickets::by_id(&tx, new.ticket).await?.ok_or_else(Error::not_found)?;
        may(actor, Action::ReadTicket, &ticket.scope(actor))?;
        let texts = new.texts.clone();
        let slug = free_slug(&tx, &texts.title, id).await?;
        let article = Article {
            id,
            slug: slug.clone(),
            revision: 1,
            title: texts.title,
            body: texts.body,
            keywords: texts.keywords,
            category: texts.category,
            language: language.clone(),
            audience: texts.audience,
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
