//! With whom a request is shared, each with the way to stop that. The same for requesters and staff, but for
//! where it is sent.

use crate::{
    components::button::{Button, Kind},
    form::{FormKey, UseForm},
};
use leptos::{ev::SubmitEvent, prelude::*};
use shared::api::Form;

/// Stops sharing with one colleague after the other.
#[derive(Clone, Debug)]
pub struct Removal {
    action: String,
    key: RwSignal<String>,
    sending: RwSignal<bool>,
}

impl Removal {
    /// The parts of `form`.
    #[must_use]
    pub fn new<F: Form>(form: &UseForm<F>) -> Self {
        Self { action: form.entered.action(), key: form.key, sending: form.sending }
    }
}

/// The list.
#[component]
pub fn Colleagues<S>(emails: Vec<String>, removal: Removal, submit: S) -> impl IntoView
where
    S: Fn(SubmitEvent) + Clone + 'static,
{
    let rows = emails.into_iter().map(|email| {
        let (Removal { action, key, sending }, submit) = (removal.clone(), submit.clone());
        view! {
            <li>
                <form class="row apart" method="post" action=action on:submit=submit>
                    <FormKey key/>
                    <input type="hidden" name="email" value=email.clone()/>
                    <span class="address">{email.clone()}</span>
                    <Button kind=Kind::Quiet compact=true busy=sending>
                        "Stop sharing" <span class="vh">" with " {email}</span>
                    </Button>
                </form>
            </li>
        }
        .into_any()
    });
    view! { <ul class="rows">{rows.collect_view()}</ul> }.into_any()
}
