//! What has to be changed before a form can be sent, above the form, with a way to each field
//! (D1.10). It takes the focus when it appears: by `autofocus` on a page without JavaScript, by an
//! effect with it.

use leptos::{html, prelude::*};
use shared::problem::{FieldError, Problem};

/// The summary of a refusal; nothing while there is none.
#[component]
pub fn ErrorSummary(#[prop(into)] problem: Signal<Option<Problem>>) -> impl IntoView {
    let node = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        problem.track();
        if let Some(summary) = node.get() {
            // Without focus the summary is still announced, by its role.
            let _ = summary.focus();
        }
    });
    move || {
        problem.get().map(|problem| {
            view! {
                <div class="errors" role="alert" tabindex="-1" autofocus node_ref=node>
                    <h2>"There is a problem"</h2>
                    <Reasons problem/>
                </div>
            }
        })
    }
}

/// One line a field, or what happened when no field is at fault.
#[component]
fn Reasons(problem: Problem) -> impl IntoView {
    let Problem { detail, errors, .. } = problem;
    if errors.is_empty() {
        return view! { <p>{detail}</p> }.into_any();
    }
    let lines = errors.into_iter().map(|FieldError { field, text }| {
        view! { <li><a href=format!("#{field}") rel="external">{text}</a></li> }
    });
    view! { <ul class="errors-list">{lines.collect_view()}</ul> }.into_any()
}
