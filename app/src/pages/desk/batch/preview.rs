//! What would happen to the chosen tickets, and the form that does it.

use super::{Lines, tickets};
use crate::{
    api,
    components::{
        button::Button,
        error_summary::ErrorSummary,
        field::Field,
        page::{BackLink, Section},
        textarea::TextArea,
    },
    form::{FormKey, FormTitle, UseForm, use_form},
    heading::PageHeading,
    pages::{
        loaded::Loading,
        refused::{Readers, loaded_for},
    },
};
use leptos::prelude::*;
use leptos_router::{hooks::use_query_map, params::ParamsMap};
use shared::{
    api::{
        Form,
        batches::{BatchLine, Change, Preview, PreviewBatch, SendBatch},
    },
    problem::Problem,
    text::Remark,
};

/// The page.
#[component]
pub fn PreviewPage() -> impl IntoView {
    let query = use_query_map();
    let asked = Memo::new(move |_| asked(&query.read()));
    let preview: Loading<_> = Resource::new(move || asked.get(), api::call);
    loaded_for(Readers::Staff, preview, move |preview| {
        view! { <Before preview asked=asked.get_untracked()/> }.into_any()
    })
}

/// What an address asks for.
fn asked(query: &ParamsMap) -> PreviewBatch {
    PreviewBatch {
        tickets: query.get_all("tickets").unwrap_or_default(),
        change: query.get("change").unwrap_or_default(),
    }
}

#[component]
fn Before(preview: Preview, asked: PreviewBatch) -> impl IntoView {
    let Preview { what, tickets: lines, n_changing } = preview;
    let PreviewBatch { tickets: ids, change } = asked;
    let kind = Change::from_value(&change);
    let form = use_form(SendBatch { tickets: ids, change, ..SendBatch::default() });
    let (staying, changing): (Vec<BatchLine>, Vec<BatchLine>) =
        lines.into_iter().partition(|it| it.refused.is_some());
    let n_staying = staying.len();
    let heading = what.clone();
    view! {
        <FormTitle text=what.clone() problem=form.problem/>
        <div class="stack roomy measure">
            <BackLink href="/desk" label="The queue"/>
            <div class="stack tight">
                <PageHeading>{heading}</PageHeading>
                <p class="lead">{summary(n_changing, n_staying)}</p>
            </div>
            {(n_changing > 0).then(|| view! { <Send form what kind n_changing/> })}
            {(n_changing > 0).then(|| view! {
                <Section heading=format!("What changes: {}", tickets(n_changing))>
                    <Lines lines=changing/>
                </Section>
            })}
            {(n_staying > 0).then(|| view! {
                <Section heading=format!("What stays as it is: {}", tickets(n_staying))>
                    <Lines lines=staying/>
                </Section>
            })}
        </div>
    }
    .into_any()
}

/// What is about to happen, in one sentence.
fn summary(n_changing: usize, n_staying: usize) -> String {
    match (n_changing, n_staying) {
        (0, _) => "Nothing would change.".to_owned(),
        (_, 0) => "Nothing has been changed yet. Look through the list first.".to_owned(),
        _ => "Nothing has been changed yet. Some of the tickets would stay as they are.".to_owned(),
    }
}

#[component]
fn Send(
    form: UseForm<SendBatch>,
    what: String,
    kind: Option<Change>,
    n_changing: usize,
) -> impl IntoView {
    let send = form.on_submit();
    let UseForm { entered, key, problem, sending } = form;
    let ids = entered.tickets.into_iter();
    let ids = ids.map(|it| view! { <input type="hidden" name="tickets" value=it/> });
    let said = match kind {
        Some(Change::Resolve) => {
            view! { <Resolution cause=entered.cause fix=entered.fix problem/> }.into_any()
        }
        Some(kind) if kind.takes_reason() => {
            let needs_reason = kind.needs_reason();
            view! { <Why reason=entered.reason needs_reason problem/> }.into_any()
        }
        _ => ().into_any(),
    };
    view! {
        <form class="stack" method="post" action=SendBatch::ACTION on:submit=send>
            <FormKey key/>
            {ids.collect_view()}
            <input type="hidden" name="change" value=entered.change/>
            <ErrorSummary problem/>
            {said}
            <div>
                <Button busy=sending attr:data-command="apply">
                    {what} ", " {tickets(n_changing)}
                </Button>
            </div>
        </form>
    }
    .into_any()
}

#[component]
fn Why(reason: String, needs_reason: bool, problem: RwSignal<Option<Problem>>) -> impl IntoView {
    let hint = match needs_reason {
        true => "Those who asked read it.",
        false => "For the service desk’s own people.",
    };
    view! {
        <Field name="reason" label="Why" hint is_optional=!needs_reason problem let:control>
            <TextArea control value=reason low=true/>
        </Field>
    }
    .into_any()
}

/// One cause and one fix for all of them.
#[component]
fn Resolution(cause: String, fix: String, problem: RwSignal<Option<Problem>>) -> impl IntoView {
    view! {
        <Field name="cause" label="What was wrong with all of them (for staff)" problem let:control>
            <TextArea control value=cause limit=Remark::LIMIT low=true/>
        </Field>
        <Field
            name="fix"
            label="What fixed it (everybody who asked reads this)"
            problem
            let:control
        >
            <TextArea control value=fix limit=Remark::LIMIT low=true/>
        </Field>
    }
    .into_any()
}
