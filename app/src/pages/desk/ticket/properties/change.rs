//! One property and the form that changes it, folded away. The form says what the property was when it was shown,
//! so that nobody undoes unseen what a colleague has just done.

use crate::{
    components::{
        button::{Button, Kind},
        error_summary::ErrorSummary,
        field::FieldError,
    },
    form::{FormKey, UseForm},
};
use leptos::{ev::SubmitEvent, html, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use shared::{api::Form, problem::Problem};

/// What can be changed, and to what.
#[derive(Debug, Clone, Copy)]
pub struct Property {
    /// The field of the form, and its id.
    pub name: &'static str,
    /// The name of the command that goes there.
    pub command: &'static str,
    /// What the field is called.
    pub label: &'static str,
    /// What the field for the reason is called: it says who reads it.
    pub reason: &'static str,
    /// The id of that field, which no other form on the page has.
    pub reason_id: &'static str,
    /// Where the error summary leads for it.
    pub reason_in_summary: &'static [(&'static str, &'static str)],
    /// Whether it can be changed without saying why.
    pub is_reason_optional: bool,
    /// What the button says.
    pub button: &'static str,
    /// Value and label of each choice.
    pub choices: Signal<Vec<(String, String)>>,
    /// The value as it is shown.
    pub now: Signal<String>,
    /// Whether it can be changed now.
    pub can: Signal<bool>,
}

/// The form of `property`; `entered` are the choice and the reason of one that was refused.
#[component]
pub fn Change<F: Form>(
    property: Property,
    form: UseForm<F>,
    entered: (String, String),
    done: Callback<()>,
) -> impl IntoView {
    let fold = NodeRef::<html::Details>::new();
    let reason = NodeRef::<html::Input>::new();
    let navigate = use_navigate();
    let send = form.on_submit_then(move |entered, response| {
        // Whoever gave it away may not read it any more.
        let leads = entered.after(response);
        if leads != entered.page() {
            navigate(&leads, NavigateOptions::default());
            return;
        }
        if let Some(it) = fold.get_untracked() {
            it.set_open(false);
        }
        if let Some(it) = reason.get_untracked() {
            it.set_value("");
        }
        done.run(());
    });
    let UseForm { entered: initial, key, problem, sending } = form;
    let form = Fields { action: initial.action(), key, problem, sending, entered, fold, reason };
    let send = Callback::new(send);
    view! {
        <Show when=move || property.can.get()>
            <ChangeForm property form=form.clone() send done/>
        </Show>
    }
    .into_any()
}

/// What all these forms have, whichever they are.
#[derive(Debug, Clone)]
struct Fields {
    action: String,
    key: RwSignal<String>,
    problem: RwSignal<Option<Problem>>,
    sending: RwSignal<bool>,
    entered: (String, String),
    fold: NodeRef<html::Details>,
    reason: NodeRef<html::Input>,
}

#[component]
fn ChangeForm(
    property: Property,
    form: Fields,
    send: Callback<SubmitEvent>,
    done: Callback<()>,
) -> impl IntoView {
    let Property { name, command, label, reason_id, now, choices, .. } = property;
    let Fields { action, key, problem, sending, entered: (entered, why), fold, reason } = form;
    let was_refused = problem.read_untracked().is_some();
    let refused: Signal<_> = problem.into();
    // Whoever is refused because a colleague was faster is shown what it is now.
    Effect::new(move |_| {
        if problem.read().is_some() {
            done.run(());
        }
    });
    let options = move || {
        let now = now.get();
        let chosen = if entered.is_empty() { &now } else { &entered };
        let option = |(value, label): (String, String)| {
            let is_chosen = value == *chosen;
            view! { <option value=value selected=is_chosen>{label}</option> }
        };
        choices.get().into_iter().map(option).collect_view()
    };
    view! {
        <details class="fold" open=was_refused node_ref=fold>
            <summary>"Change" <span class="vh">": " {label}</span></summary>
            <form class="stack tight" method="post" action=action on:submit=move |it| send.run(it)>
                <FormKey key/>
                <input type="hidden" name="was" value=move || now.get()/>
                <ErrorSummary problem ids=property.reason_in_summary/>
                <div class="field">
                    <label class="label" for=name>{label}</label>
                    <FieldError name problem=refused/>
                    <select class="control" id=name name=name data-command=command>{options}</select>
                </div>
                <div class="field">
                    <label class="label" for=reason_id>
                        {property.reason}
                        {property
                            .is_reason_optional
                            .then(|| view! { <span class="soft plain">" (optional)"</span> })}
                    </label>
                    <FieldError name="reason" problem=refused/>
                    <input
                        class="control"
                        id=reason_id
                        name="reason"
                        type="text"
                        autocomplete="off"
                        value=why
                        node_ref=reason
                    />
                </div>
                <Button kind=Kind::Second compact=true busy=sending>{property.button}</Button>
            </form>
        </details>
    }
    .into_any()
}
