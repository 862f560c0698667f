//! All articles of one category, page by page.

use super::links;
use crate::{
    api,
    components::{page::BackLink, pager::Pager, rows::Links},
    heading::PageHeading,
    names::use_names,
    pages::loaded::{Loading, loaded},
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};
use shared::{
    api::articles::{self, ListCategory},
    problem::{Code, Problem},
    ticket::intake::Category,
};

/// The page.
#[component]
pub fn CategoryPage() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let page: Loading<_> = Resource::new(
        move || {
            let category = params.read().get_str("category").and_then(Category::from_value);
            let page = query.read().get_str("page").map_or(Some(1), |it| it.parse().ok());
            category.zip(page)
        },
        |named| async move {
            match named {
                Some((category, page)) => api::call(ListCategory { category, page }).await,
                None => Err(Problem::new(Code::NotFound, "There is no such page of articles.")),
            }
        },
    );
    view! {
        <div class="stack">
            <BackLink href="/help" label="Articles"/>
            {loaded(page, |page| view! { <Shown page/> }.into_any())}
        </div>
    }
    .into_any()
}

#[component]
fn Shown(page: articles::CategoryPage) -> impl IntoView {
    let articles::CategoryPage { category, n_articles, page, n_pages, articles } = page;
    let label = use_names().category(category);
    let title = match page {
        1 => label.clone(),
        n => format!("{label}, page {n}"),
    };
    view! {
        <Title text=title/>
        <div class="stack roomy">
            <div class="stack tight">
                <PageHeading>{label}</PageHeading>
                <p class="soft">{super::how_many(n_articles)} ", by title"</p>
            </div>
            <Links links=links(articles)/>
            <Pager href=super::address_of(category) page n_pages/>
        </div>
    }
    .into_any()
}
