//! One form, two ways to send it, the same texts and errors. Without scripts the browser posts it and the
//! server renders the page again with an [`Attempt`] in context; with them the same fields go through
//! [`api::call`], nothing is loaded, and what was typed stays where it is.
//!
//! The fields are uncontrolled: [`UseForm::entered`] is printed into them once, and they are read when
//! the form is sent. So nothing typed before the scripts arrived is lost.

pub mod text_draft;

use crate::api::{self, Unsent};
use leptos::{ev::SubmitEvent, prelude::*};
use leptos_meta::Title;
use leptos_router::hooks::use_navigate;
use serde::{Deserialize, Serialize};
use shared::{
    api::Form,
    attachment::AttachmentRef,
    problem::{Code, Problem},
};

/// What was entered and why it was refused. Given by the server when it renders a refused page again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt<F> {
    /// As it was typed.
    pub entered: F,
    /// The refusal.
    pub problem: Option<Problem>,
    /// The files that came with it, which need not be added again.
    pub files: Vec<AttachmentRef>,
}

/// One form on one page.
#[derive(Clone, Debug)]
pub struct UseForm<F: Form> {
    /// The values to print into the fields.
    pub entered: F,
    /// The idempotency key, for the hidden field `key`; a new one after each success.
    pub key: RwSignal<String>,
    /// Why it was refused last; for the error summary, the fields and the title.
    pub problem: RwSignal<Option<Problem>>,
    /// Whether an answer is awaited. A second click in that time sends nothing.
    pub sending: RwSignal<bool>,
}

/// The state of the form `F` on this page: what was refused, if it was this form, else `initial`.
#[must_use]
pub fn use_form<F: Form>(initial: F) -> UseForm<F> {
    let action = initial.action();
    let untouched = || Attempt { entered: initial.clone(), problem: None, files: Vec::new() };
    // The browser starts from exactly what the server printed: values, errors and key.
    let (of, attempt, key) = SharedValue::new(|| {
        let attempt = attempt_at(&action).unwrap_or_else(untouched);
        // A refused form keeps its key: its first sending may have worked after all.
        let key = match attempt.entered.key() {
            "" => api::fresh_key(),
            key => key.to_owned(),
        };
        (action.clone(), attempt, key)
    })
    .into_inner();
    // Both count what they share, and where several parts of a page are awaited they may count in another order:
    // what was printed for another form is not this one's.
    let (attempt, key) =
        if of == action { (attempt, key) } else { (untouched(), api::fresh_key()) };
    UseForm {
        entered: attempt.entered,
        key: RwSignal::new(key),
        problem: RwSignal::new(attempt.problem),
        sending: RwSignal::new(false),
    }
}

/// The refused attempt of the form that is posted to `action`, if this page is shown because of it. On the
/// server alone: see [`SharedValue`].
pub(crate) fn attempt_at<F: Form>(action: &str) -> Option<Attempt<F>> {
    // Two forms of one kind on one page differ in where they are posted.
    use_context::<Attempt<F>>().filter(|it| it.entered.action() == action)
}

impl<F: Form> UseForm<F> {
    /// For `on:submit`: sends the form and goes where it leads.
    pub fn on_submit(&self) -> impl Fn(SubmitEvent) + Clone + 'static + use<F> {
        let navigate = use_navigate();
        self.on_submit_then(move |entered, response| {
            navigate(&entered.after(response), Default::default());
        })
    }

    /// For `on:submit`: sends the form and, when it worked, calls `done` with what was sent and the answer.
    pub fn on_submit_then<D>(&self, done: D) -> impl Fn(SubmitEvent) + Clone + 'static + use<F, D>
    where
        D: Fn(&F, &F::Response) + Clone + 'static,
    {
        self.on_submit_or_wait(done, |_| false)
    }

    /// The same; where the server cannot be reached, `wait` may take over what was entered, to send it later.
    /// It says whether it did.
    pub fn on_submit_or_wait<D, W>(
        &self,
        done: D,
        wait: W,
    ) -> impl Fn(SubmitEvent) + Clone + 'static + use<F, D, W>
    where
        D: Fn(&F, &F::Response) + Clone + 'static,
        W: Fn(&F) -> bool + Clone + 'static,
    {
        let state = State { key: self.key, problem: self.problem, sending: self.sending };
        move |event| {
            let prepared = state.begin(&event, |event| {
                let entered = api::entered::<F>(event)?;
                let unsent = entered.clone().check().and_then(|_| Unsent::of(&entered));
                Some(unsent.map(|unsent| (entered, unsent)))
            });
            let Some((entered, unsent)) = prepared else { return };
            let (done, wait) = (done.clone(), wait.clone());
            state.send(unsent, move |answer| match answer.and_then(|it| api::read(&it)) {
                Ok(response) => {
                    state.end();
                    done(&entered, &response);
                }
                Err(refused) if refused.code == Code::Offline && wait(&entered) => state.end(),
                Err(refused) => state.refuse(refused),
            });
        }
    }
}

/// How a form stands, whichever it is.
#[derive(Debug, Clone, Copy)]
struct State {
    key: RwSignal<String>,
    problem: RwSignal<Option<Problem>>,
    sending: RwSignal<bool>,
}

impl State {
    /// Has the form read, unless it is being sent already. What is wrong with it is shown.
    fn begin<T>(
        self,
        event: &SubmitEvent,
        read: impl FnOnce(&SubmitEvent) -> Option<Result<T, Problem>>,
    ) -> Option<T> {
        event.prevent_default();
        if self.sending.get_untracked() {
            return None;
        }
        let unread = || {
            let detail = "The form could not be read. Load the page again.";
            Err(Problem::new(Code::Internal, detail))
        };
        let read = read(event).unwrap_or_else(unread);
        read.map_err(|refused| self.problem.set(Some(refused))).ok()
    }

    fn send(self, unsent: Unsent, heard: impl FnOnce(Result<String, Problem>) + 'static) {
        self.send_boxed(unsent, Box::new(heard));
    }

    /// Not once for each form, but once.
    fn send_boxed(self, unsent: Unsent, heard: Box<dyn FnOnce(Result<String, Problem>)>) {
        self.sending.set(true);
        leptos::task::spawn_local(async move {
            let answer = unsent.send().await;
            // The page may have been left in the meantime: then there is nobody to tell.
            self.sending.try_set(false);
            heard(answer);
        });
    }

    /// It worked, or is kept to be sent later: what comes next is something else.
    fn end(self) {
        self.problem.try_set(None);
        self.key.try_set(api::fresh_key());
    }

    fn refuse(self, refused: Problem) {
        // Whoever sends it again knows by then that it is something else.
        if refused.code == Code::AlreadySent {
            self.key.try_set(api::fresh_key());
        }
        self.problem.try_set(Some(refused));
    }
}

/// The form's hidden key.
#[component]
pub fn FormKey(
    /// From [`UseForm::key`].
    key: RwSignal<String>,
) -> impl IntoView {
    view! { <input type="hidden" name="key" value=move || key.get()/> }
}

/// The page's title, with "Error: " in front while something is wrong, so that it is heard first (D1.10).
#[component]
pub fn FormTitle(
    /// The title without it.
    #[prop(into)]
    text: String,
    /// From [`UseForm::problem`].
    #[prop(into)]
    problem: Signal<Option<Problem>>,
) -> impl IntoView {
    // The title is drawn by the whole application, which may look once more after the page is gone.
    let is_refused = move || problem.try_read().is_some_and(|it| it.is_some());
    let title = move || match is_refused() {
        true => format!("Error: {text}"),
        false => text.clone(),
    };
    view! { <Title text=title/> }
}
