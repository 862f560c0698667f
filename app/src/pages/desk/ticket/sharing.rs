//! Who else sees the requester's side (B8), and adding somebody in the requester's stead: the history says
//! who did it, to both sides.

use crate::{
    components::{
        button::{Button, Kind},
        error_summary::ErrorSummary,
        field::{Field, TextInput},
        page::Section,
    },
    form::{FormKey, UseForm},
    ticket::colleagues::{Colleagues, Removal},
};
use leptos::{html, prelude::*};
use shared::api::{
    Form,
    tickets::{ShareTicket, TicketDetail, UnshareTicket},
};

/// The colleagues, and the form that adds one behind a fold.
#[component]
pub fn Sharing(
    ticket: RwSignal<TicketDetail>,
    add: UseForm<ShareTicket>,
    remove: UseForm<UnshareTicket>,
    done: Callback<()>,
) -> impl IntoView {
    let removal = Removal::new(&remove);
    let on_removed = remove.on_submit_then(move |_, _| done.run(()));
    let problem = remove.problem;
    let colleagues = Memo::new(move |_| ticket.read().colleagues.clone());
    let can = Memo::new(move |_| ticket.read().can.share);
    view! {
        <Section heading="Who else sees this">
            <ErrorSummary problem/>
            {move || match colleagues.get() {
                none if none.is_empty() => {
                    view! { <p class="soft small">"Nobody but the requester."</p> }.into_any()
                }
                emails if can.get() => {
                    let (removal, submit) = (removal.clone(), on_removed.clone());
                    view! { <Colleagues emails removal submit/> }.into_any()
                }
                emails => view! { <p class="address">{emails.join(", ")}</p> }.into_any(),
            }}
            <Show when=move || can.get()>
                <Add form=add.clone() done/>
            </Show>
        </Section>
    }
    .into_any()
}

#[component]
fn Add(form: UseForm<ShareTicket>, done: Callback<()>) -> impl IntoView {
    let (fold, field) = (NodeRef::<html::Details>::new(), NodeRef::<html::Input>::new());
    let send = form.on_submit_then(move |_, _| {
        if let (Some(fold), Some(field)) = (fold.get_untracked(), field.get_untracked()) {
            fold.set_open(false);
            field.set_value("");
        }
        done.run(());
    });
    let UseForm { entered, key, problem, sending } = form;
    let action = entered.action();
    let was_refused = problem.read_untracked().is_some();
    view! {
        <details class="fold" open=was_refused node_ref=fold>
            <summary>"Share it with somebody"</summary>
            <form class="stack tight" method="post" action=action novalidate on:submit=send>
                <FormKey key/>
                <ErrorSummary problem/>
                <Field
                    name="email"
                    label="E-mail address"
                    hint="Whoever signs in with it reads and writes what the requester does. The requester sees \
                          that you shared it"
                    problem
                    let:control
                >
                    <TextInput control value=entered.email kind="email" node=field/>
                </Field>
                <Button kind=Kind::Second compact=true busy=sending>"Share"</Button>
            </form>
        </details>
    }
    .into_any()
}
