//! What the reader of a request can do with it. Each is a form of its own that says what follows before it
//! is sent; with scripts the page stays and is read again.

use crate::{
    api,
    components::{
        button::{Button, Kind},
        field::Field,
        page::Section,
        textarea::TextArea,
    },
    files::{Files, UseFiles, use_files},
    form::{
        FormKey, FormTitle, UseForm,
        text_draft::{OnThisDevice, TextDraft, use_text_draft},
        use_form,
    },
    heading::PageHeading,
    outbox::{Entry, Outbox, What, use_outbox},
};
use leptos::{ev::SubmitEvent, html, prelude::*, task::spawn_local};
use shared::{
    api::{
        Form,
        colleagues::{AddColleague, LeaveRequest, RemoveColleague},
        requests::{
            Complain, ConfirmFixed, GetRequest, ReopenRequest, Request, RequestActions,
            SendMessage, WithdrawRequest,
        },
    },
    problem::{Code, Problem},
    text::Body,
};

/// The forms of one request.
#[derive(Clone)]
pub struct Steps {
    message: UseForm<SendMessage>,
    message_files: UseFiles,
    confirm: UseForm<ConfirmFixed>,
    reopen: UseForm<ReopenRequest>,
    reopen_files: UseFiles,
    withdraw: UseForm<WithdrawRequest>,
    pub(super) complain: UseForm<Complain>,
    pub(super) add: UseForm<AddColleague>,
    pub(super) remove: UseForm<RemoveColleague>,
    pub(super) leave: UseForm<LeaveRequest>,
    /// What was refused last, in any of them.
    pub problem: Signal<Option<Problem>>,
    /// What was done last, in words.
    pub done: RwSignal<Option<&'static str>>,
    /// The request as it was read again after that.
    pub latest: RwSignal<Option<Request>>,
    read_again: Callback<()>,
}

/// The forms of the request `reference`.
pub fn use_steps(reference: &str) -> Steps {
    let reference = || reference.to_owned();
    let message = use_form(SendMessage { reference: reference(), ..SendMessage::default() });
    let confirm = use_form(ConfirmFixed { reference: reference(), ..ConfirmFixed::default() });
    let reopen = use_form(ReopenRequest { reference: reference(), ..ReopenRequest::default() });
    let withdraw =
        use_form(WithdrawRequest { reference: reference(), ..WithdrawRequest::default() });
    let complain = use_form(Complain { reference: reference(), ..Complain::default() });
    let add = use_form(AddColleague { reference: reference(), ..AddColleague::default() });
    let remove = use_form(RemoveColleague { reference: reference(), ..RemoveColleague::default() });
    let leave = use_form(LeaveRequest { reference: reference(), ..LeaveRequest::default() });
    let (latest, trouble) = (RwSignal::new(None), RwSignal::new(None));
    let problems = [
        message.problem,
        confirm.problem,
        reopen.problem,
        withdraw.problem,
        complain.problem,
        add.problem,
        remove.problem,
        leave.problem,
        trouble,
    ];
    let get = GetRequest { reference: reference() };
    Steps {
        message_files: use_files(&message),
        message,
        confirm,
        reopen_files: use_files(&reopen),
        reopen,
        withdraw,
        complain,
        add,
        remove,
        leave,
        problem: Signal::derive(move || problems.iter().find_map(|it| it.get())),
        done: RwSignal::new(None),
        latest,
        read_again: Callback::new(move |()| read(get.clone(), latest, trouble)),
    }
}

