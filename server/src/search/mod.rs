//! The knowledge index on the server: one for each audience, built from the store, swapped whole. An index
//! gives away its vocabulary, so each holds exactly what its audience may read and nothing else. The known
//! incidents that go on stand among the articles: what is rare in both tells what somebody means.

use crate::{
    error::Error,
    ids::hex,
    store::{
        Store, StoreError,
        projection::{OpenTicket, OpenTickets},
        tables,
    },
};
use shared::{
    id::ArticleId,
    kb::{article::Article, audience::Audience, markdown},
    search::{
        build::build, document::Document, index::Index, language::Language,
        reading::reading_minutes,
    },
    text::{Slug, Title},
    ticket::{Ticket, intake::Category, known},
    time::Instant,
};
use std::{
    collections::BTreeMap,
    sync::{Arc, PoisonError, RwLock},
};
use tokio::sync::Mutex;

/// Read at a time while building.
const PAGE: usize = 500;
/// Characters of an article's beginning that are shown in lists.
const LEAD: usize = 160;
/// Characters of an article's beginning that an index carries, for passages.
const OPENING: usize = 320;

/// The indexes. Clones share them.
#[derive(Debug, Clone, Default)]
pub struct Knowledge {
    built: Arc<RwLock<BTreeMap<Audience, Arc<Shelf>>>>,
    building: Arc<Mutex<()>>,
}

/// What one audience may read.
pub struct Shelf {
    /// The index as it is sent.
    pub bytes: Vec<u8>,
    /// A hash of the bytes, for the address.
    pub hash: String,
    /// The index as it is searched here.
    pub index: Index,
    /// The articles, the last reviewed first, without their texts.
    pub heads: Vec<Head>,
}

/// An article in a list.
#[derive(Debug, Clone)]
pub struct Head {
    /// Which article.
    pub id: ArticleId,
    /// The end of its address.
    pub slug: Slug,
    /// Its title.
    pub title: Title,
    /// What it is about.
    pub category: Category,
    /// When it was last reviewed.
    pub reviewed: Instant,
    /// Its first words.
    pub lead: String,
    /// Minutes to read it.
    pub minutes: u16,
}

impl Knowledge {
    /// Builds all indexes anew from the articles of the store and the known incidents in `open`. Callers that come while it runs wait and build again, so
    /// that what was stored before the call is found after it.
    ///
    /// # Errors
    /// What the store says.
    pub async fn rebuild(&self, store: &Store, open: &OpenTickets) -> Result<(), Error> {
        let _alone = self.building.lock().await;
        let articles = read_all(store).await?;
        let known = open.known();
        let built = tokio::task::spawn_blocking(move || build_all(articles, &known))
            .await
            .map_err(Error::internal)?;
        *self.built.write().unwrap_or_else(PoisonError::into_inner) = built?;
        Ok(())
    }

    /// What `audience` may read. Empty before the first build.
    #[must_use]
    pub fn shelf(&self, audience: Audience) -> Option<Arc<Shelf>> {
        self.built.read().unwrap_or_else(PoisonError::into_inner).get(&audience).cloned()
    }
}

impl std::fmt::Debug for Shelf {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Shelf")
            .field("hash", &self.hash)
            .field("articles", &self.heads.len())
            .finish_non_exhaustive()
    }
}

async fn read_all(store: &Store) -> Result<Vec<Article>, StoreError> {
    let mut all: Vec<Article> = Vec::new();
    loop {
        let after = all.last().map(|it| it.id);
        let page = store
            .read(|reader| async move { tables::articles::page(&reader, after, PAGE).await })
            .await?;
        let n_read = page.len();
        all.extend(page);
        if n_read < PAGE {
            return Ok(all);
        }
    }
}

