//! What a requester can do with a request. Each is a form of its own; with scripts the page stays and is
//! read again.

use crate::{
    components::{
        button::{Button, Kind},
        field::Field,
        page::Section,
        textarea::TextArea,
    },
    form::{FormKey, UseForm, use_form},
};
use leptos::{html, prelude::*};
use shared::{
    api::{
        Form,
        requests::{ConfirmFixed, ReopenRequest, RequestActions, SendMessage, WithdrawRequest},
    },
    problem::Problem,
    text::Body,
};

/// The forms of one request.
#[derive(Clone)]
pub struct Steps {
    message: UseForm<SendMessage>,
    confirm: UseForm<ConfirmFixed>,
    reopen: UseForm<ReopenRequest>,
    withdraw: UseForm<WithdrawRequest>,
    /// What was refused last, in any of them.
    pub problem: Signal<Option<Problem>>,
    /// What was done last, in words.
    pub done: RwSignal<Option<&'static str>>,
    read_again: Callback<()>,
}

/// The forms of the request `reference`; `read_again` is called when one of them worked.
pub fn use_steps(reference: &str, read_again: impl Fn() + Send + Sync + 'static) -> Steps {
    let reference = || reference.to_owned();
    let message = use_form(SendMessage { reference: reference(), ..SendMessage::default() });
    let confirm = use_form(ConfirmFixed { reference: reference(), ..ConfirmFixed::default() });
    let reopen = use_form(ReopenRequest { reference: reference(), ..ReopenRequest::default() });
    let withdraw =
        use_form(WithdrawRequest { reference: reference(), ..WithdrawRequest::default() });
    let problems = [message.problem, confirm.problem, reopen.problem, withdraw.problem];
    Steps {
        message,
        confirm,
        reopen,
        withdraw,
        problem: Signal::derive(move || problems.iter().find_map(|it| it.get())),
        done: RwSignal::new(None),
        read_again: Callback::new(move |()| read_again()),
    }
}

impl Steps {
    fn tell(&self, words: &'static str) -> impl Fn() + Clone + 'static + use<> {
        let (done, read_again) = (self.done, self.read_again);
        move || {
            done.set(Some(words));
            read_again.run(());
        }
    }
}

/// Whether it is fixed: yes with one press, no with a word below.
#[component]
pub fn Deciding(steps: Steps) -> impl IntoView {
    let tell = steps.tell("Thank you. The request is closed.");
    let form = steps.confirm;
    let submit = form.on_submit_then(move |_, _| tell());
    view! {
        <div class="actions">
            <form method="post" action=form.entered.action() on:submit=submit>
                <FormKey key=form.key/>
                <input type="hidden" name="reference" value=form.entered.reference.clone()/>
                <Button busy=form.sending>"Yes, it is fixed"</Button>
            </form>
            <a class="action" href="#body" rel="external">"No, it is not"</a>
        </div>
    }
    .into_any()
}

/// A message, or after "we think it is fixed" the word that it is not.
#[component]
pub fn Answering(steps: Steps, can: RequestActions) -> impl IntoView {
    if can.reopen {
        view! { <NotFixed steps can/> }.into_any()
    } else {
        view! { <Message steps/> }.into_any()
    }
}

#[component]
fn Message(steps: Steps) -> impl IntoView {
    let tell = steps.tell("Your message was sent.");
    let form = steps.message;
    let field = NodeRef::<html::Textarea>::new();
    let submit = form.on_submit_then(move |_, _| {
        clear(field);
        tell();
    });
    let UseForm { entered, key, problem, sending } = form;
    let action = entered.action();
    view! {
        <Section heading="Answer or add something">
            <form
                class="stack request-answer measure"
                method="post"
                action=action
                novalidate
                on:submit=submit
            >
                <FormKey key/>
                <input type="hidden" name="reference" value=entered.reference/>
                <Field name="body" label="Your message" problem let:control>
                    <TextArea control value=entered.body limit=Body::LIMIT node=field/>
                </Field>
                <Button busy=sending>"Send message"</Button>
            </form>
        </Section>
    }
    .into_any()
}

#[component]
fn NotFixed(steps: Steps, can: RequestActions) -> impl IntoView {
    let tell = steps.tell("We are on it again.");
    let form = steps.reopen;
    let field = NodeRef::<html::Textarea>::new();
    let submit = form.on_submit_then(move |_, _| {
        clear(field);
        tell();
    });
    let UseForm { entered, key, problem, sending } = form;
    let action = entered.action();
    // The one primary button is "Yes, it is fixed" where that can be said.
    let kind = if can.confirm { Kind::Second } else { Kind::Primary };
    view! {
        <Section heading="Not fixed?">
            <form
                class="stack request-answer measure"
                method="post"
                action=action
                novalidate
                on:submit=submit
            >
                <FormKey key/>
                <input type="hidden" name="reference" value=entered.reference/>
                <Field
                    name="body"
                    label="What still goes wrong?"
                    hint="We take it up again, and the clock goes on."
                    problem
                    let:control
                >
                    <TextArea control value=entered.body limit=Body::LIMIT node=field/>
                </Field>
                <Button kind busy=sending>"It is not fixed"</Button>
            </form>
        </Section>
    }
    .into_any()
}

/// What was sent is not written any more: the field belongs to the browser and would keep it.
fn clear(field: NodeRef<html::Textarea>) {
    if let Some(field) = field.get_untracked() {
        field.set_value("");
    }
}

/// Taking it back, behind a fold: one click to see, one to do.
#[component]
pub fn Withdrawing(steps: Steps) -> impl IntoView {
    let tell = steps.tell("You took your request back.");
    let form = steps.withdraw;
    let submit = form.on_submit_then(move |_, _| tell());
    view! {
        <details class="fold">
            <summary>"I no longer need this"</summary>
            <form class="stack tight" method="post" action=form.entered.action() on:submit=submit>
                <FormKey key=form.key/>
                <input type="hidden" name="reference" value=form.entered.reference.clone()/>
                <p>"We stop working on it and close it. You can always ask again."</p>
                <Button kind=Kind::Danger busy=form.sending>"Withdraw this request"</Button>
            </form>
        </details>
    }
    .into_any()
}
