//! Finding an article: by words, or along the shelves.

pub mod category;
pub mod starter;

use super::suggestions::hits_of;
use crate::{
    api,
    components::{
        button::{ButtonLink, Kind},
        hits::Hits,
        icon::Icon,
        page::{Empty, Section},
        rows::{Link, Links},
    },
    heading::PageHeading,
    names::use_names,
    pages::loaded::{Loading, loaded},
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use serde::{Deserialize, Serialize};
use shared::{
    api::{
        address,
        articles::{
            ArticleHead, Found, GetIndex, INDEX_LIMIT, ListArticles, SearchArticles, Shelf, Shelves,
        },
        starter::GetStarterOffer,
    },
    ticket::intake::Category,
};
use starter::Offer;

/// What the page shows.
#[derive(Debug, Clone, Serialize, Deserialize)]
enum Shown {
    /// What was asked, what was found, and among how many.
    Found(String, Found, usize),
    /// All shelves; where there are none, how many starter articles are offered.
    Shelves(Shelves, usize),
}

/// The page.
#[component]
pub fn Articles() -> impl IntoView {
    let query = use_query_map();
    let asked = Memo::new(move |_| query.read().get("q").unwrap_or_default().trim().to_owned());
    let shown: Loading<Shown> = Resource::new(
        move || asked.get(),
        |q| async move {
            if q.is_empty() {
                let shelves = api::call(ListArticles {}).await?;
                let is_empty = shelves.shelves.is_empty();
                let offer =
                    if is_empty { api::call(GetStarterOffer {}).await?.n_articles } else { 0 };
                return Ok(Shown::Shelves(shelves, offer));
            }
            let found = api::call(SearchArticles { q: q.clone() }).await?;
            let n_articles = api::call(GetIndex {}).await?.n_articles;
            Ok(Shown::Found(q, found, n_articles))
        },
    );
    let heading = Signal::derive(move || match asked.read().as_str() {
        "" => "Articles".to_owned(),
        q => format!("Results for “{q}”"),
    });
    view! {
        // The title is drawn by the whole application, which may look once more after the page is gone.
        <Title text=move || heading.try_get().unwrap_or_default()/>
        <div class="stack loose">
            <PageHeading>{move || heading.get()}</PageHeading>
            <form class="search measure" role="search" method="get" action="/help">
                <label class="vh" for="q">"Search the articles"</label>
                <input
                    class="control"
                    id="q"
                    name="q"
                    type="search"
                    autocomplete="off"
                    value=asked.get_untracked()
                />
                <button class="button second" type="submit">{Icon::Search} "Search"</button>
            </form>
            {loaded(shown, |shown| match shown {
                Shown::Found(q, found, n_articles) => {
                    view! { <Results q found n_articles/> }.into_any()
                }
                Shown::Shelves(shelves, offer) => view! { <AllShelves shelves offer/> }.into_any(),
            })}
        </div>
    }
    .into_any()
}

#[component]
fn Results(q: String, found: Found, n_articles: usize) -> impl IntoView {
    let hits = hits_of(found);
    // What was searched for is what happened, as far as anybody knows yet.
    let tell_us = address::with_query("/new", &[("words", &q)]);
    let who_answered = (n_articles > INDEX_LIMIT).then(|| {
        let n = grouped(n_articles);
        view! {
            <p class="soft small">
                {format!("Our server searched {n} articles: more than fit on your device.")}
            </p>
        }
    });
    if hits.is_empty() {
        return view! {
            <Empty
                heading=format!("Nothing found for “{q}”")
                text="Sorry. Try other words, or tell us what happened: we take your words along, and a \
                      person answers."
            >
                <p class="actions">
                    <ButtonLink href=tell_us>"Tell us what happened"</ButtonLink>
                    <ButtonLink kind=Kind::Quiet href="/help">"All articles"</ButtonLink>
                </p>
            </Empty>
            {who_answered}
        }
        .into_any();
    }
    view! {
        <div class="stack roomy measure">
            <Hits hits=Signal::stored(hits)/>
            {who_answered}
            <p>"None of these? "<a href=tell_us>"Tell us what happened"</a></p>
        </div>
    }
    .into_any()
}

#[component]
fn AllShelves(shelves: Shelves, offer: usize) -> impl IntoView {
    if offer > 0 {
        return view! { <Offer n_articles=offer/> }.into_any();
    }
    if shelves.shelves.is_empty() {
        return view! {
            <Empty heading="No articles yet" text="Tell us what happened: a person answers.">
                <ButtonLink href="/new">"Tell us what happened"</ButtonLink>
            </Empty>
        }
        .into_any();
    }
    let shelves = shelves.shelves.into_iter().map(|it| view! { <OneShelf shelf=it/> });
    view! { <div class="stack open">{shelves.collect_view()}</div> }.into_any()
}

#[component]
fn OneShelf(shelf: Shelf) -> impl IntoView {
    let Shelf { category, n_articles, articles } = shelf;
    let has_more = n_articles > articles.len();
    let heading = use_names().category(category);
    let about = heading.clone();
    let aside = move || match has_more {
        true => view! {
            <a class="small" href=address_of(category)>
                "All " {how_many(n_articles)} <span class="vh">" about " {about.clone()}</span>
            </a>
        }
        .into_any(),
        false => view! { <span class="small soft">{how_many(n_articles)}</span> }.into_any(),
    };
    view! { <Section heading aside><Links links=links(articles)/></Section> }.into_any()
}

/// Articles as links with their reading times.
pub(super) fn links(articles: Vec<ArticleHead>) -> Vec<Link> {
    let link = |it: ArticleHead| Link {
        href: format!("/help/{}", it.slug),
        title: it.title,
        fact: format!("{} min", it.minutes.max(1)),
    };
    articles.into_iter().map(link).collect()
}

fn address_of(category: Category) -> String {
    format!("/help/category/{}", category.value())
}

fn how_many(n_articles: usize) -> String {
    match n_articles {
        1 => "1 article".to_owned(),
        n => format!("{} articles", grouped(n)),
    }
}

/// A number as people read it: `2,853`.
fn grouped(n: usize) -> String {
    match (n / 1000, n % 1000) {
        (0, rest) => rest.to_string(),
        (thousands, rest) => format!("{},{rest:03}", grouped(thousands)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_groups() {
        let numbers = [(0, "0"), (999, "999"), (2_853, "2,853"), (1_000_007, "1,000,007")];
        for (n, text) in numbers {
            assert_eq!(grouped(n), text);
        }
        assert_eq!(how_many(1), "1 article");
    }
}
