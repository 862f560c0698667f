//! One article: when it was last checked comes before what it says, and after it stands the question whether
//! it solved it.

pub mod question;

use crate::{
    api,
    components::{markdown::Markdown, page::BackLink, time::Time},
    heading::PageHeading,
    names::use_names,
    pages::loaded::{Loading, loaded},
    ticket::when,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use question::Question;
use shared::{
    api::articles::{ArticleView, GetArticle},
    kb::markdown::Heading,
};

/// So many parts are worth a list of them.
const PARTS: usize = 3;

/// The page.
#[component]
pub fn Article() -> impl IntoView {
    let params = use_params_map();
    let article: Loading<_> = Resource::new(
        move || params.read().get("slug").unwrap_or_default(),
        |slug| api::call(GetArticle { slug }),
    );
    loaded(article, |article| view! { <Text article/> }.into_any())
}

#[component]
fn Text(article: ArticleView) -> impl IntoView {
    let ArticleView { clock, slug, title, html, contents, category, audience, minutes, reviewed } =
        article;
    let (heading, desk) = (title.clone(), format!("/desk/articles/{slug}"));
    view! {
        <div class="stack">
            <BackLink href="/help" label="Articles"/>
            <article class="article">
                <header class="article-head">
                    <PageHeading>{heading}</PageHeading>
                    <p class="dots">
                        <span>{use_names().category(category)}</span>
                        <span>{minutes.max(1)} " min read"</span>
                        <span>"Last reviewed " <Time at=when::day_of(reviewed, &clock.zone)/></span>
                        {audience.map(|it| view! { <span>"For " {it.label()}</span> })}
                        {audience.map(|_| view! {
                            <span class="not-on-paper">
                                <a href=format!("{desk}/edit")>"Change it"</a>
                            </span>
                            <span class="not-on-paper"><a href=desk>"What readers say"</a></span>
                        })}
                    </p>
                </header>
                <Contents headings=contents/>
                <div class="article-text stack open">
                    <Markdown html/>
                    <Question slug title/>
                </div>
            </article>
        </div>
    }
    .into_any()
}

/// The parts of an article, beside it where there is room.
#[component]
fn Contents(headings: Vec<Heading>) -> impl IntoView {
    let parts: Vec<Heading> = headings.into_iter().filter(|it| it.level == 2).collect();
    (parts.len() >= PARTS).then(|| {
        let parts = parts.into_iter().map(|Heading { id, text, .. }| {
            // On this very page there is nothing to navigate to.
            view! { <li><a href=format!("#{id}") rel="external">{text}</a></li> }
        });
        view! {
            <nav class="contents" aria-labelledby="on-this-page">
                <h2 id="on-this-page">"On this page"</h2>
                <ul>{parts.collect_view()}</ul>
            </nav>
        }
        .into_any()
    })
}
