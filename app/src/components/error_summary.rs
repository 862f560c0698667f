//! What has to be changed before a form can be sent, above the form, with a way to each field
//! (D1.10). It takes the focus when it appears: by `autofocus` on a page without JavaScript, by an
//! effect with it.

use leptos::{html, prelude::*};
use shared::problem::{FieldError, Problem};

/// The summary of a refusal; nothing while there is none.
#[component]
pub fn ErrorSummary(
    #[prop(into)] problem: Signal<Option<Problem>>,
    /// Fields whose control has another id than its name, because there are two of that name on the page.
    #[prop(optional)]
    ids: &'static [(&'static str, &'static str)],
) -> impl IntoView {
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
                    <Reasons problem ids/>
                </div>
            }
        })
    }
}

/// One line a field, or what happened when no field is at fault.
#[component]
fn Reasons(problem: Problem, ids: &'static [(&'static str, &'static str)]) -> impl IntoView {
    let Problem { detail, errors, .. } = problem;
    if errors.is_empty() {
        return view! { <p>{detail}</p> }.into_any();
    }
    let lines = errors.into_iter().map(|FieldError { field, text }| {
        let id = ids.iter().find(|it| it.0 == field).map_or(field.as_str(), |it| it.1);
        view! { <li><a href=format!("#{id}") rel="external">{text}</a></li> }
    });
    view! { <ul class="errors-list">{lines.collect_view()}</ul> }.into_any()
}
