//! Making an article of a resolution: what was said on the ticket to begin with, what readers will see
//! beside it, and one choice that nobody makes for the writer: who may read it.

use crate::{
    api,
    components::{
        button::Button,
        choice::{Choice, Choices},
        error_summary::ErrorSummary,
        field::{Field, TextInput},
        markdown::Markdown,
        page::BackLink,
        textarea::TextArea,
    },
    form::{FormKey, FormTitle, UseForm, use_form},
    heading::PageHeading,
    pages::loaded::Loading,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use shared::{
    api::{
        Form,
        articles::{ArticleDraft, GetArticleDraft, PublishArticle},
    },
    id::TicketId,
    kb::{audience::Audience, markdown},
    problem::{Code, Problem},
    text::{Body, Remark},
    ticket::intake::Category,
};

use super::{refused::loaded_for_staff, ticket::ticket_id};

/// The page.
#[component]
pub fn ArticlePage() -> impl IntoView {
    let params = use_params_map();
    let ticket = move || ticket_id(&params.read());
    let read = async |ticket: Option<TicketId>| match ticket {
        Some(ticket) => api::call(GetArticleDraft { ticket }).await,
        None => Err(Problem::new(Code::NotFound, "There is no ticket at this address.")),
    };
    let draft: Loading<_> = Resource::new(ticket, read);
    loaded_for_staff(draft, |draft| view! { <Editor draft/> }.into_any())
}

#[component]
fn Editor(draft: ArticleDraft) -> impl IntoView {
    let ArticleDraft { ticket, reference, title, body, category, audiences } = draft;
    let form = use_form(PublishArticle {
        ticket,
        title,
        body,
        category: category.value().to_owned(),
        ..PublishArticle::default()
    });
    let publish = form.on_submit();
    let UseForm { entered, key, problem, sending } = form;
    let action = entered.action();
    let text = RwSignal::new(entered.body.clone());
    let html = Memo::new(move |_| markdown::render(&text.read()).as_str().to_owned());
    view! {
        <FormTitle text="New article" problem/>
        <div class="stack">
            <BackLink href=format!("/desk/tickets/{ticket}") label=reference.clone()/>
            <ErrorSummary problem/>
            <div class="stack tight measure">
                <PageHeading>"New article"</PageHeading>
                <p class="soft">
                    "From " <span class="reference">{reference}</span>
                    ". Take out names and whatever else is only this person’s."
                </p>
            </div>
            <form class="stack roomy" method="post" action=action on:submit=publish>
                <FormKey key/>
                <input type="hidden" name="ticket" value=ticket.to_string()/>
                <div class="editor side-by-side">
                    <div class="stack">
                        <Field name="title" label="Title" problem let:control>
                            <TextInput control value=entered.title/>
                        </Field>
                        <Field
                            name="body"
                            label="Text"
                            hint="## makes a heading, 1. a step, **two stars** bold"
                            problem
                            let:control
                        >
                            <TextArea
                                control
                                value=entered.body
                                limit=Body::LIMIT
                                on_text=Callback::new(move |it| text.set(it))
                            />
                        </Field>
                        <Field
                            name="keywords"
                            label="Other words to be found by"
                            hint="What people would type who do not know what it is called"
                            is_optional=true
                            problem
                            let:control
                        >
                            <TextArea control value=entered.keywords limit=Remark::LIMIT low=true/>
                        </Field>
                    </div>
                    <section class="stack tight" aria-labelledby="preview">
                        <h2 class="preview-head" id="preview">"Preview"</h2>
                        <div class="preview"><Markdown html/></div>
                    </section>
                </div>
                <div class="editor side-by-side">
                <Choices
                    name="category"
                    question="What is it about?"
                    choices=Category::ALL.map(|it| Choice::new(it.value(), it.label())).to_vec()
                    chosen=vec![entered.category]
                    problem
                />
                <Choices
                    name="audience"
                    question="Who may read it?"
                    hint="Nothing is chosen for you"
                    choices=audiences.into_iter().map(audience_choice).collect()
                    chosen=vec![entered.audience]
                    problem
                />
                </div>
                <Button busy=sending>"Publish article"</Button>
            </form>
        </div>
    }
}

fn audience_choice(audience: Audience) -> Choice {
    Choice::new(audience.value(), audience.label())
}
