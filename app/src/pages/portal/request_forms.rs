//! What a requester can do with a request. Each is a form of its own; with scripts the page stays and is
//! read again.

use crate::{
    components::{
        button::{Button, Kind},
        field::Field,
        page::Section,
        saved::Saved,
        textarea::TextArea,
    },
    form::{
        FormKey, FormTitle, UseForm,
        text_draft::{TextDraft, use_text_draft},
        use_form,
    },
    heading::PageHeading,
    outbox::{Entry, Outbox, What, use_outbox},
};
use leptos::{ev::SubmitEvent, prelude::*};
use shared::{
    api::{
        Form,
        requests::{ConfirmFixed, ReopenRequest, RequestActions, SendMessage, WithdrawRequest},
    },
    problem::{Code, Problem},
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
    /// Whether a text was posted after the sign-in had run out: then the request itself cannot be shown.
    pub fn has_unsent(&self) -> bool {
        let is_signed_out = self
            .problem
            .with_untracked(|it| it.as_ref().is_some_and(|it| it.code == Code::SignInNeeded));
        let texts = [&self.message.entered.body, &self.reopen.entered.body];
        is_signed_out && texts.iter().any(|it| !it.is_empty())
    }

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

/// The form with what was posted, without the request that it belongs to.
#[component]
pub fn Unsent(steps: Steps) -> impl IntoView {
    let can_reopen = !steps.reopen.entered.body.is_empty();
    let can = RequestActions { answer: true, confirm: false, reopen: can_reopen, withdraw: false };
    let problem = steps.problem;
    view! {
        <FormTitle text="Sign in to go on" problem/>
        <PageHeading>"Sign in to go on"</PageHeading>
        <p class="lead">"What you wrote is not lost: it is right here."</p>
        <Answering steps can/>
    }
    .into_any()
}

#[component]
fn Message(steps: Steps) -> impl IntoView {
    let tell = steps.tell("Your message was sent.");
    let form = steps.message;
    let draft = use_text_draft(&form, format!("messages.{}", form.entered.reference));
    let submit = send_or_wait(&form, draft, tell);
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
                    <TextArea
                        control
                        value=entered.body
                        limit=Body::LIMIT
                        on_text=draft.on_text()
                        node=draft.field
                    />
                </Field>
                <Button busy=sending>"Send message"</Button>
                <OnThisDevice draft/>
            </form>
        </Section>
    }
    .into_any()
}

#[component]
fn NotFixed(steps: Steps, can: RequestActions) -> impl IntoView {
    let tell = steps.tell("We are on it again.");
    let form = steps.reopen;
    let draft = use_text_draft(&form, format!("reopening.{}", form.entered.reference));
    let submit = send_or_wait(&form, draft, tell);
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
                    <TextArea
                        control
                        value=entered.body
                        limit=Body::LIMIT
                        on_text=draft.on_text()
                        node=draft.field
                    />
                </Field>
                <Button kind busy=sending>"It is not fixed"</Button>
                <OnThisDevice draft/>
            </form>
        </Section>
    }
    .into_any()
}

/// Sends a text, or without a connection has it wait on this device.
fn send_or_wait<F: Form, T: Fn() + Clone + 'static>(
    form: &UseForm<F>,
    draft: TextDraft,
    tell: T,
) -> impl Fn(SubmitEvent) + Clone + 'static + use<F, T> {
    let outbox = use_outbox();
    form.on_submit_or_wait(
        move |_, _| {
            draft.sent();
            tell();
        },
        move |entered| {
            let is_kept = outbox.is_some_and(|it| wait(it, draft, entered));
            if is_kept {
                draft.discard();
            }
            is_kept
        },
    )
}

fn wait<F: Form>(outbox: Outbox, draft: TextDraft, entered: &F) -> bool {
    let entry = draft.kept().and_then(|it| {
        let title = it.title();
        Entry::new(What::Message, title, entered, (it.name, it.stored))
    });
    entry.is_some_and(|it| outbox.add(entered.key(), &it))
}

/// Where the text is, and the way to be rid of it.
#[component]
fn OnThisDevice(draft: TextDraft) -> impl IntoView {
    view! {
        <Saved is_saved=draft.is_saved() on_discard=move |()| draft.discard()/>
        {move || draft.is_sent_elsewhere.get().then(|| view! {
            <p class="small" role="status">"This was already sent, from another tab."</p>
        })}
    }
    .into_any()
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
