//! Says when something written looks like a secret, and offers to hide it: never more than an offer.

use crate::{api, components::icon::Icon};
use leptos::{html, prelude::*};
use shared::redact::{masked, secrets};

/// What of `text` looks like a secret, below the field `node` that holds it.
#[component]
pub fn SecretsNotice(text: RwSignal<String>, node: NodeRef<html::Textarea>) -> impl IntoView {
    // Only another list of kinds is news: nothing is drawn or said with each letter.
    let kinds = Memo::new(move |_| {
        let mut kinds: Vec<_> = secrets(&text.read()).iter().map(|it| it.secret.label()).collect();
        kinds.sort_unstable();
        kinds.dedup();
        kinds
    });
    let hide = move |_| {
        if let Some(field) = node.get_untracked() {
            api::type_into(&field, &masked(&field.value()));
        }
    };
    view! {
        <div role="status">
            {move || {
                let kinds = kinds.get();
                (!kinds.is_empty()).then(|| view! {
                    <p class="secrets">
                        {Icon::Lock}
                        <span class="row">
                            <span>
                                "This looks like it holds " {kinds.join(" and ")}
                                ". Nobody needs that to help you."
                            </span>
                            <button class="action" type="button" on:click=hide>"Hide it"</button>
                        </span>
                    </p>
                })
            }}
        </div>
    }
    .into_any()
}
