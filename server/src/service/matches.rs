//! What may help with a ticket: articles that the agent may read, found as everybody finds them, and open tickets
//! that are like it.

use crate::{
    error::Error,
    service::{
        articles,
        once::once,
        requests::Sent,
        tickets::{Wish, fulfil, missing},
    },
    state::AppState,
    store::tables::{articles as shelf, tickets},
};
use shared::{
    actor::Actor,
    api::{
        matches::{Matches, MatchingArticle, SimilarTicket},
        tickets::TicketChanged,
    },
    id::TicketId,
    permission::{Action, Denied, Scope, may},
    text::Slug,
    ticket::{Ticket, command::Command, similar::most_alike},
};

/// Articles shown at most, beside those that were used.
const ARTICLES: usize = 3;
/// Tickets shown at most.
const SIMILAR: usize = 4;

/// What may help with a ticket.
///
/// # Errors
/// It is not there, or not for this actor.
pub async fn of(app: &AppState, actor: &Actor, id: TicketId) -> Result<Matches, Error> {
    let ticket = app
        .store
        .read(|reader| async move {
            let found = tickets::by_id(&reader, id).await?;
            let ticket = found.ok_or_else(|| missing(actor))?;
            may(actor, Action::ReadTicket, &ticket.scope(actor))?;
            Ok::<_, Error>(ticket)
        })
        .await?;
    Ok(Matches {
        articles: matching(app, actor, &ticket).await?,
        similar: similar(app, actor, &ticket),
        can_use: ticket.allows(actor, Action::NoteOnTicket, app.now()),
    })
}

async fn matching(
    app: &AppState,
    actor: &Actor,
    ticket: &Ticket,
) -> Result<Vec<MatchingArticle>, Error> {
    let mut all = Vec::new();
    let used = &ticket.articles;
    let read = app.store.read(|reader| async move {
        let mut read = Vec::new();
        for slug in used {
            read.extend(shelf::by_slug(&reader, slug).await?);
        }
        Ok::<_, Error>(read)
    });
    for it in read.await? {
        if may(actor, Action::ReadArticle, &Scope::Article { audience: it.audience }).is_ok() {
            let (slug, title) = (it.slug.into(), it.title.into());
            all.push(MatchingArticle { slug, title, passage: Vec::new(), is_used: true });
        }
    }
    let found = articles::search(app, actor, &ticket.title).await?.articles.into_iter();
    let is_new = |slug: &str| used.iter().all(|it| **it != *slug);
    let found = found.filter(|it| is_new(&it.slug)).take(ARTICLES);
    all.extend(found.map(|it| MatchingArticle {
        slug: it.slug,
        title: it.title,
        passage: it.passage,
        is_used: false,
    }));
    Ok(all)
}

fn similar(app: &AppState, actor: &Actor, ticket: &Ticket) -> Vec<SimilarTicket> {
    let mut open: Vec<SimilarTicket> = Vec::new();
    app.open_tickets.each(|it| {
        let head = &it.head;
        let is_other = head.id != ticket.id && head.status.stage().is_open();
        if is_other && may(actor, Action::ReadTicket, &head.scope(actor)).is_ok() {
            open.push(SimilarTicket {
                id: head.id,
                reference: head.reference,
                title: head.title.to_string(),
                requester: it.requester.to_string(),
                stage: head.status.stage(),
            });
        }
    });
    let titles = open.iter().map(|it| (it.id, it.title.as_str()));
    let alike = most_alike(&ticket.title, titles, SIMILAR);
    let of = |id: TicketId| open.iter().find(|it| it.id == id).cloned();
    alike.into_iter().filter_map(of).collect()
}

/// Says that an article was used for a ticket, once.
///
/// # Errors
/// The ticket or the article is not there, or not for this actor.
pub async fn use_article(
    app: &AppState,
    actor: &Actor,
    sent: Sent,
    id: TicketId,
    slug: Slug,
) -> Result<TicketChanged, Error> {
    let command = sent.by(actor)?;
    let slug = &slug;
    let changed = once(app, &command, |tx| async move {
        let ticket = tickets::by_id(&tx, id).await?.ok_or_else(Error::not_found)?;
        may(actor, Action::NoteOnTicket, &ticket.scope(actor))?;
        let article = shelf::by_slug(&tx, slug).await?.ok_or(Denied::Hidden)?;
        may(actor, Action::ReadArticle, &Scope::Article { audience: article.audience })?;
        let used = Command::UseArticle { slug: article.slug, title: article.title };
        let ticket = fulfil(app, &tx, actor, ticket, Wish::from(used)).await?;
        Ok(TicketChanged::of(&ticket, actor))
    })
    .await?;
    app.open_tickets.refresh(&app.store, id).await?;
    Ok(changed)
}
