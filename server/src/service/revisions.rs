//! Changing articles. Each change is a revision that stays: it can be compared with the one before it and
//! brought back, which is a revision too.

use crate::{
    error::Error,
    service::{articles, clock, offered, once::once, requests::Sent},
    state::AppState,
    store::{
        Reader, Tx,
        tables::{
            articles::{RevisionRecord, by_slug, put_revision, revision, revisions},
            people, tickets,
        },
    },
};
use shared::{
    actor::Actor,
    api::{
        articles::Published,
        revisions::{
            ArticleEditor, Change, NewRevision, OVER, RestoreRevision, RevisionHead, RevisionView,
            Revisions,
        },
    },
    catalogue::Catalogue,
    id::{PersonId, TicketId},
    kb::{
        article::{Article, Texts},
        markdown,
    },
    permission::{Action, Scope, may},
    problem::{Code, FieldError, Problem},
    text::{Remark, Slug},
};
use similar::{ChangeTag, TextDiff};
use std::collections::HashMap;

/// Lines shown around a difference.
const AROUND: usize = 2;

/// The article at `slug`, to be changed; with what the resolution of `ticket` told, if that is to improve it.
///
/// # Errors
/// The article or the ticket is not there or not for this actor, who may not write, or the ticket was never
/// resolved.
pub async fn editor(
    app: &AppState,
    actor: &Actor,
    slug: &str,
    ticket: Option<TicketId>,
) -> Result<ArticleEditor, Error> {
    let slug = &Slug::parse(slug).map_err(|_| Error::not_found())?;
    let (article, from) = app
        .store
        .read(|reader| async move {
            let article = writable(&reader, actor, slug).await?;
            let from = match ticket {
                Some(id) => Some(articles::from_ticket(&reader, actor, id).await?.from),
                None => None,
            };
            Ok::<_, Error>((article, from))
        })
        .await?;
    Ok(ArticleEditor {
        slug: article.slug.into(),
        revision: article.revision,
        title: article.title.into(),
        body: article.body.into(),
        keywords: article.keywords.map(String::from).unwrap_or_default(),
        category: article.category,
        audience: article.audience,
        audiences: articles::audiences(actor),
        from,
    })
}

/// The article at `slug`, if the actor may change it.
async fn writable(reader: &Reader, actor: &Actor, slug: &Slug) -> Result<Article, Error> {
    let article = by_slug(reader, slug).await?.ok_or_else(Error::not_found)?;
    may(actor, Action::WriteArticle, &Scope::Article { audience: article.audience })?;
    Ok(article)
}

/// Publishes the next revision of an article, once.
///
/// # Errors
/// The article is not there or not for this actor, who may not write for this audience; somebody published a
/// revision meanwhile.
pub async fn revise(
    app: &AppState,
    actor: &Actor,
    sent: Sent,
    new: &NewRevision,
) -> Result<Published, Error> {
    let slug = &Slug::parse(&new.slug).map_err(|_| Error::not_found())?;
    let command = sent.by(actor)?;
    let by = command.person;
    let published = once(app, &command, |tx| async move {
        let article = writable(&tx, actor, slug).await?;
        articles::check_audience(actor, new.texts.audience)?;
        // What is no longer offered stays where it stands.
        if new.texts.category != article.category {
            offered::category(app, new.texts.category, "category")?;
        }
        if let Some(ticket) = new.ticket {
            articles::from_ticket(&tx, actor, ticket).await?;
        }
        if new.after.is_some_and(|it| it != article.revision) {
            return Err(moved_on());
        }
        let note = new.note.clone();
        publish_next(app, &tx, article, new.texts.clone(), by, note, new.ticket)
    })
    .await?;
    app.knowledge.rebuild(&app.store, &app.open_tickets).await?;
    Ok(published)
}

/// Brings an older revision back, as the next one, once.
///
/// # Errors
/// The article or the revision is not there or not for this actor; somebody published a revision meanwhile.
pub async fn restore(
    app: &AppState,
    actor: &Actor,
    sent: Sent,
    form: &RestoreRevision,
) -> Result<Published, Error> {
    let slug = &Slug::parse(&form.slug).map_err(|_| Error::not_found())?;
    let command = sent.by(actor)?;
    let (number, by) = (form.number, command.person);
    let published = once(app, &command, |tx| async move {
        let article = writable(&tx, actor, slug).await?;
        let older = revision(&tx, article.id, number).await?.ok_or_else(Error::not_found)?;
        articles::check_audience(actor, older.article.audience)?;
        if form.present != article.revision {
            return Err(Error::refused(
                Code::Conflict,
                "Somebody published a revision meanwhile. Look at it, then bring this one back.",
            ));
        }
        let note = Remark::parse(&format!("Revision {number}, brought back"));
        let note = note.map_err(|it| Error::internal(it.to_string()))?;
        publish_next(app, &tx, article, older.article.texts(), by, Some(note), older.source)
    })
    .await?;
    app.knowledge.rebuild(&app.store, &app.open_tickets).await?;
    Ok(published)
}

