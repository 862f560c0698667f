//! What is shown in the place of a lead's page that cannot be had.

use crate::{
    api,
    components::{button::ButtonLink, page::PageHead},
    pages::{
        desk::refused::Refused,
        loaded::{Loading, shown},
    },
};
use leptos::prelude::*;
use shared::problem::{Code, Problem};

/// A whole page of a lead's; a refusal takes its place.
pub fn loaded_for_leads<T>(
    resource: Loading<T>,
    view: impl Fn(T) -> AnyView + Clone + Send + Sync + 'static,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
{
    shown(resource, view, refused)
}

fn refused(problem: Problem) -> AnyView {
    match problem.code {
        Code::Forbidden => view! { <NotLead/> }.into_any(),
        _ => view! { <Refused problem/> }.into_any(),
    }
}

#[component]
fn NotLead() -> impl IntoView {
    api::set_status(http::StatusCode::FORBIDDEN);
    view! {
        <div class="stack measure">
            <PageHead
                title="This page is for team leads"
                lead="You are signed in, but not as a team lead. If you should be one, ask your administrator."
            />
            <ButtonLink href="/desk">"Go to the queue"</ButtonLink>
        </div>
    }
}
