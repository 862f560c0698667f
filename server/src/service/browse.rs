//! Articles along the shelves: what somebody looks through who has no word for it yet.

use crate::{
    error::Error,
    search::{Head, Shelf},
    state::AppState,
};
use shared::{
    actor::Actor,
    api::articles::{ArticleHead, CategoryPage, OftenAsked, Shelf as ShelfView, Shelves},
    kb::audience::Audience,
    ticket::intake::Category,
};
use std::{cmp::Reverse, sync::Arc};

/// Shown of each category where all of them stand together.
const OF_EACH: usize = 8;
/// On one page of a category.
const ON_A_PAGE: usize = 50;
/// Shown to start from.
const OFTEN_ASKED: usize = 6;

/// What the actor may read, by category: of each the articles that helped most, then the last reviewed.
#[must_use]
pub fn shelves(app: &AppState, actor: &Actor) -> Shelves {
    let Some(shelf) = shelf(app, actor) else { return Shelves::default() };
    let of = |category: Category| {
        let mut heads: Vec<&Head> =
            shelf.heads.iter().filter(|it| it.category == category).collect();
        // A stable sort: the last reviewed stay first among equals.
        heads.sort_by_key(|it| Reverse(app.solved.of(it.id)));
        let articles = heads.iter().take(OF_EACH).map(|it| head(it)).collect();
        ShelfView { category, n_articles: heads.len(), articles }
    };
    // In the order of the catalogue, and after it what it does not know.
    let rules = app.rules();
    let known = rules.settings.catalogue.intake.categories.iter().map(|it| it.value);
    let mut categories: Vec<Category> = known.collect();
    let mut others: Vec<Category> = shelf.heads.iter().map(|it| it.category).collect();
    others.retain(|it| !categories.contains(it));
    others.sort_unstable();
    others.dedup();
    categories.extend(others);
    Shelves { shelves: categories.into_iter().map(of).filter(|it| it.n_articles > 0).collect() }
}

/// One page of what the actor may read of a category, by title.
///
/// # Errors
/// There is no such page.
pub fn category(
    app: &AppState,
    actor: &Actor,
    category: Category,
    page: u32,
) -> Result<CategoryPage, Error> {
    let shelf = shelf(app, actor);
    let all = shelf.iter().flat_map(|it| &it.heads);
    let mut heads: Vec<&Head> = all.filter(|it| it.category == category).collect();
    heads.sort_by_cached_key(|it| it.title.to_lowercase());
    let page = page.max(1);
    let n_pages = u32::try_from(heads.len().div_ceil(ON_A_PAGE)).unwrap_or(u32::MAX);
    let number = usize::try_from(page - 1).map_err(|_| Error::not_found())?;
    let on_it = heads.chunks(ON_A_PAGE).nth(number).ok_or_else(Error::not_found)?;
    let articles = on_it.iter().map(|it| head(it)).collect();
    Ok(CategoryPage { category, n_articles: heads.len(), page, n_pages, articles })
}

/// The articles to start from: those that helped most, filled up with the last reviewed.
#[must_use]
pub fn often_asked(app: &AppState, actor: &Actor) -> OftenAsked {
    let Some(shelf) = shelf(app, actor) else { return OftenAsked::default() };
    let mut heads: Vec<&Head> = shelf.heads.iter().collect();
    heads.sort_by_key(|it| Reverse(app.solved.of(it.id)));
    OftenAsked {
        by_readers: heads.first().is_some_and(|it| app.solved.of(it.id) > 0),
        articles: heads.into_iter().take(OFTEN_ASKED).map(head).collect(),
    }
}

fn shelf(app: &AppState, actor: &Actor) -> Option<Arc<Shelf>> {
    app.knowledge.shelf(Audience::of(actor))
}

fn head(it: &Head) -> ArticleHead {
    ArticleHead {
        slug: it.slug.to_string(),
        title: it.title.to_string(),
        lead: it.lead.clone(),
        minutes: it.minutes,
        reviewed: it.reviewed.date_naive().to_string(),
    }
}