/// Only what has changed is drawn anew: what is half written in another box stays.
fn read(get: GetRequest, latest: RwSignal<Option<Request>>, trouble: RwSignal<Option<Problem>>) {
    spawn_local(async move {
        // The page may have been left in the meantime: then there is nobody to tell.
        match api::call(get).await {
            Ok(request) => {
                trouble.try_set(None);
                latest.try_set(Some(request));
            }
            Err(problem) => {
                trouble.try_set(Some(problem));
            }
        }
    });
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

    /// Says `words` and reads the request again.
    pub(super) fn tell(&self, words: &'static str) -> impl Fn() + Clone + 'static + use<> {
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
        <div class="stack tight">
            <div class="actions">
                <StepForm action=form.entered.action() key=form.key submit>
                    <Button busy=form.sending>"Yes, it is fixed"</Button>
                </StepForm>
                <a class="action" href="#body" rel="external">"No, it is not"</a>
            </div>
            <p class="soft small">
                "Yes closes it; for 14 days you can still reopen it. With no we take it up again."
            </p>
        </div>
    }
    .into_any()
}

/// A message, or after "we think it is fixed" the word that it is not.
#[component]
pub fn Answering(
    steps: Steps,
    can: RequestActions,
    /// A page has one primary button: what is asked above comes before what may be said below.
    kind: Kind,
) -> impl IntoView {
    if can.reopen {
        view! { <NotFixed steps kind attach=can.attach/> }.into_any()
    } else if can.answer {
        view! { <Message steps kind attach=can.attach/> }.into_any()
    } else {
        ().into_any()
    }
}

/// The form with what was posted, without the request that it belongs to.
#[component]
pub fn Unsent(steps: Steps) -> impl IntoView {
    let can_reopen = !steps.reopen.entered.body.is_empty();
    let can = RequestActions {
        answer: true,
        reopen: can_reopen,
        attach: true,
        ..RequestActions::default()
    };
    let problem = steps.problem;
    view! {
        <FormTitle text="Sign in to go on" problem/>
        <PageHeading>"Sign in to go on"</PageHeading>
        <p class="lead">"What you wrote is not lost: it is right here."</p>
        <Answering steps can kind=Kind::Primary/>
    }
    .into_any()
}

#[component]
fn Message(steps: Steps, kind: Kind, attach: bool) -> impl IntoView {
    let tell = steps.tell("Your message was sent.");
    let (form, files) = (steps.message, steps.message_files);
    let draft = use_text_draft(&form, format!("messages.{}", form.entered.reference));
    let submit = send_or_wait(&form, draft, files, tell);
    let UseForm { entered, key, problem, sending } = form;
    let action = entered.action();
    view! {
        <Section heading="Answer or add something">
            <form
                class="stack request-answer measure"
                method="post"
                enctype="multipart/form-data"
                action=action
                novalidate
                on:submit=submit
            >
                <FormKey key/>
                <Field
                    name="body"
                    label="Your message"
                    hint="Everybody on this request can read it."
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
                {attach.then(|| view! { <Files files whole_page=true problem/> })}
                <Button kind busy=sending>"Send message"</Button>
                <OnThisDevice drafts=vec![draft]/>
            </form>
        </Section>
    }
    .into_any()
}

#[component]
fn NotFixed(steps: Steps, kind: Kind, attach: bool) -> impl IntoView {
    let tell = steps.tell("We are on it again.");
    let (form, files) = (steps.reopen, steps.reopen_files);
    let draft = use_text_draft(&form, format!("reopening.{}", form.entered.reference));
    let submit = send_or_wait(&form, draft, files, tell);
    let UseForm { entered, key, problem, sending } = form;
    let action = entered.action();
    view! {
        <Section heading="Not fixed?">
            <form
                class="stack request-answer measure"
                method="post"
                enctype="multipart/form-data"
                action=action
                novalidate
                on:submit=submit
            >
                <FormKey key/>
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
                {attach.then(|| view! { <Files files whole_page=true problem/> })}
                <Button kind busy=sending>"It is not fixed"</Button>
                <OnThisDevice drafts=vec![draft]/>
            </form>
        </Section>
    }
    .into_any()
}

/// Sends a text, or without a connection has it wait on this device.
fn send_or_wait<F: Form, T: Fn() + Clone + 'static>(
    form: &UseForm<F>,
    draft: TextDraft,
    files: UseFiles,
    tell: T,
) -> impl Fn(SubmitEvent) + Clone + 'static + use<F, T> {
    let outbox = use_outbox();
    form.on_submit_or_wait(
        move |_, _| {
            draft.sent();
            files.clear();
            tell();
        },
        move |entered| {
            let is_kept = outbox.is_some_and(|it| wait(it, draft, entered));
            if is_kept {
                draft.discard();
                files.clear();
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

/// Taking it back, behind a fold: one click to see, one to do.
#[component]
pub fn Withdrawing(steps: Steps) -> impl IntoView {
    let tell = steps.tell("You took your request back.");
    let form = steps.withdraw;
    let submit = form.on_submit_then(move |_, _| tell());
    view! {
        <details class="fold">
            <summary>"I no longer need this"</summary>
            <StepForm action=form.entered.action() key=form.key submit>
                <p>"We stop working on it and close it. For 14 days you can still reopen it."</p>
                <Button kind=Kind::Danger busy=form.sending>"Withdraw this request"</Button>
            </StepForm>
        </details>
    }
    .into_any()
}

/// A form about one request; the children are its fields and its button.
#[component]
pub(super) fn StepForm<S>(
    #[prop(into)] action: String,
    key: RwSignal<String>,
    submit: S,
    children: Children,
) -> impl IntoView
where
    S: Fn(SubmitEvent) + 'static,
{
    view! {
        <form class="stack tight measure" method="post" action=action novalidate on:submit=submit>
            <FormKey key/>
            {children()}
        </form>
    }
    .into_any()
}

/// What was sent is not written any more: the field belongs to the browser and would keep it.
pub(super) fn clear(field: NodeRef<html::Textarea>) {
    if let Some(field) = field.get_untracked() {
        field.set_value("");
    }
}