/// Builds the index of each audience from `articles` and `known` incidents, which need not be in a store.
pub(crate) fn build_all(
    articles: Vec<Article>,
    known: &[OpenTicket],
) -> Result<BTreeMap<Audience, Arc<Shelf>>, Error> {
    let texts: Vec<Text> = articles.into_iter().map(Text::of).collect();
    let mut built: BTreeMap<Audience, Arc<Shelf>> = BTreeMap::new();
    let mut last: Option<(usize, Arc<Shelf>)> = None;
    for audience in Audience::ALL {
        let readable: Vec<&Text> =
            texts.iter().filter(|it| it.article.audience <= audience).collect();
        let told = known.iter().map(|it| &*it.head);
        let told: Vec<&Ticket> =
            told.filter(|it| it.notice().is_some_and(|it| it.audience <= audience)).collect();
        // A narrower audience without anything of its own reads what the wider one reads.
        let n_readable = readable.len() + told.len();
        let shelf = match &last {
            Some((n_before, shelf)) if *n_before == n_readable => shelf.clone(),
            _ => Arc::new(Shelf::of(&readable, &told)?),
        };
        last = Some((n_readable, shelf.clone()));
        built.insert(audience, shelf);
    }
    Ok(built)
}

/// An article with what is made of its text.
struct Text {
    article: Article,
    plain: String,
    headings: Vec<String>,
    lead: String,
    opening: String,
}

impl Text {
    fn of(article: Article) -> Self {
        let plain = markdown::plain_text(&article.body);
        let headings = markdown::headings(&article.body);
        let lead = lead(&article);
        let opening = markdown::below_heading(&article.body).chars().take(OPENING).collect();
        Self { article, plain, headings, lead, opening }
    }

    fn head(&self) -> Head {
        Head {
            id: self.article.id,
            slug: self.article.slug.clone(),
            title: self.article.title.clone(),
            category: self.article.category,
            reviewed: self.article.reviewed,
            lead: self.lead.clone(),
            minutes: reading_minutes(&self.plain),
        }
    }
}

/// The first words, cut at a word.
fn lead(article: &Article) -> String {
    let text = markdown::lead(&article.body);
    if text.chars().count() <= LEAD {
        return text;
    }
    let cut: String = text.chars().take(LEAD).collect();
    format!("{}…", cut.rsplit_once(' ').map_or(cut.as_str(), |it| it.0))
}

impl Shelf {
    fn of(texts: &[&Text], told: &[&Ticket]) -> Result<Self, Error> {
        let headings: Vec<Vec<&str>> =
            texts.iter().map(|it| it.headings.iter().map(String::as_str).collect()).collect();
        let ids: Vec<String> = told.iter().map(|it| known::index_id(it.id)).collect();
        let articles = texts.iter().zip(&headings).map(|(text, headings)| Document {
            id: &text.article.slug,
            language: Language::from_tag(&text.article.language),
            title: &text.article.title,
            keywords: text.article.keywords.as_deref().unwrap_or_default(),
            headings,
            body: &text.plain,
            opening: &text.opening,
            minutes: reading_minutes(&text.plain),
            reviewed: Some(text.article.reviewed.date_naive()),
        });
        let told = ids.iter().zip(told).filter_map(|(id, ticket)| {
            let notice = ticket.notice()?;
            let language = Language::of_text(&[&notice.title, &*notice.text].join("\n"));
            let (title, body) = (&*notice.title, &*notice.text);
            Some(Document { id, language, title, body, ..Document::default() })
        });
        let bytes = build(&articles.chain(told).collect::<Vec<_>>());
        let index = Index::load(&bytes)
            .map_err(|it| Error::internal(format!("a new index does not load: {it:?}")))?;
        let hash = hex(&blake3::hash(&bytes).as_bytes()[..16]);
        let mut heads: Vec<Head> = texts.iter().map(|it| it.head()).collect();
        heads.sort_by(|a, b| b.reviewed.cmp(&a.reviewed).then_with(|| (*a.slug).cmp(&*b.slug)));
        Ok(Self { bytes, hash, index, heads })
    }
}

#[cfg(test)]
mod tests;
