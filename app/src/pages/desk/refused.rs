//! What is shown in the place of a page of the desk that cannot be had, with the status to match.

use crate::{
    api,
    components::{button::ButtonLink, page::PageHead},
    pages::{
        loaded::{Loading, shown},
        problem::{ProblemPage, SignInPrompt},
    },
};
use leptos::prelude::*;
use shared::problem::{Code, Problem};

/// A whole page of the desk; a refusal takes its place.
pub fn loaded_for_staff<T>(
    resource: Loading<T>,
    view: impl Fn(T) -> AnyView + Clone + Send + Sync + 'static,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
{
    shown(resource, view, |problem| view! { <Refused problem/> }.into_any())
}

/// Says why, and what to do.
#[component]
pub fn Refused(problem: Problem) -> impl IntoView {
    match problem.code {
        Code::SignInNeeded => {
            view! { <SignInPrompt why="The desk is for the service desk’s own people."/> }
                .into_any()
        }
        Code::Forbidden => view! { <NotStaff/> }.into_any(),
        Code::Conflict => view! { <NotNow detail=problem.detail/> }.into_any(),
        _ => view! { <ProblemPage problem/> }.into_any(),
    }
}

#[component]
fn NotStaff() -> impl IntoView {
    api::set_status(http::StatusCode::FORBIDDEN);
    view! {
        <div class="stack measure">
            <PageHead
                title="This page is for the service desk"
                lead="You are signed in, but not as an agent or a team lead. If you should be one, ask your administrator."
            />
            <ButtonLink href="/">"Go to the portal"</ButtonLink>
        </div>
    }
}

#[component]
fn NotNow(detail: String) -> impl IntoView {
    api::set_status(http::StatusCode::CONFLICT);
    view! {
        <div class="stack measure">
            <PageHead title="This cannot be done now" lead=detail/>
            <ButtonLink href="/desk">"Go to the queue"</ButtonLink>
        </div>
    }
}
