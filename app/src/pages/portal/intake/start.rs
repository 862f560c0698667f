//! What a page of intake starts from: who asks, and what was answered without scripts.

use crate::{
    api,
    components::message::{Message, Tone},
    pages::{loaded::Loading, portal::suggestions::cut},
    session::{arrived, use_session},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use serde::{Deserialize, Serialize};
use shared::{
    api::{
        articles::{FoundArticle, SearchArticles},
        requests::{Draft, GetDraft},
    },
    id::PersonId,
    problem::Code,
    text::Slug,
    ticket::intake::page::Page,
};

/// What a page of intake starts from.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Start {
    /// Who asks; `None` when nobody is signed in.
    pub person: Option<PersonId>,
    /// What was answered without scripts.
    pub draft: Draft,
    /// The draft is no longer there: sent, or too old.
    pub is_gone: bool,
    /// Articles that match the description, for whoever saw none while typing.
    pub matches: Vec<FoundArticle>,
}

/// The draft in the address; none with scripts.
#[must_use]
pub fn draft_in_address() -> String {
    use_query_map().read_untracked().get("draft").unwrap_or_default()
}

/// Words that somebody searched for in vain and takes along to tell us; none but on the first page.
#[must_use]
pub fn words_in_address(page: Page) -> String {
    let words = use_query_map().read_untracked().get("words").unwrap_or_default();
    if page == Page::Describe { words } else { String::new() }
}

/// The article that led here, because it did not solve it (D2.7); none but on the first page.
#[must_use]
pub fn article_in_address(page: Page) -> Option<String> {
    let article = use_query_map().read_untracked().get("article")?;
    (page == Page::Describe && Slug::parse(&article).is_ok()).then_some(article)
}

/// Reads what `page` starts from.
#[must_use]
pub fn use_start(page: Page) -> Loading<Start> {
    let (session, draft) = (use_session(), draft_in_address());
    Resource::new(
        || (),
        move |()| {
            let draft = draft.clone();
            async move {
                let Some(person) = arrived(session).await?.person else {
                    return Ok(Start::default());
                };
                let person = Some(person.id);
                if draft.is_empty() {
                    return Ok(Start { person, ..Start::default() });
                }
                let draft = match api::call(GetDraft { draft }).await {
                    Ok(it) => it,
                    Err(problem) if problem.code == Code::NotFound => {
                        return Ok(Start { person, is_gone: true, ..Start::default() });
                    }
                    Err(problem) => return Err(problem),
                };
                // Only where there are no scripts: with them, nothing is sent before it is sent.
                let q = cut(&draft.answers.description).to_owned();
                let matches = match page {
                    Page::Category if !q.trim().is_empty() => api::call(SearchArticles { q })
                        .await
                        .map(|it| it.articles)
                        .unwrap_or_default(),
                    _ => Vec::new(),
                };
                Ok(Start { person, draft, is_gone: false, matches })
            }
        },
    )
}

/// The draft in the address is not there any more.
#[component]
pub fn Gone() -> impl IntoView {
    view! {
        <Message heading="These answers are no longer here" tone=Tone::Soon>
            <p>
                "They were sent already, or are older than a day. See "
                <a href="/requests">"your requests"</a>", or "<a href="/new">"start again"</a>"."
            </p>
        </Message>
    }
    .into_any()
}
