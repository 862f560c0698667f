//! Finding an article: by words, or along the shelves.

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
    pages::loaded::{Loading, loaded},
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use serde::{Deserialize, Serialize};
use shared::api::articles::{Found, ListArticles, SearchArticles, Shelf, Shelves};

/// What the page shows.
#[derive(Debug, Clone, Serialize, Deserialize)]
enum Shown {
    Found(String, Found),
    Shelves(Shelves),
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
                return api::call(ListArticles {}).await.map(Shown::Shelves);
            }
            api::call(SearchArticles { q: q.clone() }).await.map(|it| Shown::Found(q, it))
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
                Shown::Found(q, found) => view! { <Results q found/> }.into_any(),
                Shown::Shelves(shelves) => view! { <AllShelves shelves/> }.into_any(),
            })}
        </div>
    }
    .into_any()
}

#[component]
fn Results(q: String, found: Found) -> impl IntoView {
    let hits = hits_of(found.articles);
    if hits.is_empty() {
        return view! {
            <Empty
                heading=format!("Nothing found for “{q}”")
                text="Try other words, or tell us what happened: a person answers."
            >
                <p class="actions">
                    <ButtonLink href="/new">"Tell us what happened"</ButtonLink>
                    <ButtonLink kind=Kind::Quiet href="/help">"All articles"</ButtonLink>
                </p>
            </Empty>
        }
        .into_any();
    }
    view! {
        <div class="stack roomy measure">
            <Hits hits=Signal::stored(hits)/>
            <p>"None of these? "<a href="/new">"Tell us what happened"</a></p>
        </div>
    }
    .into_any()
}

#[component]
fn AllShelves(shelves: Shelves) -> impl IntoView {
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
    let n_more = n_articles.saturating_sub(articles.len());
    let links = articles.into_iter().map(|it| Link {
        href: format!("/help/{}", it.slug),
        title: it.title,
        fact: format!("{} min", it.minutes.max(1)),
    });
    view! {
        <Section heading=category.label()>
            <Links links=links.collect()/>
            {(n_more > 0).then(|| view! {
                <p class="soft small">{format!("And {n_more} more: search for them above.")}</p>
            })}
        </Section>
    }
    .into_any()
}
