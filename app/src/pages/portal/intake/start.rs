//! What a page of intake starts from: who asks, and what was answered without scripts.

use super::offer::use_offer;
use crate::{
    api,
    components::{
        button::{ButtonLink, Kind},
        message::{Message, Tone},
        page::PageHead,
    },
    device::GUEST,
    pages::{loaded::Loading, portal::suggestions::cut, problem::sign_in_address},
    session::{arrived, use_session},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use serde::{Deserialize, Serialize};
use shared::{
    api::{
        address,
        articles::{Found, SearchArticles},
        requests::{Draft, GetDraft},
        session::Session,
    },
    id::PersonId,
    problem::Code,
    text::Slug,
    ticket::intake::{
        page::{Page, Place},
        tree::Tree,
    },
};

/// What a page of intake starts from.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Start {
    /// Who asks; `None` when nobody is signed in.
    pub person: Option<PersonId>,
    /// Nobody is signed in, and may ask all the same.
    pub is_guest: bool,
    /// Somebody has signed in to go on with what they began as a guest.
    pub was_guest: bool,
    /// What was answered without scripts.
    pub draft: Draft,
    /// The draft is no longer there: sent, or too old.
    pub is_gone: bool,
    /// What matches the description, for whoever saw nothing while typing.
    pub matches: Found,
    /// What can be asked about.
    pub tree: Tree,
}

impl Start {
    /// In whose name answers are kept on this device; `None` for whoever may not ask.
    #[must_use]
    pub fn writer(&self) -> Option<PersonId> {
        self.person.or(self.is_guest.then_some(GUEST))
    }
}

/// Where somebody signs in instead of saying how they are reached, and then goes on.
#[must_use]
pub fn sign_in_instead(place: &Place, draft: &str) -> String {
    let query = [("about", place.about()), ("draft", draft), (WAS_GUEST, "1")];
    sign_in_address(&address::with_query(Page::Check.address(), &query))
}

/// Said in the address by whoever signs in with answers that they began as a guest.
const WAS_GUEST: &str = "guest";

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
    let (session, offer, draft) = (use_session(), use_offer(), draft_in_address());
    let was_guest = use_query_map().read_untracked().get(WAS_GUEST).is_some();
    Resource::new(
        || (),
        move |()| {
            let draft = draft.clone();
            async move {
                let Session { person, guests, .. } = arrived(session).await?;
                let person = person.map(|it| it.id);
                let is_guest = person.is_none() && guests;
                let start = Start { person, is_guest, was_guest, ..Start::default() };
                if start.writer().is_none() {
                    return Ok(start);
                }
                let start = Start { tree: offer.tree(page).await?, ..start };
                if draft.is_empty() {
                    return Ok(start);
                }
                let draft = match api::call(GetDraft { draft }).await {
                    Ok(draft) if draft.sent_as.is_some() => {
                        return Ok(Start { draft, is_gone: true, ..start });
                    }
                    Ok(it) => it,
                    Err(problem)
                        if problem.code == Code::NotFound
                            || is_guest && problem.code == Code::SignInNeeded =>
                    {
                        return Ok(Start { is_gone: true, ..start });
                    }
                    Err(problem) => return Err(problem),
                };
                // Only where there are no scripts: with them, nothing is sent before it is sent.
                let q = cut(&draft.answers.description).to_owned();
                let matches = match page {
                    Page::Category if !q.trim().is_empty() => {
                        api::call(SearchArticles { q }).await.unwrap_or_default()
                    }
                    _ => Found::default(),
                };
                Ok(Start { draft, matches, ..start })
            }
        },
    )
}

/// The answers of the draft in the address are not there any more.
#[component]
pub fn Gone(start: Start) -> impl IntoView {
    if let Some(reference) = start.draft.sent_as {
        let reference = reference.to_string();
        return view! { <AlreadySent reference/> }.into_any();
    }
    let is_guest = start.is_guest;
    let next = address::with_query(Page::Check.address(), &[("draft", &draft_in_address())]);
    view! {
        <Message heading="These answers are no longer here" tone=Tone::Soon>
            <p>
                "They were sent already, or are older than a day. See "
                <a href="/requests">"your requests"</a>", or "<a href="/new">"start again"</a>"."
            </p>
            // Who was signed in when they wrote finds it again.
            {is_guest.then(|| view! {
                <p>
                    "If you were signed in when you wrote them, "
                    <a href=sign_in_address(&next)>"sign in again"</a>
                    " and they are back."
                </p>
            })}
        </Message>
    }
    .into_any()
}

/// For whoever goes back after sending.
#[component]
pub fn AlreadySent(reference: String) -> impl IntoView {
    let href = format!("/requests/{reference}");
    view! {
        <div class="stack loose measure">
            <PageHead
                title="This was already sent"
                lead=format!("We have it as {reference}. Nothing was sent twice.")
            />
            <p class="actions">
                <ButtonLink href>"Follow your request"</ButtonLink>
                <ButtonLink kind=Kind::Quiet href="/new">"Tell us something else"</ButtonLink>
            </p>
        </div>
    }
    .into_any()
}
