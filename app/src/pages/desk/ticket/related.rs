//! The tickets that belong to this one, and saying that another does: related, the same request, or a part of this
//! one that becomes a ticket of its own.

use crate::{
    components::{
        button::{Button, Kind},
        choice::{Choice, Choices},
        error_summary::ErrorSummary,
        field::{Field, TextInput},
        page::Section,
        select::Select,
        textarea::TextArea,
    },
    form::{FormKey, UseForm},
    names::use_names,
};
use leptos::prelude::*;
use shared::{
    api::{
        Form,
        related::{LinkTicket, LinkedTicket, SplitTicket, TIES, UnlinkTicket},
        tickets::TicketDetail,
    },
    text::Body,
};

/// The forms of this section.
#[derive(Debug, Clone)]
pub struct RelatedForms {
    /// Says that another belongs to it.
    pub link: UseForm<LinkTicket>,
    /// Takes that back.
    pub unlink: UseForm<UnlinkTicket>,
    /// Makes a ticket of a part.
    pub split: UseForm<SplitTicket>,
}

/// The tickets, and the forms behind folds.
#[component]
pub fn RelatedSection(
    ticket: RwSignal<TicketDetail>,
    forms: RelatedForms,
    done: Callback<()>,
) -> impl IntoView {
    let RelatedForms { link, unlink, split } = forms;
    let linked = Memo::new(move |_| ticket.read().linked.clone());
    let can = Memo::new(move |_| ticket.read().can.link);
    let removed = Callback::new(unlink.on_submit_then(move |_, _| done.run(())));
    let UseForm { entered, key, problem, sending } = unlink;
    let action = StoredValue::new(entered.action());
    let row =
        move |LinkedTicket { id, reference, tie, title }: LinkedTicket| {
            let remove = can.get().then(|| view! {
            <form method="post" action=action.get_value() on:submit=move |it| removed.run(it)>
                <FormKey key/>
                <input type="hidden" name="to" value=id.to_string()/>
                <Button kind=Kind::Quiet compact=true busy=sending>
                    "Take apart" <span class="vh">" " {reference.to_string()}</span>
                </Button>
            </form>
        });
            view! {
                <li>
                    <span class="soft">{tie.label()} " "</span>
                    <a href=format!("/desk/tickets/{id}")>{reference.to_string()}</a> ": " {title}
                    {remove}
                </li>
            }
        };
    view! {
        <Section heading="Belongs with">
            <ErrorSummary problem/>
            {move || match linked.get() {
                none if none.is_empty() => {
                    view! { <p class="soft small">"No other ticket."</p> }.into_any()
                }
                linked => {
                    let rows = linked.into_iter().map(row).collect_view();
                    view! { <ul class="stack tight small">{rows}</ul> }.into_any()
                }
            }}
            <Show when=move || can.get()>
                <Link form=link.clone() done/> <Split form=split.clone() done/>
            </Show>
        </Section>
    }
    .into_any()
}

#[component]
fn Link(form: UseForm<LinkTicket>, done: Callback<()>) -> impl IntoView {
    let send = form.on_submit_then(move |_, _| done.run(()));
    let UseForm { entered, key, problem, sending } = form;
    let action = entered.action();
    let was_refused = problem.read_untracked().is_some();
    let choices = TIES.map(|(value, label, _)| Choice::new(value, label)).to_vec();
    let chosen = if entered.tie.is_empty() { "related".to_owned() } else { entered.tie };
    view! {
        <details class="fold" open=was_refused>
            <summary>"Another ticket belongs to it"</summary>
            <form class="stack tight" method="post" action=action on:submit=send>
                <FormKey key/>
                <ErrorSummary problem/>
                <Field name="reference" label="Reference of the other" problem let:control>
                    <TextInput control value=entered.reference short=true/>
                </Field>
                <Choices
                    name="tie"
                    question="How they belong together"
                    choices
                    chosen=vec![chosen]
                    problem
                />
                <Button kind=Kind::Second compact=true busy=sending>"Link them"</Button>
            </form>
        </details>
    }
    .into_any()
}

#[component]
fn Split(form: UseForm<SplitTicket>, done: Callback<()>) -> impl IntoView {
    let send = form.on_submit_then(move |_, _| done.run(()));
    let UseForm { entered, key, problem, sending } = form;
    let action = entered.action();
    let was_refused = problem.read_untracked().is_some();
    let options = use_names().categories_to_choose(&[]);
    view! {
        <details class="fold" open=was_refused>
            <summary>"A part of it is another matter"</summary>
            <form class="stack tight" method="post" action=action on:submit=send>
                <FormKey key/>
                <ErrorSummary problem/>
                <Field
                    name="description"
                    label="What the new ticket is about"
                    hint="The requester reads it as a request of their own"
                    problem
                    let:control
                >
                    <TextArea control value=entered.description limit=Body::LIMIT low=true/>
                </Field>
                <Field name="about" label="Its category" problem let:control>
                    <Select control options chosen=entered.about none="Choose"/>
                </Field>
                <Button kind=Kind::Second compact=true busy=sending>"Make a ticket of it"</Button>
            </form>
        </details>
    }
    .into_any()
}