fn moved_on() -> Error {
    let detail = "Somebody published a revision meanwhile. What you wrote is still here.";
    let text = "Compare the two, then choose whether yours takes its place".to_owned();
    let errors = vec![FieldError { field: OVER.to_owned(), text }];
    Problem { errors, ..Problem::new(Code::Conflict, detail) }.into()
}

/// Whoever publishes has read the article through.
fn publish_next(
    app: &AppState,
    tx: &Tx,
    before: Article,
    texts: Texts,
    by: PersonId,
    note: Option<Remark>,
    source: Option<TicketId>,
) -> Result<Published, Error> {
    let at = app.now();
    let slug = before.slug.clone();
    let article = Article {
        language: articles::language_of(&texts),
        revision: before.revision + 1,
        title: texts.title,
        body: texts.body,
        keywords: texts.keywords,
        category: texts.category,
        audience: texts.audience,
        reviewed: at,
        ..before
    };
    put_revision(tx, &RevisionRecord { article, by, at, note, source })?;
    Ok(Published { slug })
}

/// The revisions of the article at `slug`, the newest first.
///
/// # Errors
/// The article is not there, or the actor may not change it.
pub async fn list(app: &AppState, actor: &Actor, slug: &str) -> Result<Revisions, Error> {
    let slug = &Slug::parse(slug).map_err(|_| Error::not_found())?;
    let (article, heads) = app
        .store
        .read(|reader| async move {
            let article = writable(&reader, actor, slug).await?;
            let all = revisions(&reader, article.id).await?;
            Ok::<_, Error>((article, heads(&reader, actor, all).await?))
        })
        .await?;
    Ok(Revisions {
        clock: clock(app),
        slug: article.slug.into(),
        title: article.title.into(),
        revisions: heads,
    })
}

/// What is told of revisions.
async fn heads(
    reader: &Reader,
    actor: &Actor,
    revisions: Vec<RevisionRecord>,
) -> Result<Vec<RevisionHead>, Error> {
    let names = people::names(reader, revisions.iter().map(|it| it.by)).await?;
    let mut sources = HashMap::new();
    for id in revisions.iter().filter_map(|it| it.source) {
        let ticket = tickets::by_id(reader, id).await?;
        let readable = ticket.filter(|it| may(actor, Action::ReadTicket, &it.scope(actor)).is_ok());
        sources.extend(readable.map(|it| (id, it.reference.to_string())));
    }
    let told = revisions.into_iter().map(|it| RevisionHead {
        number: it.article.revision,
        by: names.get(&it.by).cloned().unwrap_or_default(),
        at: it.at,
        note: it.note.map(String::from),
        source: it.source.and_then(|id| Some((sources.get(&id)?.clone(), id))),
    });
    Ok(told.collect())
}

/// One revision, compared with the one before it.
///
/// # Errors
/// The article or the revision is not there, or the actor may not change it.
pub async fn get(
    app: &AppState,
    actor: &Actor,
    slug: &str,
    number: u32,
) -> Result<RevisionView, Error> {
    let slug = &Slug::parse(slug).map_err(|_| Error::not_found())?;
    let (present, this, before, head) = app
        .store
        .read(|reader| async move {
            let present = writable(&reader, actor, slug).await?;
            let this = revision(&reader, present.id, number).await?.ok_or_else(Error::not_found)?;
            let before = match number.checked_sub(1) {
                Some(it) => revision(&reader, present.id, it).await?,
                None => None,
            };
            let head = heads(&reader, actor, vec![this.clone()]).await?.pop();
            Ok::<_, Error>((present, this, before, head.ok_or_else(Error::not_found)?))
        })
        .await?;
    let changes = before.map(|it| compared(app, [&it.article, &this.article])).unwrap_or_default();
    Ok(RevisionView {
        clock: clock(app),
        slug: present.slug.into(),
        head,
        title: this.article.title.to_string(),
        present: present.revision,
        changes,
        html: markdown::render(&this.article.body).as_str().to_owned(),
    })
}

/// What is different, with a few lines around it.
fn compared(app: &AppState, articles: [&Article; 2]) -> Vec<Change> {
    let rules = app.rules();
    let [before, after] = articles.map(|it| as_lines(&rules.settings.catalogue, it));
    let diff = TextDiff::from_lines(&before, &after);
    let mut out = Vec::new();
    for (n, group) in diff.grouped_ops(AROUND).iter().enumerate() {
        if n > 0 {
            out.push(Change::Skipped);
        }
        for change in group.iter().flat_map(|it| diff.iter_changes(it)) {
            let line = change.value().trim_end_matches('\n').to_owned();
            out.push(match change.tag() {
                ChangeTag::Equal => Change::Same(line),
                ChangeTag::Insert => Change::Added(line),
                ChangeTag::Delete => Change::Removed(line),
            });
        }
    }
    out
}

/// An article as one text, what belongs to it first.
fn as_lines(catalogue: &Catalogue, article: &Article) -> String {
    format!(
        "Title: {}\nAbout: {}\nFor: {}\nOther words: {}\n\n{}\n",
        article.title,
        catalogue.category_label(article.category),
        article.audience.label(),
        article.keywords.as_deref().unwrap_or("none"),
        article.body,
    )
}
