//! Who else sees a request (B8): the requester shares it, stops sharing it, and a colleague leaves. The
//! page says the same whether or not anybody has an address.

use super::request_forms::{StepForm, Steps};
use crate::{
    components::{
        button::{Button, Kind},
        field::{Field, TextInput},
        page::Section,
    },
    form::UseForm,
    ticket::colleagues::{Colleagues, Removal},
};
use leptos::{html, prelude::*};
use shared::api::{Form, requests::Request};

/// For the requester: with whom it is shared, and sharing it behind a fold.
#[component]
pub fn Sharing(steps: Steps, request: Signal<Request>) -> impl IntoView {
    let tell = steps.tell("It is shared.");
    let form = steps.add.clone();
    let (fold, field) = (NodeRef::<html::Details>::new(), NodeRef::<html::Input>::new());
    let submit = form.on_submit_then(move |_, _| {
        if let (Some(fold), Some(field)) = (fold.get_untracked(), field.get_untracked()) {
            fold.set_open(false);
            field.set_value("");
        }
        tell();
    });
    let UseForm { entered, key, problem, sending } = form;
    let was_refused = problem.read_untracked().is_some();
    let action = entered.action();
    view! {
        <Shared steps request/>
        <details class="fold" open=was_refused node_ref=fold>
            <summary>"Share this with a colleague"</summary>
            <StepForm action key submit>
                <p>
                    "Whoever signs in with this address finds it under “Your requests”, and can read
                    and write here. Only you can confirm, reopen, withdraw or share it."
                </p>
                <Field name="email" label="E-mail address of your colleague" problem let:control>
                    <TextInput control value=entered.email kind="email" node=field/>
                </Field>
                <Button kind=Kind::Second busy=sending>"Share"</Button>
            </StepForm>
        </details>
    }
    .into_any()
}

/// The colleagues, each with the way to stop sharing it with them; nothing while there are none.
#[component]
fn Shared(steps: Steps, request: Signal<Request>) -> impl IntoView {
    let tell = steps.tell("It is not shared with them any more.");
    let form = steps.remove;
    let removal = Removal::new(&form);
    let submit = form.on_submit_then(move |_, _| tell());
    let colleagues = Memo::new(move |_| request.read().colleagues.clone());
    move || {
        let emails = colleagues.get();
        (!emails.is_empty()).then(|| {
            let (removal, submit) = (removal.clone(), submit.clone());
            view! {
                <Section heading="Who else sees this"><Colleagues emails removal submit/></Section>
            }
        })
    }
}

/// For a colleague: whose it is, and the way out behind a fold.
#[component]
pub fn Leaving(steps: Steps, requester: String) -> impl IntoView {
    let form = steps.leave;
    let submit = form.on_submit();
    view! {
        <details class="fold">
            <summary>"Leave this request"</summary>
            <StepForm action=form.entered.action() key=form.key submit>
                <p>
                    "It disappears from your list, and " {requester}
                    " sees that you left. Only they can share it with you again."
                </p>
                <Button kind=Kind::Danger busy=form.sending>"Leave"</Button>
            </StepForm>
        </details>
    }
    .into_any()
}
