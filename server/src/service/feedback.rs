//! What readers say of articles (A59). Whoever may read an article may say whether it solved it: signed in,
//! they have one vote; else whoever holds the key of a vote may change it, and nothing of them is kept.

use crate::{
    allowance::Source,
    error::Error,
    service::{clock, once},
    state::AppState,
    store::{
        Reader,
        tables::{
            articles,
            feedback::{self, VoteRecord, VoterHash},
        },
    },
};
use shared::{
    actor::Actor,
    api::feedback::{Feedback, Missing, Rating},
    kb::article::Article,
    permission::{Action, Scope, may},
    problem::Code,
    text::Slug,
};

/// What was missing is shown at most so many times.
const SHOWN: usize = 50;

/// Who votes.
#[derive(Debug, Clone, Copy)]
pub struct Voter<'a> {
    /// Who they are, if they are signed in.
    pub actor: &'a Actor,
    /// Where they come from.
    pub source: Source,
    /// The key of their vote, if they are not.
    pub key: &'a str,
}

impl Voter<'_> {
    fn hash(&self) -> Result<VoterHash, Error> {
        once::check(self.key)?;
        let name = match self.actor.person() {
            Some(person) => format!("person {}", person.id),
            None => format!("key {}", self.key),
        };
        Ok(blake3::hash(name.as_bytes()).into())
    }

    fn is_too_fast(&self, app: &AppState, slug: &Slug) -> bool {
        let is_known = self.actor.person().is_some();
        !is_known && app.allowances.votes.take((self.source, slug.clone()), app.now()).is_err()
    }
}

/// Keeps what a reader says of the article at `slug`, in the place of what they said before; `None` takes it
/// back. Sent again, it changes nothing.
///
/// # Errors
/// The article is not there or not for them; [`Code::TooMany`]; their key is none.
pub async fn rate(
    app: &AppState,
    voter: Voter<'_>,
    slug: &str,
    rating: Option<&Rating>,
) -> Result<(), Error> {
    let slug = Slug::parse(slug).map_err(|_| Error::not_found())?;
    let hash = voter.hash()?;
    if voter.is_too_fast(app, &slug) {
        return Err(Error::refused(Code::TooMany, "Try again in a minute."));
    }
    let (slug, hash, now) = (&slug, &hash, app.now());
    let voted = app.store.transact(|tx| async move {
        let article = readable(&tx, voter.actor, slug).await?;
        let before = feedback::vote(&tx, article.id, hash).await?;
        let newer = rating.map(|it| VoteRecord {
            solved: *it == Rating::Solved,
            missing: match it {
                Rating::Solved => None,
                // A second No without words does not take back the words of the first.
                Rating::NotSolved { missing } => {
                    missing.clone().or_else(|| before.and_then(|it| it.missing))
                }
            },
            revision: article.revision,
            at: now,
        });
        feedback::put(&tx, article.id, hash, newer.as_ref()).await?;
        Ok::<_, Error>(article.id)
    });
    app.solved.refresh(&app.store, voted.await?).await?;
    Ok(())
}

/// What readers said of the article at `slug`.
///
/// # Errors
/// The article is not there, or the actor may not write it.
pub async fn of_article(app: &AppState, actor: &Actor, slug: &str) -> Result<Feedback, Error> {
    let slug = Slug::parse(slug).map_err(|_| Error::not_found())?;
    let slug = &slug;
    let (article, tally, votes) = app
        .store
        .read(|reader| async move {
            let article = readable(&reader, actor, slug).await?;
            may(actor, Action::WriteArticle, &scope(&article))?;
            let tally = feedback::tally(&reader, article.id).await?;
            let votes = feedback::with_text(&reader, article.id, SHOWN).await?;
            Ok::<_, Error>((article, tally, votes))
        })
        .await?;
    let missing = votes.into_iter().filter_map(|it| {
        let is_of_older = it.revision < article.revision;
        Some(Missing { text: it.missing?.into(), at: it.at, is_of_older })
    });
    Ok(Feedback {
        clock: clock(app),
        missing: missing.collect(),
        slug: article.slug.into(),
        title: article.title.into(),
        n_solved: tally.n_solved,
        n_not_solved: tally.n_not_solved,
    })
}

/// The article at `slug`, if the actor may read it; else it is not there, whatever they want of it.
async fn readable(reader: &Reader, actor: &Actor, slug: &Slug) -> Result<Article, Error> {
    let article = articles::by_slug(reader, slug).await?.ok_or_else(Error::not_found)?;
    may(actor, Action::ReadArticle, &scope(&article))?;
    Ok(article)
}

fn scope(article: &Article) -> Scope {
    Scope::Article { audience: article.audience }
}
