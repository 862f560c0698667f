//! One article: when it was last checked comes before what it says.

use crate::{
    api,
    components::{button::ButtonLink, markdown::Markdown, page::BackLink, time::Time},
    heading::PageHeading,
    pages::loaded::{Loading, loaded},
    ticket::when,
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use shared::api::articles::{ArticleView, GetArticle};

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
    let ArticleView { clock, title, html, category, audience, minutes, reviewed, .. } = article;
    view! {
        <Title text=title.clone()/>
        <article class="stack loose">
            <BackLink href="/help" label="Articles"/>
            <header class="article-head">
                <PageHeading>{title}</PageHeading>
                <p class="dots">
                    <span>{category.label()}</span>
                    <span>{minutes.max(1)} " min read"</span>
                    <span>"Reviewed " <Time at=when::day_of(reviewed, &clock.zone)/></span>
                    {audience.map(|it| view! { <span>"For " {it.label()}</span> })}
                </p>
            </header>
            <Markdown html/>
            <section class="lintel stack not-on-paper">
                <h2>"Still stuck?"</h2>
                <p>"A person answers, and tells you by when."</p>
                <ButtonLink href="/new">"Tell us what happened"</ButtonLink>
            </section>
        </article>
    }
    .into_any()
}
