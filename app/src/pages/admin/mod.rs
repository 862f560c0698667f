//! The administrators' pages, in part for leads too: in the chunk of the staff's pages. They know nothing of who
//! may do what: the server says so with each answer.

pub mod form;
pub mod frame;
pub mod hours;
pub mod matrix;
pub mod organisation;
pub mod overview;
pub mod people;
pub mod permissions;
pub mod targets;
pub mod versions;

use crate::{
    api,
    components::{button::ButtonLink, page::PageHead},
    pages::{
        loaded::{Loading, shown},
        problem::{ProblemPage, SignInPrompt},
    },
};
use leptos::prelude::*;
use shared::{
    api::settings::{GetSettings, SettingsView},
    problem::{Code, Problem},
};

/// A whole page about the settings in force; a refusal takes its place.
fn of_settings(
    view: impl Fn(SettingsView) -> AnyView + Clone + Send + Sync + 'static,
) -> impl IntoView {
    let settings: Loading<_> = Resource::new(|| (), |()| api::call(GetSettings {}));
    for_administrators(settings, view)
}

/// A whole page for those who set something; a refusal takes its place.
fn for_administrators<T>(
    resource: Loading<T>,
    view: impl Fn(T) -> AnyView + Clone + Send + Sync + 'static,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
{
    shown(resource, view, |problem| view! { <Refused problem/> }.into_any())
}

#[component]
fn Refused(problem: Problem) -> impl IntoView {
    match problem.code {
        Code::SignInNeeded => {
            view! { <SignInPrompt why="Settings are for administrators."/> }.into_any()
        }
        Code::Forbidden => view! { <NotYours/> }.into_any(),
        _ => view! { <ProblemPage problem/> }.into_any(),
    }
}

#[component]
fn NotYours() -> impl IntoView {
    api::set_status(http::StatusCode::FORBIDDEN);
    view! {
        <div class="stack measure">
            <PageHead
                title="This page is for administrators"
                lead="You are signed in, but not as somebody who can set this. Ask your administrator."
            />
            <ButtonLink href="/">"Go to the portal"</ButtonLink>
        </div>
    }
}
