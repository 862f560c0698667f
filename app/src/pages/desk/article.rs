//! Articles as those see them who write them: making one of a resolution, changing one, and how it changed.

pub mod edit;
pub mod fields;
pub mod revision;
pub mod revisions;

use crate::{
    api,
    components::{
        button::Button,
        error_summary::ErrorSummary,
        page::{BackLink, Section},
        rows::{Row, Rows},
        time::Time,
    },
    form::{FormKey, FormTitle, UseForm, use_form},
    heading::PageHeading,
    pages::{
        loaded::Loading,
        refused::{Readers, loaded_for},
    },
    ticket::when,
};
use fields::{ArticleFields, Typed};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use shared::{
    api::{
        Form,
        articles::{ArticleDraft, FoundArticle, FromTicket, GetArticleDraft, PublishArticle},
    },
    id::TicketId,
    problem::{Code, Problem},
};

use super::ticket::ticket_id;

/// The page on which an article is made of a resolution: what was said on the ticket to begin with, the articles
/// that say much the same, and one choice that nobody makes for the writer: who may read it.
#[component]
pub fn ArticlePage() -> impl IntoView {
    let params = use_params_map();
    let ticket = move || ticket_id(&params.read());
    let read = async |ticket: Option<TicketId>| match ticket {
        Some(ticket) => api::call(GetArticleDraft { ticket }).await,
        None => Err(Problem::new(Code::NotFound, "There is no ticket at this address.")),
    };
    let draft: Loading<_> = Resource::new(ticket, read);
    loaded_for(Readers::Staff, draft, |draft| view! { <Editor draft/> }.into_any())
}

#[component]
fn Editor(draft: ArticleDraft) -> impl IntoView {
    let ArticleDraft { from, category, audiences, nearest } = draft;
    let FromTicket { ticket, reference, title, body, n_masked } = from;
    let form = use_form(PublishArticle {
        ticket,
        title,
        body,
        category: category.to_string(),
        ..PublishArticle::default()
    });
    let publish = form.on_submit();
    let UseForm { entered, key, problem, sending } = form;
    let action = entered.action();
    let typed = Typed {
        title: entered.title,
        body: entered.body,
        keywords: entered.keywords,
        category: entered.category,
        audience: entered.audience,
    };
    view! {
        <FormTitle text="New article" problem/>
        <div class="stack">
            <BackLink href=format!("/desk/tickets/{ticket}") label=reference.clone()/>
            <ErrorSummary problem/>
            <div class="stack tight measure">
                <PageHeading>"New article"</PageHeading>
                <p class="soft">"From " <span class="reference">{reference}</span> ". " {masked(n_masked)}</p>
            </div>
            <Nearest nearest ticket/>
            <form class="stack roomy" method="post" action=action on:submit=publish>
                <FormKey key/>
                <ArticleFields typed audiences problem/>
                <Button busy=sending>"Publish article"</Button>
            </form>
        </div>
    }
    .into_any()
}

/// What was done for the writer, and what is left to do.
fn masked(n_masked: usize) -> String {
    match n_masked {
        0 => "Nothing was found that only this person would know. Look once more: names, addresses, machines."
            .to_owned(),
        1 => "One thing that only this person would know is masked, in brackets and marked in the preview: \
              say it in general words, and look for more."
            .to_owned(),
        n => format!(
            "{n} things that only this person would know are masked, in brackets and marked in the preview: \
             say them in general words, and look for more."
        ),
    }
}

/// An article that is improved helps more people than a second one.
#[component]
fn Nearest(nearest: Vec<FoundArticle>, ticket: TicketId) -> impl IntoView {
    (!nearest.is_empty()).then(|| {
        let rows = nearest.into_iter().map(|article| {
            let FoundArticle { slug, title, minutes, reviewed, .. } = article;
            view! {
                <Row
                    href=format!("/desk/articles/{slug}/edit?ticket={ticket}")
                    title=format!("Improve “{title}”")
                >
                    <span class="dots">
                        <span><a href=format!("/help/{slug}")>"Read it"</a></span>
                        <span>{minutes.max(1)} " min read"</span>
                        {when::day(&reviewed).map(|at| view! {
                            <span>"Last reviewed " <Time at/></span>
                        })}
                    </span>
                </Row>
            }
        });
        let rows = rows.collect_view();
        view! {
            <div class="measure">
                <Section heading="Improve one of these instead?"><Rows>{rows}</Rows></Section>
            </div>
        }
        .into_any()
    })
}
