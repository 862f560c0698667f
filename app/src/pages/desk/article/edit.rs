//! Changing an article. What a ticket's resolution told stands beside it, if that is to improve it; and when
//! somebody else was faster, the writer decides, with both texts kept.

use super::fields::{ArticleFields, Typed};
use crate::{
    api,
    components::{
        button::Button,
        choice::{Choice, Choices},
        error_summary::ErrorSummary,
        field::{Field, TextInput},
        markdown::Markdown,
        page::{BackLink, Section},
    },
    form::{FormKey, FormTitle, UseForm, use_form},
    heading::PageHeading,
    pages::{
        loaded::Loading,
        refused::{Readers, loaded_for},
    },
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use shared::{
    api::{
        Form,
        articles::FromTicket,
        revisions::{ArticleEditor, GetArticleEditor, OVER, ReviseArticle},
    },
    kb::markdown,
    problem::Problem,
};

/// The page.
#[component]
pub fn EditPage() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let which = move || GetArticleEditor {
        slug: params.read().get("slug").unwrap_or_default(),
        ticket: query.read().get("ticket").and_then(|it| it.parse().ok()),
    };
    let read = async |(slug, ticket)| api::call(GetArticleEditor { slug, ticket }).await;
    let article: Loading<_> = Resource::new(
        move || {
            let GetArticleEditor { slug, ticket } = which();
            (slug, ticket)
        },
        read,
    );
    loaded_for(Readers::Staff, article, |article| view! { <Editor article/> }.into_any())
}

#[component]
fn Editor(article: ArticleEditor) -> impl IntoView {
    let ArticleEditor { slug, revision, audiences, from, .. } = article.clone();
    let ticket = from.as_ref().map(|it| it.ticket.to_string()).unwrap_or_default();
    let note = from.as_ref().map(|it| format!("From {}", it.reference)).unwrap_or_default();
    let form = use_form(ReviseArticle {
        slug: slug.clone(),
        revision,
        ticket,
        title: article.title.clone(),
        body: article.body,
        keywords: article.keywords,
        category: article.category.to_string(),
        audience: article.audience.value().to_owned(),
        note,
        ..ReviseArticle::default()
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
    let revisions = format!("/desk/articles/{slug}/revisions");
    view! {
        <FormTitle text=format!("Change {}", article.title) problem/>
        <div class="stack">
            <BackLink href=format!("/help/{slug}") label="The article"/>
            <ErrorSummary problem/>
            <div class="stack tight measure">
                <PageHeading>"Change this article"</PageHeading>
                <p class="dots">
                    <span>"Revision " {revision} " is published"</span>
                    <span><a href=revisions.clone()>"All revisions"</a></span>
                </p>
            </div>
            {from.map(|from| view! { <ToImproveIt from/> })}
            <form class="stack roomy" method="post" action=action on:submit=publish>
                <FormKey key/>
                <input type="hidden" name="revision" value=entered.revision.to_string()/>
                <input type="hidden" name="ticket" value=entered.ticket/>
                <ArticleFields typed audiences keeping=article.category problem/>
                <div class="stack measure">
                    <Field
                        name="note"
                        label="What changed"
                        hint="For your colleagues, who see it among the revisions"
                        is_optional=true
                        problem
                        let:control
                    >
                        <TextInput control value=entered.note/>
                    </Field>
                    <Overtaken problem revisions/>
                </div>
                <Button busy=sending>"Publish this revision"</Button>
            </form>
        </div>
    }
    .into_any()
}

/// What a ticket told, to take from.
#[component]
fn ToImproveIt(from: FromTicket) -> impl IntoView {
    let FromTicket { ticket, reference, body, .. } = from;
    let html = markdown::render_for_review(&body).as_str().to_owned();
    let heading = format!("What {reference} told");
    view! {
        <Section heading>
            <p class="soft">
                "Take over what the article lacks. What only this person would know is masked. "
                <a href=format!("/desk/tickets/{ticket}")>"The ticket"</a>
            </p>
            <div class="editor"><div class="preview"><Markdown html/></div></div>
        </Section>
    }
    .into_any()
}

/// Somebody else was faster.
#[component]
fn Overtaken(problem: RwSignal<Option<Problem>>, revisions: String) -> impl IntoView {
    move || {
        let is_overtaken = problem.read().as_ref().is_some_and(|it| it.text_for(OVER).is_some());
        let revisions = revisions.clone();
        is_overtaken.then(|| {
            view! {
                <Choices
                    name=OVER
                    question="Publish it all the same?"
                    choices=vec![
                        Choice::new("yes", "Put mine in its place")
                            .with_hint("Theirs stays among the revisions"),
                    ]
                    many=true
                    problem
                />
                <p><a href=revisions target="_blank">"Compare in a new tab"</a></p>
            }
            .into_any()
        })
    }
}
